import type { Alarm } from '#shared/alarms.ts'
import type { LonLat } from '#shared/geo.ts'
import { fitsAlarm, type Plan } from '#shared/plans.ts'

export const whereKinds = ['building', 'buildings', 'area', 'whole'] as const
export type WhereKind = (typeof whereKinds)[number]
/** Where a plan is to be started, as it is chosen: what is not of the chosen kind is kept, and counts for nothing. */
export type Where = { kind: WhereKind; building: string | null; unit: string | null; buildings: readonly string[]; area: readonly LonLat[] | null }

/** Of one community, what is said to the server. */
export function placeOf({ kind, building, unit, buildings, area }: Where): { building?: string | null; unit?: string; buildings?: string[]; area?: LonLat[] } {
  switch (kind) {
    case 'building':
      return { building, ...(building && unit ? { unit } : {}) }
    case 'buildings':
      return { buildings: [...buildings] }
    case 'area':
      return area ? { area: [...area] } : {}
    case 'whole':
      return {}
  }
}

/** Whether it says where: a plan that is nowhere in particular is for the whole community, which is then said. */
export const isPlaced = ({ kind, building, buildings, area }: Where): boolean =>
  kind === 'whole' || (kind === 'building' && building !== null) || (kind === 'buildings' && buildings.length > 0) || (kind === 'area' && area !== null)

/** The library with what is proposed for an alarm in front, else as it comes. */
export function proposedFirst(plans: readonly Plan[], alarm: Alarm | undefined, standing: Iterable<Alarm>): { plan: Plan; fits: boolean }[] {
  const all = alarm ? [alarm, ...[...standing].filter(({ id }) => id !== alarm.id)] : []
  const rows = plans.map((plan) => ({ plan, fits: alarm !== undefined && fitsAlarm(plan, alarm, all) }))
  return rows.toSorted((a, b) => Number(b.fits) - Number(a.fits))
}

/** Whether a plan is found by what was typed: its name in either language. */
export const isFound = ({ name }: Pick<Plan, 'name'>, typed: string): boolean => `${name.zh} ${name.en}`.toLowerCase().includes(typed.trim().toLowerCase())
