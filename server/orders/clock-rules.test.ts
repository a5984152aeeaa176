import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Limit, WorkCalendar } from '#shared/promises.ts'
import { dueAt, hoursAt, type LocalTime } from './clock-rules.ts'

const seed = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31)
console.log(`  clock rules: SEED=${seed}`)

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const company: WorkCalendar = {
  id: '', version: 1, region: null, community: null, weekdays: [1, 2, 3, 4, 5], opensAt: '08:30', closesAt: '18:00',
  holidays: [{ day: '2026-10-01', name: '国庆节' }, { day: '2026-10-02', name: '国庆节' }, { day: '2026-10-05', name: '国庆节' }, { day: '2026-10-06', name: '国庆节' }, { day: '2026-10-07', name: '国庆节' }],
  workdays: ['2026-10-10'],
}
const shanghai: LocalTime = { zone: 'Asia/Shanghai', calendar: company }
/** An instant as Shanghai's clocks say it. */
const at = (local: string): number => Date.parse(`${local}+08:00`)
const due = (unit: Limit['unit'], amount: number, from: string, local = shanghai): string => new Date(dueAt({ unit, amount }, at(from), local) + 8 * hour).toISOString().slice(0, 19)

describe('what is promised', () => {
  it('in minutes runs day and night', () => {
    expect(due('minutes', 20, '2026-10-01T23:50:00')).toBe('2026-10-02T00:10:00')
  })

  it('in working minutes runs only while the community works: over nights, weekends and holidays, and on a Saturday worked in place of one', () => {
    expect(due('working-minutes', 60, '2026-09-30T17:30:00')).toBe('2026-10-08T09:00:00')
    expect(due('working-minutes', 60, '2026-10-09T17:30:00')).toBe('2026-10-10T09:00:00')
    expect(due('working-minutes', 30, '2026-09-30T06:00:00')).toBe('2026-09-30T09:00:00')
    expect(due('working-minutes', 570, '2026-09-30T08:30:00')).toBe('2026-09-30T18:00:00')
  })

  it('the same day ends with the local day, and with the next where it was reported after working time', () => {
    expect(due('days', 0, '2026-11-20T17:59:59')).toBe('2026-11-20T23:59:59')
    expect(due('days', 0, '2026-11-20T18:00:00')).toBe('2026-11-21T23:59:59')
    expect(due('days', 2, '2026-11-20T03:00:00')).toBe('2026-11-22T23:59:59')
  })

  it('within a working day ends with the next day that is worked', () => {
    expect(due('working-days', 1, '2026-11-20T10:00:00')).toBe('2026-11-23T23:59:59')
    expect(due('working-days', 1, '2026-11-20T19:00:00')).toBe('2026-11-24T23:59:59')
    expect(due('working-days', 0, '2026-11-21T10:00:00')).toBe('2026-11-23T23:59:59')
    expect(due('working-days', 1, '2026-09-30T10:00:00')).toBe('2026-10-08T23:59:59')
    expect(due('working-days', 1, '2026-10-09T10:00:00')).toBe('2026-10-10T23:59:59')
  })

  it('is judged by the hours in which it is reported', () => {
    const kinds = ['2026-11-20T08:29:59', '2026-11-20T08:30:00', '2026-11-20T17:59:59', '2026-11-20T18:00:00', '2026-11-21T10:00:00', '2026-10-01T10:00:00', '2026-10-10T10:00:00']
    expect(kinds.map((local) => hoursAt(at(local), shanghai))).toEqual(['night', 'working', 'working', 'night', 'holiday', 'holiday', 'working'])
  })

  it('loses and wins an hour where clocks are put back and forward', () => {
    const berlin: LocalTime = { zone: 'Europe/Berlin', calendar: { ...company, weekdays: [7], opensAt: '00:00', closesAt: '12:00' } }
    const [spring, autumn] = [Date.parse('2026-03-29T00:00:00+01:00'), Date.parse('2026-10-25T00:00:00+02:00')]
    expect(dueAt({ unit: 'working-minutes', amount: 11 * 60 }, spring, berlin)).toBe(Date.parse('2026-03-29T12:00:00+02:00'))
    expect(dueAt({ unit: 'working-minutes', amount: 13 * 60 }, autumn, berlin)).toBe(Date.parse('2026-10-25T12:00:00+01:00'))
    expect(dueAt({ unit: 'days', amount: 0 }, autumn, berlin) - autumn).toBe(25 * hour - 1000)
  })

  it('does not hang where hardly anything is ever worked, and counts every day where no weekday was filled in', () => {
    const hardly = { ...shanghai, calendar: { ...company, opensAt: '08:00', closesAt: '08:01' } }
    const never = { ...shanghai, calendar: { ...company, opensAt: '18:00', closesAt: '08:00' } }
    for (const local of [hardly, never]) {
      for (const unit of ['working-minutes', 'working-days'] as const) expect(dueAt({ unit, amount: 527_040 }, at('2026-01-01T00:00:00'), local)).toBeGreaterThan(at('2040-01-01T00:00:00'))
    }
    const unfilled = { ...shanghai, calendar: { ...company, weekdays: [] } }
    expect(due('working-days', 1, '2026-11-20T10:00:00', unfilled)).toBe('2026-11-21T23:59:59')
  }, 30_000)

  it('knows no gap at midnight where people work around the clock', () => {
    const always = { ...shanghai, calendar: { ...company, weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: [], opensAt: '00:00', closesAt: '23:59' } }
    expect(due('working-minutes', 3, '2026-11-20T23:58:30', always)).toBe('2026-11-21T00:01:30')
    expect(due('days', 0, '2026-11-20T23:59:30', always)).toBe('2026-11-20T23:59:59')
    expect(hoursAt(at('2026-11-20T23:59:30'), always)).toBe('working')
  })

  it('is counted in UTC where nobody knows the zone', () => {
    const lost = { ...shanghai, zone: 'Mars/Olympus_Mons' }
    expect(dueAt({ unit: 'days', amount: 0 }, Date.parse('2026-11-20T10:00:00Z'), lost)).toBe(Date.parse('2026-11-20T23:59:59Z'))
  })
})

