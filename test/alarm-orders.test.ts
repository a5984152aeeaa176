import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import type { Alarm } from '#shared/alarms.ts'
import { DoorAlarm } from '#shared/doors.ts'
import type { FactName } from '#shared/facts.ts'
import { ReportOrder, titleIn, type Order } from '#shared/orders.ts'
import type { Language } from '#shared/text.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { alarmReaction } from '#server/alarms/alarm-react.ts'
import { onWire } from '#server/alarms/alarm-wire.ts'
import { orderClockReaction } from '#server/alarms/order-clock-react.ts'
import { orderMergeReaction } from '#server/alarms/order-merge-react.ts'
import { shelvingCommands } from '#server/alarms/shelving-commands.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import type { Reaction } from '#server/live/handler.ts'
import type { Parts } from '#server/parts.ts'
import { alarmGoneReaction, alarmOrderReaction } from '#server/orders/alarm-order-react.ts'
import { goneNote } from '#server/orders/alarm-order-rules.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { findOrder } from '#server/orders/order-store.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { carryOut, openFeatures, type Features } from './features.ts'

const reactions = [alarmReaction, alarmOrderReaction, alarmGoneReaction, orderClockReaction, orderMergeReaction]

let on: Features
let consumer: Consumer
/** Beside the journal, as only its owner can. */
let owner: Sql
const now = Date.now()
let ahead = 0
beforeAll(async () => {
  on = await openFeatures()
  owner = connect(on.url, { max: 2, name: 'test-owner' })
  on.parts.now = () => now + ahead
  consumer = new Consumer(on.parts, reactionsOf(reactions))
  await on.parts.sql`insert into consumer (name, cursor) values ('reactions', 0) on conflict do nothing`
})
/** What was raised before does not come back as the same alarm, and no order of before is open. */
beforeEach(async () => {
  ahead += 3_600_000
  await tidy()
})
const tidy = async () => {
  await consumer.level()
  await owner`update alarm set state = 'normal', active = null, cleared_at = raised_at where state <> 'normal'`
  await owner`update work_order set state = 'closed' where state <> 'closed'`
}
afterAll(async () => {
  await owner?.end()
  await on?.close()
})

const write = async (changes: ReturnType<typeof change>[], mode = 'real') => {
  const answer = await on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes, reply: null, community: null, mode }))
  if (!answer.ok) throw new Error(answer.message)
}
const say = (kind: string, more: object = {}) => DoorAlarm.parse({ id: randomUUID(), community: 'A', device: '1-L1', kind, severity: 'major', change: 'raised', ...more })
const raise = async (kind: string, more: object = {}, parts: Parts = on.parts) => {
  const [answer] = await takeAlarms(parts, [say(kind, more)], on.key)
  if (!answer?.ok) throw new Error('not taken')
}
const clear = (kind: string, more: object = {}) => raise(kind, { change: 'cleared', ...more })
const alarmOf = async (kind: string): Promise<Alarm> => {
  const found = (await on.parts.db.select().from(alarms)).filter((alarm) => alarm.kind === kind).toSorted((a, b) => Date.parse(a.raisedAt) - Date.parse(b.raisedAt)).at(-1)
  if (!found) throw new Error(`no ${kind}`)
  return found
}
const openOrders = async (): Promise<Order[]> => (await on.parts.db.select().from(orders)).filter(({ state }) => state !== 'closed')
const orderOf = async (kind: string): Promise<Order> => {
  const { order } = await alarmOf(kind)
  const found = order ? await findOrder(on.parts, order) : null
  if (!found) throw new Error(`${kind} has no order`)
  return found
}
/** Given to a repairer, who accepts. */
async function take({ id, version }: Order): Promise<void> {
  await carryOut(on, orderCommands, 'order.reassign', { assignee: on.world.a.staff[1]?.id ?? '', version }, id)
  await carryOut(on, orderCommands, 'order.accept', { version: version + 1 }, id)
}
const go = async (name: 'order.depart' | 'order.arrive' | 'order.finish', id: string) =>
  carryOut(on, orderCommands, name, { version: (await findOrder(on.parts, id))?.version ?? null }, id)
const facts = async (entity: string): Promise<FactName[]> => (await on.parts.sql<{ name: FactName }[]>`select name from fact where entity_id = ${entity} order by seq`).map(({ name }) => name)
const again = async () => {
  await on.parts.sql`update consumer set cursor = 0 where name = 'reactions'`
  await consumer.level()
}

