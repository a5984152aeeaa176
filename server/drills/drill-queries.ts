import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const drillQueries: QueryHandlers<'drills' | 'drill' | 'cadences'> = {
  drills: none,
  drill: none,
  cadences: none,
}
