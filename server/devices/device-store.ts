import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { buildings } from '#db/schema/sites.ts'
import { real } from '#shared/modes.ts'
import type { Device } from '#shared/devices.ts'
import type { Bilingual } from '#shared/text.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

/** Also one that was removed: its history is read on. */
export async function findDevice(parts: Reads, id: string): Promise<Device | null> {
  const [device] = await parts.db.select().from(devices).where(eq(devices.id, id))
  return device ?? null
}

/** Who has a code, removed or not. */
export async function holderOf(parts: Reads, community: string, code: string): Promise<Device | null> {
  const [device] = await parts.db.select().from(devices).where(and(eq(devices.community, community), eq(devices.code, code)))
  return device ?? null
}

export const readDevices = (parts: Reads, ids: readonly string[]): Promise<Device[]> =>
  ids.length === 0 ? Promise.resolve([]) : parts.db.select().from(devices).where(inArray(devices.id, [...ids]))

/** Those that are there, by code. */
export const devicesOf = (parts: Reads, community: string): Promise<Device[]> =>
  parts.db.select().from(devices).where(and(eq(devices.community, community), isNull(devices.removedAt))).orderBy(sql`code_order`)

/** Removed ones too. */
export const everyDeviceOf = (parts: Reads, community: string): Promise<Device[]> => parts.db.select().from(devices).where(eq(devices.community, community))

export type House = { id: string; code: string; name: Bilingual }
export const housesOf = (parts: Reads, community: string): Promise<House[]> =>
  parts.db.select({ id: buildings.id, code: buildings.code, name: buildings.name }).from(buildings).where(eq(buildings.community, community))

/** What hangs on it by any tie, by code. */
export const hangingOn = (parts: Reads, id: string, most: number): Promise<Device[]> =>
  parts.db
    .select().from(devices)
    .where(and(isNull(devices.removedAt), sql`(power_id = ${id} or network_id = ${id} or controller_id = ${id} or gateway_id = ${id})`))
    .orderBy(sql`code_order`).limit(most)

/** Of `ids`, those that hang, over however many others, on `device`. */
export async function hangingSomehow({ sql: ask }: Pick<Parts, 'sql'>, device: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await ask<{ root: string }[]>`
    with recursive up (root, id) as (
      select id, id from unnest(${[...ids]}::uuid[]) id
      union
      select up.root, tied from up join device d on d.id = up.id, unnest(array[d.power_id, d.network_id, d.controller_id, d.gateway_id]) tied where tied is not null
    )
    select distinct root from up where id = ${device}`
  return new Set(rows.map(({ root }) => root))
}

/** What a device hangs on, nearest first, without itself. */
export async function aboveOf(parts: Pick<Parts, 'db' | 'sql'>, device: string): Promise<Device[]> {
  const rows = await parts.sql<{ id: string }[]>`
    with recursive up (id, depth) as (
      select ${device}::uuid, 0
      union
      select tied, depth + 1 from up join device d on d.id = up.id, unnest(array[d.power_id, d.network_id, d.controller_id, d.gateway_id]) tied where tied is not null and depth < 20
    )
    select id from up where id <> ${device} group by id order by min(depth)`
  const found = new Map((await readDevices(parts, rows.map(({ id }) => id))).map((row) => [row.id, row]))
  return rows.flatMap(({ id }) => found.get(id) ?? [])
}

/** Alarms of a device that stand: `unseen`: those that go on and that nobody has acknowledged, silence excepted. */
export async function standingAlarms({ sql: ask }: Pick<Parts, 'sql'>, device: string): Promise<{ unseen: number }> {
  const [row] = await ask<{ unseen: number }[]>`
    select count(*)::int as unseen from alarm
    where device_id = ${device} and state = 'unacknowledged' and mode = ${real} and kind not in ('device.silent', 'gateway.silent')`
  return { unseen: row?.unseen ?? 0 }
}

/** What its `runningHours` said at a time (null: says now); null where they are not known. */
export async function hoursAt({ sql: ask }: Pick<Parts, 'sql'>, device: string, at: string | null): Promise<number | null> {
  const rows = at === null
    ? await ask<{ value: unknown }[]>`select value from device_value where device_id = ${device} and key = 'runningHours'`
    : await ask<{ value: unknown }[]>`select value from reading where device_id = ${device} and key = 'runningHours' and at <= ${at} order by at desc limit 1`
  const value = rows[0]?.value
  return typeof value === 'number' ? value : null
}
