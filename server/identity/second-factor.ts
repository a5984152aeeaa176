import { createHmac, timingSafeEqual } from 'node:crypto'
import { symmetricDecrypt } from 'better-auth/crypto'
import type { Grant, GrantableRole } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'
import type { Auth } from './auth.ts'

/** RFC 6238 as authenticator apps expect it: SHA-1, six digits, 30 s. */
const period = 30_000
const digits = 6
/** Steps before and after the present one that are taken, for clocks that are off. */
const slack = 1

export type Factor = { grants: readonly Grant[]; source: 'password' | 'company'; set: boolean }

/** Whether somebody must set up a second factor before anything else. A company's own sign-in asks for its own. */
export const needsSecondFactor = ({ grants, source, set }: Factor, required: readonly GrantableRole[]): boolean =>
  !set && isRequired({ grants, source }, required)

export const isRequired = ({ grants, source }: Pick<Factor, 'grants' | 'source'>, required: readonly GrantableRole[]): boolean =>
  source === 'password' && grants.some(({ role }) => required.includes(role))

/** The code of a 30 s step. `secret` as bytes, not as base32. */
export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const offset = hash.readUInt8(hash.length - 1) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an authenticator app reads as a QR code. */
export function totpUri(username: string, secret: string): string {
  const bits = Array.from(Buffer.from(secret), (byte) => byte.toString(2).padStart(8, '0')).join('')
  const base32 = (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, '0'), 2)]).join('')
  return `otpauth://totp/Watchfloor:${encodeURIComponent(username)}?secret=${base32}&issuer=Watchfloor&digits=${digits}&period=${period / 1_000}`
}

/** The newest step around `now` (epoch milliseconds) whose code this is, or null. */
export function stepOf(secret: string, code: string, now: number): number | null {
  const present = Math.floor(now / period)
  const given = Buffer.from(code)
  let found: number | null = null
  for (let step = present - slack; step <= present + slack; step++) {
    const wanted = Buffer.from(codeOf(secret, step))
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) found = step
  }
  return found
}

/**
 * What a code of this user is worth now: `taken` once (nobody else can take it, nor an older one, in any process), `used` from
 * then on, `wrong` where it is none of theirs.
 */
export async function takeCode({ sql }: Pick<Parts, 'sql'>, auth: Auth, user: string, code: string, now: number): Promise<'taken' | 'used' | 'wrong'> {
  const [row] = await sql<{ secret: string }[]>`select secret from two_factor where user_id = ${user}`
  if (!row) return 'wrong'
  const { secretConfig } = await auth.$context
  const step = stepOf(await symmetricDecrypt({ key: secretConfig, data: row.secret }), code, now)
  if (step === null) return 'wrong'
  const taken = await sql`
    update two_factor set used_step = ${step} where user_id = ${user} and secret = ${row.secret} and (used_step is null or used_step < ${step}) returning id`
  return taken.length > 0 ? 'taken' : 'used'
}
