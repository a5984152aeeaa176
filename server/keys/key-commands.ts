import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const keyCommands: CommandHandlers<'key.issue' | 'key.rotate' | 'key.revoke'> = {
  'key.issue': unfinished,
  'key.rotate': unfinished,
  'key.revoke': unfinished,
}
