import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { openOrders, orders } from '#db/schema/orders.ts'
import { reportCodes } from '#db/schema/report-codes.ts'
import { buildings, communities } from '#db/schema/sites.ts'
import { real } from '#shared/modes.ts'
import type { Device } from '#shared/devices.ts'
import type { KnownMatter, ReportCode, ScannedReport } from '#shared/report-codes.ts'
import type { Bilingual } from '#shared/text.ts'
import type { Parts } from '../parts.ts'
import { isShown, shownTitle } from './report-code-rules.ts'

type Reads = Pick<Parts, 'db'>

/** A code with its place, as the page of residents needs it. */
export type Scanned = ReportCode & { communityName: Bilingual; zone: string; kind: Device['kind'] | null }

/** Also one that was revoked: what was reported by it can still be followed. */
export async function findScanned(parts: Reads, code: string): Promise<Scanned | null> {
  const [row] = await parts.db
    .select({ code: reportCodes, communityName: communities.name, zone: communities.zone, kind: devices.kind })
    .from(reportCodes)
    .innerJoin(communities, eq(communities.id, reportCodes.community))
    .leftJoin(devices, eq(devices.id, reportCodes.device))
    .where(eq(reportCodes.code, code))
  return row ? { ...row.code, communityName: row.communityName, zone: row.zone, kind: row.kind } : null
}

export async function findReportCode(parts: Reads, id: string): Promise<ReportCode | null> {
  const [row] = await parts.db.select().from(reportCodes).where(eq(reportCodes.id, id))
  return row ?? null
}

/** Newest last; those that were revoked too. */
export const codesOf = (parts: Reads, community: string): Promise<ReportCode[]> =>
  parts.db.select().from(reportCodes).where(eq(reportCodes.community, community)).orderBy(reportCodes.madeAt, reportCodes.id)

/** A place that a code can hang at. */
export type Spot = { building: string | null; device: string | null; name: Bilingual }

/** Every building and every device of a community. */
export async function spotsOf(parts: Reads, community: string): Promise<Spot[]> {
  const [houses, machines] = await Promise.all([
    parts.db.select({ id: buildings.id, name: buildings.name }).from(buildings).where(eq(buildings.community, community)).orderBy(buildings.code),
    parts.db.select({ id: devices.id, building: devices.building, name: devices.name }).from(devices).where(eq(devices.community, community)).orderBy(devices.code),
  ])
  return [...houses.map(({ id, name }) => ({ building: id, device: null, name })), ...machines.map(({ id, building, name }) => ({ building, device: id, name }))]
}

export async function nameOfCommunity(parts: Reads, id: string): Promise<Bilingual | null> {
  const [row] = await parts.db.select({ name: communities.name }).from(communities).where(eq(communities.id, id))
  return row?.name ?? null
}

const atPlace = ({ community, building, device }: Pick<ReportCode, 'community' | 'building' | 'device'>) =>
  and(
    eq(orders.community, community),
    building === null ? isNull(orders.building) : eq(orders.building, building),
    ...(device === null ? [] : [eq(orders.device, device)]),
  )

/** Open matters of a place that anybody may know of, newest first. */
export async function knownAt(parts: Reads, code: ReportCode): Promise<KnownMatter[]> {
  const rows = await parts.db
    .select({ id: orders.id, category: orders.category, title: orders.title, source: orders.source, at: orders.reportedAt, place: orders.place, mode: orders.mode })
    .from(orders)
    .where(and(atPlace(code), sql.raw(openOrders), eq(orders.mode, real), eq(orders.place, '')))
    .orderBy(desc(orders.reportedAt))
    .limit(20)
  return rows.filter(isShown).slice(0, 8).map(({ id, category, title, source, at }) => ({ id, category, title: shownTitle({ title, source }), at: new Date(at).toISOString() }))
}

/** What was reported in the same words by the same code since `since`, and how its reporter can be reached. */
export async function sameReport(parts: Reads, code: ReportCode, said: ScannedReport, since: string): Promise<{ id: string; phone: string | null } | null> {
  const [row] = await parts.db
    .select({ id: orders.id, phone: orders.reporterPhone })
    .from(orders)
    .where(and(
      atPlace(code), gt(orders.reportedAt, since), eq(orders.source, 'code'), eq(orders.category, said.category), eq(orders.title, said.title), eq(orders.description, said.description),
      eq(orders.place, said.place),
    ))
    .limit(1)
  return row ?? null
}

const followed = {
  id: orders.id, community: orders.community, building: orders.building, device: orders.device, category: orders.category, place: orders.place, mode: orders.mode, number: orders.number,
  state: orders.state, reportedAt: orders.reportedAt, respondBy: orders.respondBy, respondedAt: orders.respondedAt, finishBy: orders.finishBy, mergedInto: orders.mergedInto,
}
export type Followed = { [K in keyof typeof followed]: (typeof orders.$inferSelect)[K] }

export async function findFollowed(parts: Reads, id: string): Promise<Followed | null> {
  const [row] = await parts.db.select(followed).from(orders).where(eq(orders.id, id))
  return row ?? null
}
