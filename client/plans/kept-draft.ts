import type { PlanContent } from '#shared/plans.ts'

/** What was written and not saved, and the version that it was written upon. It lives as long as its tab. */
export type KeptDraft = { version: number; content: PlanContent }

const keyOf = (id: string): string => `watchfloor.plan-draft.${id}`

export function readDraft(id: string): KeptDraft | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(id)) ?? 'null') as KeptDraft | null
  } catch {
    return null
  }
}

export function keepDraft(id: string, draft: KeptDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(keyOf(id), JSON.stringify(draft))
    else sessionStorage.removeItem(keyOf(id))
  } catch {
    // A browser that keeps nothing still edits.
  }
}
