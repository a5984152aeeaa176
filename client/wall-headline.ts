import { isSafety, needsAnswer, severities, type Alarm } from '#shared/alarms.ts'
import { isDrill } from '#shared/modes.ts'
import type { Order } from '#shared/orders.ts'
import type { Picture } from '#shared/picture.ts'
import type { Activation } from '#shared/activations.ts'
import { isUponUs } from './live/flood-rules.ts'

/** The one thing to say now, and how many more of its weight there are. */
export type Headline =
  | { kind: 'activation'; activation: Activation; others: number }
  | { kind: 'alarm'; alarm: Alarm; others: number }
  | { kind: 'late'; orders: number; worst: Order }
  | { kind: 'drill'; activation: Activation }
  | { kind: 'normal' }

/** Life safety stands before whatever else. */
const rank = (alarm: Alarm) => (isSafety(alarm) ? 0 : 10) + severities.indexOf(alarm.severity) * 2 + (needsAnswer(alarm) ? 0 : 1)
const oldest = <T>(at: (row: T) => string) => (a: T, b: T) => Date.parse(at(a)) - Date.parse(at(b))

/**
 * Real before drill; a new critical alarm before a plan; then plans (asked for, late, running), alarms by severity and answer,
 * broken promises of urgent work. Minor and notice alarms speak only while nobody has answered them, what is put aside or only its
 * sender's test never.
 */
export function headline(picture: Picture, now: number): Headline {
  const alarms = [...picture.alarm.values()]
    .filter((alarm) => isUponUs(alarm) && (needsAnswer(alarm) || isSafety(alarm) || alarm.severity === 'critical' || alarm.severity === 'major'))
    .toSorted((a, b) => rank(a) - rank(b) || oldest<Alarm>((alarm) => alarm.raisedAt)(a, b))
  const running = [...picture.activation.values()].toSorted((a, b) => weight(a) - weight(b) || oldest<Activation>((activation) => activation.startedAt)(a, b))
  const inEarnest = running.filter((row) => !isDrill(row.mode))
  const answered = new Set(inEarnest.map(({ alarm }) => alarm))
  const [activation] = inEarnest
  const first = alarms.find((alarm) => !answered.has(alarm.id) && (!activation || isNewAndGrave(alarm)))
  if (first) return { kind: 'alarm', alarm: first, others: alarms.length - 1 }
  if (activation) return { kind: 'activation', activation, others: inEarnest.length - 1 }
  const late = lateUrgent(picture.order.values(), now)
  const [worst] = late
  if (worst) return { kind: 'late', orders: late.length, worst }
  const drill = running[0]
  return drill ? { kind: 'drill', activation: drill } : { kind: 'normal' }
}

/** What waits for a second person's word lapses; what is late needs somebody more than what goes well. */
const weight = ({ state, late }: Activation): number => (state === 'asked' ? 0 : late ? 1 : 2)

const isNewAndGrave = (alarm: Alarm): boolean => needsAnswer(alarm) && (isSafety(alarm) || alarm.severity === 'critical')

function lateUrgent(orders: Iterable<Order>, now: number): Order[] {
  const clock = (order: Order) => (order.state === 'reported' || order.state === 'assigned' ? order.respondBy : order.finishBy)
  return [...orders]
    .filter((order) => !isDrill(order.mode) && order.state !== 'done' && (order.priority === 'urgent' || order.priority === 'high') && Date.parse(clock(order)) < now)
    .toSorted((a, b) => Date.parse(clock(a)) - Date.parse(clock(b)))
}
