import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import express from 'express'
import pino from 'pino'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleOf } from '#client/keys/key-example.ts'
import { keyUses, signedMessages } from '#db/schema/keys.ts'
import { doorRoutes } from '#server/ingest/door-routes.ts'
import type { Caller } from '#server/identity/caller.ts'
import { Unanswered } from '#server/journal/journal.ts'
import type { Told } from '#server/journal/change.ts'
import type { DoorHandlers } from '#server/live/handler.ts'
import { keyCommands } from '#server/keys/key-commands.ts'
import { keyQueries } from '#server/keys/key-queries.ts'
import { problemHandler } from '#server/problem.ts'
import { Refusal } from '#server/refusal.ts'
import { Upkeep } from '#server/upkeep.ts'
import { commands, type CommandInput } from '#shared/commands.ts'
import type { DoorReply } from '#shared/doors.ts'
import { faults } from '#shared/faults.ts'
import { MachineKey, type KeySecret } from '#shared/keys.ts'
import type { Scope } from '#shared/roles.ts'
import { asking, openFeatures, type Features } from './features.ts'

type KeyCommand = 'key.issue' | 'key.rotate' | 'key.revoke'
type Made = { key: MachineKey; secret: KeySecret }

const installation = 'the secret of this installation, long enough'
const handlers = keyCommands(installation)

let features: Features
let server: Server
let base: string
/** The doors' clock is ahead of the real one by this many milliseconds. */
let ahead = 0
let away = false
const heard: string[] = []

const hear = (id: string) => {
  if (away) throw new Unanswered('away')
  heard.push(id)
  return { ok: true as const, id, cursor: 1 }
}
const taking: DoorHandlers = {
  requests: async (_parts, messages) => messages.map(({ id }) => hear(id)),
  alarms: async (_parts, messages) => messages.map(({ id }) => hear(id)),
  positions: async (_parts, messages) => messages.map(({ person }) => hear(person)),
}

beforeAll(async () => {
  features = await openFeatures()
  const app = express()
  app.use(doorRoutes({ ...features.parts, now: () => Date.now() + ahead }, taking, { secret: installation }))
  app.use(problemHandler(pino({ level: 'silent' })))
  server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server?.close()
  await features?.close()
})

const administrator = (scope: Scope): Caller => ({ kind: 'person', actor: { kind: 'person', id: 'admin', name: 'admin' }, person: null, grants: [{ role: 'administrator', scope }] })
const company = administrator({ kind: 'everything' })
const ofCommunity = () => administrator({ kind: 'community', id: features.world.a.id })
const ofRegion = () => administrator({ kind: 'region', id: features.world.a.region })

/** As the server carries it out, with what it tells once. */
async function order<N extends KeyCommand>(name: N, input: CommandInput<N>, { by = company, id = randomUUID() as string, now = Date.now() } = {}): Promise<Told & { body: MachineKey }> {
  const handler = handlers[name] as (parts: Features['parts'], call: { id: string; request: unknown; caller: Caller; now: number }) => Promise<Told>
  const work = await handler(features.parts, { id, request: commands[name].request.parse(input), caller: by, now })
  const { once: _told, ...kept } = work
  const answer = await features.parts.journal.commit({ ...kept, id: randomUUID(), name, digest: '', by: by.actor })
  if (!answer.ok) throw new Error(answer.message)
  return { ...work, body: (work.reply as { body: MachineKey }).body }
}

async function issue(more: Partial<CommandInput<'key.issue'>> = {}, by = company): Promise<Made> {
  const done = await order('key.issue', { name: 'gateway', community: null, doors: ['alarms'], ...more }, { by })
  return { key: done.body, secret: done.once as KeySecret }
}
const rotate = async ({ key }: Made, overlapHours: number, now = Date.now()): Promise<Made> => {
  const done = await order('key.rotate', { version: key.version, overlapHours }, { id: key.id, now })
  return { key: done.body, secret: done.once as KeySecret }
}
const fault = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.fault : String(error)))

