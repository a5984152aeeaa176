import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import type { Fact } from '#shared/facts.ts'
import type { Finding } from '#shared/findings.ts'
import type { Order } from '#shared/orders.ts'
import type { PlanStep } from '#shared/plans.ts'
import { findingCommands } from '#server/findings/finding-commands.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import type { Reaction } from '#server/live/handler.ts'
import { followResidents } from '#server/messages/resident-follow.ts'
import { followStaff } from '#server/messages/staff-follow.ts'
import { findingOrderReaction } from '#server/orders/finding-order-react.ts'
import { dispatchReaction } from '#server/orders/dispatch-react.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { planOrderReaction } from '#server/orders/plan-order-react.ts'
import { outgoing } from '#server/outlet/outgoing.ts'
import { indicatorProjection } from '#server/indicators/indicator-projection.ts'
import { heatProjection } from '#server/heat/heat-projection.ts'
import { carryOut, openFeatures, type Features } from './features.ts'
import { complete, finish, planStep, publish, start, stepIn } from './plan-stage.ts'

let on: Features
let reactions: Consumer
let others: Consumer[]
beforeAll(async () => {
  on = await openFeatures()
  reactions = new Consumer(on.parts, reactionsOf([planOrderReaction, findingOrderReaction]))
  others = [dispatchReaction, indicatorProjection, heatProjection, outgoing([followStaff, followResidents('x'.repeat(32))])].map((projection) => new Consumer(on.parts, projection))
  for (const consumer of [reactions, ...others]) await consumer.start()
})
afterAll(async () => {
  for (const consumer of [reactions, ...(others ?? [])]) await consumer?.stop()
  await on?.close()
})

const ordering = (key: string, more: Partial<PlanStep> = {}): PlanStep =>
  planStep(key, { kind: 'order', post: 'repair', order: { category: 'repair', priority: 'urgent', title: { zh: `抢修 ${key}`, en: `Repair ${key}` } }, ...more })

type Row = Pick<Order, 'id' | 'title' | 'titleEn' | 'category' | 'priority' | 'source' | 'mode' | 'building' | 'place' | 'assignee' | 'state' | 'version' | 'finishBy'>
const ordersWhere = async (ids: readonly string[]): Promise<Row[]> =>
  on.parts.sql<Row[]>`select id, title, title_en as "titleEn", category, priority, source, mode, building_id as building, place, assignee_id as assignee, state, version, finish_by as "finishBy" from work_order where id = any(${[...ids]}::uuid[]) order by title`
const made = ({ steps }: Activation): string[] => steps.flatMap((step) => step.made ?? [])
const factsOf = async (id: string): Promise<Fact[]> => (await readFacts(on.parts.sql, 0, 100_000)).filter((fact) => fact.id === id)

const byText = (a: string, b: string): number => a.localeCompare(b)

/** What a process does that died after every commit, before it had noted how far it was: all facts again, in whatever order. */
async function heardAgain(reaction: Reaction, facts: readonly Fact[], order: readonly number[]): Promise<void> {
  for (const i of order) {
    const fact = facts[i % Math.max(1, facts.length)]
    const work = fact && (await reaction.react(on.parts, fact, Date.now()))
    if (work) await on.parts.journal.commit({ ...work, id: randomUUID(), name: reaction.name, digest: '', by: { kind: 'system', id: 'test', name: 'test' } })
  }
}

