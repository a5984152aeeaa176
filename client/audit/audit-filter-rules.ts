import type { AuditFilter, outcomes } from '#shared/audit.ts'

export const spans = ['hour', 'day', 'week', 'month', 'all', 'own'] as const
export type Span = (typeof spans)[number]
export type Outcome = (typeof outcomes)[number]

/** `from` and `to`: local date and time as an input holds them, for a span of one's own. */
export type AuditFilters = {
  span: Span
  from: string
  to: string
  community: string | null
  actor: { id: string; name: string } | null
  act: string | null
  outcome: Outcome | null
  text: string
}

export const noFilters: AuditFilters = { span: 'week', from: '', to: '', community: null, actor: null, act: null, outcome: null, text: '' }

const hour = 3_600_000
const lengths: Record<Exclude<Span, 'own' | 'all'>, number> = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour }

/** As the question carries it; `now` in epoch milliseconds. Null where the span ends before it begins. */
export function paramsOf({ span, from, to, community, actor, act, outcome, text }: AuditFilters, now: number): AuditFilter | null {
  const times = span === 'own' ? { from: instantOf(from), to: instantOf(to) } : { from: span === 'all' ? null : new Date(now - lengths[span]).toISOString(), to: null }
  if (times.from !== null && times.to !== null && times.from >= times.to) return null
  return {
    ...(times.from === null ? {} : { from: times.from }),
    ...(times.to === null ? {} : { to: times.to }),
    ...(community === null ? {} : { community }),
    ...(actor === null ? {} : { actor: actor.id }),
    ...(act === null ? {} : { name: act }),
    ...(outcome === null ? {} : { outcome }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  }
}

/** A local time of this screen's zone. */
function instantOf(local: string): string | null {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

export const isFiltered = (filters: AuditFilters): boolean => JSON.stringify({ ...filters, from: '', to: '' }) !== JSON.stringify(noFilters)
