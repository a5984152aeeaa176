import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const stepCommands: CommandHandlers<'activation.accept-step' | 'activation.decline-step' | 'activation.check-step' | 'activation.give-step' | 'activation.add-step' | 'activation.add-block'> = {
  'activation.accept-step': none,
  'activation.decline-step': none,
  'activation.check-step': none,
  'activation.give-step': none,
  'activation.add-step': none,
  'activation.add-block': none,
}
