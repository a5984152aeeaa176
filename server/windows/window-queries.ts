import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readWindows } from './window-store.ts'

export const windowQueries: QueryHandlers<'windows'> = {
  windows: async (parts, { params: { community }, caller, now }) => {
    await see(parts, caller, 'windows', community)
    return readWindows(parts, community, now)
  },
}
