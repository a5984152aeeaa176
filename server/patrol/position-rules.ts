import { positionAge } from '#shared/patrol.ts'

const longestHeld = 86_400_000

/**
 * When a person was there, and whether that is where they are now. `said` is the device's time, both in epoch milliseconds.
 * A time to come, or more than a day gone, is a wrong clock: it counts as now. In between, what a phone held back while it had
 * no link belongs to history; only the last 10 minutes say where somebody is.
 */
export function judge(said: number | null, now: number): { at: number; current: boolean } {
  if (said === null || Number.isNaN(said) || said > now || said < now - longestHeld) return { at: now, current: true }
  return { at: said, current: said >= now - positionAge.unknown * 1000 }
}
