import type { DeviceKind } from './devices.ts'
import type { Post } from './people.ts'
import { kindOf, type PlanContent, type PlanProblem, type PlanStep, type StepKind } from './plans.ts'
import type { ResourceKind } from './resources.ts'
import type { Bilingual } from './text.ts'

/** What a plan is held against besides itself. */
export type PlanWorld = {
  /** Who is there at once: the posts of each moment of the next 7 days at which anybody is on duty, in any community; each set once. */
  onDuty: readonly (readonly Post[])[]
  resources: readonly ResourceKind[]
  devices: readonly DeviceKind[]
  /** Published plans by series; `holdsBlocks`: one that others cannot put in. */
  blocks: ReadonlyMap<string, { holdsBlocks: boolean }>
  /** This plan is itself put into others. */
  isBlock: boolean
}

type Problem = PlanProblem['problem']
type Step = Pick<PlanStep, 'key' | 'after'>
/** What lies before each step, by keys; of steps with the same key the first counts. */
export type Before = ReadonlyMap<string, ReadonlySet<string>>

/** Everything that must be over before each step opens, however far back. A name that no step has leads nowhere. */
export function stepsBefore(steps: readonly Step[]): Before {
  const afterOf = firstOf(steps, ({ after }) => after)
  return new Map([...afterOf.keys()].map((key) => [key, reach(key, afterOf)]))
}

/** The steps that are begun anew with one: itself and everything that follows from it. */
export function stepsFrom(steps: readonly Step[], key: string): ReadonlySet<string> {
  const before = stepsBefore(steps)
  return new Set(steps.flatMap((step) => (step.key === key || before.get(step.key)?.has(key) ? [step.key] : [])))
}

/**
 * What stands against publishing a plan, and what should be looked at: first by itself, then held against the world where that is
 * known. `about` names posts, steps and kinds by their keys, several parted by commas.
 */
export function problemsOf(content: PlanContent, world: PlanWorld | null = null): PlanProblem[] {
  return [...doubled(content), ...flow(content), ...parts(content), ...words(content), ...(world ? against(content, world) : [])]
}

const error = (problem: Problem, step: string | null, about: string | null = null): PlanProblem => ({ problem, weight: 'error', step, about })
const warning = (problem: Problem, step: string | null, about: string | null = null): PlanProblem => ({ problem, weight: 'warning', step, about })

function doubled({ steps, measures }: PlanContent): PlanProblem[] {
  return [
    ...twice(steps).map((key) => error('doubled-key', key)),
    ...steps.flatMap((step) => twice(step.answers ?? []).map((key) => error('doubled-key', step.key, key))),
    ...twice(measures).map((key) => error('doubled-key', null, key)),
  ]
}

/** How the steps hang together. What hangs on a mistake is not named a second time. */
function flow({ steps, measures }: PlanContent): PlanProblem[] {
  const known = firstOf(steps, (step) => step)
  const before = stepsBefore(steps)
  const circles = circlesOf(before)
  const circled = new Set(circles.flat())
  const found: PlanProblem[] = []
  if (!steps.some(({ after }) => after.length === 0)) found.push(error('no-start', null))
  for (const circle of circles) found.push(error('loop', circle[0] ?? null, circle.join(',')))
  for (const step of steps) {
    const missing = namedBy(step).filter((key) => !known.has(key))
    found.push(...[...new Set(missing)].map((key) => error('unknown-step', step.key, key)))
    found.push(...decided(step, known, before))
    if (!circled.has(step.key) && [...(before.get(step.key) ?? [])].some((key) => circled.has(key))) found.push(error('unreachable', step.key))
  }
  for (const { key, step } of measures) if (step != null && !known.has(step)) found.push(error('unknown-step', null, key))
  return found.length > 0 ? found : neverTaken(steps, known).map((key) => error('unreachable', key))
}

const namedBy = ({ after, when, answers }: PlanStep): string[] => [...after, ...(when ? [when.step] : []), ...(answers ?? []).flatMap(({ back }) => back ?? [])]

