import type { Demo } from '#db/demo/demo.ts'
import type { PlanPast } from '#db/demo/drill-past.ts'
import type { PastFact } from '#db/demo/past.ts'
import { phoneOf } from '#db/demo/phones.ts'
import { idOf } from '#db/demo/random.ts'
import { activations } from '#db/schema/activations.ts'
import { alarms } from '#db/schema/alarms.ts'
import { drills, scores } from '#db/schema/drills.ts'
import { findings } from '#db/schema/findings.ts'
import { orders } from '#db/schema/orders.ts'
import { runs } from '#db/schema/patrol.ts'
import { real } from '#shared/modes.ts'
import { openClocks, type Order } from '#shared/orders.ts'
import { change, type Change, type Command, type TimerChange } from '../journal/change.ts'
import { digestOf } from '../journal/system.ts'
import { loadCommand } from './catalogue-load.ts'

/** The made past as commands, each at its time; an order that is still open gets its clocks with its last fact. */
export function pastCommands(demo: Demo, past: readonly PastFact[]): Command[] {
  const last = new Map(past.map((fact) => [fact.body.id, fact]))
  return past.map((fact) => ({
    id: idOf(demo.seed, 'past', fact.body.id, fact.body.version), name: fact.name, digest: digestOf('demo', fact.body.id, fact.body.version),
    by: fact.by, at: new Date(fact.at).toISOString(), changes: [changeOf(fact)], reply: null,
    community: 'community' in fact.body ? fact.body.community : null, mode: modeOf(fact),
    ...(last.get(fact.body.id) === fact && isOrder(fact) ? { timers: clocksOf(fact.body) } : {}),
  }))
}

type OrderFact = Extract<PastFact, { body: Order }>
type RowFact<T extends string> = Extract<PastFact, { name: `${T}.${string}` }>

const isOrder = (fact: PastFact): fact is OrderFact => fact.name.startsWith('order.')
const isAlarm = (fact: PastFact): fact is RowFact<'alarm'> => fact.name.startsWith('alarm.')
const isRun = (fact: PastFact): fact is RowFact<'run'> => fact.name.startsWith('run.')
const isActivation = (fact: PastFact): fact is RowFact<'activation'> => fact.name.startsWith('activation.')
const isDrill = (fact: PastFact): fact is RowFact<'drill'> => fact.name.startsWith('drill.')
const isScore = (fact: PastFact): fact is RowFact<'score'> => fact.name.startsWith('score.')
const isFinding = (fact: PastFact): fact is RowFact<'finding'> => fact.name.startsWith('finding.')

/** As the server writes it: planning a drill and what it showed are about the world, what happens in it is not. */
function modeOf(fact: PastFact): string {
  if (isActivation(fact)) return fact.body.mode
  if (isDrill(fact)) return fact.name === 'drill.planned' ? real : fact.body.id
  return isScore(fact) ? fact.body.drill : real
}

/** Drills of before the history began, at `at`: as they ended. */
export const heldBefore = (held: PlanPast['before'], at: number): Command[] =>
  held.map(({ run, drill, scores: given }) => loadCommand(`drill ${drill.id}`, at, [change(activations, run.body), change(drills, drill), ...given.map((score) => change(scores, score))]))

function changeOf(fact: PastFact): Change {
  if (isOrder(fact)) return change(orders, { ...fact.body, reporterPhone: fact.body.reporter === null ? null : phoneOf(fact.body.id) }, fact)
  if (isAlarm(fact)) return change(alarms, fact.body, fact)
  if (isRun(fact)) return change(runs, fact.body, fact)
  if (isActivation(fact)) return change(activations, fact.body, fact)
  if (isDrill(fact)) return change(drills, fact.body, fact)
  if (isScore(fact)) return change(scores, fact.body, fact)
  if (isFinding(fact)) return change(findings, fact.body, fact)
  throw new Error(`no table for ${fact.name}`)
}

/** Timers for promises that are neither kept nor broken, named as the orders name them. */
function clocksOf(order: Order): TimerChange[] {
  return openClocks(order).flatMap(({ kind, by }) => (order.late.includes(kind) ? [] : [{ key: `order:${order.id}:${kind}`, name: `order.late-${kind}`, subject: order.id, dueAt: by }]))
}
