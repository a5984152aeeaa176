import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const noteCommands: CommandHandlers<'activation.note' | 'activation.message'> = {
  'activation.note': none,
  'activation.message': none,
}
