import { rosters } from '#db/schema/rosters.ts'
import { shifts } from '#db/schema/shifts.ts'
import type { Roster } from '#shared/rosters.ts'
import type { Shift } from '#shared/shifts.ts'
import { change, type Change } from '../journal/change.ts'
import { dayAfter, localOf } from '../timers/local-days.ts'
import { ahead, occurrencesOf, type Occurrence } from './roster-rules.ts'
import { overlapping, type ShiftDecision } from './shift-rules.ts'

/** The local days for which shifts are to stand now: from yesterday, because a shift may last over midnight. */
export function span(zone: string, now: number): { from: string; to: string } {
  const today = localOf(now, zone).date
  return { from: dayAfter(today, -1), to: dayAfter(today, ahead) }
}

/** A roster's shifts from one local day to another that are not over. */
export const due = (roster: Roster, zone: string, from: string, to: string, now: number): Occurrence[] =>
  occurrencesOf(roster, zone, from, to).filter(({ endsAt }) => Date.parse(endsAt) > now)

export const planned = (roster: Roster, { id, startsAt, endsAt }: Occurrence, version = 1): ShiftDecision => ({
  fact: 'shift.planned',
  shift: { id, version, community: roster.community, person: roster.person, post: roster.post, startsAt, endsAt, state: 'planned', roster: roster.id },
})

/**
 * What is still to be made of a roster. `held`: what it made before; `others`: when its person is planned elsewhere, which goes first because
 * somebody planned it knowingly. `skipped`: how many were left out so.
 */
export function toMake(roster: Roster, wanted: readonly Occurrence[], held: readonly Shift[], others: readonly Shift[]): { made: ShiftDecision[]; skipped: number } {
  const there = new Set(held.map(({ id }) => id))
  const missing = wanted.filter(({ id }) => !there.has(id))
  const free = missing.filter((one) => !overlapping(others.filter((other) => other.roster !== roster.id), one))
  return { made: free.map((one) => planned(roster, one)), skipped: missing.length - free.length }
}

/** The roster as it shall be; how far its shifts are made is not on the wire. */
export const rosterChange = (name: 'roster.planned' | 'roster.ended', roster: Roster, madeTo: string | null): Change =>
  change(rosters, { ...roster, madeTo }, { name, body: roster })

export const shiftChange = ({ fact, shift }: ShiftDecision): Change => change(shifts, shift, { name: fact, body: shift })
