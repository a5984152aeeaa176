import { seeAnywhere } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { filtersOf } from './filter-store.ts'

export const filterQueries: QueryHandlers<'filters'> = {
  filters: async (parts, { caller }) => {
    seeAnywhere(caller, 'filters')
    return filtersOf(parts, caller.actor.id)
  },
}
