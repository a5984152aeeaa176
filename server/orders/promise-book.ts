import type { Sql } from '#db/client.ts'
import type { Order } from '#shared/orders.ts'
import { promiseFor, type ServicePromise, type WorkCalendar } from '#shared/promises.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import { hoursAt, type LocalTime } from './clock-rules.ts'
import type { Ground } from './order-step-rules.ts'
import { termsOf } from './promise-rules.ts'

/** All that is promised, and when people work. */
export type PromiseBook = { promises: readonly ServicePromise[]; calendars: readonly WorkCalendar[] }
export type Place = { id: string; region: string; zone: string }

const books = perPool((sql) => new Gathered(async () => new Map([['all', await readBook(sql)]])))
/** Few rows: the company's defaults and what regions and communities changed. */
export const readPromiseBook = async (sql: Sql): Promise<PromiseBook> => (await books(sql).get(['all'])).get('all') ?? { promises: [], calendars: [] }

async function readBook(sql: Sql): Promise<PromiseBook> {
  const [row] = await sql<{ promises: ServicePromise[]; calendars: WorkCalendar[] }[]>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'version', version, 'region', region_id, 'community', community_id, 'category', category, 'priority', priority,
        'source', source, 'facility', facility, 'hours', hours, 'limits', limits, 'pauses', pauses, 'warnAt', warn_at, 'escalateAfter', escalate_after,
        'from', "from", 'until', until)) from promise), '[]') as promises,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'version', version, 'region', region_id, 'community', community_id, 'weekdays', weekdays,
        'opensAt', opens_at, 'closesAt', closes_at, 'holidays', holidays, 'workdays', workdays)) from work_calendar), '[]') as calendars`
  return row ?? { promises: [], calendars: [] }
}

/** A company that deleted its calendar works around the clock. */
const always: WorkCalendar = { id: '00000000-0000-0000-0000-000000000000', version: 1, region: null, community: null, weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:00', closesAt: '23:59', holidays: [], workdays: [] }

/** The community's own calendar, else its region's, else the company's. */
export function localTime({ calendars }: Pick<PromiseBook, 'calendars'>, place: Place): LocalTime {
  const calendar =
    calendars.find((row) => row.community === place.id) ??
    calendars.find((row) => row.community === null && row.region === place.region) ??
    calendars.find((row) => row.community === null && row.region === null)
  return { zone: place.zone, calendar: calendar ?? always }
}

type Matter = Pick<Order, 'category' | 'priority'> & { source?: string | null; facility?: string | null }

/** What binds a matter reported at `at` in a place; null where nothing is promised. */
export function bindingFor(book: PromiseBook, place: Place, matter: Matter, at: number): { promise: ServicePromise; local: LocalTime } | null {
  const local = localTime(book, place)
  const promise = promiseFor(book.promises, { ...matter, region: place.region, community: place.id, hours: hoursAt(at, local) }, at)
  return promise ? { promise, local } : null
}

/** On what a change of an order is decided: the terms of the row that bound it when it was reported. */
export function groundOf(book: PromiseBook, order: Pick<Order, 'promise'>, now: number): Ground {
  return { terms: termsOf(book.promises.find((row) => row.id === order.promise) ?? null), now }
}
