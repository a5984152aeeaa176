import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const promiseQueries: QueryHandlers<'promises' | 'calendars'> = {
  promises: notYet,
  calendars: notYet,
}
