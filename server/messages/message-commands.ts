import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const messageCommands: CommandHandlers<'template.change'> = {
  'template.change': notYet,
}
