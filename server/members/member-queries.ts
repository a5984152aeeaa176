import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const memberQueries: QueryHandlers<'members' | 'sessions' | 'memberSessions' | 'policy'> = {
  'members': unfinished,
  'sessions': unfinished,
  'memberSessions': unfinished,
  'policy': unfinished,
}
