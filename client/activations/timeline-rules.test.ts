import { expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import { lineOf } from './timeline-rules.ts'

const run = {
  steps: [{ key: 'shut', version: 4 }, { key: 'seal', version: 7 }, { key: 'calm' }],
  notes: [{ id: 'n1', at: '2026-11-21T00:01:00.000Z', by: 'Li', kind: 'note', text: 'water', step: 'calm' }],
} as unknown as Pick<Activation, 'steps' | 'notes'>

it('a line about a step names the one that last changed with it', () => {
  expect(lineOf(run, { name: 'activation.step-done', version: 7, at: '2026-11-21T00:00:00Z' }).step?.key).toBe('seal')
  expect(lineOf(run, { name: 'activation.step-done', version: 5, at: '2026-11-21T00:00:00Z' }).step).toBeUndefined()
  expect(lineOf(run, { name: 'activation.started', version: 4, at: '2026-11-21T00:00:00Z' })).toEqual({ step: undefined, note: undefined })
})

it('a note is what was noted in that moment, with the step that it is about', () => {
  expect(lineOf(run, { name: 'activation.noted', version: 8, at: '2026-11-21T00:01:00.400Z' })).toMatchObject({ note: { text: 'water' }, step: { key: 'calm' } })
  expect(lineOf(run, { name: 'activation.noted', version: 9, at: '2026-11-21T00:02:00Z' }).note).toBeUndefined()
})
