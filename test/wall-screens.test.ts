import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { commands, type CommandName } from '#shared/commands.ts'
import { shown } from '#shared/picture.ts'
import { queries, type Query, type QueryName } from '#shared/queries.ts'
import { sees } from '#shared/roles.ts'
import type { WallScreen, WallState } from '#shared/walls.ts'
import type { Beat, ClientEvents, Frame, ServerEvents, WatchReply, WatchScope } from '#shared/watch.ts'
import { createApp, type App } from '#server/app.ts'
import { silentAt } from '#server/live/silent-walls.ts'
import { freshDatabase } from './database.ts'
import { send, signIn, type Answered } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: Sql
let app: App
/** Another process on the same database, behind TLS. */
let second: App
let base: string
let secondBase: string
let world: World
let manager: { cookie: string }
let managerA: { cookie: string }
let observer: { cookie: string }
const glasses: Glass[] = []

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  sql = connect(database.url, { max: 1, name: 'test-walls' })
  app = await createApp(testConfig(database.url, { SECURE_COOKIES: 'false' }), database.url, pino({ level: process.env.TEST_LOG ?? 'silent' }))
  base = (await app.start()).url
  second = await createApp(testConfig(database.url, { SECURE_COOKIES: 'true', ROLE: 'live' }), database.url, pino({ level: 'silent' }))
  secondBase = (await second.start()).url
  const cookies = await Promise.all(['manager', 'manager-a', 'observer'].map((name) => signIn(base, name)))
  ;[manager, managerA, observer] = cookies.map((cookie) => ({ cookie })) as [typeof manager, typeof manager, typeof manager]
})
afterAll(async () => {
  for (const glass of glasses) glass.socket.disconnect()
  await Promise.all([app.stop(), second.stop()])
  await sql.end()
  await database.drop()
})

type Pairing = { code: string; secret: string; expiresAt: string }

/** A request without any cookie, or with those of a wall. */
async function raw(path: string, body: unknown, cookie?: string, at = base): Promise<Answered & { cookies: string[] }> {
  const answer = await fetch(at + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: at, ...(cookie ? { cookie, 'x-watchfloor-as': 'wall' } : {}) },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, cookies: answer.headers.getSetCookie() }
}

const look = async (path: string, cookie: string, as: Record<string, string> = { 'x-watchfloor-as': 'wall' }) => {
  const answer = await fetch(base + path, { headers: { cookie, ...as } })
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> }
}

const pairing = async (): Promise<Pairing> => (await raw('/api/walls/pairings', {})).body as Pairing
const claim = (secret: string, at = base) => raw('/api/walls/pairings/claim', { secret }, undefined, at)
const approve = (code: string, scope: unknown, as = manager, name = '一号屏') => send(base, '/api/walls', { code, name, scope }, as)
const inA = () => ({ kind: 'community', id: world.a.id })
const wallOf = ({ body }: Answered) => body.body as WallScreen
const cookieOf = (cookies: string[]) => cookies[0]?.split(';')[0] ?? ''

async function pairedWall(scope: unknown = inA()): Promise<{ wall: WallScreen; cookie: string }> {
  const { code, secret } = await pairing()
  expect((await approve(code, scope)).status).toBe(200)
  const { cookies } = await claim(secret)
  const cookie = cookieOf(cookies)
  return { wall: (await look('/api/walls/self', cookie)).body as unknown as WallScreen, cookie }
}

/** What a wall's page hears; everything is kept. */
class Glass {
  readonly frames: Frame[] = []
  readonly walls: WallScreen[] = []
  readonly beats: Beat[] = []
  readonly byes: string[] = []
  refused: string | null = null
  reply: WatchReply | null = null
  readonly socket: Socket<ServerEvents, ClientEvents>
  private waiting: { held: () => boolean; resolve: () => void }[] = []

  constructor(cookie: string, scope: WatchScope, as: 'wall' | 'person' = 'wall', at = base) {
    this.socket = io(at, { transports: ['websocket'], extraHeaders: { cookie, origin: at }, query: as === 'wall' ? { as } : {}, reconnection: false, forceNew: true })
    this.socket.on('connect', () => this.socket.emit('watch', { scope, shows: [...shown], cursor: null }, (reply) => this.note(() => (this.reply = reply))))
    this.socket.on('connect_error', (error) => this.note(() => (this.refused = error.message)))
    this.socket.on('frame', (frame) => this.note(() => this.frames.push(frame)))
    this.socket.on('wall', (wall) => this.note(() => this.walls.push(wall)))
    this.socket.on('beat', (beat) => this.note(() => this.beats.push(beat)))
    this.socket.on('bye', (why) => this.note(() => this.byes.push(why)))
    this.socket.on('disconnect', () => this.note(() => undefined))
    glasses.push(this)
  }

