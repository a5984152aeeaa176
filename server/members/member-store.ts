import { and, eq, isNull, ne, sql as raw } from 'drizzle-orm'
import { members } from '#db/schema/members.ts'
import { people } from '#db/schema/people.ts'
import { communities, regions } from '#db/schema/sites.ts'
import type { Member } from '#shared/members.ts'
import type { Person } from '#shared/people.ts'
import type { Grant, Scope } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'

type Db = Pick<Parts, 'db'>

export async function findMember({ db }: Db, id: string): Promise<Member | null> {
  const [row] = await db.select({ member: members, person: people.id }).from(members).leftJoin(people, eq(people.user, members.user)).where(eq(members.id, id))
  return row ? { ...row.member, person: row.person } : null
}

export async function memberOfUser({ db }: Db, user: string): Promise<Member | null> {
  const [row] = await db.select({ member: members, person: people.id }).from(members).leftJoin(people, eq(people.user, members.user)).where(eq(members.user, user))
  return row ? { ...row.member, person: row.person } : null
}

export type Listed = Member & { secondFactor: boolean; activeAt: string | null }

export async function allMembers({ sql }: Pick<Parts, 'sql'>): Promise<Listed[]> {
  const rows = await sql<Listed[]>`
    select m.id, m.version, m.user_id as user, m.username, m.name, p.id as person, m.source, m.grants, m.disabled_at as "disabledAt",
      coalesce(u.two_factor_enabled, false) as "secondFactor", s.at as "activeAt"
    from member m left join "user" u on u.id = m.user_id left join person p on p.user_id = m.user_id
      left join lateral (select max(active_at) as at from session where user_id = m.user_id) s on true
    order by m.disabled_at is not null, m.name, m.username`
  return rows.map((row) => ({ ...row, disabledAt: iso(row.disabledAt), activeAt: iso(row.activeAt) }))
}

const iso = (instant: string | null): string | null => (instant === null ? null : new Date(instant).toISOString())

/** Members besides this one who administer everything and can sign in. */
export async function otherChiefs({ db }: Db, id: string): Promise<number> {
  const chief = JSON.stringify([{ role: 'administrator', scope: { kind: 'everything' } }])
  return db.$count(members, and(ne(members.id, id), isNull(members.disabledAt), raw`${members.grants} @> ${chief}::jsonb`))
}

export type PersonRow = typeof people.$inferSelect

export async function findPerson({ db }: Db, id: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(people).where(eq(people.id, id))
  return row ?? null
}

/** As facts tell of them: no phone, no sign-in. */
export const personWire = ({ phone: _phone, user: _user, ...person }: PersonRow): Person => person

/** Of these rights, the places of those that are nowhere. */
export async function unknownScopes({ db }: Db, grants: readonly Grant[]): Promise<Scope[]> {
  const [places, areas] = await Promise.all([db.select({ id: communities.id }).from(communities), db.select({ id: regions.id }).from(regions)])
  const known = { community: new Set(places.map(({ id }) => id)), region: new Set(areas.map(({ id }) => id)) }
  return grants.map(({ scope }) => scope).filter((scope) => scope.kind !== 'everything' && !known[scope.kind].has(scope.id))
}
