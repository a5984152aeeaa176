import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import type { Door } from '#shared/doors.ts'
import { doorAddresses } from '#shared/paths.ts'
import { createApp, type App } from '#server/app.ts'
import { telemetryKept } from '#server/ingest/telemetry-take.ts'
import { mostReadings, readForm } from '#server/ingest/telemetry-format.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { openParts } from '#server/installation.ts'
import { makeLog } from '#server/log.ts'
import { freshDatabase } from './database.ts'
import { mutated, seed } from './hostile.ts'
import { makeWorld, testConfig, type World } from './world.ts'

const operator = { kind: 'system', id: 'test', name: 'test' } as const

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
let sql: Sql
const logged: string[] = []
const keys = { company: '', a: '', b: '', lift: '', alarms: '' }

beforeAll(async () => {
  console.log(`telemetry: BAD_INPUT_SEED=${seed}`)
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const log = makeLog('trace', { write: (line) => void logged.push(line) })
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  sql = connect(database.url, { max: 1, name: 'test-telemetry' })
  const { parts, close } = openParts(database.url, 'test-keys', log)
  const issue = async (more: { community?: string; device?: string; doors?: Door[] }) =>
    (await issueKey(parts, { name: 'gateway', community: more.community ?? null, device: more.device ?? null, doors: more.doors ?? ['telemetry'] }, operator)).secret
  keys.company = await issue({})
  keys.a = await issue({ community: world.a.id })
  keys.b = await issue({ community: world.b.id })
  keys.lift = await issue({ community: world.a.id, device: world.a.machines[0]?.id ?? '' })
  keys.alarms = await issue({ community: world.a.id, doors: ['alarms'] })
  await close()
})
afterAll(async () => {
  await app?.stop()
  await sql?.end()
  await database?.drop()
})

const post = (path: string, body: unknown, key: string | null = keys.a) =>
  request(base).post(path).set({ 'Content-Type': 'application/json', 'Accept-Language': 'en', ...(key === null ? {} : { Authorization: `Bearer ${key}` }) }).send(typeof body === 'string' ? body : JSON.stringify(body))
const send = (body: unknown, key = keys.a, search = '') => post(doorAddresses.telemetry + search, body, key)

const lift = (at = 0): string => world.a.machines[at]?.id ?? ''
const newest = async (device: string): Promise<Record<string, unknown>> =>
  Object.fromEntries((await sql<{ key: string; value: unknown; quality: string }[]>`select key, value, quality from device_value where device_id = ${device}`).map(({ key, value, quality }) => [key, quality === 'good' ? value : [value, quality]]))
const history = async (device: string, key: string): Promise<unknown[]> => (await sql<{ value: unknown }[]>`select value from reading where device_id = ${device} and key = ${key} order by at`).map(({ value }) => value)
const kept = async (): Promise<{ reason: { field: string }[]; body: string; community: string | null }[]> =>
  (await sql<{ reason: { field: string }[]; body: string; community: string | null }[]>`select reason, body, community_id as community from quarantine where door = 'telemetry' order by seq`)

