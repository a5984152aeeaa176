import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checklistCommands } from '#server/checklists/checklist-commands.ts'
import { checklistQueries } from '#server/checklists/checklist-queries.ts'
import type { Caller } from '#server/identity/caller.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { promiseCommands } from '#server/promises/promise-commands.ts'
import { promiseQueries } from '#server/promises/promise-queries.ts'
import { Refusal } from '#server/refusal.ts'
import { Checklist } from '#shared/checklists.ts'
import type { CommandInput } from '#shared/commands.ts'
import { categories, priorities, type Order } from '#shared/orders.ts'
import { promiseFor, ServicePromise, WorkCalendar, type Limit, type Limits } from '#shared/promises.ts'
import type { Scope } from '#shared/roles.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let features: Features
beforeAll(async () => {
  features = await openFeatures()
})
afterAll(() => features?.close())

const hour = 3_600_000
const administrator = (scope: Scope): Caller => ({ kind: 'person', actor: { kind: 'person', id: 'admin', name: 'admin' }, person: null, grants: [{ role: 'administrator', scope }] })
const company = administrator({ kind: 'everything' })
const ofRegion = () => administrator({ kind: 'region', id: features.world.a.region })
const ofCommunity = () => administrator({ kind: 'community', id: features.world.a.id })
const by = (caller: Caller, { parts } = features) => ({ parts, caller })

const minutes = (amount: number): Limit => ({ unit: 'minutes', amount })
const limits = (more: Partial<Limits> = {}): Limits => ({ respond: minutes(20), arrive: null, solution: null, finish: { unit: 'days', amount: 0 }, close: null, callBack: null, ...more })
type Asked = CommandInput<'promise.set'>
const asked = (more: Partial<Asked> = {}): Asked => ({
  region: null, community: null, category: 'cleaning', priority: 'normal', source: null, facility: null, hours: null, limits: limits(), pauses: ['part'], warnAt: 75, escalateAfter: [0, 15, 60], reason: '更快', ...more,
})

const set = async (more: Partial<Asked> = {}, caller = company): Promise<ServicePromise> => ServicePromise.parse((await carryOut(by(caller), promiseCommands, 'promise.set', asked(more))).body)
const end = async (row: ServicePromise, more: Partial<CommandInput<'promise.end'>> = {}, caller = company): Promise<ServicePromise> =>
  ServicePromise.parse((await carryOut(by(caller), promiseCommands, 'promise.end', { version: row.version, reason: '撤回', ...more }, row.id)).body)
const change = (more: Partial<CommandInput<'calendar.change'>>, caller = company) =>
  carryOut(by(caller), promiseCommands, 'calendar.change', { region: null, community: null, weekdays: [1, 2, 3, 4, 5], opensAt: '08:30', closesAt: '18:00', holidays: [], workdays: [], version: null, ...more })
const seen = async (caller: Caller) => promiseQueries.promises(features.parts, { ...asking, id: '', params: {}, caller, now: Date.now() })
const report = async (more: Partial<CommandInput<'order.report'>> = {}): Promise<Order> =>
  (await carryOut(features, orderCommands, 'order.report', { community: features.world.a.id, category: 'cleaning', title: '楼道有垃圾', ...more })).body as unknown as Order
const found = async (id: string): Promise<Order> => {
  const [row] = await features.parts.sql<{ respond_by: Date; finish_by: Date }[]>`select respond_by, finish_by from work_order where id = ${id}`
  return { respondBy: new Date(row?.respond_by ?? 0).toISOString(), finishBy: new Date(row?.finish_by ?? 0).toISOString() } as Order
}
const spanOf = (order: Order, by_: string | null | undefined): number => (Date.parse(by_ ?? '') - Date.parse(order.reportedAt)) / 60_000

/** The fault and the fields that were named. */
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? [error.fault, ...error.errors.map(({ field }) => field)].join(' ') : String(error)))

