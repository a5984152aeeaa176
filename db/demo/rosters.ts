import type { Person, Post } from '#shared/people.ts'
import type { Shift } from '#shared/shifts.ts'
import { dayNumber, day, hour, hourOf, instant, midnight } from './local-time.ts'

/** Days before and after today that are planned. */
export const planned = { before: 1, after: 14 } as const

type Turn = 'early' | 'late' | 'night'
const starts: Record<Turn, number> = { night: 0, early: 8, late: 16 }

/** Four teams, three shifts: two days early, two nights, two days late, two off, each team two days behind the one before; at least 8 h of rest. */
const wheel: (Turn | null)[] = ['early', 'early', 'night', 'night', 'late', 'late', null, null]
const roundTheClock: readonly Post[] = ['duty-manager', 'repair', 'security']

/** Shifts of eight hours from yesterday to a fortnight ahead. */
export function rosterOf(people: readonly Person[], now: number, id: (...name: (string | number)[]) => string): Shift[] {
  const seen = new Map<string, number>()
  return people.flatMap((person) => {
    const key = `${person.community} ${person.post}`
    const nth = seen.get(key) ?? 0
    seen.set(key, nth + 1)
    return Array.from({ length: planned.before + 1 + planned.after }, (_, i) => midnight(now) + (i - planned.before) * day).flatMap((date): Shift[] => {
      const turn = turnOf(person.post, nth, dayNumber(date))
      if (!turn) return []
      const from = date + starts[turn] * hour
      return [{
        id: id('shift', person.code, dayNumber(date)), version: 1, community: person.community, person: person.id, post: person.post,
        startsAt: instant(from), endsAt: instant(from + 8 * hour), state: 'planned', roster: null,
      }]
    })
  })
}

/** Whether the nth of a community's people of a post works at that moment, by the same wheel, in any year. */
export function worksAt(post: Post, nth: number, at: number): boolean {
  const turn = turnOf(post, nth, dayNumber(at))
  return turn !== null && hourOf(at) >= starts[turn] && hourOf(at) < starts[turn] + 8
}

function turnOf(post: Post, nth: number, date: number): Turn | null {
  if (roundTheClock.includes(post)) return wheel[(date + 2 * (nth % 4)) % 8] ?? null
  if ((date + nth) % 7 === 6) return null
  return post === 'butler' && nth % 3 === 2 ? 'late' : 'early'
}
