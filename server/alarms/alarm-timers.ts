import type { Alarm } from '#shared/alarms.ts'
import type { Work } from '../journal/change.ts'
import type { TimerHandler } from '../live/handler.ts'
import type { AlarmStep, Ground, Later } from './alarm-step.ts'
import { findAlarm, findChatter } from './alarm-store.ts'
import { workOf } from './alarm-work.ts'
import { decideSettle } from './chatter-rules.ts'
import { decideEscalate, decideLate } from './clock-rules.ts'
import { readResponses } from './response-book.ts'
import { decideShelvingOver, decideWishOver } from './shelving-rules.ts'

/** The timer fires by the database's clock: what is due there is due here, whatever this clock says. */
const nowOf = (dueAt: string, now: number): number => Math.max(now, Date.parse(dueAt))

type Decided = AlarmStep | Later | null

function due(decide: (alarm: Alarm, ground: Ground, dueAt: number) => Decided): TimerHandler {
  return async (parts, { subject, dueAt }, now) => {
    const [alarm, responses] = await Promise.all([findAlarm(parts, subject), readResponses(parts.sql)])
    return alarm && timerWork(alarm, decide(alarm, { now: nowOf(dueAt, now), responses }, Date.parse(dueAt)))
  }
}

function timerWork(alarm: Alarm, decided: Decided): Work | null {
  if (!decided) return null
  return 'later' in decided ? { changes: [], timers: decided.later, reply: null, community: alarm.community, mode: alarm.mode } : workOf(decided)
}

export const alarmTimers: Record<string, TimerHandler> = {
  'alarm.late': due((alarm, { now }) => decideLate(alarm, now)),
  'alarm.escalate': due(decideEscalate),
  'alarm.shelving-over': due(decideShelvingOver),
  'alarm.wish-over': due((alarm, { now }) => decideWishOver(alarm, now)),
  'alarm.settle': async (parts, { subject, dueAt }, now) => {
    const [alarm, chatter] = await Promise.all([findAlarm(parts, subject), findChatter(parts, subject)])
    return alarm && chatter && timerWork(alarm, decideSettle(alarm, chatter, nowOf(dueAt, now)))
  },
}
