import { expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import { lineOf } from './timeline-rules.ts'

const run = {
  steps: [{ key: 'shut', note: '' }, { key: 'seal', version: 7, note: 'no sealant left' }, { key: 'calm', note: '' }],
  notes: [
    { id: 'n1', version: 3, at: '2026-11-21T00:01:00.000Z', by: 'Li', kind: 'note', text: 'water', step: 'calm' },
    { id: 'n2', version: 4, at: '2026-11-21T00:05:00.000Z', by: 'Zhang', kind: 'note', text: 'my leg hurts', step: 'shut' },
    { id: 'n3', version: 5, at: '2026-11-21T00:05:00.000Z', by: 'Wang', kind: 'note', text: 'another plan' },
    { id: 'n4', version: 6, at: '2026-11-21T00:06:00.000Z', by: 'drill', kind: 'call', text: 'smoke', inject: true },
    { id: 'n5', version: 6, at: '2026-11-21T00:06:00.000Z', by: 'drill', kind: 'photo', text: 'the valve', inject: true, photos: ['p1'] },
  ],
} as unknown as Pick<Activation, 'steps' | 'notes'>

it('a line about a step names it, also where the step changed again since', () => {
  expect(lineOf(run, { name: 'activation.step-late', version: 8, about: 'seal' }).step?.key).toBe('seal')
  expect(lineOf(run, { name: 'activation.step-done', version: 8, about: 'gone' }).step).toBeUndefined()
  expect(lineOf(run, { name: 'activation.started', version: 1 })).toEqual({ step: undefined, said: [], photos: [] })
})

it('a note is what was noted with it, with the step that it is about, all of several', () => {
  expect(lineOf(run, { name: 'activation.noted', version: 3 })).toMatchObject({ said: ['water'], step: { key: 'calm' } })
  expect(lineOf(run, { name: 'activation.noted', version: 6 })).toMatchObject({ said: ['smoke', 'the valve'], photos: ['p1'] })
  expect(lineOf(run, { name: 'activation.noted', version: 9 }).said).toEqual([])
})

it('who passed a step on, handed over or skipped is shown with why, also where both were at the same moment', () => {
  expect(lineOf(run, { name: 'activation.step-declined', version: 4, about: 'shut' }).said).toEqual(['my leg hurts'])
  expect(lineOf(run, { name: 'activation.handed-over', version: 5 }).said).toEqual(['another plan'])
  expect(lineOf(run, { name: 'activation.step-given', version: 8, about: 'seal' }).said).toEqual([])
  expect(lineOf(run, { name: 'activation.step-skipped', version: 7, about: 'seal' }).said).toEqual(['no sealant left'])
  expect(lineOf(run, { name: 'activation.step-done', version: 8, about: 'seal' }).said).toEqual([])
  expect(lineOf(run, { name: 'activation.step-warned', version: 7, about: 'seal' }).said).toEqual([])
})
