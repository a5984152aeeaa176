import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overlaid } from '#client/field/overlay-rules.ts'
import type { Deed, Entry } from '#client/field/queue-rules.ts'
import { createApp, type App } from '#server/app.ts'
import { decideAccept, decideArrive, decideDecline, decideDepart, decideFinish, decideGrab, decideNote, decideResume, decideWait } from '#server/orders/order-rules.ts'
import { usualTerms } from '#server/orders/promise-rules.ts'
import { Refusal } from '#server/refusal.ts'
import { orderStates, type Order, type WaitReason } from '#shared/orders.ts'
import type { ClientEvents, ServerEvents } from '#shared/watch.ts'
import { freshDatabase } from './database.ts'
import { signIn } from './screen.ts'
import { buildServer } from './server-process.ts'
import { makeWorld, testConfig } from './world.ts'

const zero = Date.parse('2026-11-22T08:00:00.000Z')
const iso = (minutes: number) => new Date(zero + minutes * 60_000).toISOString()
const me = 'me'
const ground = { terms: { ...usualTerms, pauses: [] }, now: zero + 90 * 86_400_000 }

const started = (more: Partial<Order>): Order => ({
  id: 'one', version: 1, number: '1', community: 'c', building: null, place: '', point: null, category: 'repair', priority: 'normal', source: 'app', title: '', description: '', reporter: null,
  state: 'reported', assignee: null, alarm: null, reportedAt: iso(0), assignedAt: null, respondedAt: null, arrivedAt: null, finishedAt: null, closedAt: null,
  respondBy: iso(20), arriveBy: iso(60), finishBy: iso(240), closeBy: iso(600), late: [], mode: 'real', ...more,
})

/** Any state in which an order may be when the line goes, also one that the system paused. */
const orders = fc.record({ state: fc.constantFrom(...orderStates), paused: fc.boolean(), responded: fc.boolean(), arrived: fc.boolean(), since: fc.integer({ min: 1, max: 50 }) }).map(({ state, paused, responded, arrived, since }) =>
  started({
    state, assignee: state === 'reported' || state === 'reopened' ? null : me, respondedAt: responded ? iso(5) : null, arrivedAt: arrived ? iso(10) : null,
    ...(state === 'waiting' ? { waiting: { reason: 'part', since: iso(since), until: iso(since + 500), paused } } : {}),
  }))

const deeds = fc.array(fc.record({
  deed: fc.constantFrom<Deed>('grab', 'accept', 'decline', 'depart', 'arrive', 'wait', 'resume', 'finish', 'note'),
  // A phone's clock may also be set back between two deeds.
  minute: fc.integer({ min: -30, max: 300 }), note: fc.string({ maxLength: 5 }), photos: fc.integer({ min: 0, max: 2 }), checked: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
}), { maxLength: 8 })

type Drawn = { deed: Deed; minute: number; note: string; photos: number; checked: string[] }
const entryOf = ({ deed, minute, note, photos, checked }: Drawn, index: number): Entry & { deed: Deed } => ({
  key: String(index), order: 'one', about: { number: '', title: '' }, deed, at: iso(minute), refused: null,
  said: { note, ...(deed === 'decline' ? { reason: 'busy' } : {}), ...(deed === 'wait' ? { reason: 'part', until: iso(100_000) } : {}), ...(deed === 'finish' ? { checked } : {}) },
  photos: Array.from({ length: photos }, (_, at) => ({ key: `${index}-${at}`, kind: 'after', sent: null })),
})

function decide(order: Order, { deed, at, said, photos }: Entry & { deed: Deed }) {
  const stamp = { at, note: said.note, photos: photos.map(({ key, kind }) => ({ id: key, kind })) }
  switch (deed) {
    case 'grab': return decideGrab(order, { ...stamp, assignee: me }, ground)
    case 'accept': return decideAccept(order, stamp, ground)
    case 'decline': return decideDecline(order, { ...stamp, reason: said.reason ?? '' }, ground)
    case 'depart': return decideDepart(order, stamp, ground)
    case 'arrive': return decideArrive(order, stamp, ground)
    case 'wait': return decideWait(order, { ...stamp, reason: (said.reason ?? 'part') as WaitReason, until: said.until ?? '' }, ground)
    case 'resume': return decideResume(order, stamp, ground)
    case 'finish': return decideFinish(order, { ...stamp, checked: said.checked ?? [] }, ground)
    case 'note': return decideNote(order, stamp, ground)
  }
}

/** What both must agree on: where an order stands, whose it is, when what was done, what is promised. */
const seen = ({ state, assignee, assignedAt, respondedAt, arrivedAt, finishedAt, respondBy, arriveBy, finishBy, closeBy, waiting, paused, checked, photos, step }: Order) => ({
  state, assignee, assignedAt, respondedAt, arrivedAt, finishedAt, respondBy, arriveBy, finishBy, closeBy, waiting: waiting ?? null, paused: paused ?? 0, checked: checked ?? null, photos: photos ?? null,
  note: step?.note ?? null, reason: step?.reason ?? null,
})

