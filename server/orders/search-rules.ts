import { orderStates, overStates, type OrderFilter, type OrderState } from '#shared/orders.ts'

/** Words of a search, each of which must occur. */
export const wordsOf = (text: string | null | undefined): string[] => [...new Set((text ?? '').split(/\s+/).filter(Boolean))].slice(0, 12)

const over: readonly OrderState[] = overStates

/** Whether only orders that are not over can fit: these have an index of their own. */
export const onlyOpen = ({ states }: Pick<OrderFilter, 'states'>): boolean => (states ?? []).length > 0 && (states ?? orderStates).every((state) => !over.includes(state))

/**
 * Cuts a page, newest first, of which one row more than wanted was read. What was reported at the same instant stays on one page, so
 * that the next one can begin before it. `before`: where that is; null where there is no more.
 */
export function cutPage<T extends { at: string }>(rows: readonly T[], most: number): { page: T[]; before: string | null } {
  if (rows.length <= most) return { page: [...rows], before: null }
  const first = rows[0]?.at
  const next = rows[most]?.at
  if (next === undefined || first === next) return { page: [...rows], before: next ?? null }
  const page = rows.slice(0, most).filter(({ at }) => at !== next)
  return { page, before: page.at(-1)?.at ?? null }
}

/** Months of UTC from that of `last` back to that of `first` (epoch milliseconds), each with its mark in the index and its first instant. */
export function monthsBack(last: number, first: number): { mark: string; from: string }[] {
  const months: { mark: string; from: string }[] = []
  const end = new Date(last)
  for (let back = 0; months.length < mostMonths; back++) {
    const start = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back, 1))
    months.push({ mark: `m:${start.toISOString().slice(0, 7).replace('-', '')}`, from: start.toISOString() })
    if (start.getTime() <= first) break
  }
  return months
}

/** Fifty years of orders; what claims to be older is not looked for by its words. */
const mostMonths = 600

/** One, then two, then four, … */
export function doubled<T>(all: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < all.length; at = at * 2 + 1) parts.push(all.slice(at, at * 2 + 1))
  return parts
}

/** Spans of time back from `last` past `first` (epoch milliseconds): an hour, then two, then four, …; the newest is open at its end. */
export function hoursBack(last: number, first: number): { from: string; until: string | null }[] {
  const spans: { from: string; until: string | null }[] = []
  let end = last
  for (let hours = 1; spans.length === 0 || end > first; hours *= 2) {
    const from = Math.max(end - hours * 3_600_000, Math.min(first, end - 1))
    spans.push({ from: new Date(from).toISOString(), until: spans.at(-1)?.from ?? null })
    end = from
  }
  return spans
}
