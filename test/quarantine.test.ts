import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { doorAddresses } from '#shared/paths.ts'
import type { Quarantined } from '#shared/quarantine.ts'
import { createApp, type App } from '#server/app.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { issueKey, revokeKey } from '#server/ingest/machine-key-store.ts'
import { quarantinedBy } from '#server/quarantine/quarantine-store.ts'
import { Upkeep } from '#server/upkeep.ts'
import { freshDatabase } from './database.ts'
import { send, signIn } from './screen.ts'
import { makeUsers } from './user.ts'
import { makeWorld, testConfig, type World } from './world.ts'

const log = pino({ level: 'silent' })
const operator = { kind: 'system', id: 'test', name: 'test' } as const
const all = ['requests', 'alarms', 'positions', 'telemetry', 'alertmanager', 'cap'] as const
let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
let sql: Sql
let opened: Opened
let keys: { company: { id: string; secret: string }; a: { id: string; secret: string }; b: { id: string; secret: string } }
const cookies: Record<string, string> = {}

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  await makeUsers(database.url, [
    { username: 'admin', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] },
    { username: 'admin-a', grants: [{ role: 'administrator', scope: { kind: 'community', id: world.a.id } }] },
  ])
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  sql = connect(database.url, { max: 1, name: 'test-quarantine' })
  opened = openParts(database.url, 'test', log)
  const key = (name: string, community: string | null) => issueKey(opened.parts, { name, community, doors: [...all] }, operator)
  keys = { company: await key('总部网关', null), a: await key('A 网关', world.a.id), b: await key('B 网关', world.b.id) }
  for (const name of ['admin', 'admin-a', 'manager']) cookies[name] = await signIn(base, name)
})
afterAll(async () => {
  await app?.stop()
  await opened?.close()
  await sql?.end()
  await database?.drop()
})
beforeEach(async () => {
  await sql`delete from quarantine`
})

const list = async (who: string, search = ''): Promise<{ status: number; messages: Quarantined[]; total: number }> => {
  const answer = await fetch(`${base}/api/quarantine${search}`, { headers: { cookie: cookies[who] ?? '' } })
  return { status: answer.status, ...((await answer.json()) as { messages: Quarantined[]; total: number }) }
}
const knock = (door: (typeof all)[number], body: unknown, key = keys.a.secret) => send(base, doorAddresses[door], body, { key })
const replay = (row: Pick<Quarantined, 'id' | 'version'>, body: unknown, who = 'admin', headers: Record<string, string> = {}) =>
  send(base, `/api/quarantine/${row.id}/replay`, { version: row.version, body: typeof body === 'string' ? body : JSON.stringify(body) }, { cookie: cookies[who] ?? '' }, headers)
const first = async (who = 'admin'): Promise<Quarantined> => {
  const [row] = (await list(who)).messages
  if (!row) throw new Error('nothing in quarantine')
  return row
}

const alarm = (more: object = {}) => ({ id: randomUUID(), community: 'A', device: '1-L1', kind: 'lift.fault', severity: 'major', change: 'raised', text: '门机故障', ...more })
const standing = async (kind: string) => (await sql<{ kind: string; count: number }[]>`select kind, count from alarm where kind = ${kind} and state <> 'normal'`).map(({ count }) => count)

