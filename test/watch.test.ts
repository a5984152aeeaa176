import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { regions } from '#db/schema/sites.ts'
import { shown } from '#shared/picture.ts'
import { bilingual } from '#shared/text.ts'
import type { WatchReply } from '#shared/watch.ts'
import { createApp, type App } from '#server/app.ts'
import { change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { freshDatabase } from './database.ts'
import { Screen, send, signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

const log = pino({ level: 'silent' })
let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let world: World
let cookie: string
let sql: Sql
const screens: Screen[] = []

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  cookie = await signIn(base, 'manager')
  sql = connect(database.url, { max: 2, name: 'test-watch' })
})
afterAll(async () => {
  for (const screen of screens) screen.close()
  await app.stop()
  await sql.end()
  await database.drop()
})

function watch(): Screen {
  const screen = new Screen(base, cookie, { kind: 'communities', ids: [world.a.id] })
  screens.push(screen)
  return screen
}

async function report(building: string | undefined): Promise<string> {
  const { body } = await send(base, '/api/orders', { community: world.a.id, building, category: 'repair', title: '报修' }, { cookie })
  return (body.body as { id: string }).id
}

const counted = (screen: Screen, building: string | undefined) =>
  screen.figures.flatMap(({ heat }) => heat).findLast((one) => one.building === building)?.count ?? 0

test('a screen that joins takes nothing away from the figures of those that are there', async () => {
  const building = world.a.houses[1]?.id
  const first = watch()
  await first.until(() => first.figures.length > 0)
  await report(building)
  // As it joins, the second is told what the projections have counted meanwhile; the first must hear it as well.
  const second = watch()
  await second.reached(0)
  await first.until(() => counted(first, building) === 1)
  await second.until(() => counted(second, building) === 1)
})

test('a screen that comes back while the database is slow still hears what happens after', async () => {
  const screen = watch()
  await screen.reached(0)
  screen.socket.disconnect()
  for (const other of screens) if (other !== screen) other.close()
  // Longer than a sweep of empty rooms takes to come round.
  const own = connect(database.url, { max: 1, name: 'test-lock' })
  const slow = own.unsafe('begin; lock table fact in access exclusive mode; select pg_sleep(2.5); commit').simple()
  screen.socket.connect()
  await slow
  await own.end()
  await screen.until(() => screen.reply?.ok === true)
  const id = await report(undefined)
  await screen.until(() => screen.stream.picture.order.has(id))
})

test('of many watches that one screen asks for at once, it is served the newest', async () => {
  const screen = watch()
  await screen.reached(0)
  const ask = (ids: string[]): Promise<WatchReply> =>
    new Promise((reply) => screen.socket.emit('watch', { scope: { kind: 'communities', ids }, shows: [...shown], cursor: 0 }, reply))
  const replies = await Promise.all([...Array.from({ length: 40 }, () => ask([world.b.id])), ask([world.a.id])])
  expect(replies.at(-1)).toMatchObject({ ok: true, communities: [world.a.id] })
  expect(replies.filter((reply) => !reply.ok && reply.problem.status === 429).length).toBeGreaterThan(30)
  const id = await report(undefined)
  await screen.until(() => screen.stream.picture.order.has(id))
})

test('a screen that was away is told that the catalogue changed, wherever it changed', async () => {
  const screen = watch()
  await screen.reached(0)
  screen.socket.disconnect()
  const journal = new Journal(database.url, log, () => {})
  const row = { id: randomUUID(), version: 1, name: bilingual('新区') }
  const opened = change(regions, row, { name: 'region.opened', body: row })
  await journal.commit(systemCommand('test', 'region.open', randomUUID(), { changes: [opened], reply: null, community: null, mode: 'real' }))
  await journal.stop()
  const id = await report(undefined)
  const before = screen.heard.length
  screen.socket.connect()
  await screen.until(() => screen.stream.picture.order.has(id))
  expect(screen.heard.slice(before).some((frame) => frame.catalogue)).toBe(true)
})

test('a journal that went back, as after a restore, sends every screen for a new picture', async () => {
  const screen = watch()
  await screen.reached(0)
  // Dispatch has its say on each before the next thing happens.
  const dispatched = async () => {
    const id = await report(undefined)
    await screen.until(() => Boolean(screen.stream.picture.order.get(id)?.dispatch))
    return id
  }
  const kept = await dispatched()
  const lost = await dispatched()
  const before = screen.snapshots
  // What became of the last is undone behind everybody's back.
  await sql`delete from fact where entity_id = ${lost}`
  await sql`delete from work_order where id = ${lost}`
  await sql`update journal_head set seq = (select max(seq) from fact)`
  await screen.until(() => screen.snapshots > before)
  await screen.until(() => screen.stream.picture.order.has(kept) && !screen.stream.picture.order.has(lost))
  const next = await report(undefined)
  await screen.until(() => screen.stream.picture.order.has(next))
})
