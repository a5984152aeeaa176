import { count, eq } from 'drizzle-orm'
import { households } from '#db/schema/households.ts'
import { buildings } from '#db/schema/sites.ts'
import { careLevels, type CareCounts, type Household } from '#shared/households.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

/** The community in which a building stands; null where there is none such. */
export async function communityOf(parts: Reads, building: string): Promise<string | null> {
  const [row] = await parts.db.select({ community: buildings.community }).from(buildings).where(eq(buildings.id, building))
  return row?.community ?? null
}

export async function countCare(parts: Reads, building: string): Promise<CareCounts> {
  const rows = await parts.db.select({ level: households.level, households: count() }).from(households).where(eq(households.building, building)).groupBy(households.level)
  const of = (level: (typeof careLevels)[number]): number => rows.find((row) => row.level === level)?.households ?? 0
  return { red: of('red'), yellow: of('yellow'), green: of('green') }
}

/** Those in greatest need first, then by place as people count: unit 2 before unit 10. */
export async function readHouseholds(parts: Reads, building: string): Promise<Household[]> {
  const rows = await parts.db.select().from(households).where(eq(households.building, building))
  return rows.toSorted((a, b) => careLevels.indexOf(a.level) - careLevels.indexOf(b.level) || byPlace.compare(a.place, b.place))
}

const byPlace = new Intl.Collator('zh', { numeric: true })
