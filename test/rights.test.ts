import { randomUUID } from 'node:crypto'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { contractRoutes, openRoutes, routesOf, unlisted } from '#server/open-routes.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { commands, type CommandName } from '#shared/commands.ts'
import { queries, type Query, type QueryName } from '#shared/queries.ts'
import { may, sees, type Role } from '#shared/roles.ts'
import { freshDatabase } from './database.ts'
import { makeCallers, type RightsCaller } from './rights-callers.ts'
import { mentions, rows, type Asked } from './rights-examples.ts'
import { nowhere, Stock, type Spot } from './rights-stock.ts'
import { makeWorld, testConfig, type World } from './world.ts'

type RouteName = CommandName | QueryName
type Row = (typeof rows)[number]
type Reply = { status: number; text: string; heads: string }

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let world: World
let stock: Stock
let callers: RightsCaller[]
let reading: Opened
/** What was done for whom by queries that must be in the audit, and what was refused to whom. */
const looked = new Map<string, number>()
const turnedDown = new Map<string, number>()

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const config = testConfig(database.url)
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  app = await createApp(config, database.url, log)
  base = (await app.start()).url
  stock = new Stock(database.url, world)
  callers = await makeCallers(stock, config, base)
  reading = openParts(database.url, 'test', log)
})
afterAll(async () => {
  await app?.stop()
  await reading?.close()
  await stock?.close()
  await database?.drop()
})

const isCommand = (route: RouteName): route is CommandName => route in commands
const rolesOf = (route: RouteName): readonly Role[] => (isCommand(route) ? may[route] : sees[route])

