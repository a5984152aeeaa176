import { and, eq } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { rules } from '#db/schema/rules.ts'
import type { DeviceKind, Scalar } from '#shared/devices.ts'
import type { ValueRule } from '#shared/rules.ts'
import type { Bilingual } from '#shared/text.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import { Remembered } from '../remembered.ts'
import type { JudgedDevice } from './rule-rules.ts'

export const standingRules = (parts: Pick<Parts, 'db'>): Promise<ValueRule[]> => parts.db.select().from(rules).where(eq(rules.ended, false))

export async function findRule(parts: Pick<Parts, 'db'>, id: string): Promise<ValueRule | null> {
  const [rule] = await parts.db.select().from(rules).where(eq(rules.id, id))
  return rule ?? null
}

export type RuleBook = ReadonlyMap<string, ValueRule>

/** A rule that was switched is so for everything that comes a second later. */
const remembered = 1_000
const books = perPool(() => new Remembered<RuleBook>(remembered, 1))
/** Rules that are switched on, by id. */
export const rulesInForce = ({ db, sql, now }: Pick<Parts, 'db' | 'sql' | 'now'>): Promise<RuleBook> =>
  books(sql).get('', now(), async () => new Map((await db.select().from(rules).where(and(eq(rules.enabled, true), eq(rules.ended, false)))).map((rule) => [rule.id, rule])))
export const forgetRules = (sql: Sql): void => books(sql).forget()

const deviceSpan = 10_000
const devices = perPool((sql) => ({ read: new Gathered((ids) => readDevices(sql, ids)), known: new Remembered<JudgedDevice | null>(deviceSpan, 200_000) }))
/** What rules go by, of devices that are still there; ten seconds old at most. */
export async function judgedDevices({ sql, now }: Pick<Parts, 'sql' | 'now'>, ids: readonly string[]): Promise<ReadonlyMap<string, JudgedDevice>> {
  const { read, known } = devices(sql)
  const found = await Promise.all(ids.map((id) => known.get(id, now(), async () => (await read.get([id])).get(id) ?? null)))
  return new Map(found.flatMap((device) => (device ? [[device.id, device]] : [])))
}

async function readDevices(sql: Sql, ids: string[]): Promise<Map<string, JudgedDevice>> {
  const rows = await sql<JudgedDevice[]>`select id, community_id as community, kind from device where id = any(${ids}::uuid[]) and removed_at is null`
  return new Map(rows.map((row) => [row.id, row]))
}

export type TriedDevice = { id: string; name: Bilingual; kind: DeviceKind; zone: string }

/** The devices of a rule that have values of its key. */
export async function measuredDevices(sql: Sql, { community, deviceKind, device, key }: Pick<ValueRule, 'community' | 'deviceKind' | 'device' | 'key'>): Promise<TriedDevice[]> {
  return sql<TriedDevice[]>`
    select d.id, d.name, d.kind, c.zone from device d join community c on c.id = d.community_id join device_value v on v.device_id = d.id and v.key = ${key}
    where d.removed_at is null and (${device}::uuid is null or d.id = ${device}) and (${deviceKind}::text is null or d.kind = ${deviceKind})
      and (${community}::uuid is null or d.community_id = ${community})
    order by d.id`
}

/** Values of many devices within a day, as many as there are. */
export async function countReadings(sql: Sql, devices: readonly string[], key: string, from: string, to: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) as count from reading where device_id = any(${devices}::uuid[]) and key = ${key} and at >= ${from} and at < ${to}`
  return row?.count ?? 0
}

export type PastValue = { at: number; receivedAt: number; value: Scalar }

/** A device's values after one time up to another, oldest first, at most `most`. Epoch milliseconds. */
export async function pastValues(sql: Sql, device: string, key: string, after: number, to: number, most: number): Promise<PastValue[]> {
  return sql<PastValue[]>`
    select (extract(epoch from at) * 1000)::float8 as at, (extract(epoch from received_at) * 1000)::float8 as "receivedAt", value from reading
    where device_id = ${device} and key = ${key} and at > ${new Date(after).toISOString()} and at < ${new Date(to).toISOString()} order by at limit ${most}`
}
