import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const rosterCommands: CommandHandlers<'roster.plan' | 'roster.end' | 'roster.import'> = {
  'roster.plan': unfinished,
  'roster.end': unfinished,
  'roster.import': unfinished,
}
