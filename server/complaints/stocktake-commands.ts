import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const stocktakeCommands: CommandHandlers<'stocktake.plan'> = {
  'stocktake.plan': notYet,
}
