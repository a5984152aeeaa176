import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { plans } from '#db/schema/plans.ts'
import { isOver, type Activation } from '#shared/activations.ts'
import type { PlanStep } from '#shared/plans.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { change } from '#server/journal/change.ts'
import { ownPostgres, type OwnPostgres } from '../database.ts'
import { publishedPlan } from '../published-plan.ts'
import { send, signIn } from '../screen.ts'
import { makeWorld, type World } from '../world.ts'
import { full, randomFrom, seed } from './random.ts'
import { ServerProcess } from './server-process.ts'

const runs = full ? 20 : 1
const kills = full ? 4 : 2
const text = { zh: '步骤', en: 'Step' }

let database: OwnPostgres
let server: ServerProcess
let world: World
let cookie: string
let sql: ReturnType<typeof connect>

beforeAll(async () => {
  database = await ownPostgres()
  world = await makeWorld(database.url)
  sql = connect(database.url, { max: 2, name: 'test-plans' })
  server = await ServerProcess.start(database.url)
  cookie = await signIn(server.base, 'manager')
})
afterAll(async () => {
  await sql.end()
  await server.end()
  await database.stop()
})

/** Rows of steps that begin beside each other; each row follows the one before, by a wait that only a clock ends and a message of the system's. */
function wide(rows: number, across: number): PlanStep[] {
  const step = { post: 'security', name: text, instruction: text, minutes: null, notify: null } as const
  return Array.from({ length: rows }, (_, row): PlanStep[] => {
    const before = row === 0 ? [] : [`tell${row - 1}`]
    const beside = Array.from({ length: across }, (_each, i): PlanStep => ({ ...step, key: `r${row}-${i}`, after: before, notify: { to: text, text } }))
    return [
      ...beside,
      { ...step, key: `wait${row}`, kind: 'wait', wait: { until: 'time', minutes: 0.01 }, after: beside.map(({ key }) => key) },
      { ...step, key: `tell${row}`, kind: 'notify', after: [`wait${row}`], notify: { to: text, text } },
    ]
  }).flat()
}

/** Sends until it is answered, always under the same key: what a phone in a stairwell does. */
async function insist(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const key = randomUUID()
  for (;;) {
    const answer = await send(server.base, path, body, { cookie }, { 'idempotency-key': key }).catch(() => null)
    if (answer && answer.status !== 503) return answer
    await new Promise((resume) => setTimeout(resume, 20))
  }
}

const stored = async (id: string): Promise<Activation['steps']> => (await sql<{ steps: Activation['steps'] }[]>`select steps from activation where id = ${id}`)[0]?.steps ?? []

test('a plan comes to its end over killed servers: no step twice, no message lost or doubled, and its clocks fire', async () => {
  const random = randomFrom(seed())
  for (let run = 0; run < runs; run++) {
    const plan = publishedPlan({ scene: 'fire', name: text, purpose: text, steps: wide(4, 6) })
    const { row } = change(plans, plan)
    await sql`insert into plan select * from jsonb_populate_record(null::plan, ${JSON.stringify(row)}::jsonb)`
    const started = await insist('/api/activations', { plan: plan.id, community: world.a.id, drill: false, reason: '起火', at: new Date().toISOString() })
    expect(started.status).toBe(200)
    const { id } = started.body.body as Activation

    // While what follows from so many steps is on its way.
    const moments = Array.from({ length: kills }, (_, i) => Math.floor(((i + random()) * plan.steps.length) / kills))
    let killing: Promise<void> | null = null
    const statuses = new Set<number>()
    for (let steps = await stored(id); !steps.every(isOver); steps = await stored(id)) {
      if (!killing && steps.filter(isOver).length >= (moments[0] ?? Infinity)) {
        moments.shift()
        killing = server.killAndBegin().then(() => void (killing = null))
      }
      const answers = await Promise.all(steps.filter(({ key, state }) => state === 'open' && key.startsWith('r')).map(({ key, version }) => insist(`/api/activations/${id}/steps`, { version, step: key })))
      for (const { status } of answers) statuses.add(status)
      if (answers.length === 0) await new Promise((resume) => setTimeout(resume, 20))
    }
    await killing
    expect([...statuses]).toEqual([200])

    const told = (await readFacts(sql, 0, 1_000_000)).flatMap(({ id: of, body }) => (of === id ? [body as Activation] : []))
    const began = told.flatMap(({ steps }, i) => steps.filter(({ key, state }) => state !== 'waiting' && (told[i - 1]?.steps.find((one) => one.key === key)?.state ?? 'waiting') === 'waiting').map(({ key }) => key))
    expect(began.toSorted()).toEqual(plan.steps.map(({ key }) => key).toSorted())
    expect(told.map(({ version }) => version)).toEqual(told.map((_, i) => i + 1))
    const sent = await sql<{ step: string }[]>`select body->>'step' as step from outlet where body->>'activation' = ${id} and body->>'kind' = 'plan.notify'`
    expect(sent.map(({ step }) => step).toSorted()).toEqual(plan.steps.filter(({ notify }) => notify).map(({ key }) => key).toSorted())
    expect(await sql`select key from timer where subject_id = ${id} and name = 'activation.wait'`).toEqual([])
    expect((await insist(`/api/activations/${id}/finish`, { version: told.length })).status).toBe(200)
  }
})
