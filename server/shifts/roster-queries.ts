import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import { people } from '#db/schema/people.ts'
import { shifts } from '#db/schema/shifts.ts'
import { previewOf } from '../files/preview.ts'
import { see } from '../identity/caller.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { planCalendar } from './calendar-import.ts'
import { writeCalendar } from './calendar-out.ts'
import { localOf } from '../timers/local-days.ts'
import { nameOf, namesOf, rostersOf, shiftsAhead, shiftsWithin, staffOf } from './roster-store.ts'

const longest = 62 * 86_400_000

export const rosterQueries: QueryHandlers<'roster' | 'rosterPreview' | 'rosterExport' | 'onDuty'> = {
  roster: async (parts, { params, caller }) => {
    const place = await see(parts, caller, 'roster', params.community)
    const span = Date.parse(params.to) - Date.parse(params.from)
    if (span <= 0 || span > longest) throw new Refusal('invalid', { errors: [{ field: 'to', message: { zh: '应晚于 from，最多 62 天', en: 'It must be after from, 62 days at most' } }] })
    const [rosters, planned] = await Promise.all([
      rostersOf(parts, place.id, localOf(Date.parse(params.from), place.zone).date),
      shiftsWithin(parts, place.id, params.from, params.to),
    ])
    const named = await namesOf(parts, place.id, [...new Set([...rosters, ...planned].map(({ person }) => person))])
    return { rosters, shifts: planned, people: named }
  },

  onDuty: async (parts, { params, caller, now }) => {
    const places = await communitiesAsked(parts, caller, 'onDuty', params.communities)
    const at = new Date(now).toISOString()
    return parts.db
      .select({ community: shifts.community, post: shifts.post, person: people.id, name: people.name, until: shifts.endsAt })
      .from(shifts)
      .innerJoin(people, eq(people.id, shifts.person))
      .where(and(inArray(shifts.community, places.map(({ id }) => id)), eq(shifts.state, 'planned'), lte(shifts.startsAt, at), gt(shifts.endsAt, at), isNull(people.leftAt)))
      .orderBy(shifts.community, shifts.post, people.code)
  },

  rosterPreview: async (parts, { body, caller, language, now }) => {
    const place = await see(parts, caller, 'rosterPreview', body.community)
    return previewOf(await planCalendar(parts, place, body.text, now), language)
  },

  rosterExport: async (parts, { params, caller, language, now, tell }) => {
    const place = await see(parts, caller, 'rosterExport', params.community)
    const [staff, rosters, ahead, name] = await Promise.all([
      staffOf(parts, place.id),
      rostersOf(parts, place.id, localOf(now, place.zone).date),
      shiftsAhead(parts, place.id, new Date(now).toISOString()),
      nameOf(parts, place.id),
    ])
    const told = ahead.filter(({ roster, state }) => (roster ? state === 'cancelled' : state !== 'cancelled'))
    tell(place.id, { rosters: rosters.length, shifts: told.length })
    return writeCalendar({ place, name, staff, rosters, shifts: told, language, now })
  },
}