type Minute = { at: number; date: string; reading: number }

/** Every minute of 24 days as a zone's clocks show it, asked of the runtime one by one. */
const tables = new Map<string, Minute[]>()
function minutesFrom(zone: string, start: string): Minute[] {
  const key = `${zone} ${start}`
  const held = tables.get(key)
  if (held) return held
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const table = Array.from({ length: 24 * 1440 }, (_, i): Minute => {
    const one = Date.parse(start) + i * minute
    const [date = '', time = ''] = format.format(one).split(', ')
    return { at: one, date, reading: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) }
  })
  tables.set(key, table)
  return table
}

const clockMinutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const datePlus = (date: string, days: number): string => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)

/** The same rules once more, the slow way: minute by minute from the first day of the table. */
class Slow {
  private readonly open: boolean[]
  private readonly over: boolean[]
  private readonly table: Minute[]
  private readonly calendar: WorkCalendar

  constructor(table: Minute[], calendar: WorkCalendar) {
    this.table = table
    this.calendar = calendar
    let [date, opened, closed] = ['', false, false]
    this.open = []
    this.over = []
    for (const one of table) {
      if (one.date !== date) [date, opened, closed] = [one.date, false, false]
      opened ||= one.reading >= clockMinutes(calendar.opensAt)
      closed ||= calendar.closesAt !== '23:59' && one.reading >= clockMinutes(calendar.closesAt)
      this.open.push(opened && !closed && this.worked(date))
      this.over.push(closed)
    }
  }

  worked(date: string): boolean {
    const { workdays, weekdays, holidays } = this.calendar
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7
    return workdays.includes(date) || (weekdays.includes(weekday) && !holidays.some((one) => one.day === date))
  }

  hours(index: number): string {
    return !this.worked(this.table[index]?.date ?? '') ? 'holiday' : this.open[index] ? 'working' : 'night'
  }

  /** Null where the table ends before it is due. */
  due({ unit, amount }: Limit, index: number): number | null {
    if (unit === 'minutes') return (this.table[index]?.at ?? 0) + amount * minute
    if (unit === 'working-minutes') {
      let left = amount
      for (let i = index; i < this.table.length; i++) {
        if (this.open[i] && --left === 0) return (this.table[i]?.at ?? 0) + minute
      }
      return null
    }
    let date = this.table[index]?.date ?? ''
    if (this.over[index]) date = datePlus(date, 1)
    if (unit === 'days') date = datePlus(date, amount)
    else for (let left = amount; !this.worked(date) || left-- > 0; ) date = datePlus(date, 1)
    const last = this.table.findLastIndex((one) => one.date === date)
    const end = this.table[last]
    return end && last < this.table.length - 1 ? end.at + minute - 1000 : null
  }
}

