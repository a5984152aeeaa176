import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quarantine } from '#db/schema/ingest.ts'
import { doors } from '#shared/doors.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { doorRoutes } from '#server/ingest/door-routes.ts'
import { usualRates, type DoorRates } from '#server/ingest/door-intake.ts'
import { issueKey, revokeKey } from '#server/ingest/machine-key-store.ts'
import { Unanswered } from '#server/journal/journal.ts'
import type { DoorHandlers } from '#server/live/handler.ts'
import { problemHandler } from '#server/problem.ts'
import { freshDatabase } from './database.ts'

const log = pino({ level: 'silent' })
const installation = 'the secret of this installation, long enough'
const operator = { kind: 'system', id: 'test', name: 'test' } as const

let database: Awaited<ReturnType<typeof freshDatabase>>
let opened: Opened
let secret: string
let keyId: string
const heard: unknown[] = []

const taking: DoorHandlers = {
  requests: async (_parts, messages) => messages.map((message) => (heard.push(message), { ok: true, id: message.id, cursor: 7 })),
  alarms: async (_parts, messages) =>
    messages.map((message) => {
      heard.push(message)
      if (message.community === 'NOWHERE') return { ok: false, id: message.id, fault: 'not-found', errors: [{ field: 'community', message: 'unknown' }] }
      return { ok: true, id: message.id, cursor: 7 }
    }),
  positions: async () => {
    throw new Unanswered('away')
  },
}

const serve = (rates: DoorRates = usualRates) => {
  const app = express()
  app.use(doorRoutes(opened.parts, taking, { secret: installation, rates }))
  app.use(problemHandler(log))
  return app
}

const alarm = (more: object = {}) => ({ id: randomUUID(), community: 'C1', kind: 'lift.fault', severity: 'major', change: 'raised', ...more })

const post = (app: express.Express, door: string, body: unknown, key = secret) =>
  request(app).post(`/api/doors/${door}`).set('Authorization', `Bearer ${key}`).set('Content-Type', 'application/json').send(typeof body === 'string' ? body : JSON.stringify(body))

/** supertest would make JSON of them. */
async function postBytes(app: express.Express, body: Uint8Array<ArrayBuffer>): Promise<[number, string | null]> {
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }
  const reply = await fetch(`http://127.0.0.1:${port}/api/doors/alarms`, { method: 'POST', headers, body })
  server.close()
  return [reply.status, reply.headers.get('content-type')]
}

const kept = () => opened.parts.db.select().from(quarantine).orderBy(quarantine.seq)

beforeAll(async () => {
  database = await freshDatabase()
  opened = openParts(database.url, 'test', log)
  ;({ id: keyId, secret } = await issueKey(opened.parts, { name: 'gateway', community: null, doors }, operator))
})

afterAll(async () => {
  await opened?.close()
  await database?.drop()
})

