import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Caller } from '../identity/caller.ts'
import { perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { openPairing, wallOfPairing, type OpenPairing } from './wall-store.ts'

/** Wrong codes that one person may try in ten minutes, the life of a code, to look or to approve. */
const guesses = perPool(() => new RateLimiterMemory({ points: 10, duration: 600 }))

const wrongCode = { zh: '没有这个配对码，或已过期。请看大屏上现在的配对码。', en: 'No screen shows this code, or it has expired. Look at the code it shows now.' } as const

/**
 * The pairing that waits under a code. Each try costs one of the caller's guesses, a right one gives it back.
 * @throws Refusal invalid where no screen waits under it, too-many
 */
export async function guessPairing(parts: Parts, caller: Caller, code: string, now: number): Promise<OpenPairing> {
  const limit = guesses(parts.sql)
  await limit.consume(caller.actor.id).catch(() => {
    throw new Refusal('too-many')
  })
  const pairing = await openPairing(parts, code, now)
  if (!pairing || (await wallOfPairing(parts, pairing.id))) throw new Refusal('invalid', { errors: [{ field: 'code', message: wrongCode }] })
  await limit.reward(caller.actor.id)
  return pairing
}
