import type { Shift } from '#shared/shifts.ts'

const minute = 60_000
export const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string): Intl.DateTimeFormat {
  const options = { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const held = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', options)
  formats.set(zone, held)
  return held
}

/** The day (YYYY-MM-DD) and time (HH:MM) that clocks in `zone` show at a moment. */
export function localOf(at: number, zone: string): { date: string; clock: string } {
  const part = new Map(formatOf(zone).formatToParts(at).map(({ type, value }) => [type, value]))
  return { date: `${part.get('year')}-${part.get('month')}-${part.get('day')}`, clock: `${part.get('hour')}:${part.get('minute')}` }
}

const asUtc = ({ date, clock }: { date: string; clock: string }): number => Date.parse(`${date}T${clock}:00Z`)

/** The moment at which clocks in `zone` show this; the first where they do twice, a little later where they never do. */
export function instantOf(date: string, clock: string, zone: string): number {
  const local = asUtc({ date, clock })
  const ahead = (at: number): number => asUtc(localOf(at, zone)) - Math.floor(at / minute) * minute
  const tries = [local - ahead(local - dayMs), local - ahead(local + dayMs)]
  const fits = tries.filter((at) => at + ahead(at) === local)
  return fits.length > 0 ? Math.min(...fits) : Math.max(...tries)
}

export const daysAfter = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The Monday of the week in which a day lies. */
export const mondayOf = (date: string): string => daysAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))

/** A shift as one day shows it: where it lies on the day, in hundredths, and whether it begins there. */
export type Bar = { shift: Shift; from: string; to: string; left: number; width: number; begins: boolean; overnight: boolean }

/** What each day (YYYY-MM-DD) of a week shows of one person's shifts, in order. */
export function barsOf(shifts: readonly Shift[], days: readonly string[], zone: string): Bar[][] {
  return days.map((day) =>
    shifts
      .flatMap((shift): Bar[] => {
        const [start, end] = [localOf(Date.parse(shift.startsAt), zone), localOf(Date.parse(shift.endsAt), zone)]
        const [left, right] = [percentOf(start, day), percentOf(end, day)]
        if (left >= 100 || right <= 0) return []
        const begins = start.date === day
        return [{ shift, from: start.clock, to: end.clock, left, width: right - left, begins, overnight: end.date !== start.date }]
      })
      .toSorted((a, b) => a.left - b.left),
  )
}

/** How far a local moment lies into a day, 0 before it and 100 after it. */
function percentOf({ date, clock }: { date: string; clock: string }, day: string): number {
  if (date !== day) return date < day ? 0 : 100
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return ((hours * 60 + minutes) / 1_440) * 100
}

/** Minutes from one clock to the next time the other is shown. */
export function minutesBetween(from: string, to: string): number {
  const [a = 0, b = 0] = [from, to].map((clock) => Date.parse(`1970-01-01T${clock}:00Z`) / minute)
  return b > a ? b - a : b - a + 1_440
}

/** The clock so many minutes later. */
export const clockAfter = (clock: string, minutes: number): string => new Date(Date.parse(`1970-01-01T${clock}:00Z`) + minutes * minute).toISOString().slice(11, 16)
