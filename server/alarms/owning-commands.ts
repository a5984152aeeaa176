import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const owningCommands: CommandHandlers<'alarm.own' | 'alarm.comment' | 'alarm.reset'> = {
  'alarm.own': notYet,
  'alarm.comment': notYet,
  'alarm.reset': notYet,
}
