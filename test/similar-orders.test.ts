import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import type { Order } from '#shared/orders.ts'
import { SimilarAsk, type SimilarOrders } from '#shared/orders.ts'
import type { z } from 'zod'
import type { Caller } from '#server/identity/caller.ts'
import { similarQueries } from '#server/orders/similar-queries.ts'
import { asking, openFeatures, type Features } from './features.ts'
import { Stock, type Spot } from './rights-stock.ts'

let features: Features
let stock: Stock
let sql: Sql
let A: Spot
const day = 86_400_000

beforeAll(async () => {
  features = await openFeatures()
  stock = new Stock(features.url, features.world)
  sql = connect(features.url, { max: 1, name: 'test-similar' })
  A = stock.spots().A
})
afterAll(async () => {
  await sql?.end()
  await stock?.close()
  await features?.close()
})

const similar = (said: Partial<z.input<typeof SimilarAsk>>, caller: Caller = features.caller): Promise<z.infer<typeof SimilarOrders>> =>
  similarQueries.similarOrders(features.parts, { ...asking, id: '', params: {}, body: SimilarAsk.parse({ community: A.id, building: A.building, category: 'repair', ...said }), caller, now: Date.now() })
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString()
const over = (days: number): Partial<Order> => ({ state: 'closed', reportedAt: ago(days), finishedAt: ago(days), closedAt: ago(days) })
const numbers = (list: readonly Pick<Order, 'id'>[]): string[] => list.map(({ id }) => id)

it('finds what another caller has said of the same place, and nothing of another', async () => {
  const here = await stock.order(A, { title: '单元门打不开', place: '2 单元' })
  await stock.order(A, { title: '单元门打不开', building: features.world.a.houses[2]?.id ?? null })
  await stock.order(A, { title: '单元门打不开', mode: randomUUID() })
  await stock.order(A, { title: '单元门打不开', state: 'done', finishedAt: ago(0) })
  await stock.order(stock.spots().B, { title: '单元门打不开' })
  const { duplicates } = await similar({ title: '2单元门禁打不开' })
  expect(numbers(duplicates)).toEqual([here])
  expect(JSON.stringify(duplicates)).not.toContain('13800000000')
})

it('counts what came back at the same place in 90 days, and says since when', async () => {
  const lift = features.world.a.machines[0]?.id ?? ''
  const [old, first, second] = [await stock.order(A, { title: '电梯停运', device: lift, ...over(120) }), await stock.order(A, { title: '电梯不走', device: lift, ...over(60) }), await stock.order(A, { title: '电梯困人', device: lift, ...over(3) })]
  await stock.order(A, { title: '电梯停运', device: lift, ...over(2), state: 'cancelled', finishedAt: null })
  const { duplicates, recurring } = await similar({ title: '电梯停了', device: lift })
  expect(duplicates).toEqual([])
  expect(numbers(recurring.orders)).toEqual([second, first])
  expect([recurring.count, recurring.since?.slice(0, 10)]).toEqual([2, ago(60).slice(0, 10)])
  expect(numbers(recurring.orders)).not.toContain(old)
})

it('says nothing where nothing was said, and nothing to who works elsewhere', async () => {
  expect(await similar({})).toEqual({ duplicates: [], recurring: { count: 0, since: null, orders: [] } })
  const elsewhere: Caller = { ...features.caller, grants: [{ role: 'butler', scope: { kind: 'community', id: features.world.b.id } }] }
  await expect(similar({ title: '单元门' }, elsewhere)).rejects.toMatchObject({ fault: 'not-found' })
})

/** No plan may read all that ever happened: both questions go along an index of the place. */
it('goes along the place and not through history', async () => {
  await sql`
    insert into work_order (id, version, number, community_id, building_id, place, category, priority, source, title, description, state, reported_at, finished_at, closed_at, respond_by, finish_by, late, mode)
    select gen_random_uuid(), 1, 'P-' || i, ${A.id}, (${features.world.a.houses.map(({ id }) => id)}::uuid[])[1 + i % 4], '', 'repair', 'normal', 'phone', '灯不亮', '', 'closed', at, at, at, at, at, '{}', 'real'
    from generate_series(1, 3000) i, lateral (select now() - interval '1 minute' * (i * 40) as at) t`
  await sql`analyze work_order`
  const plan = await sql<{ 'QUERY PLAN': string }[]>`explain select id from work_order where building_id = ${A.building} and community_id = ${A.id} and reported_at > ${ago(90)} and category = 'repair' and mode = 'real' and state in ('done', 'verified', 'closed', 'called-back') order by reported_at desc limit 1000`
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  expect(text).toMatch(/Index/)
  expect(text).not.toMatch(/Seq Scan/)
})
