import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const shelvingCommands: CommandHandlers<'alarm.shelve' | 'alarm.agree-shelving' | 'alarm.unshelve'> = {
  'alarm.shelve': notYet,
  'alarm.agree-shelving': notYet,
  'alarm.unshelve': notYet,
}
