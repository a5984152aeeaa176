import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DoorRequest } from '#shared/doors.ts'
import { Candidate, Order } from '#shared/orders.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { takeRequests } from '#server/orders/order-door.ts'
import { orderQueries } from '#server/orders/order-queries.ts'
import { orderTimers } from '#server/orders/order-timers.ts'
import { redistributionQueries } from '#server/orders/redistribution-queries.ts'
import { siteQueries } from '#server/sites/site-queries.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on.close())

const report = async (more: object = {}): Promise<Order> => {
  const { a } = on.world
  const reply = await carryOut(on, orderCommands, 'order.report', { community: a.id, category: 'repair', title: '电梯异响', reporterPhone: '13800000000', ...more })
  return Order.parse(reply.body)
}
const repairer = () => on.world.a.staff.find(({ post }) => post === 'repair')?.id ?? ''
const timersOf = async (id: string) =>
  (await on.parts.sql<{ key: string }[]>`select key from timer where subject_id = ${id} order by key collate "C"`).map(({ key }) => key.slice(`order:${id}:`.length))

describe('an order', () => {
  it('goes its way to the end; its timers go with the promises', async () => {
    let order = await report({ building: on.world.a.houses[0]?.id, priority: 'urgent' })
    expect(await timersOf(order.id)).toEqual(['arrive', 'arrive:warn', 'finish', 'finish:warn', 'respond', 'respond:warn'])
    const next = async (reply: Promise<{ body: object }>) => {
      order = Order.parse((await reply).body)
    }
    await next(carryOut(on, orderCommands, 'order.reassign', { version: order.version, assignee: repairer() }, order.id))
    await next(carryOut(on, orderCommands, 'order.accept', { version: order.version }, order.id))
    expect(await timersOf(order.id)).toEqual(['arrive', 'arrive:warn', 'finish', 'finish:warn'])
    await next(carryOut(on, orderCommands, 'order.arrive', { version: order.version }, order.id))
    await next(carryOut(on, orderCommands, 'order.finish', { version: order.version }, order.id))
    expect(await timersOf(order.id)).toEqual([])
    await next(carryOut(on, orderCommands, 'order.close', { version: order.version }, order.id))
    expect(order).toMatchObject({ state: 'closed', version: 6, late: [] })
    expect(await timersOf(order.id)).toEqual(['call-back', 'call-back:warn'])
    await next(carryOut(on, orderCommands, 'order.call-back', { version: order.version, reached: true, satisfied: true, rating: 5, note: '都好' }, order.id))
    expect(await timersOf(order.id)).toEqual([])

    const read = await orderQueries.order(on.parts, { ...asking, id: order.id, params: {}, caller: on.caller, now: Date.now() })
    expect(read.order).toEqual(order)
    expect(read.timeline.map(({ name }) => name)).toEqual(
      ['order.reported', 'order.assigned', 'order.accepted', 'order.arrived', 'order.finished', 'order.closed', 'order.called-back'],
    )
    expect(read.timeline.map(({ step }) => step?.note ?? null)).toEqual([null, '', '', '', '', '', '都好'])
  })

  it('never shows the phone of who reported it', async () => {
    const order = await report()
    const rows = await on.parts.sql`select reporter_phone from work_order where id = ${order.id}`
    expect(rows).toEqual([{ reporter_phone: '13800000000' }])
    const facts = await on.parts.sql<{ text: string }[]>`select body::text || by::text as text from fact where entity_id = ${order.id}`
    const read = await orderQueries.order(on.parts, { ...asking, id: order.id, params: {}, caller: on.caller, now: Date.now() })
    expect(JSON.stringify([facts, read])).not.toContain('13800000000')
  })

  it('is given to one of two who reassign it at once; the other sees whom', async () => {
    const order = await report()
    const people = on.world.a.staff.slice(0, 2).map(({ id }) => id)
    const tries = await Promise.allSettled(people.map((assignee) => carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee }, order.id)))
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = tries.find((one) => one.status === 'rejected')
    const won = tries.find((one) => one.status === 'fulfilled')
    expect(lost?.reason).toMatchObject({ fault: 'conflict', current: won?.value.body })
  })

  it('cannot be given to somebody of another community, nor name its building', async () => {
    const order = await report()
    const assignee = on.world.b.staff[0]?.id ?? ''
    await expect(carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee }, order.id)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'assignee' }] })
    await expect(report({ building: on.world.b.houses[0]?.id })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'building' }] })
  })

  it('does not exist for whoever may not see its community', async () => {
    const order = await report()
    const caller = { ...on.caller, grants: [{ role: 'duty-manager' as const, scope: { kind: 'community' as const, id: on.world.b.id } }] }
    await expect(orderQueries.order(on.parts, { ...asking, id: order.id, params: {}, caller, now: Date.now() })).rejects.toMatchObject({ fault: 'not-found' })
    await expect(carryOut({ ...on, caller }, orderCommands, 'order.cancel', { version: 1, reason: '误报' }, order.id)).rejects.toMatchObject({ fault: 'not-found' })
    await expect(siteQueries.sites(on.parts, { ...asking, id: '', params: { communities: on.world.a.id }, caller, now: Date.now() })).rejects.toMatchObject({ fault: 'not-found' })
    const me = await siteQueries.me(on.parts, { ...asking, id: '', params: {}, caller, now: Date.now() })
    expect(me.communities.map(({ id }) => id)).toEqual([on.world.b.id])
    expect(me.user.username).toBe('manager')
  })

  it('is moved by field staff only where it is theirs; the desk moves any', async () => {
    const order = await report()
    const scope = { kind: 'community' as const, id: on.world.a.id }
    const as = (person: string | null, ...roles: ('field' | 'butler')[]) => ({ ...on, caller: { ...on.caller, person, grants: roles.map((role) => ({ role, scope })) } })
    const accept = (who: ReturnType<typeof as>, version: number) => carryOut(who, orderCommands, 'order.accept', { version }, order.id)
    await expect(accept(as(null, 'field'), 1)).rejects.toMatchObject({ fault: 'not-allowed' })
    await carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee: repairer() }, order.id)
    const other = on.world.a.staff.find(({ id }) => id !== repairer())?.id ?? ''
    for (const person of [other, null]) await expect(accept(as(person, 'field'), 2)).rejects.toMatchObject({ fault: 'not-allowed' })
    expect((await accept(as(repairer(), 'field'), 2)).body).toMatchObject({ state: 'accepted' })
    expect((await carryOut(as(other, 'field', 'butler'), orderCommands, 'order.arrive', { version: 3 }, order.id)).body).toMatchObject({ state: 'arrived' })
  })

  it('is neither checked nor called back about by whoever did the work', async () => {
    const order = await report()
    const doer = repairer()
    const as = (person: string) => ({ ...on, caller: { ...on.caller, person, grants: [{ role: 'butler' as const, scope: { kind: 'community' as const, id: on.world.a.id } }] } })
    const other = on.world.a.staff.find(({ id }) => id !== doer)?.id ?? ''
    const called = { reached: true, satisfied: true, rating: 5 }
    await carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee: doer }, order.id)
    for (const name of ['order.accept', 'order.finish'] as const) await carryOut(as(doer), orderCommands, name, {}, order.id)
    await expect(carryOut(as(doer), orderCommands, 'order.verify', { version: 4 }, order.id)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'id' }] })
    await carryOut(as(other), orderCommands, 'order.verify', { version: 4 }, order.id)
    await carryOut(as(doer), orderCommands, 'order.close', { version: 5 }, order.id)
    await expect(carryOut(as(doer), orderCommands, 'order.call-back', { version: 6, ...called }, order.id)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'id' }] })
    expect((await carryOut(as(other), orderCommands, 'order.call-back', { version: 6, ...called }, order.id)).body).toMatchObject({ state: 'called-back' })
  })

  it('is late when its timer says so, once, and not after the promise was kept', async () => {
    const order = await report()
    const timer = { key: `order:${order.id}:respond`, subject: order.id, dueAt: order.respondBy }
    const fire = async () => orderTimers['order.late-respond']?.(on.parts, timer, Date.now())
    const work = await fire()
    expect(work?.reply).toMatchObject({ fact: 'order.late', body: { late: ['respond'], version: 2 } })
    if (work) await on.parts.journal.commit({ ...work, id: randomUUID(), name: 'order.late-respond', digest: '', by: on.caller.actor })
    expect(await fire()).toBeNull()
  })

  it('ranks the people of its community', async () => {
    const order = await report({ building: on.world.a.houses[0]?.id, title: '电梯困人' })
    const ranked = await orderQueries.candidates(on.parts, { ...asking, id: order.id, params: {}, caller: on.caller, now: Date.now() })
    expect(ranked.map((one) => Candidate.parse(one))).toHaveLength(on.world.a.staff.length)
    expect(ranked.filter(({ suitable }) => suitable).map(({ person }) => person).toSorted()).toEqual(
      on.world.a.staff.filter(({ post }) => post === 'repair').map(({ id }) => id).toSorted(),
    )
  })
})

