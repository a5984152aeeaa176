import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const requestCommands: CommandHandlers<'activation.request' | 'activation.move-request'> = {
  'activation.request': none,
  'activation.move-request': none,
}
