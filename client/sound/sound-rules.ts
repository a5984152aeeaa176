import { isAside, probe, severities, type Alarm, type Severity } from '#shared/alarms.ts'
import type { ToneName } from '../live/station-state.ts'

/** Milliseconds for which a hushed alarm keeps quiet where nobody answers it: silence that somebody asked for ends too. */
export const hushedFor = 120_000

/** That something here does not work, not that something happened in a community. */
const troubles: readonly string[] = ['feed.silent', 'gateway.silent', 'path.broken']

/** What is heard: nobody has said that they saw it, it is not put aside, and its sender means it. */
export const rings = (alarm: Alarm): boolean =>
  (alarm.state === 'unacknowledged' || (alarm.state === 'returned' && urgencyOf(alarm) === 'critical')) && !alarm.exercise && alarm.mode !== probe && !isAside(alarm)

type Heard = {
  alarms: Iterable<Alarm>
  /** When each alarm was hushed, by id. */
  hushed: ReadonlyMap<string, number>
  flood: boolean
  /** The picture is not fresh: nobody knows what rings. */
  stale: boolean
  now: number
}

/**
 * The one tone for all that rings. What is critical is always heard as such; in a flood everything else is one tone.
 * That the installation is in trouble comes before what is minor.
 */
export function toneFor({ alarms, hushed, flood, stale, now }: Heard): ToneName | null {
  let worst: Severity | null = null
  let trouble = stale
  for (const alarm of alarms) {
    if (!rings(alarm) || isHushed(hushed, alarm.id, now)) continue
    const severity = urgencyOf(alarm)
    if (troubles.includes(alarm.kind)) trouble = true
    else if (worst === null || severities.indexOf(severity) < severities.indexOf(worst)) worst = severity
  }
  if (worst === 'critical') return 'critical'
  if (flood && worst !== null) return 'flood'
  if (worst === 'major') return 'major'
  return trouble ? 'trouble' : worst
}

/** Life safety is heard as the most urgent, whatever its sender makes of it. */
const urgencyOf = ({ severity, lifeSafety }: Alarm): Severity => (lifeSafety ? 'critical' : severity)

const isHushed = (hushed: ReadonlyMap<string, number>, id: string, now: number): boolean => now - (hushed.get(id) ?? -Infinity) < hushedFor