describe('an alarm', () => {
  it('makes the order that its row says, at its device, and both know each other', async () => {
    await raise('lift.fault', { text: '轿厢不平层' })
    await consumer.level()
    const alarm = await alarmOf('lift.fault')
    const [order, ...more] = await openOrders()
    expect(more).toEqual([])
    expect(order).toMatchObject({
      source: 'alarm', alarm: alarm.id, device: alarm.device, building: alarm.building, point: alarm.point, category: 'repair', priority: 'high', facility: 'lift',
      title: '电梯故障 · 1 栋 1 号梯', description: '轿厢不平层', state: 'reported',
    })
    expect(alarm.order).toBe(order?.id)
    expect(order?.promise).toBeTruthy()
  })

  it('gives its order a title in both languages, until somebody writes another', async () => {
    await raise('lift.fault')
    await consumer.level()
    const order = await orderOf('lift.fault')
    expect(['zh', 'en'].map((language) => titleIn(order, language as Language))).toEqual(['电梯故障 · 1 栋 1 号梯', `Lift fault · ${(await alarmOf('lift.fault')).deviceName?.en}`])
    const { category, title } = order
    const correct = async (version: number, changed: object) => (await carryOut(on, orderCommands, 'order.correct', { version, category, priority: 'high', title, ...changed }, order.id)).body as unknown as Order
    const moved = await correct(order.version, { priority: 'urgent' })
    expect(moved.titleEn).toBe(order.titleEn)
    expect(titleIn(await correct(moved.version, { title: '轿厢不平层' }), 'en')).toBe('轿厢不平层')
  })

  it('of which nothing is said, that is put aside, a test or an exercise makes none', async () => {
    await raise('room.temperature')
    await raise('pump.fault')
    const aside = await alarmOf('pump.fault')
    await carryOut(on, shelvingCommands, 'alarm.shelve', { version: aside.version, until: new Date(now + ahead + 3_600_000).toISOString(), reason: '待件' }, aside.id)
    await raise('fire.fault')
    const exercise = await alarmOf('fire.fault')
    const marked = { ...exercise, version: exercise.version + 1, exercise: 'test' as const }
    await write([change(alarms, marked, { name: 'alarm.repeated', body: onWire(marked) })])
    await consumer.level()
    expect(await openOrders()).toEqual([])
  })

  it('that was put aside makes its order when it comes back', async () => {
    await raise('pump.fault')
    const { id, version } = await alarmOf('pump.fault')
    await carryOut(on, shelvingCommands, 'alarm.shelve', { version, until: new Date(now + ahead + 3_600_000).toISOString(), reason: '待件' }, id)
    await consumer.level()
    expect(await openOrders()).toEqual([])
    await carryOut(on, shelvingCommands, 'alarm.unshelve', { version: version + 1 }, id)
    await consumer.level()
    expect(await openOrders()).toHaveLength(1)
    await again()
    expect(await openOrders()).toHaveLength(1)
  })

  it('joins the open order of its device that is as urgent, which says so', async () => {
    await raise('lift.trapped', { severity: 'critical' })
    await consumer.level()
    const order = await orderOf('lift.trapped')
    await raise('lift.fault')
    await consumer.level()
    expect((await alarmOf('lift.fault')).order).toBe(order.id)
    const joined = await orderOf('lift.fault')
    expect(joined.step?.note).toContain('电梯故障 · 1 栋 1 号梯')
    expect(joined.step?.note).toContain('Lift fault · Lift 1, building 1')
    // Whoever saw the order before may still move it.
    expect(joined.touched).toBe(order.touched)
    expect(await facts(order.id)).toEqual(['order.reported', 'order.noted'])
    await again()
    expect(await facts(order.id)).toEqual(['order.reported', 'order.noted'])
  })

  it('does not wait in an order that is less urgent, nor in one whose work is done', async () => {
    await raise('lift.fault')
    await consumer.level()
    await raise('lift.trapped', { severity: 'critical' })
    await consumer.level()
    expect(await openOrders()).toHaveLength(2)
    expect(await orderOf('lift.trapped')).toMatchObject({ priority: 'urgent' })

    await raise('pump.fault', { device: '2-L1' })
    await consumer.level()
    const pump = await orderOf('pump.fault')
    await take(pump)
    await go('order.finish', pump.id)
    await clear('pump.fault', { device: '2-L1' })
    await consumer.level()
    ahead += 120_000
    await raise('pump.fault', { device: '2-L1' })
    await consumer.level()
    expect((await orderOf('pump.fault')).id).not.toBe(pump.id)
  })

  it('joins what a resident reported about the same facility at the same device', async () => {
    const device = on.world.a.machines[0]?.id ?? null
    const reported = await carryOut(on, orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', priority: 'urgent', facility: 'lift', device, title: '电梯停了' })
    await raise('lift.fault')
    await consumer.level()
    expect((await alarmOf('lift.fault')).order).toBe(reported.body.id)
    expect(await openOrders()).toHaveLength(1)
  })

  it('without a device joins the order of an alarm like it, and none of another matter', async () => {
    await raise('lift.fault', { device: undefined })
    await consumer.level()
    await raise('fire.fault', { device: undefined })
    await raise('lift.fault', { device: undefined, subject: '又一台' })
    await consumer.level()
    expect(await openOrders()).toHaveLength(2)
  })

  it('that comes back when its order is over makes another, and one that says again that it holds does not', async () => {
    await raise('lift.fault')
    await consumer.level()
    const first = await orderOf('lift.fault')
    await carryOut(on, orderCommands, 'order.cancel', { version: first.version, reason: '误报' }, first.id)
    await raise('lift.fault')
    await consumer.level()
    expect((await orderOf('lift.fault')).id).toBe(first.id)
    await clear('lift.fault')
    ahead += 20_000
    await raise('lift.fault')
    await consumer.level()
    const second = await orderOf('lift.fault')
    expect(second).toMatchObject({ state: 'reported' })
    expect(second.id).not.toBe(first.id)
    await again()
    expect((await openOrders()).map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted())
  })

  it('that goes before anybody moved leaves its order, which says so once; where somebody moved it says nothing', async () => {
    await raise('lift.fault')
    await clear('lift.fault')
    await consumer.level()
    expect(await orderOf('lift.fault')).toMatchObject({ state: 'reported', step: { note: goneNote } })
    ahead += 20_000
    await raise('lift.fault')
    await clear('lift.fault')
    await consumer.level()
    const { id } = await orderOf('lift.fault')
    expect((await facts(id)).filter((name) => name === 'order.noted')).toHaveLength(1)

    await raise('pump.fault', { device: '2-L1' })
    await consumer.level()
    const pump = await orderOf('pump.fault')
    await take(pump)
    await clear('pump.fault', { device: '2-L1' })
    await consumer.level()
    expect(await facts(pump.id)).toEqual(['order.reported', 'order.assigned', 'order.accepted'])
  })
})

describe('exactly one order for an alarm', () => {
  /** What may happen to alarms of one lift, and to whoever reads their facts. */
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('lift.fault', 'lift.trapped'), change: fc.constantFrom('raised' as const, 'raised' as const, 'cleared' as const), twice: fc.boolean() }) },
    { weight: 2, arbitrary: fc.constant('read' as const) },
    { weight: 1, arbitrary: fc.constant('replay' as const) },
    { weight: 1, arbitrary: fc.constant('pause' as const) },
  )
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

  /** Plays them with two processes that read the facts by the same reactions; gives the orders and alarms that came of it. */
  async function played(steps: readonly Step[], readers: readonly Consumer[], other: Parts): Promise<{ made: Order[]; rung: Alarm[] }> {
    ahead += 7_200_000
    const began = now + ahead
    const under: Promise<unknown>[] = []
    const read = () => readers.map((reader) => reader.level())
    for (const one of steps) {
      if (one === 'read') under.push(...read())
      else if (one === 'replay') {
        await Promise.all(under.splice(0))
        await on.parts.sql`update consumer set cursor = greatest(0, cursor - 30) where name = 'reactions'`
      } else if (one === 'pause') {
        await Promise.all(under.splice(0))
        ahead += 20_000
      } else {
        const message = say(one.kind, { change: one.change, severity: one.kind === 'lift.trapped' ? 'critical' : 'major' })
        under.push(takeAlarms(on.parts, [message], on.key), ...(one.twice ? [takeAlarms(other, [message], on.key)] : []))
      }
    }
    await Promise.all(under)
    await Promise.all(read())
    const made = (await on.parts.db.select().from(orders)).filter(({ reportedAt }) => Date.parse(reportedAt) >= began)
    const rung = (await on.parts.db.select().from(alarms)).filter(({ raisedAt }) => Date.parse(raisedAt) >= began)
    await tidy()
    return { made, rung }
  }

  /** No alarm made two, and none has none. */
  const onePerAlarm = ({ made, rung }: { made: Order[]; rung: Alarm[] }): boolean =>
    new Set(made.map(({ alarm }) => alarm)).size === made.length && rung.every((alarm) => made.some(({ id }) => id === alarm.order))

  async function withTwo<T>(reactions: Reaction[], run: (readers: Consumer[], other: Parts) => Promise<T>): Promise<T> {
    const other = openParts(on.url, 'test-other', pino({ level: 'silent' }))
    other.parts.now = on.parts.now
    try {
      return await run([on.parts, other.parts].map((parts) => new Consumer(parts, reactionsOf(reactions))), other.parts)
    } finally {
      await other.close()
    }
  }

  it('whatever is raised at once, repeated, sent again, read twice or by two processes', async () => {
    await withTwo(reactions, (readers, other) =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
          const came = await played(steps, readers, other)
          expect(onePerAlarm(came)).toBe(true)
          // A fault joins; who is trapped has an order of their own beside one.
          expect(came.made.length).toBeLessThanOrEqual(2)
        }),
        { numRuns: 15 },
      ))
  })

  it('and a reaction that does not look for what there is would be found out', async () => {
    const careless: Reaction = {
      name: 'careless',
      react: async (parts, fact, at) => {
        if (fact.name !== 'alarm.raised' && fact.name !== 'alarm.repeated') return null
        const request = ReportOrder.parse({ community: on.world.a.id, category: 'repair', title: '电梯故障', source: 'alarm', alarm: fact.id })
        return orderCommands['order.report'](parts, { id: randomUUID(), request, caller: on.caller, now: at })
      },
    }
    const raised: Step = { kind: 'lift.fault', change: 'raised', twice: false }
    expect(onePerAlarm(await withTwo([careless], (readers, other) => played([raised, 'read', raised, 'read'], readers, other)))).toBe(false)
  })
})

