import { agreeWithin, alarmAfter, isActive, longestShelving, type Alarm, type By } from '#shared/alarms.ts'
import type { TimerChange } from '../journal/change.ts'
import { Refusal } from '../refusal.ts'
import { isLifeSafety, iso, next, said, seenAt, tallied, type AlarmStep, type Ground } from './alarm-step.ts'
import { decideRelease } from './aside-rules.ts'

const hour = 3_600_000
/** A clock on a desk may be a little ahead of ours. */
const slack = 60_000

const tooFar = { zh: `搁置最长 ${longestShelving} 小时，且须晚于现在`, en: `At most ${longestShelving} hours from now, and not in the past` }

const overTimer = (id: string, until: string): TimerChange => ({ key: `alarm:${id}:shelving`, name: 'alarm.shelving-over', subject: id, dueAt: until })
const wishTimer = (id: string, asked: string): TimerChange => ({ key: `alarm:${id}:wish`, name: 'alarm.wish-over', subject: id, dueAt: iso(Date.parse(asked) + agreeWithin) })

type Asked = { version: number; until: string; reason: string }

/** Put aside by hand until a time. Of life safety it is only a wish until a second person agrees. */
export function decideShelve(alarm: Alarm, { version, until, reason }: Asked, who: By): AlarmStep {
  seenAt(alarm, version)
  requireMove(alarm)
  const ahead = Date.parse(until) - Date.parse(who.at)
  if (ahead <= 0 || ahead > longestShelving * hour + slack) throw new Refusal('invalid', { errors: [{ field: 'until', message: tooFar }] })
  const wish = { until: iso(Date.parse(until)), reason, by: who }
  if (!isLifeSafety(alarm)) return shelved(alarm, { ...wish, agreed: null })
  return { fact: 'alarm.shelving-asked', alarm: next(alarm, { shelvingAsked: { ...wish, version: alarm.version + 1 }, step: said('', reason) }), timers: [wishTimer(alarm.id, who.at)] }
}

/** The second person. A wish that nobody agreed to in time is none. */
export function decideAgree(alarm: Alarm, { version }: { version: number }, who: By): AlarmStep {
  seenAt(alarm, version)
  requireMove(alarm)
  const wish = alarm.shelvingAsked
  const now = Date.parse(who.at)
  if (!wish || now >= Date.parse(wish.by.at) + agreeWithin || now >= Date.parse(wish.until)) throw new Refusal('illegal-move', { current: alarm })
  if (version < wish.version) throw new Refusal('conflict', { current: alarm })
  if (wish.by.id === who.id) throw new Refusal('not-allowed', { community: alarm.community })
  const { until, reason, by } = wish
  return shelved(alarm, { until, reason, by, agreed: who })
}

function requireMove(alarm: Alarm): void {
  if (!alarmAfter(alarm.state, 'shelve', { active: isActive(alarm), latching: false })) throw new Refusal('illegal-move', { current: alarm })
}

function shelved(alarm: Alarm, shelving: NonNullable<Alarm['shelving']>): AlarmStep {
  const aside = next(alarm, { state: 'shelved', active: isActive(alarm), shelving, shelvingAsked: null, tally: tallied(alarm, 'shelved'), step: said('', shelving.reason) })
  return { fact: 'alarm.shelved', alarm: aside, timers: [overTimer(alarm.id, shelving.until)] }
}

export function decideUnshelve(alarm: Alarm, { version, reason }: { version: number; reason: string }, ground: Ground): AlarmStep {
  seenAt(alarm, version)
  const step = alarm.state === 'shelved' ? decideRelease(alarm, ground, said('', reason)) : null
  if (!step) throw new Refusal('illegal-move', { current: alarm })
  return step
}

/** Its time is over. Null where it was put aside for longer meanwhile, or is no longer shelved. */
export function decideShelvingOver(alarm: Alarm, ground: Ground): AlarmStep | null {
  return alarm.state === 'shelved' && Date.parse(alarm.shelving?.until ?? alarm.raisedAt) <= ground.now ? decideRelease(alarm, ground) : null
}

/** Nobody agreed. Null where somebody did, or the wish is another. */
export function decideWishOver(alarm: Alarm, now: number): AlarmStep | null {
  const wish = alarm.shelvingAsked
  return wish && Date.parse(wish.by.at) + agreeWithin <= now ? { fact: 'alarm.shelving-lapsed', alarm: next(alarm, { shelvingAsked: null }) } : null
}
