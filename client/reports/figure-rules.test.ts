import { expect, it } from 'vitest'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { figuresOf } from './figure-rules.ts'

const step = (state: ActivationStep['state'], late = false): Pick<ActivationStep, 'state' | 'late'> => ({ state, late })
const activation = (more: Partial<Activation> = {}): Activation => ({
  id: 'a', version: 9, plan: 'p', scene: 'fire', name: { zh: '火', en: 'Fire' }, community: 'c', building: null, place: '', alarm: null, commander: 'x', reason: 'x', state: 'finished',
  startedAt: '2026-03-01T08:00:00.000Z', targetAt: '2026-03-01T08:30:00.000Z', finishedAt: '2026-03-01T08:42:30.000Z', mode: 'real',
  steps: [step('done', true), step('skipped'), step('passed'), step('open', true)] as ActivationStep[], ...more,
})

it('counts what was on the way taken, and says minutes against the target', () => {
  expect(figuresOf({ activation: activation(), messages: [], checks: [{ subject: 'household', level: 'red', state: 'help', at: null }, { subject: 'household', level: 'red', state: 'open', at: null }] })).toEqual({
    minutes: 42.5, target: 30, steps: 3, done: 2, skipped: 1, late: 2, sent: 0, called: 0, there: 0, toCheck: 2, checked: 1, help: 1,
  })
})

it('has no minutes while it runs, and leaves out what was called off', () => {
  const request = { key: 'r', step: null, kind: 'tool' as const, amount: 1, resource: null, name: null, metres: null, at: '2026-03-01T08:00:00.000Z', by: 'x', eta: null }
  const running = activation({ finishedAt: null, targetAt: null, state: 'running', requests: [{ ...request, state: 'there' }, { ...request, state: 'cancelled' }, { ...request, state: 'coming' }] })
  expect(figuresOf({ activation: running, messages: [], checks: [] })).toMatchObject({ minutes: null, target: null, called: 2, there: 1 })
})
