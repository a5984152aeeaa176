import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const reportQueries: QueryHandlers<'report' | 'reportExport'> = {
  report: none,
  reportExport: none,
}
