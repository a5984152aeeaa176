import { isAside, type Alarm } from '#shared/alarms.ts'
import { isDrill } from '#shared/modes.ts'

/** Milliseconds that a flood is counted over. */
const span = 600_000

/** ISA-18.2: more than 10 in 10 minutes is a flood until fewer than 5 in 10 minutes. */
export const flooded = (raised: number, was: boolean): boolean => (was ? raised >= 5 : raised > 10)

/** How many that still stand were raised in the last 10 minutes. */
export function raisedWithin(alarms: Iterable<Pick<Alarm, 'raisedAt'>>, now: number): number {
  const since = new Date(now - span).toISOString()
  let count = 0
  for (const { raisedAt } of alarms) if (raisedAt > since) count += 1
  return count
}

/** What comes upon the room: meant by its sender, real, and not put aside. */
export const isUponUs = (alarm: Pick<Alarm, 'state' | 'mode' | 'exercise'>): boolean => !isAside(alarm) && !alarm.exercise && !isDrill(alarm.mode)
