import { expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import { lineOf } from './timeline-rules.ts'

const run = {
  steps: [{ key: 'shut', note: '' }, { key: 'seal', version: 7, note: 'no sealant left' }, { key: 'calm', note: '' }],
  notes: [
    { id: 'n1', at: '2026-11-21T00:01:00.000Z', by: 'Li', kind: 'note', text: 'water', step: 'calm' },
    { id: 'n2', at: '2026-11-21T00:05:00.000Z', by: 'Wang', kind: 'note', text: 'another plan' },
    { id: 'n3', at: '2026-11-21T00:05:01.000Z', by: 'Zhang', kind: 'note', text: 'my leg hurts', step: 'shut' },
  ],
} as unknown as Pick<Activation, 'steps' | 'notes'>

it('a line about a step names it, also where the step changed again since', () => {
  expect(lineOf(run, { name: 'activation.step-late', version: 5, about: 'seal', at: '2026-11-21T00:00:00Z' }).step?.key).toBe('seal')
  expect(lineOf(run, { name: 'activation.step-done', version: 5, about: 'gone', at: '2026-11-21T00:00:00Z' }).step).toBeUndefined()
  expect(lineOf(run, { name: 'activation.started', version: 1, at: '2026-11-21T00:00:00Z' })).toEqual({ step: undefined, note: undefined, said: undefined })
})

it('a note is what was noted in that moment, with the step that it is about', () => {
  expect(lineOf(run, { name: 'activation.noted', version: 8, at: '2026-11-21T00:01:00.400Z' })).toMatchObject({ note: { text: 'water' }, step: { key: 'calm' } })
  expect(lineOf(run, { name: 'activation.noted', version: 9, at: '2026-11-21T00:02:00Z' }).note).toBeUndefined()
})

it('who passed a step on, handed over or skipped is shown with why', () => {
  const at = '2026-11-21T00:05:00.500Z'
  expect(lineOf(run, { name: 'activation.step-declined', version: 4, about: 'shut', at }).said).toBe('my leg hurts')
  expect(lineOf(run, { name: 'activation.handed-over', version: 5, at }).said).toBe('another plan')
  expect(lineOf(run, { name: 'activation.step-given', version: 5, about: 'seal', at }).said).toBeUndefined()
  expect(lineOf(run, { name: 'activation.step-skipped', version: 7, about: 'seal', at }).said).toBe('no sealant left')
  expect(lineOf(run, { name: 'activation.step-done', version: 6, about: 'seal', at }).said).toBeUndefined()
  expect(lineOf(run, { name: 'activation.step-warned', version: 7, about: 'seal', at }).said).toBeUndefined()
})
