import { isOpenOrder, moved, type Order, type OrderMove } from '#shared/orders.ts'

/** What can be done with an order from its sheet, besides giving it to somebody. */
export const acts = [
  'grab', 'accept', 'depart', 'arrive', 'finish', 'resume', 'verify', 'close', 'call-back', 'wait', 'note', 'propose-solution', 'explain', 'correct', 'join', 'merge', 'decline', 'reopen', 'cancel',
] as const
export type Act = (typeof acts)[number]

/** What asks for something first; the others are done at once. */
export const asking = ['finish', 'call-back', 'wait', 'note', 'propose-solution', 'explain', 'correct', 'join', 'merge', 'decline', 'reopen', 'cancel'] as const satisfies Act[]
export type Asking = (typeof asking)[number]
export const asksFirst = (act: Act): act is Asking => (asking as readonly Act[]).includes(act)

const isMove = (act: Act): act is Act & OrderMove => !['note', 'propose-solution', 'explain', 'correct', 'join'].includes(act)

/** Whether the order's state allows it; who may do it is another question. */
export function possible(order: Order, act: Act): boolean {
  if (isMove(act)) return moved(order.state, act) !== null
  if (act === 'note') return true
  if (act === 'explain') return order.category === 'complaint' || order.late.length > 0
  if (act === 'propose-solution') return order.finishedAt === null && moved(order.state, 'cancel') !== null
  return moved(order.state, 'cancel') !== null
}

/** The one next act of an order: what moves it on. `assign`: somebody must have it first. */
export function nextOf(order: Order): Act | 'assign' | null {
  switch (order.state) {
    case 'reported':
    case 'reopened':
      return 'assign'
    case 'assigned':
      return 'accept'
    case 'accepted':
      return 'depart'
    case 'on-the-way':
      return 'arrive'
    case 'arrived':
      return 'finish'
    case 'waiting':
      return 'resume'
    case 'done':
    case 'verified':
      return 'close'
    case 'closed':
      return order.callBackBy ? 'call-back' : null
    case 'called-back':
    case 'cancelled':
    case 'merged':
      return null
  }
}

const beside: Partial<Record<Order['state'], readonly Act[]>> = {
  accepted: ['arrive'], 'on-the-way': ['wait'], arrived: ['wait'], waiting: ['finish'], done: ['verify'], closed: ['call-back'],
}

/** What lies open beside the next act; the rest of what is possible is behind a word. */
export function openBeside(order: Order): readonly Act[] {
  const grab: Act[] = order.dispatch?.mode === 'grab' ? ['grab'] : []
  return [...grab, ...(beside[order.state] ?? []), 'note']
}

/** Whether the stocktake asks why: a complaint that is late, or any order that is, once it is done. */
export const asksWhy = (order: Order): boolean => !order.rootCause && order.late.length > 0 && (order.category === 'complaint' ? isOpenOrder(order) : order.finishedAt !== null && isOpenOrder(order))
