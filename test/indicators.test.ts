import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DoorAlarm } from '#shared/doors.ts'
import type { IndicatorName } from '#shared/indicators.ts'
import { routes } from '#db/schema/patrol.ts'
import type { PatrolRoute } from '#shared/patrol.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { indicatorProjection, rebuildIndicators } from '#server/indicators/indicator-projection.ts'
import { indicatorQueries } from '#server/indicators/indicator-queries.ts'
import { readIndicators } from '#server/indicators/indicator-store.ts'
import { change } from '#server/journal/change.ts'
import { replay } from '#server/journal/replay.ts'
import { systemCommand } from '#server/journal/system.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { patrolCommands } from '#server/patrol/patrol-commands.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { asking, carryOut, confirmed, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
  await rebuildIndicators(on.parts)
})
afterAll(() => on.close())

const values = async (): Promise<Partial<Record<IndicatorName, number | null>>> => {
  await replay(on.parts, indicatorProjection)
  const read = await indicatorQueries.indicators(on.parts, { ...asking, id: '', params: { communities: on.world.a.id }, caller: on.caller, now: Date.now() })
  return Object.fromEntries(read.map(({ name, value }) => [name, value]))
}

it('indicators say nothing where nothing was counted', async () => {
  expect(await values()).toEqual({
    'promise-kept': null, 'first-response': null, 'complaint-closed': null, 'alarm-answered': null, 'checkpoints-done': null, 'open-per-thousand': 0,
  })
})

it('an order counts when it opens, when each promise is kept, and when it closes', async () => {
  const { a } = on.world
  const { body } = await carryOut(on, orderCommands, 'order.report', { community: a.id, category: 'complaint', title: '噪音' })
  expect((await values())['open-per-thousand']).toBeCloseTo(1000 / a.households, 2)
  await carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee: a.staff[0]?.id ?? '' }, body.id)
  await carryOut(on, orderCommands, 'order.accept', { version: 2 }, body.id)
  await carryOut(on, orderCommands, 'order.finish', { version: 3 }, body.id)
  await carryOut(on, orderCommands, 'order.close', { version: 4 }, body.id)
  expect(await values()).toMatchObject({ 'promise-kept': 100, 'first-response': expect.closeTo(0, 0), 'complaint-closed': 100, 'open-per-thousand': 0 })
})

it('an alarm counts when it is answered, a patrol when it ends', async () => {
  const { a } = on.world
  const message = DoorAlarm.parse({ id: randomUUID(), community: 'A', kind: 'gas.leak', severity: 'critical', change: 'raised' })
  await takeAlarms(on.parts, [message], on.key)
  const [alarm] = await on.parts.sql<{ id: string }[]>`select id from alarm where kind = 'gas.leak'`
  await carryOut(on, alarmCommands, 'alarm.acknowledge', { version: 1 }, alarm?.id)

  const route: PatrolRoute = {
    id: randomUUID(), version: 1, community: a.id, name: { zh: '夜巡', en: 'Night round' },
    checkpoints: ['gate', 'roof'].map((key) => ({ key, name: { zh: key, en: key }, point: [120, 30] })),
  }
  const work = { changes: [change(routes, route, { name: 'route.drawn', body: route })], reply: null, community: a.id, mode: 'real' }
  await on.parts.journal.commit(systemCommand('test', 'route', randomUUID(), work))
  const guard = a.staff.find(({ post }) => post === 'security')?.id ?? ''
  const run = await carryOut(on, patrolCommands, 'run.start', { route: route.id, person: guard })
  await expect(carryOut(on, patrolCommands, 'run.start', { route: route.id, person: guard })).rejects.toMatchObject({ fault: 'conflict', current: run.body })
  await carryOut(on, patrolCommands, 'run.visit', { checkpoint: 'roof' }, run.body.id)
  const finished = await carryOut(on, patrolCommands, 'run.visit', { checkpoint: 'gate' }, run.body.id)
  expect(finished).toMatchObject({ fact: 'run.finished', body: { state: 'finished', version: 4 } })
  expect(await values()).toMatchObject({ 'alarm-answered': 100, 'checkpoints-done': 100 })
})

it('a drill leaves them as they are, and rebuilt they are the same', async () => {
  const before = await values()
  const { a, plan } = on.world
  await carryOut(on, activationCommands, 'activation.start', { plan: plan.id, community: a.id, drill: true, reason: '季度演练', ...confirmed() })
  expect(await values()).toEqual(before)
  const rows = await on.parts.sql`select * from indicator_hour order by 1, 2, 3`
  await rebuildIndicators(on.parts)
  expect(await on.parts.sql`select * from indicator_hour order by 1, 2, 3`).toEqual(rows)
  const now = Date.now()
  expect(await readIndicators(on.parts, null, now)).toEqual(await readIndicators(on.parts, [a.id, on.world.b.id], now))
})
