import type { Shift } from '#shared/shifts.ts'
import type { Bilingual } from '#shared/text.ts'
import { Refusal } from '../refusal.ts'
import { localOf } from '../timers/local-days.ts'

const minute = 60_000
const shortest = 15 * minute
const longest = 24 * 60 * minute
const farthest = 400 * 86_400_000

type Span = Pick<Shift, 'startsAt' | 'endsAt'>

/** What is wrong with the times of a shift that somebody plans; null where they can be kept. */
export function spanFault({ startsAt, endsAt }: Span, now: number): { field: string; message: Bilingual } | null {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)]
  if (end - start < shortest) return { field: 'endsAt', message: { zh: '至少 15 分钟，且结束晚于开始', en: 'It must end at least 15 minutes after it begins' } }
  if (end - start > longest) return { field: 'endsAt', message: { zh: '一个班次最长 24 小时', en: 'A shift lasts 24 hours at most' } }
  if (end <= now) return { field: 'endsAt', message: { zh: '已经过去', en: 'It is over already' } }
  if (start > now + farthest) return { field: 'startsAt', message: { zh: '太远：最多提前 400 天', en: 'Too far away: 400 days at most' } }
  return null
}

/** The first of `held` at the same time as `span`: one that ends when the other begins is not. */
export const overlapping = <T extends Span>(held: readonly T[], span: Span): T | null =>
  held.find((one) => Date.parse(one.startsAt) < Date.parse(span.endsAt) && Date.parse(span.startsAt) < Date.parse(one.endsAt)) ?? null

/** Told with the times of the community's own clocks. */
export function overlapWords(held: Span, zone: string): Bilingual {
  const [from, to] = [localOf(Date.parse(held.startsAt), zone), localOf(Date.parse(held.endsAt), zone)]
  const span = `${from.date} ${from.clock}–${to.clock}`
  return { zh: `此人在 ${span} 已有班次`, en: `This person already has a shift on ${span}` }
}

export type ShiftDecision = { fact: 'shift.planned' | 'shift.cancelled' | 'shift.missed'; shift: Shift }

/** @throws Refusal where somebody was faster, or it is over */
export function decideCancel(shift: Shift, version: number, now: number): ShiftDecision {
  if (shift.version !== version) throw new Refusal('conflict', { current: shift })
  if (shift.state === 'cancelled' || Date.parse(shift.endsAt) <= now) throw new Refusal('illegal-move', { current: shift })
  return { fact: 'shift.cancelled', shift: cancelled(shift) }
}

/** Absent from now on: whoever is absent is not on duty. @throws Refusal */
export function decideMiss(shift: Shift, version: number): ShiftDecision {
  if (shift.version !== version) throw new Refusal('conflict', { current: shift })
  if ((shift.state ?? 'planned') !== 'planned') throw new Refusal('illegal-move', { current: shift })
  return { fact: 'shift.missed', shift: { ...shift, version: shift.version + 1, state: 'absent' } }
}

export const cancelled = (shift: Shift): Shift => ({ ...shift, version: shift.version + 1, state: 'cancelled' })
