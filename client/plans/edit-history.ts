import type { PlanContent } from '#shared/plans.ts'
import { edited, type Edit } from './edit-rules.ts'

/** What the plan says, and what it said before and after that. `last`: what was done to come here. */
export type History = { past: PlanContent[]; now: PlanContent; future: PlanContent[]; last: Edit | null }
export type Turn = { do: 'undo' | 'redo' } | Edit

const kept = 200

export const beginning = (plan: PlanContent): History => ({ past: [], now: plan, future: [], last: null })

export function turnOf(history: History, turn: Turn): History {
  const { past, now, future } = history
  switch (turn.do) {
    case 'undo': {
      const before = past.at(-1)
      return before ? { past: past.slice(0, -1), now: before, future: [now, ...future], last: null } : history
    }
    case 'redo': {
      const [next, ...rest] = future
      return next ? { past: [...past, now], now: next, future: rest, last: null } : history
    }
    default: {
      const next = edited(now, turn)
      if (next === now) return history
      const before = history.last && goesOn(history.last, turn) ? past : [...past, now].slice(-kept)
      return { past: before, now: next, future: [], last: turn }
    }
  }
}

/** Whether this types on in the field that was typed in: both are then undone as one. */
function goesOn(before: Edit, edit: Edit): boolean {
  if (before.do === 'change' && edit.do === 'change') return before.step === edit.step && typed(before.to) !== null && typed(before.to) === typed(edit.to)
  if (before.do === 'put' && edit.do === 'put') return typed(before.content) !== null && typed(before.content) === typed(edit.content)
  return false
}

const texts = ['name', 'instruction', 'purpose']
/** The one text that is changed; null where it is something else. */
function typed(change: object): string | null {
  const [key, more] = Object.keys(change)
  return key !== undefined && more === undefined && texts.includes(key) ? key : null
}