describe('a new promise', () => {
  it('binds what is reported from then on; what was reported before keeps its times', async () => {
    const before = await report()
    expect(spanOf(before, before.respondBy)).toBe(20)
    const row = await set({ limits: limits({ respond: minutes(5), finish: minutes(60) }) })
    expect(row).toMatchObject({ version: 1, until: null })
    const after = await report()
    expect([spanOf(after, after.respondBy), spanOf(after, after.finishBy), after.promise]).toEqual([5, 60, row.id])
    expect(await found(before.id)).toEqual({ respondBy: before.respondBy, finishBy: before.finishBy })
    const old = (await seen(company)).find(({ id }) => id === before.promise)
    expect(old).toMatchObject({ version: 1, until: null, limits: { respond: minutes(20) } })
  })

  it('comes to hold at its own time and not before', async () => {
    const from = new Date(Date.now() + hour).toISOString()
    const row = await set({ category: 'greening', from, limits: limits({ respond: minutes(7) }) })
    expect(row.from).toBe(from)
    const now = await report({ category: 'greening' })
    expect(spanOf(now, now.respondBy)).toBe(20)
    expect(promiseFor(await seen(company), { region: features.world.a.region, community: features.world.a.id, category: 'greening', priority: 'normal' }, Date.parse(from))?.id).toBe(row.id)
  })

  it('of a community goes before its region’s, that before the company’s, and nobody else is bound by it', async () => {
    const { a, b } = features.world
    await set({ category: 'parking', region: a.region, limits: limits({ respond: minutes(8) }) }, ofRegion())
    await set({ category: 'parking', region: a.region, community: a.id, limits: limits({ respond: minutes(4) }) }, ofCommunity())
    const [here, there] = [await report({ category: 'parking' }), await report({ category: 'parking', community: b.id })]
    expect([spanOf(here, here.respondBy), spanOf(there, there.respondBy)]).toEqual([4, 20])
    expect((await seen(company)).find(({ id }) => id === here.promise)).toMatchObject({ region: null, community: a.id })
  })

  it('is refused with its field where it begins in the past, contradicts itself, is out of all measure or says nothing new', async () => {
    const bad: [Partial<Asked>, string][] = [
      [{ from: new Date(Date.now() - 60_000).toISOString() }, 'invalid from'],
      [{ limits: limits({ respond: minutes(90), finish: minutes(60) }) }, 'invalid limits.respond'],
      [{ limits: limits({ arrive: minutes(4000) }) }, 'invalid limits.arrive'],
      [{ limits: limits({ solution: minutes(3000), close: minutes(2880), finish: minutes(60) }) }, 'invalid limits.solution'],
      [{ limits: limits({ finish: { unit: 'working-days', amount: 5 }, close: minutes(60) }) }, 'invalid limits.finish'],
      [{ limits: limits({ respond: minutes(0), finish: { unit: 'days', amount: 400 } }) }, 'invalid limits.respond.amount limits.finish.amount'],
      [{ escalateAfter: [30, 15, 60] }, 'invalid escalateAfter'],
      [{ community: features.world.a.id, region: features.world.b.region }, 'invalid community'],
    ]
    for (const [more, wanted] of bad) expect(await refusal(set({ category: 'security', ...more })), JSON.stringify(more)).toBe(wanted)
    const row = await set({ category: 'security', limits: limits({ respond: minutes(6) }) })
    expect(await refusal(set({ category: 'security', limits: row.limits, reason: '再来一次' }))).toBe('invalid limits')
    expect(await refusal(set({ category: 'security', limits: row.limits, warnAt: 50 }))).toBe('done')
  })

  it('is set only by who answers for all of its place', async () => {
    const { a, b } = features.world
    const tried = (caller: Caller, where: Partial<Asked>) => refusal(set({ category: 'inspection', limits: limits({ respond: minutes(1 + Math.floor(Math.random() * 400)), finish: minutes(500) }), ...where }, caller))
    expect(await tried(ofRegion(), { community: a.id })).toBe('done')
    expect(await tried(ofRegion(), { region: a.region })).toBe('done')
    expect(await tried(ofRegion(), { community: b.id })).toBe('not-found')
    expect(await tried(ofRegion(), {})).toBe('not-allowed')
    expect(await tried(ofCommunity(), { region: a.region })).toBe('not-allowed')
    expect(await tried(ofCommunity(), { region: b.region })).toBe('not-found')
    expect(await tried(ofCommunity(), { region: randomUUID() })).toBe('not-found')
    expect(await tried(features.caller, { community: a.id })).toBe('not-allowed')
  })
})

describe('a promise taken back', () => {
  it('binds nothing any more, and what was promised before does again', async () => {
    const row = await set({ category: 'resident-service', limits: limits({ respond: minutes(3) }) })
    const bound = await report({ category: 'resident-service' })
    expect(spanOf(bound, bound.respondBy)).toBe(3)
    const ended = await end(row)
    expect(Date.parse(ended.until ?? '')).toBeLessThanOrEqual(Date.now())
    const after = await report({ category: 'resident-service' })
    expect(spanOf(after, after.respondBy)).toBe(20)
    expect(await refusal(end(ended))).toBe('illegal-move')
    expect(await refusal(end({ ...row, version: 9 }))).toBe('conflict')
  })

  it('is not taken back into the past, nor by who does not answer for its place', async () => {
    const row = await set({ category: 'repair', priority: 'low', community: features.world.b.id, limits: limits({ respond: minutes(9) }) })
    expect(await refusal(end(row, { from: new Date(Date.now() - hour).toISOString() }))).toBe('invalid from')
    expect(await refusal(end(row, {}, ofCommunity()))).toBe('not-found')
    expect(await refusal(end(row))).toBe('done')
  })

  it('is never the last for any kind of order', async () => {
    const rows = await seen(company)
    for (const category of categories) {
      for (const priority of priorities) expect(promiseFor(rows, { region: '', community: '', category, priority }, Date.now()), `${category} ${priority}`).not.toBeNull()
    }
    const last = rows.find((row) => row.category === 'complaint' && row.priority === 'low')
    if (!last) throw new Error('there is no default')
    expect(await refusal(end(last))).toBe('invalid until')
    expect(await refusal(end(last, { from: new Date(Date.now() + hour).toISOString() }))).toBe('invalid until')
    await set({ category: 'complaint', priority: null, limits: limits({ close: { unit: 'days', amount: 2 } }) })
    expect(await refusal(end(last))).toBe('done')
  })
})

