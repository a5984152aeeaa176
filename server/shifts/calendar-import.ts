import { setImmediate } from 'node:timers/promises'
import type { Roster } from '#shared/rosters.ts'
import type { Shift } from '#shared/shifts.ts'
import type { Bilingual } from '#shared/text.ts'
import type { Place } from '../identity/caller.ts'
import type { Change } from '../journal/change.ts'
import type { Parts } from '../parts.ts'
import { readEvents, type CalendarEvent, type EventLine } from './calendar-events.ts'
import { samePattern, wishOf, type Wish } from './calendar-rules.ts'
import { localOf } from '../timers/local-days.ts'
import { due, planned, rosterChange, shiftChange, span } from './roster-making.ts'
import { occurrencesOf, rosterFault, type Occurrence } from './roster-rules.ts'
import { rosterRowsOf, shiftsAhead, staffOf, type RosterRow } from './roster-store.ts'
import { cancelled, overlapping, overlapWords, spanFault, type ShiftDecision } from './shift-rules.ts'

export type Line = { line: number; words: string; errors: { field: string; message: Bilingual }[] } & (
  | { outcome: 'new' | 'changed'; changes: Change[] }
  | { outcome: 'same' | 'wrong' }
)

/** Changes in one commit: more would hold up what is urgent. */
const mostChanges = 8_000
/** Milliseconds that one file may take. */
const longestWork = 4_000
const tooMuch: Bilingual = { zh: '一次的班次太多，请分成几个文件', en: 'Too many shifts at a time: split the file' }
const twice: Bilingual = { zh: '这个 UID 前面已经出现过', en: 'This UID has been there before' }

/** What a calendar would do to a community, event by event. It reads, and changes nothing. */
export async function planCalendar(parts: Pick<Parts, 'db'>, place: Place, text: string, now: number): Promise<Line[]> {
  const events = readEvents(text)
  const at = new Date(now).toISOString()
  const [staff, rosters, shifts] = await Promise.all([staffOf(parts, place.id), rosterRowsOf(parts, place.id), shiftsAhead(parts, place.id, at)])
  const held = new Set([...rosters, ...shifts].map(({ id }) => id))
  const plan = new CalendarPlan(place, rosters, shifts, now)
  const seen = new Set<string>()
  const until = performance.now() + longestWork
  let changes = 0
  const judge = (event: EventLine): Line => {
    const wrong = (words: string, errors: Line['errors']): Line => ({ line: event.line, words, outcome: 'wrong', errors })
    if ('fault' in event) return wrong('', [{ field: 'text', message: event.fault }])
    const words = wordsOf(event)
    if (event.uid !== '' && seen.has(event.uid)) return wrong(words, [{ field: 'UID', message: twice }])
    seen.add(event.uid)
    if (changes > mostChanges || performance.now() > until) return wrong(words, [{ field: 'text', message: tooMuch }])
    const wish = wishOf(event, place, staff, held)
    if ('faults' in wish) return wrong(words, wish.faults)
    const step = plan.take(wish)
    if (step.outcome === 'new' || step.outcome === 'changed') changes += step.changes.length
    return changes > mostChanges ? wrong(words, [{ field: 'text', message: tooMuch }]) : { line: event.line, words, ...step }
  }
  const lines: Line[] = []
  for (const event of events) {
    lines.push(judge(event))
    // Others are waiting, too.
    if (lines.length % 50 === 0) await setImmediate()
  }
  return lines
}

const wordsOf = ({ summary, start, rule }: CalendarEvent): string =>
  [summary, start && `${start.date} ${start.clock?.slice(0, 5) ?? ''}`.trim(), rule].filter(Boolean).join(' · ').slice(0, 160)

type Step = { outcome: 'new' | 'changed'; changes: Change[]; errors: [] } | { outcome: 'same'; errors: [] } | { outcome: 'wrong'; errors: Line['errors'] }

const same: Step = { outcome: 'same', errors: [] }
const wrong = (field: string, message: Bilingual): Step => ({ outcome: 'wrong', errors: [{ field, message }] })

/** Takes one wish after another, each seeing what those before it have done. */
class CalendarPlan {
  private readonly place: Place
  private readonly now: number
  private readonly rosters: ReadonlyMap<string, RosterRow>
  private readonly shifts = new Map<string, Shift>()
  /** Who is planned when. */
  private readonly taken = new Map<string, Map<string, Shift>>()
  private readonly made = new Map<string, Shift[]>()

  constructor(place: Place, rosters: readonly RosterRow[], shifts: readonly Shift[], now: number) {
    this.place = place
    this.now = now
    this.rosters = new Map(rosters.map((roster) => [roster.id, roster]))
    for (const shift of shifts) {
      this.put(shift)
      if (shift.roster) this.made.set(shift.roster, [...(this.made.get(shift.roster) ?? []), shift])
    }
  }

  take(wish: Wish): Step {
    return wish.kind === 'shift' ? this.takeShift(wish.shift) : this.takeRoster(wish.roster, wish.off)
  }

