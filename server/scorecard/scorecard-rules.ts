import type { Scorecard } from '#shared/scorecard.ts'
import { scoreOf, stretchesOf, timeOf, watchesOf, type Duty, type Scored, type Span, type Stretch } from './score-rules.ts'

/** A community's month: its own days as they lie in time, up to now. */
export type Month = { community: string; span: Span; days: readonly { day: string; at: number }[] }

/** The whole first, then each community, then each desk: whoever was on duty when an alarm came. */
export function scorecardOf(month: string, months: readonly Month[], alarms: readonly Scored[], duties: readonly Duty[]): Scorecard {
  const [alarmsOf, dutiesOf] = [byCommunity(alarms), byCommunity(duties)]
  const parts = months.map(({ community, span, days }) => {
    const own = alarmsOf.get(community) ?? []
    const watches = watchesOf(dutiesOf.get(community) ?? [], span)
    const deskAt = (at: number): string | null => watches.findLast(({ from }) => from <= at)?.desk ?? null
    return { community, span, days, watches, stretches: stretchesOf(community, own, watches, span), alarms: own.map((alarm) => ({ alarm, desk: deskAt(alarm.raisedAt) })) }
  })
  const until = Math.max(0, ...months.map(({ span }) => span.until))
  const whole = { from: Math.min(until, ...months.map(({ span }) => span.from)), until }
  const of = (desk: string | null): ((row: { desk: string | null }) => boolean) => (row) => row.desk === desk
  return {
    month,
    whole: scoreOf({ community: null, desk: null }, alarms, timeOf(parts.flatMap(({ stretches }) => stretches), parts.flatMap(({ watches }) => watches)), whole),
    communities: parts.map((part) => scoreOf({ community: part.community, desk: null }, part.alarms.map(({ alarm }) => alarm), timeOf(part.stretches, part.watches), part.span)),
    desks: [...new Set(duties.map(({ name }) => name))].toSorted((a, b) => a.localeCompare(b, 'zh')).map((desk) => {
      const own = parts.filter(({ watches }) => watches.some(of(desk)))
      const time = timeOf(own.flatMap(({ stretches }) => stretches.filter(of(desk))), own.flatMap(({ watches }) => watches.filter(of(desk))))
      return scoreOf({ community: null, desk }, own.flatMap((part) => part.alarms.filter(of(desk)).map(({ alarm }) => alarm)), time, whole)
    }),
    days: daysOf(parts),
  }
}

/** Alarms heard on each day, and the most in ten minutes of one community. */
function daysOf(parts: readonly (Month & { stretches: readonly Stretch[] })[]): Scorecard['days'] {
  const found = new Map<string, { day: string; alarms: number; most: number }>()
  for (const { days, stretches } of parts) {
    for (const { day } of days) if (!found.has(day)) found.set(day, { day, alarms: 0, most: 0 })
    for (const { at, alarms } of stretches) {
      const sum = found.get(days.findLast((one) => one.at <= at)?.day ?? '')
      if (!sum) continue
      sum.alarms += alarms
      sum.most = Math.max(sum.most, alarms)
    }
  }
  return [...found.values()].toSorted((a, b) => a.day.localeCompare(b.day))
}

function byCommunity<T extends { community: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const own = found.get(row.community)
    if (own) own.push(row)
    else found.set(row.community, [row])
  }
  return found
}
