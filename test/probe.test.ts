import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { webhooks } from '#db/schema/webhooks.ts'
import { queries } from '#shared/queries.ts'
import { createApp, type App } from '#server/app.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { Proof } from '#server/live/proof.ts'
import { probeKey } from '#server/probe/probe-key.ts'
import { brokenAfter } from '#server/probe/probe-rules.ts'
import { Prober } from '#server/probe/prober.ts'
import { freshDatabase } from './database.ts'
import { openFeatures, type Features } from './features.ts'
import { Screen, send, signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

describe('the test alarm of a running server', () => {
  let app: App
  let base = ''
  let sql: Sql
  let world: World
  let cookie = ''
  let close: () => Promise<void>
  beforeAll(async () => {
    const database = await freshDatabase()
    world = await makeWorld(database.url)
    sql = connect(database.url, { max: 2, name: 'test-probe' })
    const { parts, close: closeParts } = openParts(database.url, 'test-probe', pino({ level: 'silent' }))
    const hook = { id: randomUUID(), version: 1, name: '市平台', url: 'https://receiver.example.com/in', region: null, community: null, events: ['alarm.*' as const], enabled: true, madeAt: new Date(0).toISOString(), endedAt: null }
    await parts.journal.commit(systemCommand('test', 'hook', randomUUID(), { changes: [change(webhooks, hook, { name: 'webhook.created', body: hook })], reply: null, community: null, mode: 'real' }))
    await closeParts()
    app = await createApp(testConfig(database.url, { PROBE_SECONDS: '1' }), database.url, pino({ level: 'silent' }))
    base = (await app.start()).url
    cookie = await signIn(base, 'manager')
    close = async () => {
      await app.stop()
      await sql.end({ timeout: 1 })
      await database.drop()
    }
  })
  afterAll(() => close())

  it('comes to where screens are served again and again, and no screen, list, count, order, message or feed knows of it', async () => {
    const screen = new Screen(base, cookie, { kind: 'everything' })
    const proven: number[] = []
    screen.socket.on('beat', (beat) => void (beat.proven && proven.push(beat.proven)))
    await screen.until(() => new Set(proven).size >= 2)
    expect(screen.stream.picture.alarm.size).toBe(0)
    screen.close()
    const facts = await sql<{ name: string; kind: string }[]>`select name, body->>'kind' as kind from fact where mode = 'probe' order by seq`
    expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(['self.check']))
    expect(facts.map(({ name }) => name).slice(0, 4)).toEqual(['alarm.raised', 'alarm.cleared', 'alarm.repeated', 'alarm.cleared'])
    // One alarm for good, however often it comes.
    expect(await sql`select from alarm where mode = 'probe'`).toHaveLength(1)
    // All who follow the journal have seen it.
    const [last] = await sql<{ seq: number }[]>`select max(seq) as seq from fact where mode = 'probe'`
    await expect.poll(async () => (await sql`select from consumer where cursor < ${last?.seq ?? 0}`).length, { timeout: 10_000 }).toBe(0)
    expect(await sql`select from work_order`).toHaveLength(0)
    expect(await sql`select from outlet`).toHaveLength(0)
    expect(await sql`select from feed`).toHaveLength(0)
    expect(await sql`select from key_use`).toHaveLength(0)
    expect(await sql`select from heat_day`).toHaveLength(0)
    expect(await sql`select from timer where name like 'alarm.%'`).toHaveLength(0)
    const listed = await send(base, queries.alarms.path, {}, { cookie })
    expect(listed).toMatchObject({ status: 200, body: { alarms: [] } })
  }, 30_000)

  it('opens no door to anybody else: its key is written nowhere, and no key of ours is of its mode', async () => {
    expect(await sql`select from machine_key where name = 'self-check'`).toHaveLength(0)
    const message = { id: randomUUID(), community: world.a.code, kind: 'self.check', severity: 'notice', change: 'raised' }
    expect((await send(base, '/api/doors/alarms', { ...message, mode: 'probe' }, { key: world.key })).status).not.toBe(202)
    expect((await send(base, '/api/doors/alarms', message, { key: probeKey().secret })).status).toBe(401)
    // Nobody else says what only the installation knows.
    for (const kind of ['self.check', 'feed.silent', 'path.broken', 'shift.untaken']) expect((await send(base, '/api/doors/alarms', { ...message, kind, change: 'cleared' }, { key: world.key })).status).toBe(400)
    expect((await send(base, '/api/doors/alarms', { ...message, kind: 'lift.fault' }, { key: world.key })).status).toBe(202)
    expect(await sql<{ mode: string }[]>`select mode from fact where command_id = ${message.id}::uuid`).toEqual([{ mode: 'real' }])
  })
})

describe('a way that is broken', () => {
  let on: Features
  beforeAll(async () => void (on = await openFeatures()))
  afterAll(() => on.close())

  const broken = async () => on.parts.sql<{ state: string; community: string; severity: string }[]>`
    select state, community_id as community, severity from alarm where kind = 'path.broken' and state <> 'normal'`

  it('is an alarm of its own once nothing has come through for long enough, and ends with the next that does; sleep and an absent database are none', async () => {
    let clock = Date.now()
    const parts = { ...on.parts, now: () => clock }
    const proof = new Proof()
    const every = 60_000
    const sends = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('', { status: 202 }))
    const prober = new Prober(parts, sayAlarms, proof, probeKey(), every)
    const look = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) {
        clock += 10_000
        await prober.round()
      }
    }
    prober.start('http://127.0.0.1:9')
    await prober.stop()
    await prober.round()
    await look(6)
    expect(sends).toHaveBeenCalledTimes(2)
    proof.at = clock
    await look(brokenAfter(every) / 10_000)
    expect(await broken()).toEqual([])
    await look(1)
    expect(await broken()).toEqual([{ state: 'unacknowledged', community: on.world.a.id, severity: 'critical' }])
    // What is overdue is tried at every look.
    const before = sends.mock.calls.length
    await look(3)
    expect(sends.mock.calls.length - before).toBe(3)
    proof.at = clock
    await look(1)
    expect(await broken()).toMatchObject([{ state: 'returned' }])
    // The machine slept for an hour: nothing could come.
    clock += 3_600_000
    await prober.round()
    await look(10)
    expect(await broken()).toMatchObject([{ state: 'returned' }])
    const away = new Prober({ ...parts, sql: Object.assign(async () => { throw new Error('away') }, {}) as unknown as Sql }, sayAlarms, new Proof(), probeKey(), every)
    await expect(away.round()).rejects.toThrow('away')
    sends.mockRestore()
  })
})
