import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from 'better-auth/node'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { connect, drizzleOn } from '#db/client.ts'
import { orders } from '#db/schema/orders.ts'
import { readHeat } from '#server/heat/heat-store.ts'
import { createAuth } from '#server/identity/auth.ts'
import { Sessions } from '#server/identity/sessions.ts'
import { readIndicators } from '#server/indicators/indicator-store.ts'
import { change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { digestOf } from '#server/journal/system.ts'
import { Tail } from '#server/journal/tail.ts'
import { Wake } from '#server/journal/wake.ts'
import { Live } from '#server/live/live.ts'
import type { Parts } from '#server/parts.ts'
import { latestSince } from '#server/patrol/position-store.ts'
import { signIn } from '../screen.ts'
import { makeWorld, testConfig } from '../world.ts'
import { offeredOrder } from './offered-order.ts'
import { serveSide } from './side.ts'

/*
 * Ours: journal, tail, wake-up, rooms, sessions and Socket.IO put together as server/app.ts does, durable, with a way in for
 * commands that is as short as the floor's: what decides them is left out on both sides.
 */

const url = process.argv[2] ?? ''
const log = pino({ level: process.env.TEST_LOG ?? 'error' })
const config = testConfig(url)
const world = await makeWorld(url, config)

const sql = connect(url, { max: 10, name: 'watchfloor', role: 'watchfloor_app' })
const db = drizzleOn(sql)
const wake = new Wake(url, log, () => tail.wake())
const journal = new Journal(url, log, (facts) => {
  tail.hand(facts)
  wake.told()
})
const tail = new Tail(url, log, (facts, to) => live.take(facts, to))
const parts: Parts = { sql, db, journal, log, now: Date.now }
const auth = createAuth(db, config)
const sessions = new Sessions(parts, auth)
const http = createServer((req, res) => void toNodeHandler(auth)(req, res))
await tail.seek()
const live = new Live(http, parts, sessions, config, url, tail.cursor, {
  moved: (pool, tick) => latestSince(pool, tick, null),
  figures: {
    heat: (of, communities) => readHeat(of.sql, communities, '24h', of.now()),
    indicators: (of, communities) => readIndicators(of, communities, of.now()),
  },
  quarantined: () => Promise.resolve([]),
})
await wake.start()
tail.start()
live.start()
http.listen(0, '127.0.0.1')
await once(http, 'listening')
const { port } = http.address() as AddressInfo

const by = { kind: 'key', id: v7(), name: 'bench' } as const
const building = world.a.houses[0]?.id ?? null

async function commit(mark: string): Promise<void> {
  const order = offeredOrder(world.a.id, building, mark)
  const answer = await journal.commit({
    id: v7(), name: 'order.report', digest: digestOf(by.id, order), by,
    changes: [change(orders, order, { name: 'order.reported', body: order })],
    reply: { fact: 'order.reported', body: order }, community: order.community, mode: order.mode, detail: {},
  })
  if (!answer.ok) throw new Error(`refused: ${answer.code} ${answer.message}`)
}

serveSide({ port, cookie: await signIn(`http://127.0.0.1:${port}`, 'manager') }, (mark) => void commit(mark), async () => {
  await live.stop()
  http.closeAllConnections()
  await journal.stop()
  await tail.stop()
  await wake.stop()
  await sql.end({ timeout: 2 })
})
