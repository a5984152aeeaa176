import { real } from '#shared/modes.ts'
import type { DeviceState } from '#shared/devices.ts'
import type { MaintenanceWindow } from '#shared/windows.ts'
import type { Parts } from '../parts.ts'
import type { Standing } from './state-rules.ts'

/** How a device is, and what that follows from; `head`: the last fact of which this knows. */
export type Known = { id: string; state: DeviceState; alarms: Standing[]; worked: boolean; head: number }

/**
 * Of those of `ids` that are there. The conditions on alarms are those of the index of standing ones, word for word: by any other words
 * each device of a storm is looked for among all alarms of its community.
 */
export const knownOf = ({ sql }: Pick<Parts, 'sql'>, ids: readonly string[]): Promise<Known[]> => sql<Known[]>`
  select d.id, d.state, (select seq::float8 from journal_head) as head,
    coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'state', a.state, 'active', a.active))
      from alarm a where a.community_id = d.community_id and coalesce(a.device_id, a.community_id) = d.id and a.state <> 'normal' and a.mode = ${real}), '[]') as alarms,
    exists (select from maintenance_window w where w.community_id = d.community_id and w.state = 'running'
      and (d.id = any(w.device_ids) or (cardinality(w.device_ids) = 0 and coalesce(w.building_id = d.building_id, w.building_id is null)))) as worked
  from device d where d.id = any(${[...ids]}::uuid[]) and d.removed_at is null`

/** The devices that a window is about: those it names, else of its building, else of its community. */
export async function devicesIn({ sql }: Pick<Parts, 'sql'>, { community, building, devices }: MaintenanceWindow): Promise<string[]> {
  if (devices.length > 0) return devices
  const rows = building === null
    ? await sql<{ id: string }[]>`select id from device where community_id = ${community} and removed_at is null`
    : await sql<{ id: string }[]>`select id from device where building_id = ${building} and community_id = ${community} and removed_at is null`
  return rows.map(({ id }) => id)
}
