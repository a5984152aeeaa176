import { expect, test } from 'vitest'
import type { FaultName } from '#shared/faults.ts'
import { Refused } from './live/api.ts'
import { codeOf, companyTrouble, digitsOf, doorReason, troubleOf } from './sign-in-rules.ts'

const refused = (name: FaultName, status: number, seconds: number | null = null) => new Refused({ type: `/faults/${name}`, title: '', status, detail: '' }, seconds)

test('an answer that never came is not a wrong password', () => {
  expect(troubleOf(new Refused(null))).toEqual({ kind: 'unreachable' })
  expect(troubleOf(new TypeError('broken'))).toEqual({ kind: 'unreachable' })
  expect(troubleOf(refused('unavailable', 503))).toEqual({ kind: 'unreachable' })
})

test('how long to wait comes from the server', () => {
  expect(troubleOf(refused('too-many', 429, 42))).toEqual({ kind: 'wait', seconds: 42 })
  expect(troubleOf(refused('too-many', 429))).toEqual({ kind: 'wait', seconds: null })
})

test('a first step that is too long ago is told from a wrong code', () => {
  expect(troubleOf(refused('sign-in-needed', 401))).toEqual({ kind: 'late' })
  expect(troubleOf({ ...refused('invalid', 400) })).toEqual({ kind: 'unreachable' })
  expect(troubleOf(refused('invalid', 400))).toEqual({ kind: 'wrong' })
  expect(troubleOf(refused('not-allowed', 403))).toEqual({ kind: 'forbidden' })
})

test('the door says what the server said last, and nothing to who has only just come', () => {
  expect(doorReason('idle', true, null)).toBe('idle')
  expect(doorReason(null, true, null)).toBe('ended')
  expect(doorReason(null, false, 'no-role')).toBe('no-role')
  expect(doorReason(null, false, null)).toBeNull()
})

test('the company sign-in answers in the address; what it never says is a refusal', () => {
  expect(companyTrouble('?sign-in=no-role&scope=everything')).toBe('no-role')
  expect(companyTrouble('?sign-in=<b>')).toBe('refused')
  expect(companyTrouble('?scope=everything')).toBeNull()
})

test('a code may be pasted with spaces, dashes or full-width digits', () => {
  expect(['123 456', '123-456', ' 123456\n', '１２３４５６', '1234567'].map(digitsOf)).toEqual(Array(5).fill('123456'))
  expect(digitsOf('12a')).toBe('12')
})

test.each([
  ['123 456', '123456'],
  ['１２３４５６', '123456'],
  [' aB3de-fG1hi ', 'aB3de-fG1hi'],
])('a code of the authenticator or a backup code, typed %j, is %s', (typed, code) => {
  expect(codeOf(typed)).toBe(code)
})
