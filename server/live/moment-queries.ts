import { see } from '../identity/caller.ts'
import type { QueryHandlers } from './handler.ts'
import { readMoment } from './moment-store.ts'

export const momentQueries: QueryHandlers<'moment'> = {
  async moment(parts, { params, caller }) {
    const { id } = await see(parts, caller, 'moment', params.community)
    return readMoment(parts.sql, id, params.instant)
  },
}
