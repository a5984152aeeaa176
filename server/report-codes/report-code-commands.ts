import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const reportCodeCommands: CommandHandlers<'code.issue' | 'code.revoke'> = {
  'code.issue': notYet,
  'code.revoke': notYet,
}
