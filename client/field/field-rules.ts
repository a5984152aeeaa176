import { runningPromise, type Order, type OrderState, type PhotoRef } from '#shared/orders.ts'
import type { Checklist } from '#shared/checklists.ts'
import type { Person } from '#shared/people.ts'
import { skillsFor } from '#shared/skills.ts'
import type { FieldMove } from './queue-rules.ts'

const inHand: readonly OrderState[] = ['assigned', 'accepted', 'on-the-way', 'arrived', 'waiting']
const worked: readonly OrderState[] = ['done', 'verified']

/** The one thing to do next; null where nothing is left to do. */
export const nextMoves: Partial<Record<OrderState, FieldMove>> = {
  reported: 'grab', reopened: 'grab', assigned: 'accept', accepted: 'depart', 'on-the-way': 'arrive', arrived: 'finish', waiting: 'resume',
}

/** Seconds until the promise that runs (negative: late by); `share` of its time that is gone, 0 to 1. Null where none runs. */
export type Left = { kind: NonNullable<ReturnType<typeof runningPromise>>['kind']; by: number; seconds: number; share: number; paused: boolean }

export function leftOf(order: Order, now: number): Left | null {
  const running = runningPromise(order)
  if (!running) return null
  const [by, from] = [Date.parse(running.by), Date.parse(order.reportedAt)]
  // What stands still has as much left as it had when it was stopped.
  const at = running.paused && order.waiting ? Date.parse(order.waiting.since) : now
  return { kind: running.kind, by, seconds: (by - at) / 1000, share: by > from ? Math.min(1, Math.max(0, (at - from) / (by - from))) : 1, paused: running.paused }
}

export const toneOf = (left: Left | null): 'late' | 'soon' | 'calm' => (!left || left.paused ? 'calm' : left.seconds < 0 ? 'late' : left.share >= 0.8 ? 'soon' : 'calm')

/** The soonest promise first; what waits for somebody else comes after what can be done now. */
const byUrgency = (a: Order, b: Order): number =>
  Number(a.state === 'waiting') - Number(b.state === 'waiting') || promisedAt(a) - promisedAt(b) || a.id.localeCompare(b.id)
const promisedAt = (order: Order) => Date.parse(runningPromise(order)?.by ?? order.reportedAt)

export type Tasks = { mine: Order[]; free: Order[]; done: Order[] }

/** What is somebody's to do, what is free for them to take, and what they finished since `dayStart` (epoch milliseconds). */
export function tasksOf(orders: Iterable<Order>, person: Pick<Person, 'id' | 'community' | 'skills'> | null, dayStart: number): Tasks {
  const tasks: Tasks = { mine: [], free: [], done: [] }
  if (!person) return tasks
  for (const order of orders) {
    if (order.assignee === person.id && inHand.includes(order.state)) tasks.mine.push(order)
    else if (order.assignee === person.id && worked.includes(order.state) && Date.parse(order.finishedAt ?? order.reportedAt) >= dayStart) tasks.done.push(order)
    else if (isFree(order, person)) tasks.free.push(order)
  }
  tasks.mine.sort(byUrgency)
  tasks.free.sort(byUrgency)
  tasks.done.sort((a, b) => Date.parse(b.finishedAt ?? b.reportedAt) - Date.parse(a.finishedAt ?? a.reportedAt))
  return tasks
}

function isFree(order: Order, person: Pick<Person, 'id' | 'community' | 'skills'>): boolean {
  if ((order.state !== 'reported' && order.state !== 'reopened') || order.dispatch?.mode !== 'grab' || order.community !== person.community) return false
  if (order.dispatch.passed.includes(person.id)) return false
  const wanted = skillsFor(order)
  return person.skills.some((skill) => wanted.includes(skill))
}

/** Seconds in which an offer must be accepted before it goes on to the next; null for what is no offer. */
export function offerLeft(order: Order, now: number): number | null {
  const until = order.state === 'assigned' ? order.dispatch?.until : null
  return until ? (Date.parse(until) - now) / 1000 : null
}

/** What is still to be done before it may be called done: keys of open items that must be, and whether a photo or signature is missing. */
export function openOf(list: Checklist | null, checked: readonly string[], kinds: readonly PhotoRef['kind'][]): { items: string[]; photo: boolean; signature: boolean } {
  return {
    items: list ? list.items.filter(({ key, must }) => must && !checked.includes(key)).map(({ key }) => key) : [],
    photo: list !== null && list.photo && !kinds.includes('after'),
    signature: list !== null && list.signature && !kinds.includes('signature'),
  }
}

const hour = 3_600_000

/** Until when something is waited for: soon, this evening, tomorrow, in some days; 18:00 and 9:00 by this phone's clock. */
export function untils(now: number): { name: 'hours' | 'evening' | 'tomorrow' | 'days' | 'week'; at: string }[] {
  const clock = (days: number, hours: number) => {
    const day = new Date(now)
    day.setDate(day.getDate() + days)
    day.setHours(hours, 0, 0, 0)
    return day.getTime()
  }
  const all = [
    { name: 'hours', at: now + 2 * hour }, { name: 'evening', at: clock(0, 18) }, { name: 'tomorrow', at: clock(1, 9) }, { name: 'days', at: clock(3, 9) }, { name: 'week', at: clock(7, 9) },
  ] as const
  return all.filter(({ name, at }) => name !== 'evening' || at > now + hour).map(({ name, at }) => ({ name, at: new Date(at).toISOString() }))
}
