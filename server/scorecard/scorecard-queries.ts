import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const scorecardQueries: QueryHandlers<'scorecard' | 'scorecardExport'> = {
  scorecard: notYet,
  scorecardExport: notYet,
}
