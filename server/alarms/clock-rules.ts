import { alarmChain, alarmClockKinds, isAside, isStanding, type Alarm, type AlarmClock, type AlarmClockKind } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import type { TimerChange } from '../journal/change.ts'
import { isMeant, isUnanswered, iso, next, type AlarmStep, type Ground, type Later } from './alarm-step.ts'

const lateKey = (id: string): string => `alarm:${id}:late`
const escalateKey = (id: string): string => `alarm:${id}:escalate`

/** The row that an alarm follows; ended rows bind what began under them. */
export const responseOf = ({ responses }: Pick<Ground, 'responses'>, alarm: Pick<Alarm, 'response'>): AlarmResponse | null =>
  (alarm.response && responses.find(({ id }) => id === alarm.response)) || null

/** Clocks of a row from `since` (epoch milliseconds, when the room heard of it); null where it has none. */
function clocksFrom(response: AlarmResponse | null, since: number): AlarmClock[] | null {
  const clocks = alarmClockKinds.flatMap((kind): AlarmClock[] => {
    const seconds = response?.clocks[kind]
    return seconds ? [{ kind, by: iso(since + seconds * 1_000), kept: null, late: false }] : []
  })
  return clocks.length > 0 ? clocks : null
}

/** The clocks that an alarm has, and those that its row has besides, which begin at `since`. */
export function clocksBesides(clocks: Alarm['clocks'], response: AlarmResponse | null, since: number): AlarmClock[] | null {
  const all = [...(clocks ?? []), ...(clocksFrom(response, since) ?? []).filter(({ kind }) => !clocks?.some((one) => one.kind === kind))]
  return all.length > 0 ? all.toSorted((a, b) => alarmClockKinds.indexOf(a.kind) - alarmClockKinds.indexOf(b.kind)) : null
}

/** Clocks of what is heard anew at `since`: those that were kept or told late stay as they are, the others begin again. */
export const clocksAgain = (clocks: Alarm['clocks'], response: AlarmResponse | null, since: number): AlarmClock[] | null =>
  clocksBesides(clocks?.filter(({ kept, late }) => kept !== null || late), response, since)

/** Whoever began has seen it, and whoever stands there has begun: a clock that is kept keeps those before it. */
export function keptClocks(clocks: Alarm['clocks'], kind: AlarmClockKind, at: number): Alarm['clocks'] {
  const last = alarmClockKinds.indexOf(kind)
  const kept = (clock: AlarmClock): AlarmClock => ({ ...clock, kept: iso(at), late: clock.late || at > Date.parse(clock.by) })
  return clocks?.map((clock) => (clock.kept === null && alarmClockKinds.indexOf(clock.kind) <= last ? kept(clock) : clock)) ?? null
}

/** What will happen by itself to an alarm that the room hears from `since` on. */
export function timersFrom(alarm: Alarm, response: AlarmResponse | null, since: number): TimerChange[] {
  return [...lateTimer(alarm), ...escalateTimer(alarm, response, since)]
}

const isOpen = ({ kept, late }: AlarmClock): boolean => kept === null && !late

/** One timer for all clocks: it stands at the one that runs out next. */
function lateTimer({ id, clocks }: Alarm): TimerChange[] {
  const first = (clocks ?? []).filter(isOpen).map(({ by }) => by).toSorted()[0]
  return first ? [{ key: lateKey(id), name: 'alarm.late', subject: id, dueAt: first }] : []
}

/** The same for those who are told of what nobody answers: at the next of them. `since`: from when their times count. */
function escalateTimer({ id, escalation }: Alarm, response: AlarmResponse | null, since: number): TimerChange[] {
  const level = nextLevel(escalation, response)
  const seconds = level && response?.escalate[level - 1]
  return seconds ? [{ key: escalateKey(id), name: 'alarm.escalate', subject: id, dueAt: iso(since + seconds * 1_000) }] : []
}

/** Index into `alarmChain` of who is told next; null where nobody is left. */
function nextLevel(escalation: Alarm['escalation'], response: AlarmResponse | null): number | null {
  for (let level = (escalation ?? 0) + 1; level < alarmChain.length; level++) if (response?.escalate[level - 1]) return level
  return null
}

const runs = (alarm: Alarm): boolean => isStanding(alarm) && !isAside(alarm) && isMeant(alarm)

/** Clocks that have run out at `now`. A timer alone where none has yet; null where nobody has to answer any more. */
export function decideLate(alarm: Alarm, now: number): AlarmStep | Later | null {
  if (!runs(alarm)) return null
  const isLate = (clock: AlarmClock): boolean => isOpen(clock) && Date.parse(clock.by) <= now
  if (!alarm.clocks?.some(isLate)) return { later: lateTimer(alarm) }
  const told = next(alarm, { clocks: alarm.clocks.map((clock) => (isLate(clock) ? { ...clock, late: true } : clock)) })
  return { fact: 'alarm.late', alarm: told, timers: lateTimer(told) }
}

/** The next in the chain is told of what nobody answers. `dueAt`: when that was due, epoch milliseconds. */
export function decideEscalate(alarm: Alarm, { responses }: Ground, dueAt: number): AlarmStep | null {
  const response = responseOf({ responses }, alarm)
  const level = nextLevel(alarm.escalation, response)
  if (level === null || !runs(alarm) || !isUnanswered(alarm)) return null
  const told = next(alarm, { escalation: level })
  // Counted from the beginning: the next comes so much later as its time is longer.
  const began = dueAt - (response?.escalate[level - 1] ?? 0) * 1_000
  return { fact: 'alarm.escalated', alarm: told, timers: escalateTimer(told, response, began) }
}

/** A clock was kept by what happened elsewhere, such as the order that was made of it. Null where it was kept before, or there is none. */
export function decideKept(alarm: Alarm, kind: AlarmClockKind, at: number): AlarmStep | null {
  if (!isStanding(alarm) || !alarm.clocks?.some((clock) => clock.kind === kind && clock.kept === null)) return null
  return { fact: 'alarm.kept', alarm: next(alarm, { clocks: keptClocks(alarm.clocks, kind, at) }) }
}
