import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#server/identity/caller.ts'
import { Consumer } from '#server/journal/consumer.ts'
import type { Told } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { outgoing } from '#server/outlet/outgoing.ts'
import { Outlet } from '#server/outlet/outlet.ts'
import { isPublic, lookupPublic } from '#server/outlet/public-address.ts'
import { webhookCommands } from '#server/webhooks/webhook-commands.ts'
import { followWebhooks } from '#server/webhooks/webhook-follow.ts'
import { webhookQueries } from '#server/webhooks/webhook-queries.ts'
import { webhookSender } from '#server/webhooks/webhook-sender.ts'
import { commands, type CommandInput, type CommandName } from '#shared/commands.ts'
import type { Scope } from '#shared/roles.ts'
import type { Webhook, WebhookSecret } from '#shared/webhooks.ts'
import { Refusal } from '#server/refusal.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

const secret = 'the secret of this installation, long enough'
const handlers = webhookCommands(secret)
const hour = 3_600_000

type Heard = { path: string; headers: Record<string, string>; body: string }
type Answer = (req: IncomingMessage, res: ServerResponse) => void

let features: Features
let server: Server
let base: string
let follower: Consumer
let ahead = 0
const heard: Heard[] = []
const answers = new Map<string, Answer>()
const ok: Answer = (_req, res) => void res.writeHead(204).end()

