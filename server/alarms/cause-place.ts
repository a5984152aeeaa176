import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { TimerChange, Work } from '../journal/change.ts'
import type { Parts } from '../parts.ts'
import { iso, type Ground } from './alarm-step.ts'
import { findAlarms } from './alarm-store.ts'
import { workOfAll } from './alarm-work.ts'
import { asideOf, type Aside } from './aside-store.ts'
import { goneAt, runningAmong } from './cause-store.ts'
import { decidePlace, type Placing } from './place-rules.ts'
import { readResponses } from './response-book.ts'

const nothing: Aside = { causes: [], window: null }

/** What these alarms as they are call for, by what is known now. One statement of each kind however many they are. */
export async function placingsOf(parts: Parts, alarms: readonly Alarm[]): Promise<Placing[]> {
  if (alarms.length === 0) return []
  const { sql } = parts
  const ground: Ground = { now: parts.now(), responses: await readResponses(sql) }
  const [asides, gone, running] = await Promise.all([
    asideOf(sql, alarms.map(({ community, device }) => ({ community, device }))),
    goneAt(sql, alarms.flatMap(({ state, cause }) => (state === 'suppressed' && cause ? cause.alarm : []))),
    runningAmong(sql, alarms.flatMap(({ state, window }) => (state === 'out-of-service' && window ? window : []))),
  ])
  return alarms.flatMap((alarm) => {
    const aside = asides.get(alarm.device ?? alarm.community) ?? nothing
    const reason = { causeGoneAt: gone.get(alarm.cause?.alarm ?? '') ?? null, windowRuns: running.has(alarm.window ?? '') }
    return decidePlace(alarm, aside, reason, ground) ?? []
  })
}

/** The same as work for the journal; null where everything is where it belongs. */
export async function placeWork(parts: Parts, ids: readonly string[]): Promise<Work | null> {
  const alarms = (await findAlarms(parts, ids)).filter(({ mode }) => mode === real)
  const placings = await placingsOf(parts, alarms)
  if (placings.length === 0) return null
  const steps = placings.flatMap(({ step }) => step ?? [])
  const work = workOfAll(steps, null, { alarms: steps.length })
  return { ...work, timers: [...(work.timers ?? []), ...waits(placings)] }
}

function waits(placings: readonly Placing[]): TimerChange[] {
  const due = new Map(placings.flatMap(({ waits: wait }) => (wait ? [[wait.cause, wait.until]] : [])))
  return [...due].map(([cause, until]) => ({ key: causeOverKey(cause), name: 'alarm.cause-over', subject: cause, dueAt: iso(until) }))
}

/** When a cause has been gone for long enough that what it explained is heard. */
export const causeOverKey = (cause: string): string => `alarm:${cause}:cause-over`
