import { z } from 'zod'
import { LonLat } from './geo.ts'
import { Id, Instant, Typed } from './text.ts'

export const categories = ['repair', 'security', 'cleaning', 'greening', 'complaint', 'parking', 'resident-service', 'inspection'] as const
export type Category = (typeof categories)[number]
export const priorities = ['urgent', 'high', 'normal', 'low'] as const
export type Priority = (typeof priorities)[number]
export const orderSources = ['app', 'phone', 'butler', 'patrol', 'alarm', 'inspection', 'api', 'import'] as const

export const orderStates = ['reported', 'assigned', 'accepted', 'arrived', 'done', 'closed', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]
export const orderMoves = ['assign', 'accept', 'arrive', 'finish', 'close', 'cancel'] as const
export type OrderMove = (typeof orderMoves)[number]

/** The state each move leads to; a pair that is missing is an illegal move. */
export const orderTransitions = {
  reported: { assign: 'assigned', cancel: 'cancelled' },
  assigned: { assign: 'assigned', accept: 'accepted', cancel: 'cancelled' },
  accepted: { assign: 'assigned', arrive: 'arrived', finish: 'done', cancel: 'cancelled' },
  arrived: { assign: 'assigned', finish: 'done', cancel: 'cancelled' },
  done: { close: 'closed', assign: 'assigned' },
  closed: {},
  cancelled: {},
} as const satisfies Record<OrderState, Partial<Record<OrderMove, OrderState>>>

/** The state that `move` leads to from `state`, or null where the move is illegal. */
export function moved(state: OrderState, move: OrderMove): OrderState | null {
  const moves: Partial<Record<OrderMove, OrderState>> = orderTransitions[state]
  return moves[move] ?? null
}

export const Order = z.strictObject({
  id: Id,
  version: z.int(),
  /** Short and speakable, for the phone: "1121-7Q4K". */
  number: z.string(),
  community: Id,
  building: Id.nullable(),
  /** Unit and room as the reporter said them: "2 单元 1201". */
  place: z.string(),
  point: LonLat.nullable(),
  category: z.enum(categories),
  priority: z.enum(priorities),
  source: z.enum(orderSources),
  title: z.string(),
  description: z.string(),
  reporter: z.string().nullable(),
  state: z.enum(orderStates),
  assignee: Id.nullable(),
  /** The alarm that this order came from. */
  alarm: Id.nullable(),
  reportedAt: Instant,
  assignedAt: Instant.nullable(),
  respondedAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** Promised times, fixed when reported: later changes of the defaults do not rewrite them. */
  respondBy: Instant,
  arriveBy: Instant.nullable(),
  finishBy: Instant,
  /** Promises already broken. */
  late: z.array(z.enum(['respond', 'arrive', 'finish'])),
  /** `real`, or the id of the drill that this order belongs to. */
  mode: z.string(),
})
export type Order = z.infer<typeof Order>

export const isOpenOrder = (order: Pick<Order, 'state'>): boolean => order.state !== 'closed' && order.state !== 'cancelled'

export type PromiseKind = Order['late'][number]

/** The promise whose clock runs now; null once the work is done. */
export function runningPromise(order: Order): { kind: PromiseKind; by: string } | null {
  switch (order.state) {
    case 'reported':
    case 'assigned':
      return { kind: 'respond', by: order.respondBy }
    case 'accepted':
      return order.arriveBy ? { kind: 'arrive', by: order.arriveBy } : { kind: 'finish', by: order.finishBy }
    case 'arrived':
      return { kind: 'finish', by: order.finishBy }
    default:
      return null
  }
}

/** One ranked person for an order, with reasons and exclusions as codes that the screen puts into words. */
export const Candidate = z.strictObject({
  person: Id,
  suitable: z.boolean(),
  score: z.number(),
  metres: z.number().nullable(),
  minutes: z.number().nullable(),
  openOrders: z.int(),
  positionAgeSeconds: z.number().nullable(),
  reasons: z.array(z.enum(['skill', 'near', 'free', 'fresh-position', 'same-building'])),
  exclusions: z.array(z.enum(['off-shift', 'no-skill', 'already-assigned', 'overloaded', 'silent'])),
})
export type Candidate = z.infer<typeof Candidate>

export const ReportOrder = z.strictObject({
  community: Id,
  building: Id.nullish(),
  place: Typed(120).default(''),
  point: LonLat.nullish(),
  category: z.enum(categories),
  priority: z.enum(priorities).default('normal'),
  source: z.enum(orderSources).default('phone'),
  title: Typed(120).min(1),
  description: Typed(4000).default(''),
  reporter: Typed(60).nullish(),
  reporterPhone: Typed(30).nullish(),
  alarm: Id.nullish(),
})
export const ReassignOrder = z.strictObject({ assignee: Id, version: z.int().min(1), reason: Typed(400).default('') })
export const MoveOrder = z.strictObject({ version: z.int().min(1), note: Typed(2000).default('') })
