import { expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import { lineOf } from './timeline-rules.ts'

const run = {
  steps: [{ key: 'shut' }, { key: 'seal' }, { key: 'calm' }],
  notes: [{ id: 'n1', at: '2026-11-21T00:01:00.000Z', by: 'Li', kind: 'note', text: 'water', step: 'calm' }],
} as unknown as Pick<Activation, 'steps' | 'notes'>

it('a line about a step names it, also where the step changed again since', () => {
  expect(lineOf(run, { name: 'activation.step-late', about: 'seal', at: '2026-11-21T00:00:00Z' }).step?.key).toBe('seal')
  expect(lineOf(run, { name: 'activation.step-done', about: 'gone', at: '2026-11-21T00:00:00Z' }).step).toBeUndefined()
  expect(lineOf(run, { name: 'activation.started', at: '2026-11-21T00:00:00Z' })).toEqual({ step: undefined, note: undefined })
})

it('a note is what was noted in that moment, with the step that it is about', () => {
  expect(lineOf(run, { name: 'activation.noted', at: '2026-11-21T00:01:00.400Z' })).toMatchObject({ note: { text: 'water' }, step: { key: 'calm' } })
  expect(lineOf(run, { name: 'activation.noted', at: '2026-11-21T00:02:00Z' }).note).toBeUndefined()
})
