import { eq, inArray } from 'drizzle-orm'
import { communities, regions } from '#db/schema/sites.ts'
import { warnings } from '#db/schema/warnings.ts'
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

/** The communities that a feed may warn: its own, or all. */
export async function groundsOf({ db }: Db, community: string | null): Promise<Ground[]> {
  return db
    .select({ id: communities.id, code: communities.code, name: communities.name, region: regions.name, center: communities.center, boundary: communities.boundary })
    .from(communities)
    .innerJoin(regions, eq(regions.id, communities.region))
    .where(community === null ? undefined : eq(communities.id, community))
}
