import { isActive, isAside, needsAnswer, type Alarm, type AlarmClock, type AlarmClockKind } from '#shared/alarms.ts'

export type RunningClock = { kind: AlarmClockKind; by: number; /** When it began, epoch milliseconds. */ from: number }

/** The clock that runs out first, or ran out first and is still owed. What has gone by itself owes nobody a visit, only an answer. */
export function nextClock(alarm: Alarm): RunningClock | null {
  if (isAside(alarm) || alarm.exercise) return null
  let next: AlarmClock | null = null
  for (const clock of alarm.clocks ?? []) {
    const owed = clock.kept === null && (isActive(alarm) || (clock.kind === 'answer' && needsAnswer(alarm)))
    if (owed && (next === null || clock.by < next.by)) next = clock
  }
  return next && { kind: next.kind, by: Date.parse(next.by), from: Date.parse(alarm.raisedAt) }
}

/** Less than a fifth of the time left is soon late. */
const soonShare = 0.8

/** `left` in seconds, below zero when late. */
export function clockAt({ by, from }: RunningClock, now: number): { left: number; tone: 'calm' | 'soon' | 'late' } {
  const left = (by - now) / 1000
  if (left < 0) return { left, tone: 'late' }
  return { left, tone: by > from && (now - from) / (by - from) >= soonShare ? 'soon' : 'calm' }
}
