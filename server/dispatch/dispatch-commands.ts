import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const dispatchCommands: CommandHandlers<'dispatch.set' | 'dispatch.end'> = {
  'dispatch.set': notYet,
  'dispatch.end': notYet,
}