describe('a door', () => {
  it('takes one message and an array, and says so after the handler did', async () => {
    const app = serve()
    const one = await post(app, 'alarms', alarm())
    expect(one.status).toBe(202)
    expect(one.body.answers).toEqual([{ ok: true, id: expect.any(String), cursor: 7 }])
    const many = await post(app, 'alarms', [alarm(), alarm()])
    expect(many.status).toBe(202)
    expect(many.body.answers).toHaveLength(2)
  })

  it('answers each message in its place, takes the good ones and keeps the bad ones', async () => {
    const before = (await kept()).length
    heard.length = 0
    const good = alarm()
    const reply = await post(serve(), 'alarms', [alarm({ kind: 'NO SUCH' }), good, 7, alarm({ community: 'NOWHERE' })]).set('Accept-Language', 'en')
    expect(reply.status).toBe(207)
    expect(reply.body.answers.map((answer: { ok: boolean }) => answer.ok)).toEqual([false, true, false, false])
    expect(reply.body.answers[0].errors[0].field).toBe('[0].kind')
    expect(reply.body.answers[2].errors[0].field).toBe('[2]')
    expect(reply.body.answers[3].errors[0].field).toBe('[3].community')
    expect(heard).toHaveLength(2)
    const rows = (await kept()).slice(before)
    expect(rows.map((row) => [row.door, row.key])).toEqual([['alarms', keyId], ['alarms', keyId]])
    expect(rows[0]?.body).toContain('NO SUCH')
  })

  it('refuses with a problem that names the fields when it takes none', async () => {
    const reply = await post(serve(), 'requests', { ...alarm(), '\u0000': 1 })
    expect(reply.status).toBe(400)
    expect(reply.type).toBe('application/problem+json')
    expect(reply.body.errors.map((error: { field: string }) => error.field)).toEqual(expect.arrayContaining(['category', 'title', 'kind', 'severity', 'change']))
  })

  it('refuses what is no JSON, no UTF-8, empty, too large, too many or another type', async () => {
    const app = serve()
    const before = (await kept()).length
    expect((await post(app, 'alarms', '{"a":')).body).toMatchObject({ status: 400, type: '/faults/malformed', errors: [{ field: 'body' }] })
    for (const bytes of [Buffer.from([0x22, 0xff, 0x22]), Buffer.alloc(0)]) {
      expect(await postBytes(app, bytes)).toEqual([400, 'application/problem+json; charset=utf-8'])
    }
    expect((await post(app, 'alarms', '[]')).body.errors).toEqual([{ field: '$', message: expect.any(String) }])
    expect((await post(app, 'alarms', `"${'x'.repeat(1024 * 1024)}"`)).status).toBe(413)
    expect((await post(app, 'alarms', Array.from({ length: 1001 }, () => alarm()))).status).toBe(413)
    expect((await post(app, 'alarms', '<a/>').set('Content-Type', 'text/xml')).status).toBe(415)
    expect((await post(app, 'alarms', '{}').set('Content-Type', 'application/json; charset=gbk')).status).toBe(415)
    expect((await kept()).slice(before).map((row) => row.body)).toEqual(['{"a":', '"\u00ff"'])
  })

  it('keeps at most 16 KB of what it could not read, and what nests too deep', async () => {
    const app = serve()
    expect((await post(app, 'alarms', `"${'好'.repeat(20_000)}"`)).status).toBe(400)
    const last = (await kept()).at(-1)
    expect(Buffer.byteLength(last?.body ?? '')).toBeLessThanOrEqual(16 * 1024)
    expect(Buffer.byteLength(last?.body ?? '')).toBeGreaterThan(16 * 1024 - 8)
    const deep = `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    expect((await post(app, 'alarms', deep)).status).toBe(400)
  })

  it('answers 503, never 2xx, when the commit was not answered', async () => {
    const reply = await post(serve(), 'positions', { person: 'S1', point: [1, 2] })
    expect(reply.status).toBe(503)
    expect(reply.headers['retry-after']).toBe('1')
  })
})

describe('a key', () => {
  it('is needed, and must be one of ours', async () => {
    const app = serve()
    expect((await request(app).post('/api/doors/alarms').send(alarm())).status).toBe(401)
    const reply = await post(app, 'alarms', alarm(), `wf_${'A'.repeat(43)}`)
    expect(reply.status).toBe(401)
    expect(reply.headers['www-authenticate']).toBe('Bearer')
    expect((await post(app, 'alarms', alarm(), '%00')).status).toBe(401)
  })

  it('opens only the doors that it was made for', async () => {
    const narrow = await issueKey(opened.parts, { name: 'tracker', community: null, doors: ['positions'] }, operator)
    expect((await post(serve(), 'alarms', alarm(), narrow.secret)).status).toBe(403)
  })

  it('no longer opens anything once revoked', async () => {
    const made = await issueKey(opened.parts, { name: 'old', community: null, doors }, operator)
    expect((await post(serve(), 'alarms', alarm(), made.secret)).status).toBe(202)
    expect(await revokeKey(opened.parts, made.id, operator)).toBe(true)
    expect((await post(serve(), 'alarms', alarm(), made.secret)).status).toBe(401)
    expect(await revokeKey(opened.parts, made.id, operator)).toBe(false)
  })

  it('is stored only as a hash', async () => {
    const [row] = await opened.parts.sql<{ text: string }[]>`select string_agg(k::text, '') || (select string_agg(a::text, '') from audit a) as text from machine_key k`
    expect(row?.text).toContain(secret.slice(0, 8))
    expect(row?.text).not.toContain(secret.slice(0, 20))
  })
})

describe('a flood', () => {
  const rates: DoorRates = { ...usualRates, ordinary: { perSecond: 0.001, burst: 3 } }

  it('of one key is held back, in the places where it began', async () => {
    const app = serve(rates)
    const reply = await post(app, 'alarms', Array.from({ length: 5 }, () => alarm()))
    expect(reply.status).toBe(207)
    expect(reply.body.answers.map((answer: { fault?: string }) => answer.fault)).toEqual([undefined, undefined, undefined, 'too-many', 'too-many'])
    const none = await post(app, 'alarms', alarm())
    expect([none.status, none.type]).toEqual([429, 'application/problem+json'])
    expect(Number(none.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('never holds back a critical alarm', async () => {
    const app = serve(rates)
    await post(app, 'alarms', Array.from({ length: 5 }, () => alarm()))
    const reply = await post(app, 'alarms', [alarm(), alarm({ severity: 'critical' })])
    expect(reply.body.answers.map((answer: { ok: boolean }) => answer.ok)).toEqual([false, true])
  })

  it('of all doors and of what is not even an alarm does not hold one back either', async () => {
    const app = serve(rates)
    await Promise.all(Array.from({ length: 20 }, () => post(app, 'alarms', [alarm(), '{}', alarm({ severity: 'minor' })])))
    await Promise.all(Array.from({ length: 20 }, () => post(app, 'requests', { id: randomUUID(), community: 'C1', category: 'repair', title: 'x' })))
    expect((await post(app, 'alarms', alarm())).status).toBe(429)
    expect((await post(app, 'alarms', alarm({ severity: 'critical' }))).status).toBe(202)
  })

  it('would hold it back where critical alarms had no bucket of their own', async () => {
    const app = serve({ ...rates, critical: { perSecond: 0.001, burst: 0 } })
    const reply = await post(app, 'alarms', [alarm(), alarm({ severity: 'critical' })])
    expect(reply.body.answers.map((answer: { ok: boolean }) => answer.ok)).toEqual([true, false])
  })
})