describe('several orders at once', () => {
  const repairers = () => on.world.a.staff.filter(({ post }) => post === 'repair').map(({ id }) => id)
  const plan = (body: { from?: string; orders?: string[] }) =>
    redistributionQueries.redistribution(on.parts, { ...asking, id: '', params: {}, body: { community: on.world.a.id, ...body }, caller: on.caller, now: Date.now() })
  const give = (moves: { order: string; version: number; assignee: string }[]) => carryOut(on, orderCommands, 'order.redistribute', { community: on.world.a.id, moves, reason: '病假' })
  const given = async (to: string): Promise<Order> => {
    const { id } = await report()
    return Order.parse((await carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee: to }, id)).body)
  }

  it('go from one who fell ill to others as the plan says, each with its own fact and reason, and back again', async () => {
    const [ill = '', other = ''] = repairers()
    const orders = [await given(ill), await given(ill), await given(ill)]
    const proposed = await plan({ orders: orders.map(({ id }) => id), from: ill })
    expect(proposed.map(({ order }) => order).toSorted()).toEqual(orders.map(({ id }) => id).toSorted())
    expect(proposed.every(({ candidate, others }) => candidate?.person !== ill && others.every(({ person }) => person !== ill))).toBe(true)
    // Whom the plan gives an order carries it when the next is given.
    expect(proposed.map(({ candidate, others }) => [candidate, ...others].find((one) => one?.person === other)?.openOrders)).toEqual([0, 1, 2].map((more) => more + (proposed[0]?.candidate?.openOrders ?? 0)))
    const done = await give(orders.map(({ id, version }) => ({ order: id, version, assignee: other })))
    const after = done.body.orders as { id: string; version: number; assignee: string }[]
    expect(after.map(({ assignee }) => assignee)).toEqual([other, other, other])
    const facts = await on.parts.sql<{ name: string; reason: string }[]>`select name, body -> 'step' ->> 'reason' as reason from fact where entity_id = any(${orders.map(({ id }) => id)}::uuid[]) and version = 3`
    expect(facts).toEqual(orders.map(() => ({ name: 'order.reassigned', reason: '病假' })))
    await give(after.map(({ id, version }) => ({ order: id, version, assignee: ill })))
    expect((await plan({ from: ill })).length).toBeGreaterThanOrEqual(3)
  })

  it('go all or none: a stale one, a foreign one, an unknown person or one named twice is named, and nothing has changed', async () => {
    const [one = '', two = ''] = repairers()
    const [first, second] = [await given(one), await given(one)]
    const good = { order: first.id, version: first.version, assignee: two }
    const foreign = await carryOut(on, orderCommands, 'order.report', { community: on.world.b.id, category: 'repair', title: '别处' })
    await expect(give([good, { order: second.id, version: 1, assignee: two }])).rejects.toMatchObject({ fault: 'conflict', current: [{ id: second.id, version: second.version }] })
    await expect(give([good, { order: foreign.body.id, version: 1, assignee: two }])).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'moves.1.order' }] })
    await expect(give([good, { ...good, order: second.id, assignee: on.world.b.staff[0]?.id ?? '' }])).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'moves.1.assignee' }] })
    await expect(give([good, good])).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'moves.1.order' }] })
    await carryOut(on, orderCommands, 'order.cancel', { version: second.version, reason: '误报' }, second.id)
    await expect(give([good, { order: second.id, version: second.version + 1, assignee: two }])).rejects.toMatchObject({ fault: 'illegal-move', current: [{ id: second.id, state: 'cancelled' }] })
    await expect(plan({})).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'from' }] })
    expect(await on.parts.sql`select assignee_id, version from work_order where id = ${first.id}`).toEqual([{ assignee_id: one, version: first.version }])
  })

  it('that are one matter become one with all their residents', async () => {
    const [one, two] = [await report({ reporter: '甲' }), await report({ reporter: '乙' })]
    await carryOut(on, orderCommands, 'order.join', { reporter: '丙', reporterPhone: '13811112222' }, one.id)
    const merged = await carryOut(on, orderCommands, 'order.merge', { version: 1, into: two.id }, one.id)
    expect(merged).toMatchObject({ fact: 'order.merged', body: { id: one.id, state: 'merged', mergedInto: two.id } })
    expect(await on.parts.sql`select reports from work_order where id = ${two.id}`).toEqual([{ reports: 3 }])
    expect(await on.parts.sql`select reporter, phone from order_report where order_id = ${two.id} order by reporter collate "C"`).toEqual([{ reporter: '丙', phone: '13811112222' }, { reporter: '甲', phone: '13800000000' }])
    expect(await timersOf(one.id)).toEqual([])
  })
})

