import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const filterCommands: CommandHandlers<'filter.save' | 'filter.drop'> = {
  'filter.save': notYet,
  'filter.drop': notYet,
}