describe('what a plan orders', () => {
  it('is reported as the step says, where the plan is, in its mode and from the plan', async () => {
    const building = on.world.a.houses[0]?.id ?? null
    const activation = await start(on, await publish(on, [ordering('pump'), ordering('lift', { after: ['look'] }), planStep('look')]), { building, unit: '2 单元' })
    await reactions.level()
    const [pump, ...more] = await ordersWhere(made(activation))
    expect(more).toEqual([])
    expect(pump).toMatchObject({ id: stepIn(activation, 'pump').made, title: '抢修 pump', titleEn: 'Repair pump', category: 'repair', priority: 'urgent', source: 'plan', mode: 'real', building, place: '2 单元', state: 'reported' })
    const later = await complete(on, activation, 'look')
    await reactions.level()
    expect((await ordersWhere(made(later))).map(({ title }) => title)).toEqual(['抢修 lift', '抢修 pump'])
  })

  it('is there once, however often and in whatever order its facts are heard', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 30 }), fc.boolean(), async (order, drill) => {
        const plan = await publish(on, [ordering('pump'), ordering('lift'), planStep('look'), ordering('late', { after: ['look'] })])
        const begun = await complete(on, await start(on, plan, { drill }), 'look')
        const over = await finish(on, { ...begun, version: begun.version })
        await heardAgain(planOrderReaction, await factsOf(over.id), order)
        await reactions.level()
        await heardAgain(planOrderReaction, await factsOf(over.id), order)
        const reported = await on.parts.sql<{ id: string; mode: string }[]>`select entity_id as id, mode from fact where name = 'order.reported' and entity_id = any(${made(over)}::uuid[])`
        expect(reported.map(({ id }) => id).toSorted(byText)).toEqual(made(over).toSorted(byText))
        expect(reported.map(({ mode }) => mode)).toEqual([1, 2, 3].map(() => over.mode))
        expect(await ordersWhere(made(over))).toHaveLength(3)
      }),
      { numRuns: 6 },
    )
  })

  it('would be there twice, were its id not the step’s', async () => {
    const activation = await start(on, await publish(on, [ordering('pump')]))
    const forgetful: Reaction = { name: 'control', react: (parts, fact, now) => ('steps' in fact.body ? planOrderReaction.react(parts, { ...fact, body: { ...fact.body, steps: (fact.body as Activation).steps.map((step) => ({ ...step, made: randomUUID() })) } } as Fact, now) : Promise.resolve(null)) }
    const before = await on.parts.sql`select from work_order where title = '抢修 pump'`
    await heardAgain(forgetful, await factsOf(activation.id), [0, 0])
    expect(await on.parts.sql`select from work_order where title = '抢修 pump'`).toHaveLength(before.length + 2)
    await finish(on, activation)
  })

  it('in a drill is the drill’s: it is dispatched to nobody, counts nowhere and reaches nobody, as the same for real does', async () => {
    const plan = await publish(on, [ordering('pump')])
    const [drill, real] = [await start(on, plan, { drill: true, building: on.world.b.houses[0]?.id, community: on.world.b.id }), await start(on, plan, { building: on.world.b.houses[0]?.id, community: on.world.b.id })]
    await reactions.level()
    const [staged, genuine] = [(await ordersWhere(made(drill)))[0], (await ordersWhere(made(real)))[0]]
    expect([staged?.mode, genuine?.mode]).toEqual([drill.mode, 'real'])
    for (const order of [staged, genuine]) {
      await carryOut(on, orderCommands, 'order.reassign', { version: order?.version ?? 0, assignee: on.world.b.staff[1]?.id ?? '' }, order?.id)
    }
    for (const consumer of others) await consumer.level()
    const sent = async (mode: string) => on.parts.sql<{ channel: string; state: string }[]>`select distinct channel from outlet where mode = ${mode} and community_id = ${on.world.b.id} and body->>'kind' = 'staff-notice'`
    expect([await sent(drill.mode), await sent('real')]).toEqual([[{ channel: 'capture' }], [{ channel: 'webhook' }]])
    const [heat] = await on.parts.sql<{ n: number }[]>`select coalesce(sum(count), 0)::int as n from heat_day where community_id = ${on.world.b.id}`
    expect(heat?.n).toBe(1)
  })

  it('is not given to anybody by dispatch where it is a drill’s', async () => {
    const plan = await publish(on, [ordering('pump')])
    const [drill, real] = [await start(on, plan, { drill: true }), await start(on, plan)]
    await reactions.level()
    for (const consumer of others) await consumer.level()
    const dispatched = async (activation: Activation) => (await on.parts.sql`select from fact where name in ('order.dispatched', 'order.assigned') and entity_id = any(${made(activation)}::uuid[])`).length
    expect(await dispatched(drill)).toBe(0)
    expect(await dispatched(real)).toBeGreaterThan(0)
  })
})

