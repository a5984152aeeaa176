import type { Session } from '#shared/members.ts'
import type { Parts } from '../parts.ts'

type Sql = Pick<Parts, 'sql'>

/** Sign-ins that can still be used, newest activity first. `idleMinutes`: after which one is over. */
export async function openSessions({ sql }: Sql, user: string, own: string, idleMinutes: number): Promise<Session[]> {
  const rows = await sql<Session[]>`
    select id, created_at as "openedAt", active_at as "activeAt", expires_at as "expiresAt", nullif(ip_address, '') as address, nullif(user_agent, '') as agent, id = ${own} as own
    from session where user_id = ${user} and expires_at > now() and active_at > now() - make_interval(secs => ${idleMinutes * 60}) order by active_at desc`
  return rows.map((row) => ({ ...row, openedAt: iso(row.openedAt), activeAt: iso(row.activeAt), expiresAt: iso(row.expiresAt) }))
}

const iso = (instant: string): string => new Date(instant).toISOString()

export async function sessionUser({ sql }: Sql, session: string): Promise<string | null> {
  const [row] = await sql<{ user: string }[]>`select user_id as user from session where id = ${session}`
  return row?.user ?? null
}
