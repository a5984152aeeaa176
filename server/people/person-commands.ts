import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const personCommands: CommandHandlers<'person.join' | 'person.change' | 'person.leave' | 'person.import'> = {
  'person.join': unfinished,
  'person.change': unfinished,
  'person.leave': unfinished,
  'person.import': unfinished,
}
