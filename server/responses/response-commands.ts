import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const responseCommands: CommandHandlers<'response.set' | 'response.end'> = {
  'response.set': notYet,
  'response.end': notYet,
}
