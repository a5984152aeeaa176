import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { orders } from '#db/schema/orders.ts'
import { timers } from '#db/schema/timers.ts'
import type { CommandInput } from '#shared/commands.ts'
import type { DispatchMode, Order } from '#shared/orders.ts'
import { dispatchCommands } from '#server/dispatch/dispatch-commands.ts'
import { dispatchQueries } from '#server/dispatch/dispatch-queries.ts'
import type { Caller } from '#server/identity/caller.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { Consumer } from '#server/journal/consumer.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { systemCommand } from '#server/journal/system.ts'
import { dispatchReaction } from '#server/orders/dispatch-react.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { findOrder } from '#server/orders/order-store.ts'
import { orderTimers } from '#server/orders/order-timers.ts'
import { Refusal } from '#server/refusal.ts'
import type { Parts } from '#server/parts.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let features: Features
let repairers: string[]
const minute = 60_000

beforeAll(async () => {
  features = await openFeatures()
  repairers = features.world.a.staff.filter(({ post }) => post === 'repair').map(({ id }) => id)
})
afterAll(() => features.close())

type Hands = Pick<Features, 'parts' | 'caller'>
const administrator = (): Hands => ({ ...features, caller: { ...features.caller, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] } })
/** Somebody with a phone, who moves only what is theirs. */
function holding(person: string): Hands {
  const caller: Caller = { kind: 'person', actor: { kind: 'person', id: `user-${person}`, name: person }, person, grants: [{ role: 'field', scope: { kind: 'community', id: features.world.a.id } }] }
  return { ...features, caller }
}

const level = (parts: Parts = features.parts) => new Consumer(parts, dispatchReaction).level()
const about = (): CommandInput<'dispatch.set'> => ({ region: null, community: features.world.a.id, category: null, hours: null, mode: 'propose', acceptMinutes: 5 })
const setRule = (mode: DispatchMode, more: Partial<CommandInput<'dispatch.set'>> = {}) => carryOut(administrator(), dispatchCommands, 'dispatch.set', { ...about(), mode, ...more })

const made: string[] = []
async function report(more: Partial<CommandInput<'order.report'>> = {}): Promise<string> {
  const id = randomUUID()
  made.push(id)
  await carryOut(features, orderCommands, 'order.report', { community: features.world.a.id, category: 'repair', title: '楼道灯不亮', ...more }, id)
  return id
}
async function order(id: string): Promise<Order> {
  const found = await findOrder(features.parts, id)
  if (!found) throw new Error('no order')
  return found
}
const factsOf = async (id: string) => (await readFacts(features.parts.sql, 0, 10_000)).filter((fact) => fact.id === id).map(({ name }) => name)

/** The time to accept passes: what its timer does when it is due. */
async function lapse(id: string): Promise<void> {
  const [timer] = await features.parts.db.select().from(timers).where(eq(timers.key, `order:${id}:offer`))
  const work = timer && (await orderTimers[timer.name]?.(features.parts, timer, features.parts.now()))
  if (!work) throw new Error('nothing lapses')
  const answer = await features.parts.journal.commit(systemCommand('timer', timer.name, randomUUID(), work))
  expect(answer.ok).toBe(true)
}

afterEach(async () => {
  const left = await features.parts.db.select({ id: orders.id, version: orders.version, state: orders.state }).from(orders).where(inArray(orders.id, made.splice(0)))
  for (const { id, version, state } of left) if (state !== 'cancelled') await carryOut(features, orderCommands, 'order.cancel', { version, reason: '清场' }, id)
  const rules = await dispatchQueries.dispatchRules(features.parts, { ...asking, id: '', params: {}, caller: administrator().caller, now: features.parts.now() })
  for (const { id, version } of rules) await carryOut(administrator(), dispatchCommands, 'dispatch.end', { version }, id)
  await level()
})

