import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const cadenceCommands: CommandHandlers<'cadence.set' | 'cadence.end'> = {
  'cadence.set': none,
  'cadence.end': none,
}
