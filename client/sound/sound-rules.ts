import { isAside, probe, type Alarm, type Severity } from '#shared/alarms.ts'
import { isDrill } from '#shared/modes.ts'
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

/** What an alarm sounds like when it rings alone. */
const toneOf = (alarm: Alarm): ToneName => (isDrill(alarm.mode) ? 'drill' : troubles.includes(alarm.kind) ? 'trouble' : urgencyOf(alarm))

/**
 * Which is the one tone for all that rings. What is critical is always heard as such; in a flood everything else is one tone.
 * That the installation is in trouble comes before what is minor, and what is practised is heard only while nothing real rings.
 */
const urgency = ['critical', 'flood', 'major', 'trouble', 'minor', 'notice', 'drill'] as const satisfies ToneName[]
const many: readonly ToneName[] = ['major', 'minor', 'notice']

/** `ringing`: the alarms whose own tone it is, by which one that has just begun is told from those that were heard before. */
export function soundOf({ alarms, hushed, flood, stale, now }: Heard): { tone: ToneName | null; ringing: string[] } {
  const by = new Map<ToneName, string[]>(stale ? [['trouble', []]] : [])
  for (const alarm of alarms) {
    if (!rings(alarm) || isHushed(hushed, alarm.id, now)) continue
    const tone = toneOf(alarm)
    const same = by.get(tone)
    if (same) same.push(alarm.id)
    else by.set(tone, [alarm.id])
  }
  if (flood && many.some((tone) => by.has(tone))) by.set('flood', [])
  const tone = urgency.find((one) => by.has(one)) ?? null
  return { tone, ringing: (tone && by.get(tone)) ?? [] }
}

/** Life safety is heard as the most urgent, whatever its sender makes of it. */
const urgencyOf = ({ severity, lifeSafety }: Alarm): Severity => (lifeSafety ? 'critical' : severity)

const isHushed = (hushed: ReadonlyMap<string, number>, id: string, now: number): boolean => now - (hushed.get(id) ?? -Infinity) < hushedFor
