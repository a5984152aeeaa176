import { asc, eq } from 'drizzle-orm'
import { plans } from '#db/schema/plans.ts'
import type { Plan } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

/** The published editions. */
export function readPlans(parts: Reads): Promise<Plan[]> {
  return parts.db.select().from(plans).where(eq(plans.state, 'published')).orderBy(asc(plans.scene), asc(plans.id))
}

export async function findPlan(parts: Reads, id: string): Promise<Plan | null> {
  const [plan] = await parts.db.select().from(plans).where(eq(plans.id, id))
  return plan ?? null
}
