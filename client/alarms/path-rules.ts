import { alarmAfter, type AlarmMove, type AlarmState } from '#shared/alarms.ts'
import type { FactName } from '#shared/facts.ts'
import type { Timeline } from '#shared/queries.ts'

export type PathStep = { state: AlarmState; at: string; /** Who brought it there; null where it came by itself. */ by: string | null }

const moves: Partial<Record<FactName, AlarmMove>> = {
  'alarm.raised': 'raise', 'alarm.repeated': 'raise', 'alarm.acknowledged': 'acknowledge', 'alarm.cleared': 'clear', 'alarm.reset': 'reset',
  'alarm.shelved': 'shelve', 'alarm.suppressed': 'suppress', 'alarm.removed': 'remove', 'alarm.released': 'release',
}

/** The ISA-18.2 states that an alarm went through, the oldest first, by the transition table. `now`: the state that it is known to be in. */
export function pathOf(timeline: Timeline, latching: boolean, now: AlarmState): PathStep[] {
  const path: PathStep[] = []
  let state: AlarmState = 'normal'
  let active = false
  for (const { name, at, by } of timeline) {
    const move = moves[name]
    if (!move) continue
    if (move === 'raise' || move === 'clear') active = move === 'raise'
    const next = alarmAfter(state, move, { active, latching })
    if (next === null || next === state) continue
    state = next
    path.push({ state, at, by: by.kind === 'person' ? by.name : null })
  }
  // A chattering alarm's coming and going is counted and moves nothing: what it is now is known better than by counting.
  const last = path.at(-1)
  if (last && last.state !== now) path[path.length - 1] = { ...last, state: now }
  return path
}
