import { and, eq, sql } from 'drizzle-orm'
import { routes, runs } from '#db/schema/patrol.ts'
import { people } from '#db/schema/people.ts'
import type { PatrolRoute, PatrolRun } from '#shared/patrol.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

export async function findRoute(parts: Reads, id: string): Promise<PatrolRoute | null> {
  const [route] = await parts.db.select().from(routes).where(eq(routes.id, id))
  return route ?? null
}

export async function findRun(parts: Reads, id: string): Promise<PatrolRun | null> {
  const [run] = await parts.db.select().from(runs).where(eq(runs.id, id))
  return run ?? null
}

/** The run that a person is walking on a route. */
export async function findWalking(parts: Reads, route: PatrolRoute, person: string): Promise<PatrolRun | null> {
  const [run] = await parts.db
    .select()
    .from(runs)
    .where(and(eq(runs.community, route.community), eq(runs.route, route.id), eq(runs.person, person), sql`${runs.state} = 'walking'`))
  return run ?? null
}

export async function worksAt(parts: Reads, community: string, person: string): Promise<boolean> {
  const found = await parts.db.select({ id: people.id }).from(people).where(and(eq(people.id, person), eq(people.community, community)))
  return found.length > 0
}
