import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const scoreCommands: CommandHandlers<'score.give'> = {
  'score.give': none,
}
