import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const checkCommands: CommandHandlers<'check.mark'> = {
  'check.mark': none,
}
