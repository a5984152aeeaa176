import { describe, expect, it } from 'vitest'
import { clockOff, isOver, standingOf } from './key-rules.ts'

const now = Date.parse('2026-11-21T10:00:00Z')
const key = (revokedAt: string | null, expiresAt: string | null) => standingOf({ revokedAt, expiresAt }, now)

describe('a key', () => {
  it('works until it is revoked or its overlap is over', () => {
    expect(key(null, null)).toBe('works')
    expect(key(null, '2026-11-21T10:00:01Z')).toBe('ends')
    expect(key(null, '2026-11-21T10:00:00Z')).toBe('ended')
    expect(key('2026-11-20T10:00:00Z', '2026-11-22T10:00:00Z')).toBe('revoked')
    expect((['works', 'ends', 'ended', 'revoked'] as const).map(isOver)).toEqual([false, false, true, true])
  })

  it('tells of a clock that is more than five minutes off', () => {
    expect([clockOff(null), clockOff(300), clockOff(-300)]).toEqual([null, null, null])
    expect(clockOff(301)).toEqual({ way: 'ahead', seconds: 301 })
    expect(clockOff(-86_400)).toEqual({ way: 'behind', seconds: 86_400 })
  })
})
