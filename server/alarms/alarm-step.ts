import { probe, type Alarm, type By } from '#shared/alarms.ts'
import type { Actor, FactName } from '#shared/facts.ts'
import { lifeSafetyKinds, type AlarmResponse } from '#shared/responses.ts'
import type { Bilingual } from '#shared/text.ts'
import type { LonLat } from '#shared/geo.ts'
import type { TimerChange } from '../journal/change.ts'
import { Refusal } from '../refusal.ts'

/** What a chattering alarm counts without a word: times raised since it was last told of, whether the condition holds, and when it last came back. */
export type Chatter = { id: string; version: number; count: number; active: boolean; at: string }

/** What became of one alarm. `fact` is null where it was only counted: then the alarm is as it was, and `chatter` has changed. */
export type AlarmStep = { fact: Extract<FactName, `alarm.${string}`> | null; alarm: Alarm; timers?: TimerChange[]; chatter?: Chatter }

/** Nothing happened yet: what a timer stands for comes later, or never. */
export type Later = { later: TimerChange[] }

/** On what is decided. `now`: epoch milliseconds; `responses`: all rows there are, also ended ones. */
export type Ground = { now: number; responses: readonly AlarmResponse[] }

/** Where a message comes from; `device` is null for an alarm of the whole community. */
export type Source = {
  community: string
  device: { id: string; building: string | null; name: Bilingual; point: LonLat | null } | null
}

export const iso = (at: number): string => new Date(at).toISOString()

/** The next version of an alarm; what the mover of the last one said goes with it. */
export const next = (alarm: Alarm, fields: Partial<Alarm>): Alarm => ({ ...alarm, step: null, ...fields, version: alarm.version + 1 })

/** Once more in the tally of what became of it. */
export const tallied = ({ tally }: Pick<Alarm, 'tally'>, what: keyof NonNullable<Alarm['tally']>): NonNullable<Alarm['tally']> => {
  const before = tally ?? { chattered: 0, shelved: 0, suppressed: 0 }
  return { ...before, [what]: before[what] + 1 }
}

/** What a mover said, where they said anything. */
export const said = (note: string, reason = ''): Alarm['step'] => (note || reason ? { note, reason } : null)

export const by = (actor: Actor, now: number): By => ({ id: actor.id, name: actor.name, at: iso(now) })

export const isLifeSafety = ({ kind, lifeSafety }: Pick<Alarm, 'kind' | 'lifeSafety'>): boolean => Boolean(lifeSafety) || lifeSafetyKinds.includes(kind)

/** Whether anybody has to answer for it: not for a sender's exercise, nor for the installation's own test. */
export const isMeant = ({ mode, exercise }: Pick<Alarm, 'mode' | 'exercise'>): boolean => mode !== probe && !exercise

/** Nobody has said that they saw it, nor that they act. */
export const isUnanswered = ({ state, owner }: Pick<Alarm, 'state' | 'owner'>): boolean => (state === 'unacknowledged' || state === 'returned') && !owner

/**
 * What only repeated or chattered meanwhile is no other alarm: one click has to do in a storm. So a version of before is taken, and
 * whether the move is still possible is for the state to say.
 */
export function seenAt(alarm: Alarm, version: number): void {
  if (version > alarm.version) throw new Refusal('conflict', { current: alarm })
}
