import { severities, type Alarm } from '#shared/alarms.ts'

/** One line of the list: an alarm of its own, or several that share a cause. `key` stays the same while its cause does. */
export type AlarmLine =
  | { kind: 'one'; key: string; alarm: Alarm }
  | { kind: 'fold'; key: string; by: 'cause' | 'place' | 'kind' | 'rest'; worst: Alarm; alarms: Alarm[]; unacknowledged: number }

export const needsAnswer = (alarm: Pick<Alarm, 'state'>): boolean => alarm.state === 'unacknowledged' || alarm.state === 'returned'

/** Unacknowledged first, then by severity, then the newest: what has just come is what nobody knows yet. */
export function byUrgency(a: Alarm, b: Alarm): number {
  return (
    Number(needsAnswer(b)) - Number(needsAnswer(a)) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Date.parse(b.raisedAt) - Date.parse(a.raisedAt) ||
    a.id.localeCompare(b.id)
  )
}

/** As many minor alarms or notices of one cause are one line even where there is room. */
const alwaysFrom = 4

const place = (alarm: Alarm) => `${alarm.community}/${alarm.building ?? ''}`
const steps = [
  { by: 'cause', key: (alarm: Alarm) => `${place(alarm)}/${alarm.kind}` },
  { by: 'place', key: place },
  { by: 'kind', key: (alarm: Alarm) => alarm.kind },
] as const

/**
 * At most `room` lines that together stand for every alarm, worst first: folded by place and kind where one line each is too many,
 * then by place, then by kind, then what is left in one line. Critical alarms that nobody has answered stay on their own while they fit.
 */
export function fold(alarms: readonly Alarm[], room: number): AlarmLine[] {
  const sorted = alarms.toSorted(byUrgency)
  const lines = calmed(sorted)
  if (lines.length <= room) return lines
  const alone = sorted.filter((alarm) => alarm.severity === 'critical' && needsAnswer(alarm)).slice(0, Math.max(0, room - 1))
  const others = sorted.filter((alarm) => !alone.includes(alarm))
  for (const step of steps) {
    const folded = [...alone.map(one), ...gather(others, step)]
    if (folded.length <= room) return ranked(folded)
  }
  const kinds = ranked([...alone.map(one), ...gather(others, steps[2])])
  const kept = kinds.slice(0, Math.max(0, room - 1))
  const rest = kinds.slice(kept.length).flatMap((line) => (line.kind === 'one' ? [line.alarm] : line.alarms))
  return [...kept, folded('rest', 'rest', rest.toSorted(byUrgency))]
}

/** One line each, but several lesser alarms of one cause say no more than one line does. */
function calmed(sorted: readonly Alarm[]): AlarmLine[] {
  const severe = sorted.filter((alarm) => alarm.severity === 'critical' || alarm.severity === 'major')
  const lesser = gather(sorted.filter((alarm) => !severe.includes(alarm)), steps[0])
  return ranked([...severe.map(one), ...lesser.flatMap((line) => (line.kind === 'fold' && line.alarms.length < alwaysFrom ? line.alarms.map(one) : [line]))])
}

const one = (alarm: Alarm): AlarmLine => ({ kind: 'one', key: alarm.id, alarm })

function gather(alarms: readonly Alarm[], step: (typeof steps)[number]): AlarmLine[] {
  const groups = new Map<string, Alarm[]>()
  for (const alarm of alarms) groups.set(step.key(alarm), [...(groups.get(step.key(alarm)) ?? []), alarm])
  return [...groups].map(([key, group]) => (group.length === 1 && group[0] ? one(group[0]) : folded(step.by, `${step.by}:${key}`, group)))
}

function folded(by: 'cause' | 'place' | 'kind' | 'rest', key: string, alarms: Alarm[]): AlarmLine {
  const worst = alarms[0]
  if (!worst) throw new Error('a fold stands for at least one alarm')
  return { kind: 'fold', key, by, worst, alarms, unacknowledged: alarms.filter(needsAnswer).length }
}

const worstOf = (line: AlarmLine) => (line.kind === 'one' ? line.alarm : line.worst)
const ranked = (lines: AlarmLine[]) => lines.toSorted((a, b) => byUrgency(worstOf(a), worstOf(b)))

/** ISA-18.2: more than 10 in 10 minutes is a flood until fewer than 5 in 10 minutes. */
export function flooded(raised: number, was: boolean): boolean {
  return was ? raised >= 5 : raised > 10
}

export const raisedWithin = (alarms: Iterable<Alarm>, now: number, milliseconds = 600_000): number => {
  let count = 0
  for (const alarm of alarms) if (now - Date.parse(alarm.raisedAt) < milliseconds) count += 1
  return count
}
