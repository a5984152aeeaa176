import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActivationStep } from '#shared/activations.ts'
import type { Decision } from '#server/activations/decision.ts'
import { rules, PlanLife, type Rules } from './activation-life.carrier.ts'
import { anyDoing, anyPlan, type Doing } from './activation-life.model.ts'
import { full } from './faults/random.ts'
import type { Plan } from '#shared/plans.ts'

const lives = full ? 2_000 : 150
const anyLife = fc.tuple(anyPlan, fc.array(anyDoing, { maxLength: 40, size: 'max' }))

/** A whole life: what happens, and then everybody does what there is to do. */
function live([plan, doings]: [Plan, Doing[]], by: Rules = rules): PlanLife {
  const life = new PlanLife(plan, by)
  life.look()
  if (doings.length % 4 > 0) life.act({ what: 'agree' })
  for (const doing of doings) {
    life.act(doing)
    if (life.row) life.look()
  }
  life.end()
  return life
}

describe('the life of a plan that is carried out', () => {
  it('is what the model says, whatever is answered, whoever goes, whichever clock jumps and whenever the process dies', () => {
    const met = new Set<string>()
    fc.assert(fc.property(anyLife, (life) => {
      const { facts, met: doings } = live(life)
      for (const { name } of facts) met.add(name)
      for (const doing of doings) met.add(doing)
    }), { numRuns: lives })
    const wanted = [
      'asked', 'started', 'advanced', 'step-accepted', 'step-declined', 'step-lapsed', 'step-given', 'step-done', 'step-skipped', 'step-checked', 'step-returned', 'step-warned', 'step-late',
      'step-escalated', 'step-added', 'block-added', 'late', 'lapsed',
    ].map((name) => `activation.${name}`)
    expect([...wanted, 'nonsense', 'kill', 'again', 'jump', 'leave'].filter((name) => !met.has(name))).toEqual([])
  }, 600_000)

  const inLast = (decision: Decision, make: (step: ActivationStep) => ActivationStep): Decision => ({
    ...decision, told: decision.told.map((one, i) => (i === decision.told.length - 1 ? { ...one, activation: { ...one.activation, steps: one.activation.steps.map(make) } } : one)),
  })
  const broken: [string, Partial<Rules>][] = [
    ['branches that were not taken hold up what follows', { decided: (decision) => inLast(decision, (step) => (step.state === 'passed' ? { ...step, state: 'waiting' } : step)) }],
    ['what follows from a step that is begun anew stays as it was', {
      decided: (decision) => {
        const [before, after] = decision.told.length > 1 ? decision.told.slice(-2) : []
        return !after ? decision : inLast(decision, (step) => (step.state === 'waiting' ? (before?.activation.steps.find(({ key }) => key === step.key) ?? step) : step))
      },
    }],
    ['a step begins before all that comes before it is over', {
      decided: (decision) => inLast(decision, (step) => (step.state === 'waiting' && step.after.length > 1 ? { ...step, state: 'open', openedAt: decision.told[0]?.activation.startedAt ?? '' } : step)),
    }],
    ['a timer that fires twice does it twice', { decideDue: (name, activation, timer, ground) => rules.decideDue(name, activation, { ...timer, dueAt: '2199-01-01T00:00:00.000Z' }, ground) }],
    ['the message of a step that is begun anew is the one that was sent', {
      work: (decision) => rules.work({ ...decision, opened: decision.opened.map(({ round: _none, ...step }) => step) }),
    }],
    ['the clocks of what is over go on', { work: (decision) => ({ ...rules.work(decision), timers: rules.work(decision).timers?.filter((timer) => 'name' in timer) }) }],
    ['nobody knows when a shift ends', { work: (decision) => ({ ...rules.work(decision), timers: rules.work(decision).timers?.filter(({ key }) => !key.startsWith('activation.follow')) }) }],
    ['who went keeps what they had', { decideGone: () => null }],
    ['nobody hears that a second person does not come', { decided: (decision) => inLast(decision, (step) => (step.state === 'checking' && step.minutes === null ? { ...step, dueAt: null } : step)) }],
    ['a version is forgotten', { decided: (decision) => inLast(decision, ({ version: _none, ...step }) => step) }],
  ]
  it.each(broken)('is found out where %s', (_what, variant) => {
    expect(() => fc.assert(fc.property(anyLife, (life) => void live(life, { ...rules, ...variant })), { numRuns: 3_000, endOnFailure: true })).toThrow()
  })
})