describe('a gateway', () => {
  it('sends values of its devices, with their times and without, and is answered when they are kept', async () => {
    const now = Date.now()
    const reply = await send({ '1-L1': [{ ts: now - 2000, values: { load: 40, running: true } }, { ts: now - 1000, values: { load: 55 } }], '2-L1': { trips: 7 }, '3-L1': [{ trips: 1 }, { trips: 2 }] })
    expect([reply.status, reply.body]).toEqual([202, { taken: 5 }])
    expect(await newest(lift())).toEqual({ load: 55, running: true })
    expect(await history(lift(), 'load')).toEqual([40, 55])
    expect([await newest(lift(1)), await newest(lift(2)), await history(lift(2), 'trips')]).toEqual([{ trips: 7 }, { trips: 2 }, [1, 2]])
    const [heard] = await sql<{ at: string }[]>`select at from device_heard where device_id = ${lift()}`
    expect(Date.parse(heard?.at ?? '')).toBeGreaterThan(now - 5000)
    const [feed] = await sql<{ at: string }[]>`select at from feed where door = 'telemetry' and community_id = ${world.a.id}`
    expect(feed).toBeDefined()
  })

  it('is told which devices it does not have, and the others are taken; what was not is kept as it can be sent again', async () => {
    const before = (await kept()).length
    const reply = await send({ '1-L1': { load: 60 }, 'nobody': [{ ts: Date.now(), values: { load: 1 } }, { load: 2 }] })
    expect(reply.status).toBe(207)
    expect(reply.body).toMatchObject({ taken: 1, refused: [{ field: 'nobody[0].values' }, { field: 'nobody[1]' }] })
    const [row, ...more] = (await kept()).slice(before)
    expect([more, row?.community, row?.reason.length]).toEqual([[], world.a.id, 2])
    expect(telemetryKept(row?.body ?? '')).toMatchObject({ what: 'telemetry', form: 'gateway', body: { nobody: [{ values: { load: 1 } }, { load: 2 }] } })
    expect((await send({ '1-L1': { load: 61 } }, keys.b)).status).toBe(202)
    expect([await newest(lift()), await newest(world.b.machines[0]?.id ?? '')]).toMatchObject([{ load: 60 }, { load: 61 }])
  })

  it('of the company names the community', async () => {
    expect((await send({ '1-L1': { load: 62 } }, keys.company)).status).toBe(400)
    expect((await send({ '1-L1': { load: 62 } }, keys.company, '?community=NOWHERE')).status).toBe(400)
    expect((await send({ '1-L1': { load: 62 } }, keys.a, '?community=B')).status).toBe(400)
    expect((await send({ '1-L1': { load: 63 } }, keys.company, '?community=A')).status).toBe(202)
    expect(await newest(lift())).toMatchObject({ load: 63 })
  })

  it('sends attributes and says who comes and goes', async () => {
    expect((await post(doorAddresses.attributes, { '4-L1': { firmware: '2.1', floors: 18 } })).status).toBe(202)
    expect((await post(doorAddresses.connect, { device: '4-L1' })).status).toBe(202)
    expect(await newest(lift(3))).toEqual({ firmware: '2.1', floors: 18, connected: true })
    expect((await post(doorAddresses.disconnect, { device: '4-L1' })).status).toBe(202)
    expect(await newest(lift(3))).toMatchObject({ connected: false })
    expect((await post(doorAddresses.connect, { name: '4-L1' })).status).toBe(400)
    const [row] = await sql<{ attributes: unknown }[]>`select attributes from device where id = ${lift(3)}`
    expect(row?.attributes ?? null).toBeNull()
  })
})

describe('a device', () => {
  it('with a key of its own needs no name, and speaks for no other', async () => {
    expect((await send({ load: 70 }, keys.lift)).status).toBe(202)
    expect((await send([{ ts: Date.now(), values: { load: 71 } }, { vibration: 3 }], keys.lift)).status).toBe(202)
    expect(await newest(lift())).toMatchObject({ load: 71, vibration: 3 })
    expect((await send({ load: 1 }, keys.lift, '?device=2-L1')).status).toBe(400)
    expect((await send({ '2-L1': { load: 1 } }, keys.lift, '?form=gateway')).status).toBe(400)
    expect(await newest(lift(1))).toEqual({ trips: 7 })
  })

  it('is named by the address where the key is of no device', async () => {
    expect((await send({ load: 12 }, keys.a, '?device=2-L1')).status).toBe(202)
    expect(await newest(lift(1))).toMatchObject({ load: 12 })
  })

  it('made for ThingsBoard finds its own address and is answered by nothing', async () => {
    const reply = await post(`/api/v1/${keys.lift}/telemetry`, { load: 72 }, null)
    expect([reply.status, reply.text]).toEqual([200, ''])
    expect((await post(`/api/v1/${keys.lift}/attributes`, { model: 'X' }, null)).status).toBe(200)
    expect(await newest(lift())).toMatchObject({ load: 72, model: 'X' })
    expect((await post(`/api/v1/${keys.lift}/telemetry`, '{"load":', null)).status).toBe(400)
    expect((await post('/api/v1/wf_nobody/telemetry', { load: 1 }, null)).status).toBe(401)
  })

  it('has its key in no line of the log', async () => {
    await post(`/api/v1/${keys.lift}/telemetry`, '7', null)
    await post(`/API/V1/${keys.lift}/telemetry?x=${keys.a}`, { load: 73 }, null)
    await post(`/api/v1/${keys.lift}/nothing`, { load: 73 }, null)
    await post(`/api/v2/${keys.lift}`, { load: 73 }, null)
    await expect.poll(() => logged.join('')).toContain('/api/v1/-/nothing')
    const all = logged.join('')
    expect(all).toContain('/api/v1/-/telemetry')
    for (const key of Object.values(keys)) expect(all.includes(key.slice(0, 20))).toBe(false)
  })
})