describe('the door for requests', () => {
  const message = (more: object = {}) => DoorRequest.parse({ id: randomUUID(), community: 'A', category: 'repair', title: '楼道灯不亮', ...more })

  it('makes one order of a message however often it comes, and answers the same', async () => {
    const one = message({ building: '1', phone: '13900000000' })
    const first = await takeRequests(on.parts, [one], on.key)
    const again = await takeRequests(on.parts, [one, one], on.key)
    expect(again).toEqual([first[0], first[0]])
    const rows = await on.parts.sql`select building_id, source from work_order where reporter_phone = '13900000000'`
    expect(rows).toEqual([{ building_id: on.world.a.houses[0]?.id, source: 'api' }])
  })

  it('refuses what it cannot place, names the field, and takes the rest', async () => {
    const messages = [message({ community: 'nowhere' }), message(), message({ building: '99' })]
    const answers = await takeRequests(on.parts, messages, on.key)
    expect(answers.map(({ ok }) => ok)).toEqual([false, true, false])
    expect(answers[0]).toMatchObject({ fault: 'invalid', errors: [{ field: 'community' }] })
    expect(answers[2]).toMatchObject({ fault: 'invalid', errors: [{ field: 'building' }] })
  })

  it('knows only the community of the key', async () => {
    const answers = await takeRequests(on.parts, [message(), message({ community: 'B' })], { ...on.key, community: on.world.b.id })
    expect(answers.map(({ ok }) => ok)).toEqual([false, true])
  })

  it('refuses an id that was used for something else', async () => {
    const one = message()
    await takeRequests(on.parts, [one], on.key)
    expect(await takeRequests(on.parts, [{ ...one, title: '别的' }], on.key)).toMatchObject([{ ok: false, fault: 'reused-key' }])
  })
})
