import { randomUUID } from 'node:crypto'
import type { Plan, PlanContent } from '#shared/plans.ts'

type Said = Pick<PlanContent, 'scene' | 'name' | 'purpose' | 'steps'> & Partial<PlanContent>

/** A plan that is in force as its first edition. */
export function publishedPlan(content: Said, id: string = randomUUID()): Plan {
  const at = '2026-01-01T00:00:00.000Z'
  return {
    id, version: 1, series: id, edition: 1, state: 'published', triggers: [], targetMinutes: null, resources: [], measures: [], standDown: [], acceptMinutes: 2, secondPerson: false, ...content,
    by: 'test', changedAt: at, publishedAt: at, publishedBy: 'test', change: '', findings: [], returned: null,
  }
}
