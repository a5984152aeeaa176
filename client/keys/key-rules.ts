import type { KeyState } from '#shared/keys.ts'

/** `ends`: it was rotated and still opens for a while. */
export type KeyStanding = 'works' | 'ends' | 'ended' | 'revoked'

/** `now` in epoch milliseconds. */
export function standingOf({ revokedAt, expiresAt }: Pick<KeyState, 'revokedAt' | 'expiresAt'>, now: number): KeyStanding {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt === null) return 'works'
  return Date.parse(expiresAt) > now ? 'ends' : 'ended'
}

export const isOver = (standing: KeyStanding): boolean => standing === 'ended' || standing === 'revoked'

/** Seconds from which on a sender's clock is worth a word: as the door says it. */
const skewTold = 300

/** By how much, in seconds, and which way a sender's clock is off; null where it is right. */
export function clockOff(skew: number | null): { way: 'ahead' | 'behind'; seconds: number } | null {
  if (skew === null || Math.abs(skew) <= skewTold) return null
  return { way: skew > 0 ? 'ahead' : 'behind', seconds: Math.abs(skew) }
}
