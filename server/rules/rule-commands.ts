import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const ruleCommands: CommandHandlers<'rule.set' | 'rule.change' | 'rule.switch' | 'rule.end'> = {
  'rule.set': notYet,
  'rule.change': notYet,
  'rule.switch': notYet,
  'rule.end': notYet,
}
