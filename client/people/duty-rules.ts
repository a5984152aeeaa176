import type { ActivationStep } from '#shared/activations.ts'
import { real } from '#shared/modes.ts'
import { isOpenOrder, type Order } from '#shared/orders.ts'
import { positionAge, type PatrolRun, type Position } from '#shared/patrol.ts'
import type { Person } from '#shared/people.ts'
import type { Picture } from '#shared/picture.ts'
import { onDuty, type Shift } from '#shared/shifts.ts'

export type Duty = {
  person: Person
  shift: Shift
  state: 'free' | 'busy' | 'patrol' | 'silent'
  /** What they are at: a step of a plan that runs, the order that they took last, or their patrol run. */
  step: ActivationStep | null
  order: Order | null
  run: PatrolRun | null
  /** Seconds since the newest position; null where there is none. */
  age: number | null
}

type Held = Pick<Picture, 'activation' | 'order' | 'person' | 'shift' | 'run'>

/** Where people are, as far as this screen is told: of those whose community is not `located` it knows nothing, which is not silence. */
export type Places = { of: (person: string) => Position | undefined; located: (community: string) => boolean }

/** Who is on shift now and what they are at; silent is no position for 10 minutes. Free first, since they can be sent. */
export function duties(held: Held, { of, located }: Places, now: number): Duty[] {
  const inHand = new Map<string, Order[]>()
  for (const order of held.order.values()) {
    if (order.assignee && isOpenOrder(order) && order.state !== 'done') inHand.set(order.assignee, [...(inHand.get(order.assignee) ?? []), order])
  }
  // A drill keeps nobody from what is real.
  const running = [...held.activation.values()].filter(({ mode }) => mode === real)
  const stepping = new Map(running.flatMap(({ steps }) => steps.flatMap((step): [string, ActivationStep][] => (step.holder && step.state === 'open' ? [[step.holder.person, step]] : []))))
  const walking = new Map([...held.run.values()].map((run) => [run.person, run]))
  const found = new Map<string, Duty>()
  for (const shift of held.shift.values()) {
    const person = held.person.get(shift.person)
    if (!person || !onDuty(shift, now) || found.has(person.id)) continue
    const position = of(person.id)
    const age = position ? Math.max(0, (now - position.at) / 1000) : null
    const step = stepping.get(person.id) ?? null
    const order = latest(inHand.get(person.id) ?? [])
    const run = walking.get(person.id) ?? null
    found.set(person.id, { person, shift, step, order, run, age, state: located(person.community) && isSilent(person, age) ? 'silent' : step || order ? 'busy' : run ? 'patrol' : 'free' })
  }
  return [...found.values()].toSorted((a, b) => ranks[a.state] - ranks[b.state] || (a.age ?? Infinity) - (b.age ?? Infinity) || a.person.id.localeCompare(b.person.id))
}

const ranks: Record<Duty['state'], number> = { free: 0, busy: 1, patrol: 2, silent: 3 }

/** A duty manager sits in this room and carries no tracker. */
const isSilent = (person: Person, age: number | null): boolean => person.post !== 'duty-manager' && (age === null || age > positionAge.unknown)

const progress: Partial<Record<Order['state'], number>> = { arrived: 3, accepted: 2, assigned: 1 }

function latest(orders: readonly Order[]): Order | null {
  return orders.toSorted((a, b) => (progress[b.state] ?? 0) - (progress[a.state] ?? 0) || Date.parse(b.assignedAt ?? b.reportedAt) - Date.parse(a.assignedAt ?? a.reportedAt))[0] ?? null
}

export const dutyCounts = (list: readonly Duty[]): { free: number; busy: number; silent: number } => ({
  free: list.filter((duty) => duty.state === 'free').length,
  busy: list.filter((duty) => duty.state === 'busy' || duty.state === 'patrol').length,
  silent: list.filter((duty) => duty.state === 'silent').length,
})
