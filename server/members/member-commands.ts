import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const memberCommands: CommandHandlers<'member.create' | 'member.change' | 'member.disable' | 'member.enable' | 'member.reset'> = {
  'member.create': unfinished,
  'member.change': unfinished,
  'member.disable': unfinished,
  'member.enable': unfinished,
  'member.reset': unfinished,
}
