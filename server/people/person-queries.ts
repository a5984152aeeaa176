import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const personQueries: QueryHandlers<'staff' | 'peoplePreview' | 'peopleExport' | 'personContact'> = {
  'staff': unfinished,
  'peoplePreview': unfinished,
  'peopleExport': unfinished,
  'personContact': unfinished,
}