describe('what came through a door and could not be read', () => {
  it('is listed with its reason and its key, newest first', async () => {
    await knock('alarms', alarm({ severity: 'bad' }))
    await knock('requests', { id: randomUUID(), community: 'A', title: '水管漏水', phone: '13800000000' })
    const { messages, total } = await list('admin')
    expect(total).toBe(2)
    expect(messages.map(({ door, keyName, community, state }) => ({ door, keyName, community, state }))).toEqual([
      { door: 'requests', keyName: 'A 网关', community: world.a.id, state: 'kept' },
      { door: 'alarms', keyName: 'A 网关', community: world.a.id, state: 'kept' },
    ])
    expect(messages[1]?.reason).toEqual([{ field: 'severity', message: expect.any(String) }])
    expect(JSON.parse(messages[1]?.body ?? '')).toMatchObject({ severity: 'bad' })
  })

  it('is shown to administrators within the scope of its key, and every look is written down', async () => {
    await knock('alarms', alarm({ severity: 'bad' }), keys.a.secret)
    await knock('alarms', alarm({ severity: 'bad' }), keys.b.secret)
    await knock('alarms', alarm({ severity: 'bad' }), keys.company.secret)
    expect((await list('admin')).messages.map(({ community }) => community)).toEqual([null, world.b.id, world.a.id])
    expect((await list('admin-a')).messages.map(({ community }) => community)).toEqual([world.a.id])
    expect((await list('manager')).status).toBe(403)
    const looks = await sql<{ by: { name: string }; community: string | null; outcome: string }[]>`select by, community_id as community, outcome from audit where name = 'quarantine' order by seq desc limit 3`
    expect(looks.map(({ by, community, outcome }) => [by.name, community, outcome])).toEqual(expect.arrayContaining([['admin', null, 'done'], ['admin-a', world.a.id, 'done']]))
    const [, foreign] = (await list('admin')).messages
    const own = await first()
    if (!foreign) throw new Error('nothing of B')
    expect((await replay(foreign, alarm({ community: 'B' }), 'admin-a')).status).toBe(404)
    expect((await replay(own, alarm(), 'admin-a')).status).toBe(403)
    expect((await replay(own, alarm(), 'manager')).status).toBe(403)
  })

  it('is counted by community, dismissed and replayed ones not', async () => {
    for (const key of [keys.a, keys.a, keys.b, keys.company]) await knock('alarms', { nothing: 1 }, key.secret)
    const counts = new Map((await quarantinedBy(opened.parts.sql)).map(({ community, count }) => [community, count]))
    expect(counts).toEqual(new Map([[world.a.id, 2], [world.b.id, 1], [null, 1]]))
    const row = await first()
    expect((await send(base, `/api/quarantine/${row.id}/dismiss`, { version: 1, reason: '测试设备' }, { cookie: cookies.admin ?? '' })).status).toBe(200)
    expect((await quarantinedBy(opened.parts.sql)).find(({ community }) => community === null)).toBeUndefined()
    expect((await list('admin')).total).toBe(3)
    expect((await list('admin', '?state=all')).messages.map(({ state }) => state).toSorted()).toEqual(['dismissed', 'kept', 'kept', 'kept'])
    expect((await send(base, `/api/quarantine/${row.id}/dismiss`, { version: 2 }, { cookie: cookies.admin ?? '' })).status).toBe(409)
  })

  it('is kept for 30 days', async () => {
    await knock('alarms', { nothing: 1 })
    await sql`insert into quarantine (at, door, key_id, reason, body) values (now() - interval '31 days', 'alarms', ${keys.a.id}, '[]', 'old'), (now() - interval '29 days', 'alarms', ${keys.a.id}, '[]', 'younger')`
    const upkeep = new Upkeep(opened.parts)
    await upkeep.start()
    await upkeep.stop()
    expect((await sql<{ body: string }[]>`select body from quarantine order by at`).map(({ body }) => body)).toEqual(['younger', '{"nothing":1}'])
  })
})