beforeAll(async () => {
  features = await openFeatures()
  features.parts.now = () => Date.now() + ahead
  follower = new Consumer(features.parts, outgoing([followWebhooks]))
  server = createServer((req, res) => {
    let body = ''
    req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => {
      heard.push({ path: req.url ?? '', headers: req.headers as Record<string, string>, body })
      ;(answers.get(req.url ?? '') ?? ok)(req, res)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(async () => {
  ahead = 0
  heard.length = 0
  await features.parts.sql`update outlet set state = 'captured' where state = 'waiting'`
})
afterAll(async () => {
  server?.closeAllConnections()
  server?.close()
  await features?.close()
})

const administrator = (scope: Scope): Caller => ({ kind: 'person', actor: { kind: 'person', id: 'admin', name: 'admin' }, person: null, grants: [{ role: 'administrator', scope }] })
const company = administrator({ kind: 'everything' })

async function order<N extends Extract<CommandName, `webhook.${string}` | 'delivery.resend'>>(name: N, input: CommandInput<N>, { by = company, id = randomUUID() as string } = {}): Promise<Told & { body: Webhook }> {
  const handler = handlers[name] as (parts: Features['parts'], call: { id: string; request: unknown; caller: Caller; now: number }) => Promise<Told>
  const work = await handler(features.parts, { id, request: commands[name].request.parse(input), caller: by, now: Date.now() })
  const { once: _once, afterwards, ...kept } = work
  const answer = await features.parts.journal.commit({ ...kept, id: randomUUID(), name, digest: '', by: by.actor })
  if (!answer.ok) throw new Error(answer.message)
  await afterwards?.()
  return { ...work, body: (work.reply as { body: Webhook }).body }
}
const fault = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.fault : String(error)))

async function hook(path: string, more: Partial<CommandInput<'webhook.create'>> = {}): Promise<{ hook: Webhook; signing: string }> {
  const made = await order('webhook.create', { name: path, url: base + path, region: null, community: null, events: ['order.*'], ...more })
  return { hook: made.body, signing: (made.once as WebhookSecret).signing }
}
const report = (community = features.world.a.id) => carryOut(features, orderCommands, 'order.report', { community, category: 'repair', title: '水管漏水', reporter: '王小明', reporterPhone: '13912345678' })
const open = (allowPrivate = true) => new Outlet(features.parts, { subscriber: webhookSender(features.parts, { secret, allowPrivate }) })

/** Sends until `done`; a fresh outlet, as after a restart. */
async function sending<T>(done: () => Promise<T> | T, { allowPrivate = true } = {}): Promise<void> {
  const sender = open(allowPrivate)
  sender.start()
  try {
    await expect.poll(done, { timeout: 15_000, interval: 50 }).toBeTruthy()
  } finally {
    await sender.stop()
  }
}
const to = async (one: Webhook) => (await features.parts.sql<{ id: string; state: string; answer: string | null; attempts: number; channel: string }[]>`select id, state, answer, attempts, channel from outlet where body->>'webhook' = ${one.id} order by at`)
const at = (path: string) => heard.filter((one) => one.path === path)
const dueNow = () => features.parts.sql`update outlet set next_at = now() where state = 'waiting'`

describe('a webhook', () => {
  it('is told its secret once, and is made where its maker administers', async () => {
    const { a, b } = features.world
    const { hook: made, signing } = await hook('/once')
    expect(signing).toMatch(/^whsec_[\w+/]{43}=$/)
    const [kept] = await features.parts.sql<{ text: string }[]>`
      select (select string_agg(w::text, '') from webhook w) || (select string_agg(f::text, '') from fact f) || (select string_agg(a::text, '') from audit a) || (select string_agg(c::text, '') from command c) as text`
    expect(kept?.text).toContain(made.id)
    expect(kept?.text).not.toContain(signing)
    const asked = { name: 'x', url: 'https://receiver.example.com', events: ['order.*' as const] }
    const [ofA, ofRegion] = [administrator({ kind: 'community', id: a.id }), administrator({ kind: 'region', id: a.region })]
    const tried = (where: Partial<Webhook>, by: Caller) => fault(order('webhook.create', { ...asked, region: null, community: null, ...where }, { by }))
    expect([await tried({ community: a.id }, ofA), await tried({ community: b.id }, ofA), await tried({}, ofA), await tried({ region: a.region }, ofA)]).toEqual(['done', 'not-found', 'not-allowed', 'not-found'])
    expect([await tried({ community: a.id }, ofRegion), await tried({ region: a.region }, ofRegion), await tried({ region: b.region }, ofRegion), await tried({}, ofRegion)]).toEqual(['done', 'done', 'not-found', 'not-allowed'])
    expect(await tried({ region: a.region, community: a.id }, company)).toBe('invalid')
    expect(await fault(order('webhook.create', { ...asked, url: 'https://me:pass@receiver.example.com', region: null, community: null }))).toBe('invalid')
    const listed = async (caller: Caller) => (await webhookQueries.webhooks(features.parts, { ...asking, id: '', params: {}, caller, now: Date.now() })).map(({ id }) => id)
    expect(await listed(company)).toContain(made.id)
    expect(await listed(ofA)).not.toContain(made.id)
    await order('webhook.end', { version: 1 }, { id: made.id })
    expect(await fault(order('webhook.end', { version: 2 }, { id: made.id }))).toBe('illegal-move')
  })

  it('hears of its events in its scope, signed so that the standard’s library believes it, and of nobody’s name', async () => {
    const { a, b } = features.world
    const every = await hook('/every')
    const ofA = await hook('/of-a', { community: a.id, events: ['order.reported'] })
    const ofB = await hook('/of-b', { region: b.region })
    const alarms = await hook('/alarms', { events: ['alarm.*'] })
    const first = await report()
    await report(b.id)
    await carryOut(features, orderCommands, 'order.cancel', { version: 1, reason: '重复' }, first.body.id)
    await follower.level()
    await sending(() => at('/every').length >= 3 && at('/of-a').length >= 1 && at('/of-b').length >= 1)
    expect([at('/every').length, at('/of-a').length, at('/of-b').length, at('/alarms').length]).toEqual([3, 1, 1, 0])
    for (const [path, { signing }] of [['/every', every], ['/of-a', ofA], ['/of-b', ofB]] as const) {
      for (const { body, headers } of at(path)) {
        const message = new Verifier(signing).verify(body, headers) as { type: string; timestamp: string; data: { id: string; number: string; title: string } }
        expect(message).toMatchObject({ type: expect.stringMatching(/^order\./), data: { title: '水管漏水' } })
        expect(body).not.toMatch(/王小明|13912345678/)
        expect(() => new Verifier(signing).verify(`${body} `, headers)).toThrow()
      }
    }
    expect(await to(alarms.hook)).toEqual([])
    for (const one of [every, ofA, ofB, alarms]) await order('webhook.end', { version: 1 }, { id: one.hook.id })
  })

  it('is tried again after a 500, with the same id and a later time, and read through twice is told once', async () => {
    const { hook: one, signing } = await hook('/later')
    answers.set('/later', (_req, res) => void res.writeHead(at('/later').length === 1 ? 500 : 200).end())
    await report()
    await follower.level()
    await features.parts.sql`update consumer set cursor = 0 where name = 'outgoing'`
    await follower.level()
    await sending(async () => (await to(one))[0]?.answer === 'HTTP 500')
    expect(await to(one)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    ahead = 60_000
    await dueNow()
    await sending(async () => (await to(one))[0]?.state === 'sent')
    const [first, second] = at('/later')
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(Number(first?.headers['webhook-timestamp']))
    expect(second?.headers['webhook-signature']).not.toBe(first?.headers['webhook-signature'])
    expect(new Verifier(signing).sign(String(second?.headers['webhook-id']), new Date(Number(second?.headers['webhook-timestamp']) * 1000), second?.body ?? '')).toBe(second?.headers['webhook-signature'])
    await order('webhook.end', { version: 1 }, { id: one.id })
  })

  it('is given up after a day, is then in the list of what failed, and is sent again when it is asked for', async () => {
    const { hook: one } = await hook('/down')
    answers.set('/down', (_req, res) => void res.writeHead(503).end())
    await report()
    await follower.level()
    await sending(async () => (await to(one))[0]?.attempts === 1)
    ahead = 23 * hour
    await dueNow()
    await sending(async () => (await to(one))[0]?.attempts === 2)
    expect((await to(one))[0]?.state).toBe('waiting')
    ahead = 25 * hour
    await dueNow()
    await sending(async () => (await to(one))[0]?.state === 'failed')
    ahead = 0
    const failed = await webhookQueries.deliveries(features.parts, { ...asking, id: '', params: { state: 'failed' }, caller: company, now: Date.now() })
    const [dead] = failed.filter(({ to: name }) => name === '/down')
    expect(dead).toMatchObject({ kind: 'webhook', about: expect.stringMatching(/^order\.reported \d{4}-/), state: 'failed', attempts: 3, answer: 'HTTP 503', nextAt: null })
    const id = dead?.id ?? ''
    expect(await fault(order('delivery.resend', {}, { id, by: administrator({ kind: 'community', id: features.world.b.id }) }))).toBe('not-found')
    answers.set('/down', ok)
    await order('delivery.resend', {}, { id, by: administrator({ kind: 'community', id: features.world.a.id }) })
    expect(await fault(order('delivery.resend', {}, { id }))).toBe('illegal-move')
    await sending(async () => (await to(one))[0]?.state === 'sent')
    expect(new Set(at('/down').map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]))
    await order('webhook.end', { version: 1 }, { id: one.id })
  })

  it('is switched off by a receiver that is gone for good, and tells what waits for it to nobody', async () => {
    const { hook: one } = await hook('/gone')
    answers.set('/gone', (_req, res) => void res.writeHead(410).end())
    await report()
    await follower.level()
    await sending(async () => (await to(one))[0]?.state === 'failed')
    const [row] = (await webhookQueries.webhooks(features.parts, { ...asking, id: '', params: {}, caller: company, now: Date.now() })).filter(({ id }) => id === one.id)
    expect(row).toMatchObject({ enabled: false, version: 2 })
    await report()
    await follower.level()
    expect(await to(one)).toHaveLength(1)
  })

  it('holds up nobody else by being slow, endless or broken', async () => {
    const slow = await hook('/slow')
    const endless = await hook('/endless')
    const away = await hook('/away')
    const broken = await hook('/broken')
    const quick = await hook('/quick')
    answers.set('/slow', (req) => {
      req.socket.write('HTTP/1.1 200 OK\r\nX-Slow: ')
      const drip = setInterval(() => req.socket.write('a'), 100)
      req.socket.once('close', () => clearInterval(drip))
    })
    answers.set('/endless', (_req, res) => {
      res.writeHead(200)
      const pour = (): void => {
        while (!res.destroyed && res.write('x'.repeat(65_536)));
        res.once('drain', pour)
      }
      pour()
    })
    answers.set('/away', (_req, res) => void res.writeHead(307, { location: `${base}/stolen` }).end())
    answers.set('/broken', (req) => void req.socket.end('nonsense\r\n\r\n'))
    for (let i = 0; i < 12; i++) await report()
    await follower.level()
    await sending(async () => at('/quick').length >= 12 && (await to(endless.hook)).every(({ state }) => state === 'sent') && (await to(away.hook)).every(({ answer }) => answer?.includes('redirects')) && (await to(broken.hook)).every(({ answer }) => answer !== null))
    expect((await to(quick.hook)).map(({ state }) => state)).toEqual(Array.from({ length: 12 }, () => 'sent'))
    expect(at('/slow').length).toBeLessThanOrEqual(8)
    expect((await to(slow.hook)).filter(({ state }) => state === 'sent')).toEqual([])
    expect(at('/stolen')).toEqual([])
    for (const one of [slow, endless, away, broken, quick]) await order('webhook.end', { version: 1 }, { id: one.hook.id })
  }, 40_000)

  it('reaches no address of this machine or its networks, by number or by name', async () => {
    const port = (server.address() as AddressInfo).port
    const ways = [`http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://0x7f000001:${port}`, `http://[::1]:${port}`, `http://[::ffff:127.0.0.1]:${port}`, `http://2130706433:${port}`]
    const hooks = await Promise.all(ways.map((url) => order('webhook.create', { name: url, url: `${url}/inside`, region: null, community: null, events: ['order.reported'] })))
    await report()
    await follower.level()
    await sending(async () => (await Promise.all(hooks.map(({ body }) => to(body)))).every(([row]) => row?.answer?.includes('private address')), { allowPrivate: false })
    expect(at('/inside')).toEqual([])
    // The control: allowed, the same addresses are reached.
    await dueNow()
    await sending(() => at('/inside').length >= 2)
    for (const { body } of hooks) await order('webhook.end', { version: 1 }, { id: body.id })
  })

  it.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '::', '::1', '::ffff:8.8.8.8', 'fe80::1', 'fe80::1%eth0', 'fd00::1', '64:ff9b::7f00:1', '2002:7f00:1::', 'not an address', ''])('takes %j for none of the public internet', (address) => {
    expect(isPublic(address)).toBe(false)
  })
  it.each(['8.8.8.8', '114.114.114.114', '172.32.0.1', '2400:3200::1', '[2606:4700:4700::1111]'])('takes %j for one', (address) => {
    expect(isPublic(address)).toBe(true)
  })
  it.each([true, false])('connects only to what it checked, asked for all: %s', async (all) => {
    const error = await new Promise((found) => lookupPublic('localhost', { all }, (failed) => found(failed)))
    expect(String(error)).toContain('private address')
  })

  it('that belongs to a drill reaches nothing, not even the table of what may leave', async () => {
    const { hook: one } = await hook('/drill')
    const real = await report()
    const drill = randomUUID()
    const fact = { ...real.body, id: randomUUID(), version: 1, number: 'DRILL', mode: drill }
    const [row] = await features.parts.sql<{ row: Record<string, unknown> }[]>`select to_jsonb(o) as row from work_order o where id = ${real.body.id}`
    const answer = await features.parts.journal.commit(systemCommand('test', 'drill', randomUUID(), {
      changes: [{ table: 'work_order', row: { ...row?.row, id: fact.id, version: 1, number: 'DRILL', mode: drill }, expect: 0, fact: { name: 'order.reported', community: features.world.a.id, body: fact as never } }],
      reply: null, community: features.world.a.id, mode: drill,
    }))
    expect(answer.ok).toBe(true)
    await follower.level()
    await sending(async () => at('/drill').length >= 1 && (await to(one)).every(({ state }) => state !== 'waiting'))
    expect(at('/drill').map(({ body }) => (JSON.parse(body) as { data: { id: string } }).data.id)).toEqual([real.body.id])
    expect((await to(one)).map(({ channel, state }) => `${channel} ${state}`).toSorted()).toEqual(['capture captured', 'subscriber sent'])
    // The control: whoever forgets the mode is refused by the table itself.
    const [cursor] = await features.parts.sql<{ cursor: number }[]>`select cursor::int from consumer where name = 'outgoing'`
    const forged = JSON.stringify([{ id: randomUUID(), community: null, mode: drill, channel: 'subscriber', body: {}, state: 'waiting', answer: null }])
    const held = cursor?.cursor ?? 0
    await expect(features.parts.sql`select follow_facts(${forged}::text::jsonb, ${held}, ${held})`).rejects.toMatchObject({ constraint_name: 'drill_is_captured' })
    await order('webhook.end', { version: 1 }, { id: one.id })
  })

  it('is sent at least once, under one id, when its process dies between taking it up and sending', async () => {
    const { hook: one } = await hook('/killed')
    answers.set('/killed', () => {})
    await report()
    await follower.level()
    const first = open()
    first.start()
    await expect.poll(() => at('/killed').length, { timeout: 5_000 }).toBe(1)
    await first.stop()
    expect(await to(one)).toMatchObject([{ state: 'waiting', attempts: 1, answer: null }])
    answers.set('/killed', ok)
    await dueNow()
    await sending(async () => (await to(one))[0]?.state === 'sent')
    const [{ id } = { id: '' }] = await to(one)
    expect(at('/killed').map(({ headers }) => headers['webhook-id'])).toEqual([id, id])
  })
})
