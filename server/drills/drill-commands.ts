import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const drillCommands: CommandHandlers<'drill.plan' | 'drill.change' | 'drill.cancel' | 'drill.inject' | 'drill.open-scoring'> = {
  'drill.plan': none,
  'drill.change': none,
  'drill.cancel': none,
  'drill.inject': none,
  'drill.open-scoring': none,
}
