import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const findingCommands: CommandHandlers<'finding.note' | 'finding.change' | 'finding.close'> = {
  'finding.note': none,
  'finding.change': none,
  'finding.close': none,
}