/** What a step says of decisions: of the one that it waits for, and of its own answers. */
function decided(step: PlanStep, known: ReadonlyMap<string, PlanStep>, before: Before): PlanProblem[] {
  const found: PlanProblem[] = []
  const earlier = before.get(step.key)
  const { when, answers } = step
  const decision = when ? known.get(when.step) : undefined
  if (when && decision) {
    if (!earlier?.has(when.step) || when.step === step.key) found.push(error('not-before', step.key, when.step))
    else if (kindOf(decision) !== 'decide') found.push(error('unanswered', step.key, when.step))
    else if (decision.answers && !decision.answers.some(({ key }) => key === when.answer)) found.push(error('unknown-answer', step.key, when.answer))
  }
  if (kindOf(step) !== 'decide' || !answers) return found
  const backs = answers.flatMap(({ back }) => back ?? [])
  for (const back of new Set(backs)) if (known.has(back) && (!earlier?.has(back) || back === step.key)) found.push(error('not-before', step.key, back))
  if (backs.length === answers.length) found.push(error('no-way-out', step.key))
  return found
}

/**
 * Steps that no answers ever lead to. Of each step is gathered what every way to it takes for granted: which answers each decision
 * must have had. Ways are joined answer by answer, so a step may be let pass that is never taken; none is accused that can be.
 */
function neverTaken(steps: readonly PlanStep[], known: ReadonlyMap<string, PlanStep>): string[] {
  const needs = new Map<string, Granted | null>()
  const needOf = (key: string): Granted | null => {
    const held = needs.get(key)
    if (held !== undefined) return held
    const step = known.get(key)
    const need = step ? needed(step) : null
    needs.set(key, need)
    return need
  }
  const needed = ({ after, when }: PlanStep): Granted | null => {
    const ways = after.flatMap((key) => needOf(key) ?? [])
    const some = after.length === 0 ? new Map() : ways.length > 0 ? joined(ways) : null
    if (!when || !some) return some
    const asked = needOf(when.step)
    const leads = known.get(when.step)?.answers?.some(({ key, back }) => key === when.answer && back == null)
    return asked && leads ? both(some, both(asked, new Map([[when.step, new Set([when.answer])]]))) : null
  }
  return steps.filter(({ key }) => needOf(key) === null).map(({ key }) => key)
}

/** The answers that each decision may have had; one that is not named may have had any. */
type Granted = ReadonlyMap<string, ReadonlySet<string>>

function joined([first, ...others]: readonly Granted[]): Granted {
  const entries = [...(first ?? new Map<string, ReadonlySet<string>>())].filter(([key]) => others.every((one) => one.has(key)))
  return new Map(entries.map(([key, answers]) => [key, new Set([...answers, ...others.flatMap((one) => [...(one.get(key) ?? [])])])]))
}

/** Null where they cannot both be so. */
function both(one: Granted, other: Granted | null): Granted | null {
  if (!other) return null
  const all = new Map(one)
  for (const [key, answers] of other) {
    const held = all.get(key)
    const left = held ? new Set([...held].filter((answer) => answers.has(answer))) : answers
    if (left.size === 0) return null
    all.set(key, left)
  }
  return all
}

/** What a step of a kind must have. */
const needsOf: Partial<Record<StepKind, 'answers' | 'wait' | 'notify' | 'order' | 'instruct' | 'request' | 'block'>> = {
  decide: 'answers', wait: 'wait', notify: 'notify', order: 'order', instruct: 'instruct', request: 'request', block: 'block',
}

function parts({ steps }: PlanContent): PlanProblem[] {
  return steps.flatMap((step) => {
    const kind = kindOf(step)
    const part = needsOf[kind]
    if (part && step[part] == null) return [error('missing', step.key, part)]
    return kind === 'do' && step.minutes === null ? [warning('no-limit', step.key)] : []
  })
}

const chinese = /\p{Script=Han}/u
const english = /[A-Za-z]{4}/
/** One language said in the place of the other, or nothing; names such as AED are the same in both. */
export const isUntranslated = ({ zh, en }: Bilingual): boolean =>
  (zh === '') !== (en === '') || (zh === en && (chinese.test(zh) || english.test(zh))) || (!chinese.test(zh) && english.test(zh) && chinese.test(en))