describe('values', () => {
  it('that are no scalars are told by place and key, and the others are kept', async () => {
    const reply = await send({ '2-L1': { ok: 1, deep: { a: 1 }, list: [1], none: null, long: 'x'.repeat(401), nul: 'a\u0000b', half: '\ud800', [`${'k'.repeat(61)}`]: 1 } })
    expect(reply.status).toBe(207)
    expect(reply.body.refused.map(({ field }: { field: string }) => field.slice(0, 12))).toEqual(['2-L1.deep', '2-L1.list', '2-L1.none', '2-L1.long', '2-L1.nul', '2-L1.half', '2-L1.kkkkkkk'])
    expect(await newest(lift(1))).toMatchObject({ ok: 1 })
    expect((await send('{"2-L1":{"huge":1e999}}')).status).toBe(400)
  })

  it('with a wrong clock, late, or of another kind are kept and say so; the newest stays the newest', async () => {
    const now = Date.now()
    await send({ '2-L1': [{ ts: now + 3_600_000, values: { ahead: 1 } }, { ts: 0, values: { first: 1 } }, { ts: 99_999_999_999_999, values: { year: 5138 } }, { ts: now - 700_000, values: { late: 1 } }] })
    expect(await newest(lift(1))).toMatchObject({ ahead: [1, 'clock'], first: [1, 'clock'], year: [5138, 'clock'], late: [1, 'late'] })
    await send({ '2-L1': [{ ts: now - 60_000, values: { level: 5 } }] })
    await send({ '2-L1': [{ ts: now - 90_000, values: { level: 4 } }] })
    await send({ '2-L1': [{ ts: now - 60_000, values: { level: 9 } }] })
    expect([await newest(lift(1)), await history(lift(1), 'level')]).toMatchObject([{ level: 5 }, [4, 5]])
    await send({ '2-L1': { level: 'broken' } })
    expect(await newest(lift(1))).toMatchObject({ level: ['broken', 'suspect'] })
  })
})

