import { and, eq, inArray, sql } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { devices } from '#db/schema/devices.ts'
import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/drills.ts'
import type { Parts } from '../parts.ts'
import type { Source } from './alarm-rules.ts'

type Reads = Pick<Parts, 'db'>

export async function findAlarm(parts: Reads, id: string): Promise<Alarm | null> {
  const [alarm] = await parts.db.select().from(alarms).where(eq(alarms.id, id))
  return alarm ?? null
}

/** What makes a standing alarm one. */
export const alarmKey = (of: { community: string; device: string | null; kind: string }): string => `${of.community}/${of.device ?? ''}/${of.kind}`

/** Real alarms that stand, of these sources and kinds, by `alarmKey`. The condition on state is the unique index's own, word for word. */
export async function readStanding(parts: Reads, sources: readonly Source[], kinds: readonly string[]): Promise<Map<string, Alarm>> {
  if (sources.length === 0) return new Map()
  const communities = [...new Set(sources.map(({ community }) => community))]
  const origins = [...new Set(sources.map(({ community, device }) => device?.id ?? community))]
  const rows = await parts.db
    .select()
    .from(alarms)
    .where(
      and(
        inArray(alarms.community, communities),
        inArray(sql`coalesce(${alarms.device}, ${alarms.community})`, origins),
        inArray(alarms.kind, [...kinds]),
        eq(alarms.mode, real),
        sql`${alarms.state} <> 'normal'`,
      ),
    )
  return new Map(rows.map((row) => [alarmKey(row), row]))
}

/** Devices by `community id/code`. */
export async function devicesByCode(parts: Reads, communities: readonly string[], codes: readonly string[]): Promise<Map<string, NonNullable<Source['device']>>> {
  if (communities.length === 0 || codes.length === 0) return new Map()
  const rows = await parts.db
    .select({ id: devices.id, community: devices.community, code: devices.code, building: devices.building, name: devices.name, point: devices.point })
    .from(devices)
    .where(and(inArray(devices.community, [...communities]), inArray(devices.code, [...codes])))
  return new Map(rows.map(({ community, code, ...device }) => [`${community}/${code}`, device]))
}
