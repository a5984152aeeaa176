import { and, asc, eq, sql } from 'drizzle-orm'
import { resources } from '#db/schema/resources.ts'
import type { Resource } from '#shared/resources.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

export async function findResource({ db }: Reads, id: string): Promise<Resource | null> {
  const [resource] = await db.select().from(resources).where(eq(resources.id, id))
  return resource ?? null
}

/** The pool of a community, without what has ended. */
export const readPool = ({ db }: Reads, community: string): Promise<Resource[]> =>
  db.select().from(resources).where(and(eq(resources.community, community), sql`${resources.ended} is not true`)).orderBy(asc(resources.kind), asc(resources.id))
