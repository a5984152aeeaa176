import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateTime } from 'luxon'
import { dayAfter, instantOf, localOf } from '../timers/local-days.ts'
import { firstDay, occurrencesOf, rosterDays, ruleFault } from './roster-rules.ts'

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const
const names = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

type Wish = { freq: 'DAILY' | 'WEEKLY' | 'MONTHLY'; interval: number; days: string[]; monthDays: number[]; wkst: string | null }
const ruleOf = ({ freq, interval, days, monthDays, wkst }: Wish): string =>
  [`FREQ=${freq}`, `INTERVAL=${interval}`, ...(days.length ? [`BYDAY=${days.join(',')}`] : []), ...(monthDays.length ? [`BYMONTHDAY=${monthDays.join(',')}`] : []), ...(wkst ? [`WKST=${wkst}`] : [])].join(';')

const at = (day: string): Date => new Date(`${day}T00:00:00Z`)
const dayCount = (from: string, to: string): number => (at(to).getTime() - at(from).getTime()) / 86_400_000
const weekday = (day: string): number => at(day).getUTCDay()
const monthLength = (day: string): number => new Date(Date.UTC(at(day).getUTCFullYear(), at(day).getUTCMonth() + 1, 0)).getUTCDate()

/** Whether a rule that starts on `start` happens on `day`: asked of every day by itself. */
function happens(wish: Wish, start: string, day: string): boolean {
  const { freq, interval, days, monthDays, wkst } = wish
  const date = at(day).getUTCDate()
  const length = monthLength(day)
  const inMonthDays = monthDays.some((one) => (one > 0 ? one : length + 1 + one) === date)
  const nth = (one: string): boolean => {
    const [, count = '', name = ''] = /^([+-]?\d)?(\w\w)$/.exec(one) ?? []
    if (names[weekday(day)] !== name) return false
    if (count === '') return true
    return Number(count) > 0 ? Math.ceil(date / 7) === Number(count) : Math.ceil((length - date + 1) / 7) === -Number(count)
  }
  if (freq === 'DAILY') {
    return dayCount(start, day) % interval === 0 && (days.length === 0 || days.some(nth)) && (monthDays.length === 0 || inMonthDays)
  }
  if (freq === 'WEEKLY') {
    const begins = names.indexOf((wkst ?? 'MO') as (typeof names)[number])
    const weekOf = (one: string): string => dayAfter(one, -((weekday(one) - begins + 7) % 7))
    return (dayCount(weekOf(start), weekOf(day)) / 7) % interval === 0 && (days.length ? days.some(nth) : weekday(day) === weekday(start))
  }
  const months = (at(day).getUTCFullYear() - at(start).getUTCFullYear()) * 12 + at(day).getUTCMonth() - at(start).getUTCMonth()
  if (months % interval !== 0) return false
  if (days.length === 0 && monthDays.length === 0) return date === at(start).getUTCDate()
  return (days.length === 0 || days.some(nth)) && (monthDays.length === 0 || inMonthDays)
}

const dayName = fc.constantFrom(...names)
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }))
const list = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { maxLength: 3 })
const wkst = fc.option(dayName)
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ freq: fc.constant('DAILY' as const), interval: fc.integer({ min: 1, max: 20 }), days: list(dayName), monthDays: list(monthDay), wkst }),
  fc.record({ freq: fc.constant('WEEKLY' as const), interval: fc.integer({ min: 1, max: 6 }), days: list(dayName), monthDays: fc.constant<number[]>([]), wkst }),
  fc.record({
    freq: fc.constant('MONTHLY' as const), interval: fc.integer({ min: 1, max: 12 }),
    days: list(fc.tuple(fc.constantFrom('', '1', '2', '4', '5', '-1', '-2', '-5'), dayName).map(([count, name]) => count + name)), monthDays: list(monthDay), wkst,
  }),
)
const someDay = fc.integer({ min: 0, max: 1_500 }).map((n) => dayAfter('2024-01-01', n))

