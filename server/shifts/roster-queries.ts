import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import { people } from '#db/schema/people.ts'
import { shifts } from '#db/schema/shifts.ts'
import { see } from '../identity/caller.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { localOf } from './local-clock.ts'
import { rostersOf, shiftsWithin } from './roster-store.ts'

const longest = 62 * 86_400_000

export const rosterQueries: QueryHandlers<'roster' | 'rosterPreview' | 'rosterExport' | 'onDuty'> = {
  roster: async (parts, { params, caller }) => {
    const place = await see(parts, caller, 'roster', params.community)
    const span = Date.parse(params.to) - Date.parse(params.from)
    if (span <= 0 || span > longest) throw new Refusal('invalid', { errors: [{ field: 'to', message: { zh: '应晚于 from，最多 62 天', en: 'It must be after from, 62 days at most' } }] })
    const [rosters, shiftList] = await Promise.all([
      rostersOf(parts, place.id, localOf(Date.parse(params.from), place.zone).date),
      shiftsWithin(parts, place.id, params.from, params.to),
    ])
    return { rosters, shifts: shiftList }
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

  rosterPreview: () => Promise.reject(new Refusal('unavailable')),
  rosterExport: () => Promise.reject(new Refusal('unavailable')),
}
