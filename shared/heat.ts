import { z } from 'zod'
import { Id } from './text.ts'

export const heatWindows = ['24h', '7d', '30d'] as const
export type HeatWindow = (typeof heatWindows)[number]

/** What happened at one building in a window, against what is usual there over 30 days. */
export const BuildingHeat = z.strictObject({
  building: Id,
  count: z.int().min(0),
  /** Events that a window of this length usually brings here (30-day mean). */
  usual: z.number().min(0),
  level: z.int().min(0).max(4),
})
export type BuildingHeat = z.infer<typeof BuildingHeat>

/** Days of history in which the usual is counted. */
export const usualDays = 30

/**
 * 0 (as usual) to 4 (far above): the count's distance from the usual in standard deviations of a Poisson count.
 * One event alone never colours a quiet building above 1.
 */
export function heatLevel(count: number, usual: number): number {
  const z = (count - usual) / Math.sqrt(Math.max(usual, 1))
  return z < 0.75 ? 0 : z < 1.5 ? 1 : z < 2.5 ? 2 : z < 4 ? 3 : 4
}
