import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect } from '#db/client.ts'
import { pictureOf, shown } from '#shared/picture.ts'
import { createApp, type App } from '#server/app.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { freshDatabase } from './database.ts'
import { hashOf, Screen, send, signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let world: World
let manager: { cookie: string }
const screens: Screen[] = []

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  app = await createApp(testConfig(database.url), database.url, pino({ level: process.env.TEST_LOG ?? 'silent' }))
  base = (await app.start()).url
  manager = { cookie: await signIn(base, 'manager') }
})
afterAll(async () => {
  for (const screen of screens) screen.close()
  await app.stop()
  await database.drop()
})

function watch(cookie = manager.cookie, communities = [world.a.id]): Screen {
  const screen = new Screen(base, cookie, { kind: 'communities', ids: communities })
  screens.push(screen)
  return screen
}

const report = (title: string, community = world.a.id) =>
  send(base, '/api/orders', { community, building: world.a.id === community ? world.a.houses[0]?.id : null, category: 'repair', title }, manager)

const entity = (body: Record<string, unknown>) => body.body as { id: string; version: number }

async function serverHash(communities: string[] | null): Promise<string> {
  const sql = connect(database.url, { max: 1, name: 'test-hash' })
  const { rows } = await readSnapshot(sql, communities, [...shown])
  await sql.end()
  return hashOf(pictureOf(rows))
}

/** What the system makes of an order comes after it: in the end the screen holds what the server holds. */
const level = (screen: Screen) => vi.waitUntil(async () => screen.hash === (await serverHash([world.a.id])), { timeout: 20_000 })

describe('two screens', () => {
  test('what one person does, the other sees', async () => {
    const [one, other] = [watch(), watch()]
    await Promise.all([one.reached(0), other.reached(0)])
    const reported = await report('厨房漏水')
    expect(reported.status).toBe(200)
    const { id } = entity(reported.body)
    await Promise.all([one, other].map((screen) => screen.until(() => screen.stream.picture.order.get(id)?.title === '厨房漏水')))

    const person = world.a.staff[1]?.id ?? ''
    const given = await send(base, `/api/orders/${id}/reassign`, { assignee: person, version: 1 }, manager)
    expect(given.status).toBe(200)
    await other.until(() => other.stream.picture.order.get(id)?.assignee === person)
    expect(other.stream.cursor).toBeGreaterThanOrEqual(given.body.cursor as number)
    await level(other)
  })

  test('two reassignments at once: one wins, the other gets 409 with the winner, and both screens agree', async () => {
    const [one, other] = [watch(), watch()]
    await Promise.all([one.reached(0), other.reached(0)])
    const { id } = entity((await report('谁去修')).body)
    const people = [world.a.staff[1]?.id, world.a.staff[2]?.id]
    const answers = await Promise.all(people.map((assignee) => send(base, `/api/orders/${id}/reassign`, { assignee, version: 1 }, manager)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 409]))
    const won = answers.find((answer) => answer.status === 200)?.body.body as { assignee: string }
    const lost = answers.find((answer) => answer.status === 409)?.body as { type: string; current: { assignee: string; version: number } }
    expect(lost.type).toBe('/faults/conflict')
    expect(lost.current).toMatchObject({ assignee: won.assignee, version: 2 })
    await Promise.all([one, other].map((screen) => screen.until(() => screen.stream.picture.order.get(id)?.assignee === won.assignee)))
  })

  test('the same command id twice is one order; with another request it is refused', async () => {
    const key = randomUUID()
    const body = { community: world.a.id, category: 'repair', title: '只报一次' }
    const first = await send(base, '/api/orders', body, manager, { 'idempotency-key': key })
    const second = await send(base, '/api/orders', body, manager, { 'idempotency-key': key })
    expect(second).toEqual(first)
    const third = await send(base, '/api/orders', { ...body, title: '另一件' }, manager, { 'idempotency-key': key })
    expect(third).toMatchObject({ status: 422, body: { type: '/faults/reused-key' } })
  })
})

