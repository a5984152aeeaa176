import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const deviceCommands: CommandHandlers<'device.connect' | 'device.change' | 'device.remove' | 'device.service' | 'device.import'> = {
  'device.connect': notYet,
  'device.change': notYet,
  'device.remove': notYet,
  'device.service': notYet,
  'device.import': notYet,
}
