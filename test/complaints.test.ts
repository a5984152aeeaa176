import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastOf, type StocktakePlan } from '#shared/complaints.ts'
import type { Order } from '#shared/orders.ts'
import { orders } from '#db/schema/orders.ts'
import { daySent, nextSending } from '#server/complaints/plan-rules.ts'
import { stocktakeCommands } from '#server/complaints/stocktake-commands.ts'
import { stocktakeQueries } from '#server/complaints/stocktake-queries.ts'
import { stocktakeTimers } from '#server/complaints/stocktake-timers.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { Timers } from '#server/timers/timers.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
let admin: Features
beforeAll(async () => {
  on = await openFeatures()
  admin = { ...on, caller: { ...on.caller, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] } }
})
afterAll(() => on?.close())

const hour = 3_600_000
const day = 24 * hour
const iso = (at: number): string => new Date(at).toISOString()
const taken = (communities = on.world.a.id, caller = on.caller, now = Date.now()) => stocktakeQueries.stocktake(on.parts, { ...asking, id: '', params: { communities }, caller, now })

const complain = async (title: string, more: object = {}): Promise<Order> =>
  (await carryOut(on, orderCommands, 'order.report', { community: on.world.a.id, category: 'complaint', title, reporter: '王小姐', reporterPhone: '13812340000', ...more })).body as Order

/** History as an import would leave it. */
async function past(category: Order['category'], title: string, ats: readonly number[], more: Partial<Order> = {}): Promise<void> {
  const rows = ats.map((at, i) => change(orders, {
    id: randomUUID(), version: 1, number: `P-${i}`, community: on.world.b.id, building: null, place: '', point: null, category, priority: 'normal', source: 'app', title, description: '',
    reporter: null, state: 'called-back', assignee: null, alarm: null, reportedAt: iso(at), assignedAt: null, respondedAt: iso(at), arrivedAt: null, finishedAt: iso(at), closedAt: iso(at),
    respondBy: iso(at), arriveBy: null, finishBy: iso(at), late: [], mode: 'real', ...more,
  }))
  const made = await on.parts.journal.commit(systemCommand('test', 'past', randomUUID(), { changes: rows, reply: null, community: null, mode: 'real' }))
  if (!made.ok) throw new Error(made.message)
}

