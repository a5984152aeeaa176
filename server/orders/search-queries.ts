import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const searchQueries: QueryHandlers<'orders' | 'ordersExport' | 'orderRelated' | 'orderReports'> = {
  orders: notYet,
  ordersExport: notYet,
  orderRelated: notYet,
  orderReports: notYet,
}