describe('the clocks of an alarm', () => {
  const clocks = async (kind: string) => (await alarmOf(kind)).clocks?.map((clock) => [clock.kind, clock.kept !== null])

  it('are kept by those who take its order and arrive, each once', async () => {
    await raise('lift.trapped', { severity: 'critical' })
    await consumer.level()
    const order = await orderOf('lift.trapped')
    expect(await clocks('lift.trapped')).toEqual([['answer', false], ['start', false], ['arrive', false]])
    await take(order)
    await consumer.level()
    expect(await clocks('lift.trapped')).toEqual([['answer', true], ['start', true], ['arrive', false]])
    await go('order.depart', order.id)
    await go('order.arrive', order.id)
    await consumer.level()
    expect(await clocks('lift.trapped')).toEqual([['answer', true], ['start', true], ['arrive', true]])
    const alarm = await alarmOf('lift.trapped')
    expect((await facts(alarm.id)).filter((name) => name === 'alarm.kept')).toHaveLength(2)
  })

  it('are kept by a plan that is started for it', async () => {
    await raise('lift.trapped', { severity: 'critical' })
    const alarm = await alarmOf('lift.trapped')
    await carryOut(on, activationCommands, 'activation.start', { plan: on.world.plan.id, community: on.world.a.id, building: alarm.building, alarm: alarm.id, drill: false, reason: '有人被困', at: new Date(on.parts.now()).toISOString() })
    await consumer.level()
    expect(await clocks('lift.trapped')).toEqual([['answer', true], ['start', true], ['arrive', false]])
  })

  it('of what joins an order for which somebody goes already are kept too, and go along when orders are merged', async () => {
    await raise('lift.trapped', { severity: 'critical' })
    await consumer.level()
    const order = await orderOf('lift.trapped')
    await take(order)
    await raise('lift.fault')
    await consumer.level()
    expect((await alarmOf('lift.fault')).clocks?.find(({ kind }) => kind === 'start')?.kept).toBeTruthy()

    const into = await carryOut(on, orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', priority: 'urgent', title: '电梯里有人' })
    const held = await findOrder(on.parts, order.id)
    await carryOut(on, orderCommands, 'order.merge', { version: held?.version ?? 0, into: into.body.id }, order.id)
    await consumer.level()
    expect([(await alarmOf('lift.trapped')).order, (await alarmOf('lift.fault')).order]).toEqual([into.body.id, into.body.id])
  })
})
