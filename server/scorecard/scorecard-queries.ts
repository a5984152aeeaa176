import type { Scorecard } from '#shared/scorecard.ts'
import type { Place } from '../identity/caller.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { dayAfter, instantOf } from '../timers/local-days.ts'
import { scorecardCsv } from './scorecard-csv.ts'
import { scorecardOf, type Month } from './scorecard-rules.ts'
import { readDuties, readScored } from './scorecard-store.ts'

export const scorecardQueries: QueryHandlers<'scorecard' | 'scorecardExport'> = {
  scorecard: async (parts, { params, caller, now }) => read(parts, await communitiesAsked(parts, caller, 'scorecard', params.communities), params.month, now),

  scorecardExport: async (parts, { params, caller, language, now, tell }) => {
    const places = await communitiesAsked(parts, caller, 'scorecardExport', params.communities)
    const [only] = places
    const scorecard = await read(parts, places, params.month, now)
    tell(places.length === 1 && only ? only.id : null, { month: params.month, communities: places.length })
    return scorecardCsv(scorecard, await namesOf(parts, places), language)
  },
}

async function read({ sql }: Parts, places: readonly Place[], month: string, now: number): Promise<Scorecard> {
  const months = places.map((place) => monthOf(place, month, now))
  const span = { from: Math.min(now, ...months.map(({ span: { from } }) => from)), until: Math.max(0, ...months.map(({ span: { until } }) => until)) }
  if (span.until <= span.from) return scorecardOf(month, months, [], [])
  const ids = places.map(({ id }) => id)
  const [alarms, duties] = await Promise.all([readScored(sql, ids, span), readDuties(sql, ids, span)])
  const own = new Map(months.map((one) => [one.community, one.span]))
  return scorecardOf(month, months, alarms.filter(({ community, raisedAt }) => raisedAt >= (own.get(community)?.from ?? 0) && raisedAt < (own.get(community)?.until ?? 0)), duties)
}

/** The days of a month as the community has them, up to now. */
function monthOf({ id, zone }: Place, month: string, now: number): Month {
  const first = `${month}-01`
  const next = `${dayAfter(first, 31).slice(0, 7)}-01`
  const from = instantOf(first, '00:00', zone)
  const until = Math.max(from, Math.min(now, instantOf(next, '00:00', zone)))
  const days: { day: string; at: number }[] = []
  for (let day = first; day < next && instantOf(day, '00:00', zone) < until; day = dayAfter(day)) days.push({ day, at: instantOf(day, '00:00', zone) })
  return { community: id, span: { from, until }, days }
}

async function namesOf({ sql }: Parts, places: readonly Place[]): Promise<ReadonlyMap<string, { zh: string; en: string }>> {
  const rows = await sql<{ id: string; name: { zh: string; en: string } }[]>`select id, name from community where id = any(${places.map(({ id }) => id)}::uuid[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}
