import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '#db/client.ts'
import { orderReports, orders } from '#db/schema/orders.ts'
import { Consumer } from '#server/journal/consumer.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import type { Caller } from '#server/identity/caller.ts'
import { messageCommands } from '#server/messages/message-commands.ts'
import { messageQueries } from '#server/messages/message-queries.ts'
import { followResidents } from '#server/messages/resident-follow.ts'
import { followStaff } from '#server/messages/staff-follow.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { onWire } from '#server/orders/order-work.ts'
import { findOrder } from '#server/orders/order-store.ts'
import { outgoing } from '#server/outlet/outgoing.ts'
import { Outlet, webhookTo } from '#server/outlet/outlet.ts'
import { Refusal } from '#server/refusal.ts'
import { Upkeep } from '#server/upkeep.ts'
import { webhookQueries } from '#server/webhooks/webhook-queries.ts'
import type { FactName } from '#shared/facts.ts'
import { messageTurns } from '#shared/messages.ts'
import type { Order } from '#shared/orders.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let features: Features
let follower: Consumer
let gateway: Server
let url: string
const taken: { id: string; body: Record<string, unknown> }[] = []

const administrator: Caller = { kind: 'person', actor: { kind: 'person', id: 'admin', name: 'admin' }, person: null, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }

beforeAll(async () => {
  features = await openFeatures()
  follower = new Consumer(features.parts, outgoing([followResidents('the secret of this installation, long enough'), followStaff]))
  gateway = createServer((req, res) => {
    let body = ''
    req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => {
      taken.push({ id: String(req.headers['webhook-id']), body: JSON.parse(body) as Record<string, unknown> })
      res.writeHead(200).end()
    })
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
  await features.parts.sql`update outlet set state = 'captured'`
})
beforeEach(() => {
  taken.length = 0
})
afterAll(async () => {
  gateway?.close()
  await features?.close()
})

type Row = { id: string; state: string; channel: string; answer: string | null; body: { kind: string; to?: string; text: string; turn?: string; about?: string; language?: string; person?: string | null; order: string } }
const rows = async (kind: string, order: string): Promise<Row[]> =>
  (await features.parts.sql<Row[]>`select id, state, channel, answer, body from outlet where body->>'kind' = ${kind} and body->>'order' = ${order} order by at, body->>'to', body->>'turn'`)
const toResidents = (order: { number: string }) => rows('resident-message', order.number)
const toStaff = (order: { number: string }) => rows('staff-notice', order.number)

async function report(more: object = {}, community = features.world.a.id): Promise<Order> {
  const reply = await carryOut(features, orderCommands, 'order.report', { community, category: 'repair', title: '水管漏水', place: '2 单元 1201', reporter: '王小明', reporterPhone: '13912345678', ...more })
  return reply.body as unknown as Order
}
/** An order as it is now, with something else about it, told under a fact's name. */
async function tell(name: FactName, id: string, set: Partial<Order>, also: ReturnType<typeof change>[] = []): Promise<Order> {
  const held = await findOrder(features.parts, id)
  if (!held) throw new Error('no such order')
  const next: Order = { ...held, ...set, version: held.version + 1 }
  const answer = await features.parts.journal.commit(systemCommand('test', name, randomUUID(), {
    changes: [change(orders, next, { name, body: onWire(next) }), ...also], reply: null, community: next.community, mode: next.mode,
  }))
  if (!answer.ok) throw new Error(answer.message)
  return next
}
const joined = (order: Order, phone: string, language: 'zh' | 'en' | null = null) =>
  tell('order.joined', order.id, { reports: (order.reports ?? 1) + 1 }, [
    change(orderReports, { id: randomUUID(), version: 1, order: order.id, community: order.community, at: new Date().toISOString(), reporter: '邻居', phone, place: '1 单元 101', description: '', source: 'phone', language }),
  ])
const sendAll = async (count: number) => {
  const outlet = new Outlet(features.parts, { webhook: webhookTo(url) })
  outlet.start()
  await expect.poll(() => taken.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)
  await outlet.stop()
}

describe('a resident', () => {
  it('hears of each turn once, in their own language, whoever else reported it', async () => {
    const order = await report()
    await joined(order, '+86 139-1234-5678')
    await joined(order, '13800000002', 'en')
    const person = features.world.a.staff[1]?.id ?? ''
    await tell('order.accepted', order.id, { state: 'accepted', assignee: person })
    await tell('order.accepted', order.id, { state: 'accepted' })
    await tell('order.finished', order.id, { state: 'done' })
    await follower.level()
    await features.parts.sql`update consumer set cursor = 0 where name = 'outgoing'`
    await follower.level()
    const sent = (await toResidents(order)).map(({ body }) => [body.turn, body.to, body.text])
    expect(sent).toHaveLength(6)
    for (const to of ['13912345678', '13800000002']) expect(sent.filter(([, phone]) => phone === to).map(([turn]) => turn).toSorted((x = '', y = '') => x.localeCompare(y))).toEqual(['accepted', 'done', 'reported'])
    expect(sent.find(([turn, to]) => turn === 'accepted' && to === '13912345678')?.[2]).toBe(`【小区A】${order.number} 已由张1A接单。`)
    expect(sent.find(([turn, to]) => turn === 'accepted' && to === '13800000002')?.[2]).toBe(`[Estate A] Zhang 1 A has taken ${order.number}.`)
  })

  it('hears again what is done again after it was reopened, and of every new date that is waited for', async () => {
    const order = await report()
    await tell('order.finished', order.id, { state: 'done' })
    await tell('order.reopened', order.id, { state: 'reopened', reopened: 1 })
    await tell('order.finished', order.id, { state: 'done' })
    const wait = (until: string) => tell('order.waited', order.id, { state: 'waiting', waiting: { reason: 'part', since: new Date().toISOString(), until, paused: true } })
    await wait('2026-12-01T10:30:00.000Z')
    await wait('2026-12-01T10:30:00.000Z')
    await wait('2026-12-02T10:30:00.000Z')
    await follower.level()
    const sent = await toResidents(order)
    expect(sent.filter(({ body }) => body.turn === 'done')).toHaveLength(2)
    expect(sent.filter(({ body }) => body.turn === 'waiting').map(({ body }) => body.text).toSorted((x, y) => x.localeCompare(y))).toEqual([expect.stringContaining('12月1日 18:30'), expect.stringContaining('12月2日 18:30')])
  })

  it('of a merged order hears that it was, with the other’s number, and of that one from then on', async () => {
    const into = await report({ reporterPhone: '13911110001' })
    const order = await report({ reporterPhone: '13911110002' })
    await follower.level()
    await tell('order.merged', order.id, { state: 'merged', mergedInto: into.id })
    await tell('order.joined', into.id, { reports: 2 }, [
      change(orderReports, { id: randomUUID(), version: 1, order: into.id, community: into.community, at: new Date().toISOString(), reporter: null, phone: '13911110002', place: '', description: '', source: 'phone', language: null }),
    ])
    await tell('order.finished', into.id, { state: 'done' })
    await follower.level()
    const ofInto = (await toResidents(into)).map(({ body }) => `${body.turn} ${body.to}`)
    expect(ofInto.toSorted((x, y) => x.localeCompare(y))).toEqual(['done 13911110001', 'done 13911110002', 'merged 13911110002', 'reported 13911110001'])
  })

  it('who has no phone, or comes out of an imported file, or reported long ago, hears nothing', async () => {
    const silent = [await report({ reporterPhone: null }), await report({ source: 'import' }), await report({ reporterPhone: '---- -' })]
    await follower.level()
    for (const order of silent) expect(await toResidents(order)).toEqual([])
    const old = await report()
    const { now } = features.parts
    features.parts.now = () => Date.now() + 2 * 3_600_000
    await follower.level()
    features.parts.now = now
    expect(await toResidents(old)).toEqual([])
  })

  it('is told through the gateway, once, and nowhere but there is their phone', async () => {
    await features.parts.sql`update outlet set state = 'captured' where state = 'waiting'`
    const order = await report({ reporterPhone: '13977778888' })
    await follower.level()
    await sendAll(1)
    expect(taken.map(({ body }) => body)).toEqual([{ kind: 'resident-message', to: '13977778888', language: 'zh', text: `【小区A】您的报事已登记，单号 ${order.number}。`, order: order.number, turn: 'reported' }])
    const [kept] = await features.parts.sql<{ text: string }[]>`
      select (select string_agg(f::text, '') from fact f) || (select string_agg(a::text, '') from audit a) || (select string_agg(c::text, '') from command c) as text`
    expect(kept?.text).not.toContain('13977778888')
    const listed = await webhookQueries.deliveries(features.parts, { ...asking, id: '', params: { state: 'sent' }, caller: administrator, now: Date.now() })
    expect(listed.find(({ about }) => about.includes(order.number))).toMatchObject({ kind: 'resident', to: '139****8888', about: `reported ${order.number}`, state: 'sent' })
    expect(JSON.stringify(listed)).not.toContain('13977778888')
  })

  it('is forgotten by the outlet after a week, and then nothing can be sent to them', async () => {
    const [fresh, old] = [await report({ reporterPhone: '13966660001' }), await report({ reporterPhone: '13966660002' })]
    await follower.level()
    const superuser = connect(features.url, { max: 1, name: 'test-clock' })
    await superuser`update outlet set at = at - interval '8 days' where body->>'order' = ${old.number}`
    await superuser.end()
    const upkeep = new Upkeep(features.parts)
    await upkeep.start()
    await upkeep.stop()
    expect((await toResidents(fresh)).map(({ body }) => body.to)).toEqual(['13966660001'])
    const [gone] = await toResidents(old)
    expect([gone?.state, gone?.body.to, gone?.body.turn]).toEqual(['failed', undefined, 'reported'])
    await features.parts.sql`update outlet set state = 'waiting', next_at = now() where id = ${gone?.id ?? ''}`
    await sendAll(1)
    await expect.poll(async () => (await toResidents(old))[0]?.answer).toBe('no phone any more')
    expect(taken.map(({ body }) => body.order)).not.toContain(old.number)
  })

  it('of a drill is told nothing, where one of the real thing is', async () => {
    await features.parts.sql`update outlet set state = 'captured' where state = 'waiting'`
    const real = await report({ reporterPhone: '13955550001' })
    const [row] = await features.parts.sql<{ row: Record<string, unknown> }[]>`select to_jsonb(o) as row from work_order o where id = ${real.id}`
    const drill = { ...real, id: randomUUID(), number: 'DRILL-1', mode: randomUUID() }
    const answer = await features.parts.journal.commit(systemCommand('test', 'drill', randomUUID(), {
      changes: [{ table: 'work_order', row: { ...row?.row, id: drill.id, number: drill.number, mode: drill.mode }, expect: 0, fact: { name: 'order.reported', community: real.community, body: onWire(drill) } }],
      reply: null, community: real.community, mode: drill.mode,
    }))
    expect(answer.ok).toBe(true)
    await follower.level()
    await sendAll(1)
    expect(await toResidents(drill)).toMatchObject([{ channel: 'capture', state: 'captured' }])
    expect(taken.map(({ body }) => body.order)).toEqual([real.number])
  })
})

describe('the words', () => {
  const change_ = (input: Parameters<typeof carryOut<'template.change'>>[3]) => carryOut({ parts: features.parts, caller: administrator }, messageCommands, 'template.change', input)
  const templates = () => messageQueries.templates(features.parts, { ...asking, id: '', params: {}, caller: administrator, now: Date.now() })
  const refusal = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error as Error)))

  it('are there for every turn from the beginning', async () => {
    expect((await templates()).filter(({ community }) => community === null).map(({ turn }) => turn).toSorted()).toEqual(messageTurns.toSorted())
  })

  it('of a community hold there, also to say nothing, and the company’s elsewhere', async () => {
    const { a, b } = features.world
    const changed = await change_({ community: a.id, turn: 'reported', text: { zh: '{title}（{place}）收到', en: '{title} received' }, enabled: true, version: null })
    const [there, elsewhere] = [await report({ language: 'en' }), await report({}, b.id)]
    await follower.level()
    expect([(await toResidents(there))[0]?.body.text, (await toResidents(elsewhere))[0]?.body.text]).toEqual(['水管漏水 received', `【小区B】您的报事已登记，单号 ${elsewhere.number}。`])
    await change_({ community: a.id, turn: 'reported', text: { zh: 'x', en: 'x' }, enabled: false, version: changed.body.version })
    const quiet = await report()
    await follower.level()
    expect(await toResidents(quiet)).toEqual([])
  })

  it('name no field that there is not, and are changed as they were seen', async () => {
    const { b } = features.world
    const wrong = await refusal(change_({ community: b.id, turn: 'done', text: { zh: '{phone} 好了 {number}', en: '{title} {}' }, enabled: true, version: null }))
    expect(wrong?.errors).toEqual([{ field: 'text.zh', message: expect.objectContaining({ zh: expect.stringContaining('{phone}') }) }, { field: 'text.en', message: expect.objectContaining({ en: expect.stringContaining('{}') }) }])
    await change_({ community: b.id, turn: 'done', text: { zh: '好了', en: 'Done' }, enabled: true, version: null })
    expect((await refusal(change_({ community: b.id, turn: 'done', text: { zh: '好', en: 'D' }, enabled: true, version: null })))?.fault).toBe('conflict')
    expect((await refusal(change_({ community: b.id, turn: 'done', text: { zh: '好', en: 'D' }, enabled: true, version: 1 })))).toBeNull()
  })
})

