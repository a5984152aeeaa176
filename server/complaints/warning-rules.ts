import type { EarlyWarning } from '#shared/complaints.ts'
import type { Category } from '#shared/orders.ts'

/** Reports of one title in one week of a community and category; week 0 is the last seven days, 1 to 8 those before. */
export type WeekCount = { community: string; category: Category; week: number; title: string; count: number }

export const usualWeeks = 8
/** With fewer weeks of its own nobody knows what is usual. */
const fewestWeeks = 4
/** Fewer reports than this are a coincidence, whatever is usual. */
const fewest = 5
const titlesShown = 3

/**
 * Above it a week is not chance: mean and three deviations, as on a Shewhart chart of counts (NIST/SEMATECH e-Handbook 6.3.3.1). The
 * deviation is that of a Poisson count, or the weeks' own where that is larger: complaints come in bunches.
 */
export function limitOf(weeks: readonly number[]): { usual: number; limit: number } {
  const usual = weeks.reduce((sum, count) => sum + count, 0) / weeks.length
  const variance = weeks.reduce((sum, count) => sum + (count - usual) ** 2, 0) / Math.max(1, weeks.length - 1)
  return { usual, limit: usual + 3 * Math.sqrt(Math.max(usual, variance)) }
}

/** Categories that grow against their own weeks. `weeksKnown`: how many of the eight weeks a community has been counted in. */
export function warningsOf(counts: readonly WeekCount[], weeksKnown: (community: string) => number): EarlyWarning[] {
  const groups = new Map<string, WeekCount[]>()
  for (const count of counts) {
    const key = `${count.community} ${count.category}`
    groups.set(key, [...(groups.get(key) ?? []), count])
  }
  const warnings = [...groups.values()].flatMap((group): EarlyWarning[] => {
    const [first] = group
    if (!first) return []
    const known = Math.min(usualWeeks, weeksKnown(first.community))
    const thisWeek = sum(group.filter(({ week }) => week === 0))
    if (known < fewestWeeks || thisWeek < fewest) return []
    const weeks = Array.from({ length: known }, (_, i) => sum(group.filter(({ week }) => week === i + 1)))
    const { usual, limit } = limitOf(weeks)
    if (thisWeek <= limit) return []
    return [{ community: first.community, category: first.category, thisWeek, usual: tenth(usual), limit: tenth(limit), titles: grown(group, known) }]
  })
  return warnings.toSorted((a, b) => b.thisWeek / Math.max(1, b.limit) - a.thisWeek / Math.max(1, a.limit))
}

function grown(group: readonly WeekCount[], known: number): EarlyWarning['titles'] {
  const now = group.filter(({ week }) => week === 0)
  const growth = ({ title, count }: WeekCount): number => count - sum(group.filter((one) => one.title === title && one.week > 0)) / known
  return now.filter((one) => growth(one) > 0).toSorted((a, b) => growth(b) - growth(a)).slice(0, titlesShown).map(({ title, count }) => ({ title, count }))
}

const sum = (counts: readonly { count: number }[]): number => counts.reduce((total, { count }) => total + count, 0)
const tenth = (value: number): number => Math.round(value * 10) / 10
