import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const rosterQueries: QueryHandlers<'roster' | 'rosterPreview' | 'rosterExport' | 'onDuty'> = {
  'roster': unfinished,
  'rosterPreview': unfinished,
  'rosterExport': unfinished,
  'onDuty': unfinished,
}
