import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const unfinished = () => Promise.reject(new Refusal('unavailable'))

export const wallCommands: CommandHandlers<'wall.approve' | 'wall.change' | 'wall.point' | 'wall.reload' | 'wall.revoke'> = {
  'wall.approve': unfinished,
  'wall.change': unfinished,
  'wall.point': unfinished,
  'wall.reload': unfinished,
  'wall.revoke': unfinished,
}
