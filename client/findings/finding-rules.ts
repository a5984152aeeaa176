import type { Finding } from '#shared/findings.ts'

/** Whether its day has gone by, by the reader's own calendar. */
export function isOverdue({ dueOn, state }: Pick<Finding, 'dueOn' | 'state'>, now: number): boolean {
  if (dueOn === null || state !== 'open') return false
  const today = new Date(now)
  const [year, month, day] = [today.getFullYear(), String(today.getMonth() + 1).padStart(2, '0'), String(today.getDate()).padStart(2, '0')]
  return dueOn < `${year}-${month}-${day}`
}

/** Open before closed, overdue and soonest first, then the newest. */
export const byNeed = (a: Finding, b: Finding): number =>
  Number(a.state !== 'open') - Number(b.state !== 'open') || (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || b.at.localeCompare(a.at)
