import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { findings } from '#db/schema/findings.ts'
import { plans } from '#db/schema/plans.ts'
import type { Finding } from '#shared/findings.ts'
import type { Plan } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

/** The published editions. */
export function readPlans(parts: Reads): Promise<Plan[]> {
  return parts.db.select().from(plans).where(eq(plans.state, 'published')).orderBy(asc(plans.scene), asc(plans.id))
}

/** Every edition of every plan, newest first. */
export function readEditions(parts: Reads): Promise<Plan[]> {
  return parts.db.select().from(plans).orderBy(desc(plans.changedAt), desc(plans.edition), asc(plans.id))
}

export async function findPlan(parts: Reads, id: string): Promise<Plan | null> {
  const [plan] = await parts.db.select().from(plans).where(eq(plans.id, id))
  return plan ?? null
}

export function editionsOf(parts: Reads, series: string): Promise<Plan[]> {
  return parts.db.select().from(plans).where(eq(plans.series, series))
}

/** Of `series`, those of which there is any edition. */
export async function knownSeries(parts: Reads, series: readonly string[]): Promise<Set<string>> {
  const rows = series.length === 0 ? [] : await parts.db.selectDistinct({ series: plans.series }).from(plans).where(inArray(plans.series, [...series]))
  return new Set(rows.map((row) => row.series))
}

/** Scenes of which there is, or ever was, a plan. */
export async function knownScenes(parts: Reads): Promise<Set<Plan['scene']>> {
  const rows = await parts.db.selectDistinct({ scene: plans.scene }).from(plans)
  return new Set(rows.map((row) => row.scene))
}

/** Findings that propose to change a series, that no edition has taken in and that were not dropped. */
export function freeFindings(parts: Reads, series: string, ids: readonly string[]): Promise<Finding[]> {
  return parts.db.select().from(findings).where(and(inArray(findings.id, [...ids]), eq(findings.plan, series), isNull(findings.edition), ne(findings.state, 'dropped')))
}
