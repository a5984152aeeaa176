import { randomInt, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import type { Order } from '#shared/orders.ts'
import { photoPaths, reportPaths } from '#shared/paths.ts'
import type { ReportCode, ReportPlace, ScannedReply, TrackedReport } from '#shared/report-codes.ts'
import { createApp, type App } from '#server/app.ts'
import { trackOf } from '#server/report-codes/report-code-rules.ts'
import { freshDatabase } from './database.ts'
import { send, signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
let sql: Sql
let manager: { cookie: string }
const config = (): ReturnType<typeof testConfig> => testConfig(database.url, { TRUST_PROXY: '1' })

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  app = await createApp(config(), database.url, pino({ level: 'silent' }))
  base = (await app.start()).url
  sql = connect(database.url, { max: 1, name: 'test-codes' })
  manager = { cookie: await signIn(base, 'manager') }
})
afterAll(async () => {
  await app?.stop()
  await sql?.end()
  await database?.drop()
})

const command = async <T>(path: string, body: unknown) => {
  const answer = await send(base, path, body, manager)
  return { status: answer.status, body: answer.body.body as T, problem: answer.body as { errors?: { field: string; message: string }[] } }
}
const codes = async (community = world.a.id): Promise<ReportCode[]> => (await fetch(`${base}/api/report-codes?community=${community}`, { headers: manager })).json() as Promise<ReportCode[]>
const issued = async (place: { building?: string; device?: string } = {}) => (await command<ReportCode>('/api/report-codes', { community: world.a.id, ...place })).body
const ordersAt = (building: string | null) => sql<{ id: string; source: string; title: string; reporter_phone: string | null; reports: number | null; facility: string | null }[]>`
  select id, source, title, reporter_phone, reports, facility from work_order where building_id is not distinct from ${building} order by reported_at, number`

/** A telephone somewhere: by an address of its own, without cookies. */
class Phone {
  private static made = 0
  private readonly address = `203.0.113.${++Phone.made}`
  private readonly headers = { 'x-forwarded-for': this.address }

  async look(code: string) {
    const answer = await fetch(base + reportPaths.place.replace(':code', code), { headers: { 'x-forwarded-for': this.address } })
    return { status: answer.status, body: (await answer.json()) as ReportPlace }
  }

  async send(code: string, body: object, headers: Record<string, string> = {}) {
    const answer = await fetch(base + reportPaths.send.replace(':code', code), { method: 'POST', headers: { ...this.headers, origin: base, 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
    return { status: answer.status, after: answer.headers.get('retry-after'), body: (await answer.json()) as ScannedReply & { errors?: { field: string; message: string }[] } }
  }

  async photo(code: string) {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: { r: randomInt(255), g: 0, b: 0 } } }).jpeg().toBuffer()
    const answer = await fetch(base + reportPaths.photo.replace(':code', code), { method: 'POST', headers: { ...this.headers, origin: base, 'content-type': 'image/jpeg' }, body: new Uint8Array(picture) })
    return { status: answer.status, body: (await answer.json()) as { id: string } }
  }

  async track(code: string, track: string) {
    const answer = await fetch(base + reportPaths.track.replace(':code', code).replace(':track', track), { headers: { 'x-forwarded-for': this.address } })
    return { status: answer.status, body: (await answer.json()) as TrackedReport }
  }
}

const house = (i: number): string => world.a.houses[i]?.id ?? ''
const lift = (i: number): string => world.a.machines[i]?.id ?? ''

describe('codes', () => {
  it('are made for one place, and no second one while it holds', async () => {
    const made = await issued({ device: lift(3) })
    expect(made).toMatchObject({ community: world.a.id, building: house(3), device: lift(3), name: { zh: '4 栋 1 号梯' }, revokedAt: null })
    expect((await command('/api/report-codes', { community: world.a.id, device: lift(3) })).problem.errors?.[0]?.message).toMatch(/已有有效/)
    const { body: gone } = await command<ReportCode>(`/api/report-codes/${made.id}/revoke`, { version: 1, reason: '纸已撕掉' })
    expect(gone.revokedAt).not.toBeNull()
    expect((await command(`/api/report-codes/${made.id}/revoke`, { version: 2 })).status).toBe(409)
    const again = await issued({ device: lift(3) })
    expect(again.code).not.toBe(made.code)
  })

  it('are made for all that have none, once', async () => {
    const { status } = await command('/api/report-codes', { community: world.b.id, everything: true })
    expect(status).toBe(200)
    const all = await codes(world.b.id)
    expect(all).toHaveLength(world.b.houses.length + world.b.machines.length)
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
    expect((await command('/api/report-codes', { community: world.b.id, everything: true })).problem.errors?.[0]?.field).toBe('everything')
    expect(await codes(world.b.id)).toHaveLength(all.length)
  })

  it('are not made for what lies elsewhere', async () => {
    const foreign = await command('/api/report-codes', { community: world.a.id, building: world.b.houses[0]?.id })
    expect([foreign.status, foreign.problem.errors?.[0]?.field]).toEqual([400, 'building'])
  })
})

