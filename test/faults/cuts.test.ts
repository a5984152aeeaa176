import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { pictureOf, shown } from '#shared/picture.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { ownPostgres, type OwnPostgres } from '../database.ts'
import { hashOf, Screen, send, signIn } from '../screen.ts'
import { makeWorld, type World } from '../world.ts'
import { full, randomFrom, seed } from './random.ts'
import { ServerProcess } from './server-process.ts'

const rounds = full ? 500 : 12
const screenCount = full ? 50 : 20

let database: OwnPostgres
let server: ServerProcess
let world: World
let cookie: string

beforeAll(async () => {
  database = await ownPostgres()
  world = await makeWorld(database.url)
  server = await ServerProcess.start(database.url)
  cookie = await signIn(server.base, 'manager')
})
afterAll(async () => {
  await server.end()
  await database.stop()
})

/** Sends until it is answered, always under the same key: what a phone in a stairwell does. */
async function insist(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const key = randomUUID()
  for (;;) {
    const answer = await send(server.base, path, body, { cookie }, { 'idempotency-key': key }).catch(() => null)
    if (answer && answer.status !== 503) return answer
    await new Promise((resume) => setTimeout(resume, 20))
  }
}

test('screens cut at random end level with the server, and nothing that was acknowledged is lost or doubled', async () => {
  const random = randomFrom(seed())
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const communities = [world.a.id, world.b.id]
  const screens = Array.from({ length: screenCount }, (_, i) =>
    new Screen(server.base, cookie, i % 3 === 0 ? { kind: 'everything' } : { kind: 'communities', ids: i % 3 === 1 ? communities : [world.a.id] }))
  const careless = new Screen(server.base, cookie, { kind: 'everything' }, true)
  await Promise.all([...screens, careless].map((screen) => screen.reached(0)))

  const made = new Map<string, string>()
  const statuses = new Set<number>()
  let writing = true
  const writer = async (name: number): Promise<void> => {
    for (let i = 0; writing; i++) {
      const title = `${name}-${i}`
      const answer = await insist('/api/orders', { community: pick(communities), category: 'cleaning', title })
      statuses.add(answer.status)
      const order = answer.body.body as { id: string; version: number; community: string }
      made.set(title, order.id)
      const staff = order.community === world.a.id ? world.a.staff : world.b.staff
      const given = await insist(`/api/orders/${order.id}/reassign`, { assignee: pick(staff).id, version: order.version })
      statuses.add(given.status)
    }
  }
  const writers = Promise.all([0, 1, 2].map(writer))

  const cutSome = async (): Promise<void> => {
    for (const screen of [...screens, careless]) if (random() < 0.4) screen.cut()
  }
  const faults = [cutSome, cutSome, cutSome, () => server.killAndBegin(), async () => database.kill()]
  // Each kind at least once, then by chance.
  const plan = [...faults.slice(2), ...Array.from({ length: rounds - 3 }, () => pick(faults))]
  for (const fault of plan) {
    await fault()
    const before = made.size
    await new Promise<void>((resume) => {
      const look = setInterval(() => {
        if (made.size < before + 3) return
        clearInterval(look)
        resume()
      }, 10)
    })
  }
  writing = false
  await writers

  const sql = connect(database.url, { max: 1, name: 'test-hash' })
  const [head] = await sql<{ seq: number }[]>`select seq from journal_head`
  await Promise.all(screens.map((screen) => screen.reached(head?.seq ?? Infinity)))
  expect([...statuses]).toEqual([200])
  const titles = await sql<{ title: string; n: number }[]>`select title, count(*) as n from work_order group by title`
  expect(titles).toHaveLength(made.size)
  expect(titles.every((row) => row.n === 1 && made.has(row.title))).toBe(true)

  const expected = new Map<string, string>()
  for (const watched of [null, communities, [world.a.id]]) {
    const { rows } = await readSnapshot(sql, watched, [...shown])
    expected.set(String(watched), hashOf(pictureOf(rows)))
  }
  for (const [i, screen] of screens.entries()) expect(screen.hash).toBe(expected.get(String(i % 3 === 0 ? null : i % 3 === 1 ? communities : [world.a.id])))
  expect(screens.reduce((sum, screen) => sum + screen.gaps, 0)).toBe(0)
  // The control: going on without the cursor is noticed by the same measure.
  await careless.reached(head?.seq ?? Infinity)
  expect(careless.hash).not.toBe(expected.get('null'))
  for (const screen of [...screens, careless]) screen.close()
  await sql.end()
})
