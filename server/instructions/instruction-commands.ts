import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const instructionCommands: CommandHandlers<'instruction.give'> = {
  'instruction.give': notYet,
}
