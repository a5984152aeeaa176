import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const sessionCommands: CommandHandlers<'session.revoke'> = {
  'session.revoke': unfinished,
}
