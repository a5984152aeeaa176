import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const quarantineCommands: CommandHandlers<'quarantine.replay' | 'quarantine.dismiss'> = {
  'quarantine.replay': notYet,
  'quarantine.dismiss': notYet,
}
