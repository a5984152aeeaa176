import type { Category } from '#shared/orders.ts'
import { hourOf, season, weekday } from './local-time.ts'

/** Orders per 1,000 households and day; the field's case studies lie between 2 and 5 in all. */
export const dailyPerThousand: Record<Category, number> = {
  'repair': 1.08, 'cleaning': 0.42, 'resident-service': 0.42, 'complaint': 0.3, 'security': 0.32, 'parking': 0.3, 'inspection': 0.2, 'greening': 0.12,
}

/** Share of each hour of the day, 0 to 23, of no particular sum. */
const byHour: Record<Category, readonly number[]> = {
  'repair': [1, 1, 1, 1, 1, 2, 5, 9, 12, 11, 9, 8, 6, 6, 7, 7, 7, 8, 11, 13, 12, 8, 4, 2],
  'cleaning': [0, 0, 0, 0, 0, 1, 4, 10, 12, 10, 8, 6, 5, 6, 7, 7, 6, 6, 7, 6, 4, 2, 1, 0],
  'resident-service': [0, 0, 0, 0, 0, 0, 1, 3, 9, 12, 12, 9, 4, 6, 10, 10, 9, 7, 6, 5, 3, 1, 0, 0],
  'complaint': [4, 2, 1, 1, 0, 1, 2, 4, 5, 5, 5, 5, 5, 4, 4, 4, 4, 5, 8, 12, 14, 14, 11, 7],
  'security': [4, 4, 4, 3, 3, 3, 3, 5, 5, 4, 4, 4, 4, 4, 4, 4, 5, 6, 7, 7, 7, 7, 6, 5],
  'parking': [1, 1, 0, 0, 0, 1, 4, 13, 12, 6, 4, 4, 5, 4, 4, 4, 6, 11, 14, 12, 8, 5, 3, 2],
  'inspection': [1, 0, 1, 0, 1, 0, 1, 4, 10, 14, 12, 7, 2, 5, 12, 12, 9, 5, 2, 2, 2, 2, 1, 1],
  'greening': [0, 0, 0, 0, 0, 1, 4, 8, 11, 12, 10, 6, 3, 4, 8, 9, 8, 6, 3, 1, 0, 0, 0, 0],
}

/** People are at home at the weekend; offices and inspections rest. */
const weekend: Record<Category, number> = {
  'repair': 1.2, 'cleaning': 1, 'resident-service': 0.8, 'complaint': 1.3, 'security': 1.1, 'parking': 1.15, 'inspection': 0.4, 'greening': 0.8,
}

/** Months in which a category swells: 0 is January, the peak lies where the cosine is 1. */
const yearly: Partial<Record<Category, { peak: number; swing: number }>> = {
  repair: { peak: 7.5, swing: 0.12 }, greening: { peak: 5, swing: 0.35 }, complaint: { peak: 7, swing: 0.1 },
}

/**
 * How lively a category is at `at` (epoch milliseconds) in relation to its mean: hour of the day, weekday and season
 * in China. Over a week the mean is about 1.
 */
export function liveliness(category: Category, at: number): number {
  const hours = byHour[category]
  const exact = hourOf(at)
  const [a, b] = [hours[Math.floor(exact)] ?? 0, hours[Math.ceil(exact) % 24] ?? 0]
  const hourly = ((a + (b - a) * (exact % 1)) * 24) / hours.reduce((sum, one) => sum + one, 0)
  return hourly * ofDay(category, at)
}

/** Weekday and season alone. */
export function ofDay(category: Category, at: number): number {
  const free = weekday(at) === 0 || weekday(at) === 6
  const factor = weekend[category]
  const swell = yearly[category]
  const ofYear = swell ? 1 + swell.swing * Math.cos(2 * Math.PI * (season(at) - swell.peak / 12)) : 1
  return ((free ? factor : 1) / ((5 + 2 * factor) / 7)) * ofYear
}

export const hourShare = (category: Category, hour: number): number => byHour[category][hour] ?? 0
