import { Agent, request } from 'node:http'
import { connect as connectSocket } from 'node:net'
import fc from 'fast-check'
import pino from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { commands, type CommandName } from '#shared/commands.ts'
import { doorPaths, messageDoors as doors } from '#shared/doors.ts'
import { faults } from '#shared/faults.ts'
import { queries } from '#shared/queries.ts'
import { freshDatabase } from './database.ts'
import { hostileValue, mutated, seed, spoiled } from './hostile.ts'
import { signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

type Asked = { method: string; path: string; headers: Record<string, string>; body: Buffer | null }
type Answered = { status: number; type: string; text: string }

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let world: World
let cookie: string
let reading: Opened
const agent = new Agent({ keepAlive: true, maxSockets: 16 })

beforeAll(async () => {
  console.log(`bad input: BAD_INPUT_SEED=${seed}`)
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  cookie = await signIn(base, 'manager')
  reading = openParts(database.url, 'test', log)
})
afterAll(async () => {
  agent.destroy()
  await app?.stop()
  await reading?.close()
  await database?.drop()
})

function ask({ method, path, headers, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(base)
  return new Promise((answered, failed) => {
    const asking = request({ agent, hostname, port, method, path, headers: { ...headers, ...(body ? { 'content-length': body.length } : {}) } }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('end', () => answered({ status: reply.statusCode ?? 0, type: reply.headers['content-type'] ?? '', text: Buffer.concat(chunks).toString() }))
      reply.on('error', failed)
    })
    asking.on('error', failed)
    asking.end(body ?? undefined)
  })
}

/** What must hold of every refusal. */
function expectProblem({ status, type, text }: Answered, asked: Asked): void {
  const shown = `${asked.method} ${asked.path} ${asked.body?.toString('latin1').slice(0, 300)} -> ${status} ${type} ${text.slice(0, 300)}`
  expect(status, shown).toBeGreaterThanOrEqual(400)
  expect(status, shown).toBeLessThan(500)
  expect(type, shown).toContain('application/problem+json')
  const said = JSON.parse(text) as { type: string; status: number; title: string; detail: string; errors?: { field: string; message: string }[] }
  expect(said.status, shown).toBe(status)
  expect(Object.keys(faults).map((name) => `/faults/${name}`), shown).toContain(said.type)
  expect(said.title.length * said.detail.length, shown).toBeGreaterThan(0)
  if (status !== 400) return
  expect(said.errors?.length, shown).toBeGreaterThan(0)
  for (const { field, message } of said.errors ?? []) expect(field.length * message.length, shown).toBeGreaterThan(0)
}

/** Asks all of them, 16 at a time, and says how many were refused by what. */
async function refuseAll(asking: readonly Asked[]): Promise<void> {
  const before = await facts()
  const statuses = new Map<number, number>()
  const queue = [...asking]
  const work = async (): Promise<void> => {
    for (let asked = queue.pop(); asked; asked = queue.pop()) {
      const answered = await ask(asked)
      expectProblem(answered, asked)
      statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  console.log(`  ${asking.length} refused: ${[...statuses].map(([status, count]) => `${count} x ${status}`).join(', ')}`)
  expect(await facts()).toBe(before)
}

async function facts(): Promise<string> {
  const [row] = await reading.parts.sql<{ sum: string }[]>`
    select (select count(*) from fact) || ' ' || (select seq from journal_head) || ' ' || (select count(*) from work_order) || ' ' || (select count(*) from alarm)
      || ' ' || (select count(*) from activation) || ' ' || (select count(*) from position) || ' ' || (select count(*) from audit where by->>'kind' <> 'system' and outcome = 'done') as sum`
  return row?.sum ?? ''
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, { seed, numRuns: count })
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? 'undefined')

/** Not random: the same seed shall make the same bytes. */
const someId = '3f2b8c1a-9d4e-4f60-8a7b-5c6d7e8f9a0b'

/** Well-shaped, and about things that are not there: however they are changed, nothing may come of them. */
const doorMessages = {
  requests: { id: someId, community: 'NOWHERE', category: 'repair', title: '水管漏水', place: '2 单元 1201', point: [120, 30], priority: 'normal' },
  alarms: { id: someId, community: 'NOWHERE', device: 'D-1', kind: 'lift.fault', severity: 'major', change: 'raised', text: '困人', at: '2026-11-21T10:00:00Z' },
  positions: { person: 'NOBODY', point: [120, 30], accuracy: 5, battery: 80, at: '2026-11-21T10:00:00Z' },
}
const doorRequired = { requests: ['id', 'community', 'category', 'title'], alarms: ['id', 'community', 'kind', 'severity', 'change'], positions: ['person', 'point'] }

const everywhere = { kind: 'everything' }
const valueRule = {
  name: { zh: '机房过热', en: 'Plant room too warm' }, community: someId, deviceKind: 'sensor', device: null, key: 'temperature',
  test: { kind: 'threshold', when: 'above', limit: 60, deadband: 2, delay: 30 }, alarm: 'room.temperature', severity: 'minor',
}
const officeBodies = {
  'person.join': { body: { community: someId, code: 'X1', name: { zh: '甲', en: 'A' }, post: 'repair', skills: [] }, required: ['community', 'code', 'name', 'post', 'skills'] },
  'person.change': { body: { version: 1, name: { zh: '甲', en: 'A' }, post: 'repair', skills: [] }, required: ['version', 'name', 'post', 'skills'] },
  'person.leave': { body: { version: 1 }, required: ['version'] },
  'person.import': { body: { community: someId, text: 'code' }, required: ['community', 'text'] },
  'shift.plan': { body: { person: someId, post: 'repair', startsAt: '2026-11-21T10:00:00Z', endsAt: '2026-11-21T18:00:00Z' }, required: ['person', 'post', 'startsAt', 'endsAt'] },
  'shift.cancel': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'shift.miss': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'roster.plan': {
    body: { person: someId, post: 'repair', rule: 'FREQ=DAILY', startsOn: '2026-11-21', startsAt: '08:00', minutes: 480, until: null },
    required: ['person', 'post', 'rule', 'startsOn', 'startsAt', 'minutes', 'until'],
  },
  'roster.end': { body: { version: 1, lastDay: '2026-11-30' }, required: ['version', 'lastDay'] },
  'roster.import': { body: { community: someId, text: 'BEGIN:VCALENDAR' }, required: ['community', 'text'] },
  'handover.note': { body: { version: 1, text: 'x' }, required: ['version', 'text'] },
  'handover.sign': { body: { version: 1, side: 'take' }, required: ['version', 'side'] },
  'member.create': { body: { username: 'somebody', name: '甲', password: 'a-long-enough-one', grants: [] }, required: ['username', 'name', 'password', 'grants'] },
  'member.change': { body: { version: 1, name: '甲', grants: [] }, required: ['version', 'name', 'grants'] },
  'member.disable': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'member.enable': { body: { version: 1 }, required: ['version'] },
  'member.reset': { body: { version: 1, password: 'a-long-enough-one' }, required: ['version', 'password'] },
  'session.revoke': { body: {}, required: [] },
  'policy.change': { body: { version: 1, secondFactor: [], groups: [] }, required: ['version', 'secondFactor', 'groups'] },
  'wall.approve': { body: { code: 'ABCDEFGH', name: 'x', scope: everywhere }, required: ['code', 'name', 'scope'] },
  'wall.change': { body: { version: 1, name: 'x', scope: everywhere, layout: 'wall' }, required: ['version', 'name', 'scope', 'layout'] },
  'wall.point': { body: { version: 1, target: null }, required: ['version', 'target'] },
  'wall.reload': { body: { version: 1 }, required: ['version'] },
  'wall.revoke': { body: { version: 1 }, required: ['version'] },
  'key.issue': { body: { name: 'x', community: someId, doors: ['alarms'] }, required: ['name', 'community', 'doors'] },
  'key.rotate': { body: { version: 1 }, required: ['version'] },
  'key.revoke': { body: { version: 1 }, required: ['version'] },
  'drill.plan': {
    body: {
      community: someId, plan: someId, plannedAt: '2099-11-21T10:00:00Z', objectives: [{ key: 'a', name: { zh: '甲', en: 'A' }, minutes: 5 }],
      injects: [{ key: 'i', minutes: 3, kind: 'alarm', text: { zh: '困人', en: 'Trapped' }, alarm: { kind: 'lift.trapped', severity: 'critical' } }], note: 'x',
    },
    required: ['community', 'plan', 'plannedAt'],
  },
  'drill.change': { body: { version: 1, plannedAt: '2099-11-21T10:00:00Z' }, required: ['version', 'plannedAt'] },
  'drill.cancel': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'drill.inject': { body: { version: 1, kind: 'word', text: 'x' }, required: ['version'] },
  'drill.open-scoring': { body: { version: 1, hours: 24 }, required: ['version'] },
  'score.strike': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'score.give': { body: { drill: someId, rated: [{ objective: 'a', rating: 'P', note: '' }], calm: 'S', note: 'x' }, required: ['drill', 'rated'] },
  'cadence.set': { body: { community: someId, scene: 'fire', months: 6, reason: 'x' }, required: ['community', 'scene', 'months', 'reason'] },
  'cadence.end': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'webhook.create': { body: { name: 'x', url: 'https://receiver.example.com/', region: null, community: someId, events: ['order.*'] }, required: ['name', 'url', 'region', 'community', 'events'] },
  'webhook.change': {
    body: { name: 'x', url: 'https://receiver.example.com/', region: null, community: someId, events: ['order.*'], version: 1, enabled: true },
    required: ['name', 'url', 'region', 'community', 'events', 'version', 'enabled'],
  },
  'webhook.end': { body: { version: 1 }, required: ['version'] },
  'delivery.resend': { body: {}, required: [] },
  'template.change': { body: { community: someId, turn: 'done', text: { zh: '好了', en: 'Done' }, enabled: true, version: 1 }, required: ['community', 'turn', 'text', 'enabled', 'version'] },
  'dispatch.set': { body: { region: null, community: someId, category: 'repair', hours: null, mode: 'assign', acceptMinutes: 5 }, required: ['region', 'community', 'category', 'hours', 'mode', 'acceptMinutes'] },
  'dispatch.end': { body: { version: 1 }, required: ['version'] },
  'promise.set': {
    body: {
      region: null, community: someId, category: 'repair', priority: null, source: null, facility: null, hours: null, pauses: ['part'], warnAt: 75, escalateAfter: [0, 15, 60], reason: 'x',
      limits: { respond: { unit: 'minutes', amount: 20 }, arrive: null, solution: null, finish: { unit: 'days', amount: 0 }, close: null, callBack: null },
    },
    required: ['region', 'community', 'category', 'priority', 'source', 'facility', 'hours', 'pauses', 'warnAt', 'escalateAfter', 'limits', 'reason'],
  },
  'rule.set': { body: valueRule, required: ['name', 'community', 'deviceKind', 'device', 'key', 'test', 'alarm', 'severity'] },
  'rule.change': { body: { ...valueRule, version: 1 }, required: ['version', 'name', 'test'] },
  'rule.switch': { body: { version: 1, enabled: true }, required: ['version', 'enabled'] },
  'rule.end': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'response.set': {
    body: {
      community: someId, kind: 'lift.fault', severity: null, lifeSafety: false, latching: false, clocks: { answer: 60, start: 180, arrive: null }, escalate: [60, null, null],
      order: { category: 'repair', priority: 'high', facility: 'lift' }, reason: 'x',
    },
    required: ['community', 'kind', 'severity', 'lifeSafety', 'latching', 'clocks', 'escalate', 'order', 'reason'],
  },
  'response.end': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'promise.end': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'calendar.change': {
    body: { region: null, community: someId, weekdays: [1], opensAt: '08:30', closesAt: '18:00', holidays: [{ day: '2026-10-01', name: '国庆节' }], workdays: ['2026-10-10'], version: 1 },
    required: ['region', 'community', 'weekdays', 'opensAt', 'closesAt', 'holidays', 'workdays', 'version'],
  },
  'checklist.change': {
    body: { community: someId, category: 'repair', items: [{ key: 'a', name: { zh: '甲', en: 'A' }, must: true }], photo: true, signature: false, version: 1 },
    required: ['community', 'category', 'items', 'photo', 'signature', 'version'],
  },
}

/** What moves one's own order may leave its version out; one that is not there is refused whatever is said of it. */
const orderBodies = {
  'order.report': { body: { community: someId, category: 'repair', title: '灯坏了' }, required: ['community', 'category', 'title'] },
  'order.reassign': { body: { assignee: someId, version: 1 }, required: ['assignee', 'version'] },
  'order.redistribute': { body: { community: someId, moves: [{ order: someId, version: 1, assignee: someId }], reason: 'x' }, required: ['community', 'moves', 'reason'] },
  'order.grab': { body: { version: 1 }, required: [] },
  'order.accept': { body: { version: 1 }, required: [] },
  'order.decline': { body: { version: 1, reason: 'x' }, required: ['reason'] },
  'order.depart': { body: { version: 1 }, required: [] },
  'order.arrive': { body: { version: 1, at: '2026-11-21T10:00:00Z', point: [120, 30] }, required: [] },
  'order.wait': { body: { version: 1, reason: 'part', until: '2099-11-21T10:00:00Z' }, required: ['reason', 'until'] },
  'order.resume': { body: { version: 1 }, required: [] },
  'order.propose-solution': { body: { version: 1, solution: 'x', agreed: '2099-11-21T10:00:00Z' }, required: ['version', 'solution'] },
  'order.finish': { body: { version: 1, checked: ['works'] }, required: [] },
  'order.verify': { body: { version: 1 }, required: [] },
  'order.close': { body: { version: 1 }, required: [] },
  'order.call-back': { body: { version: 1, reached: true, satisfied: true, rating: 5 }, required: ['version', 'reached', 'satisfied', 'rating'] },
  'order.reopen': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'order.cancel': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'order.merge': { body: { version: 1, into: someId }, required: ['version', 'into'] },
  'order.join': { body: { place: '3 单元' }, required: [] },
  'order.note': { body: { note: 'x' }, required: ['note'] },
  'order.explain': { body: { version: 1, rootCause: 'x' }, required: ['version', 'rootCause'] },
  'order.correct': { body: { version: 1, category: 'repair', priority: 'normal', title: 'x' }, required: ['version', 'category', 'priority', 'title'] },
}

const planSaid = {
  scene: 'burst-pipe', name: { zh: '爆管', en: 'Burst pipe' }, purpose: { zh: '止水', en: 'Stop the water' }, triggers: [{ on: 'alarm', kinds: ['water.leak'] }], targetMinutes: 60,
  resources: [{ kind: 'tool', amount: 1 }], measures: [{ key: 'dry', name: { zh: '止水', en: 'Water off' }, minutes: 10, step: 'valve' }], standDown: [], acceptMinutes: 2, secondPerson: false,
  steps: [{ key: 'valve', post: 'repair', name: { zh: '关阀', en: 'Close the valve' }, instruction: { zh: '', en: '' }, minutes: 10, after: [], notify: null }],
}
const planRequired = ['scene', 'name', 'purpose', 'triggers', 'targetMinutes', 'resources', 'measures', 'standDown', 'acceptMinutes', 'secondPerson', 'steps']
const libraryBodies = {
  'plan.draft': { body: planSaid, required: planRequired },
  'plan.change': { body: { ...planSaid, version: 1 }, required: ['version', ...planRequired] },
  'plan.submit': { body: { version: 1 }, required: ['version'] },
  'plan.return': { body: { version: 1, reason: 'x' }, required: ['version'] },
  'plan.publish': { body: { version: 1, change: 'x', findings: [someId] }, required: ['version', 'change'] },
  'plan.retire': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'plan.import': { body: { format: 'watchfloor', text: JSON.stringify({ format: 'watchfloor-plan/1', plans: [planSaid] }) }, required: ['format', 'text'] },
  'finding.note': { body: { community: someId, text: 'x', dueOn: '2099-01-01', category: 'repair' }, required: ['community', 'text'] },
  'finding.change': { body: { version: 1, text: 'x' }, required: ['version', 'text'] },
  'finding.close': { body: { version: 1, state: 'done', outcome: 'x' }, required: ['version', 'state', 'outcome'] },
}

const commandBodies: Record<CommandName, { body: Record<string, unknown>; required: string[] }> = {
  ...orderBodies,
  ...libraryBodies,
  'alarm.acknowledge': { body: { version: 1 }, required: ['version'] },
  'alarm.own': { body: { version: 1 }, required: ['version'] },
  'alarm.comment': { body: { version: 1, note: 'x' }, required: ['version', 'note'] },
  'alarm.shelve': { body: { version: 1, until: '2099-01-01T00:00:00Z', reason: 'x' }, required: ['version', 'until', 'reason'] },
  'alarm.agree-shelving': { body: { version: 1 }, required: ['version'] },
  'alarm.unshelve': { body: { version: 1 }, required: ['version'] },
  'alarm.reset': { body: { version: 1 }, required: ['version'] },
  'alarm.bulk': { body: { alarms: [{ id: someId, version: 1 }], move: 'comment', reason: 'x' }, required: ['alarms', 'move', 'reason'] },
  'run.start': { body: { route: someId, person: someId }, required: ['route', 'person'] },
  'run.visit': { body: { checkpoint: 'a' }, required: ['checkpoint'] },
  'activation.start': { body: { plan: someId, community: someId, drill: false, reason: 'x', at: '2026-11-21T10:00:00Z' }, required: ['plan', 'community', 'drill', 'reason', 'at'] },
  ...officeBodies,
  'code.issue': { body: { community: someId }, required: ['community'] },
  'code.revoke': { body: { version: 1 }, required: ['version'] },
  'activation.complete-step': { body: { version: 1, step: 'a', at: '2026-11-21T10:00:00Z', photos: [someId] }, required: ['step'] },
  'activation.accept-step': { body: { version: 1, step: 'a' }, required: ['step'] },
  'activation.decline-step': { body: { version: 1, step: 'a', reason: 'x' }, required: ['step', 'reason'] },
  'activation.check-step': { body: { version: 1, step: 'a', ok: true }, required: ['step', 'ok'] },
  'activation.give-step': { body: { version: 1, step: 'a', person: someId }, required: ['step', 'person'] },
  'activation.add-step': { body: { version: 1, name: 'x', post: 'security', minutes: 5 }, required: ['version', 'name', 'post'] },
  'activation.add-block': { body: { version: 1, plan: someId, reason: 'x' }, required: ['version', 'plan', 'reason'] },
  'activation.hand-over': { body: { version: 1, to: someId, reason: 'x' }, required: ['version', 'to', 'reason'] },
  'activation.agree': { body: { version: 1, at: '2026-11-21T10:00:00Z' }, required: ['version', 'at'] },
  'activation.refuse': { body: { version: 1, reason: 'x' }, required: ['version'] },
  'activation.abort': { body: { version: 1, reason: 'x' }, required: ['version'] },
  'activation.finish': { body: { version: 1 }, required: ['version'] },
  'activation.note': { body: { text: 'x' }, required: ['text'] },
  'activation.message': {
    body: { audience: 'residents', way: 'gateway', to: { zh: '甲', en: 'A' }, text: { zh: '甲', en: 'A' }, reason: 'x', at: '2026-11-21T10:00:00Z' }, required: ['audience', 'way', 'to', 'text', 'reason', 'at'],
  },
  'activation.request': { body: { version: 1, kind: 'tool', amount: 1 }, required: ['version', 'kind', 'amount'] },
  'activation.move-request': { body: { version: 1, request: 'r1', state: 'asked' }, required: ['version', 'request', 'state'] },
  'check.mark': { body: { version: 1, state: 'safe' }, required: ['version', 'state'] },
  'resource.add': { body: { community: someId, kind: 'tool', name: { zh: '甲', en: 'A' }, place: { zh: '甲', en: 'A' } }, required: ['community', 'kind', 'name', 'place'] },
  'resource.change': { body: { version: 1, kind: 'tool', name: { zh: '甲', en: 'A' }, place: { zh: '甲', en: 'A' } }, required: ['version', 'kind', 'name', 'place'] },
  'resource.contact': { body: { version: 1, reached: true }, required: ['version', 'reached'] },
  'resource.end': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'stocktake.plan': { body: { region: null, community: someId, at: '08:30', enabled: true, version: null }, required: ['region', 'community', 'at', 'enabled', 'version'] },
  'maintenance.accept': { body: { community: someId, title: '电梯保养', category: 'repair', day: '2099-01-05', hours: 2 }, required: ['community', 'title', 'category', 'day', 'hours'] },
  'maintenance.change': { body: { version: 1, day: '2099-01-05', hours: 2 }, required: ['version', 'day', 'hours'] },
  'maintenance.dismiss': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'instruction.give': { body: { device: someId, action: 'restart', reason: 'x', confirm: 'x', at: '2026-01-01T00:00:00Z' }, required: ['device', 'action', 'reason', 'confirm', 'at'] },
  'window.plan': { body: { community: someId, from: '2026-03-01T08:00:00Z', until: '2099-03-01T08:00:00Z', reason: 'x' }, required: ['community', 'from', 'until', 'reason'] },
  'window.end': { body: { version: 1 }, required: ['version'] },
  'feed.limit': { body: { community: someId, door: 'telemetry', seconds: 60 }, required: ['community', 'door', 'seconds'] },
  'device.connect': { body: { community: someId, kind: 'pump', code: 'P1', name: { zh: '泵', en: 'Pump' } }, required: ['community', 'kind', 'code', 'name'] },
  'device.change': { body: { version: 1, kind: 'pump', code: 'P1', name: { zh: '泵', en: 'Pump' } }, required: ['version', 'kind', 'code', 'name'] },
  'device.remove': { body: { version: 1, reason: 'x' }, required: ['version', 'reason'] },
  'device.service': { body: { version: 1 }, required: ['version'] },
  'device.import': { body: { community: someId, text: 'code' }, required: ['community', 'text'] },
  'quarantine.replay': { body: { version: 1, body: '{}' }, required: ['version', 'body'] },
  'quarantine.dismiss': { body: { version: 1, reason: 'x' }, required: ['version'] },
  'filter.save': { body: { name: 'x', filter: { late: true } }, required: ['name', 'filter'] },
  'filter.drop': { body: { version: 1 }, required: ['version'] },
}

const keyHeaders = () => ({ authorization: `Bearer ${world.key}`, 'content-type': 'application/json' })
const deskHeaders = () => ({ cookie, origin: base, 'content-type': 'application/json' })
const post = (path: string, headers: Record<string, string>, body: Buffer): Asked => ({ method: 'POST', path, headers, body })

describe('bad input', () => {
  it('by grammar at the doors: 3,000 messages, alone and in arrays', async () => {
    const asking = doors.flatMap((door) => {
      const bad = spoiled(doorMessages[door], doorRequired[door])
      const bodies = fc.oneof(bad, fc.array(bad, { maxLength: 4 }))
      return sample(bodies, 1000).map((body) => post(doorPaths[door].path, keyHeaders(), json(body)))
    })
    await refuseAll(asking)
  })

  it('by bytes at the doors: 2,400 bodies', async () => {
    const asking = doors.flatMap((door) =>
      sample(mutated(json([doorMessages[door], doorMessages[door]])), 800).map((body) => post(doorPaths[door].path, keyHeaders(), body)),
    )
    await refuseAll(asking)
  })

  it('by grammar and bytes as commands: 2,600 bodies', async () => {
    const asking = (Object.keys(commands) as CommandName[]).flatMap((name) => {
      const { body, required } = commandBodies[name]
      const path = commands[name].path.replace(':id', someId)
      const bodies = [...sample(spoiled(body, required), 36).map(json), ...sample(mutated(json(body)), 24)]
      return bodies.map((bytes) => post(path, deskHeaders(), bytes))
    })
    await refuseAll(asking)
  })

  it('that lies in no year of ours: every instant, day and month that a request may say', async () => {
    const far = ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59-14:00', '2200-01-01T00:00:00Z']
    const said = (name: CommandName, field: string) => far.map((at) => post(commands[name].path.replace(':id', someId), deskHeaders(), json({ ...commandBodies[name].body, [field]: at })))
    const asked = (path: string, body: object) => post(path, deskHeaders(), json(body))
    const look = (path: string): Asked => ({ method: 'GET', path, headers: { cookie }, body: null })
    const day = '2026-11-22'
    const asking = [
      ...said('order.wait', 'until'), ...said('order.wait', 'at'), ...said('order.propose-solution', 'agreed'), ...said('promise.set', 'from'), ...said('shift.plan', 'endsAt'),
      ...['maintenance.accept', 'maintenance.change'].map((name) => post(commands[name as CommandName].path.replace(':id', someId), deskHeaders(), json({ ...commandBodies[name as CommandName].body, day: '9999-12-31' }))),
      ...far.flatMap((at) => [
        asked(queries.orders.path, { until: at }), asked(queries.orders.path, { from: at }), asked(queries.orders.path, { before: at }), asked(queries.audit.path, { to: at }),
        look(`${queries.moment.path}?community=${world.a.id}&instant=${encodeURIComponent(at)}`),
        look(`${queries.roster.path}?community=${world.a.id}&from=${encodeURIComponent(at)}&to=${day}T00:00:00Z`),
        look(`${queries.workDone.path}?community=${world.a.id}&from=${at.slice(0, 10)}&to=${day}`),
        look(`${queries.maintenance.path}?community=${world.a.id}&month=${at.slice(0, 7)}`),
      ]),
    ]
    await refuseAll(asking)
  })

  it('in paths, queries and headers: 1,500 requests', async () => {
    const strange = fc.oneof(
      fc.constantFrom('%', '%00', '%E0%A4%A', '..%2f..%2fetc', 'null', 'undefined', '0', '-1', ' ', '🏠', 'x'.repeat(3000), someId.slice(1), `${someId}${someId}`),
      fc.string({ minLength: 1, maxLength: 20 }),
    ).map((text) => (/^(%|\.\.%)/.test(text) ? text.replace(/[^!-~]/g, '') : encodeURIComponent(Buffer.from(text).toString())).replace(/^\.+$/, 'dots'))
    const withId = Object.values(commands).flatMap(({ path, request: _ }) => (path.includes(':id') ? [path] : []))
    const paths = sample(fc.tuple(fc.constantFrom(...withId), strange), 500).map(([path, id]) => post(path.replace(':id', id), deskHeaders(), json({ version: 1, checkpoint: 'a', step: 'a', assignee: someId })))

    const asked = Object.values(queries).filter(({ path }) => path !== '/api/me' && path !== '/api/plans')
    const keys = ['communities', 'community', 'window', 'instant', 'extra']
    const questions = sample(fc.tuple(fc.constantFrom(...asked), fc.constantFrom(...keys), strange, strange), 500).map(
      ([{ path }, key, id, value]): Asked => ({ method: 'GET', path: `${path.replace(':id', id)}?${key}=${value}&${key}=${value}&x[y]=1`, headers: { cookie }, body: null }),
    )

    const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
      fc.constantFrom('', 'Bearer', 'Bearer x', `Bearer wf_${'A'.repeat(43)}`, 'Basic YTpi', `Bearer ${'y'.repeat(2000)}`).map((authorization) => ({ authorization, 'content-type': 'application/json' })),
      fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=gbk', 'multipart/form-data; boundary=x', 'a/b/c', ';').map((type) => ({ authorization: `Bearer ${world.key}`, 'content-type': type })),
      fc.constantFrom('gzip', 'br', 'deflate', 'nonsense').map((encoding) => ({ authorization: `Bearer ${world.key}`, 'content-type': 'application/json', 'content-encoding': encoding })),
      fc.constantFrom('zz', 'en;q=x', '*;q=0', ',,,;;;', 'zh-CN-'.repeat(100)).map((language) => ({ authorization: 'Bearer x', 'accept-language': language, 'content-type': 'application/json' })),
    )
    const knocking = sample(fc.tuple(fc.constantFrom(...doors), headers), 300).map(([door, one]) => post(doorPaths[door].path, one, json(doorMessages[door])))

    const keysGiven = sample(fc.constantFrom('', 'x', someId.slice(2), '{}', 'a'.repeat(500)), 200).map((key) =>
      post('/api/orders', { ...deskHeaders(), 'idempotency-key': key }, json(commandBodies['order.report'].body)),
    )
    await refuseAll([...paths, ...questions, ...knocking, ...keysGiven])
  })

  it('at the sign-in: 500 bodies, none of which it stumbles over', async () => {
    const good = json({ username: 'manager', password: 'wrong' })
    const named = sample(hostileValue, 100).flatMap((value) => [{ username: value, password: 'wrong' }, { username: 'manager', password: value }])
    const bodies = [...sample(mutated(good), 200), ...sample(hostileValue, 100).map(json), ...named.map(json)]
    for (const body of bodies) {
      const answered = await ask(post('/api/auth/sign-in/username', { origin: base, 'content-type': 'application/json' }, body))
      expect(answered.status, `${body.toString('latin1').slice(0, 200)} -> ${answered.status} ${answered.text.slice(0, 200)}`).toBeLessThan(500)
    }
  })

  it('as raw bytes on the port: 200 connections, after which it still answers', async () => {
    const { hostname, port } = new URL(base)
    const line = Buffer.from('POST /api/doors/alarms HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{}\r\n\r\n')
    const one = (bytes: Buffer): Promise<void> =>
      new Promise((done) => {
        const socket = connectSocket(Number(port), hostname, () => socket.end(bytes))
        socket.on('error', () => undefined)
        socket.on('close', () => done())
        socket.resume()
      })
    for (const bytes of sample(mutated(line), 200)) await one(bytes)
    expect((await ask({ method: 'GET', path: '/healthz', headers: {}, body: null })).status).toBe(200)
  })

  it('on the socket: 600 events, each refused in its reply or ignored', async () => {
    const socket: Socket = io(base, { transports: ['websocket'], extraHeaders: { cookie, origin: base }, reconnection: false })
    await new Promise<void>((connected, failed) => {
      socket.on('connect', () => connected())
      socket.on('connect_error', failed)
    })
    const before = await facts()
    const good = { scope: { kind: 'communities', ids: [someId] }, shows: ['order'], cursor: null }
    const bad = sample(fc.oneof(spoiled(good, ['scope', 'shows', 'cursor']).filter((one) => !isGood(one)), hostileValue), 400)
    for (const one of bad) {
      const reply: { ok?: boolean; problem?: { type?: string } } = await socket.timeout(10_000).emitWithAck('watch', one)
      expect(reply.ok, JSON.stringify(one)?.slice(0, 300)).toBe(false)
      expect(reply.problem?.type, JSON.stringify(one)?.slice(0, 300)).toMatch(/^\/faults\//)
    }
    for (const one of sample(hostileValue, 200)) {
      socket.emit('watch', one, 'no function')
      socket.emit('watch')
      socket.emit('painted', one)
      socket.emit('no-such-event', one)
    }
    expect((await socket.timeout(10_000).emitWithAck('watch', { ...good, scope: { kind: 'communities', ids: [world.a.id] } })).ok).toBe(true)
    socket.disconnect()
    expect(await facts()).toBe(before)
  })
})

/** A cursor that is a whole number is no mistake. */
const isGood = (one: unknown): boolean => typeof one === 'object' && one !== null && 'cursor' in one && 'scope' in one && 'shows' in one && Object.keys(one).length === 3 && one.cursor === null && Array.isArray(one.shows) && one.shows.length > 0
