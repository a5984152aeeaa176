import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const windowCommands: CommandHandlers<'window.plan' | 'window.end'> = {
  'window.plan': notYet,
  'window.end': notYet,
}
