import { setImmediate as nextTurn } from 'node:timers/promises'
import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readinessOfAll } from './readiness-rules.ts'
import { readCadences, readRated, readStandings } from './readiness-store.ts'

export const readinessQueries: QueryHandlers<'readiness'> = {
  /** Of each community for each published plan, the least ready first. */
  readiness: async (parts, { params, caller, now }) => {
    const places = await communitiesAsked(parts, caller, 'readiness', params.communities)
    const [plans, cadences, standings] = await Promise.all([readRated(parts), readCadences(parts), readStandings(parts, places, now)])
    const rated = await readinessOfAll(plans, standings, cadences, now, givingWay())
    return params.brief ? rated.map((one) => ({ ...one, reasons: [] })) : rated
  },
}

/** Milliseconds at a time, between which frames, heartbeats and timers have their turn. */
const slice = 20

function givingWay(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < slice) return
    await nextTurn()
    since = performance.now()
  }
}
