import { eq } from 'drizzle-orm'
import { openOrders } from '#db/schema/orders.ts'
import { buildings } from '#db/schema/sites.ts'
import { middle, type LonLat } from '#shared/geo.ts'
import type { Order } from '#shared/orders.ts'
import type { Skill } from '#shared/people.ts'
import type { Parts } from '../parts.ts'
import type { Staff } from './candidate-rules.ts'

type Row = { id: string; skills: Skill[]; on_shift: boolean; open_orders: number; in_building: boolean; lon: number | null; lat: number | null; at: number | null }

/** The people of the order's community; the order itself does not count as their load. */
export async function readStaff(parts: Pick<Parts, 'sql'>, order: Order, now: number): Promise<Staff[]> {
  const at = new Date(now).toISOString()
  const rows = await parts.sql<Row[]>`
    select p.id, p.skills, l.lon, l.lat, (extract(epoch from l.at) * 1000)::float8 as at,
      exists (select from shift s where s.person_id = p.id and s.community_id = p.community_id and s.state = 'planned'
        and s.starts_at <= ${at}::timestamptz and s.ends_at > ${at}::timestamptz) as on_shift,
      coalesce(o.open_orders, 0) as open_orders, coalesce(o.in_building, false) as in_building
    from person p
    left join position_latest l on l.person_id = p.id
    left join (
      select assignee_id, count(*)::int as open_orders, bool_or(building_id = ${order.building}::uuid) as in_building from work_order
      where community_id = ${order.community}::uuid and ${parts.sql.unsafe(openOrders)} and state not in ('done', 'verified', 'reported', 'reopened') and mode = ${order.mode} and id <> ${order.id}::uuid
      group by assignee_id
    ) o on o.assignee_id = p.id
    where p.community_id = ${order.community}::uuid and p.left_at is null`
  return rows.map((row) => ({
    id: row.id,
    skills: row.skills,
    onShift: row.on_shift,
    openOrders: row.open_orders,
    inBuilding: row.in_building,
    position: row.lon === null || row.lat === null || row.at === null ? null : { point: [row.lon, row.lat], at: row.at },
  }))
}

/** Where the work is: the order's own point, else its building's middle. */
export async function placeOf(parts: Pick<Parts, 'db'>, order: Order): Promise<LonLat | null> {
  if (order.point || !order.building) return order.point
  const [building] = await parts.db.select({ footprint: buildings.footprint }).from(buildings).where(eq(buildings.id, order.building))
  return building ? middle(building.footprint) : null
}
