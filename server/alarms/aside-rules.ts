import { alarmAfter, isActive, isAside, type Alarm, type Cause } from '#shared/alarms.ts'
import { isLifeSafety, isMeant, next, tallied, type AlarmStep, type Ground } from './alarm-step.ts'
import { clocksAgain, responseOf, timersFrom } from './clock-rules.ts'

/** Its cause is known and heard. Null where it may not be folded away: life safety never is, and what people put aside stays where it is. */
export const decideSuppress = (alarm: Alarm, cause: Cause): AlarmStep | null => setAside(alarm, 'suppress', 'alarm.suppressed', { cause, tally: tallied(alarm, 'suppressed') })

/** Its device is being worked on. Null where it may not be taken out: life safety never is. */
export const decideRemove = (alarm: Alarm, window: string): AlarmStep | null => setAside(alarm, 'remove', 'alarm.removed', { window, cause: null, shelving: null, shelvingAsked: null })

function setAside(alarm: Alarm, move: 'suppress' | 'remove', fact: 'alarm.suppressed' | 'alarm.removed', fields: Partial<Alarm>): AlarmStep | null {
  if (isLifeSafety(alarm)) return null
  const active = isActive(alarm)
  const state = alarmAfter(alarm.state, move, { active, latching: alarm.latching ?? false })
  return state && { fact, alarm: next(alarm, { ...fields, state, active }) }
}

/**
 * What was aside is heard again, or over where its condition has gone. The room hears it now: what nobody had answered for before
 * has its time from here. Null where it is not aside.
 */
export function decideRelease(alarm: Alarm, ground: Ground, step: Alarm['step'] = null): AlarmStep | null {
  const state = alarmAfter(alarm.state, 'release', { active: isActive(alarm), latching: alarm.latching ?? false })
  if (!state) return null
  const released = next(alarm, { state, active: isAside({ state }) ? alarm.active : null, shelving: null, cause: null, window: null, step })
  if (state === 'normal') return { fact: 'alarm.released', alarm: released }
  const response = isMeant(alarm) ? responseOf(ground, alarm) : null
  const heard = { ...released, acknowledgedAt: null, acknowledgedBy: null, escalation: null, clocks: clocksAgain(alarm.clocks, response, ground.now) }
  return { fact: 'alarm.released', alarm: heard, timers: timersFrom(heard, response, ground.now) }
}
