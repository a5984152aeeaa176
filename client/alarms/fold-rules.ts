import { isAside, isMeant, isSafety, needsAnswer, severities, type Alarm, type AlarmState } from '#shared/alarms.ts'

/**
 * One line of the list: an alarm of its own, several that share a cause, or how many there was no room for. `key` stays the same
 * while its cause does.
 */
export type AlarmLine = { kind: 'one'; key: string; alarm: Alarm } | Several
export type Several = { kind: 'fold' | 'rest'; key: string; by: 'cause' | 'place' | 'kind' | null; worst: Alarm; alarms: Alarm[]; unacknowledged: number }

/** What counts before time does, in one number. */
const rank = (alarm: Alarm): number => ((isMeant(alarm) ? 0 : 4) + (isSafety(alarm) ? 0 : 2) + (needsAnswer(alarm) ? 0 : 1)) * severities.length + severities.indexOf(alarm.severity)

/**
 * Life safety first, the longest waiting on top because its clocks run out first. Then what nobody has answered, by severity, the newest
 * on top: what has just come is what nobody knows yet. What is only rehearsed stands below all that is real.
 */
export function byUrgency(a: Alarm, b: Alarm): number {
  return (
    rank(a) - rank(b) ||
    (a.raisedAt === b.raisedAt ? 0 : a.raisedAt < b.raisedAt === isSafety(a) ? -1 : 1) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

/** As many minor alarms or notices of one cause are one line even where there is room. */
const alwaysFrom = 4

const place = (alarm: Alarm) => `${alarm.mode}/${alarm.exercise ?? ''}/${alarm.community}/${alarm.building ?? ''}`
const steps = [
  { by: 'cause', key: (alarm: Alarm) => alarm.cause?.alarm ?? `${place(alarm)}/${alarm.kind}` },
  { by: 'place', key: place },
  { by: 'kind', key: (alarm: Alarm) => `${alarm.mode}/${alarm.exercise ?? ''}/${alarm.kind}` },
] as const

type Room = {
  /** How high all lines together may be. */
  room: number
  /** How high one is. */
  weigh?: (line: AlarmLine) => number
  flood?: boolean
}

/**
 * Lines that together stand for every alarm that is not put aside, worst first: folded by cause where one line each is too many (and
 * in a flood even where it is not), then by place, then by kind. What does not fit even so is counted in a last line. Life safety is
 * never folded; other critical alarms stay on their own while they fit.
 */
export function fold(alarms: readonly Alarm[], { room, weigh = () => 1, flood = false }: Room): AlarmLine[] {
  const sorted = alarms.filter((alarm) => !isAside(alarm)).toSorted(byUrgency)
  // Before it is laid out a list has no room at all.
  const fits = (lines: readonly AlarmLine[]) => lines.length === 0 || lines.reduce((sum, line) => sum + weigh(line), 0) <= room
  const calm = calmed(sorted)
  if (!flood && fits(calm)) return calm
  const isCritical = (alarm: Alarm) => isSafety(alarm) || (alarm.severity === 'critical' && (flood || needsAnswer(alarm)))
  for (const isAlone of [isCritical, isSafety]) {
    for (const step of steps) {
      const lines = gather(sorted, step, isAlone)
      if (fits(lines)) return lines
    }
  }
  return cut(gather(sorted, steps[2], isSafety), room, weigh)
}

/** As many lines as fit, the first in any case, and a last one that counts what is left. */
function cut(lines: readonly AlarmLine[], room: number, weigh: (line: AlarmLine) => number): AlarmLine[] {
  const counting = (from: number) => several('rest', null, 'rest', lines.slice(from).flatMap(alarmsOf))
  let left = room - weigh(counting(0))
  let kept = 0
  for (const line of lines) {
    left -= weigh(line)
    if (left < 0 && kept > 0) break
    kept += 1
  }
  return kept === lines.length ? [...lines] : [...lines.slice(0, kept), counting(kept)]
}

export const alarmsOf = (line: AlarmLine): Alarm[] => (line.kind === 'one' ? [line.alarm] : line.alarms)

/** One line each, but several lesser alarms of one cause say no more than one line does. */
function calmed(sorted: readonly Alarm[]): AlarmLine[] {
  const isSevere = (alarm: Alarm) => isSafety(alarm) || alarm.severity === 'critical' || alarm.severity === 'major'
  const counts = new Map<string, number>()
  for (const alarm of sorted) if (!isSevere(alarm)) counts.set(steps[0].key(alarm), (counts.get(steps[0].key(alarm)) ?? 0) + 1)
  return gather(sorted, steps[0], (alarm) => isSevere(alarm) || (counts.get(steps[0].key(alarm)) ?? 0) < alwaysFrom)
}

/** Lines in the order of the worst of each, which is the order in which the sorted alarms bring them. */
function gather(sorted: readonly Alarm[], step: (typeof steps)[number], isAlone: (alarm: Alarm) => boolean): AlarmLine[] {
  const groups = new Map<string, Alarm[]>()
  for (const alarm of sorted) {
    const key = isAlone(alarm) ? alarm.id : `${step.by}:${step.key(alarm)}`
    const group = groups.get(key)
    if (group) group.push(alarm)
    else groups.set(key, [alarm])
  }
  return [...groups].map(([key, group]) => (group.length === 1 && group[0] ? { kind: 'one', key: group[0].id, alarm: group[0] } : several('fold', step.by, key, group)))
}

function several(kind: 'fold' | 'rest', by: Several['by'], key: string, alarms: Alarm[]): AlarmLine {
  const [worst] = alarms
  if (!worst) throw new Error('a line stands for at least one alarm')
  return { kind, by, key, worst, alarms, unacknowledged: alarms.filter(needsAnswer).length }
}

export type AsideCounts = Record<'shelved' | 'suppressed' | 'out-of-service', number>

/** What is measured and neither listed nor heard, by why. */
export function asideCounts(alarms: Iterable<Pick<Alarm, 'state'>>): AsideCounts {
  const counts: AsideCounts = { shelved: 0, suppressed: 0, 'out-of-service': 0 }
  const isCounted = (state: AlarmState): state is keyof AsideCounts => state in counts
  for (const { state } of alarms) if (isCounted(state)) counts[state] += 1
  return counts
}

/** What each alarm holds back: alarms of what hangs on its device. */
export function heldBack(alarms: Iterable<Alarm>): ReadonlyMap<string, readonly Alarm[]> {
  const found = new Map<string, Alarm[]>()
  for (const alarm of alarms) {
    if (alarm.state !== 'suppressed' || !alarm.cause) continue
    const before = found.get(alarm.cause.alarm)
    if (before) before.push(alarm)
    else found.set(alarm.cause.alarm, [alarm])
  }
  return found
}

/** How many devices these are of; what names none counts as one. */
export const devicesOf = (alarms: readonly Alarm[]): number => new Set(alarms.map((alarm) => alarm.device ?? alarm.id)).size
