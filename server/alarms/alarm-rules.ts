import { alarmAfter, isActive, type Alarm } from '#shared/alarms.ts'
import type { DoorAlarm } from '#shared/doors.ts'
import { real } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import type { Bilingual } from '#shared/text.ts'
import type { LonLat } from '#shared/geo.ts'
import { Refusal } from '../refusal.ts'

export type AlarmStep = { fact: Extract<FactName, `alarm.${string}`>; alarm: Alarm }

/** Where a message comes from; `device` is null for an alarm of the whole community. */
export type Source = {
  community: string
  device: { id: string; building: string | null; name: Bilingual; point: LonLat | null } | null
}

export type Said = Pick<DoorAlarm, 'kind' | 'severity' | 'change' | 'text' | 'at'>

/**
 * What a message changes, where `standing` is the alarm of this source and kind that still stands.
 * Null where it changes nothing: the end of what does not stand, or of what had ended already.
 * @param id for the alarm, should it be a new one
 */
export function decideMessage(standing: Alarm | null, said: Said, source: Source, id: string, now: number): AlarmStep | null {
  const at = new Date(now).toISOString()
  if (said.change === 'raised') {
    const alarm = standing ? repeated(standing, said) : raised(said, source, id, at)
    return { fact: standing ? 'alarm.repeated' : 'alarm.raised', alarm }
  }
  const state = standing && alarmAfter(standing.state, 'clear', { active: false, latching: standing.latching ?? false })
  if (!standing || !state) return null
  return { fact: 'alarm.cleared', alarm: { ...standing, version: standing.version + 1, state, clearedAt: at } }
}

function raised(said: Said, source: Source, id: string, at: string): Alarm {
  const { community, device } = source
  return {
    id,
    version: 1,
    community,
    building: device?.building ?? null,
    device: device?.id ?? null,
    deviceName: device?.name ?? null,
    kind: said.kind,
    severity: said.severity,
    state: 'unacknowledged',
    text: said.text,
    point: device?.point ?? null,
    raisedAt: at,
    deviceAt: deviceTime(said.at),
    acknowledgedAt: null,
    acknowledgedBy: null,
    clearedAt: null,
    count: 1,
    order: null,
    mode: real,
  }
}

/** What comes back before anybody saw it go is the same alarm, unseen again. */
function repeated(standing: Alarm, said: Said): Alarm {
  const state = alarmAfter(standing.state, 'raise', { active: true, latching: standing.latching ?? false }) ?? 'unacknowledged'
  return {
    ...standing,
    version: standing.version + 1,
    state,
    severity: said.severity,
    text: said.text || standing.text,
    deviceAt: deviceTime(said.at) ?? standing.deviceAt,
    clearedAt: null,
    count: standing.count + 1,
  }
}

/** As said, however wrong; null where it is no year that a calendar has. */
function deviceTime(at: string | null | undefined): string | null {
  if (!at) return null
  const year = new Date(at).getUTCFullYear()
  return year >= 1 && year <= 9999 ? new Date(at).toISOString() : null
}

/**
 * Somebody has seen it. What repeated while they looked does not take the acknowledgement back: it stays one click in a storm.
 * Who comes second is told who was first.
 */
export function decideAcknowledge(alarm: Alarm, request: { version: number }, by: string, now: number): AlarmStep {
  if (request.version > alarm.version) throw new Refusal('conflict', { current: alarm })
  const state = alarmAfter(alarm.state, 'acknowledge', { active: isActive(alarm), latching: alarm.latching ?? false })
  if (!state) throw new Refusal('illegal-move', { current: alarm })
  const acknowledged = { ...alarm, version: alarm.version + 1, state, acknowledgedAt: new Date(now).toISOString(), acknowledgedBy: by }
  return { fact: 'alarm.acknowledged', alarm: acknowledged }
}

/** Null where it has its order already. */
export function decideLink(alarm: Alarm, order: string): AlarmStep | null {
  return alarm.order ? null : { fact: 'alarm.linked', alarm: { ...alarm, version: alarm.version + 1, order } }
}
