import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { dayAfter, dayOf } from '../timers/local-days.ts'
import { workingDays } from './day-rules.ts'
import { busiestWeekday, calendarOf, itemIdOf, itemsOf, knownItems, readHistory } from './maintenance-store.ts'
import { proposalsOf } from './proposal-rules.ts'

export const maintenanceQueries: QueryHandlers<'maintenance'> = {
  maintenance: async (parts, { params, caller, now }) => {
    const place = await see(parts, caller, 'maintenance', params.community)
    const [items, calendar] = await Promise.all([itemsOf(parts, place.id, params.month), calendarOf(parts, place)])
    const days = workingDays(params.month, dayAfter(dayOf(now, place.zone)), calendar)
    if (days.length === 0) return { proposals: [], items }
    const [history, busiest] = await Promise.all([readHistory(parts, place, now), busiestWeekday(parts, place.id)])
    const keyOf = (spot: Parameters<typeof itemIdOf>[1]): string => itemIdOf(place.id, spot, params.month)
    const spots = [
      ...history.devices.map(({ id, building }) => ({ building, device: id, category: 'repair' as const })),
      ...history.orders.map(({ building, category }) => ({ building, device: null, category })),
    ]
    const known = await knownItems(parts, [...new Set(spots.map(keyOf))])
    const load = new Map<string, number>()
    for (const { day, hours, state } of items) {
      if (state !== 'dismissed') load.set(day, (load.get(day) ?? 0) + hours)
    }
    const done = new Set([...known, ...items.map(keyOf)])
    return { proposals: proposalsOf(history, { community: place.id, days, load, busiest, keyOf, done }), items }
  },
}
