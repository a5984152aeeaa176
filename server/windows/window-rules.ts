import type { FactName } from '#shared/facts.ts'
import type { Bilingual } from '#shared/text.ts'
import type { MaintenanceWindow } from '#shared/windows.ts'
import type { TimerChange } from '../journal/change.ts'
import { Refusal } from '../refusal.ts'

export type WindowStep = { fact: Extract<FactName, `window.${string}`>; window: MaintenanceWindow; timers: TimerChange[] }
export type Planned = Pick<MaintenanceWindow, 'id' | 'community' | 'building' | 'devices' | 'from' | 'until' | 'reason' | 'by'>

const day = 86_400_000
/** Work that takes longer is planned again: nobody should forget what is not heard. */
const longest = 31 * day
const farthest = 400 * day

const keys = (id: string) => ({ start: `window.start:${id}`, end: `window.end:${id}` })
const iso = (at: string | number): string => new Date(at).toISOString()

/** What is wrong with the times; null where they can be kept. */
export function spanFault({ from, until }: Pick<Planned, 'from' | 'until'>, now: number): { field: string; message: Bilingual } | null {
  const [start, end] = [Date.parse(from), Date.parse(until)]
  if (end <= now) return { field: 'until', message: { zh: '已经过去', en: 'It is over already' } }
  if (end - Math.max(start, now) > longest) return { field: 'until', message: { zh: '一次检修最长 31 天', en: 'Maintenance lasts 31 days at most' } }
  if (start > now + farthest) return { field: 'from', message: { zh: '太远：最多提前 400 天', en: 'Too far away: 400 days at most' } }
  return null
}

/** One whose time has begun runs at once, and began now: what came before was heard. */
export function decidePlan(planned: Planned, now: number): WindowStep {
  const runs = Date.parse(planned.from) <= now
  const window: MaintenanceWindow = {
    ...planned, version: 1, from: iso(runs ? now : planned.from), until: iso(planned.until), state: runs ? 'running' : 'planned', endedAt: null,
  }
  const { start, end } = keys(window.id)
  const ends: TimerChange = { key: end, name: 'window.end', subject: window.id, dueAt: window.until }
  if (runs) return { fact: 'window.started', window, timers: [ends] }
  return { fact: 'window.planned', window, timers: [{ key: start, name: 'window.start', subject: window.id, dueAt: window.from }, ends] }
}

/** Null where it runs already, or never will. */
export function decideStart(window: MaintenanceWindow): WindowStep | null {
  return window.state === 'planned' ? { fact: 'window.started', window: { ...window, version: window.version + 1, state: 'running' }, timers: [] } : null
}

/** Its time has come; null where somebody ended it before. */
export function decideOver(window: MaintenanceWindow, now: number): WindowStep | null {
  return window.state === 'running' || window.state === 'planned' ? ended(window, 'over', now) : null
}

/** Somebody ends what runs, or cancels what is planned. */
export function decideEnd(window: MaintenanceWindow, request: { version: number }, now: number): WindowStep {
  if (request.version !== window.version) throw new Refusal('conflict', { current: window })
  if (window.state !== 'running' && window.state !== 'planned') throw new Refusal('illegal-move', { current: window })
  return ended(window, window.state === 'running' ? 'over' : 'cancelled', now)
}

function ended(window: MaintenanceWindow, state: 'over' | 'cancelled', now: number): WindowStep {
  const { start, end } = keys(window.id)
  const timers: TimerChange[] = [{ key: start, dueAt: null }, { key: end, dueAt: null }]
  return { fact: state === 'over' ? 'window.ended' : 'window.cancelled', window: { ...window, version: window.version + 1, state, endedAt: iso(now) }, timers }
}
