import { ratingPoints, type Drill, type DrillDuty, type DrillResult, type Inject, type Rating } from '#shared/drills.ts'

export const drillGroups = ['running', 'planned', 'past'] as const
export type DrillGroup = (typeof drillGroups)[number]

/** What runs, what is planned soonest first, what was newest first. Drills of before there were states are over once they have an end. */
export function groupedDrills(drills: readonly Drill[]): Record<DrillGroup, Drill[]> {
  const groupOf = ({ state, endedAt }: Drill): DrillGroup => (state === 'planned' ? 'planned' : state === 'running' || (!state && endedAt === null) ? 'running' : 'past')
  const of = (group: DrillGroup): Drill[] => drills.filter((drill) => groupOf(drill) === group)
  return { running: of('running'), planned: of('planned').toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1)), past: of('past') }
}

export const timeOf = (drill: Pick<Drill, 'startedAt' | 'plannedAt'>): string => drill.startedAt ?? drill.plannedAt ?? ''

/** What still comes by the clock, the next one first, then what waits for a hand, then what is in, the last first. `due`: epoch milliseconds. */
export function injectLines(drill: Pick<Drill, 'injects' | 'startedAt'>): { inject: Inject; due: number | null }[] {
  const began = Date.parse(drill.startedAt ?? '')
  const dueOf = ({ minutes }: Inject): number | null => (typeof minutes === 'number' ? began + minutes * 60_000 : null)
  const lines = (drill.injects ?? []).map((inject) => ({ inject, due: dueOf(inject) }))
  const left = lines.filter(({ inject }) => !inject.at)
  const byTime = (a: { due: number | null }, b: { due: number | null }): number => (a.due ?? Infinity) - (b.due ?? Infinity) || 0
  return [
    ...left.filter(({ due }) => due !== null).toSorted(byTime),
    ...left.filter(({ due }) => due === null),
    ...lines.filter(({ inject }) => inject.at).toSorted((a, b) => ((a.inject.at ?? '') < (b.inject.at ?? '') ? 1 : -1)),
  ]
}

/** How a rating stands beside the one of last time; null where one of them is missing. */
export function against(now: Rating | null, before: Rating | null | undefined): 'better' | 'worse' | 'same' | null {
  if (!now || !before) return null
  const step = ratingPoints[now] - ratingPoints[before]
  return step > 0 ? 'better' : step < 0 ? 'worse' : 'same'
}

/** An objective of last time, by its key. */
export const objectiveOf = (result: DrillResult | null, key: string): DrillResult['objectives'][number] | undefined => result?.objectives.find((one) => one.key === key)

export const dutyStates = ['late', 'never', 'soon', 'kept'] as const satisfies DrillDuty['state'][]

/** A key that none of these has. */
export function freshKey(word: string, rows: readonly { key: string }[]): string {
  for (let n = rows.length + 1; ; n++) if (!rows.some(({ key }) => key === `${word}-${n}`)) return `${word}-${n}`
}