describe('the days of a roster', { timeout: 30_000 }, () => {
  it('are those that a calendar read day by day gives', () => {
    fc.assert(
      fc.property(wish, someDay, fc.integer({ min: 0, max: 400 }), fc.option(fc.integer({ min: 0, max: 500 })), (rule, startsOn, later, last) => {
        const roster = { rule: ruleOf(rule), startsOn, until: last === null ? null : dayAfter(startsOn, last) }
        expect(ruleFault(roster.rule)).toBeNull()
        const [from, to] = [dayAfter(startsOn, later), dayAfter(startsOn, later + 120)]
        const naive = Array.from({ length: 121 }, (_, n) => dayAfter(from, n)).filter((day) => (roster.until === null || day <= roster.until) && happens(rule, startsOn, day))
        expect(rosterDays(roster, from, to)).toEqual(naive)
      }),
      { numRuns: 500 },
    )
  })

  it('are the same when it is said to begin on the first of them', () => {
    fc.assert(
      fc.property(wish, someDay, (rule, startsOn) => {
        const roster = { rule: ruleOf(rule), startsOn, until: null }
        const first = firstDay(roster)
        if (first === null) return
        const to = dayAfter(first, 200)
        expect(rosterDays({ ...roster, startsOn: first }, first, to)).toEqual(rosterDays(roster, startsOn, to))
      }),
      { numRuns: 500 },
    )
  })

  it('are searched for no longer where there are none', () => {
    const never = [
      'FREQ=DAILY;INTERVAL=7;BYDAY=TU', 'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30', 'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31', 'FREQ=MONTHLY;INTERVAL=12;BYDAY=5MO',
      'FREQ=DAILY;INTERVAL=366;BYMONTHDAY=31;BYDAY=MO', 'FREQ=MONTHLY;INTERVAL=12;BYDAY=-5TU;BYMONTHDAY=1', 'FREQ=WEEKLY;INTERVAL=53;BYDAY=MO',
    ]
    for (const rule of never) expect(rosterDays({ rule, startsOn: '2027-02-01', until: null }, '2027-02-02', '2027-12-01').length, rule).toBeLessThan(2)
    expect(firstDay({ rule: 'FREQ=DAILY;INTERVAL=7;BYDAY=TU', startsOn: '2027-02-01', until: null })).toBeNull()
  })

  it('need a rule that can be kept', () => {
    const wrong = [
      '', 'FREQ=YEARLY', 'FREQ=SECONDLY', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;INTERVAL=-1', 'FREQ=DAILY;INTERVAL=1000', 'FREQ=DAILY;INTERVAL=', 'FREQ=MONTHLY;INTERVAL=24',
      'FREQ=DAILY;FREQ=WEEKLY', 'FREQ=DAILY;BYDAY=', 'FREQ=DAILY;BYDAY=XX', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=WEEKLY;BYMONTHDAY=3', 'FREQ=MONTHLY;BYDAY=6MO',
      'FREQ=MONTHLY;BYMONTHDAY=0', 'FREQ=MONTHLY;BYMONTHDAY=32', 'FREQ=MONTHLY;BYMONTHDAY=1,,2', 'FREQ=WEEKLY;WKST=XX',
    ]
    for (const rule of wrong) expect(ruleFault(rule), rule).not.toBeNull()
  })
})

describe('the clock of a shift', { timeout: 30_000 }, () => {
  const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)

  it('is the local one on every day that has it, the first where there are two, and the moment clocks leap where there is none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), someDay, clock, (zone, day, time) => {
        const moment = instantOf(day, time, zone)
        const shows = localOf(moment, zone)
        const whole = DateTime.fromISO(`${day}T${time}`, { zone })
        if (whole.toFormat('yyyy-MM-dd HH:mm') === `${day} ${time}`) {
          expect(shows).toEqual({ date: day, clock: time })
          for (const earlier of [30, 60]) expect(localOf(moment - earlier * 60_000, zone)).not.toEqual(shows)
        } else {
          const before = DateTime.fromMillis(moment - 1, { zone })
          expect(`${shows.date} ${shows.clock}` > `${day} ${time}`).toBe(true)
          expect(before.toFormat('yyyy-MM-dd HH:mm') < `${day} ${time}`).toBe(true)
          expect(before.offset).not.toBe(DateTime.fromMillis(moment, { zone }).offset)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('holds on the days on which clocks change', () => {
    const shown = (day: string, time: string, zone: string): string => new Date(instantOf(day, time, zone)).toISOString()
    expect(shown('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z')
    expect(shown('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(shown('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:00:00.000Z')
    expect(shown('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
    expect(shown('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z')
    expect(shown('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z')
    expect(shown('2011-12-30', '12:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z')
  })

  const roster = (startsAt: string, minutes: number) => ({ id: '0b6f3c62-5f5b-4f5e-9f5e-2f5b4f5e9f5e', rule: 'FREQ=DAILY', startsOn: '2026-01-01', until: null, startsAt, minutes })

  it('leaves a shift its length in real time, whatever clocks do within it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), clock, fc.integer({ min: 15, max: 1_380 }), someDay.filter((day) => day > '2026-01-01'), (zone, time, minutes, day) => {
        const [shift] = occurrencesOf(roster(time, minutes), zone, day, day)
        expect(Date.parse(shift?.endsAt ?? '') - Date.parse(shift?.startsAt ?? '')).toBe(minutes * 60_000)
      }),
    )
  })

  it('never lets a roster of whole days overlap itself', () => {
    for (const zone of zones) {
      const shifts = occurrencesOf(roster('08:00', 1_440), zone, '2026-01-01', '2026-12-31')
      expect(shifts.length).toBe(365)
      for (const [i, shift] of shifts.slice(1).entries()) expect(shift.startsAt >= (shifts[i]?.endsAt ?? '')).toBe(true)
    }
  })

  it('gives the same shift the same id, however often and from wherever it is made', () => {
    const year = occurrencesOf(roster('02:30', 480), 'Europe/Berlin', '2026-01-01', '2026-12-31')
    expect(new Set(year.map(({ id }) => id)).size).toBe(365)
    expect(occurrencesOf(roster('02:30', 480), 'Europe/Berlin', '2026-03-01', '2026-04-30')).toEqual(year.filter(({ day }) => day >= '2026-03-01' && day <= '2026-04-30'))
  })
})
