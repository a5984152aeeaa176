import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { codesOf } from './report-code-store.ts'

export const reportCodeQueries: QueryHandlers<'reportCodes'> = {
  reportCodes: async (parts, { params, caller }) => codesOf(parts, (await see(parts, caller, 'reportCodes', params.community)).id),
}
