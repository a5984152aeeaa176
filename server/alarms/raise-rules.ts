import { alarmAfter, asideStates, chattering, fleetingFor, isActive, isStanding, severities, skewTold, type Alarm, type AlarmState, type Cause } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import { lifeSafetyKinds, responseFor } from '#shared/responses.ts'
import type { AlarmSaid } from '../live/handler.ts'
import { chatteringStep, chatters, cyclesWith, decideHeldClear, decideHeldRaise, gone } from './chatter-rules.ts'
import { clocksBesides, responseOf, timersFrom } from './clock-rules.ts'
import { isLifeSafety, isMeant, iso, next, tallied, type AlarmStep, type Chatter, type Ground, type Source } from './alarm-step.ts'

export type Said = Omit<AlarmSaid, 'id' | 'community' | 'device'>

/** The alarm that a message is about: one that stands, or one that went a moment ago; and what it counts, where it ever chattered. */
export type Held = { alarm: Alarm; chatter: Chatter | null }

/** `id`: of the alarm, should it be a new one. `aside`: what would explain it, and the window in which its device is worked on. */
export type Setting = Ground & { source: Source; id: string; aside: { cause: Cause | null; window: string | null } }

/** Seconds; how far beyond that a clock is off tells nobody more. */
const mostSkew = 2_000_000_000

/** What went this lately and comes back is the same alarm, milliseconds. */
export const reopenedFor = chattering.milliseconds

/** Null where it changes nothing: the end of what does not stand, or of what had ended already. */
export function decideSaid(held: Held | null, said: Said, setting: Setting): AlarmStep | null {
  return said.change === 'raised' ? decideRaise(held, said, setting) : decideClear(held, said, setting.now)
}

function decideRaise(held: Held | null, said: Said, setting: Setting): AlarmStep {
  if (!held || !continues(held.alarm, setting.now)) return raised(said, setting)
  const { alarm, chatter } = held
  const step = alarm.chatteringSince ? heldAgain(alarm, chatter ?? fresh(alarm), said, setting) : again(alarm, chatter, said, setting)
  const worse = severities.indexOf(said.severity) < severities.indexOf(alarm.peak ?? alarm.severity) || (Boolean(alarm.exercise) && !said.exercise)
  return worse ? worsened(step, alarm, setting) : step
}

/** What chatters is only counted; where it becomes worse it is told, and life safety is held down no longer. */
function heldAgain(alarm: Alarm, chatter: Chatter, said: Said, setting: Setting): AlarmStep {
  if (severities.indexOf(said.severity) >= severities.indexOf(alarm.severity)) return decideHeldRaise(alarm, chatter, null, setting.now)
  const followed = follow({ ...alarm, severity: said.severity }, setting)
  return decideHeldRaise(alarm, chatter, { ...heard(alarm, said, setting.now), ...followed, ...(followed.lifeSafety ? { chatteringSince: null, cycles: null } : {}) }, setting.now)
}

/**
 * Who saw it, or put it aside, did so with something lesser: it rings anew. What is explained or worked on stays so, unless it has become
 * a matter of life safety.
 */
function worsened(step: AlarmStep, before: Alarm, setting: Setting): AlarmStep {
  const { alarm } = step
  const state = isLifeSafety(alarm) && !isLifeSafety(before) ? 'unacknowledged' : alarmAfter(before.state, 'worsen', { active: true, latching: before.latching ?? false })
  if (state !== 'unacknowledged') return step
  const silent = before.state !== 'unacknowledged' && before.state !== 'returned'
  const loud: Alarm = { ...alarm, state, active: null, cause: null, shelving: null, shelvingAsked: null }
  const rung = told('alarm.repeated', silent ? unseen(loud, before, setting.now) : loud, setting)
  const timers = [...(rung.timers ?? []), ...(step.timers ?? []).filter(({ key }) => !rung.timers?.some((timer) => timer.key === key))]
  return { ...step, ...rung, timers }
}

/** An exercise ends nothing that is meant. */
function decideClear(held: Held | null, said: Said, now: number): AlarmStep | null {
  if (!held || !isStanding(held.alarm) || (said.exercise && !held.alarm.exercise)) return null
  const { alarm, chatter } = held
  if (alarm.chatteringSince) return decideHeldClear(alarm, chatter ?? fresh(alarm))
  if (!isActive(alarm)) return null
  const fleeting = now - Date.parse(alarm.cycles?.at(-1) ?? alarm.raisedAt) < fleetingFor ? (alarm.fleeting ?? 0) + 1 : (alarm.fleeting ?? null)
  return { fact: 'alarm.cleared', alarm: gone(next(alarm, { fleeting }), now) }
}

/** Whether what is raised at `now` is still this alarm. */
export const continues = (alarm: Alarm, now: number): boolean => isStanding(alarm) || now - Date.parse(alarm.clearedAt ?? alarm.raisedAt) < reopenedFor

const fresh = (alarm: Alarm): Chatter => ({ id: alarm.id, version: 0, count: 0, active: isActive(alarm), at: alarm.chatteringSince ?? alarm.raisedAt })