  until(held: () => boolean): Promise<void> {
    if (held()) return Promise.resolve()
    return new Promise((resolve) => this.waiting.push({ held, resolve }))
  }

  get newest(): WallScreen | undefined {
    return this.walls.at(-1)
  }

  get titles(): string[] {
    return this.frames.flatMap(({ facts }) => facts.flatMap((fact) => (fact.name === 'order.reported' ? [fact.body.title] : [])))
  }

  private note(take: () => unknown): void {
    take()
    this.waiting = this.waiting.filter(({ held, resolve }) => {
      if (!held()) return true
      resolve()
      return false
    })
  }
}

async function glassOf(cookie: string, scope: WatchScope = { kind: 'everything' }, as: 'wall' | 'person' = 'wall', at = base): Promise<Glass> {
  const glass = new Glass(cookie, scope, as, at)
  await glass.until(() => glass.refused !== null || (glass.reply !== null && glass.beats.length > 0))
  return glass
}

const report = async (title: string, community: string) =>
  expect((await send(base, '/api/orders', { community, building: null, category: 'repair', title }, manager)).status).toBe(200)

describe('pairing', () => {
  test('a screen shows a code, waits, and becomes a wall when somebody approves it', async () => {
    const opened = await raw('/api/walls/pairings', {})
    expect(opened.status).toBe(201)
    const { code, secret, expiresAt } = opened.body as Pairing
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(500_000)
    expect(await claim(secret)).toMatchObject({ status: 202, body: { state: 'waiting' }, cookies: [] })

    // People type it as they like.
    const approved = await approve(code.toLowerCase().replace('-', ' '), inA())
    expect(approved.status).toBe(200)
    expect(approved.body).toMatchObject({ fact: 'wall.paired', body: { name: '一号屏', layout: 'wall', scope: inA(), pairedBy: 'manager' } })

    const claimed = await claim(secret)
    expect(claimed).toMatchObject({ status: 200, body: { state: 'paired' } })
    expect(claimed.cookies).toHaveLength(1)
    expect(claimed.cookies[0]).toMatch(/^watchfloor\.wall=[\w-]{43}; Max-Age=15552000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/)
    expect(await look('/api/me', cookieOf(claimed.cookies))).toMatchObject({ status: 200, body: { kind: 'wall', grants: [{ role: 'wall', scope: inA() }], communities: [{ id: world.a.id }] } })

    const [row] = await sql`select token_hash from wall where id = ${wallOf(approved).id}`
    expect(row?.token_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(cookieOf(claimed.cookies)).not.toContain(row?.token_hash)
  })

  test('behind TLS its cookie is for TLS only', async () => {
    const { code, secret } = await pairing()
    await approve(code, inA())
    expect((await claim(secret, secondBase)).cookies[0]).toMatch(/; HttpOnly; Secure; SameSite=Strict$/)
  })

  test('its secret serves once', async () => {
    const { code, secret } = await pairing()
    await approve(code, inA())
    const both = await Promise.all([claim(secret), claim(secret)])
    expect(both.filter(({ cookies }) => cookies.length > 0)).toHaveLength(1)
    expect(await claim(secret)).toMatchObject({ status: 404, cookies: [] })
  })

  test('a code is approved once, also by two at the same moment', async () => {
    const { code } = await pairing()
    const both = await Promise.all([approve(code, inA()), approve(code, inA(), managerA)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
  })

  test('an old code opens nothing, nor does an old secret', async () => {
    const { code, secret } = await pairing()
    await sql`update wall_pairing set expires_at = now() - interval '1 second' where code = ${code.replace('-', '')}`
    expect(await approve(code, inA())).toMatchObject({ status: 400, body: { errors: [{ field: 'code' }] } })
    expect((await claim(secret)).status).toBe(404)
  })

  test('a wrong code, a wrong secret and a code of the wrong form are refused alike', async () => {
    expect(await approve('AAAA-AAAA', inA())).toMatchObject({ status: 400, body: { errors: [{ field: 'code' }] } })
    expect(await approve('OOOO-1111', inA())).toMatchObject({ status: 400, body: { errors: [{ field: 'code' }] } })
    expect((await claim('nothing')).status).toBe(404)
    expect((await raw('/api/walls/pairings', { code: 'AAAA-AAAA' })).status).toBe(400)
  })

  test('whoever is about to approve is told since when and from where the screen waits, and the audit keeps from where', async () => {
    const { code } = await pairing()
    const before = Date.now()
    const ask = (as: typeof manager, asked = code) => send(base, queries.wallPairing.path, { code: asked }, as)
    const told = await ask(managerA)
    expect(told).toMatchObject({ status: 200, body: { address: '127.0.0.1' } })
    expect(Object.keys(told.body).toSorted()).toEqual(['address', 'since'])
    expect(Math.abs(Date.parse(String(told.body.since)) - before)).toBeLessThan(60_000)
    expect((await ask(observer)).status).toBe(403)
    expect((await ask({ cookie: '' })).status).toBe(401)
    expect(await ask(managerA, 'AAAA-AAAA')).toMatchObject({ status: 400, body: { errors: [{ field: 'code' }] } })

    const approved = await approve(code, inA(), managerA)
    const [line] = await sql`select detail from audit where name = 'wall.approve' and outcome = 'done' and detail->>'id' = ${wallOf(approved).id}`
    expect(line?.detail).toMatchObject({ address: '127.0.0.1' })
    expect((await ask(managerA)).status).toBe(400)
  })

  test('is given only within the own scope and by the right role', async () => {
    const { code } = await pairing()
    expect((await approve(code, { kind: 'community', id: world.b.id }, managerA)).status).toBe(404)
    expect((await approve(code, { kind: 'everything' }, managerA)).status).toBe(403)
    expect((await approve(code, { kind: 'region', id: world.a.region }, managerA)).status).toBe(403)
    expect((await approve(code, { kind: 'region', id: world.b.region }, managerA)).status).toBe(404)
    expect((await approve(code, { kind: 'community', id: randomUUID() })).status).toBe(404)
    expect((await approve(code, inA(), observer)).status).toBe(403)
    expect((await approve(code, inA(), managerA)).status).toBe(200)
  })
})

describe('a wall', () => {
  test('can never act: every command is refused, however well it is asked', async () => {
    const { cookie } = await pairedWall({ kind: 'everything' })
    for (const name of Object.keys(commands) as CommandName[]) {
      const path = commands[name].path.replace(':id', randomUUID())
      const asWall = await raw(path, {}, cookie)
      expect([name, asWall.status, asWall.body.type]).toEqual([name, 403, '/faults/wall-only-looks'])
      // Without saying that it is a wall it is nobody.
      expect([name, (await send(base, path, {}, { cookie })).status]).toEqual([name, 401])
    }
  })

  test('sees what walls see and nothing else', async () => {
    const { cookie } = await pairedWall({ kind: 'everything' })
    const params: Partial<Record<QueryName, string>> = {
      heat: `community=${world.a.id}`, indicators: 'communities=', sites: 'communities=', onDuty: 'communities=', moment: `community=${world.a.id}`,
      staff: `community=${world.a.id}`, peopleExport: `community=${world.a.id}`, rosterExport: `community=${world.a.id}`, handovers: `community=${world.a.id}`,
      roster: `community=${world.a.id}&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z`,
    }
    const order = (await send(base, '/api/orders', { community: world.a.id, building: null, category: 'repair', title: '看一看' }, manager)).body.body as { id: string }
    const entity = { order: order.id, candidates: order.id, orderContact: order.id, devices: world.a.houses[0]?.id, care: world.a.houses[0]?.id, households: world.a.houses[0]?.id, personContact: world.a.staff[1]?.id, personPosition: world.a.staff[1]?.id }
    for (const name of Object.keys(queries) as QueryName[]) {
      const { path, body }: Query = queries[name]
      const at = path.replace(':instant', '2026-11-01T00:00:00Z').replace(':id', (entity as Record<string, string | undefined>)[name] ?? randomUUID())
      const { status } = body ? await raw(at, {}, cookie) : await look(`${at}?${params[name] ?? ''}`, cookie)
      if (sees[name].includes('wall')) expect([name, status === 403 || status === 401]).toEqual([name, false])
      else expect([name, status >= 400 && status < 500]).toEqual([name, true])
    }
  })

  test('hears what it is, at once and whenever that changes, and only of itself', async () => {
    const { wall, cookie } = await pairedWall()
    const other = await pairedWall()
    const [glass, beside] = await Promise.all([glassOf(cookie), glassOf(other.cookie)])
    await glass.until(() => glass.newest?.id === wall.id)
    const building = world.a.houses[1]?.id
    const act = async (verb: string, body: object) => {
      const answer = await send(base, `/api/walls/${wall.id}/${verb}`, { version: glass.newest?.version, ...body }, manager)
      expect([verb, answer.status]).toEqual([verb, 200])
      await glass.until(() => glass.newest?.version === wallOf(answer).version)
      return glass.newest
    }
    expect(await act('change', { name: '大厅屏', scope: inA(), layout: 'map' })).toMatchObject({ name: '大厅屏', layout: 'map' })
    expect(await act('point', { target: { kind: 'building', id: building } })).toMatchObject({ pointed: { kind: 'building', id: building } })
    expect(await act('point', { target: null })).toMatchObject({ pointed: null })
    expect(await act('reload', {})).toMatchObject({ reloads: 1 })
    expect(beside.walls.every(({ id }) => id === other.wall.id)).toBe(true)
    expect(glass.byes).toEqual([])
  })

  test('is pointed only at what it may show and what there is', async () => {
    const { wall } = await pairedWall()
    const point = (target: unknown) => send(base, `/api/walls/${wall.id}/point`, { version: wall.version, target }, manager)
    expect(await point({ kind: 'building', id: world.b.houses[0]?.id })).toMatchObject({ status: 400, body: { errors: [{ field: 'target' }] } })
    expect((await point({ kind: 'building', id: randomUUID() })).status).toBe(404)
    expect((await send(base, `/api/walls/${wall.id}/point`, { version: wall.version + 7, target: null }, manager)).status).toBe(409)
    expect((await point({ kind: 'community', id: world.a.id })).status).toBe(200)
  })

  test('of elsewhere is neither listed nor moved by somebody who has nothing to do there', async () => {
    const [here, there, all] = [await pairedWall(), await pairedWall({ kind: 'community', id: world.b.id }), await pairedWall({ kind: 'everything' })]
    const listed = ((await look('/api/walls', managerA.cookie, {})).body as unknown as WallState[]).map(({ id }) => id)
    expect(listed).toEqual(expect.arrayContaining([here.wall.id, all.wall.id]))
    expect(listed).not.toContain(there.wall.id)
    const reload = ({ wall }: { wall: WallScreen }) => send(base, `/api/walls/${wall.id}/reload`, { version: wall.version }, managerA)
    expect((await reload(there)).status).toBe(404)
    expect((await reload(all)).status).toBe(403)
    expect((await reload(here)).status).toBe(200)
    expect((await look('/api/walls', observer.cookie, {})).status).toBe(403)
  })

  test('sees its own part of the company, and another one when it is given another', async () => {
    const { wall, cookie } = await pairedWall()
    const glass = await glassOf(cookie)
    expect(glass.reply).toMatchObject({ ok: true, communities: [world.a.id] })
    await report('乙区的事', world.b.id)
    await report('甲区的事', world.a.id)
    await glass.until(() => glass.titles.includes('甲区的事'))
    expect(glass.titles).not.toContain('乙区的事')

    const moved = await send(base, `/api/walls/${wall.id}/change`, { version: wall.version, name: wall.name, scope: { kind: 'community', id: world.b.id }, layout: 'wall' }, manager)
    expect(moved.status).toBe(200)
    await glass.until(() => !glass.socket.connected)
    expect(glass.byes).toEqual(['rights-changed'])
    expect((await glassOf(cookie)).reply).toMatchObject({ ok: true, communities: [world.b.id] })
  })

  test('that is revoked is cut by the fact itself, and hears nothing of what comes after', async () => {
    const { wall, cookie } = await pairedWall()
    const glass = await glassOf(cookie)
    expect((await send(base, `/api/walls/${wall.id}/revoke`, { version: wall.version }, manager)).status).toBe(200)
    await report('撤销之后', world.a.id)
    await glass.until(() => !glass.socket.connected)
    expect(glass.byes).toEqual(['signed-out'])
    expect(glass.titles).not.toContain('撤销之后')
    expect((await look('/api/me', cookie)).status).toBe(401)
    expect((await glassOf(cookie)).refused).toBe('sign-in-needed')
    expect((await send(base, `/api/walls/${wall.id}/reload`, { version: wall.version + 1 }, manager)).status).toBe(409)
  })

  test('of another process hears of itself and is cut just the same', async () => {
    const { wall, cookie } = await pairedWall()
    const glass = await glassOf(cookie, { kind: 'everything' }, 'wall', secondBase)
    await glass.until(() => glass.newest !== undefined)
    await send(base, `/api/walls/${wall.id}/reload`, { version: wall.version }, manager)
    await glass.until(() => glass.newest?.reloads === 1)
    await send(base, `/api/walls/${wall.id}/revoke`, { version: wall.version + 1 }, manager)
    await report('撤销之后，别处', world.a.id)
    await glass.until(() => !glass.socket.connected)
    expect(glass.byes).toEqual(['signed-out'])
    expect(glass.titles).not.toContain('撤销之后，别处')
  })

  test('that is over by its time is cut as well', async () => {
    const { wall, cookie } = await pairedWall()
    const glass = await glassOf(cookie)
    await sql`update wall set expires_at = now() where id = ${wall.id}`
    await glass.until(() => !glass.socket.connected)
    expect(glass.byes).toEqual(['signed-out'])
    expect((await glassOf(cookie)).refused).toBe('sign-in-needed')
  })

  test('is nobody on a desk, and a person is no wall', async () => {
    const { cookie } = await pairedWall()
    expect((await look('/api/me', cookie, {})).status).toBe(401)
    expect((await look('/api/me', manager.cookie)).status).toBe(401)
    expect((await glassOf(manager.cookie)).refused).toBe('sign-in-needed')
    // A browser that holds both is what the page says.
    const both = `${cookie}; ${manager.cookie}`
    expect((await look('/api/me', both)).body.kind).toBe('wall')
    expect((await look('/api/me', both, {})).body.kind).toBe('person')
  })
})

describe('renewing', () => {
  test('gives a new token, and the one before opens until the new one has been used', async () => {
    const { wall, cookie } = await pairedWall()
    await sql`update wall set expires_at = now() + interval '10 days' where id = ${wall.id}`
    const renewed = await raw('/api/walls/renew', {}, cookie)
    expect(renewed.status).toBe(200)
    expect(Date.parse(String(renewed.body.expiresAt)) - Date.now()).toBeGreaterThan(179 * 86_400_000)
    const next = cookieOf(renewed.cookies)
    expect(next).not.toBe(cookie)

    // The answer may have been lost on its way: then the wall comes with the old one, and may even ask again.
    expect((await look('/api/me', cookie)).status).toBe(200)
    const again = cookieOf((await raw('/api/walls/renew', {}, cookie)).cookies)
    expect((await look('/api/me', again)).status).toBe(200)
    await expect.poll(async () => (await look('/api/me', cookie)).status).toBe(401)
    expect((await look('/api/me', again)).status).toBe(200)
    expect((await look('/api/me', next)).status).toBe(401)
  })

  test('is not for a token whose wall has used its next one: that leaves a line and the true screen alone', async () => {
    const { wall, cookie } = await pairedWall()
    const next = cookieOf((await raw('/api/walls/renew', {}, cookie)).cookies)
    expect((await look('/api/me', next)).status).toBe(200)
    await expect.poll(async () => (await sql`select from wall where id = ${wall.id} and previous_hash like 'spent:%'`).length).toBe(1)
    const renewals = async () => (await sql`select version, token_hash, expires_at from wall where id = ${wall.id}`)[0]
    const before = await renewals()

    // At once, while the old token may still be known for a moment, and after that.
    expect(await raw('/api/walls/renew', {}, cookie)).toMatchObject({ status: 401, cookies: [] })
    await expect.poll(async () => (await look('/api/me', cookie)).status).toBe(401)
    expect(await raw('/api/walls/renew', {}, cookie)).toMatchObject({ status: 401, cookies: [] })
    const lines = () => sql`select outcome, by, detail from audit where name = 'wall.reused' and detail->>'id' = ${wall.id}`
    await expect.poll(async () => (await lines()).length).toBe(1)
    expect((await lines())[0]).toMatchObject({ outcome: 'refused', by: { kind: 'wall', id: wall.id }, detail: { id: wall.id, name: wall.name } })
    expect(await renewals()).toEqual(before)
    expect((await look('/api/me', next)).status).toBe(200)

    // The true screen goes on renewing itself.
    const after = await raw('/api/walls/renew', {}, next)
    expect(after.status).toBe(200)
    expect((await look('/api/me', cookieOf(after.cookies))).status).toBe(200)
  })

  test('is for walls that are still walls', async () => {
    const { wall, cookie } = await pairedWall()
    expect((await raw('/api/walls/renew', {})).status).toBe(401)
    await send(base, `/api/walls/${wall.id}/revoke`, { version: wall.version }, manager)
    expect((await raw('/api/walls/renew', {}, cookie)).status).toBe(401)
  })
})

describe('a wall that does not paint', () => {
  const silentIn = (glass: Glass) => glass.beats.at(-1)?.walls.map(({ id }) => id) ?? []

  test('is told to the desks that may know of it, with its last paint, until it paints again', async () => {
    const { wall, cookie } = await pairedWall()
    const glass = await glassOf(cookie)
    glass.socket.emit('painted')
    const painted = async () => (await sql<{ connected: boolean }[]>`select connected from wall_paint where wall_id = ${wall.id}`)[0]?.connected
    await expect.poll(painted).toBe(true)
    const [desk, elsewhere, watcher] = await Promise.all([
      glassOf(managerA.cookie, { kind: 'communities', ids: [world.a.id] }, 'person'),
      glassOf(manager.cookie, { kind: 'communities', ids: [world.b.id] }, 'person'),
      glassOf(observer.cookie, { kind: 'communities', ids: [world.a.id] }, 'person'),
    ])
    expect(silentIn(desk)).not.toContain(wall.id)

    // As if eleven seconds had gone by: its line stands, but nothing is drawn.
    const [row] = await sql<{ at: number }[]>`update wall_paint set at = at - interval '11 seconds' where wall_id = ${wall.id} returning (extract(epoch from at) * 1000)::bigint as at`
    await desk.until(() => silentIn(desk).includes(wall.id))
    expect(desk.beats.at(-1)?.walls).toContainEqual({ id: wall.id, name: wall.name, since: row?.at })
    const beats = [elsewhere.beats.length, watcher.beats.length, glass.beats.length]
    await Promise.all([elsewhere, watcher, glass].map((one, i) => one.until(() => one.beats.length > (beats[i] ?? 0))))
    expect([elsewhere, watcher, glass].map((one) => silentIn(one).includes(wall.id))).toEqual([false, false, false])

    // It notes every third second at most, so it paints as walls do: after each beat.
    glass.socket.on('beat', () => glass.socket.emit('painted'))
    await desk.until(() => !silentIn(desk).includes(wall.id))
    glass.socket.disconnect()
    await expect.poll(painted).toBe(false)
    const listed = (await look('/api/walls', manager.cookie, {})).body as unknown as WallState[]
    expect(listed.find(({ id }) => id === wall.id)).toMatchObject({ connected: false, paintedAt: expect.any(String) })
  }, 40_000)

  test('is given its time again after an outage, during which nobody could paint', () => {
    const wall = { id: 'w', name: 'W', since: 100_000, communities: null }
    expect(silentAt([wall], 160_000, 155_000)).toEqual([])
    expect(silentAt([wall], 166_000, 155_000)).toEqual([wall])
    expect(silentAt([wall], 109_000, 0)).toEqual([])
    expect(silentAt([wall], 110_000, 0)).toEqual([wall])
  })
})

describe('limits', () => {
  test('a person who guesses codes is stopped, and so is their right code', async () => {
    const guess = () => approve('ZZZZ-ZZZZ', { kind: 'community', id: world.b.id }, manager)
    const answers: number[] = []
    while (answers.length < 20 && answers.at(-1) !== 429) answers.push((await guess()).status)
    expect(answers.at(-1)).toBe(429)
    const { code } = await pairing()
    expect((await approve(code, inA(), manager)).status).toBe(429)
    // Looking is guessing as well.
    expect((await send(base, queries.wallPairing.path, { code }, manager)).status).toBe(429)
    expect((await approve(code, inA(), managerA)).status).toBe(200)
  })

  test('one address opens only so many codes', async () => {
    const answers: number[] = []
    while (answers.length < 60 && answers.at(-1) !== 429) answers.push((await raw('/api/walls/pairings', {})).status)
    expect(answers.at(-1)).toBe(429)
    expect(answers.length).toBeGreaterThan(1)
  })
})
