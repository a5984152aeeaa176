import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '#db/schema/patrol.ts'
import type { Order } from '#shared/orders.ts'
import type { PatrolRun } from '#shared/patrol.ts'
import { change } from '#server/journal/change.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import { orderReaction } from '#server/orders/order-react.ts'
import { patrolCommands } from '#server/patrol/patrol-commands.ts'
import { carryOut, openFeatures, type Features } from './features.ts'

let on: Features
let consumer: Consumer
const route = randomUUID()
beforeAll(async () => {
  on = await openFeatures()
  const checkpoints = ['a', 'b'].map((key, i) => ({ key, name: { zh: `${key} 点`, en: `Point ${key}` }, point: [i === 0 ? 120.001 : 120.002, 30.001] as [number, number] }))
  const row = { id: route, version: 1, community: on.world.a.id, name: { zh: '夜巡', en: 'Night round' }, checkpoints }
  await on.parts.journal.commit(systemCommand('test', 'route', randomUUID(), { changes: [change(routes, row, { name: 'route.drawn', body: row })], reply: null, community: on.world.a.id, mode: 'real' }))
  consumer = new Consumer(on.parts, reactionsOf([orderReaction]))
  await consumer.start()
})
afterAll(async () => {
  await consumer?.stop()
  await on?.close()
})

const made = () => on.parts.sql<Pick<Order, 'source' | 'title' | 'place' | 'category' | 'point' | 'state'>[]>`select source, title, place, category, point, state from work_order where source = 'patrol'`

describe('orders that follow', () => {
  it('come from what a round finds, at the checkpoint, once however often the fact is read', async () => {
    const run = (await carryOut(on, patrolCommands, 'run.start', { route, person: on.world.a.staff[3]?.id ?? '' })).body as PatrolRun
    await carryOut(on, patrolCommands, 'run.visit', { checkpoint: 'a' }, run.id)
    await consumer.level()
    expect(await made()).toEqual([])
    // The last checkpoint ends the round: two facts hold the finding, one order comes of it.
    const ended = (await carryOut(on, patrolCommands, 'run.visit', { checkpoint: 'b', finding: { title: '单元门锁坏了', category: 'security' } }, run.id)).body as PatrolRun
    expect(ended).toMatchObject({ state: 'finished', visits: [{ checkpoint: 'a' }, { checkpoint: 'b', finding: { title: '单元门锁坏了', category: 'security' } }] })
    await consumer.level()
    expect(await made()).toEqual([{ source: 'patrol', title: '单元门锁坏了', place: 'b 点', category: 'security', point: [120.002, 30.001], state: 'reported' }])
    await on.parts.sql`update consumer set cursor = 0 where name = 'reactions'`
    await consumer.level()
    expect(await made()).toHaveLength(1)
  })
})
