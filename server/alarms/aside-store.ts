import type { Sql } from '#db/client.ts'
import type { Cause } from '#shared/alarms.ts'
import { ties } from '#shared/devices.ts'
import { real } from '#shared/modes.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import { causesAmong, through, type Upward } from './cause-rules.ts'

/** What may put an alarm aside as it comes: alarms that explain it, nearest first, and the window in which its device is worked on. */
export type Aside = { causes: Cause[]; window: string | null }
export type Origin = { community: string; device: string | null }

/** A device from which a way goes this far up hangs in a circle: then nothing explains it, and it is heard. */
const highest = 12

const asides = perPool((sql) => new Gathered((keys) => readAsides(sql, keys)))

/**
 * By device, or by community where there is no device: nothing stands above a whole community, and windows are of devices.
 * Calls at the same time share their reading.
 */
export const asideOf = (sql: Sql, origins: readonly Origin[]): Promise<ReadonlyMap<string, Aside>> =>
  asides(sql).get(origins.map(({ community, device }) => device ?? community))

const steps = ties.flatMap((tie) => ties.flatMap((last) => ties.map((next) => ({ tie, last, next, whole: through(tie, last, next) }))))
  .filter(({ whole }) => whole !== null)
const column = (of: keyof (typeof steps)[number]): (string | null)[] => steps.map((step) => step[of])

type Row = { id: string; window: string | null; upward: Upward[] | null }

/** The conditions on alarms are those of the index of standing ones, word for word, so that it is the index that answers. */
async function readAsides(sql: Sql, ids: string[]): Promise<Map<string, Aside>> {
  const rows = await sql<Row[]>`
    with recursive way (tie, last, next, whole) as (
      select * from unnest(${column('tie')}::text[], ${column('last')}::text[], ${column('next')}::text[], ${column('whole')}::text[])
    ),
    origin as materialized (
      select id, community_id, building_id, power_id, network_id, controller_id, gateway_id from device where id = any(${ids}::uuid[])
    ),
    up (root, device, tie, last, depth) as (
      select o.id, parent, last, last, 1
      from origin o, lateral (values ('power', power_id), ('network', network_id), ('controller', controller_id), ('gateway', gateway_id)) hangs (last, parent)
      where parent is not null
      union
      select up.root, parent, way.whole, way.next, depth + 1
      from up join device d on d.id = up.device and d.removed_at is null
      cross join lateral (values ('power', power_id), ('network', network_id), ('controller', controller_id), ('gateway', gateway_id)) hangs (last, parent)
      join way on way.tie = up.tie and way.last = up.last and way.next = hangs.last
      where parent is not null and depth < ${highest}
    ),
    above as (
      select root, jsonb_agg(jsonb_build_object('alarm', a.id, 'tie', tie, 'last', last, 'depth', depth, 'name', d.name,
        'kind', a.kind, 'state', a.state, 'active', a.active, 'raisedAt', a.raised_at)) as upward
      from up
      join device d on d.id = up.device and d.removed_at is null
      join alarm a on a.community_id = d.community_id and coalesce(a.device_id, a.community_id) = d.id and a.mode = ${real} and a.state <> 'normal' and a.exercise is null
      where root not in (select root from up where depth >= ${highest})
      group by root
    )
    select o.id, upward, (
      select w.id from maintenance_window w
      where w.state = 'running' and w.community_id = o.community_id
        and case when cardinality(w.device_ids) > 0 then o.id = any(w.device_ids) else w.building_id is null or w.building_id = o.building_id end
      order by w.until desc, w.id limit 1) as window
    from origin o left join above on above.root = o.id`
  return new Map(rows.map(({ id, window, upward }) => [id, { causes: causesAmong(upward ?? []), window }]))
}
