import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const ruleQueries: QueryHandlers<'rules' | 'ruleTrial'> = {
  rules: notYet,
  ruleTrial: notYet,
}
