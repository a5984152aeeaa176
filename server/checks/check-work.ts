import { checks } from '#db/schema/checks.ts'
import type { Activation } from '#shared/activations.ts'
import type { Check } from '#shared/checks.ts'
import type { FactName } from '#shared/facts.ts'
import { change, type Change, type TimerChange, type Work } from '../journal/change.ts'
import type { Parts } from '../parts.ts'
import { householdChecks, slice } from './check-rules.ts'
import { householdsLeft } from './check-store.ts'

export const checkChange = (fact: Extract<FactName, `check.${string}`>, check: Check): Change => change(checks, check, { name: fact, body: check })

type Next = { checks: Check[]; timers: TimerChange[] }

/** The next households that a plan asks after, and when the rest follow: at once, but after whoever waits meanwhile. */
export async function nextHouseholds(parts: Parts, activation: Activation, now: number): Promise<Next> {
  const left = await householdsLeft(parts, activation)
  const rest = left.length - slice
  const more: TimerChange = { key: `checks:${activation.id}:${rest}`, name: 'check.open', subject: activation.id, dueAt: new Date(now).toISOString() }
  return { checks: householdChecks(activation, left.slice(0, slice)), timers: rest > 0 ? [more] : [] }
}

/** Null where nobody is asked after. */
export function opening(activation: Activation, called: readonly Check[], next: Next | null): Work | null {
  const opened = [...called, ...(next?.checks ?? [])]
  if (opened.length === 0) return null
  return {
    changes: opened.map((check) => checkChange('check.opened', check)), timers: next?.timers ?? [], reply: null, community: activation.community, mode: activation.mode,
    detail: { activation: activation.id, count: opened.length },
  }
}
