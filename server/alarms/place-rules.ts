import { isActive, type Alarm } from '#shared/alarms.ts'
import { decideRelease, decideRemove, decideSuppress } from './aside-rules.ts'
import type { Aside } from './aside-store.ts'
import { next, type AlarmStep, type Ground } from './alarm-step.ts'
import { causeFor } from './cause-rules.ts'

/** What comes back right after its cause has gone shall not ring one by one, milliseconds. */
export const grace = 20_000

/** Of what an alarm says put it aside: when its cause went (epoch milliseconds; null: it has not), and whether its window still runs. */
export type Reason = { causeGoneAt: number | null; windowRuns: boolean }

/** `waits`: for what, and until when nothing is done yet, epoch milliseconds. */
export type Placing = { alarm: string } & ({ step: AlarmStep; waits?: undefined } | { step?: undefined; waits: { cause: string; until: number } })

/**
 * Where an alarm belongs, by what is known now of the things above it and of work on its device; null where it is. Only what holds is
 * put aside, and nothing that somebody acts on: what has gone waits to be seen, whatever broke since.
 */
export function decidePlace(alarm: Alarm, aside: Aside, reason: Reason, ground: Ground): Placing | null {
  switch (alarm.state) {
    case 'unacknowledged':
    case 'acknowledged':
      return alarm.owner || !isActive(alarm) ? null : folded(alarm, aside)
    case 'suppressed':
      return unfolded(alarm, aside, reason, ground)
    case 'out-of-service':
      return back(alarm, aside, reason, ground)
    default:
      return null
  }
}

const told = (step: AlarmStep | null): Placing | null => step && { alarm: step.alarm.id, step }

function folded(alarm: Alarm, aside: Aside): Placing | null {
  const cause = causeFor(alarm.kind, aside.causes)
  return told(cause && decideSuppress(alarm, cause))
}

/** Its cause explains it until it goes; then the next one does, or it is heard a little later. */
function unfolded(alarm: Alarm, { causes, window }: Aside, { causeGoneAt }: Reason, ground: Ground): Placing | null {
  const held = causes.filter((one) => one.alarm === alarm.cause?.alarm)
  if (causeFor(alarm.kind, held)) return null
  const cause = causeFor(alarm.kind, causes)
  if (cause) return told({ fact: 'alarm.suppressed', alarm: next(alarm, { cause }) })
  const until = (causeGoneAt ?? -Infinity) + grace
  if (alarm.cause && until > ground.now) return { alarm: alarm.id, waits: { cause: alarm.cause.alarm, until } }
  return told(isActive(alarm) && window ? decideRemove(alarm, window) : decideRelease(alarm, ground))
}

/** The work is over: another window may still run, or something above it have died meanwhile. */
function back(alarm: Alarm, aside: Aside, { windowRuns }: Reason, ground: Ground): Placing | null {
  if (windowRuns) return null
  if (aside.window && isActive(alarm)) return told({ fact: 'alarm.removed', alarm: next(alarm, { window: aside.window }) })
  const released = decideRelease(alarm, ground)
  const again = released?.alarm.state === 'unacknowledged' ? folded({ ...released.alarm, version: alarm.version }, aside) : null
  return again ?? told(released)
}