describe('what was left when a plan was stood down', () => {
  it('becomes orders of those whose posts they were, once', async () => {
    const steps = [planStep('cordon', { name: { zh: '拉警戒线', en: 'Cordon' } }), planStep('dry', { post: 'cleaning', name: { zh: '吸水', en: 'Dry' } }), planStep('tell', { post: 'butler', name: { zh: '告知', en: 'Tell' } }), planStep('look')]
    const activation = await complete(on, await start(on, await publish(on, steps)), 'look')
    const over = await finish(on, activation, { orders: ['cordon', 'dry', 'tell'] })
    await reactions.level()
    await heardAgain(planOrderReaction, await factsOf(over.id), [0, 1, 2, 3, 2, 1])
    const rows = await on.parts.sql<Row[]>`select title, category, source, state from work_order where description like '爆管：%' and title in ('拉警戒线', '吸水', '告知', '步骤') order by category`
    expect(rows.map(({ title, category, source }) => [title, category, source])).toEqual([['吸水', 'cleaning', 'plan'], ['告知', 'resident-service', 'plan'], ['拉警戒线', 'security', 'plan']])
  })
})

describe('what a finding asks for', () => {
  const note = async (more: object = {}): Promise<Finding> =>
    (await carryOut(on, findingCommands, 'finding.note', { community: on.world.a.id, text: '分区阀没有标识\n两分钟才找到', category: 'repair', ...more })).body as Finding
  const find = async (id: string): Promise<Finding> => (await on.parts.sql<Finding[]>`select id, version, order_id as "order", state from finding where id = ${id}`)[0] as Finding

  it('is one real order that it names, its owner’s from the beginning and due by the end of its day', async () => {
    const owner = on.world.a.staff[1]?.id ?? ''
    const dueOn = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
    const finding = await note({ owner, dueOn })
    await reactions.level()
    await heardAgain(findingOrderReaction, await factsOf(finding.id), [0, 0, 1, 0])
    const { order, version } = await find(finding.id)
    expect(version).toBe(2)
    const [row, ...more] = await ordersWhere([order ?? ''])
    expect(more).toEqual([])
    expect(row).toMatchObject({ title: '分区阀没有标识 两分钟才找到', category: 'repair', source: 'plan', mode: 'real', assignee: owner, state: 'assigned', version: 2 })
    // Asia/Shanghai has no summer time.
    expect(Date.parse(row?.finishBy ?? '')).toBe(Date.parse(`${dueOn}T16:00:00Z`))
    expect(await on.parts.sql`select from work_order where title like '分区阀%'`).toHaveLength(1)
    expect((await factsOf(finding.id)).map(({ name }) => name)).toEqual(['finding.noted', 'finding.ordered'])
  })

  it('follows when it is said later what work it is, and not where it is none, or is over', async () => {
    const plain = await note({ category: null })
    const dropped = await note()
    await carryOut(on, findingCommands, 'finding.close', { version: 1, state: 'dropped', outcome: '已改' }, dropped.id)
    await reactions.level()
    expect([(await find(plain.id)).order, (await find(dropped.id)).order]).toEqual([null, null])
    await carryOut(on, findingCommands, 'finding.change', { version: 1, text: plain.text, category: 'security' }, plain.id)
    await reactions.level()
    expect((await ordersWhere([(await find(plain.id)).order ?? '']))[0]).toMatchObject({ category: 'security', assignee: null })
  })
})
