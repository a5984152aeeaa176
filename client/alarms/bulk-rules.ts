import { needsAnswer, type Alarm, type bulkMoves, type BulkOutcome } from '#shared/alarms.ts'
import type { View } from './list-filter-rules.ts'

export type BulkMove = (typeof bulkMoves)[number]

/** What can be done to several of what a view lists. */
export const movesOf: Record<View, readonly BulkMove[]> = {
  ringing: ['acknowledge', 'shelve', 'comment'], shelved: ['unshelve', 'comment'], suppressed: ['shelve', 'comment'], 'out-of-service': ['comment'], past: ['comment'],
}

/** How many a request may name. */
export const mostAtOnce = 500

/** Those to which a move means something; what somebody has seen need not be seen again. */
export const movable = (alarms: readonly Alarm[], move: BulkMove): Alarm[] => (move === 'acknowledge' ? alarms.filter(needsAnswer) : [...alarms])

export const chunksOf = <T>(list: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

export type Outcome = { done: string[]; left: { id: string; fault: string }[] }

export const together = (outcomes: readonly Pick<BulkOutcome, 'done' | 'left'>[]): Outcome => ({ done: outcomes.flatMap(({ done }) => done), left: outcomes.flatMap(({ left }) => left) })

/** What was left as it is, by why, the most frequent first. */
export function leftByFault({ left }: Outcome): { fault: string; ids: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const { id, fault } of left) groups.set(fault, [...(groups.get(fault) ?? []), id])
  return [...groups].map(([fault, ids]) => ({ fault, ids })).toSorted((a, b) => b.ids.length - a.ids.length || a.fault.localeCompare(b.fault))
}