const alarm = (id = randomUUID()) => JSON.stringify({ id, community: 'A', kind: 'lift.fault', severity: 'major', change: 'raised' })
type Sent = { status: number; body: Partial<DoorReply> & { type?: string } }

async function knock(body: string, headers: Record<string, string>, query = ''): Promise<Sent> {
  const answer = await fetch(`${base}/api/doors/alarms${query}`, { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers }, body })
  return { status: answer.status, body: (await answer.json()) as Sent['body'] }
}
const withKey = (secret: KeySecret, body = alarm()): Promise<Sent> => knock(body, { authorization: `Bearer ${secret.key}` })

/** Headers as a sender of Standard Webhooks makes them. `off`: seconds by which its clock is ahead. */
function signature(signing: string | null, body: string, { message = `msg_${randomUUID()}`, off = 0 } = {}): Record<string, string> {
  const at = new Date(Date.now() + off * 1000)
  return { 'webhook-id': message, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(signing ?? '').sign(message, at, body) }
}

describe('a key', () => {
  it('is told once, and its secret and hash are in no reply, fact, audit line or list', async () => {
    const { key, secret } = await issue({ community: features.world.a.id })
    expect(MachineKey.parse(key)).toEqual(key)
    expect(secret).toEqual({ key: expect.stringMatching(/^wf_[\w-]{43}$/), signing: null })
    expect((await withKey(secret)).status).toBe(202)
    const [kept] = await features.parts.sql<{ text: string; hashes: number }[]>`
      select (select string_agg(k::text, '') from machine_key k) || (select string_agg(f::text, '') from fact f) || (select string_agg(a::text, '') from audit a)
        || (select string_agg(c::text, '') from command c) as text, (select count(*)::int from machine_key where hash ~ '^[0-9a-f]{64}$') as hashes`
    expect(kept?.text).toContain(key.prefix)
    expect(kept?.text).not.toContain(secret.key.slice(0, 12))
    expect(kept?.hashes).toBeGreaterThan(0)
    expect(JSON.stringify(await keyQueries.keys(features.parts, { ...asking, id: '', params: {}, caller: company, now: Date.now() }))).not.toMatch(/hash|[0-9a-f]{64}/)
  })

  it('is made by whoever administers its place, and for the company by whoever administers that', async () => {
    const { a, b } = features.world
    const asked = { name: 'x', doors: ['alarms' as const] }
    for (const by of [company, ofRegion(), ofCommunity()]) expect(await fault(order('key.issue', { ...asked, community: a.id }, { by }))).toBe('done')
    for (const by of [ofRegion(), ofCommunity()]) {
      expect(await fault(order('key.issue', { ...asked, community: b.id }, { by }))).toBe('not-found')
      expect(await fault(order('key.issue', { ...asked, community: null }, { by }))).toBe('not-allowed')
    }
    expect(await fault(order('key.issue', { ...asked, community: a.id }, { by: features.caller }))).toBe('not-allowed')
  })

  it('is listed, rotated and revoked only where the caller administers', async () => {
    const { a, b } = features.world
    const [own, other, whole] = [await issue({ community: a.id }), await issue({ community: b.id }), await issue()]
    const listed = async (caller: Caller) => (await keyQueries.keys(features.parts, { ...asking, id: '', params: {}, caller, now: Date.now() })).map(({ id }) => id)
    expect(await listed(company)).toEqual(expect.arrayContaining([own.key.id, other.key.id, whole.key.id]))
    const seen = await listed(ofCommunity())
    expect(seen).toContain(own.key.id)
    expect(seen).not.toContain(other.key.id)
    expect(seen).not.toContain(whole.key.id)
    for (const name of ['key.rotate', 'key.revoke'] as const) {
      expect(await fault(order(name, { version: 1 }, { by: ofCommunity(), id: other.key.id }))).toBe('not-found')
      expect(await fault(order(name, { version: 1 }, { by: ofCommunity(), id: whole.key.id }))).toBe('not-allowed')
    }
    expect(await fault(order('key.revoke', { version: 1 }, { by: ofCommunity(), id: own.key.id }))).toBe('done')
  })

  it('that was rotated opens until the overlap is over, beside the new one', async () => {
    const old = await issue({ doors: ['alarms', 'requests'] })
    const fresh = await rotate(old, 2)
    expect(fresh.key).toMatchObject({ replaces: old.key.id, doors: ['alarms', 'requests'], name: old.key.name, version: 1 })
    expect([(await withKey(old.secret)).status, (await withKey(fresh.secret)).status]).toEqual([202, 202])
    ahead = 2 * 3_600_000 - 60_000
    expect((await withKey(old.secret)).status).toBe(202)
    ahead = 2 * 3_600_000 + 1_000
    expect([(await withKey(old.secret)).status, (await withKey(fresh.secret)).status]).toEqual([401, 202])
    ahead = 0
  })

  it('is rotated once, at the version that was seen, and not after its end', async () => {
    const old = await issue()
    expect(await fault(order('key.rotate', { version: 7 }, { id: old.key.id }))).toBe('conflict')
    await rotate(old, 0)
    expect((await withKey(old.secret)).status).toBe(401)
    expect(await fault(order('key.rotate', { version: 2 }, { id: old.key.id }))).toBe('illegal-move')
    expect(await fault(order('key.revoke', { version: 2 }, { id: old.key.id }))).toBe('done')
    expect(await fault(order('key.revoke', { version: 3 }, { id: old.key.id }))).toBe('illegal-move')
  })

  it('that is revoked stops within 5 s where it was known a moment ago', async () => {
    const made = await issue()
    expect((await withKey(made.secret)).status).toBe(202)
    await order('key.revoke', { version: 1 }, { id: made.key.id })
    await expect.poll(async () => (await withKey(made.secret)).status, { timeout: 5_000, interval: 250 }).toBe(401)
  })

  it('shows when and from where it was last used, written at most once a minute', async () => {
    const made = await issue()
    const use = async () => (await features.parts.db.select().from(keyUses)).find(({ key }) => key === made.key.id)
    await withKey(made.secret)
    await expect.poll(use).toMatchObject({ address: expect.stringContaining('127.0.0.1'), clockSkew: null })
    const first = await use()
    ahead = 50_000
    await withKey(made.secret)
    ahead = 61_000
    await withKey(made.secret)
    await expect.poll(async () => (await use())?.at).not.toBe(first?.at)
    expect(Date.parse((await use())?.at ?? '') - Date.parse(first?.at ?? '')).toBeGreaterThan(60_000)
    ahead = 0
  })
})

