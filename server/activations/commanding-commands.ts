import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const commandingCommands: CommandHandlers<'activation.agree' | 'activation.refuse' | 'activation.abort' | 'activation.hand-over'> = {
  'activation.agree': none,
  'activation.refuse': none,
  'activation.abort': none,
  'activation.hand-over': none,
}