describe('an order that nobody has', () => {
  it('is proposed to the desk where no rule says otherwise, and nobody who saw it is overtaken by that', async () => {
    const id = await report()
    await level()
    const found = await order(id)
    expect(found).toMatchObject({ state: 'reported', assignee: null, version: 2, touched: 1, dispatch: { mode: 'propose', until: null, passed: [] } })
    expect(repairers).toContain(found.dispatch?.person)
    await carryOut(features, orderCommands, 'order.reassign', { assignee: repairers[0] ?? '', version: 1 }, id)
    expect(await order(id)).toMatchObject({ state: 'assigned', assignee: repairers[0], dispatch: null })
  })

  it('goes to the next when it is declined or let pass, until nobody is left and the desk has it', async () => {
    await setRule('assign')
    const id = await report()
    await level()
    const first = await order(id)
    expect(first).toMatchObject({ state: 'assigned', dispatch: { mode: 'assign', person: first.assignee, passed: [] } })
    expect(Date.parse(first.dispatch?.until ?? '') - Date.parse(first.assignedAt ?? '')).toBe(5 * minute)
    if (!first.assignee) throw new Error('nobody has it')

    await carryOut(holding(first.assignee), orderCommands, 'order.decline', { reason: '在外面' }, id)
    await level()
    const second = await order(id)
    expect(repairers.filter((one) => one !== first.assignee)).toEqual([second.assignee])
    expect(second.dispatch).toMatchObject({ mode: 'assign', passed: [first.assignee] })

    await lapse(id)
    await level()
    expect(await order(id)).toMatchObject({ state: 'reported', assignee: null, dispatch: { mode: 'propose', person: null, until: null, passed: [first.assignee, second.assignee] } })
    expect(await factsOf(id)).toEqual(['order.reported', 'order.assigned', 'order.declined', 'order.assigned', 'order.lapsed', 'order.dispatched'])
  })

  it('stays with whoever accepted it in time', async () => {
    await setRule('assign')
    const id = await report()
    await level()
    const { assignee } = await order(id)
    await carryOut(holding(assignee ?? ''), orderCommands, 'order.accept', {}, id)
    await expect(lapse(id)).rejects.toThrow('nothing lapses')
    await level()
    expect(await order(id)).toMatchObject({ state: 'accepted', assignee })
  })

  it('is given in turn where the rule says so, also within one round', async () => {
    await setRule('rotate')
    const ids = await Promise.all(Array.from({ length: 4 }, () => report()))
    await level()
    const given = await Promise.all(ids.map(async (id) => (await order(id)).assignee))
    for (const one of repairers) expect(given.filter((person) => person === one)).toHaveLength(2)
  })

  it('burdens people evenly when many come at once', async () => {
    await setRule('assign')
    const ids = await Promise.all(Array.from({ length: 6 }, () => report()))
    await level()
    const given = await Promise.all(ids.map(async (id) => (await order(id)).assignee))
    for (const one of repairers) expect(given.filter((person) => person === one)).toHaveLength(3)
  })

  it('stays with the desk once everybody carries as much as they can', async () => {
    await setRule('assign')
    const ids = await Promise.all(Array.from({ length: 11 }, () => report()))
    await level()
    const found = await Promise.all(ids.map(order))
    expect(found.filter(({ state }) => state === 'assigned')).toHaveLength(10)
    expect(found.find(({ state }) => state === 'reported')).toMatchObject({ dispatch: { mode: 'propose', person: null } })
  })

  it('is free for all where the rule says so: of ten who grab it at once, one has it and nine are told who', async () => {
    await setRule('grab')
    const id = await report()
    await level()
    expect(await order(id)).toMatchObject({ state: 'reported', dispatch: { mode: 'grab', person: null, until: null } })
    const ten = Array.from({ length: 10 }, (_, i) => repairers[i % repairers.length] ?? '')
    const tries = await Promise.allSettled(ten.map((person) => carryOut(holding(person), orderCommands, 'order.grab', { version: 2 }, id)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { assignee } = await order(id)
    for (const one of tries) {
      if (one.status === 'fulfilled') continue
      const refusal: unknown = one.reason
      if (!(refusal instanceof Refusal)) throw refusal
      expect(refusal.fault).toBe('conflict')
      expect(refusal.current).toMatchObject({ id, state: 'accepted', assignee })
    }
    expect((await factsOf(id)).filter((name) => name === 'order.grabbed')).toHaveLength(1)
  })

  it('is taken by nobody else of the field while it is proposed to somebody, but by whoever may give it out', async () => {
    const id = await report()
    await level()
    const proposed = (await order(id)).dispatch?.person
    const other = repairers.find((person) => person !== proposed) ?? ''
    await expect(carryOut(holding(other), orderCommands, 'order.grab', { version: 2 }, id)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'id' }] })
    await carryOut({ ...features, caller: { ...features.caller, person: other } }, orderCommands, 'order.grab', { version: 2 }, id)
    expect(await order(id)).toMatchObject({ state: 'accepted', assignee: other })
  })

  it('is not taken again by whoever gave it back, where it is free for all others', async () => {
    await setRule('grab')
    const id = await report()
    await level()
    const [first = '', second = ''] = repairers
    await carryOut(holding(first), orderCommands, 'order.grab', {}, id)
    await carryOut(holding(first), orderCommands, 'order.decline', { reason: '没有配件' }, id)
    await level()
    await expect(carryOut(holding(first), orderCommands, 'order.grab', {}, id)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'id' }] })
    await carryOut(holding(second), orderCommands, 'order.grab', {}, id)
    expect(await order(id)).toMatchObject({ state: 'accepted', assignee: second })
  })

  it('is left alone in a drill, and once a person gave it to somebody', async () => {
    await setRule('assign')
    const id = await report()
    await carryOut(features, orderCommands, 'order.reassign', { assignee: repairers[1] ?? '', version: 1 }, id)
    const rehearsed = { ...(await order(id)), id: randomUUID(), version: 1, state: 'reported' as const, assignee: null, mode: randomUUID() }
    const work = { changes: [change(orders, rehearsed, { name: 'order.reported', body: rehearsed })], reply: null, community: rehearsed.community, mode: rehearsed.mode }
    await features.parts.journal.commit(systemCommand('test', 'order.report', randomUUID(), work))
    await level()
    expect(await order(id)).toMatchObject({ version: 2, assignee: repairers[1] })
    expect(await order(rehearsed.id)).toMatchObject({ version: 1, state: 'reported', dispatch: null })
  })

  it('is found somebody again when it is reopened', async () => {
    await setRule('assign')
    const id = await report()
    await level()
    const hands = holding((await order(id)).assignee ?? '')
    for (const name of ['order.accept', 'order.arrive', 'order.finish'] as const) await carryOut(hands, orderCommands, name, {}, id)
    await carryOut(features, orderCommands, 'order.reopen', { version: (await order(id)).version, reason: '又坏了' }, id)
    await level()
    expect(await order(id)).toMatchObject({ state: 'assigned', dispatch: { mode: 'assign' } })
  })
})

