import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readHeat } from './heat-store.ts'

export const heatQueries: QueryHandlers<'heat'> = {
  heat: async (parts, { params, caller, now }) => {
    const place = await see(parts, caller, 'heat', params.community)
    return readHeat(parts.sql, [place.id], params.window, now)
  },
}
