import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const stocktakeQueries: QueryHandlers<'stocktake' | 'stocktakePlans'> = {
  stocktake: notYet,
  stocktakePlans: notYet,
}
