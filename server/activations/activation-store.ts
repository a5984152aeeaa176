import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { drills } from '#db/schema/drills.ts'
import { activations } from '#db/schema/activations.ts'
import { plans } from '#db/schema/plans.ts'
import { buildings } from '#db/schema/sites.ts'
import type { Drill } from '#shared/drills.ts'
import { isDrill, real } from '#shared/modes.ts'
import type { Activation } from '#shared/activations.ts'
import type { Plan } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>
/** What one running activation holds for itself: one plan at one place, really or as a drill. */
export type Occasion = { plan: string; community: string; building: string | null; drill: boolean }

export async function findPlan(parts: Reads, id: string): Promise<Plan | null> {
  const [plan] = await parts.db.select().from(plans).where(eq(plans.id, id))
  return plan ?? null
}

export async function findActivation(parts: Reads, id: string): Promise<Activation | null> {
  const [activation] = await parts.db.select().from(activations).where(eq(activations.id, id))
  return activation ?? null
}

export async function findRunning(parts: Reads, occasion: Occasion): Promise<Activation | null> {
  const rows = await parts.db.select().from(activations).where(and(like(occasion), sql`${activations.state} in ('running', 'asked')`))
  return rows.find((row) => isDrill(row.mode) === occasion.drill) ?? null
}

/** How often this occasion has been, running or over. */
export async function countActivations(parts: Reads, occasion: Occasion): Promise<number> {
  const mode = occasion.drill ? sql`${activations.mode} <> ${real}` : eq(activations.mode, real)
  const [row] = await parts.db.select({ n: count() }).from(activations).where(and(like(occasion), mode))
  return row?.n ?? 0
}

const like = ({ plan, community, building }: Occasion) =>
  and(eq(activations.community, community), eq(activations.plan, plan), building ? eq(activations.building, building) : isNull(activations.building))

export async function findDrill(parts: Reads, id: string): Promise<Drill | null> {
  const [drill] = await parts.db.select().from(drills).where(eq(drills.id, id))
  return drill ?? null
}

export async function hasBuilding(parts: Reads, community: string, id: string): Promise<boolean> {
  const found = await parts.db.select({ id: buildings.id }).from(buildings).where(and(eq(buildings.id, id), eq(buildings.community, community)))
  return found.length > 0
}

export async function hasAlarm(parts: Reads, community: string, id: string): Promise<boolean> {
  const found = await parts.db.select({ id: alarms.id }).from(alarms).where(and(eq(alarms.id, id), eq(alarms.community, community)))
  return found.length > 0
}
