import { eq } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { DoorAlarm } from '#shared/doors.ts'
import { real } from '#shared/drills.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import type { Source } from './alarm-rules.ts'

export async function findAlarm(parts: Pick<Parts, 'db'>, id: string): Promise<Alarm | null> {
  const [alarm] = await parts.db.select().from(alarms).where(eq(alarms.id, id))
  return alarm ?? null
}

/** What a message says of its source; a unit separator can be in no code. */
export const sourceKey = (message: Pick<DoorAlarm, 'community' | 'device'>): string => `${message.community}\u001f${message.device ?? ''}`

/** What makes a standing alarm one: its source and its kind. */
export const alarmKey = ({ community, device }: Source, kind: string): string => `${community}/${device?.id ?? community}/${kind}`

const sources = perPool((sql) => new Gathered((keys) => readSources(sql, keys)))
/** Sources by `sourceKey`. One without its device is of a community that has no such device. */
export const sourcesOf = (sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, Source>> => sources(sql).get(keys)

const standing = perPool((sql) => new Gathered((keys) => readStanding(sql, keys)))
/** Real alarms that stand, by `alarmKey`. */
export const standingOf = (sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, Alarm>> => standing(sql).get(keys)

type SourceRow = { key: string; community: string; device: string | null; building: string | null; name: Alarm['deviceName']; point: Alarm['point'] }

async function readSources(sql: Sql, keys: string[]): Promise<Map<string, Source>> {
  const rows = await sql<SourceRow[]>`
    select k.key, c.id as community, d.id as device, d.building_id as building, d.name, d.point
    from (select key, split_part(key, chr(31), 1) as community, split_part(key, chr(31), 2) as device from unnest(${keys}::text[]) key) k
    join community c on c.code = k.community
    left join device d on d.community_id = c.id and d.code = k.device`
  return new Map(
    rows.map(({ key, community, device, building, name, point }) => [key, { community, device: device && name ? { id: device, building, name, point } : null }]),
  )
}

type AlarmRow = Omit<Alarm, 'community' | 'building' | 'device' | 'deviceName' | 'raisedAt' | 'deviceAt' | 'acknowledgedAt' | 'acknowledgedBy' | 'clearedAt' | 'order'> & {
  community_id: string
  building_id: string | null
  device_id: string | null
  device_name: Alarm['deviceName']
  raised_at: string
  device_at: string | null
  acknowledged_at: string | null
  acknowledged_by: string | null
  cleared_at: string | null
  order_id: string | null
}

/** The conditions are those of the unique index, word for word, so that it is the index that answers. */
async function readStanding(sql: Sql, keys: string[]): Promise<Map<string, Alarm>> {
  const rows = await sql<(AlarmRow & { key: string })[]>`
    select k.key, a.*
    from (
      select key, split_part(key, '/', 1)::uuid as community, split_part(key, '/', 2)::uuid as origin, split_part(key, '/', 3) as kind
      from unnest(${keys}::text[]) key
    ) k
    join alarm a on a.community_id = k.community and coalesce(a.device_id, a.community_id) = k.origin and a.kind = k.kind
      and a.mode = ${real} and a.state <> 'normal'`
  return new Map(rows.map((row) => [row.key, alarmView(row)]))
}

function alarmView(row: AlarmRow): Alarm {
  const instant = (at: string | null): string | null => at && new Date(at).toISOString()
  const { id, version, kind, severity, state, text, point, count, mode } = row
  return {
    id, version, community: row.community_id, building: row.building_id, device: row.device_id, deviceName: row.device_name, kind, severity, state, text, point,
    raisedAt: new Date(row.raised_at).toISOString(), deviceAt: instant(row.device_at), acknowledgedAt: instant(row.acknowledged_at),
    acknowledgedBy: row.acknowledged_by, clearedAt: instant(row.cleared_at), count, order: row.order_id, mode,
  }
}
