import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { drills } from '#db/schema/drills.ts'
import { activations } from '#db/schema/activations.ts'
import { instructions } from '#db/schema/instructions.ts'
import { plans } from '#db/schema/plans.ts'
import { buildings } from '#db/schema/sites.ts'
import { optionalDrillFields, type Drill } from '#shared/drills.ts'
import { isDrill, real } from '#shared/modes.ts'
import type { Activation } from '#shared/activations.ts'
import type { Plan } from '#shared/plans.ts'
import { change, type Change } from '../journal/change.ts'
import { leavingOut } from '../journal/leaving-out.ts'
import type { Parts } from '../parts.ts'
import type { Place } from './start-rules.ts'
import { wrong } from './step-refusals.ts'

type Reads = Pick<Parts, 'db'>
/** What one running activation holds for itself: one plan, in whatever edition, at one place, really or as a drill. */
export type Occasion = Place & { series: string; drill: boolean }

/** The edition in force of this id, or of the plan of this series. */
export async function findPlan(parts: Reads, id: string): Promise<Plan | null> {
  const [plan] = await parts.db.select().from(plans).where(and(sql`(${plans.id} = ${id} or ${plans.series} = ${id})`, eq(plans.state, 'published')))
  return plan ?? null
}

export async function findActivation(parts: Reads, id: string): Promise<Activation | null> {
  const [activation] = await parts.db.select().from(activations).where(eq(activations.id, id))
  return activation ?? null
}

export async function runningIn(parts: Reads, community: string): Promise<Activation[]> {
  return parts.db.select().from(activations).where(and(eq(activations.community, community), sql`${activations.state} = 'running'`))
}

/** Where somebody holds a step, in whatever community. */
export async function runningWith(parts: Reads, person: string): Promise<Activation[]> {
  const holds = JSON.stringify([{ holder: { person } }])
  return parts.db.select().from(activations).where(and(sql`${activations.state} = 'running'`, sql`${activations.steps} @> ${holds}::jsonb`))
}

export async function findRunning(parts: Reads, occasion: Occasion): Promise<Activation | null> {
  const rows = await parts.db.select().from(activations).where(and(like(occasion), sql`${activations.state} in ('running', 'asked')`))
  return rows.find((row) => isDrill(row.mode) === occasion.drill) ?? null
}

/** How often this occasion has been, running or over. */
export async function countActivations(parts: Reads, occasion: Occasion): Promise<number> {
  const mode = occasion.drill ? sql`${activations.mode} <> ${real}` : eq(activations.mode, real)
  return parts.db.$count(activations, and(like(occasion), mode))
}

/** Two units of a building, and two areas that are drawn, are two places. */
const like = ({ series, community, building, buildings: named, unit, area }: Occasion): SQL | undefined =>
  and(
    eq(activations.community, community), eq(activations.series, series),
    building ? eq(activations.building, building) : isNull(activations.building),
    sql`array_to_string(coalesce(${activations.buildings}, '{}'), ',') = ${(named ?? []).join()}`,
    unit ? eq(activations.unit, unit) : isNull(activations.unit),
    area ? sql`${activations.area} = ${JSON.stringify(area)}::text::jsonb` : isNull(activations.area),
  )

export async function findDrill(parts: Reads, id: string): Promise<Drill | null> {
  const [row] = await parts.db.select().from(drills).where(eq(drills.id, id))
  if (!row) return null
  // By the code residents score; it is in no fact.
  const { codeHash: _secret, ...drill } = row
  return drill
}

const drillOnWire = leavingOut<Drill>(optionalDrillFields)
export const drillChange = (name: 'drill.started' | 'drill.ended' | 'drill.aborted', drill: Drill): Change => change(drills, drill, { name, body: drillOnWire(drill) })

/** @throws Refusal where what is named is no building of the community */
export async function checkBuildings({ db }: Reads, { community, building, buildings: named }: { community: string; building?: string | null; buildings?: readonly string[] | null }): Promise<void> {
  const areHere = async (ids: readonly string[]): Promise<boolean> => {
    const all = [...new Set(ids)]
    return all.length === 0 || (await db.$count(buildings, and(inArray(buildings.id, all), eq(buildings.community, community)))) === all.length
  }
  if (building && !(await areHere([building]))) throw wrong('building')
  if (!(await areHere(named ?? []))) throw wrong('buildings')
}

/** The mode of an alarm of the community; null where it has no such alarm. */
export async function modeOfAlarm({ db }: Reads, community: string, id: string): Promise<string | null> {
  const [row] = await db.select({ mode: alarms.mode }).from(alarms).where(and(eq(alarms.id, id), eq(alarms.community, community)))
  return row?.mode ?? null
}

export async function hasInstruction(parts: Reads, community: string, id: string): Promise<boolean> {
  return (await parts.db.$count(instructions, and(eq(instructions.id, id), eq(instructions.community, community)))) > 0
}