async function ask(route: RouteName, { id, params = {}, body }: Asked, headers: Record<string, string>): Promise<Reply> {
  const { path, body: asksBody } = isCommand(route) ? { path: commands[route].path, body: true } : (queries[route] as Query)
  const left = { ...params }
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = name === 'id' ? id : left[name]
    delete left[name]
    return encodeURIComponent(value ?? randomUUID())
  })
  const query = Object.keys(left).length > 0 ? `?${new URLSearchParams(left)}` : ''
  const answer = await fetch(base + filled + query, {
    method: asksBody ? 'POST' : 'GET',
    headers: { ...(asksBody ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(asksBody ? { body: JSON.stringify(body ?? {}) } : {}),
  })
  const heads = ['content-type', 'content-language', 'cache-control', 'content-length', 'vary'].map((name) => `${name}=${answer.headers.get(name)}`).join(' ')
  return { status: answer.status, text: await answer.text(), heads }
}

/** 200 stands for done. */
function expected({ route, about, atWork, theirs, roles = rolesOf(route) }: Row, { role, scope, covers }: RightsCaller, spot: Spot): number {
  if (role === 'wall' && isCommand(route)) return 403
  const allowed = role !== null && roles.includes(role)
  if (atWork && role === 'field' && covers(spot) && spot.name !== 'A') return 400
  if (theirs && allowed && covers(spot) && spot.name !== 'A') return 403
  if (about === 'place') return covers(spot) ? (allowed ? 200 : 403) : 404
  return allowed && (about === 'own' || scope.kind === 'everything') ? 200 : 403
}

/** What a person without any right may still ask: who they are, and lists, which are then empty. */
const harmless = ({ route, about }: Row, { role }: RightsCaller): boolean => role === null && about === 'own' && (route === 'session.revoke' || !isCommand(route))

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const foreignIn = (text: string): string[] => (text.match(uuids) ?? []).filter((id) => stock.foreign.has(id))

const named = (row: Row): string => (row.case ? `${row.route}, ${row.case}` : row.route)
const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

async function judge(row: Row, caller: RightsCaller): Promise<string[]> {
  const { A, B } = stock.spots()
  const spots = row.about === 'place' ? [A, B, nowhere()] : [A]
  const wrong: string[] = []
  const replies = new Map<Spot['name'], Reply>()
  for (const spot of spots) {
    const reply = await ask(row.route, await row.ask(spot, { world, stock, caller }), caller.headers)
    replies.set(spot.name, reply)
    const wanted = expected(row, caller, spot)
    const done = reply.status >= 200 && reply.status < 300
    const right = wanted === 200 ? done : reply.status === wanted
    if (!right && !(harmless(row, caller) && (done || reply.status === 403))) wrong.push(`${caller.name} in ${spot.name}: ${reply.status} where ${wanted} is right ${reply.text.slice(0, 200)}`)
    const foreign = caller.scope.kind === 'everything' ? [] : foreignIn(reply.text)
    if (foreign.length > 0) wrong.push(`${caller.name} in ${spot.name} is told of what is not theirs: ${foreign.slice(0, 3).join(' ')} in ${reply.text.slice(0, 300)}`)
    if (done && !isCommand(row.route) && (queries[row.route] as Query).logged) count(looked, `${row.route} ${caller.user}`)
    if (reply.status === 403 || reply.status === 404) count(turnedDown, `${row.route} ${caller.user}`)
  }
  const [other, none] = [replies.get('B'), replies.get('nowhere')]
  if (other && none && !caller.covers(B) && JSON.stringify(other) !== JSON.stringify(none)) {
    wrong.push(`${caller.name}: what is elsewhere is not answered as what does not exist: ${JSON.stringify(other)} ${JSON.stringify(none)}`)
  }
  return wrong
}

describe.sequential('who may do and see what', () => {
  it.each(rows.map((row) => [named(row), row] as const))('%s: done for the roles at their scope, 403 for others there, 404 elsewhere', async (_name, row) => {
    const wrong = await Promise.all(callers.map((caller) => judge(row, caller)))
    expect(wrong.flat()).toEqual([])
  })

  it.each(mentions.map((one) => [`${one.route}, ${one.field}`, one] as const))('%s: naming what is elsewhere is answered as naming what does not exist', async (_name, { route, field, ask: fill }) => {
    const { A, B } = stock.spots()
    const caller = callers.find(({ name }) => name === 'administrator at community')
    if (!caller) throw new Error('nobody asks')
    const setting = { world, stock, caller }
    const [foreign, missing, own] = await Promise.all([B, nowhere(), A].map(async (named_) => ask(route, await fill(A, named_, setting), caller.headers)))
    expect(foreign?.status, field).toBeGreaterThanOrEqual(400)
    expect(foreign).toEqual(missing)
    expect(own?.status, own?.text).toBe(200)
  })

  it.each(rows.map((row) => [named(row), row] as const))('%s: 401 without a sign-in, and with one that is not ours', async (_name, row) => {
    const [caller] = callers
    if (!caller) throw new Error('nobody asks')
    const asked = await row.ask(stock.spots().A, { world, stock, caller })
    const none: Record<string, string>[] = [
      { origin: base },
      { origin: base, cookie: 'watchfloor.session_token=x.y' },
      { origin: base, cookie: `${caller.headers.cookie?.slice(0, -8)}AAAAA%3D` },
      { origin: base, cookie: `watchfloor.wall=${'A'.repeat(43)}`, 'x-watchfloor-as': 'wall' },
      { origin: base, authorization: `Bearer ${world.key}` },
    ]
    expect(await Promise.all(none.map(async (headers) => (await ask(row.route, asked, headers)).status))).toEqual(none.map(() => 401))
  })

  it('every look at what is personal, and every refusal, is in the audit', async () => {
    const lines = async (outcome: string) => {
      const found = await reading.parts.sql<{ key: string; count: number }[]>`
        select name || ' ' || (by->>'id') as key, count(*)::int as count from audit where outcome = ${outcome} and by->>'kind' in ('person', 'wall') group by 1`
      return new Map(found.map(({ key, count: times }) => [key, times]))
    }
    const done = await lines('done')
    expect([...looked].filter(([key, times]) => done.get(key) !== times)).toEqual([])
    expect(new Set([...looked.keys()].map((key) => key.split(' ')[0]))).toEqual(new Set((Object.keys(queries) as QueryName[]).filter((name) => (queries[name] as Query).logged)))
    await expect.poll(async () => {
      const refused = await lines('refused')
      return [...turnedDown].flatMap(([key, times]) => ((refused.get(key) ?? 0) >= times ? [] : [`${key}: ${refused.get(key)} of ${times}`]))
    }, { timeout: 20_000 }).toEqual([])
  })
})

describe('every route', () => {
  it('is one of the contract, or one that is said to be open', () => {
    const routes = routesOf(app.http)
    expect(unlisted(routes)).toEqual([])
    expect(contractRoutes.filter((route) => !routes.includes(route))).toEqual([])
    expect(Object.keys(openRoutes).filter((route) => !routes.includes(route))).toEqual([])
  })

  it('would be found where somebody adds one, in a router of a router too', () => {
    const inner = express.Router().get('/api/debug/everything', () => {})
    const added = express().get('/api/me', () => {}).use(express.Router().use(inner))
    expect(unlisted(routesOf(added))).toEqual(['GET /api/debug/everything'])
    expect(() => routesOf(express().use('/api/below', inner))).toThrow('below a path')
  })
})

describe('the matrix itself', () => {
  it('would notice a role too many, a scope too wide, and an answer that tells', () => {
    const row = rows.find(({ route }) => route === 'order.cancel')
    const butler = callers.find(({ name }) => name === 'butler at community')
    if (!row || !butler) throw new Error('the control is not there')
    const { A, B } = stock.spots()
    expect([expected(row, butler, A), expected(row, butler, B)]).toEqual([403, 404])
    expect(expected(row, { ...butler, role: 'duty-manager' }, A)).toBe(200)
    expect(foreignIn(`{"id":"${B.id}"}`)).toEqual([B.id])
    expect(foreignIn(`{"id":"${A.id}"}`)).toEqual([])
  })
})
