import { knownAlarmKinds, severities } from '#shared/alarms.ts'
import { lifeSafetyKinds, type AlarmResponse } from '#shared/responses.ts'

/** A time as a form holds it and as people say it. */
export const secondUnits = ['seconds', 'minutes', 'hours'] as const
export type SecondUnit = (typeof secondUnits)[number]
export type Said = { unit: SecondUnit; amount: number }
const factors: Record<SecondUnit, number> = { seconds: 1, minutes: 60, hours: 3_600 }

/** "180" is said as 3 minutes, "90" as 90 seconds. */
export function saidOf(seconds: number): Said {
  const unit = seconds % 3_600 === 0 ? 'hours' : seconds % 60 === 0 ? 'minutes' : 'seconds'
  return { unit, amount: seconds / factors[unit] }
}

export const secondsOf = ({ unit, amount }: Said): number => amount * factors[unit]

type About = Pick<AlarmResponse, 'community' | 'kind' | 'severity'>

export const sameMatter = (a: About, b: About): boolean => a.community === b.community && a.kind === b.kind && a.severity === b.severity

export type Group = { name: 'any' | 'lives' | 'kinds'; rows: AlarmResponse[] }

/**
 * What follows in a community (null: where nothing else is said of one), by kind: first what holds for any, then what endangers lives.
 * What the company says of a matter of which the community says something of its own is left out: nothing follows it there.
 */
export function groupsAt(rows: readonly AlarmResponse[], community: string | null): Group[] {
  const own = rows.filter((row) => row.community === community)
  const covers = (row: AlarmResponse) => own.some(({ kind, severity }) => (kind === null || kind === row.kind) && (severity === null || severity === row.severity))
  const held = community === null ? own : [...own, ...rows.filter((row) => row.community === null && !covers(row))]
  const nameOf = ({ kind, lifeSafety }: AlarmResponse): Group['name'] => (kind === null ? 'any' : lifeSafety ? 'lives' : 'kinds')
  return (['any', 'lives', 'kinds'] as const).flatMap((name) => {
    const ofGroup = held.filter((row) => nameOf(row) === name).toSorted(byKind)
    return ofGroup.length > 0 ? [{ name, rows: ofGroup }] : []
  })
}

const kinds: readonly string[] = knownAlarmKinds
const rank = <T>(list: readonly T[], one: T): number => (list.includes(one) ? list.indexOf(one) : list.length)

function byKind(a: AlarmResponse, b: AlarmResponse): number {
  const kind = a.kind === b.kind ? 0 : rank(kinds, a.kind ?? '') - rank(kinds, b.kind ?? '') || (a.kind ?? '').localeCompare(b.kind ?? '')
  const severity = (row: AlarmResponse) => (row.severity === null ? -1 : severities.indexOf(row.severity))
  return kind || severity(a) - severity(b)
}

/** Rows of lives that a row of a whole community would push aside, because what a community says counts for more than a kind. */
export const pushedAside = (rows: readonly AlarmResponse[], { community, kind, severity }: About): AlarmResponse[] =>
  community === null || kind !== null
    ? []
    : rows.filter((row) => row.community === null && row.kind !== null && lifeSafetyKinds.includes(row.kind) && (severity === null || row.severity === null || severity === row.severity)).toSorted(byKind)

/** Whether a row may be ended: what holds for all that is critical or major, and for what endangers lives, is only changed. */
export const mayEnd = ({ community, kind, severity }: AlarmResponse): boolean =>
  community !== null || (kind === null ? severity !== 'critical' && severity !== 'major' : severity !== null || !lifeSafetyKinds.includes(kind))
