import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { createApp, type App } from '#server/app.ts'
import { freshDatabase } from './database.ts'
import { testConfig } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let token: string | null
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = connect(database.url, { max: 1, name: 'test-first-run' })
  app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
  const started = await app.start()
  base = started.url
  token = started.token
})
afterAll(async () => {
  await app.stop()
  await sql.end()
  await database.drop()
})

const post = (path: string, body: unknown) =>
  fetch(base + path, { method: 'POST', headers: { origin: base, 'content-type': 'application/json' }, body: JSON.stringify(body) })
const make = (password: string) => post('/api/first-run', { token, username: 'Chief', name: '总管', password })
const signsIn = async (password: string) => (await post('/api/auth/sign-in/username', { username: 'chief', password })).ok

/** Every member is refused with this SQLSTATE while `meanwhile` runs. */
async function refusing(code: string, meanwhile: () => Promise<void>): Promise<void> {
  await sql.unsafe(`create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused' using errcode = '${code}'; end $$`)
  await sql`create trigger refuse before insert on member for each row execute function refuse()`
  await meanwhile()
  await sql`drop trigger refuse on member`
}

test('the first administrator is there only when the grant is; a broken-off try is repeated, with the password of the last', async () => {
  await refusing('53100', async () => expect((await make('first-password')).status).toBe(503))
  await refusing('P0001', async () => expect((await make('second-password')).status).toBe(500))
  await sql`delete from account`
  expect(await (await fetch(`${base}/api/first-run`)).json()).toEqual({ needed: true })

  expect((await make('third-password')).status).toBe(201)
  expect(await sql`select m.grants, m.username, m.name, u.username as login from member m join "user" u on u.id = m.user_id`).toEqual([
    { grants: [{ role: 'administrator', scope: { kind: 'everything' } }], username: 'chief', name: '总管', login: 'chief' },
  ])
  expect([await signsIn('first-password'), await signsIn('second-password'), await signsIn('third-password')]).toEqual([false, false, true])
  expect((await make('fourth-password')).status).toBe(404)
})
