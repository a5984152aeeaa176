import type { DispatchRule } from '#shared/dispatch.ts'
import type { Order } from '#shared/orders.ts'
import { loaded, rank, type Scene, type Staff } from './candidate-rules.ts'
import { decideDispatch, decideReassign } from './order-rules.ts'
import type { Decision, Ground } from './order-step-rules.ts'

/** Where no rule says otherwise, the desk gives the order with one click. */
const usual = { mode: 'propose', acceptMinutes: 5 } as const satisfies Partial<DispatchRule>

/** Orders that have nobody are dispatched; those of a drill are given by hand, as a part of it. */
export const waitsForDispatch = (order: Pick<Order, 'state' | 'mode'>): boolean => (order.state === 'reported' || order.state === 'reopened') && order.mode === 'real'

/**
 * What dispatch makes of an order that nobody has, by the rule that holds for it. Where nobody is left who can, it stays with the desk:
 * proposed, with no one named. Null where it is so already.
 */
export function decideByRule(order: Order, rule: Pick<DispatchRule, 'mode' | 'acceptMinutes'> | null, scene: Scene, staff: readonly Staff[], ground: Ground): Decision | null {
  if (!waitsForDispatch(order)) return null
  const { mode, acceptMinutes } = rule ?? usual
  const fit = rank(order, scene, staff, ground.now).filter(({ suitable }) => suitable).map(({ person }) => person)
  const person = (mode === 'rotate' ? longestWithout(fit, staff) : fit[0]) ?? null
  const passed = order.dispatch?.passed ?? []
  if (person === null) return told(order, { mode: 'propose', person, until: null, passed }, ground)
  if (mode === 'grab') return told(order, { mode, person: null, until: null, passed }, ground)
  if (mode === 'propose') return told(order, { mode, person, until: null, passed }, ground)
  const until = new Date(ground.now + acceptMinutes * 60_000).toISOString()
  return decideReassign(order, { assignee: person, dispatch: { mode, person, until, passed } }, ground)
}

function told(order: Order, dispatch: NonNullable<Order['dispatch']>, ground: Ground): Decision | null {
  const { dispatch: now } = order
  const same = now && now.mode === dispatch.mode && now.person === dispatch.person && now.until === null
  return same ? null : decideDispatch(order, dispatch, ground)
}

/** Of several, who was given something the longest ago; the better of two who never were. */
function longestWithout(fit: readonly string[], staff: readonly Staff[]): string | undefined {
  const givenAt = new Map(staff.map((one) => [one.id, one.givenAt ?? -Infinity]))
  return fit.toSorted((a, b) => {
    const [one, other] = [givenAt.get(a) ?? -Infinity, givenAt.get(b) ?? -Infinity]
    return one === other ? 0 : one - other
  })[0]
}

/** The same people once an order has been given to, or proposed for, one of them. */
export function afterwards(staff: readonly Staff[], { steps }: Decision, now: number): Staff[] {
  const order = steps.at(-1)?.order
  if (!order) return [...staff]
  return staff.map((one) => {
    if (one.id === order.assignee) return loaded(one, order, now)
    return one.id === order.dispatch?.person ? { ...one, offered: [...one.offered, order.id], givenAt: now } : one
  })
}
