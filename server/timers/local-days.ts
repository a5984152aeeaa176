import { DateTime, IANAZone } from 'luxon'

/** A zone that nobody knows must not keep what is due from coming. */
const known = (zone: string): string => (IANAZone.isValidZone(zone) ? zone : 'UTC')

/** The day (YYYY-MM-DD) that calendars in `zone` show at an instant (epoch milliseconds). */
export const dayOf = (at: number, zone: string): string => DateTime.fromMillis(at, { zone: known(zone) }).toFormat('yyyy-MM-dd')

/** The instant at which clocks in `zone` show this day and time (HH:MM); where they are put forward past it, as much later. */
export const instantOf = (day: string, clock: string, zone: string): number => DateTime.fromISO(`${day}T${clock}`, { zone: known(zone) }).toMillis()

/** The day so many days later. */
export const dayAfter = (day: string, days = 1): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
