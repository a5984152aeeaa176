import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const resourceCommands: CommandHandlers<'resource.add' | 'resource.change' | 'resource.contact' | 'resource.end'> = {
  'resource.add': none,
  'resource.change': none,
  'resource.contact': none,
  'resource.end': none,
}
