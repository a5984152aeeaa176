import { seeAnywhere } from '../identity/caller.ts'
import { holdsForCaller } from '../identity/scope-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { allCalendars, allPromises } from './promise-store.ts'

/** The company's rows, and those of the caller's communities and their regions. */
export const promiseQueries: QueryHandlers<'promises' | 'calendars'> = {
  promises: async (parts, { caller }) => {
    seeAnywhere(caller, 'promises')
    return (await allPromises(parts)).filter(await holdsForCaller(parts, caller, 'promises'))
  },
  calendars: async (parts, { caller }) => {
    seeAnywhere(caller, 'calendars')
    return (await allCalendars(parts)).filter(await holdsForCaller(parts, caller, 'calendars'))
  },
}
