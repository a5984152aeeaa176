import type { Post } from '#shared/people.ts'
import type { PlanContent, PlanStep } from '#shared/plans.ts'

/** What is left out: nothing measured, nothing to look at, two minutes to accept, no second person. */
export type PlanDraft = Omit<PlanContent, 'measures' | 'standDown' | 'acceptMinutes' | 'secondPerson'> & Partial<PlanContent>

type Clock = { minutes?: number; after?: string[] }

/** One line of a plan's table: who, by when, what in a word, what in full, and what leaves the building. */
export const step = (
  key: string, post: Post, { minutes, after = [] }: Clock, zh: readonly [name: string, instruction: string], en: readonly [name: string, instruction: string],
  notify: PlanStep['notify'] = null,
): PlanStep => ({
  key, post, name: { zh: zh[0], en: en[0] }, instruction: { zh: zh[1], en: en[1] }, minutes: minutes ?? null, after, notify,
})
