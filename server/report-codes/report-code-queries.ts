import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const reportCodeQueries: QueryHandlers<'reportCodes'> = {
  reportCodes: notYet,
}
