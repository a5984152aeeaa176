import { idOf, makeRandom } from '#db/demo/random.ts'
import { workMinutes } from '#db/demo/work-times.ts'
import type { Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import type { Picture } from '#shared/picture.ts'
import { passed, type Act, type Moment } from './actions.ts'
import { usernameOf, type Company } from './company.ts'
import { hasArrived, type Walker } from './walker-rules.ts'

const urgency: Record<Order['priority'], number> = { urgent: 0, high: 1, normal: 2, low: 3 }

/** Whether its assignee has it before them, and is not waiting for anything. */
export const isAtHand = ({ state }: Order): boolean => state === 'accepted' || state === 'on-the-way' || state === 'arrived'

/** The order that somebody is on the way to or at work on: what they have arrived at or set out for, else the most urgent that they have accepted. */
export function inHand(picture: Picture, person: string): Order | null {
  const mine = [...picture.order.values()].filter((order) => order.assignee === person && isAtHand(order))
  const rank = (order: Order) => (order.state === 'arrived' ? -2 : order.state === 'on-the-way' ? -1 : urgency[order.priority])
  return mine.sort((a, b) => rank(a) - rank(b) || Date.parse(a.reportedAt) - Date.parse(b.reportedAt))[0] ?? null
}

export const goalOf = (order: Order): string => `order ${order.id}`

/** What field staff do now with their orders: accept, set out, arrive when they have walked there, now and then wait for a part, finish when the work is done. */
export function staffDuties(company: Company, picture: Picture, walkers: ReadonlyMap<string, Walker>, moment: Moment): Act[] {
  return [...picture.order.values()].flatMap((order): Act[] => {
    const person = order.assignee ? company.people.get(order.assignee) : undefined
    if (!person || order.mode !== 'real') return []
    return dutyWith(order, person, picture, walkers.get(person.id), moment)
  })
}

/** Some repairs need a part that has to be fetched first; decided within these minutes of arriving. */
const shareWaiting = 0.08
const decidedFrom = 3
const decidedUntil = 8

function dutyWith(order: Order, person: Person, picture: Picture, walker: Walker | undefined, moment: Moment): Act[] {
  const random = makeRandom(order.id)
  const { id } = order
  const base = { kind: 'command', as: usernameOf(person), id } as const
  const act = (name: 'order.accept' | 'order.depart' | 'order.arrive' | 'order.finish', note = ''): Act[] => [{ ...base, name, key: idOf(name, id, order.touched ?? order.version), body: { note } }]
  const near = walker !== undefined && hasArrived(walker, goalOf(order)) && inHand(picture, person.id)?.id === id
  switch (order.state) {
    case 'assigned':
      return moment.present.has(person.id) && passed(moment, order.assignedAt ?? order.reportedAt, Math.min(random.skewed(order.priority === 'urgent' ? 0.6 : 1.8, 0.6), 9)) ? act('order.accept') : []
    case 'accepted':
      return near ? act('order.arrive') : inHand(picture, person.id)?.id === id ? act('order.depart') : []
    case 'on-the-way':
      return near ? act('order.arrive') : []
    case 'arrived': {
      const since = order.arrivedAt ?? order.reportedAt
      if (needsPart(order) && passed(moment, since, decidedFrom) && !passed(moment, since, decidedUntil)) {
        const until = new Date(Date.parse(since) + (random.between(40, 180) * 60_000) / moment.speed).toISOString()
        return Date.parse(until) > moment.now ? [{ ...base, name: 'order.wait', key: idOf('order.wait', id), body: { reason: 'part', until, note: '需更换配件，已联系仓库' } }] : []
      }
      return passed(moment, since, workMinutes(random, order.category, order.priority)) ? act('order.finish', '已处理完毕') : []
    }
    default:
      return []
  }
}

const needsPart = (order: Order): boolean => order.category === 'repair' && order.priority !== 'urgent' && makeRandom(`${order.id} part`).chance(shareWaiting)