describe('the door', () => {
  it('opens to its keys only', async () => {
    expect((await post(doorAddresses.telemetry, { '1-L1': { load: 1 } }, null)).status).toBe(401)
    expect((await send({ '1-L1': { load: 1 } }, keys.alarms)).status).toBe(403)
  })

  it('takes no more than a key may send, and says when to come again', async () => {
    const many = Object.fromEntries([['1-L1', Array.from({ length: mostReadings }, (_, i) => ({ ts: Date.now() - i, values: { many: i } }))]])
    const replies = await Promise.all(Array.from({ length: 8 }, () => send(many, keys.company, '?community=A')))
    const refused = replies.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(replies.every(({ status }) => status === 202 || status === 429)).toBe(true)
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect((await send({ '1-L1': { load: 5 } }, keys.a)).status).toBe(202)
  })

  it('makes data or quarantine of anything: 600 mutated messages, and the next is taken', async () => {
    const good = [JSON.stringify({ '1-L1': [{ ts: Date.now(), values: { load: 1, on: true, word: 'x' } }] }), JSON.stringify({ '1-L1': { load: 1 }, '2-L1': [{ load: 2 }] }), JSON.stringify({ device: '1-L1' })]
    const addresses = [doorAddresses.telemetry, doorAddresses.attributes, doorAddresses.connect]
    const bodies = addresses.flatMap((path, at) => fc.sample(mutated(Buffer.from(good[at] ?? '')), { numRuns: 200, seed }).map((bytes) => ({ path, bytes })))
    for (let i = 0; i < bodies.length; i += 20) {
      const statuses = await Promise.all(bodies.slice(i, i + 20).map(async ({ path, bytes }) => {
        const reply = await fetch(base + path, { method: 'POST', headers: { 'authorization': `Bearer ${keys.a}`, 'content-type': 'application/json' }, body: new Uint8Array(bytes) })
        return reply.status
      }))
      expect(statuses.filter((status) => ![202, 207, 400].includes(status))).toEqual([])
    }
    const mark = `mark-${randomUUID().slice(0, 8)}`
    expect((await send({ '1-L1': { [mark]: 1 } })).status).toBe(202)
    expect(await newest(lift())).toMatchObject({ [mark]: 1 })
  })
})

describe('the forms', () => {
  const value = fc.oneof(fc.integer(), fc.boolean(), fc.string())
  const values = fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== 'ts' && key !== 'values' && key !== '__proto__'), value, { minKeys: 1, maxKeys: 4 })
  const entry = fc.oneof(values.map((plain) => ({ said: plain as unknown, at: null as number | null, plain })), fc.tuple(values, fc.integer({ min: 0, max: 4e12 })).map(([plain, at]) => ({ said: { ts: at, values: plain } as unknown, at, plain })))

  it('of a device: one, timed or not, or an array of both', () => {
    fc.assert(fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
      const expected = entries.map(({ at, plain }) => ({ device: null, at, values: plain }))
      expect(readForm({ what: 'telemetry', form: 'device', body: entries.map(({ said }) => said) })).toMatchObject({ refused: [], readings: expected })
      expect(readForm({ what: 'telemetry', form: 'device', body: entries[0]?.said })).toMatchObject({ refused: [], readings: [expected[0]] })
    }))
  })

  it('of a gateway: the same by the names of devices, and attributes without times', () => {
    const named = fc.dictionary(fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'), fc.array(entry, { minLength: 1, maxLength: 3 }), { minKeys: 1, maxKeys: 4 })
    fc.assert(fc.property(named, (devices) => {
      const body = Object.fromEntries(Object.entries(devices).map(([name, entries]) => [name, entries.map(({ said }) => said)]))
      const expected = Object.entries(devices).flatMap(([device, entries]) => entries.map(({ at, plain }) => ({ device, at, values: plain })))
      expect(readForm({ what: 'telemetry', form: 'gateway', body })).toMatchObject({ refused: [], readings: expected })
    }))
    expect(readForm({ what: 'attributes', form: 'gateway', body: { a: { ts: 1, values: 2 } } })).toMatchObject({ readings: [{ device: 'a', at: null, values: { ts: 1, values: 2 } }] })
  })

  it('that are none of these are refused by what is wrong, without harm to the rest', () => {
    const read = readForm({ what: 'telemetry', form: 'gateway', body: { a: 5, b: [], c: [{ ts: 'yesterday', values: { x: 1 } }, { x: 2 }], d: {}, e: [{ ts: '1700000000000', values: { x: 3 } }] } })
    expect(read.refused.map(({ device, place }) => [device, place])).toEqual([['a', 'a'], ['b', 'b'], ['c', 'c[0].ts'], ['d', 'd']])
    expect(read.readings).toMatchObject([{ device: 'c', values: { x: 2 } }, { device: 'e', at: 1_700_000_000_000, values: { x: 3 } }])
    expect(readForm({ what: 'telemetry', form: 'device', body: Array.from({ length: mostReadings + 1 }, () => ({ x: 1 })) })).toMatchObject({ readings: [], refused: [{ place: '$' }] })
  })
})
