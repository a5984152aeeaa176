import { and, count, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import { activations } from '#db/schema/activations.ts'
import { checks } from '#db/schema/checks.ts'
import { households } from '#db/schema/households.ts'
import { people } from '#db/schema/people.ts'
import { shifts } from '#db/schema/shifts.ts'
import { buildings } from '#db/schema/sites.ts'
import type { Activation } from '#shared/activations.ts'
import type { Check, CheckState } from '#shared/checks.ts'
import { isWithin, middle } from '#shared/geo.ts'
import { careLevels, type Household } from '#shared/households.ts'
import type { Post } from '#shared/people.ts'
import type { Parts } from '../parts.ts'
import { isOfUnit } from './check-rules.ts'

type Reads = Pick<Parts, 'db'>

export async function findCheck({ db }: Reads, id: string): Promise<Check | null> {
  const [check] = await db.select().from(checks).where(eq(checks.id, id))
  return check ?? null
}

/** Without its steps. */
export async function findActivation({ db }: Reads, id: string): Promise<Pick<Activation, 'id' | 'community' | 'state' | 'mode'> | null> {
  const [row] = await db.select({ id: activations.id, community: activations.community, state: activations.state, mode: activations.mode }).from(activations).where(eq(activations.id, id))
  return row ?? null
}

/** Of a roll call, without names. */
export const rollChecksOf = ({ db }: Reads, activation: string): Promise<Check[]> => db.select().from(checks).where(and(eq(checks.activation, activation), eq(checks.subject, 'person')))

/** How many households stand at each state. */
export async function householdCounts({ db }: Reads, activation: string): Promise<Record<CheckState, number>> {
  const rows = await db.select({ state: checks.state, n: count() }).from(checks).where(and(eq(checks.activation, activation), eq(checks.subject, 'household'))).groupBy(checks.state)
  const of = (state: CheckState): number => rows.find((row) => row.state === state)?.n ?? 0
  return { open: of('open'), safe: of('safe'), help: of('help'), unreachable: of('unreachable'), away: of('away') }
}

/** Those of its place that nobody has been asked to look after yet, in greatest need first. */
export async function householdsLeft(parts: Reads, activation: Activation): Promise<Pick<Household, 'id' | 'building' | 'level'>[]> {
  const [all, held] = await Promise.all([
    householdsAt(parts, activation),
    parts.db.select({ of: checks.of }).from(checks).where(and(eq(checks.activation, activation.id), eq(checks.subject, 'household'))),
  ])
  const asked = new Set(held.map(({ of }) => of))
  return all.filter(({ id }) => !asked.has(id)).toSorted((a, b) => careLevels.indexOf(a.level) - careLevels.indexOf(b.level))
}

export async function wholeActivation({ db }: Reads, id: string): Promise<Activation | null> {
  const [row] = await db.select().from(activations).where(eq(activations.id, id))
  return row ?? null
}

/** Households on file of a place: of its buildings, else in need (red and yellow) of the whole community. */
export async function householdsAt({ db }: Reads, place: Pick<Activation, 'community' | 'building' | 'buildings' | 'unit' | 'area'>): Promise<Pick<Household, 'id' | 'building' | 'level' | 'place'>[]> {
  const fields = { id: households.id, building: households.building, level: households.level, place: households.place }
  const named = await buildingsOf({ db }, place)
  if (!named) return db.select(fields).from(households).where(and(eq(households.community, place.community), inArray(households.level, ['red', 'yellow'])))
  if (named.length === 0) return []
  const found = await db.select(fields).from(households).where(inArray(households.building, named))
  const { unit, building } = place
  return unit ? found.filter((one) => one.building !== building || isOfUnit(one, unit)) : found
}

/** Null: the whole community. */
async function buildingsOf({ db }: Reads, { community, building, buildings: others, area }: Pick<Activation, 'community' | 'building' | 'buildings' | 'area'>): Promise<string[] | null> {
  const named = [...(building ? [building] : []), ...(others ?? [])]
  if (!area) return named.length > 0 ? named : null
  const all = await db.select({ id: buildings.id, footprint: buildings.footprint }).from(buildings).where(eq(buildings.community, community))
  return all.filter(({ id, footprint }) => named.includes(id) || isWithin(middle(footprint), area)).map(({ id }) => id)
}

/** Who of these posts is on duty, of all where none is named. `now` in epoch milliseconds. */
export async function onDutyOf({ db }: Reads, community: string, posts: readonly Post[], now: number): Promise<string[]> {
  const at = new Date(now).toISOString()
  const rows = await db.selectDistinct({ person: shifts.person }).from(shifts).innerJoin(people, and(eq(people.id, shifts.person), isNull(people.leftAt)))
    .where(and(eq(shifts.community, community), eq(shifts.state, 'planned'), lte(shifts.startsAt, at), gt(shifts.endsAt, at), ...(posts.length > 0 ? [inArray(shifts.post, [...posts])] : [])))
  return rows.map(({ person }) => person)
}

export const rollOf = ({ db }: Reads, activation: string) =>
  db.select({ check: checks, name: people.name, post: people.post }).from(checks).innerJoin(people, eq(people.id, checks.of))
    .where(and(eq(checks.activation, activation), eq(checks.subject, 'person'))).orderBy(people.post, people.code)

/** Those in greatest need first, then by building and place as people count. Personal data. */
export async function checkedHouseholds({ db }: Reads, activation: string): Promise<{ check: Check; household: Household }[]> {
  const rows = await db.select({ check: checks, household: households, code: buildings.code }).from(checks)
    .innerJoin(households, eq(households.id, checks.of)).innerJoin(buildings, eq(buildings.id, households.building))
    .where(and(eq(checks.activation, activation), eq(checks.subject, 'household')))
  const place = ({ code, household }: (typeof rows)[number]): string => `${code} ${household.place}`
  return rows
    .toSorted((a, b) => careLevels.indexOf(a.household.level) - careLevels.indexOf(b.household.level) || byPlace.compare(place(a), place(b)))
    .map(({ check, household }) => ({ check, household }))
}

const byPlace = new Intl.Collator('zh', { numeric: true })
