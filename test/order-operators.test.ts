import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { connect, type Sql } from '#db/client.ts'
import type { Order } from '#shared/orders.ts'
import { pictureOf, shown } from '#shared/picture.ts'
import { createApp, type App } from '#server/app.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { freshDatabase } from './database.ts'
import { full, randomFrom, seed } from './faults/random.ts'
import { checkHistory, type Told, type Tried } from './order-history.ts'
import { hashOf, Screen, send, signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

const clients = full ? 16 : 6
const commands = full ? 50_000 : 500
const chosen = seed()

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
  app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
  base = (await app.start()).url
  cookie = await signIn(base, 'manager')
  sql = connect(database.url, { max: 2, name: 'test-operators' })
})
afterAll(async () => {
  for (const screen of screens) screen.close()
  await app.stop()
  await sql.end()
  await database.drop()
})

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

async function report(title: string): Promise<string> {
  const { body } = await send(base, '/api/orders', { community: world.a.id, category: 'repair', title }, { cookie })
  return (body.body as { id: string }).id
}

/** What a person at a desk may do with an order as they see it: mostly what is possible, sometimes not. */
function wish(random: Random, seen: Order, others: readonly Order[]): Tried['asked'] {
  const { id, version } = seen
  const staff = () => pick(random, world.a.staff).id
  const possible: [string, object][] = [
    [`/api/orders/${id}/reassign`, { version, assignee: staff() }], [`/api/orders/${id}/accept`, { version }], [`/api/orders/${id}/decline`, { version, reason: '走不开' }],
    [`/api/orders/${id}/arrive`, { version }], [`/api/orders/${id}/notes`, { version, note: '看过' }],
    [`/api/orders/${id}/cancel`, { version, reason: '误报' }], [`/api/orders/${id}/merge`, { version, into: pick(random, others).id }],
  ]
  if (random() < 0.15) {
    const several = [seen, ...others.filter(() => random() < 0.3)].filter((one, i, all) => all.findIndex((other) => other.id === one.id) === i)
    return { path: '/api/orders/redistribute', body: { community: world.a.id, reason: '病假', moves: several.map((one) => ({ order: one.id, version: one.version, assignee: staff() })) } }
  }
  // The two that end it come seldom.
  const [path, body] = random() < 0.04 ? pick(random, possible.slice(-2)) : pick(random, possible.slice(0, -2))
  return { path, body }
}

async function facts(): Promise<Told[]> {
  return sql<Told[]>`select seq, name, entity_id as id, version, command_id as command, by ->> 'kind' as by, body from fact where name like 'order.%' order by seq`
}

describe('several people at the same orders', () => {
  it(`each win one fact or lose to the one who won: ${commands.toLocaleString('en')} commands from ${clients} desks`, async () => {
    const random = randomFrom(chosen)
    const [one, other] = [new Screen(base, cookie, { kind: 'communities', ids: [world.a.id] }), new Screen(base, cookie, { kind: 'everything' })]
    screens.push(one, other)
    await Promise.all([one.reached(0), other.reached(0)])
    let live: string[] = []
    const stock = async () => {
      live = live.filter((id) => one.stream.picture.order.has(id))
      while (live.length < 5) {
        const id = await report(`争用 ${live.length}`)
        await one.until(() => one.stream.picture.order.has(id))
        live.push(id)
      }
    }
    const tried: Tried[] = []
    let left = commands
    const desk = async (screen: Screen): Promise<void> => {
      while (left-- > 0) {
        if (left % 20 === 0) await stock()
        const held = live.flatMap((id) => screen.stream.picture.order.get(id) ?? [])
        const seen = held[Math.floor(random() * held.length)]
        if (!seen) continue
        const asked = wish(random, seen, held)
        const { status, body } = await send(base, asked.path, asked.body, { cookie })
        tried.push({ asked, status, body })
      }
    }
    await Promise.all(Array.from({ length: clients }, (_, i) => desk(i % 2 === 0 ? one : other)))

    const told = await facts()
    const counts = checkHistory(tried, told)
    console.log(`  ${JSON.stringify(counts)}`)
    expect(counts.won).toBeGreaterThan(commands / 20)
    expect(counts.lost).toBeGreaterThan(0)

    const agreed = async () => {
      const { rows } = await readSnapshot(sql, [world.a.id], [...shown])
      const held = hashOf(pictureOf(rows))
      return [one.hash === held, (other.stream.cursor ?? 0) >= (told.at(-1)?.seq ?? 0)]
    }
    await expect.poll(agreed, { timeout: 20_000 }).toEqual([true, true])
    for (const id of new Set(told.map((fact) => fact.id))) expect(other.stream.picture.order.get(id)).toEqual(one.stream.picture.order.get(id))
  })

  it('is found out where versions are not checked', async () => {
    const id = await report('无人核对版本')
    const [first] = (await facts()).filter((fact) => fact.id === id)
    if (!first) throw new Error('unreachable')
    const [a, b] = world.a.staff.slice(1, 3).map((person): Tried => {
      const order: Order = { ...first.body, assignee: person.id, state: 'assigned', version: 2 }
      return { asked: { path: `/api/orders/${id}/reassign`, body: { version: 1, assignee: person.id } }, status: 200, body: { cursor: 0, fact: 'order.assigned', body: order } }
    })
    if (!a || !b) throw new Error('unreachable')
    // Two that read version 1 and write over each other, as an update without its version would let them.
    const written = [a, b].map(({ body }, i): Told => ({ ...first, seq: first.seq + 1 + i, name: 'order.assigned', version: 2, command: `${i}`, body: body.body as Order }))
    expect(() => checkHistory([a, b], [first, ...written])).toThrow(/version/)
    expect(() => checkHistory([a], [first, ...written.slice(0, 1)])).not.toThrow()
    expect(() => checkHistory([a, b], [first, ...written.slice(0, 1)])).toThrow(/no fact/)
  })
})