function words({ name, purpose, steps, resources, measures, standDown }: PlanContent): PlanProblem[] {
  const own: (readonly [string, Bilingual | null | undefined])[] = [
    ['name', name], ['purpose', purpose], ...resources.map((need) => ['resources', need.name] as const), ...measures.map((measure) => ['measures', measure.name] as const),
    ...standDown.map((line) => ['standDown', line] as const),
  ]
  const ofStep = ({ name: said, instruction, notify, order, answers }: PlanStep): (readonly [string, Bilingual | null | undefined])[] => [
    ['name', said], ['instruction', instruction], ['notify', notify?.to], ['notify', notify?.text], ['order', order?.title], ...(answers ?? []).map((answer) => ['answers', answer.name] as const),
  ]
  const lacking = (texts: readonly (readonly [string, Bilingual | null | undefined])[]): string[] => [...new Set(texts.flatMap(([part, text]) => (text && isUntranslated(text) ? [part] : [])))]
  return [...lacking(own).map((part) => warning('untranslated', null, part)), ...steps.flatMap((step) => lacking(ofStep(step)).map((part) => warning('untranslated', step.key, part)))]
}

function against({ steps, resources }: PlanContent, world: PlanWorld): PlanProblem[] {
  const kinds = new Set([...resources.map(({ kind }) => kind), ...steps.flatMap(({ request }) => request?.kind ?? [])])
  return [
    ...steps.flatMap((step) => ofWorld(step, world)),
    ...[...kinds].filter((kind) => !world.resources.includes(kind)).map((kind) => warning('no-resource', null, kind)),
  ]
}

/** Whether somebody has to be there for it; the others the system carries out. */
export const isByHand = (step: PlanStep): boolean => ['do', 'decide', 'roll-call', 'instruct'].includes(kindOf(step)) || step.wait?.until === 'person'

function ofWorld(step: PlanStep, { onDuty, devices, blocks, isBlock }: PlanWorld): PlanProblem[] {
  const { key, kind, post, orElse, block, instruct, wait } = step
  const found: PlanProblem[] = []
  const posts = [post, ...(orElse ?? [])]
  if (isByHand(step) && onDuty.some((there) => !posts.some((one) => there.includes(one)))) found.push(warning('unheld-post', key, posts.join(',')))
  const needed = kind === 'instruct' ? instruct?.device : kind === 'wait' && wait?.until === 'value' ? wait.device : null
  if (needed && !devices.includes(needed)) found.push(warning('no-device', key, needed))
  if (kind !== 'block' || block == null) return found
  const held = blocks.get(block)
  if (!held) found.push(error('unknown-block', key, block))
  else if (held.holdsBlocks || isBlock) found.push(error('block-in-block', key, block))
  return found
}

function twice(named: readonly { key: string }[]): string[] {
  const keys = named.map(({ key }) => key)
  return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))]
}

function firstOf<S extends { key: string }, T>(steps: readonly S[], take: (step: S) => T): Map<string, T> {
  const first = new Map<string, T>()
  for (const step of steps) if (!first.has(step.key)) first.set(step.key, take(step))
  return first
}

/** Itself only where the way comes back to it. */
function reach(from: string, afterOf: ReadonlyMap<string, readonly string[]>): Set<string> {
  const met = new Set<string>()
  const ahead = [...(afterOf.get(from) ?? [])]
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (met.has(key) || !afterOf.has(key)) continue
    met.add(key)
    ahead.push(...(afterOf.get(key) ?? []))
  }
  return met
}

/** Groups of steps that all wait for each other. */
function circlesOf(before: Before): string[][] {
  const circles: string[][] = []
  const met = new Set<string>()
  for (const [key, earlier] of before) {
    if (!earlier.has(key) || met.has(key)) continue
    const circle = [...before.keys()].filter((other) => earlier.has(other) && before.get(other)?.has(key))
    for (const one of circle) met.add(one)
    circles.push(circle)
  }
  return circles
}
