import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const checkQueries: QueryHandlers<'checks' | 'checkedHouseholds'> = {
  checks: none,
  checkedHouseholds: none,
}
