import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Activation } from '#shared/activations.ts'
import { type Plan, type PlanStep } from '#shared/plans.ts'
import { Refusal } from '../refusal.ts'
import { decideComplete, decideFinish, decideStart, decideStepLate, stepOfTimer, type Flow } from './flow-rules.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const community = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01'
const start = Date.parse('2026-03-01T08:00:00.000Z')
const text = { zh: '步骤', en: 'Step' }

const stepOf = (key: string, after: string[], minutes: number | null = 5): PlanStep => ({
  key, after, minutes, post: 'security', name: text, instruction: text, notify: key === 's0' ? { to: text, text } : null,
})
const planOf = (steps: PlanStep[]): Plan => ({
  id, version: 1, series: id, edition: 1, state: 'published', scene: 'fire', name: text, purpose: text, triggers: [], targetMinutes: 15, steps, resources: [], measures: [], standDown: [], acceptMinutes: 2,
  secondPerson: false, by: 'x', changedAt: new Date(start).toISOString(), publishedAt: null, publishedBy: null, change: '', findings: [],
})
const begin = (steps: PlanStep[]): Flow => decideStart(id, planOf(steps), { plan: id, community, place: '', drill: false, reason: 'x' }, 'real', 'Li', start)
const complete = (activation: Activation, step: string, skip = false, now = start) =>
  decideComplete(activation, { version: activation.version, step, skip, note: '' }, 'Li', now)

/** Any plan without a ring: a step waits only for steps before it. */
const plan = fc
  .array(fc.record({ after: fc.array(fc.nat(), { maxLength: 3 }), minutes: fc.option(fc.integer({ min: 1, max: 60 })) }), { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map(({ after, minutes }, i) => stepOf(`s${i}`, i === 0 ? [] : [...new Set(after.map((n) => `s${n % i}`))], minutes)))

describe('a running plan', () => {
  it('opens every step exactly once and comes to its end, in whatever order steps are done or skipped', () => {
    fc.assert(
      fc.property(plan, fc.infiniteStream(fc.record({ pick: fc.nat(), skip: fc.boolean() })), (steps, choices) => {
        const begun = begin(steps)
        let activation = begun.activation
        const seen = begun.opened.map(({ key }) => key)
        for (let i = 0; i < steps.length; i++) {
          const choice = choices.next().value
          const open = activation.steps.filter(({ state }) => state === 'open')
          const chosen = open[(choice?.pick ?? 0) % open.length]
          expect(chosen).toBeDefined()
          if (!chosen) return
          const flow = complete(activation, chosen.key, choice?.skip)
          for (const next of flow.opened) {
            const over = flow.activation.steps.filter(({ state }) => state === 'done' || state === 'skipped').map(({ key }) => key)
            expect(over).toEqual(expect.arrayContaining(next.after))
          }
          seen.push(...flow.opened.map(({ key }) => key))
          activation = flow.activation
          expect(Activation.parse(activation)).toEqual(activation)
        }
        expect(seen.toSorted()).toEqual(steps.map(({ key }) => key).toSorted())
        expect(activation.steps.every(({ state }) => state === 'done' || state === 'skipped')).toBe(true)
      }),
    )
  })

  it('has a clock for exactly the open steps that have a limit', () => {
    fc.assert(
      fc.property(plan, fc.nat(12), (steps, count) => {
        const due = new Map<string, string>()
        const take = (flow: Flow): Activation => {
          for (const timer of flow.timers) {
            if (timer.dueAt === null) due.delete(timer.key)
            else due.set(timer.key, timer.dueAt)
          }
          return flow.activation
        }
        let activation = take(begin(steps))
        for (let i = 0; i < count; i++) {
          const open = activation.steps.find(({ state }) => state === 'open')
          if (open) activation = take(complete(activation, open.key))
        }
        const running = activation.steps.filter((step) => step.state === 'open' && step.dueAt)
        expect([...due.keys()].map((key) => stepOfTimer(activation, key)).toSorted()).toEqual(running.map(({ key }) => key).toSorted())
        expect([...take(decideFinish(activation, { version: activation.version, note: '', stoodDown: [], orders: [] }, start)).steps]).toEqual(activation.steps)
        expect(due.size).toBe(0)
      }),
    )
  })

  it('refuses a step that is not open, not there, or was seen in an older state', () => {
    const { activation } = begin([stepOf('s0', []), stepOf('s1', ['s0'])])
    expect(() => complete(activation, 's1')).toThrow(expect.objectContaining({ fault: 'illegal-move', current: activation }))
    expect(() => complete(activation, 'none')).toThrow(expect.objectContaining({ fault: 'invalid' }))
    expect(() => complete({ ...activation, state: 'finished' }, 's0')).toThrow(expect.objectContaining({ fault: 'illegal-move' }))
    expect(() => decideComplete(activation, { version: 7, step: 's0', skip: false, note: '' }, 'Li', start)).toThrow(expect.objectContaining({ fault: 'conflict', current: activation }))
    expect(() => decideFinish({ ...activation, state: 'finished' }, { version: 1, note: '', stoodDown: [], orders: [] }, start)).toThrow(Refusal)
  })

  it('calls a step late once, and not after it was done', () => {
    const { activation } = begin([stepOf('s0', [])])
    const late = decideStepLate(activation, 's0')
    expect(late?.steps[0]).toMatchObject({ late: true, state: 'open' })
    expect(late && decideStepLate(late, 's0')).toBeNull()
    const done = complete(activation, 's0', false, start + 6 * 60_000).activation
    expect(done.steps[0]).toMatchObject({ late: true, state: 'done' })
    expect(decideStepLate(done, 's0')).toBeNull()
  })
})
