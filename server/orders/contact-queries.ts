import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const contactQueries: QueryHandlers<'orderContact'> = {
  'orderContact': unfinished,
}
