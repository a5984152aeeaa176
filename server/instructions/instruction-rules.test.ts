import fc from 'fast-check'
import { expect, it } from 'vitest'
import { real } from '#shared/modes.ts'
import type { Instruction } from '#shared/instructions.ts'
import { decideAnswer, decideExpiry, decideUnreached, numberOf, readAnswer } from './instruction-rules.ts'

const at = '2026-11-22T10:00:00.000Z'
const now = Date.parse(at)
const waiting: Instruction = { id: '01a201d5-a5fa-749f-85d1-0dd124bb0871', version: 1, community: 'c', device: 'd', action: 'release', reason: 'x', by: 'y', at, expiresAt: '2026-11-22T10:00:30.000Z', state: 'waiting', answeredAt: null, answer: '', mode: real }

it('an answer in time counts, a late one is written down, and a second changes nothing', () => {
  const done = decideAnswer(waiting, { success: true }, now + 29_000)
  expect(done).toMatchObject({ state: 'done', version: 2 })
  expect(decideAnswer({ ...waiting, ...done }, { success: false }, now)).toBeNull()
  // Its timer has not been carried out yet, and still it is late.
  expect(decideAnswer(waiting, { success: true }, now + 30_001)).toMatchObject({ state: 'expired', answeredAt: expect.any(String) as string })
  const expired = decideExpiry(waiting)
  expect(expired).toMatchObject({ state: 'expired', answeredAt: null })
  expect(decideAnswer({ ...waiting, ...expired }, { success: true }, now + 60_000)).toMatchObject({ state: 'expired', answeredAt: expect.any(String) as string })
  expect(decideExpiry({ ...waiting, ...done })).toBeNull()
  expect(decideUnreached({ ...waiting, ...done }, 'nobody')).toBeNull()
  expect(decideAnswer({ ...waiting, state: 'captured' }, { success: true }, now)).toBeNull()
})

it('done is only what says so, whatever else is answered', () => {
  expect(readAnswer({ success: true })).toEqual({ done: true, words: '' })
  expect(readAnswer({ success: true, error: 'but' })).toEqual({ done: false, words: 'but' })
  fc.assert(fc.property(fc.anything(), (body) => {
    const { done, words } = readAnswer(body)
    expect(done && (body as { success?: unknown }).success !== true).toBe(false)
    expect(words.length).toBeLessThanOrEqual(400)
    expect(words).not.toContain('\0')
  }))
})

it('the number of an instruction is always the same, and one that every protocol can say', () => {
  fc.assert(fc.property(fc.uuid(), (id) => {
    expect(numberOf(id)).toBe(numberOf(id))
    expect(Number.isInteger(numberOf(id)) && numberOf(id) >= 0 && numberOf(id) < 2 ** 31).toBe(true)
  }))
})
