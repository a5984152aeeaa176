import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const workDoneQueries: QueryHandlers<'workDone' | 'workDoneExport'> = {
  workDone: notYet,
  workDoneExport: notYet,
}
