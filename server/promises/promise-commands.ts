import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const promiseCommands: CommandHandlers<'promise.set' | 'promise.end' | 'calendar.change'> = {
  'promise.set': notYet,
  'promise.end': notYet,
  'calendar.change': notYet,
}
