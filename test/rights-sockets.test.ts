import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSnapshot } from '#client/live/snapshot.ts'
import { createApp, type App } from '#server/app.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { storePositions } from '#server/patrol/position-store.ts'
import { shown } from '#shared/picture.ts'
import { sees } from '#shared/roles.ts'
import type { ClientEvents, ServerEvents, WatchReply, WatchScope } from '#shared/watch.ts'
import { freshDatabase } from './database.ts'
import { makeCallers, type RightsCaller } from './rights-callers.ts'
import { Stock, type Spot } from './rights-stock.ts'
import { makeWorld, testConfig, type World } from './world.ts'

type Line = Socket<ServerEvents, ClientEvents>
/** All that one screen was told, by community: of the live nouns, and of where people are. */
type Heard = { caller: RightsCaller; line: Line; reply: WatchReply; picture: Set<string>; located: Set<string>; orders: Set<string>; moves: number }

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let world: World
let stock: Stock
let callers: RightsCaller[]
let reading: Opened
const lines: Line[] = []

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const config = testConfig(database.url)
  const log = pino({ level: 'silent' })
  app = await createApp(config, database.url, log)
  base = (await app.start()).url
  stock = new Stock(database.url, world)
  callers = await makeCallers(stock, config, base)
  reading = openParts(database.url, 'test', log)
  await walk(0)
})
afterAll(async () => {
  for (const line of lines) line.disconnect()
  await app?.stop()
  await reading?.close()
  await stock?.close()
  await database?.drop()
})

/** Everybody of both communities is somewhere else than before. */
async function walk(step: number): Promise<void> {
  const at = Date.now()
  await storePositions(reading.parts.sql, [world.a, world.b].flatMap(({ id, staff }) => staff.map((person) => ({
    person: person.id, community: id, at: at + step, receivedAt: at, point: [120 + step / 1000, 30] as [number, number], accuracy: 5, battery: 90, current: true,
  }))))
}

function connect(headers: Record<string, string>): Line {
  const line: Line = io(base, { transports: ['websocket'], extraHeaders: headers, query: headers['x-watchfloor-as'] ? { as: 'wall' } : {}, reconnection: false, forceNew: true })
  lines.push(line)
  return line
}

const watch = (line: Line, scope: WatchScope): Promise<WatchReply> => line.timeout(10_000).emitWithAck('watch', { scope, shows: [...shown], cursor: null })

async function listen(caller: RightsCaller): Promise<Heard> {
  const line = connect(caller.headers)
  const heard: Omit<Heard, 'reply'> = { caller, line, picture: new Set(), located: new Set(), orders: new Set(), moves: 0 }
  const first = new Promise<void>((done) => {
    line.on('snapshot', (gzipped) => void readSnapshot(gzipped).then(({ rows, positions }) => {
      for (const { community } of Object.values(rows).flat()) heard.picture.add(community)
      for (const { community } of positions) heard.located.add(community)
      done()
    }))
  })
  line.on('frame', ({ facts }) => {
    for (const { id, community, name } of facts) {
      if (community) heard.picture.add(community)
      if (name === 'order.reported') heard.orders.add(id)
    }
  })
  line.on('positions', ({ positions }) => {
    heard.moves++
    for (const { community } of positions) heard.located.add(community)
  })
  const reply = await watch(line, { kind: 'everything' })
  if (reply.ok) await first
  return { ...heard, reply, get moves() { return heard.moves } }
}

async function report(at: Spot): Promise<string> {
  const manager = callers.find(({ name }) => name === 'administrator at everything')
  const answer = await fetch(`${base}/api/orders`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...manager?.headers }, body: JSON.stringify({ community: at.id, category: 'repair', title: '灯坏了' }),
  })
  return ((await answer.json()) as { body: { id: string } }).body.id
}

describe('a screen', () => {
  it('is told of its scope and nothing else, and where people are only where its role may know: each role at each scope', async () => {
    const { A, B } = stock.spots()
    await Promise.all([stock.order(A), stock.order(B)])
    const everybody = await Promise.all(callers.filter(({ role }) => role !== null).map(listen))
    const made = { [A.id]: await report(A), [B.id]: await report(B) }
    const all = everybody.find(({ caller }) => caller.name === 'wall at everything')
    if (!all) throw new Error('nobody hears all')
    await expect.poll(() => Object.values(made).every((id) => all.orders.has(id)), { timeout: 10_000 }).toBe(true)
    // What all of them were sent with the first of two moves has arrived when one of them has the second. A frame of positions may
    // be lost, for the next holds the truth: so they walk on until it comes.
    let step = 0
    for (const before of [all.moves, all.moves + 1]) {
      await expect.poll(() => walk(++step).then(() => all.moves), { timeout: 20_000, interval: 1_100 }).toBeGreaterThan(before)
    }
    const wrong = everybody.flatMap(({ caller, reply, picture, located, orders }) => {
      const own = [A, B].filter(caller.covers).map(({ id }) => id).sort()
      const known = caller.role && sees.positions.includes(caller.role) ? own : []
      const told = { reply: reply.ok ? [...reply.communities].sort() : [], picture: [...picture].sort(), located: [...located].sort(), orders: [...orders].sort((a, b) => a.localeCompare(b)) }
      const wanted = { reply: own, picture: own, located: known, orders: own.map((id) => made[id]).sort((a = '', b = '') => a.localeCompare(b)) }
      return JSON.stringify(told) === JSON.stringify(wanted) ? [] : [`${caller.name}: ${JSON.stringify(told)} where ${JSON.stringify(wanted)} is right`]
    })
    expect(wrong).toEqual([])
  })

  it('that asks for what is elsewhere is answered as for what does not exist, and is given of a list only what is its own', async () => {
    const { A, B } = stock.spots()
    const none = '3f2b8c1a-9d4e-4f60-8a7b-5c6d7e8f9a0b'
    for (const caller of callers.filter(({ covers }) => !covers(B))) {
      const line = connect(caller.headers)
      const [foreign, missing] = [await watch(line, { kind: 'communities', ids: [B.id] }), await watch(line, { kind: 'communities', ids: [none] })]
      expect(foreign, caller.name).toMatchObject({ ok: false, problem: { type: '/faults/not-found' } })
      expect(foreign, caller.name).toEqual(missing)
      expect(await watch(line, { kind: 'region', id: B.region }), caller.name).toEqual(missing)
      const both = await watch(line, { kind: 'communities', ids: [A.id, B.id] })
      expect(both, caller.name).toMatchObject(caller.role ? { ok: true, communities: [A.id] } : { ok: false })
    }
  })

  it('without a sign-in, or with another kind of it, is turned away', async () => {
    const [wall, person] = [callers.find(({ role }) => role === 'wall'), callers.find(({ role }) => role === 'observer')]
    const { 'x-watchfloor-as': _as, ...noWall } = wall?.headers ?? {}
    const strangers: Record<string, string>[] = [{ origin: base }, noWall, { ...person?.headers, 'x-watchfloor-as': 'wall' }, { origin: base, cookie: 'watchfloor.session_token=x.y' }]
    for (const headers of strangers) {
      const why = await new Promise<string>((told) => connect(headers).on('connect', () => told('connected')).on('connect_error', ({ message }) => told(message)))
      expect(why, JSON.stringify(headers)).toBe('sign-in-needed')
    }
    // The control: the same two, as what they are.
    for (const caller of [wall, person]) {
      const why = await new Promise<string>((told) => connect(caller?.headers ?? {}).on('connect', () => told('connected')).on('connect_error', ({ message }) => told(message)))
      expect(why).toBe('connected')
    }
  })
})
