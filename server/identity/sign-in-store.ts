import type { Grant } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'

/** Days after which a place where somebody signed in is forgotten. */
const remembered = 180

/** What stands behind a user name. `password`: the hash, null for a company account. */
export type Account = { user: string; username: string; name: string; password: string | null; disabled: boolean; source: 'password' | 'company'; grants: Grant[] }

type Sql = Pick<Parts, 'sql'>

export async function accountNamed({ sql }: Sql, username: string): Promise<Account | null> {
  const [row] = await sql<Account[]>`${selected(sql)} where u.username = ${username}`
  return row ?? null
}

export async function accountOf({ sql }: Sql, user: string): Promise<Account | null> {
  const [row] = await sql<Account[]>`${selected(sql)} where u.id = ${user}`
  return row ?? null
}

const selected = (sql: Parts['sql']) => sql`
  select u.id as user, coalesce(m.username, u.username, u.id) as username, coalesce(m.name, u.name) as name, a.password,
    m.disabled_at is not null as disabled, coalesce(m.source, 'password') as source, coalesce(m.grants, '[]') as grants
  from "user" u left join account a on a.user_id = u.id and a.provider_id = 'credential' left join member m on m.user_id = u.id`

export async function isKnownAddress({ sql }: Sql, user: string, address: string): Promise<boolean> {
  return (await sql`select from sign_in_address where user_id = ${user} and address = ${address} and at > now() - make_interval(days => ${remembered})`).length > 0
}

/** The account was signed in to from there; what nobody used for half a year is forgotten, and so are its sessions that have run out. */
export async function rememberAddress({ sql }: Sql, user: string, address: string): Promise<void> {
  await sql`
    with forgotten as (delete from sign_in_address where user_id = ${user} and address <> ${address} and at < now() - make_interval(days => ${remembered})),
      over as (delete from session where user_id = ${user} and expires_at < now())
    insert into sign_in_address (user_id, address) values (${user}, ${address}) on conflict (user_id, address) do update set at = now()`
}

/** Ends one sign-in, wherever it is used. */
export async function endSession({ sql }: Sql, session: string): Promise<void> {
  await sql`delete from session where id = ${session}`
}

/** Ends all sign-ins of a user, but the one with this token where one is named. */
export async function endSessions({ sql }: Sql, user: string, exceptToken: string | null = null): Promise<void> {
  await sql`delete from session where user_id = ${user} and token is distinct from ${exceptToken}`
}

type NewPassword = { user: string; session: string; before: string; after: string; token: string }

/**
 * Puts one password (both as hashes) in the place of another, ends all other sessions and renews this one under `token`: in one statement.
 * @returns false where the password is another one by now
 */
export async function replacePassword({ sql }: Sql, { user, session, before, after, token }: NewPassword): Promise<boolean> {
  const rows = await sql`
    with renewed as (
        update account set password = ${after}, updated_at = now() where user_id = ${user} and provider_id = 'credential' and password = ${before} returning id
      ),
      ended as (delete from session where user_id = ${user} and id <> ${session} and exists (select from renewed))
    update session set token = ${token} where id = ${session} and exists (select from renewed) returning id`
  return rows.length > 0
}

export async function sessionOf({ sql }: Sql, token: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`select id from session where token = ${token}`
  return row?.id ?? null
}

/** A session that takes another's place lasts no longer than that one would have. */
export async function keepExpiry({ sql }: Sql, token: string, expiresAt: string): Promise<void> {
  await sql`update session set expires_at = ${expiresAt} where token = ${token} and expires_at > ${expiresAt}`
}
