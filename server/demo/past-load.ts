import type { Demo } from '#db/demo/demo.ts'
import type { PastFact } from '#db/demo/past.ts'
import { phoneOf } from '#db/demo/phones.ts'
import { idOf } from '#db/demo/random.ts'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import { runs } from '#db/schema/patrol.ts'
import { openClocks, type Order } from '#shared/orders.ts'
import { change, type Change, type Command, type TimerChange } from '../journal/change.ts'
import { digestOf } from '../journal/system.ts'

/** The made past as commands, each at its time; an order that is still open gets its clocks with its last fact. */
export function pastCommands(demo: Demo, past: readonly PastFact[]): Command[] {
  const last = new Map(past.map((fact) => [fact.body.id, fact]))
  return past.map((fact) => ({
    id: idOf(demo.seed, 'past', fact.body.id, fact.body.version), name: fact.name, digest: digestOf('demo', fact.body.id, fact.body.version),
    by: fact.by, at: new Date(fact.at).toISOString(), changes: [changeOf(fact)], reply: null,
    community: 'community' in fact.body ? fact.body.community : null, mode: 'real',
    ...(last.get(fact.body.id) === fact && isOrder(fact) ? { timers: clocksOf(fact.body) } : {}),
  }))
}

type OrderFact = Extract<PastFact, { body: Order }>
type RowFact<T extends string> = Extract<PastFact, { name: `${T}.${string}` }>

const isOrder = (fact: PastFact): fact is OrderFact => fact.name.startsWith('order.')
const isAlarm = (fact: PastFact): fact is RowFact<'alarm'> => fact.name.startsWith('alarm.')
const isRun = (fact: PastFact): fact is RowFact<'run'> => fact.name.startsWith('run.')

function changeOf(fact: PastFact): Change {
  if (isOrder(fact)) return change(orders, { ...fact.body, reporterPhone: fact.body.reporter === null ? null : phoneOf(fact.body.id) }, fact)
  if (isAlarm(fact)) return change(alarms, fact.body, fact)
  if (isRun(fact)) return change(runs, fact.body, fact)
  throw new Error(`no table for ${fact.name}`)
}

/** Timers for promises that are neither kept nor broken, named as the orders name them. */
function clocksOf(order: Order): TimerChange[] {
  return openClocks(order).flatMap(({ kind, by }) => (order.late.includes(kind) ? [] : [{ key: `order:${order.id}:${kind}`, name: `order.late-${kind}`, subject: order.id, dueAt: by }]))
}