function raised(said: Said, setting: Setting): AlarmStep {
  const { now, source: { community, device }, id } = setting
  const followed = follow({ community, kind: said.kind, severity: said.severity }, setting)
  const alarm: Alarm = {
    id, version: 1, community, building: device?.building ?? null, device: device?.id ?? null, deviceName: device?.name ?? null,
    kind: said.kind, severity: said.severity, state: 'normal', text: said.text, point: device?.point ?? null, raisedAt: iso(now),
    acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order: null, mode: said.mode ?? real,
    subject: said.subject ?? null, warning: said.warning ?? null, exercise: said.exercise ?? null, ...followed, ...clockOf(said.at, now),
  }
  return told('alarm.raised', { ...alarm, ...born(alarm, setting) }, setting)
}

/** What comes back, or says again that it holds. */
function again(alarm: Alarm, chatter: Chatter | null, said: Said, setting: Setting): AlarmStep {
  const { now } = setting
  const returns = !isActive(alarm)
  const rises = severities.indexOf(said.severity) < severities.indexOf(alarm.severity) || Boolean(alarm.exercise && !said.exercise)
  const followed = rises ? follow({ ...alarm, severity: said.severity }, setting) : {}
  const repeated = next(alarm, {
    ...heard(alarm, said, now), ...followed, count: alarm.count + 1, repeatedAt: iso(now), clearedAt: null,
    exercise: alarm.exercise && said.exercise ? said.exercise : null, cycles: returns ? cyclesWith(alarm, iso(now)) : (alarm.cycles ?? null),
  })
  const stood = alarmAfter(alarm.state, 'raise', { active: true, latching: repeated.latching ?? false })
  const placed: Alarm = { ...repeated, ...(alarm.state === 'normal' || !stood ? born(repeated, setting) : { state: stood, active: isSetAside(stood) ? true : null }) }
  const anew = placed.state === 'unacknowledged' && (alarm.state === 'normal' || alarm.state === 'latched')
  const step = anew || rises ? told('alarm.repeated', anew ? unseen(placed, alarm, now) : placed, setting) : { fact: 'alarm.repeated' as const, alarm: placed }
  if (!returns || !chatters(placed)) return step
  const noisy = chatteringStep(step.alarm, chatter, iso(now))
  return { ...noisy, timers: [...(step.timers ?? []), ...(noisy.timers ?? [])] }
}

const isSetAside = (state: AlarmState): boolean => (asideStates as readonly AlarmState[]).includes(state)

/** As it stands when it begins. Life safety is heard wherever it comes from; that its device is being worked on is only said. */
function born(alarm: Alarm, { aside: { cause, window } }: Setting): Partial<Alarm> {
  if (isLifeSafety(alarm)) return { state: 'unacknowledged', active: null, cause: null, window }
  if (window) return { state: 'out-of-service', active: true, cause: null, window }
  return cause ? { state: 'suppressed', active: true, cause, window: null, tally: tallied(alarm, 'suppressed') } : { state: 'unacknowledged', active: null, cause: null, window: null }
}

/** Nobody has seen it since it came back. What came back long after it went has its clocks anew. */
function unseen(alarm: Alarm, before: Alarm, now: number): Alarm {
  const another = now - Date.parse(before.clearedAt ?? before.raisedAt) >= reopenedFor
  return { ...alarm, acknowledgedAt: null, acknowledgedBy: null, escalation: null, ...(another ? { clocks: null, owner: null } : {}) }
}

/** What the room hears now: its clocks begin where they have not, and so do the times after which others are told. */
function told(fact: 'alarm.raised' | 'alarm.repeated', alarm: Alarm, ground: Ground): AlarmStep {
  if (alarm.state !== 'unacknowledged' || !isMeant(alarm)) return { fact, alarm }
  const response = responseOf(ground, alarm)
  const heardNow = { ...alarm, clocks: clocksBesides(alarm.clocks, response, ground.now) }
  return { fact, alarm: heardNow, timers: timersFrom(heardNow, response, ground.now) }
}

/** The row that a matter follows, and what it makes of the alarm. */
function follow(matter: Pick<Alarm, 'community' | 'kind' | 'severity'>, { responses }: Ground): Partial<Alarm> {
  const response = responseFor(responses, matter)
  return { response: response?.id ?? null, lifeSafety: response?.lifeSafety || lifeSafetyKinds.includes(matter.kind) || null, latching: response?.latching || null }
}

/** What a message says anew. */
function heard(alarm: Alarm, said: Said, now: number): Partial<Alarm> {
  const clock = clockOf(said.at, now)
  const peak = [said.severity, alarm.severity, ...(alarm.peak ? [alarm.peak] : [])].toSorted((a, b) => severities.indexOf(a) - severities.indexOf(b))[0]
  return { severity: said.severity, peak: peak === said.severity ? null : peak, text: said.text || alarm.text, warning: said.warning ?? alarm.warning ?? null, ...(clock.deviceAt ? clock : {}) }
}

/** As its sender said, however wrong, and by how far; nothing where it is a year that nobody can mean. */
function clockOf(at: string | null, now: number): Pick<Alarm, 'deviceAt' | 'skew'> {
  const said = at ? new Date(at) : null
  const year = said?.getUTCFullYear()
  if (!said || !year || year < 1970 || year > 2199) return { deviceAt: null, skew: null }
  const ahead = said.getTime() - now
  return { deviceAt: said.toISOString(), skew: ahead > skewTold.ahead || -ahead > skewTold.behind ? Math.max(-mostSkew, Math.min(mostSkew, Math.round(ahead / 1_000))) : null }
}
