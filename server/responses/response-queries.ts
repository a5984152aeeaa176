import { seeAnywhere } from '../identity/caller.ts'
import { holdsForCaller } from '../identity/scope-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { allResponses } from './response-store.ts'

/** What follows from alarms now: the company's rows, and those of the caller's communities. */
export const responseQueries: QueryHandlers<'responses'> = {
  responses: async (parts, { caller }) => {
    seeAnywhere(caller, 'responses')
    const held = await holdsForCaller(parts, caller, 'responses')
    return (await allResponses(parts)).filter((row) => !row.ended && held(row))
  },
}