describe('the stocktake', () => {
  it('has every open complaint, who is responsible for it, and asks for the cause of a delay', async () => {
    const [repairer, butler] = [on.world.a.staff[1], on.world.a.staff[4]]
    const given = await complain('夜间施工噪音')
    await complain('楼道堆物')
    await carryOut(on, orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', title: '不是投诉' })
    await carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee: repairer?.id ?? '' }, given.id)
    const now = await taken()
    expect(now.complaints.map(({ order, responsible, delayed }) => [order.title, responsible, delayed])).toEqual([['夜间施工噪音', repairer?.id, false], ['楼道堆物', butler?.id, false]])
    expect(new Set(now.people.map(({ id }) => id))).toEqual(new Set([repairer?.id, butler?.id]))
    expect(now.complaints.map(({ order }) => lastOf(order).what)).toEqual(['assigned', 'reported'])
    const later = await taken(on.world.a.id, on.caller, Date.now() + 3 * hour)
    expect(later.complaints.map(({ delayed, age }) => [delayed, age])).toEqual([[true, 3], [true, 3]])
    const explained = await carryOut(on, orderCommands, 'order.explain', { version: 2, rootCause: '施工队夜间进场，未提前告知' }, given.id)
    expect(explained.body).toMatchObject({ rootCause: '施工队夜间进场，未提前告知' })
    expect((await taken()).complaints.find(({ order }) => order.id === given.id)?.order.rootCause).toBe('施工队夜间进场，未提前告知')
  })

  it('counts what was closed in a day, and forgets what is over', async () => {
    const order = await complain('电梯等太久')
    const before = await taken()
    await carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee: on.world.a.staff[1]?.id ?? '' }, order.id)
    await carryOut(on, orderCommands, 'order.accept', { version: 2 }, order.id)
    await carryOut(on, orderCommands, 'order.finish', { version: 3 }, order.id)
    expect((await taken()).complaints).toHaveLength(before.complaints.length)
    await carryOut(on, orderCommands, 'order.close', { version: 4 }, order.id)
    const after = await taken()
    expect([after.complaints.length, after.closed, after.inTime]).toEqual([before.complaints.length - 1, before.closed + 1, before.inTime + 1])
    expect((await taken(on.world.a.id, on.caller, Date.now() + 2 * day)).closed).toBe(0)
  })

  it('covers the communities of a regional head, and no other', async () => {
    const head = { ...on.caller, grants: [{ role: 'regional-head' as const, scope: { kind: 'region' as const, id: on.world.a.region } }] }
    expect(new Set((await stocktakeQueries.stocktake(on.parts, { ...asking, id: '', params: { communities: '' }, caller: head, now: Date.now() })).complaints.map(({ order }) => order.community))).toEqual(new Set([on.world.a.id]))
    await expect(taken(on.world.b.id, head)).rejects.toMatchObject({ fault: 'not-found' })
  })

  it('warns where a category grows against its own weeks, and leaves out drills, plans and young histories', async () => {
    const now = Date.now()
    const warned = async () => (await taken(on.world.b.id)).warnings
    const weeks = (count: (week: number) => number) => Array.from({ length: 8 }, (_, i) => Array.from({ length: count(i + 1) }, (__, n) => now - (i + 1) * 7 * day - n * hour - hour)).flat()
    const thisWeek = (count: number) => Array.from({ length: count }, (_, n) => now - n * hour - hour)
    await past('cleaning', '楼道有垃圾', thisWeek(12))
    expect(await warned(), 'nobody knows what is usual').toEqual([])
    await past('cleaning', '电梯有污渍', [...weeks(() => 2), ...thisWeek(2)])
    await past('security', '门岗无人', [...weeks(() => 2), ...thisWeek(4)])
    await past('greening', '树枝断了', thisWeek(9), { mode: randomUUID() })
    await past('repair', '水泵保养', thisWeek(20), { source: 'maintenance' })
    await past('repair', '排水沟清理', thisWeek(20), { source: 'plan' })
    expect(await warned()).toEqual([
      { community: on.world.b.id, category: 'cleaning', thisWeek: 14, usual: 2, limit: 6.2, titles: [{ title: '楼道有垃圾', count: 12 }] },
    ])
  })
})

