import type { OrderState } from '#shared/orders.ts'

export type Stage = 'waiting' | 'given' | 'working' | 'paused' | 'done' | 'cancelled'

/** States of an order as somebody outside understands them. */
const stages: Record<OrderState, Stage> = {
  reported: 'waiting', reopened: 'waiting', assigned: 'given', accepted: 'working', 'on-the-way': 'working', arrived: 'working', waiting: 'paused',
  done: 'done', verified: 'done', closed: 'done', 'called-back': 'done', merged: 'working', cancelled: 'cancelled',
}

export const stageOf = (state: OrderState): Stage => stages[state]

/** Of the three steps that are shown, how many are reached. */
export const reached = (stage: Stage): number => (stage === 'done' ? 3 : stage === 'working' || stage === 'paused' ? 2 : 1)
