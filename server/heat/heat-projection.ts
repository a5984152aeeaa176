import type { Projection } from '../live/handler.ts'
import { countHeat, happeningOf, oldestHour } from './heat-rules.ts'
import { addHeat, zonesOf } from './heat-store.ts'

/** Heat follows the journal: what is counted and how far it has come are one statement, so nothing counts twice. */
export const heatProjection: Projection = {
  name: 'heat',
  apply: async (parts, from, to, facts) => {
    const happenings = facts.flatMap((fact) => happeningOf(fact) ?? [])
    const zones = await zonesOf(parts.sql, [...new Set(happenings.map(({ community }) => community))])
    const now = parts.now()
    const counts = countHeat(happenings, (community) => zones.get(community) ?? 'UTC', now)
    return addHeat(parts.sql, from, to, counts, oldestHour(now))
  },
}
