import { describe, expect, it } from 'vitest'
import { codeOf, isRequired, needsSecondFactor, stepOf } from './second-factor.ts'

/** RFC 6238, appendix B, SHA-1: the secret, and the last six of its eight digits. */
const secret = '12345678901234567890'
const published: [number, string][] = [[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130']]

describe('a code', () => {
  it.each(published)('at second %i is the published %s', (second, code) => {
    expect(codeOf(secret, Math.floor(second / 30))).toBe(code)
    expect(stepOf(secret, code, second * 1_000)).toBe(Math.floor(second / 30))
  })

  it('is taken half a minute early or late, and no more', () => {
    const now = 1_234_567_890_000
    const step = Math.floor(now / 30_000)
    const taken = [-2, -1, 0, 1, 2].map((off) => stepOf(secret, codeOf(secret, step + off), now))
    expect(taken).toEqual([null, step - 1, step, step + 1, null])
  })

  it.each(['', '28708', '2870820', '000000', '２８７０８２', 'abcdef'])('is not %j', (wrong) => {
    expect(stepOf(secret, wrong, 59_000)).toBeNull()
  })
})

describe('a second factor', () => {
  const everything = { kind: 'everything' } as const
  const chief = { grants: [{ role: 'administrator', scope: everything }], source: 'password', set: false } as const

  it('is needed by who holds a role that needs it, anywhere, and has none', () => {
    expect(needsSecondFactor(chief, ['administrator'])).toBe(true)
    expect(needsSecondFactor({ ...chief, set: true }, ['administrator'])).toBe(false)
    expect(needsSecondFactor(chief, ['drill-lead'])).toBe(false)
    expect(needsSecondFactor({ ...chief, grants: [] }, ['administrator'])).toBe(false)
  })

  it('of a company account is asked for by the company', () => {
    expect(isRequired({ ...chief, source: 'company' }, ['administrator'])).toBe(false)
  })
})
