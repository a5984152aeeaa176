import fc from 'fast-check'
import type { Plan, PlanStep } from '#shared/plans.ts'
import { publishedPlan } from './published-plan.ts'

const text = { zh: '步骤', en: 'Step' }
const answers = ['a', 'b', 'c'] as const
const posts = ['security', 'repair'] as const

/** Plans that others put in: one that branches and goes back, one of two steps that the system does itself, one that puts in the first. */
const blank = { post: 'security', name: text, instruction: text, minutes: null, notify: null, after: [] } as const satisfies Partial<PlanStep>
export const blocks: Plan[] = [
  publishedPlan({
    scene: 'fire', name: text, purpose: text,
    steps: [
      { ...blank, key: 'go', minutes: 4, notify: { to: text, text } },
      { ...blank, key: 'ask', kind: 'decide', after: ['go'], answers: [{ key: 'a', name: text, back: 'go' }, { key: 'b', name: text }] },
      { ...blank, key: 'tell', kind: 'notify', after: ['ask'], notify: { to: text, text } },
    ],
  }),
  publishedPlan({ scene: 'fire', name: text, purpose: text, steps: [{ ...blank, key: 'order', kind: 'order' }, { ...blank, key: 'tell', kind: 'notify', after: ['order'], notify: { to: text, text } }] }),
]
blocks.push(publishedPlan({ scene: 'fire', name: text, purpose: text, steps: [{ ...blank, key: 'in', kind: 'block', block: blocks[0]?.series }, { ...blank, key: 'then', after: ['in'] }] }))

/** Each step waits only for earlier ones, depends only on a decision that lies before it, and leads back only to what does. */
const row = fc.record({
  kind: fc.constantFrom('do', 'do', 'do', 'decide', 'decide', 'wait-time', 'wait-person', 'notify', 'order', 'request', 'block', 'roll-call', null),
  after: fc.array(fc.nat(), { maxLength: 3 }),
  minutes: fc.option(fc.integer({ min: 1, max: 30 })),
  when: fc.option(fc.record({ nth: fc.nat(), answer: fc.constantFrom(...answers) }), { freq: 2 }),
  back: fc.option(fc.nat(), { freq: 2 }),
  post: fc.constantFrom(...posts),
  notify: fc.boolean(), second: fc.boolean(), must: fc.boolean(), wait: fc.integer({ min: 1, max: 20 }), block: fc.nat(3),
})
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never

function stepsOf(rows: readonly Row[]): PlanStep[] {
  const steps: PlanStep[] = []
  for (const [i, { kind, ...said }] of rows.entries()) {
    const after = i === 0 ? [] : [...new Set(said.after.map((n) => `s${n % i}`))]
    const before = ancestors(steps, after)
    const decisions = before.filter(({ answers }) => answers)
    const decided = said.when && decisions[said.when.nth % Math.max(decisions.length, 1)]
    const back = said.back === null ? undefined : before[said.back % Math.max(before.length, 1)]
    steps.push({
      key: `s${i}`, kind: kind === 'wait-time' || kind === 'wait-person' ? 'wait' : kind, post: said.post, orElse: i % 2 ? ['butler'] : null, name: text, instruction: text, minutes: said.minutes, after,
      when: decided && said.when ? { step: decided.key, answer: said.when.answer } : null,
      notify: said.notify ? { to: text, text } : null,
      answers: kind === 'decide' ? answers.map((key) => ({ key, name: text, back: key === 'c' && back ? back.key : null })) : null,
      wait: kind === 'wait-time' ? { until: 'time', minutes: said.wait } : kind === 'wait-person' ? { until: 'person' } : null,
      order: kind === 'order' ? { category: 'repair', priority: 'normal', title: text } : null,
      request: kind === 'request' ? { kind: 'tool', amount: 1 } : null,
      block: kind === 'block' ? (blocks[said.block]?.series ?? '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e99') : null,
      needs: { note: false, photo: false, second: said.second }, must: said.must,
    })
  }
  return steps
}

function ancestors(steps: readonly PlanStep[], keys: readonly string[]): PlanStep[] {
  const found = new Set(keys)
  for (const step of steps.toReversed()) if (found.has(step.key)) for (const key of step.after) found.add(key)
  return steps.filter(({ key }) => found.has(key))
}

export const anyPlan = fc.tuple(fc.array(row, { minLength: 1, maxLength: 10 }), fc.boolean()).map(([rows, second]) =>
  publishedPlan({ scene: 'fire', name: text, purpose: text, targetMinutes: 30, secondPerson: second, acceptMinutes: 2, steps: stepsOf(rows) }, '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'))

