import { idOf, makeRandom } from '#db/demo/random.ts'
import { workMinutes } from '#db/demo/work-times.ts'
import type { Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import type { Picture } from '#shared/picture.ts'
import { passed, type Act, type Moment } from './actions.ts'
import { usernameOf, type Company } from './company.ts'
import { hasArrived, type Walker } from './walker-rules.ts'

const urgency: Record<Order['priority'], number> = { urgent: 0, high: 1, normal: 2, low: 3 }

/** The order that somebody is on the way to or at work on: what they have arrived at, else the most urgent that they have accepted. */
export function inHand(picture: Picture, person: string): Order | null {
  const mine = [...picture.order.values()].filter((order) => order.assignee === person && (order.state === 'accepted' || order.state === 'arrived'))
  const rank = (order: Order) => (order.state === 'arrived' ? -1 : urgency[order.priority])
  return mine.sort((a, b) => rank(a) - rank(b) || Date.parse(a.reportedAt) - Date.parse(b.reportedAt))[0] ?? null
}

export const goalOf = (order: Order): string => `order ${order.id}`

/** What field staff do now with their orders: accept, arrive when they have walked there, finish when the work is done. */
export function staffDuties(company: Company, picture: Picture, walkers: ReadonlyMap<string, Walker>, moment: Moment): Act[] {
  return [...picture.order.values()].flatMap((order): Act[] => {
    const person = order.assignee ? company.people.get(order.assignee) : undefined
    if (!person || order.mode !== 'real') return []
    return dutyWith(order, person, picture, walkers.get(person.id), moment)
  })
}

function dutyWith(order: Order, person: Person, picture: Picture, walker: Walker | undefined, moment: Moment): Act[] {
  const random = makeRandom(order.id)
  const { id, version } = order
  const act = (name: 'order.accept' | 'order.arrive' | 'order.finish', note = ''): Act[] =>
    [{ kind: 'command', name, key: idOf(name, id, version), as: usernameOf(person), id, body: { version, note } }]
  switch (order.state) {
    case 'assigned':
      return moment.present.has(person.id) && passed(moment, order.assignedAt ?? order.reportedAt, Math.min(random.skewed(order.priority === 'urgent' ? 0.6 : 1.8, 0.6), 9)) ? act('order.accept') : []
    case 'accepted':
      return walker && hasArrived(walker, goalOf(order)) && inHand(picture, person.id)?.id === id ? act('order.arrive') : []
    case 'arrived':
      return passed(moment, order.arrivedAt ?? order.reportedAt, workMinutes(random, order.category, order.priority)) ? act('order.finish', '已处理完毕') : []
    default:
      return []
  }
}