describe('whoever scans one', () => {
  it('sees the place, and reports what becomes an order with its photo and promise', async () => {
    const { code } = await issued({ device: lift(0) })
    const phone = new Phone()
    const { body: place } = await phone.look(code.toLowerCase())
    expect(place).toMatchObject({ community: { zh: '小区A' }, place: { zh: '1 栋 1 号梯' }, zone: 'Asia/Shanghai', open: [] })
    const photo = await phone.photo(code)
    expect(photo.status).toBe(201)
    const { status, body } = await phone.send(code, { category: 'repair', title: '电梯异响', description: '上行时', phone: '13911112222', photos: [photo.body.id] })
    expect(status).toBe(201)
    const [order] = await ordersAt(house(0))
    expect(order).toMatchObject({ source: 'code', title: '电梯异响', reporter_phone: '13911112222', facility: 'lift' })
    expect(Date.parse(body.respondBy) - Date.now()).toBeGreaterThan(15 * 60_000)
    const seen = (await (await fetch(`${base}/api/orders/${order?.id}`, { headers: manager })).json()) as { order: Order }
    expect(seen.order).toMatchObject({ number: body.number, device: lift(0), photos: [{ id: photo.body.id, kind: 'report' }] })
    expect((await fetch(base + photoPaths.read.replace(':id', photo.body.id), { headers: manager })).status).toBe(200)
    expect(JSON.stringify(seen)).not.toContain('13911112222')
  })

  it('is told what is known there, but nothing that anybody typed', async () => {
    const { code } = await issued({ building: house(1) })
    await new Phone().send(code, { category: 'repair', title: '灯不亮' })
    await new Phone().send(code, { category: 'repair', title: '张伟家里煤气味' })
    const known = { community: world.a.id, building: house(1), category: 'repair' }
    for (const [title, place, category] of [['大厅灯不亮', '', 'repair'], ['厨房漏水', '2 单元 1201', 'repair'], ['王女士投诉邻居', '', 'complaint'], ['王女士家门锁坏了', '', 'repair']]) {
      await send(base, '/api/orders', { ...known, title, place, category }, manager)
    }
    const { body } = await new Phone().look(code)
    expect(new Set(body.open.map(({ title }) => title))).toEqual(new Set(['灯不亮', null]))
    expect(JSON.stringify(body)).not.toMatch(/王女士|1201|漏水|张伟|大厅/)
    for (const matter of body.open) expect(Object.keys(matter).toSorted()).toEqual(['at', 'category', 'id', 'title'])
  })

  it('joins what is known, and is one more who waits for it', async () => {
    const code = (await codes()).find(({ building, device }) => building === house(1) && device === null)?.code ?? ''
    const phone = new Phone()
    const known = (await phone.look(code)).body.open.find(({ title }) => title === '灯不亮')
    const key = { 'idempotency-key': randomUUID() }
    const said = { category: 'repair', title: '灯不亮', join: known?.id, phone: '13733334444', description: '三天了' }
    const [first, retry] = [await phone.send(code, said, key), await phone.send(code, said, key)]
    expect([first.status, retry.status, first.body.number]).toEqual([201, 201, retry.body.number])
    expect(await sql`select phone, description, source from order_report where order_id = ${known?.id ?? ''}`).toEqual([{ phone: '13733334444', description: '三天了', source: 'code' }])
    expect((await ordersAt(house(1))).find(({ id }) => id === known?.id)?.reports).toBe(2)
  })

  it('joins nothing of another place, of a flat, or that is over', async () => {
    const [here, there] = [await issued({ building: house(2) }), (await codes()).find(({ building, device }) => building === house(1) && device === null)]
    const rows = await ordersAt(house(1))
    const join = async (code: string, title: string) => (await new Phone().send(code, { category: 'repair', title, join: rows.find((row) => row.title === title)?.id })).status
    expect(await join(here.code, '大厅灯不亮')).toBe(400)
    expect(await join(there?.code ?? '', '厨房漏水')).toBe(400)
    const open = rows.find((row) => row.title === '大厅灯不亮')
    const [row] = await sql<{ version: number }[]>`select version from work_order where id = ${open?.id ?? ''}`
    expect((await send(base, `/api/orders/${open?.id}/cancel`, { version: row?.version, reason: '重复' }, manager)).status).toBe(200)
    expect(await join(there?.code ?? '', '大厅灯不亮')).toBe(400)
  })

  it('who says the same twice has made one report; with another number it is one more resident', async () => {
    const { code } = await issued({ device: lift(2) })
    const said = { category: 'cleaning', title: '轿厢有异味', phone: '13600000001' }
    const phone = new Phone()
    const twice = await Promise.all([phone.send(code, said), phone.send(code, said)])
    const again = await phone.send(code, said)
    expect(new Set([...twice, again].map(({ body }) => body.number)).size).toBe(1)
    const mine = async () => (await ordersAt(house(2))).filter(({ title }) => title === '轿厢有异味')
    expect((await mine()).map(({ reports }) => reports)).toEqual([null])
    const other = await new Phone().send(code, { ...said, phone: '13600000002' })
    expect(other.body.number).toBe(again.body.number)
    expect((await mine()).map(({ reports }) => reports)).toEqual([2])
  })

  it('follows it by a track that nobody can make', async () => {
    const code = (await codes()).find(({ device }) => device === lift(0))?.code ?? ''
    const phone = new Phone()
    const { body } = await phone.send(code, { category: 'repair', title: '按钮失灵' })
    const order = (await ordersAt(house(0))).find(({ title }) => title === '按钮失灵')?.id ?? ''
    const { body: first } = await phone.track(code, body.track)
    expect(first).toMatchObject({ number: body.number, state: 'reported', category: 'repair', responded: false })
    expect(JSON.stringify(first)).not.toContain('按钮失灵')
    await send(base, `/api/orders/${order}/reassign`, { version: 1, assignee: world.a.staff[1]?.id }, manager)
    expect((await phone.track(code, body.track)).body.state).toBe('assigned')
    for (const wrong of [order, trackOf('another secret', order), `${body.track}A`, 'x']) expect((await phone.track(code, wrong)).status).toBe(404)
    const elsewhere = (await codes(world.b.id))[0]?.code ?? ''
    expect((await phone.track(elsewhere, body.track)).status).toBe(404)
  })

  it('finds nothing behind an unknown code or a revoked one, but can still follow what was reported by it', async () => {
    const made = (await codes()).find(({ device }) => device === lift(0))
    const phone = new Phone()
    const { body } = await phone.send(made?.code ?? '', { category: 'repair', title: '门关不上' })
    await command(`/api/report-codes/${made?.id}/revoke`, { version: 1, reason: '换新' })
    const code = made?.code ?? ''
    expect([(await phone.look(code)).status, (await phone.send(code, { category: 'repair', title: 'x' })).status, (await phone.photo(code)).status]).toEqual([404, 404, 404])
    expect((await phone.track(code, body.track)).status).toBe(200)
    expect((await phone.look('ZZZZZZZZZZZZ')).status).toBe(404)
    for (const odd of ["' or 1=1 --", 'AB\0CD', '\0']) expect((await phone.look(encodeURIComponent(odd))).status, odd).toBe(404)
  })
})