export type Doing =
  | { what: 'complete'; pick: number; answer: (typeof answers)[number]; skip: boolean; who: number; offline: boolean }
  | { what: 'check'; pick: number; ok: boolean; who: number }
  | { what: 'accept' | 'decline'; pick: number; who: number }
  | { what: 'give'; pick: number; person: number }
  | { what: 'leave' | 'come'; person: number }
  | { what: 'pass'; minutes: number }
  | { what: 'jump'; minutes: number }
  | { what: 'kill' | 'agree' | 'add-step' | 'again' }
  | { what: 'add-block'; block: number }
  | { what: 'nonsense'; pick: number; kind: number }

const nat = fc.nat()
export const anyDoing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant('complete' as const), pick: nat, answer: fc.constantFrom(...answers), skip: fc.boolean(), who: fc.nat(1), offline: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('check' as const), pick: nat, ok: fc.boolean(), who: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constantFrom('accept' as const, 'decline' as const), pick: nat, who: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('give' as const), pick: nat, person: nat }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('leave' as const, 'come' as const), person: nat }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('jump' as const), minutes: fc.integer({ min: -600, max: 600 }) }) },
  { weight: 3, arbitrary: fc.constantFrom<Doing>({ what: 'kill' }, { what: 'again' }, { what: 'add-step' }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('add-block' as const), block: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('nonsense' as const), pick: nat, kind: fc.nat(4) }) },
)

type Outcome = { over: 'done' | 'skipped'; answer: string | null } | { over: null; checking: true }
type Node = { key: string; step: PlanStep; block: string | null }

/** What a plan's steps must be, found anew each time from what people and clocks ended, and nothing else. */
export class PlanModel {
  private readonly nodes: Node[]
  private readonly outcomes = new Map<string, Outcome>()

  constructor(steps: readonly PlanStep[]) {
    this.nodes = steps.flatMap(withBlock)
  }

  add(key: string, steps: readonly PlanStep[]): void {
    this.nodes.push(...steps.flatMap((one) => withBlock(within(one, key))))
  }
  addStep(step: PlanStep): void {
    this.nodes.push({ key: step.key, step, block: null })
  }

  ended(key: string, outcome: Outcome): void {
    this.outcomes.set(key, outcome)
    const answer = outcome.over === 'done' ? outcome.answer : null
    const back = this.nodes.find((node) => node.key === key)?.step.answers?.find((one) => one.key === answer)?.back
    if (back) for (const one of this.after(back)) this.outcomes.delete(one)
  }
  reopened(key: string): void {
    this.outcomes.delete(key)
  }

  private after(key: string): string[] {
    const next = this.nodes.filter(({ step, block }) => step.after.includes(key) || step.when?.step === key || block === key)
    return [key, ...next.flatMap((node) => this.after(node.key))]
  }

  /** By key: waiting, open, checking, done, skipped or passed. What a block has not put in yet waits. */
  states(): Map<string, string> {
    const states = new Map<string, string>()
    const stateOf = (key: string): string => {
      const known = states.get(key)
      if (known) return known
      const node = this.nodes.find((one) => one.key === key)
      const state = node ? this.judge(node, stateOf) : 'passed'
      states.set(key, state)
      return state
    }
    for (const { key } of this.nodes) stateOf(key)
    return states
  }

  private judge({ key, step, block }: Node, stateOf: (key: string) => string): string {
    if (block && this.opens(block, stateOf) !== 'opens') return 'waiting'
    const fate = this.opens(key, stateOf)
    if (fate !== 'opens') return fate
    const outcome = this.outcomes.get(key)
    if (outcome) return outcome.over ?? 'checking'
    if (step.kind === 'notify' || step.kind === 'order' || step.kind === 'request') return 'done'
    const inside = this.nodes.filter((node) => node.block === key)
    return inside.length > 0 && inside.every((node) => over.includes(stateOf(node.key))) ? 'done' : 'open'
  }

  private opens(key: string, stateOf: (key: string) => string): 'opens' | 'waiting' | 'passed' {
    const { after, when } = this.nodes.find((node) => node.key === key)?.step ?? { after: [], when: null }
    const before = after.map(stateOf)
    if (before.some((state) => !over.includes(state))) return 'waiting'
    if (before.length > 0 && before.every((state) => state === 'passed')) return 'passed'
    if (!when) return 'opens'
    const outcome = this.outcomes.get(when.step)
    return outcome?.over === 'done' && outcome.answer === when.answer && stateOf(when.step) !== 'passed' ? 'opens' : 'passed'
  }
}

/** A step and what it puts in; a block in that is a person's. */
function withBlock(step: PlanStep): Node[] {
  const inner = blocks.find(({ series }) => series === step.block)?.steps ?? []
  return [{ key: step.key, step, block: null }, ...inner.map((one) => ({ key: `${step.key}/${one.key}`, step: within(one, step.key), block: step.key }))]
}

const over = ['done', 'skipped', 'passed']
const within = (step: PlanStep, key: string): PlanStep => ({
  ...step, key: `${key}/${step.key}`, after: step.after.map((one) => `${key}/${one}`), answers: step.answers?.map((one) => ({ ...one, back: one.back && `${key}/${one.back}` })) ?? null,
})
