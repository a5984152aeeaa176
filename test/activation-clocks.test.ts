import { describe, expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import type { PlanStep } from '#shared/plans.ts'
import { publishedPlan } from './published-plan.ts'
import { clocksOf, timersBetween } from '#server/activations/activation-clocks.ts'
import { decideAddStep } from '#server/activations/add-rules.ts'
import { decideCheck, decideComplete } from '#server/activations/answer-rules.ts'
import type { Staff } from '#server/activations/assign-rules.ts'
import { telling, type Decision } from '#server/activations/decision.ts'
import type { Ground } from '#server/activations/flow-rules.ts'
import { decideAccept, decideGive, decideGone } from '#server/activations/holder-rules.ts'
import { decideAbort, decideFinish, decideHandOver, decideStart } from '#server/activations/start-rules.ts'
import { decideDue } from '#server/activations/timer-rules.ts'

const minute = 60_000
const now = Date.parse('2026-03-01T19:00:00.000Z')
const iso = (minutes: number): string => new Date(now + minutes * minute).toISOString()
const text = { zh: '步骤', en: 'Step' }
const li = { name: 'Li', user: 'u1', person: null }
const guard = (id: string, until: number): Staff => ({ id, name: text, post: 'security', skills: [], busy: 0, until: iso(until) })
const [day, night] = [guard('0192f0c1-7d3e-7b52-9a66-0d2a8c1f3001', 60), guard('0192f0c1-7d3e-7b52-9a66-0d2a8c1f3002', 780)] as const
const ground: Ground = { now, staff: [day], pool: [], blocks: [], at: null }

const step = (key: string, more: Partial<PlanStep> = {}): PlanStep => ({ key, after: [], minutes: 10, post: 'security', name: text, instruction: text, notify: null, ...more })
const plan = (steps: PlanStep[]) => publishedPlan({ scene: 'fire', name: text, purpose: text, acceptMinutes: 2, steps })
const last = ({ told }: Decision): Activation => told.at(-1)?.activation ?? expect.unreachable()
const begin = (steps: PlanStep[], mode = 'real'): Activation => {
  const made = plan(steps)
  return last(decideStart('0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e78', made, { plan: made.id, community: '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01', place: '', drill: false, reason: 'x' }, { mode, by: li, commander: li }, ground))
}
const names = (activation: Activation): string[] => [...clocksOf(activation).values()].map(({ name }) => name).toSorted()
const complete = (activation: Activation, key: string): Activation => last(decideComplete(activation, { step: key, version: activation.steps.find((one) => one.key === key)?.version ?? null, skip: false, note: '', answer: null }, li, ground))

describe('what waits for its second person', () => {
  it('is warned of, gets late and goes up as before', () => {
    const checking = complete(begin([step('gas', { needs: { note: false, photo: false, second: true } })]), 'gas')
    expect(checking.steps[0]?.state).toBe('checking')
    expect(names(checking)).toEqual(['activation.step', 'activation.warn'])
    const key = `activation:${checking.id}:gas`
    const late = decideDue('activation.step', checking, { key, dueAt: iso(10) }, ground)
    expect(late && last(late).steps[0]).toMatchObject({ state: 'checking', late: true, escalation: 1 })
    expect(late && names(last(late))).toEqual(['activation.escalate'])
  })

  it('has five minutes where it has no limit, goes up from there, and none of that is left when they came', () => {
    const checking = complete(begin([step('gas', { minutes: null, needs: { note: false, photo: false, second: true } }), step('after', { after: ['gas'], minutes: null })]), 'gas')
    const key = `activation:${checking.id}:gas`
    expect([...clocksOf(checking)]).toEqual([[key, { name: 'activation.step', dueAt: iso(5) }]])
    const late = last(decideDue('activation.step', checking, { key, dueAt: iso(5) }, ground) ?? expect.unreachable())
    expect(late.steps[0]).toMatchObject({ state: 'checking', late: true, escalation: 1 })
    const escalation = `activation:${checking.id}:escalate:gas`
    expect([...clocksOf(late)]).toEqual([[escalation, { name: 'activation.escalate', dueAt: iso(7) }]])
    const up = last(decideDue('activation.escalate', late, { key: escalation, dueAt: iso(7) }, ground) ?? expect.unreachable())
    expect(up.steps[0]).toMatchObject({ escalation: 2 })
    for (const ok of [true, false]) {
      const { steps: [looked], ...run } = last(decideCheck(up, { step: 'gas', ok, note: '' }, { ...li, user: 'u2' }, ground))
      expect([looked?.state, looked?.dueAt, looked?.late, looked?.escalation ?? null]).toEqual([ok ? 'done' : 'open', null, false, null])
      expect([...clocksOf({ ...run, steps: looked ? [looked] : [] }).values()].filter(({ name }) => name !== 'activation.follow')).toEqual([])
    }
  })

  it('is not done by the clock of its wait', () => {
    const waiting = begin([step('vent', { kind: 'wait', minutes: null, wait: { until: 'time', minutes: 5 } })])
    expect(names(waiting)).toEqual(['activation.wait'])
    expect(names({ ...waiting, steps: waiting.steps.map((one) => ({ ...one, state: 'checking' })) })).toEqual([])
  })
})

describe('the end of a shift', () => {
  it.each(['real', '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3d01'])('has a clock for whoever holds steps, which hand on to who is on duty then (%s)', (mode) => {
    const begun = begin([step('patrol'), step('gate'), step('count', { minutes: null })], mode)
    const follow = [...clocksOf(begun)].filter(([, { name }]) => name === 'activation.follow')
    expect(follow).toEqual([[`activation.follow:${begun.id}:${day.id}`, { name: 'activation.follow', dueAt: iso(60) }]])
    const accepted = last(decideAccept(begun, { step: 'patrol' }, null, now))
    const gone = last(decideGone(accepted, day.id, { ...ground, now: now + 60 * minute, staff: [night] }) ?? expect.unreachable())
    expect(gone.steps.map(({ holder, acceptedAt, passedOn }) => [holder?.person, acceptedAt ?? null, passedOn ?? []])).toEqual([[night.id, null, []], [night.id, null, []], [night.id, null, []]])
    expect(timersBetween(accepted, gone)).toEqual(expect.arrayContaining([
      { key: `activation.follow:${begun.id}:${day.id}`, dueAt: null },
      { key: `activation.follow:${begun.id}:${night.id}`, name: 'activation.follow', subject: begun.id, dueAt: iso(780) },
    ]))
    // The next day they may have it again.
    expect(last(decideGone(gone, night.id, { ...ground, staff: [day] }) ?? expect.unreachable()).steps[0]?.holder?.person).toBe(day.id)
  })

  it('has no clock any more once they hold nothing, and that of whom a step was given', () => {
    const begun = begin([step('patrol')])
    expect(names(complete(begun, 'patrol'))).toEqual([])
    const given = last(decideGive(begun, { step: 'patrol', reason: '' }, night, li, { ...ground, staff: [day, night] }))
    expect([...clocksOf(given).keys()].filter((key) => key.includes('follow'))).toEqual([`activation.follow:${begun.id}:${night.id}`])
  })
})

describe('who saw a plan before', () => {
  const begun = begin([step('patrol'), step('gate')])
  const seen = { version: begun.version, reason: 'x' }
  const finish = (activation: Activation, version = seen.version) => decideFinish(activation, { version, note: '', stoodDown: [], orders: [] }, li, now)
  const stale = expect.objectContaining({ fault: 'conflict' })

  it('may act on it though clocks ran on and steps were moved', () => {
    const moved = complete(last(decideDue('activation.warn', begun, { key: `activation:${begun.id}:warn:gate`, dueAt: iso(8) }, ground) ?? expect.unreachable()), 'patrol')
    expect(moved.version).toBe(begun.version + 2)
    expect(last(finish(moved)).state).toBe('finished')
    expect(last(decideAddStep(moved, { ...seen, name: 'x', instruction: '', post: 'security' }, null, ground)).steps).toHaveLength(3)
    expect(() => finish(moved, moved.version + 1)).toThrow(stale)
  })

  it('is told where a person changed it as a whole; it is aborted whatever happened', () => {
    for (const changed of [
      last(decideHandOver(begun, seen, { to: { name: 'Wang', user: 'u2', person: null }, by: li, now })),
      last(decideAddStep(begun, { ...seen, name: 'x', instruction: '', post: 'security' }, null, ground)),
    ]) {
      expect(changed.touched).toBe(changed.version)
      expect(() => finish(changed)).toThrow(stale)
      expect(last(finish(changed, changed.version)).state).toBe('finished')
      expect(last(decideAbort(changed, seen, li, now)).state).toBe('aborted')
    }
    expect(() => decideAbort(last(telling(begun, 'activation.finished', { ...begun, state: 'finished' })), seen, li, now)).toThrow(expect.objectContaining({ fault: 'illegal-move' }))
  })
})
