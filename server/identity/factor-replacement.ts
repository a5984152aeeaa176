import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import type { Auth } from './auth.ts'
import { makeBackupCodes } from './backup-codes.ts'
import { stepOf, totpUri } from './second-factor.ts'

/** Minutes within which the new authenticator has to show its first code. */
const patience = 10

const Pending = z.strictObject({ secret: z.string(), backupCodes: z.string() })
type Pending = z.infer<typeof Pending>

type Sql = Pick<Parts, 'sql'>

const nameOf = (session: string): string => `replacement-${session}`

/** Begins a new second factor beside the present one, which holds until the new one is confirmed in the same session. */
export async function beginReplacement({ sql }: Sql, auth: Auth, session: string, username: string): Promise<{ totpURI: string; backupCodes: string[] }> {
  const secret = generateRandomString(32)
  const { secretConfig } = await auth.$context
  const { codes, kept } = await makeBackupCodes(auth)
  const pending: Pending = { secret: await symmetricEncrypt({ key: secretConfig, data: secret }), backupCodes: kept }
  const name = nameOf(session)
  await sql`
    with before as (delete from verification where identifier = ${name})
    insert into verification (id, identifier, value, expires_at, created_at, updated_at)
    values (gen_random_uuid()::text, ${name}, ${JSON.stringify(pending)}, now() + make_interval(mins => ${patience}), now(), now())`
  return { totpURI: totpUri(username, secret), backupCodes: codes }
}

export async function pendingReplacement({ sql }: Sql, session: string): Promise<Pending | null> {
  const [row] = await sql<{ value: string }[]>`
    select value from verification where identifier = ${nameOf(session)} and expires_at > now() order by created_at desc limit 1`
  return row ? Pending.parse(JSON.parse(row.value)) : null
}

/** The step of the new factor whose code this is, or null. */
export async function stepOfReplacement(auth: Auth, pending: Pending, code: string, now: number): Promise<number | null> {
  const { secretConfig } = await auth.$context
  return stepOf(await symmetricDecrypt({ key: secretConfig, data: pending.secret }), code, now)
}

/**
 * Puts the new factor in the old one's place, ends all other sessions and renews this one under `token`: in one statement, once.
 * @returns false where it was done or given up meanwhile
 */
export async function finishReplacement({ sql }: Sql, pending: Pending, step: number, { user, session }: { user: string; session: string }, token: string): Promise<boolean> {
  const rows = await sql`
    with taken as (delete from verification where identifier = ${nameOf(session)} returning id),
      swapped as (
        update two_factor set secret = ${pending.secret}, backup_codes = ${pending.backupCodes}, used_step = ${step}
        where user_id = ${user} and exists (select from taken) returning id
      ),
      ended as (delete from session where user_id = ${user} and id <> ${session} and exists (select from swapped))
    update session set token = ${token} where id = ${session} and exists (select from swapped) returning id`
  return rows.length > 0
}
