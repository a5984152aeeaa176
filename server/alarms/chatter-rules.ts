import { alarmAfter, chattering, isActive, isAside, probe, type Alarm } from '#shared/alarms.ts'
import type { TimerChange } from '../journal/change.ts'
import { isLifeSafety, iso, next, tallied, type AlarmStep, type Chatter, type Later } from './alarm-step.ts'

/** How often a chattering alarm's count is told, milliseconds. */
export const toldEvery = 10_000

const settleTimer = (id: string, after: string): TimerChange => ({ key: `alarm:${id}:settle`, name: 'alarm.settle', subject: id, dueAt: iso(Date.parse(after) + chattering.milliseconds) })

/** The times at which a condition came back, with this one: as many as it takes to know chattering. */
export const cyclesWith = (alarm: Alarm, at: string): string[] => [...(alarm.cycles ?? [alarm.raisedAt]), at].slice(-chattering.cycles)

/** Whether an alarm that came back just now chatters. Life safety is never held down, nor is the test of our own. */
export function chatters(alarm: Alarm): boolean {
  const [first] = alarm.cycles ?? []
  const last = alarm.cycles?.at(-1)
  if (!first || !last || isLifeSafety(alarm) || alarm.mode === probe || alarm.cycles?.length !== chattering.cycles) return false
  return Date.parse(last) - Date.parse(first) <= chattering.milliseconds
}

/** What it counts from when it is known to chatter. `before`: what was counted when it last did. */
export function chatteringStep(alarm: Alarm, before: Chatter | null, at: string): AlarmStep {
  const chatter = { id: alarm.id, version: (before?.version ?? 0) + 1, count: 0, active: true, at }
  return { fact: 'alarm.chattered', alarm: { ...alarm, chatteringSince: at, tally: tallied(alarm, 'chattered') }, chatter, timers: [settleTimer(alarm.id, at)] }
}

/**
 * A chattering alarm was raised. It is counted, and told of only so often; `changed`: what is told at once, such as a severity that rose.
 * Only coming back counts as chattering: what says again that it holds lets it settle.
 */
export function decideHeldRaise(alarm: Alarm, chatter: Chatter, changed: Partial<Alarm> | null, now: number): AlarmStep {
  const at = chatter.active ? chatter.at : iso(now)
  const counted = { ...chatter, version: chatter.version + 1, count: chatter.count + 1, active: true, at }
  const toldAt = Date.parse(alarm.repeatedAt ?? alarm.chatteringSince ?? alarm.raisedAt)
  if (!changed && now - toldAt < toldEvery) return { fact: null, alarm, chatter: counted }
  const told = next(alarm, { ...changed, count: alarm.count + counted.count, repeatedAt: iso(now) })
  return { fact: 'alarm.repeated', alarm: told, chatter: { ...counted, count: 0 } }
}

/** A chattering alarm's condition went. Null where it was gone already. */
export function decideHeldClear(alarm: Alarm, chatter: Chatter): AlarmStep | null {
  return chatter.active ? { fact: null, alarm, chatter: { ...chatter, version: chatter.version + 1, active: false } } : null
}

/** It has kept still for a minute: then it is as its condition is. A timer alone where it came back meanwhile; null where it does not chatter. */
export function decideSettle(alarm: Alarm, chatter: Chatter, now: number): AlarmStep | Later | null {
  if (!alarm.chatteringSince) return null
  if (Date.parse(chatter.at) + chattering.milliseconds > now) return { later: [settleTimer(alarm.id, chatter.at)] }
  const still = next(alarm, { chatteringSince: null, cycles: null, count: alarm.count + chatter.count })
  const counted = { ...chatter, version: chatter.version + 1, count: 0 }
  return { fact: 'alarm.settled', alarm: chatter.active ? still : gone(still, now), chatter: counted }
}

/** The condition no longer holds. */
export function gone(alarm: Alarm, now: number): Alarm {
  const state = alarmAfter(alarm.state, 'clear', { active: false, latching: alarm.latching ?? false })
  if (!state || !isActive(alarm)) return alarm
  return { ...alarm, state, active: isAside({ state }) ? false : null, clearedAt: iso(now) }
}
