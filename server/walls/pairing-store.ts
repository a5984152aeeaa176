import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { pairingStays } from '#shared/walls.ts'
import { newSecret } from '../identity/wall-token.ts'
import type { Parts } from '../parts.ts'

/** Screens that may wait at the same time, so that codes stay hard to guess. */
const mostOpen = 200
/** 32 letters and digits that cannot be mistaken for one another: five bits each. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export type NewPairing = { code: string; secret: string; expiresAt: string }

const newCode = (): string => [...randomBytes(8)].map((byte) => letters[byte & 31]).join('')
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** A screen begins to wait; null where too many do already. What has waited in vain is swept out. `now` in epoch milliseconds. */
export async function beginPairing({ sql }: Pick<Parts, 'sql'>, address: string, now: number): Promise<NewPairing | null> {
  const code = newCode()
  const { secret, hash } = newSecret()
  const [at, expiresAt, swept] = [now, now + pairingStays, now - pairingStays].map((time) => new Date(time).toISOString()) as [string, string, string]
  // An approved screen may fetch its token a moment after its code has run out, so rows outlive their code.
  const opened = await sql`
    with old as (delete from wall_pairing where expires_at < ${swept}::timestamptz)
    insert into wall_pairing (id, code, secret_hash, at, expires_at, address)
    select ${v7()}::uuid, ${code}, ${hash}, ${at}::timestamptz, ${expiresAt}::timestamptz, ${address}
    where (select count(*) from wall_pairing p where p.expires_at > ${at}::timestamptz and not exists (select from wall w where w.pairing_id = p.id)) < ${mostOpen}
    returning id`
  return opened.length > 0 ? { code: shownCode(code), secret, expiresAt } : null
}

/** The pairing of a secret's hash. */
export async function pairingOfSecret({ sql }: Pick<Parts, 'sql'>, hash: string): Promise<{ id: string; expiresAt: number } | null> {
  const [row] = await sql<{ id: string; expiresAt: number }[]>`
    select id, (extract(epoch from expires_at) * 1000)::bigint as "expiresAt" from wall_pairing where secret_hash = ${hash}`
  return row ?? null
}