/** Weeks in which clocks are put forward or back; in Havana at midnight, on Lord Howe by half an hour. */
const weeks = [
  ['Asia/Shanghai', '2026-09-25T00:00:00Z'], ['America/New_York', '2026-03-04T05:00:00Z'], ['America/New_York', '2026-10-28T04:00:00Z'], ['Europe/Berlin', '2026-03-25T23:00:00Z'],
  ['Europe/Berlin', '2026-10-20T22:00:00Z'], ['Pacific/Chatham', '2026-04-01T10:15:00Z'], ['Pacific/Chatham', '2026-09-23T11:15:00Z'], ['America/Havana', '2026-03-04T05:00:00Z'],
  ['America/Havana', '2026-10-28T04:00:00Z'], ['Australia/Lord_Howe', '2026-04-01T13:00:00Z'], ['Mars/Olympus_Mons', '2026-01-01T00:00:00Z'],
] as const
const place = fc.constantFrom(...weeks)

const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const hours = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 0, max: 200 })), fc.oneof(fc.integer({ min: 1, max: 1439 }), fc.integer({ min: 1, max: 240 }), fc.constant(1439)))
  .filter(([opens, closes]) => opens < closes)
const dayIn = fc.integer({ min: 0, max: 22 })
const calendarOf = (start: string) =>
  fc.record({ weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }), hours, off: fc.uniqueArray(dayIn, { maxLength: 6 }), on: fc.uniqueArray(dayIn, { maxLength: 4 }) }).map(
    ({ weekdays, hours: [opens, closes], off, on }): WorkCalendar => ({
      ...company, weekdays, opensAt: clockOf(opens), closesAt: clockOf(closes),
      holidays: off.map((days) => ({ day: datePlus(start.slice(0, 10), days), name: '' })), workdays: on.map((days) => datePlus(start.slice(0, 10), days)),
    }),
  )
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ unit: fc.constant('minutes' as const), amount: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ unit: fc.constant('working-minutes' as const), amount: fc.integer({ min: 1, max: 2500 }) }),
  fc.record({ unit: fc.constantFrom('days' as const, 'working-days' as const), amount: fc.integer({ min: 0, max: 5 }) }),
)
const index = fc.integer({ min: 0, max: 12 * 1440 })

describe('clocks in any zone and calendar', () => {
  it('agree with counting minute by minute', () => {
    let compared = 0
    const property = fc.property(place.chain(([zone, start]) => fc.tuple(fc.constant([zone, start] as const), calendarOf(start))), fc.array(fc.tuple(index, limit), { minLength: 5, maxLength: 5 }), ([[zone, start], calendar], cases) => {
      const table = minutesFrom(zone === 'Mars/Olympus_Mons' ? 'UTC' : zone, start)
      const slow = new Slow(table, calendar)
      for (const [from, asked] of cases) {
        const then = table[from]?.at ?? 0
        expect(hoursAt(then, { zone, calendar })).toBe(slow.hours(from))
        const wanted = slow.due(asked, from)
        if (wanted === null) continue
        compared++
        expect(dueAt(asked, then, { zone, calendar }), `${JSON.stringify(asked)} from ${new Date(then).toISOString()}`).toBe(wanted)
      }
    })
    fc.assert(property, { seed, numRuns: 200 })
    expect(compared).toBeGreaterThan(500)
  }, 60_000)

  it('are never earlier for a later report or a larger amount, and never before the report', () => {
    const whole = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') })
    const unit = fc.constantFrom('minutes' as const, 'working-minutes' as const, 'days' as const, 'working-days' as const)
    const near = fc.oneof(fc.integer({ min: 0, max: 2 * hour }), fc.integer({ min: 0, max: 40 * day }))
    const property = fc.property(place.chain(([zone, start]) => fc.tuple(fc.constant(zone), calendarOf(start))), whole, near, unit, fc.nat(400), fc.nat(400), ([zone, calendar], from, later, kind, amount, more) => {
      const [start, sooner] = [from + later, { unit: kind, amount }]
      const first = dueAt(sooner, from, { zone, calendar })
      expect(first).toBeGreaterThanOrEqual(from - 1000)
      expect(dueAt(sooner, start, { zone, calendar })).toBeGreaterThanOrEqual(first)
      expect(dueAt({ unit: kind, amount: amount + more }, from, { zone, calendar })).toBeGreaterThanOrEqual(first)
    })
    fc.assert(property, { seed, numRuns: 400 })
  }, 60_000)
})
