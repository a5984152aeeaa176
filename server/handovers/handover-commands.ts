import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const handoverCommands: CommandHandlers<'handover.note' | 'handover.sign'> = {
  'handover.note': unfinished,
  'handover.sign': unfinished,
}