describe('dispatch by several processes', () => {
  it('happens once, whoever comes first and however often the facts are read', async () => {
    await setRule('assign')
    const others = [1, 2].map(() => openParts(features.url, 'test-dispatch', pino({ level: 'silent' })))
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => report({ category: i % 2 ? 'security' : 'repair' })))
    const [{ cursor } = { cursor: '0' }] = await features.parts.sql<{ cursor: string }[]>`select cursor from consumer where name = 'dispatch'`
    await Promise.all([features, ...others].map(({ parts }) => level(parts)))
    const before = await Promise.all(ids.map(order))
    // As after a crash between the orders and the cursor.
    await features.parts.sql`update consumer set cursor = ${cursor} where name = 'dispatch'`
    await level()
    expect(await Promise.all(ids.map(order))).toEqual(before)
    for (const id of ids) expect(await factsOf(id)).toHaveLength(2)
    await Promise.all(others.map(({ close }) => close()))
  })
})

describe('rules of dispatch', () => {
  it('are one at most about the same, and the most particular holds', async () => {
    const first = await setRule('assign')
    const again = await setRule('rotate', { acceptMinutes: 9 })
    expect(again.body).toMatchObject({ id: first.body.id, version: first.body.version + 1, mode: 'rotate', acceptMinutes: 9 })
    await setRule('grab', { category: 'security' })
    const [repair, security] = [await report(), await report({ category: 'security' })]
    await level()
    expect(await order(repair)).toMatchObject({ dispatch: { mode: 'rotate' } })
    expect(await order(security)).toMatchObject({ dispatch: { mode: 'grab' } })
  })

  it('are ended by whoever saw them as they are', async () => {
    const { body } = await setRule('assign')
    const ended = carryOut(administrator(), dispatchCommands, 'dispatch.end', { version: body.version + 1 }, body.id)
    await expect(ended).rejects.toMatchObject({ fault: 'conflict' })
    await carryOut(administrator(), dispatchCommands, 'dispatch.end', { version: body.version }, body.id)
    await expect(carryOut(administrator(), dispatchCommands, 'dispatch.end', { version: body.version + 1 }, body.id)).rejects.toMatchObject({ fault: 'illegal-move' })
  })

  it('are set by an administrator of all that they concern', async () => {
    const ofA: Hands = { ...features, caller: { ...features.caller, grants: [{ role: 'administrator', scope: { kind: 'community', id: features.world.a.id } }] } }
    const set = (more: Partial<CommandInput<'dispatch.set'>>) => carryOut(ofA, dispatchCommands, 'dispatch.set', { ...about(), ...more })
    await set({})
    await expect(set({ community: features.world.b.id })).rejects.toMatchObject({ fault: 'not-found' })
    await expect(set({ community: null, region: features.world.a.region })).rejects.toMatchObject({ fault: 'not-found' })
    await expect(set({ community: null })).rejects.toMatchObject({ fault: 'not-allowed' })
  })
})
