import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { plans } from '#db/schema/plans.ts'
import { isOver, type Activation } from '#shared/activations.ts'
import { createApp, type App } from '#server/app.ts'
import { change } from '#server/journal/change.ts'
import { freshDatabase } from './database.ts'
import { publishedPlan } from './published-plan.ts'
import { send, signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

const text = { zh: '步骤', en: 'Step' }
const crowd = 40
let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let world: World
let base: string
let cookie: string

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
  base = (await app.start()).url
  cookie = await signIn(base, 'manager')
})
afterAll(async () => {
  await app.stop()
  await database.drop()
})

test('forty people finish forty steps of one plan at once, and none of them is sent away', async () => {
  const step = { post: 'security', name: text, instruction: text, minutes: null, notify: null } as const
  const beside = Array.from({ length: crowd }, (_, i) => ({ ...step, key: `s${i}`, after: [] }))
  const plan = publishedPlan({ scene: 'fire', name: text, purpose: text, steps: [...beside, { ...step, key: 'end', kind: 'notify', after: beside.map(({ key }) => key) }] })
  const sql = connect(database.url, { max: 1, name: 'test-crowd' })
  await sql`insert into plan select * from jsonb_populate_record(null::plan, ${JSON.stringify(change(plans, plan).row)}::jsonb)`
  const started = (await send(base, '/api/activations', { plan: plan.id, community: world.a.id, drill: false, reason: '起火', at: new Date().toISOString() }, { cookie })).body.body as Activation
  const answers = await Promise.all(beside.map(({ key }) => send(base, `/api/activations/${started.id}/steps`, { version: 1, step: key }, { cookie })))
  expect(answers.map(({ status }) => status)).toEqual(Array(crowd).fill(200))
  const [row] = await sql<{ steps: Activation['steps']; version: number }[]>`select steps, version from activation where id = ${started.id}`
  expect([row?.version, row?.steps.every(isOver)]).toEqual([crowd + 1, true])
  await sql.end()
})