  private takeShift(wish: Shift): Step {
    const held = this.shifts.get(wish.id)
    if (!held && Date.parse(wish.endsAt) <= this.now) return same
    if (held && (held.state === 'cancelled' || sameShift(held, wish))) return same
    const fault = spanFault(wish, this.now)
    if (fault) return wrong(fault.field === 'startsAt' ? 'DTSTART' : 'DTEND', fault.message)
    const shift = { ...wish, version: (held?.version ?? 0) + 1 }
    const clash = this.clash([shift], new Set([shift.id]))
    if (clash) return wrong('DTSTART', clash)
    this.put(shift)
    return { outcome: held ? 'changed' : 'new', changes: [shiftChange({ fact: 'shift.planned', shift })], errors: [] }
  }

  private takeRoster(wish: Roster, off: readonly string[]): Step {
    const { place, now } = this
    const row = this.rosters.get(wish.id)
    if (wish.until !== null && wish.until < localOf(now, place.zone).date && (!row || sameRoster(row, wish))) return same
    const roster = { ...wish, version: (row?.version ?? 0) + 1, rule: row && samePattern(row.rule, wish.rule) ? row.rule : wish.rule }
    const fault = rosterFault(roster, place.zone, now)
    if (fault) return wrong(fault.field === 'rule' || fault.field === 'until' ? 'RRULE' : 'DTSTART', fault.message)
    const again = row !== undefined && sameRoster(row, wish)
    const { from, to } = span(place.zone, now)
    const wanted = again ? [] : due(roster, place.zone, from, to, now)
    const calledOff = off.flatMap((day) => occurrencesOf(roster, place.zone, day, day)).filter(({ startsAt }) => Date.parse(startsAt) > now)
    const decisions = reconcile(roster, wanted, calledOff, this.made.get(roster.id) ?? [], again, now)
    if (again && decisions.length === 0) return same
    const made = decisions.map(({ shift }) => shift)
    const clash = this.clash(made.filter(({ state }) => state === 'planned'), new Set(made.map(({ id }) => id)))
    if (clash) return wrong('RRULE', clash)
    for (const shift of made) this.put(shift)
    const changes = decisions.map(shiftChange)
    return { outcome: row ? 'changed' : 'new', changes: again ? changes : [rosterChange('roster.planned', roster, to), ...changes], errors: [] }
  }

  /** In words, where one of these shifts falls on one that is not itself replaced. */
  private clash(wanted: readonly Shift[], replaced: ReadonlySet<string>): Bilingual | null {
    for (const shift of wanted) {
      const others = [...(this.taken.get(shift.person)?.values() ?? [])].filter(({ id }) => !replaced.has(id))
      const found = overlapping(others, shift)
      if (found) return overlapWords(found, this.place.zone)
    }
    return null
  }

  private put(shift: Shift): void {
    const before = this.shifts.get(shift.id)
    if (before) this.taken.get(before.person)?.delete(before.id)
    this.shifts.set(shift.id, shift)
    if ((shift.state ?? 'planned') !== 'planned') return
    const own = this.taken.get(shift.person) ?? new Map<string, Shift>()
    this.taken.set(shift.person, own.set(shift.id, shift))
  }
}

const sameRoster = (row: RosterRow, wish: Roster): boolean =>
  row.person === wish.person && row.post === wish.post && samePattern(row.rule, wish.rule) && row.startsOn === wish.startsOn &&
  row.startsAt === wish.startsAt && row.minutes === wish.minutes && row.until === wish.until

/** Calendars know whole seconds. */
const sameShift = (held: Shift, wish: Shift): boolean => {
  const second = (at: string): number => Math.floor(Date.parse(at) / 1_000)
  return held.person === wish.person && held.post === wish.post && second(held.startsAt) === second(wish.startsAt) && second(held.endsAt) === second(wish.endsAt)
}

/**
 * The steps from the shifts that a roster has to those that it shall have. Where the roster stays as it is (`again`), only what is called off
 * counts: what was cancelled here stays cancelled. Else the file decides, and a shift that has begun is left alone.
 */
function reconcile(roster: Roster, wanted: readonly Occurrence[], off: readonly Occurrence[], held: readonly Shift[], again: boolean, now: number): ShiftDecision[] {
  const has = new Map(held.map((shift) => [shift.id, shift]))
  const without = new Set(off.map(({ id }) => id))
  const called: ShiftDecision[] = off.flatMap((one) => {
    const shift = has.get(one.id)
    if (shift?.state === 'cancelled') return []
    return [{ fact: 'shift.cancelled', shift: shift ? cancelled(shift) : { ...planned(roster, one).shift, state: 'cancelled' } }]
  })
  if (again) return called
  const kept = new Set(wanted.map(({ id }) => id))
  const made = wanted.flatMap((one) => {
    const shift = has.get(one.id)
    if (without.has(one.id) || (shift && fits(shift, roster, one))) return []
    return [planned(roster, one, (shift?.version ?? 0) + 1)]
  })
  const gone = held.filter(({ id, state, startsAt }) => !kept.has(id) && !without.has(id) && state !== 'cancelled' && Date.parse(startsAt) > now)
  return [...called, ...made, ...gone.map((shift): ShiftDecision => ({ fact: 'shift.cancelled', shift: cancelled(shift) }))]
}

const fits = (shift: Shift, roster: Roster, { startsAt, endsAt }: Occurrence): boolean =>
  shift.state !== 'cancelled' && shift.person === roster.person && shift.post === roster.post && shift.startsAt === startsAt && shift.endsAt === endsAt
