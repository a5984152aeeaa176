import type { CommandHandlers } from '../live/handler.ts'
import { allowedAlarm, noted } from './alarm-commands.ts'
import { by } from './alarm-step.ts'
import { workOf } from './alarm-work.ts'
import { readResponses } from './response-book.ts'
import { decideAgree, decideShelve, decideUnshelve } from './shelving-rules.ts'

export const shelvingCommands: CommandHandlers<'alarm.shelve' | 'alarm.agree-shelving' | 'alarm.unshelve'> = {
  'alarm.shelve': async (parts, call) => {
    const { until, reason } = call.request
    return workOf(decideShelve(await allowedAlarm(parts, 'alarm.shelve', call), call.request, by(call.caller.actor, call.now)), { until, reason })
  },
  'alarm.agree-shelving': async (parts, call) => {
    const alarm = await allowedAlarm(parts, 'alarm.agree-shelving', call)
    const step = decideAgree(alarm, call.request, by(call.caller.actor, call.now))
    return workOf(step, { asked: alarm.shelvingAsked?.by.name, until: step.alarm.shelving?.until })
  },
  'alarm.unshelve': async (parts, call) => {
    const [alarm, responses] = await Promise.all([allowedAlarm(parts, 'alarm.unshelve', call), readResponses(parts.sql)])
    return workOf(decideUnshelve(alarm, call.request, { now: call.now, responses }), noted(call.request.reason))
  },
}
