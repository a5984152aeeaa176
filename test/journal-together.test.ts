import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { orders } from '#db/schema/orders.ts'
import { orderStates, type Order } from '#shared/orders.ts'
import { change, type Command } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { freshDatabase } from './database.ts'
import { makeWorld } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
let community: string

beforeAll(async () => {
  database = await freshDatabase()
  community = (await makeWorld(database.url)).a.id
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const at = '2026-01-01T00:00:00.000Z'
const order = (id: string, version: number, state: Order['state']): Order => ({
  id, version, number: '1', community, building: null, place: '', point: null, category: 'repair', priority: 'normal', source: 'phone', title: 't', description: '',
  reporter: null, state, assignee: null, alarm: null, reportedAt: at, assignedAt: null, respondedAt: null, arrivedAt: null, finishedAt: null, closedAt: null,
  respondBy: at, arriveBy: null, finishBy: at, late: [], mode: 'real',
})

/** What one command does: orders of a few, some of them one after another, a timer set or dropped, a key used again. */
const step = fc.record({
  touches: fc.array(fc.record({ of: fc.nat(3), state: fc.constantFrom(...orderStates), stale: fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, fc.constant(true)) }), { maxLength: 3 }),
  timer: fc.option(fc.record({ key: fc.nat(5), set: fc.boolean() })),
  again: fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, fc.constant(true)),
})

function commandsOf(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Command[] {
  const ids = Array.from({ length: 4 }, () => randomUUID())
  const versions = [0, 0, 0, 0]
  const made: Command[] = []
  for (const { touches, timer, again } of steps) {
    const changes = touches.map(({ of, state, stale }) => {
      const version = (versions[of] ?? 0) + (stale ? 2 : 1)
      versions[of] = version
      const body = order(ids[of] ?? '', version, state)
      return change(orders, body, { name: 'order.reported', body })
    })
    const timers = timer ? [timer.set ? { key: `k${timer.key}`, name: 'order.late', subject: ids[0] ?? '', dueAt: at } : { key: `k${timer.key}`, dueAt: null }] : []
    const id = again ? made[0]?.id ?? randomUUID() : randomUUID()
    made.push({ ...systemCommand('test', 'try', id, { changes, timers, reply: made.length % 2 ? null : { n: made.length }, community, mode: 'real' }), at })
  }
  return made
}

/** All that the journal writes, and what it answers, with nothing kept. */
async function tried(batches: Command[][]): Promise<unknown> {
  const seen: unknown[] = []
  await sql
    .begin(async (tx) => {
      for (const batch of batches) {
        const [row] = await tx<{ result: { answers: Record<string, unknown>[] } }[]>`select journal_commit(${JSON.stringify(batch)}::text::jsonb) as result`
        seen.push(...(row?.result.answers ?? []).map(({ ok, cursor, repeated, code }) => ({ ok, cursor, repeated, code })))
      }
      seen.push(await tx`select * from work_order where number = '1' order by id`, await tx`select * from timer order by key`, await tx`select * from fact where at = ${at} order by seq`)
      seen.push(await tx`select id, digest, reply, cursor from command where at = ${at} order by id`, await tx`select command_id, name, by, outcome, detail from audit where at = ${at} order by seq`)
      throw new Error('nothing is kept')
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'nothing is kept') throw error
    })
  return JSON.parse(JSON.stringify(seen))
}

test('a batch does and answers what its commands would one after another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      const commands = commandsOf(steps)
      expect(await tried([commands])).toEqual(await tried(commands.map((command) => [command])))
    }),
    { numRuns: 150 },
  )
})

test('control: most such batches go in together', async () => {
  const commands = commandsOf(fc.sample(step, { numRuns: 5, seed: 1 }).map((one) => ({ ...one, again: false, timer: null, touches: one.touches.map((touch) => ({ ...touch, stale: false })) })))
  await sql`begin`
  const [row] = await sql<{ answer: { answers: unknown[] } }[]>`select journal_commit_together(${JSON.stringify(commands)}::text::jsonb, (select seq from journal_head)) as answer`
  await sql`rollback`
  expect(row?.answer.answers).toHaveLength(5)
})
