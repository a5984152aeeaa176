import { eq, inArray } from 'drizzle-orm'
import { communities, regions } from '#db/schema/sites.ts'
import { warnings } from '#db/schema/warnings.ts'
import type { KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import type { Ground } from './warning-area-rules.ts'
import type { KeptWarning } from './warning-rules.ts'

type Db = Pick<Parts, 'db'>

export async function findWarning({ db }: Db, id: string): Promise<KeptWarning | null> {
  const [row] = await db.select().from(warnings).where(eq(warnings.id, id))
  return row ?? null
}

export const warningsByIds = ({ db }: Db, ids: readonly string[]): Promise<KeptWarning[]> => db.select().from(warnings).where(inArray(warnings.id, [...ids]))

/** All that share their alarms, of every feed. */
export const warningsOf = ({ db }: Db, subjects: readonly string[]): Promise<KeptWarning[]> => db.select().from(warnings).where(inArray(warnings.subject, [...subjects])).orderBy(warnings.id)

/** Which feed a key is of: all keys of one community are one, and of the company's each with those that it replaced is its own. */
export async function feedOf({ sql }: Pick<Parts, 'sql'>, { id, community }: KeyHolder): Promise<string> {
  if (community !== null) return community
  const [first] = await sql<{ id: string }[]>`
    with recursive line (id, replaces_id) as (
      select id, replaces_id from machine_key where id = ${id}::uuid union select k.id, k.replaces_id from machine_key k join line on k.id = line.replaces_id)
    select id from line where replaces_id is null`
  return first?.id ?? id
}

/** The communities that a key may warn: its own, or all. */
export async function groundsOf({ db }: Db, community: string | null): Promise<Ground[]> {
  return db
    .select({ id: communities.id, code: communities.code, name: communities.name, region: regions.name, center: communities.center, boundary: communities.boundary })
    .from(communities)
    .innerJoin(regions, eq(regions.id, communities.region))
    .where(community === null ? undefined : eq(communities.id, community))
}