describe('the stocktake that is sent', () => {
  const clock = { at: '08:30', zone: 'Europe/Berlin' }
  const next = (lastDay: string | null, now: string) => iso(nextSending(clock, lastDay, Date.parse(now)))

  it('comes at its local time through changes of the clocks, and once a day', () => {
    expect(next(null, '2026-03-28T06:00:00Z')).toBe('2026-03-28T07:30:00.000Z')
    expect(next('2026-03-28', '2026-03-28T07:30:00Z')).toBe('2026-03-29T06:30:00.000Z')
    expect(next('2026-10-24', '2026-10-24T06:30:00Z')).toBe('2026-10-25T07:30:00.000Z')
    // Its time was put off to the evening, but today's was sent already.
    expect(next('2026-06-01', '2026-06-01T05:00:00Z')).toBe('2026-06-02T06:30:00.000Z')
    // A time that the clocks leave out in spring comes when they go on, as it does for shifts.
    expect(iso(nextSending({ at: '02:30', zone: 'Europe/Berlin' }, null, Date.parse('2026-03-28T23:30:00Z')))).toBe('2026-03-29T01:00:00.000Z')
  })

  it('is of the last day whose time has come, when it was missed', () => {
    expect(daySent(clock, Date.parse('2026-06-05T05:00:00Z'))).toBe('2026-06-04')
    expect(daySent(clock, Date.parse('2026-06-05T07:00:00Z'))).toBe('2026-06-05')
  })

  it('leaves once, late after an outage, says nothing of residents, and sets the next day', async () => {
    await complain('王小姐家楼上漏水')
    const reply = await carryOut(admin, stocktakeCommands, 'stocktake.plan', { region: null, community: on.world.a.id, at: '08:30', enabled: true, version: null })
    const plan = reply.body as StocktakePlan
    const [set] = await on.parts.sql<{ due_at: Date }[]>`select due_at from timer where subject_id = ${plan.id}`
    expect(new Date(set?.due_at ?? 0).toISOString()).toBe(iso(nextSending({ at: '08:30', zone: 'Asia/Shanghai' }, null, Date.now())))
    // Nobody was there for three days.
    const missed = { key: `stocktake:${plan.id}`, name: 'stocktake.send', subject: plan.id, dueAt: iso(new Date(set?.due_at ?? 0).getTime() - 4 * day) }
    await on.parts.journal.commit(systemCommand('test', 'missed', randomUUID(), { changes: [], timers: [missed], reply: null, community: null, mode: 'real' }))
    const timers = new Timers(on.parts, stocktakeTimers)
    timers.start()
    await expect.poll(async () => (await on.parts.sql`select 1 from outlet where body->>'plan' = ${plan.id}`).length, { timeout: 10_000 }).toBe(1)
    await timers.stop()
    const [message] = await on.parts.sql<{ channel: string; body: { kind: string; open: number; text: { zh: string; en: string }; complaints: object[] } }[]>`select channel, body from outlet where body->>'plan' = ${plan.id}`
    const open = (await taken()).complaints.length
    expect(message).toMatchObject({ channel: 'webhook', body: { kind: 'stocktake', open } })
    expect(message?.body.complaints).toHaveLength(open)
    expect(message?.body.text.en).toContain(`${open} open`)
    expect(JSON.stringify(message)).not.toMatch(/王小姐|13812340000|漏水/)
    const [after] = await on.parts.sql<{ due_at: Date; last_day: string }[]>`select t.due_at, to_char(p.last_day, 'YYYY-MM-DD') as last_day from timer t join stocktake_plan p on p.id = t.subject_id where p.id = ${plan.id}`
    const lastDay = daySent({ at: '08:30', zone: 'Asia/Shanghai' }, Date.now())
    expect(after?.last_day).toBe(lastDay)
    expect(new Date(after?.due_at ?? 0).getTime()).toBe(nextSending({ at: '08:30', zone: 'Asia/Shanghai' }, lastDay, Date.now()))
  })

  it('stops when it is switched off, and is one for each scope', async () => {
    const input = { region: null, community: on.world.b.id, at: '07:00', enabled: true, version: null }
    const first = (await carryOut(admin, stocktakeCommands, 'stocktake.plan', input)).body as StocktakePlan
    expect((await carryOut(admin, stocktakeCommands, 'stocktake.plan', input)).body).toEqual(first)
    await expect(carryOut(admin, stocktakeCommands, 'stocktake.plan', { ...input, at: '09:00' })).rejects.toMatchObject({ fault: 'conflict', current: first })
    await carryOut(admin, stocktakeCommands, 'stocktake.plan', { ...input, enabled: false, version: 1 })
    expect(await on.parts.sql`select 1 from timer where subject_id = ${first.id}`).toHaveLength(0)
    const plans = await stocktakeQueries.stocktakePlans(on.parts, { ...asking, id: '', params: {}, caller: admin.caller, now: Date.now() })
    expect(plans.filter(({ community }) => community === on.world.b.id)).toMatchObject([{ enabled: false, version: 2 }])
  })

  it('is planned for a region or the company by whoever holds that, and nobody else', async () => {
    const local = { ...on, caller: { ...on.caller, grants: [{ role: 'administrator' as const, scope: { kind: 'community' as const, id: on.world.a.id } }] } }
    const input = { region: on.world.a.region, community: null, at: '07:00', enabled: true, version: null }
    await expect(carryOut(local, stocktakeCommands, 'stocktake.plan', input)).rejects.toMatchObject({ fault: 'not-found' })
    await expect(carryOut(local, stocktakeCommands, 'stocktake.plan', { ...input, region: null })).rejects.toMatchObject({ fault: 'not-allowed' })
    await expect(carryOut(admin, stocktakeCommands, 'stocktake.plan', { ...input, region: randomUUID() })).rejects.toMatchObject({ fault: 'not-found' })
    expect((await carryOut(admin, stocktakeCommands, 'stocktake.plan', input)).body).toMatchObject({ region: on.world.a.region, version: 1 })
  })
})
