import { and, eq, gte, lte } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { maintenanceItems } from '#db/schema/maintenance.ts'
import { calendars } from '#db/schema/promises.ts'
import { buildings } from '#db/schema/sites.ts'
import { real } from '#shared/modes.ts'
import type { MaintenanceItem } from '#shared/maintenance.ts'
import type { WorkCalendar } from '#shared/promises.ts'
import type { Place } from '../identity/caller.ts'
import { idFrom } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { historyDays, type History, type PastAlarm, type PastOrder } from './proposal-rules.ts'

/** One piece of work at a device, or of a category at a building, in a month. */
export const itemIdOf = (community: string, { building, device, category }: Pick<MaintenanceItem, 'building' | 'device' | 'category'>, month: string): string =>
  idFrom('maintenance-item', community, device ?? building ?? '', device ? '' : category, month)

export async function findItem({ db }: Pick<Parts, 'db'>, id: string): Promise<MaintenanceItem | null> {
  const [item] = await db.select().from(maintenanceItems).where(eq(maintenanceItems.id, id))
  return item ?? null
}

export const itemsOf = ({ db }: Pick<Parts, 'db'>, community: string, month: string): Promise<MaintenanceItem[]> =>
  db
    .select()
    .from(maintenanceItems)
    .where(and(eq(maintenanceItems.community, community), gte(maintenanceItems.day, `${month}-01`), lte(maintenanceItems.day, lastDay(month))))
    .orderBy(maintenanceItems.day, maintenanceItems.title)

/** Of these ids, those that are items, in whatever month they are by now. */
export async function knownItems({ sql }: Pick<Parts, 'sql'>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`select id from maintenance_item where id = any(${[...ids]}::uuid[])`
  return new Set(rows.map(({ id }) => id))
}

function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** Alarms that tell of what people or the weather did: the device that saw it works. */
const seen = ['littering', 'perimeter.breach', 'access.forced', 'weather.typhoon', 'shift.untaken']

/** What went wrong in a community in the last 90 days. */
export async function readHistory({ db, sql }: Pick<Parts, 'db' | 'sql'>, { id, zone }: Place, now: number): Promise<History> {
  const since = new Date(now - historyDays * 86_400_000).toISOString()
  const [deviceRows, buildingRows, orders, alarms] = await Promise.all([
    db.select({ id: devices.id, building: devices.building, kind: devices.kind, name: devices.name }).from(devices).where(eq(devices.community, id)),
    db.select({ id: buildings.id, name: buildings.name, households: buildings.households }).from(buildings).where(eq(buildings.community, id)),
    sql<PastOrder[]>`
      select device_id as device, building_id as building, category, alarm_id is not null as "fromAlarm", to_json(reported_at)#>>'{}' as at,
        extract(isodow from reported_at at time zone ${zone})::int as weekday, (extract(epoch from finished_at - coalesce(arrived_at, responded_at)) / 3600)::float8 as hours
      from work_order where community_id = ${id} and reported_at >= ${since} and mode = ${real} and source not in ('maintenance', 'drill') and state not in ('cancelled', 'merged')`,
    sql<PastAlarm[]>`
      select device_id as device, to_json(raised_at)#>>'{}' as at, extract(isodow from raised_at at time zone ${zone})::int as weekday
      from alarm where community_id = ${id} and raised_at >= ${since} and device_id is not null and mode = ${real} and kind <> all(${seen})
        and exercise is null and window_id is null and cause is null and coalesce((tally->>'suppressed')::int, 0) = 0`,
  ])
  const iso = <T extends { at: string }>(row: T): T => ({ ...row, at: new Date(row.at).toISOString() })
  return { devices: deviceRows, buildings: buildingRows, orders: orders.map(iso), alarms: alarms.map(iso) }
}

/** The weekday (1 Monday) on which most happens in a community, by its heat; null where nothing is known. */
export async function busiestWeekday({ sql }: Pick<Parts, 'sql'>, community: string): Promise<number | null> {
  const [row] = await sql<{ weekday: number }[]>`
    select hour_of_week / 24 + 1 as weekday from heat_profile where community_id = ${community} group by 1 order by sum(count) desc, 1 limit 1`
  return row?.weekday ?? null
}

const everyDay: Pick<WorkCalendar, 'weekdays' | 'holidays' | 'workdays'> = { weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: [], workdays: [] }

/** The community's own calendar, else its region's, else the company's. */
export async function calendarOf({ db }: Pick<Parts, 'db'>, place: Place): Promise<typeof everyDay> {
  const rows = await db.select().from(calendars)
  return (
    rows.find(({ community }) => community === place.id) ??
    rows.find(({ community, region }) => community === null && region === place.region) ??
    rows.find(({ community, region }) => community === null && region === null) ??
    everyDay
  )
}
