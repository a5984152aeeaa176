import { expect, it } from 'vitest'
import { comeOf } from './instruction-rules.ts'

const now = Date.parse('2026-11-22T10:00:00Z')
const told = { state: 'waiting', answer: '', answeredAt: null, expiresAt: '2026-11-22T10:00:12Z' } as const

it('an instruction counts down, and is over when its time is, whether or not that was said', () => {
  expect(comeOf(told, now)).toEqual({ kind: 'waiting', left: 12 })
  expect(comeOf(told, now + 12_000)).toEqual({ kind: 'expired' })
  expect(comeOf({ ...told, state: 'expired' }, now)).toEqual({ kind: 'expired' })
})

it('what the device refused is told apart from what never reached it', () => {
  const at = '2026-11-22T10:00:03Z'
  expect(comeOf({ ...told, state: 'refused', answer: 'nobody' }, now)).toEqual({ kind: 'unreached', why: 'nobody' })
  expect(comeOf({ ...told, state: 'refused', answer: 'nobody', answeredAt: at }, now)).toEqual({ kind: 'refused' })
  expect(comeOf({ ...told, state: 'done', answeredAt: at }, now)).toEqual({ kind: 'done' })
})
