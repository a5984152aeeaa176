import { expect, it } from 'vitest'
import type { Activation, ActivationNote } from '#shared/activations.ts'
import { lineOf } from './timeline-rules.ts'

const run = { steps: [{ key: 'shut', note: '' }, { key: 'seal', version: 7, note: 'no sealant left' }, { key: 'calm', note: '' }] } as unknown as Pick<Activation, 'steps'>
const note = (text: string, more: Partial<ActivationNote> = {}): ActivationNote => ({ id: text, at: '2026-11-21T00:01:00.000Z', by: 'Li', kind: 'note', text, ...more })

it('a line about a step names it, also where the step changed again since', () => {
  expect(lineOf(run, { name: 'activation.step-late', version: 8, about: 'seal' }).step?.key).toBe('seal')
  expect(lineOf(run, { name: 'activation.step-done', version: 8, about: 'gone' }).step).toBeUndefined()
  expect(lineOf(run, { name: 'activation.started', version: 1 })).toEqual({ step: undefined, said: [], photos: [] })
})

it('a note is shown with the step that it is about, all of several with their photos', () => {
  expect(lineOf(run, { name: 'activation.noted', version: 3, notes: [note('water', { step: 'calm' })] })).toMatchObject({ said: ['water'], step: { key: 'calm' } })
  expect(lineOf(run, { name: 'activation.noted', version: 6, notes: [note('smoke'), note('the valve', { photos: ['p1'] })] })).toMatchObject({ said: ['smoke', 'the valve'], photos: ['p1'] })
  expect(lineOf(run, { name: 'activation.noted', version: 9 }).said).toEqual([])
})

it('who passed a step on or skipped it is shown with why', () => {
  expect(lineOf(run, { name: 'activation.step-declined', version: 4, about: 'shut', notes: [note('my leg hurts', { step: 'shut' })] }).said).toEqual(['my leg hurts'])
  expect(lineOf(run, { name: 'activation.step-given', version: 8, about: 'seal' }).said).toEqual([])
  expect(lineOf(run, { name: 'activation.step-skipped', version: 7, about: 'seal' }).said).toEqual(['no sealant left'])
  expect(lineOf(run, { name: 'activation.step-done', version: 8, about: 'seal' }).said).toEqual([])
  expect(lineOf(run, { name: 'activation.step-warned', version: 7, about: 'seal' }).said).toEqual([])
})
