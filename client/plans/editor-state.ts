import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { Plan, PlanContent } from '#shared/plans.ts'
import { useCommand } from '../live/command-state.ts'
import { beginning, turnOf } from './edit-history.ts'
import { chosenAfter, edited, type Edit } from './edit-rules.ts'
import { contentOf, sendable } from './edit-wire.ts'
import { keepDraft, readDraft } from './kept-draft.ts'
import { nameless } from './starters.ts'

export type Editor = ReturnType<typeof useEditor>

/** One edition as it is being written: `plan` is the server's newest; what is not saved is kept beside it. */
export function useEditor(plan: Plan, writable: boolean) {
  const [kept] = useState(() => (writable ? readDraft(plan.id) : null))
  const [history, turn] = useReducer(turnOf, plan, (first) => {
    const base = beginning(contentOf(first))
    return kept ? turnOf(base, { do: 'replace', with: kept.content }) : base
  })
  /** What the server has: the edition, and the content of ours that says the same. */
  const [held, setHeld] = useState({ base: plan, saved: history.past[0] ?? history.now })
  const [theirs, setTheirs] = useState<Plan | null>(null)
  const [restored, setRestored] = useState<'same' | 'older' | null>(kept && (kept.version < plan.version ? 'older' : 'same'))
  const [chosen, choose] = useState<string | null>(plan.steps[0]?.key ?? null)
  const { run, busy, failure, clear } = useCommand('plan.change')
  const { now } = history
  const dirty = now !== held.saved

  const adopt = useCallback((next: Plan): void => {
    const saved = contentOf(next)
    turn({ do: 'replace', with: saved })
    setHeld({ base: next, saved })
    setTheirs(null)
    setRestored(null)
  }, [])
  // Somebody else saved: it is shown at once where nothing of ours would be lost, else asked about.
  useEffect(() => {
    if (plan.version <= held.base.version) return
    if (dirty) setTheirs(plan)
    else adopt(plan)
  }, [plan, held.base.version, dirty, adopt])
  useEffect(() => {
    if (writable) keepDraft(plan.id, dirty ? { version: held.base.version, content: now } : null)
  }, [writable, plan.id, dirty, held.base.version, now])

  const latest = useRef(now)
  latest.current = now
  const edit = useCallback((change: Edit): void => {
    const before = latest.current
    turn(change)
    choose((one) => chosenAfter(before, edited(before, change), one))
  }, [])
  /** Resolves to whether it was saved. */
  const save = async (over: number = held.base.version): Promise<boolean> => {
    const sent = now
    const reply = await run({ ...sendable(sent, nameless), version: over }, plan.id)
    if (!reply) return false
    keepDraft(plan.id, null)
    setHeld({ base: reply.body as Plan & Record<string, unknown>, saved: sent })
    setTheirs(null)
    setRestored(null)
    return true
  }
  // What was refused because somebody was faster comes with what they left.
  useEffect(() => {
    if (failure?.problem?.status === 409 && isPlan(failure.problem.current)) setTheirs(failure.problem.current)
  }, [failure])
  return {
    base: held.base, content: now, writable, chosen, choose, dirty, edit, save, busy, theirs, restored,
    failure: theirs ? null : failure,
    undo: history.past.length > 0 ? () => turn({ do: 'undo' }) : null,
    redo: history.future.length > 0 ? () => turn({ do: 'redo' }) : null,
    takeTheirs: () => {
      if (theirs) adopt(theirs)
      clear()
    },
    drop: () => {
      keepDraft(plan.id, null)
      adopt(held.base)
    },
  }
}

const isPlan = (value: unknown): value is Plan => typeof value === 'object' && value !== null && 'steps' in value && 'version' in value

/** What of a plan is edited outside its steps. */
export type Put = (content: Partial<Omit<PlanContent, 'steps'>>) => void