describe('staff', () => {
  const phoneOf = async (person: string, phone: string | null) => {
    const owner = connect(features.url, { max: 1, name: 'test-phones' })
    await owner`update person set phone = ${phone} where id = ${person}`
    await owner.end()
  }
  const [manager, repairer, , , butler] = [0, 1, 2, 3, 4]
  const staff = (at: number | undefined, place: 'a' | 'b' = 'a'): string => features.world[place].staff[at ?? 0]?.id ?? ''

  it('hear what is given to them, what is nearly late and late, and who has no phone is counted', async () => {
    await phoneOf(staff(repairer), '13700000001')
    const order = await report({ reporterPhone: null })
    await tell('order.assigned', order.id, { state: 'assigned', assignee: staff(repairer) })
    await tell('order.warned', order.id, { warned: ['respond'] })
    await tell('order.late', order.id, { late: ['respond'] })
    await tell('order.reassigned', order.id, { assignee: staff(2) })
    await follower.level()
    const told = await toStaff(order)
    expect(told.map(({ body, state, answer }) => [body.about, body.to ?? null, state, answer]).toSorted((x, y) => JSON.stringify(x).localeCompare(JSON.stringify(y)))).toEqual([
      ['assigned', '13700000001', 'waiting', null], ['assigned', null, 'failed', 'no phone on file'], ['late', '13700000001', 'waiting', null], ['warned', '13700000001', 'waiting', null],
    ])
    expect(told.find(({ body }) => body.about === 'late')?.body.text).toMatch(new RegExp(`^【小区A】${order.number} 水管漏水（2 单元 1201）：已超时，响应截止 .*\\d\\d:\\d\\d。$`))
  })

  it('up the chain hear what is late: butler, duty manager, head of the region; a post that nobody holds is passed over and named', async () => {
    const { a } = features.world
    await phoneOf(staff(butler), '13700000002')
    await phoneOf(staff(manager), '13700000003')
    const order = await report({ reporterPhone: null })
    const escalate = async (escalation: number) => {
      await tell('order.escalated', order.id, { late: ['respond'], escalation })
      await follower.level()
    }
    await escalate(1)
    await escalate(2)
    expect((await toStaff(order)).map(({ body }) => [body.to, body.about])).toEqual([['13700000002', 'escalated'], ['13700000003', 'escalated']])

    const owner = connect(features.url, { max: 1, name: 'test-shifts' })
    await owner`update shift set state = 'cancelled' where person_id in (${staff(butler)}, ${staff(manager)})`
    await owner`update member set grants = ${JSON.stringify([{ role: 'regional-head', scope: { kind: 'region', id: a.region } }])}::jsonb where username = 'observer'`
    await owner`update person set user_id = (select user_id from member where username = 'observer'), phone = '13700000004' where id = ${staff(3)}`
    await owner.end()
    await escalate(3)
    const nobody = await report({ reporterPhone: null })
    await tell('order.escalated', nobody.id, { late: ['respond'], escalation: 1 })
    const elsewhere = await report({ reporterPhone: null }, features.world.b.id)
    await tell('order.escalated', elsewhere.id, { late: ['respond'], escalation: 3 })
    await follower.level()
    expect((await toStaff(order)).at(-1)?.body.to).toBe('13700000004')
    expect((await toStaff(nobody)).map(({ body }) => [body.to, body.text])).toEqual([['13700000004', expect.stringMatching(/无在岗管家、值班经理。$/)]])
    expect((await toStaff(elsewhere)).map(({ state, answer }) => [state, answer])).toEqual([['failed', 'nobody is on duty for it']])
  })
})
