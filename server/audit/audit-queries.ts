import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const auditQueries: QueryHandlers<'audit' | 'auditExport'> = {
  'audit': unfinished,
  'auditExport': unfinished,
}