describe('what a phone shows of moves that wait', () => {
  test('is what the server makes of them when they are sent in their order', () => {
    fc.assert(fc.property(orders, deeds, (order, drawn) => {
      const entries = drawn.map(entryOf)
      let sent = order
      const taken: Entry[] = []
      for (const entry of entries) {
        try {
          sent = decide(sent, entry).steps.at(-1)?.order ?? sent
          taken.push(entry)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          break
        }
      }
      expect(seen(overlaid(order, taken, me))).toEqual(seen(sent))
    }), { numRuns: 2_000 })
  })

  test('has nothing of what was refused, nor of what came after it', () => {
    const order = started({ state: 'assigned', assignee: me })
    const [accept, depart] = (['accept', 'depart'] as const).map((deed, index) => entryOf({ deed, minute: index, note: '', photos: 0, checked: [] }, index))
    if (!accept || !depart) throw new Error('unreachable')
    expect(overlaid(order, [accept, depart], me).state).toBe('on-the-way')
    expect(overlaid(order, [accept, { ...depart, refused: { type: '/faults/conflict', title: '', status: 409, detail: '' } }], me).state).toBe('accepted')
  })

  test('is not done twice where the picture was faster than the answer', () => {
    const order = started({ state: 'accepted', assignee: me, respondedAt: iso(3) })
    const accept = entryOf({ deed: 'accept', minute: 3, note: '', photos: 0, checked: [] }, 0)
    expect(overlaid(order, [accept], me)).toEqual(order)
  })
})

describe('the page for the phone', () => {
  let app: App
  let base: string
  let community: string
  let drop: () => Promise<void>
  beforeAll(async () => {
    buildServer()
    const database = await freshDatabase()
    community = (await makeWorld(database.url)).a.id
    app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
    base = (await app.start()).url
    drop = database.drop
  })
  afterAll(async () => {
    await app?.stop()
    await drop?.()
  })

  test('is sent neither figures nor places of people, whoever holds it', async () => {
    const cookie = await signIn(base, 'manager')
    const heardBy = async (lean: boolean): Promise<string[]> => {
      const socket: Socket<ServerEvents, ClientEvents> = io(base, { transports: ['websocket'], extraHeaders: { cookie, origin: base }, forceNew: true, reconnection: false })
      const heard: string[] = []
      socket.onAny((name: string) => heard.push(name))
      let beats = 0
      // Figures come as soon as a watch stands; three beats are four seconds later.
      const beaten = new Promise<void>((resolve) => socket.on('beat', () => void (++beats === 3 && resolve())))
      await new Promise<void>((resolve) => socket.on('connect', resolve))
      await new Promise((resolve) => socket.emit('watch', { scope: { kind: 'communities', ids: [community] }, shows: ['order', 'person'], lean, cursor: null }, resolve))
      await beaten
      socket.disconnect()
      return heard
    }
    const [phone, wall] = await Promise.all([heardBy(true), heardBy(false)])
    expect(wall).toContain('figures')
    expect(phone).toContain('snapshot')
    expect(phone).not.toContain('figures')
    expect(phone).not.toContain('positions')
  })

  test('has a worker that is asked for anew each time, at the root, within the policy', async () => {
    const worker = await fetch(`${base}/field-worker.js`)
    expect([worker.status, worker.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(worker.headers.get('content-type')).toMatch(/javascript/)
    expect(worker.headers.get('content-security-policy')).toContain("worker-src 'self'")
  })

  test('is installed from a manifest of its own that is found whole', async () => {
    const manifest = await fetch(`${base}/field.webmanifest`)
    expect(manifest.headers.get('content-type')).toMatch(/manifest\+json/)
    const { start_url, scope, icons } = (await manifest.json()) as { start_url: string; scope: string; icons: { src: string }[] }
    expect([start_url, scope]).toEqual(['/field', '/field'])
    for (const { src } of icons) expect((await fetch(base + src)).status, src).toBe(200)
  })

  test('has a worker that names only files that there are, every one that the page asks for first, and none of the wall’s map and charts', async () => {
    const worker = readFileSync('dist/client/field-worker.js', 'utf8')
    const files = [...new Set(worker.match(/\/assets\/[\w.-]+\.(?:js|css)/g))]
    expect(files.filter((file) => !existsSync(`dist/client${file}`))).toEqual([])
    const page = await (await fetch(`${base}/field`)).text()
    expect((page.match(/\/assets\/[\w.-]+\.(?:js|css)/g) ?? []).filter((file) => !files.includes(file))).toEqual([])
    expect(files.filter((file) => /maplibre|echarts|trace|noto/.test(file))).toEqual([])
  })
})
