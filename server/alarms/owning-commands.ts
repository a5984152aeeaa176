import type { CommandHandlers } from '../live/handler.ts'
import { allowedAlarm, noted } from './alarm-commands.ts'
import { by } from './alarm-step.ts'
import { workOf } from './alarm-work.ts'
import { decideComment, decideOwn, decideReset } from './seen-rules.ts'

export const owningCommands: CommandHandlers<'alarm.own' | 'alarm.comment' | 'alarm.reset'> = {
  'alarm.own': async (parts, call) => workOf(decideOwn(await allowedAlarm(parts, 'alarm.own', call), call.request, by(call.caller.actor, call.now)), noted(call.request.note)),
  'alarm.comment': async (parts, call) => workOf(decideComment(await allowedAlarm(parts, 'alarm.comment', call), call.request)),
  'alarm.reset': async (parts, call) => workOf(decideReset(await allowedAlarm(parts, 'alarm.reset', call), call.request), noted(call.request.note)),
}