describe('the example that comes with a key', () => {
  const has = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
  const shell = ['bash', 'curl', 'openssl', 'od', 'base64'].every((program) => program === 'openssl' ? spawnSync(program, ['version'], { stdio: 'ignore' }).status === 0 : has(program))

  it.skipIf(!shell).each([false, true])('is taken as it stands, signed: %s', async (signed) => {
    const { key, secret } = await issue({ signed })
    const { stdout } = await promisify(execFile)('bash', ['-c', exampleOf(key, base, { community: 'A', device: null })], { env: { ...process.env, WATCHFLOOR_KEY: secret.key, WATCHFLOOR_SIGNING: secret.signing ?? '' } })
    expect(JSON.parse(stdout)).toMatchObject({ answers: [{ ok: true, id: heard.at(-1) }] })
  })
})

describe('a signed message', () => {
  it('is taken by the key that it names, in the query or by its secret; without a good signature it is not', async () => {
    const { key, secret } = await issue({ signed: true })
    expect(secret.signing).toMatch(/^whsec_[\w+/]{43}=$/)
    const [body, another] = [alarm(), alarm()]
    const named = `?key=${key.id}`
    const good = signature(secret.signing, body)
    const bad: [string, Record<string, string>, string][] = [
      [body, {}, named],
      [body, { authorization: `Bearer ${secret.key}` }, ''],
      [another, good, named],
      [body, signature(`whsec_${Buffer.from('another').toString('base64')}`, body), named],
      [body, { ...good, 'webhook-id': 'another' }, named],
      [body, { ...good, 'webhook-timestamp': '1' }, named],
      [body, { ...good, 'webhook-timestamp': 'soon' }, named],
      [body, { ...good, 'webhook-signature': 'v1,' }, named],
      [body, { ...good, 'webhook-signature': (good['webhook-signature'] ?? '').replace('v1,', 'v2,') }, named],
      [body, good, `?key=${randomUUID()}`],
      [body, good, '?key=x'],
      [body, good, ''],
      ['{"a":', {}, named],
    ]
    for (const [text, headers, query] of bad) expect(await knock(text, headers, query), JSON.stringify(headers)).toMatchObject({ status: 401, body: { type: '/faults/key-needed' } })
    expect((await knock(body, good, named)).status).toBe(202)
    expect((await knock(another, { ...signature(secret.signing, another), authorization: `Bearer ${secret.key}` })).status).toBe(202)
  })

  it('is taken with one good signature among several', async () => {
    const { key, secret } = await issue({ signed: true })
    const body = alarm()
    const good = signature(secret.signing, body)
    const several = `v1,AAAA ${good['webhook-signature']} v1a,x`
    expect((await knock(body, { ...good, 'webhook-signature': several }, `?key=${key.id}`)).status).toBe(202)
  })

  it('is not what a plain key can be named for', async () => {
    const { key, secret } = await issue()
    const body = alarm()
    expect((await knock(body, signature(`whsec_${Buffer.from('x').toString('base64')}`, body), `?key=${key.id}`)).status).toBe(401)
    expect((await withKey(secret, body)).status).toBe(202)
  })

  it('changes nothing when it is played again, and may come again after a failure', async () => {
    const { key, secret } = await issue({ signed: true })
    const id = randomUUID()
    const body = alarm(id)
    const headers = signature(secret.signing, body)
    away = true
    expect((await knock(body, headers, `?key=${key.id}`)).status).toBe(503)
    away = false
    expect((await knock(body, headers, `?key=${key.id}`)).status).toBe(202)
    expect(await knock(body, headers, `?key=${key.id}`)).toMatchObject({ status: faults.replayed.status, body: { type: '/faults/replayed' } })
    expect(heard.filter((one) => one === id)).toHaveLength(1)
    // The control: the same body under another message id is another message.
    expect((await knock(body, signature(secret.signing, body), `?key=${key.id}`)).status).toBe(202)
  })

  it('of a wrong clock is taken and flagged; of a right one it is not flagged', async () => {
    const { key, secret } = await issue({ signed: true })
    const skew = async () => (await keyQueries.keys(features.parts, { ...asking, id: '', params: {}, caller: company, now: Date.now() })).find(({ id }) => id === key.id)?.clockSkew
    for (const off of [-7 * 86_400, 7_200]) {
      const body = alarm()
      const sent = await knock(body, signature(secret.signing, body, { off }), `?key=${key.id}`)
      expect(sent.status).toBe(202)
      expect(sent.body.warnings).toEqual([{ field: 'webhook-timestamp', message: expect.stringContaining(off < 0 ? 'behind' : 'ahead') }])
    }
    await expect.poll(skew).toBeLessThan(-7 * 86_400 + 60)
    const body = alarm()
    expect((await knock(body, signature(secret.signing, body, { off: -200 }), `?key=${key.id}`)).body.warnings).toBeUndefined()
  })

  it('is forgotten after a week', async () => {
    const { parts } = features
    const key = randomUUID()
    const day = 86_400_000
    await parts.db.insert(signedMessages).values([8.1, 6.9].map((days) => ({ key, message: `${days}`, at: new Date(Date.now() - days * day).toISOString() })))
    const upkeep = new Upkeep(parts)
    await upkeep.start()
    await upkeep.stop()
    expect((await parts.db.select().from(signedMessages)).filter((row) => row.key === key).map(({ message }) => message)).toEqual(['6.9'])
  })
})
