import { alarmChatter, alarms } from '#db/schema/alarms.ts'
import { real } from '#shared/modes.ts'
import { change, type Change, type Work } from '../journal/change.ts'
import type { AlarmStep } from './alarm-step.ts'
import { onWire } from './alarm-wire.ts'

/** What becomes of one alarm, as work for the journal. */
export function workOf(step: AlarmStep, detail: Record<string, unknown> = {}): Work {
  const { fact, alarm } = step
  return {
    changes: changesOf(step),
    timers: step.timers ?? [],
    reply: { fact, body: onWire(alarm) },
    community: alarm.community,
    mode: alarm.mode,
    detail,
  }
}

/** The same for several alarms of one mode, which change together. */
export function workOfAll(steps: readonly AlarmStep[], reply: unknown, detail: Record<string, unknown> = {}): Work {
  const communities = new Set(steps.map(({ alarm }) => alarm.community))
  const [community = null] = communities
  return {
    changes: steps.flatMap(changesOf),
    timers: steps.flatMap(({ timers = [] }) => timers),
    reply,
    community: communities.size === 1 ? community : null,
    mode: steps[0]?.alarm.mode ?? real,
    detail,
  }
}

const changesOf = ({ fact, alarm, chatter }: AlarmStep): Change[] => [
  ...(fact ? [changeOf(fact, alarm)] : []),
  ...(chatter ? [change(alarmChatter, chatter)] : []),
]

/** A new row has nothing where it says nothing; one that changes has to say what it no longer has. */
function changeOf(fact: NonNullable<AlarmStep['fact']>, alarm: AlarmStep['alarm']): Change {
  const body = onWire(alarm)
  return change(alarms, alarm.version === 1 ? body : alarm, { name: fact, body })
}