describe('who means no good', () => {
  it('is refused where a machine filled the form in, where photos are not of this code, and from another site', async () => {
    const [one, two] = [await issued({ device: lift(1) }), (await codes()).find(({ device }) => device === lift(2))]
    const phone = new Phone()
    const said = { category: 'repair', title: '灯坏了' }
    expect((await phone.send(one.code, { ...said, website: 'http://spam.example' })).body.errors?.[0]?.field).toBe('website')
    const { body } = await phone.photo(two?.code ?? '')
    expect((await phone.send(one.code, { ...said, photos: [body.id] })).body.errors?.[0]?.field).toBe('photos')
    expect((await phone.send(one.code, { ...said, photos: Array(5).fill(body.id) })).status).toBe(400)
    expect((await phone.send(one.code, { ...said, priority: 'urgent' })).status).toBe(400)
    expect((await phone.send(one.code, said, { origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await ordersAt(house(1))).filter(({ title }) => title === '灯坏了')).toEqual([])
  })

  it('is slowed down by code and address, and says when to come again; others go on', async () => {
    const { code } = await issued()
    const spammer = new Phone()
    const sent = []
    for (let i = 0; i < 8; i++) sent.push(await spammer.send(code, { category: 'repair', title: `灯坏了 ${i}` }))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201, 429, 429])
    expect(Number(sent.at(-1)?.after)).toBeGreaterThan(0)
    expect((await new Phone().send(code, { category: 'repair', title: '大门关不上' })).status).toBe(201)
  })

  it('makes messages to one phone only so often in a day, however it is written and wherever it comes from', async () => {
    const code = (await codes()).find(({ revokedAt }) => revokedAt === null)?.code ?? ''
    const written = ['13900009999', '139 0000 9999', '139-0000-9999', '１３９００００９９９９', '13900009999', '13900009999']
    const sent = []
    for (const [i, phone] of written.entries()) sent.push(await new Phone().send(code, { category: 'repair', title: `门坏了 ${i}`, phone }))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 429])
    expect((await new Phone().send(code, { category: 'repair', title: '门坏了，没有电话' })).status).toBe(201)
  })
})