describe('a message put right', () => {
  it('goes through its door as if it came now, once', async () => {
    const wrong = alarm({ kind: 'Test Kind', change: 'raised' })
    await knock('alarms', wrong)
    const row = await first()
    const right = { ...wrong, kind: 'test.replayed' }
    const reply = await replay(row, right)
    expect([reply.status, (reply.body.body as { state: string }).state, reply.body.fact]).toEqual([200, 'replayed', 'quarantine.replayed'])
    expect(await standing('test.replayed')).toEqual([1])
    expect((await list('admin')).total).toBe(0)
    // The sender tries again with what is right by now.
    expect((await knock('alarms', right)).status).toBe(202)
    expect(await standing('test.replayed')).toEqual([1])
    expect((await replay({ ...row, version: 2 }, right)).status).toBe(409)
    const [fact] = await sql<{ body: object }[]>`select body from fact where name = 'quarantine.replayed' order by seq desc limit 1`
    expect(fact?.body).toEqual({ id: row.id, version: 2, at: row.at, door: 'alarms', community: world.a.id, state: 'replayed' })
  })

  it('that is still wrong is refused by field, in the reader’s language, and nothing is lost', async () => {
    await knock('alarms', alarm({ severity: 'bad' }))
    const row = await first()
    const refused = await replay(row, alarm({ severity: 'worse', kind: 'X' }), 'admin', { 'accept-language': 'en' })
    expect([refused.status, (refused.body.errors as { field: string }[]).map(({ field }) => field)]).toEqual([400, ['kind', 'severity']])
    const [words] = (await replay(row, alarm({ community: 'nowhere' }))).body.errors as { field: string; message: string }[]
    expect(words).toEqual({ field: 'community', message: expect.stringMatching(/\p{Script=Han}/u) })
    expect((await replay(row, 'no json {', 'admin', { 'accept-language': 'en' })).body.errors).toEqual([{ field: 'body', message: 'Not well-formed JSON' }])
    expect(await first()).toEqual(row)
    expect((await list('admin')).total).toBe(1)
  })

  it('of many: what is right goes through, and the whole stays until all of it is', async () => {
    await sql`insert into quarantine (at, door, key_id, community_id, reason, body) values (now(), 'alarms', ${keys.a.id}, ${world.a.id}, '[]', '[')`
    const row = await first()
    const [good, bad] = [alarm({ kind: 'test.one-of-two' }), alarm({ kind: 'test.two-of-two', severity: 'bad' })]
    expect((await replay(row, [good, bad])).body.errors).toMatchObject([{ field: '[1].severity' }])
    expect(await standing('test.one-of-two')).toEqual([1])
    expect((await replay(row, [good, { ...bad, severity: 'minor' }])).status).toBe(200)
    expect([await standing('test.one-of-two'), await standing('test.two-of-two')]).toEqual([[1], [1]])
  })

  it('goes through with the rights of its key, no more, also when that no longer opens', async () => {
    const { id, secret } = await issueKey(opened.parts, { name: 'gone', community: world.a.id, doors: ['alarms'] }, operator)
    await knock('alarms', alarm({ severity: 'bad' }), secret)
    await revokeKey(opened.parts, id, operator)
    const row = await first()
    expect((await replay(row, alarm({ community: 'B' }))).status).toBe(400)
    expect((await replay(row, alarm({ kind: 'test.gone-key' }))).status).toBe(200)
    expect(await standing('test.gone-key')).toEqual([1])
  })

  const cap = (identifier: string, more = '') => `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>met@example.gov.cn</sender><sent>2026-11-22T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><expires>2199-01-01T00:00:00Z</expires><headline>暴雨橙色预警</headline><area><areaDesc>小区A</areaDesc></area></info>${more}</alert>`
  const alert = (more: object = {}) => ({ status: 'firing', labels: { alertname: 'TestReplay', severity: 'warning' }, annotations: {}, startsAt: '2026-11-22T01:00:00Z', ...more })
  const doorCases: [(typeof all)[number], () => Promise<unknown>, unknown, () => Promise<boolean>][] = [
    ['requests', () => knock('requests', { community: 'A', title: '灯不亮' }), { id: randomUUID(), community: 'A', category: 'repair', title: '重放的灯不亮' }, async () => (await sql`select 1 from work_order where title = '重放的灯不亮'`).length === 1],
    ['positions', () => knock('positions', { person: 'A-1' }), { person: 'A-1', point: [120.5, 30.5] }, async () => (await sql`select 1 from position p where row_to_json(p)::text like '%120.5%'`).length === 1],
    ['alertmanager', () => knock('alertmanager', { version: '4', alerts: [alert({ startsAt: 'x' })] }), alert(), async () => (await standing('test-replay')).length === 1],
    ['telemetry', () => knock('telemetry', { 'no-such-device': [{ ts: 1_795_000_000_000, values: { pressure: 0.3 } }] }), { '1-L1': [{ ts: Date.now(), values: { pressure: 0.3 } }] }, async () => (await sql`select 1 from device_value where key = 'pressure'`).length === 1],
    ['cap', () => fetch(base + doorAddresses.cap, { method: 'POST', headers: { authorization: `Bearer ${keys.a.secret}`, 'content-type': 'application/cap+xml' }, body: cap('x').replace('Public', 'Everybody') }), cap('x'), async () => (await standing('weather.rain')).length === 1],
  ]
  it.each(doorCases)('goes through the door of %s', async (door, wrong, right, isThere) => {
    await wrong()
    const row = await first()
    expect(row).toMatchObject({ door, state: 'kept' })
    const reply = await replay(row, right)
    expect([reply.status, reply.body.errors]).toEqual([200, undefined])
    await expect.poll(isThere).toBe(true)
    expect((await list('admin')).total).toBe(0)
  })
})
