import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readPool } from './resource-store.ts'

export const resourceQueries: QueryHandlers<'resources'> = {
  resources: async (parts, { params, caller }) => {
    const { id } = await see(parts, caller, 'resources', params.community)
    return readPool(parts, id)
  },
}
