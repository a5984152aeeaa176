import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const planCommands: CommandHandlers<'plan.draft' | 'plan.change' | 'plan.submit' | 'plan.return' | 'plan.publish' | 'plan.retire' | 'plan.import'> = {
  'plan.draft': none,
  'plan.change': none,
  'plan.submit': none,
  'plan.return': none,
  'plan.publish': none,
  'plan.retire': none,
  'plan.import': none,
}
