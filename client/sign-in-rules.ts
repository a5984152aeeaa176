import { Refused } from './live/api.ts'
import type { Parting } from './live/parting.ts'

/** Why it did not work. `late`: the first step is too long ago; `wait` has the seconds, where the server says how long. */
export type Trouble = { kind: 'wrong' | 'late' | 'forbidden' | 'unreachable' | 'failed' } | { kind: 'wait'; seconds: number | null }

/** What an error of a sign-in door means. A disabled account is answered like a wrong password, so that nobody learns who is here. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Refused) || error.problem === null) return { kind: 'unreachable' }
  const { status, type } = error.problem
  if (status === 429) return { kind: 'wait', seconds: error.retryAfter }
  if (status >= 500) return { kind: 'unreachable' }
  if (status === 401) return { kind: type === '/faults/sign-in-needed' ? 'late' : 'wrong' }
  if (status === 403) return { kind: 'forbidden' }
  // A code or a name of an impossible shape is as wrong as any other.
  return { kind: status === 400 ? 'wrong' : 'failed' }
}

export const companyTroubles = ['no-role', 'refused', 'expired', 'unavailable'] as const
export type CompanyTrouble = (typeof companyTroubles)[number]

/** What the company's own sign-in sent back in the address. */
export function companyTrouble(search: string): CompanyTrouble | null {
  const said = new URLSearchParams(search).get('sign-in')
  return said === null ? null : (companyTroubles.find((trouble) => trouble === said) ?? 'refused')
}

export type Reason = Parting | 'ended' | CompanyTrouble

/** Why the door is shown to somebody: who has only just come is told nothing. */
export const doorReason = (parting: Parting | null, wasIn: boolean, company: CompanyTrouble | null): Reason | null => parting ?? company ?? (wasIn ? 'ended' : null)

/** The six digits of a code, however it was typed or pasted: "123 456", "123-456", full-width digits of a Chinese keyboard. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 6)

/** A code of the authenticator, or a backup code, as the server takes them. */
export const codeOf = (typed: string): string => (/[a-z]/i.test(typed.normalize('NFKC')) ? typed.normalize('NFKC').trim() : digitsOf(typed))

/** What the server says is wrong, by field. */
export const wrongFields = (error: unknown): Record<string, string> =>
  Object.fromEntries(error instanceof Refused ? (error.problem?.errors ?? []).map(({ field, message }) => [field, message]) : [])