describe('who sees promises', () => {
  it('sees the company’s, and those of their communities and regions', async () => {
    const { a, b } = features.world
    const rows = await Promise.all([{ community: a.id }, { community: b.id }, { region: a.region }, { region: b.region }, {}].map((where) => set({ category: null, priority: null, source: 'api', ...where })))
    const [ofA, ofB, northern, southern, whole] = rows.map(({ id }) => id)
    const ids = new Set((await seen({ ...features.caller, grants: [{ role: 'observer', scope: { kind: 'community', id: a.id } }] })).map(({ id }) => id))
    expect([ofA, northern, whole].every((id) => ids.has(id ?? ''))).toBe(true)
    expect([ofB, southern].some((id) => ids.has(id ?? ''))).toBe(false)
  })
})

describe('a work calendar', () => {
  const calendars = (caller: Caller) => promiseQueries.calendars(features.parts, { ...asking, id: '', params: {}, caller, now: Date.now() })

  it('is one for each place, changed at the version that was seen, and counts for what is reported after', async () => {
    const { a } = features.world
    const own = WorkCalendar.parse((await change({ community: a.id, weekdays: [7, 1, 1], holidays: [{ day: '2027-02-06', name: '春节' }, { day: '2027-01-01', name: '元旦' }] }, ofCommunity())).body)
    expect(own).toMatchObject({ version: 1, region: null, weekdays: [1, 7], holidays: [{ day: '2027-01-01', name: '元旦' }, { day: '2027-02-06', name: '春节' }] })
    expect(await refusal(change({ community: a.id }))).toBe('conflict')
    expect(await refusal(change({ community: a.id, version: 7 }))).toBe('conflict')
    const next = WorkCalendar.parse((await change({ community: a.id, version: 1, weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:00', closesAt: '23:59' })).body)
    expect(next).toMatchObject({ id: own.id, version: 2 })
    expect(await calendars(ofCommunity())).toContainEqual(next)
    await set({ category: 'inspection', priority: 'urgent', limits: limits({ respond: { unit: 'working-minutes', amount: 30 } }) })
    const reported = await report({ category: 'inspection', priority: 'urgent' })
    expect(spanOf(reported, reported.respondBy)).toBeLessThanOrEqual(31)
  })

  it('made twice at once is made once', async () => {
    const { b } = features.world
    const both = await Promise.all([change({ community: b.id }), change({ community: b.id })].map(refusal))
    expect(both.toSorted()).toEqual(['conflict', 'done'])
  })

  it('is refused with its field where no day is worked, one is there twice, or both off and worked', async () => {
    const day = { day: '2027-01-01', name: '元旦' }
    expect(await refusal(change({ region: features.world.a.region, weekdays: [] }))).toBe('invalid weekdays')
    expect(await refusal(change({ region: features.world.a.region, holidays: [day, day] }))).toBe('invalid holidays')
    expect(await refusal(change({ region: features.world.a.region, holidays: [day], workdays: ['2027-01-01'] }))).toBe('invalid workdays')
    expect(await refusal(change({}, ofRegion()))).toBe('not-allowed')
    expect(await refusal(change({ region: features.world.a.region }, ofRegion()))).toBe('done')
  })
})

describe('a checklist', () => {
  const item = (key: string, must = false) => ({ key, name: { zh: '试用正常', en: 'It works' }, must })
  const edit = (more: Partial<CommandInput<'checklist.change'>>, caller = company) =>
    carryOut(by(caller), checklistCommands, 'checklist.change', { community: null, category: 'repair', items: [item('works', true)], photo: true, signature: false, version: null, ...more })

  it('of a community comes beside the company’s, each changed at the version that was seen', async () => {
    const { a, b } = features.world
    const own = Checklist.parse((await edit({ community: a.id }, ofCommunity())).body)
    expect(own).toMatchObject({ version: 1, community: a.id, photo: true })
    expect(await refusal(edit({ community: a.id }))).toBe('conflict')
    expect(await refusal(edit({ community: a.id, version: 1, items: [item('x'), item('x')] }))).toBe('invalid items')
    expect(await refusal(edit({ version: 1 }, ofCommunity()))).toBe('not-allowed')
    expect(await refusal(edit({ version: 1 }))).toBe('done')
    const seenBy = async (scope: Scope) => (await checklistQueries.checklists(features.parts, { ...asking, id: '', params: {}, caller: administrator(scope), now: Date.now() })).filter(({ category }) => category === 'repair').map(({ community }) => community)
    expect(new Set(await seenBy({ kind: 'community', id: a.id }))).toEqual(new Set([a.id, null]))
    expect(await seenBy({ kind: 'community', id: b.id })).toEqual([null])
  })
})