describe('what a screen may watch', () => {
  test('nobody without a session', async () => {
    const stranger = watch('')
    const refused = await new Promise<string>((resolve) => stranger.socket.on('connect_error', (error) => resolve(error.message)))
    expect(refused).toBe('sign-in-needed')
    expect((await send(base, '/api/orders', {}, { cookie: '' })).status).toBe(401)
    expect((await send(base, '/api/doors/requests', {}, { key: 'wf_wrong' })).status).toBe(401)
  })

  test('only communities of its scope, in frames as in snapshots', async () => {
    const cookie = await signIn(base, 'manager-a')
    const both = watch(cookie, [world.a.id, world.b.id])
    await both.reached(0)
    expect(both.reply).toMatchObject({ ok: true, communities: [world.a.id] })
    expect([...both.stream.picture.person.values()].every((person) => person.community === world.a.id)).toBe(true)
    const foreign = entity((await report('别人的', world.b.id)).body)
    const own = entity((await report('自己的')).body)
    await both.until(() => both.stream.picture.order.has(own.id))
    expect(both.stream.picture.order.has(foreign.id)).toBe(false)
    expect(both.heard.flatMap((frame) => frame.facts).every((fact) => fact.community === world.a.id)).toBe(true)

    const none = watch(cookie, [world.b.id])
    await none.until(() => none.reply !== null)
    expect(none.reply).toMatchObject({ ok: false, problem: { status: 404 } })
  })

  test('a page of another origin is refused, on the socket and on commands', async () => {
    const screen = new Screen(base, manager.cookie, { kind: 'everything' })
    screen.close()
    const { io } = await import('socket.io-client')
    for (const transport of ['websocket', 'polling']) {
      const foreign = io(base, { transports: [transport], extraHeaders: { cookie: manager.cookie, origin: 'https://evil.example' }, reconnection: false, forceNew: true })
      await expect(new Promise((resolve, reject) => foreign.on('connect', () => resolve('in')).on('connect_error', reject))).rejects.toThrow()
      foreign.close()
    }
    const answer = await send(base, '/api/orders', { community: world.a.id, category: 'repair', title: 'x' }, manager, { origin: 'https://evil.example' })
    expect(answer.status).toBe(403)
  })

  test('signing out cuts an open screen', async () => {
    const cookie = await signIn(base, 'observer')
    const screen = watch(cookie)
    await screen.reached(0)
    await fetch(`${base}/api/auth/sign-out`, { method: 'POST', headers: { cookie, origin: base, 'content-type': 'application/json' }, body: '{}' })
    await screen.until(() => screen.byes.includes('signed-out'))
    await screen.until(() => !screen.socket.connected)
  })
})

describe('two processes on one database', () => {
  test('what happens through one is seen on the screens of the other', async () => {
    const second = await createApp(testConfig(database.url, { ROLE: 'live' }), database.url, pino({ level: 'silent' }))
    const { url } = await second.start()
    const far = new Screen(url, manager.cookie, { kind: 'everything' })
    screens.push(far)
    await far.reached(0)
    const { id } = entity((await report('两个进程')).body)
    await far.until(() => far.stream.picture.order.has(id))
    expect((await send(url, '/api/doors/requests', {}, { key: world.key })).status).toBe(404)
    far.close()
    await second.stop()
  })
})

describe('a screen that was away', () => {
  test('comes back by its cursor with the facts it missed, and by a snapshot when it holds nothing', async () => {
    const screen = watch()
    await screen.reached(0)
    expect(screen.snapshots).toBe(1)
    screen.socket.disconnect()
    const missed: string[] = []
    for (let i = 0; i < 10; i++) missed.push(entity((await report(`错过 ${i}`)).body).id)
    screen.socket.connect()
    await screen.until(() => missed.every((id) => screen.stream.picture.order.has(id)))
    expect(screen.snapshots).toBe(1)
    expect(screen.reply).toMatchObject({ via: 'backlog' })
    await level(screen)
  })

  test('a heartbeat tells how far it has been served and when the doors were heard', async () => {
    const taken = await send(base, '/api/doors/positions', { person: world.a.staff[3]?.code, point: [120.0002, 30.0001] }, { key: world.key })
    expect(taken).toMatchObject({ status: 202, body: { answers: [{ ok: true }] } })
    const screen = watch()
    await screen.until(() => screen.stream.beat !== null && screen.stream.beat.feeds.positions !== null)
    expect(screen.stream.beat?.head).toBe(screen.stream.cursor)
    expect(Math.abs((screen.stream.beat?.at ?? 0) - Date.now())).toBeLessThan(5_000)
  })
})
