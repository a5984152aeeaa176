import { alarmAfter, isActive, isStanding, type Alarm, type By } from '#shared/alarms.ts'
import { Refusal } from '../refusal.ts'
import { next, said, seenAt, type AlarmStep } from './alarm-step.ts'
import { keptClocks } from './clock-rules.ts'

type Saying = { version: number; note: string }

/**
 * Somebody has seen it. What repeated while they looked does not take the acknowledgement back: it stays one click in a storm.
 * Who comes second is told who was first.
 */
export function decideAcknowledge(alarm: Alarm, { version, note }: Saying, who: By): AlarmStep {
  seenAt(alarm, version)
  const state = alarmAfter(alarm.state, 'acknowledge', { active: isActive(alarm), latching: alarm.latching ?? false })
  if (!state) throw new Refusal('illegal-move', { current: alarm })
  const clocks = keptClocks(alarm.clocks, 'answer', Date.parse(who.at))
  return { fact: 'alarm.acknowledged', alarm: next(alarm, { state, clocks, acknowledgedAt: who.at, acknowledgedBy: who.name, step: said(note) }) }
}

/** Somebody acts on it. Whoever would take it from another has to have seen that other. */
export function decideOwn(alarm: Alarm, { version, note }: Saying, who: By): AlarmStep {
  seenAt(alarm, version)
  if (!isStanding(alarm) || alarm.owner?.id === who.id) throw new Refusal('illegal-move', { current: alarm })
  if (alarm.owner && version < alarm.version) throw new Refusal('conflict', { current: alarm })
  return { fact: 'alarm.owned', alarm: next(alarm, { owner: who, clocks: keptClocks(alarm.clocks, 'start', Date.parse(who.at)), step: said(note) }) }
}

/** A word in its timeline, also long after it is over. */
export function decideComment(alarm: Alarm, { version, note }: Saying): AlarmStep {
  seenAt(alarm, version)
  return { fact: 'alarm.commented', alarm: next(alarm, { step: said(note) }) }
}

/** What has gone, was seen, and waited for somebody who looks. */
export function decideReset(alarm: Alarm, { version, note }: Saying): AlarmStep {
  seenAt(alarm, version)
  const state = alarmAfter(alarm.state, 'reset', { active: false, latching: true })
  if (!state) throw new Refusal('illegal-move', { current: alarm })
  return { fact: 'alarm.reset', alarm: next(alarm, { state, step: said(note) }) }
}

/** Null where it has its order already. */
export function decideLink(alarm: Alarm, order: string): AlarmStep | null {
  return alarm.order ? null : { fact: 'alarm.linked', alarm: next(alarm, { order }) }
}
