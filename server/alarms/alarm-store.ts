import { eq, getTableColumns, inArray } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { alarmChatter, alarms } from '#db/schema/alarms.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { DoorAlarm } from '#shared/doors.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import type { Chatter, Source } from './alarm-step.ts'
import { reopenedFor, type Held } from './raise-rules.ts'

export async function findAlarm(parts: Pick<Parts, 'db'>, id: string): Promise<Alarm | null> {
  const [alarm] = await parts.db.select().from(alarms).where(eq(alarms.id, id))
  return alarm ?? null
}

export const findAlarms = (parts: Pick<Parts, 'db'>, ids: readonly string[]): Promise<Alarm[]> => parts.db.select().from(alarms).where(inArray(alarms.id, [...ids]))

export async function findChatter(parts: Pick<Parts, 'db'>, id: string): Promise<Chatter | null> {
  const [chatter] = await parts.db.select().from(alarmChatter).where(eq(alarmChatter.id, id))
  return chatter ?? null
}

const step = 10_000

/** What a message of a door says of its source; a unit separator can be in no code. */
export const codesKey = (message: Pick<DoorAlarm, 'community' | 'device'>): string => `${message.community}\u001f${message.device ?? ''}`
/** The same by ids. */
export const idsKey = ({ community, device }: { community: string; device: string | null }): string => `${community}/${device ?? ''}`

type Matter = Pick<Alarm, 'community' | 'device' | 'kind' | 'mode'> & { subject?: string | null }
/** What makes a standing alarm one: its source, kind, subject and mode. */
export const alarmKey = ({ community, device, kind, subject, mode }: Matter): string => JSON.stringify([community, device ?? community, kind, subject ?? '', mode])

const byCodes = perPool((sql) => new Gathered((keys) => readByCodes(sql, keys)))
/** Sources by `codesKey`. One without its device is of a community that has no such device. */
export const sourcesByCodes = (sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, Source>> => byCodes(sql).get(keys)

const byIds = perPool((sql) => new Gathered((keys) => readByIds(sql, keys)))
/** The same by `idsKey`. */
export const sourcesByIds = (sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, Source>> => byIds(sql).get(keys)

const held = perPool((sql) => new Gathered((keys) => readHeld(sql, keys)))
/** By `alarmKey`: the alarm that stands at `now` (epoch milliseconds), or else the one that went last, no longer ago than it may come back. */
export async function heldOf(sql: Sql, keys: readonly string[], now: number): Promise<Map<string, Held>> {
  // In steps, so that those who ask at the same time ask for the same.
  const since = new Date(Math.floor((now - reopenedFor) / step) * step).toISOString()
  const found = await held(sql).get(keys.map((key) => since + key))
  return new Map(keys.flatMap((key) => {
    const one = found.get(since + key)
    return one ? [[key, one]] : []
  }))
}

type SourceRow = { key: string; community: string; device: string | null; building: string | null; name: Alarm['deviceName']; point: Alarm['point'] }

const sourcesOf = (rows: readonly SourceRow[]): Map<string, Source> =>
  new Map(rows.map(({ key, community, device, building, name, point }) => [key, { community, device: device && name ? { id: device, building, name, point } : null }]))

const readByCodes = async (sql: Sql, keys: string[]): Promise<Map<string, Source>> => sourcesOf(await sql<SourceRow[]>`
  select k.key, c.id as community, d.id as device, d.building_id as building, d.name, d.point
  from (select key, split_part(key, chr(31), 1) as community, split_part(key, chr(31), 2) as device from unnest(${keys}::text[]) key) k
  join community c on c.code = k.community
  left join device d on d.community_id = c.id and d.code = k.device`)

const readByIds = async (sql: Sql, keys: string[]): Promise<Map<string, Source>> => sourcesOf(await sql<SourceRow[]>`
  select k.key, c.id as community, d.id as device, d.building_id as building, d.name, d.point
  from (select key, split_part(key, '/', 1)::uuid as community, nullif(split_part(key, '/', 2), '')::uuid as device from unnest(${keys}::text[]) key) k
  join community c on c.id = k.community
  left join device d on d.id = k.device and d.community_id = c.id`)

type Row = Record<string, unknown> & { key: string; chatter_version: number | null; chatter_count: number; chatter_active: boolean; chatter_at: string }

/** The conditions are those of the indexes, word for word, so that it is they that answer. */
async function readHeld(sql: Sql, keys: string[]): Promise<Map<string, Held>> {
  const rows = await sql<Row[]>`
    select k.asked as key, a.*, c.version as chatter_version, c.count as chatter_count, c.active as chatter_active, c.at as chatter_at
    from (
      select asked, left(asked, 24)::timestamptz as since, (key->>0)::uuid as community, (key->>1)::uuid as origin, key->>2 as kind, key->>3 as subject, key->>4 as mode
      from (select asked, substr(asked, 25)::jsonb as key from unnest(${keys}::text[]) asked offset 0) given
    ) k
    cross join lateral (
      (select * from alarm where community_id = k.community and coalesce(device_id, community_id) = k.origin and kind = k.kind
        and coalesce(subject, '') = k.subject and mode = k.mode and state <> 'normal')
      union all
      (select * from alarm where community_id = k.community and coalesce(device_id, community_id) = k.origin and kind = k.kind
        and cleared_at >= k.since and state = 'normal' and coalesce(subject, '') = k.subject and mode = k.mode order by cleared_at desc limit 1)
    ) a
    left join alarm_chatter c on c.id = a.id
    order by a.state = 'normal' desc`
  return new Map(rows.map((row) => [row.key, { alarm: alarmView(row), chatter: chatterView(row) }]))
}

const columns = Object.entries(getTableColumns(alarms)).map(([name, column]) => ({ name, from: column.name, instant: column.getSQLType() === 'timestamptz' }))

function alarmView(row: Row): Alarm {
  const alarm: Record<string, unknown> = {}
  for (const { name, from, instant } of columns) {
    const value = row[from]
    alarm[name] = instant && typeof value === 'string' ? new Date(value).toISOString() : value
  }
  return alarm as Alarm
}

function chatterView(row: Row): Chatter | null {
  const { chatter_version: version, chatter_count: count, chatter_active: active, chatter_at: at } = row
  return version === null ? null : { id: String(row.id), version, count, active, at: new Date(at).toISOString() }
}
