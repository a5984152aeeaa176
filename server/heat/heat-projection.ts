import type { Projection } from '../live/handler.ts'
import { countHeat, happeningOf, oldestHour } from './heat-rules.ts'
import { addHeat, zonesOf } from './heat-store.ts'
import { forgetUsual } from './usual-store.ts'

/** Milliseconds. What happened longer ago is history that came late. */
const fresh = 3_600_000

/** Heat follows the journal: what is counted and how far it has come are one statement, so nothing counts twice. */
export const heatProjection: Projection = {
  name: 'heat',
  apply: async (parts, from, to, facts) => {
    const happenings = facts.flatMap((fact) => happeningOf(fact) ?? [])
    const zones = await zonesOf(parts.sql, [...new Set(happenings.map(({ community }) => community))])
    const now = parts.now()
    const counts = countHeat(happenings, (community) => zones.get(community) ?? 'UTC', now)
    const added = await addHeat(parts.sql, from, to, counts, oldestHour(now))
    forgetUsual(parts.sql, happenings.filter(({ at }) => at < now - fresh).map(({ community }) => community))
    return added
  },
}
