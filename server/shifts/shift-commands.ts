import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const shiftCommands: CommandHandlers<'shift.plan' | 'shift.cancel' | 'shift.miss'> = {
  'shift.plan': unfinished,
  'shift.cancel': unfinished,
  'shift.miss': unfinished,
}
