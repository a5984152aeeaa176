import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { waitReasons, type Order } from '#shared/orders.ts'
import type { Limit, Limits, ServicePromise, WorkCalendar } from '#shared/promises.ts'
import { decideEscalate, decideLapse, decideLate, decideWaited, decideWarn } from '#server/orders/order-notice-rules.ts'
import {
  decideAccept, decideArrive, decideCallBack, decideCancel, decideClose, decideCorrect, decideDecline, decideDepart, decideFinish, decideGrab, decideMerge, decideNote, decideReassign,
  decideReopen, decideReport, decideResume, decideSolution, decideVerify, decideWait, type Report,
} from '#server/orders/order-rules.ts'
import type { Decision } from '#server/orders/order-step-rules.ts'
import { termsOf } from '#server/orders/promise-rules.ts'
import { Refusal } from '#server/refusal.ts'
import { full, randomFrom, seed } from './faults/random.ts'
import { kinds, leadsTo, LifeModel, type Doing } from './order-life-model.ts'

const minute = 60_000
const lives = full ? 20_000 : 200
const chosen = seed()

const iso = (at: number): string => new Date(at).toISOString()
const person = randomUUID()
const calendar = (more: Partial<WorkCalendar>): WorkCalendar => ({
  id: person, version: 1, region: null, community: null, weekdays: [1, 2, 3, 4, 5], opensAt: '08:30', closesAt: '18:00', holidays: [], workdays: [], ...more,
})
/** Each about a week in which its clocks change, or in which holidays are worked off. */
const places = [
  { zone: 'America/New_York', from: '2026-03-05T00:00', calendar: calendar({}) },
  { zone: 'America/New_York', from: '2026-10-29T00:00', calendar: calendar({ weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:30', closesAt: '23:00' }) },
  { zone: 'Europe/Berlin', from: '2026-03-26T00:00', calendar: calendar({ holidays: [{ day: '2026-04-03', name: 'Karfreitag' }] }) },
  { zone: 'Europe/Berlin', from: '2026-10-22T00:00', calendar: calendar({ opensAt: '01:00', closesAt: '04:00', weekdays: [6, 7] }) },
  { zone: 'Asia/Shanghai', from: '2026-09-29T00:00', calendar: calendar({ holidays: ['01', '02', '05', '06', '07'].map((day) => ({ day: `2026-10-${day}`, name: '国庆节' })), workdays: ['2026-10-10'] }) },
]

type Variant = (order: Order, doing: Doing) => Order
const asItIs: Variant = (order) => order

/** One order with its timers, carried by the server's own deciders; nothing but memory around them. */
class Life {
  order: Order
  readonly timers = new Map<string, { name: string; dueAt: number }>()
  readonly facts: { version: number; late: readonly string[] }[] = []
  private readonly site
  private row: ServicePromise
  private readonly variant: Variant

  constructor(row: ServicePromise, place: (typeof places)[number], now: number, variant: Variant) {
    this.site = { id: person, zone: place.zone, calendar: place.calendar }
    this.row = row
    this.variant = variant
    const first = decideReport(randomUUID(), request, this.site, row, null, now)
    this.order = whole(first)
    this.take(first)
  }

  /** The timer that is due first, until `to`. */
  next(to: number): { key: string; name: string; dueAt: number } | null {
    const due = [...this.timers].map(([key, timer]) => ({ key, ...timer })).filter(({ dueAt }) => dueAt <= to)
    return due.sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1))[0] ?? null
  }

  fire({ key, name, dueAt }: { key: string; name: string; dueAt: number }): boolean {
    const kind = kinds.find((one) => name.endsWith(`-${one}`)) ?? 'respond'
    const decide = name.startsWith('order.late-') ? decideLate(kind) : name.startsWith('order.warn-') ? decideWarn(kind) : ({ 'order.escalate': decideEscalate, 'order.wait-over': decideWaited, 'order.offer-over': decideLapse }[name] ?? decideLapse)
    const decision = decide(this.order, { terms: termsOf(this.row), now: dueAt })
    if (decision) this.take(decision)
    if (this.timers.get(key)?.dueAt === dueAt) this.timers.delete(key)
    return decision !== null
  }

  act(doing: Doing): void {
    const { now, said, row } = doing
    const ground = { terms: termsOf(this.row), now, local: this.site }
    const order = this.variant(this.order, doing)
    const stamp = { at: said === null ? null : iso(said) }
    const decisions: Record<string, () => Decision> = {
      assign: () => decideReassign(order, { ...stamp, assignee: person }, ground),
      grab: () => decideGrab(order, { ...stamp, assignee: person }, ground),
      accept: () => decideAccept(order, stamp, ground),
      decline: () => decideDecline(order, { ...stamp, reason: 'x' }, ground),
      depart: () => decideDepart(order, stamp, ground),
      arrive: () => decideArrive(order, stamp, ground),
      wait: () => decideWait(order, { ...stamp, reason: doing.reason ?? 'part', until: iso(doing.until ?? 0) }, ground),
      resume: () => decideResume(order, stamp, ground),
      finish: () => decideFinish(order, stamp, ground),
      verify: () => decideVerify(order, stamp, ground),
      close: () => decideClose(order, stamp, ground),
      'call-back': () => decideCallBack(order, { ...stamp, reached: true, satisfied: true, rating: null }, ground),
      reopen: () => decideReopen(order, { ...stamp, reason: 'x' }, ground),
      cancel: () => decideCancel(order, { ...stamp, reason: 'x' }, ground),
      merge: () => decideMerge(order, whole(decideReport(randomUUID(), request, this.site, this.row, null, now)), stamp, ground),
      solve: () => decideSolution(order, { ...stamp, solution: 'x', agreed: doing.agreed ? iso(doing.agreed) : null }, ground),
      note: () => decideNote(order, { ...stamp, note: 'x' }, ground),
      correct: () => decideCorrect(order, { ...stamp, category: 'cleaning', priority: 'normal', place: '', title: 'x' }, row ?? this.row, ground),
    }
    const decision = decisions[doing.move]?.()
    if (!decision) throw new Error(`nobody can ${doing.move}`)
    this.take(decision)
    if (doing.move === 'correct' && row) this.row = row
  }

  private take({ steps, timers }: Decision): void {
    for (const { order } of steps) {
      if (order.id !== this.order.id) continue
      this.facts.push({ version: order.version, late: order.late })
      this.order = order
    }
    for (const timer of timers) {
      if (timer.dueAt === null) this.timers.delete(timer.key)
      else if ('name' in timer) this.timers.set(timer.key, { name: timer.name, dueAt: Date.parse(timer.dueAt) })
    }
  }
}

const request: Report = { community: person, place: '', category: 'repair', priority: 'normal', source: 'phone', title: '水管漏水', description: '', photos: [] }
function whole({ steps }: Decision): Order {
  const order = steps[0]?.order
  if (!order) throw new Error('no step')
  return order
}

/** Both as one can be compared with the other. */
const seen = ({ order, timers }: Life) => ({
  state: order.state,
  due: timesOf([order.respondBy, order.arriveBy, order.solutionBy, order.finishBy, order.closeBy, order.callBackBy]),
  kept: timesOf([order.respondedAt, order.arrivedAt, order.solutionAt, order.finishedAt, order.closedAt, order.calledBackAt]),
  late: order.late, warned: order.warned ?? [], escalation: order.escalation ?? 0,
  wait: order.waiting ? { since: Date.parse(order.waiting.since), until: Date.parse(order.waiting.until), paused: order.waiting.paused } : null,
  timers: new Map([...timers].map(([key, { dueAt }]) => [key.slice(`order:${order.id}:`.length), dueAt])),
})
const meant = (model: LifeModel) => ({
  state: model.state,
  due: kinds.map((kind) => model.due[kind] ?? null), kept: kinds.map((kind) => model.kept[kind] ?? null),
  late: model.late, warned: model.warned, escalation: model.escalation, wait: model.wait,
  timers: new Map(Object.entries(model.timers())),
})
const timesOf = (list: readonly (string | null | undefined)[]) => list.map((one) => (one ? Date.parse(one) : null))

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const within = (random: Random, most: number): number => Math.floor(random() * most)

function anyRow(random: Random): ServicePromise {
  const limit = (most: number): Limit => {
    const unit = pick(random, ['minutes', 'minutes', 'working-minutes', 'days', 'working-days'] as const)
    return { unit, amount: unit.endsWith('days') ? within(random, 3) : 1 + within(random, most) }
  }
  const perhaps = (most: number) => (random() < 0.6 ? limit(most) : null)
  const limits: Limits = { respond: limit(60), arrive: perhaps(200), solution: perhaps(900), finish: limit(900), close: perhaps(2_000), callBack: perhaps(900) }
  return {
    id: randomUUID(), version: 1, region: null, community: null, category: null, priority: null, source: null, facility: null, hours: null, limits,
    pauses: waitReasons.filter(() => random() < 0.6), warnAt: 10 + within(random, 90), escalateAfter: [within(random, 30), 30 + within(random, 30), 60 + within(random, 600)],
    from: '2020-01-01T00:00:00Z', until: null,
  }
}

const all = ['assign', 'grab', 'accept', 'decline', 'depart', 'arrive', 'wait', 'resume', 'finish', 'verify', 'close', 'call-back', 'reopen', 'cancel', 'merge', 'solve', 'note', 'correct']
const always = ['solve', 'note', 'correct']
const ends = ['cancel', 'merge']

/** One life from the first report. Throws where the server's order is another than the model's. */
function live(random: Random, variant: Variant = asItIs): void {
  const place = pick(random, places)
  const row = anyRow(random)
  let now = DateTime.fromISO(place.from, { zone: place.zone }).toMillis() + within(random, 6 * 24 * 60) * minute
  const life = new Life(row, place, now, variant)
  const model = new LifeModel(row, place.zone, place.calendar, now)
  const told: string[] = [`${place.zone} ${iso(now)}`]
  const compare = () => expect(seen(life)).toEqual(meant(model))
  try {
    walk()
  } catch (error) {
    throw new Error(told.join('\n'), { cause: error })
  }

  function walk(): void {
    compare()
    for (let i = 0; i < 25; i++) {
      now += within(random, random() < 0.2 ? 3 * 24 * 60 : 120) * minute
      // A server that was away fires its timers late: what a person does in between is decided as if they had fired.
      const away = random() < 0.15
      for (let timer = life.next(now); timer && !away; timer = life.next(now)) {
        told.push(`${iso(timer.dueAt)} ${timer.name}`)
        expect(life.fire(timer)).toBe(true)
        model.fired(timer.key.slice(`order:${life.order.id}:`.length))
        compare()
      }
      const said = random() < 0.6 ? null : random() < 0.1 ? now - pick(random, [10 * 365 * 24 * 60, -400 * 24 * 60]) * minute : now - within(random, 180) * minute
      const doing: Doing = {
        move: pick(random, random() < 0.6 ? all.filter((move) => always.includes(move) || (leadsTo(model.state, move) !== null && !ends.includes(move))) : all), now, said, reason: pick(random, waitReasons), until: now + (1 + within(random, 2_000)) * minute,
        agreed: random() < 0.5 ? now + (1 + within(random, 5_000)) * minute : null, row: anyRow(random),
      }
      told.push(`${iso(now)} ${doing.move}${said === null ? '' : ` said ${iso(said)}`}`)
      const before = { order: life.order, timers: new Map(life.timers) }
      const possible = model.act(doing)
      const refusal = refusalOf(() => life.act(doing))
      expect(refusal?.fault ?? 'done').toBe(possible ? 'done' : 'illegal-move')
      if (refusal) expect([refusal.current, life.order, life.timers]).toEqual([before.order, before.order, before.timers])
      compare()
    }
    expect(life.facts.map(({ version }) => version)).toEqual(life.facts.map((_, i) => i + 1))
  }
}

function refusalOf(act: () => void): Refusal | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

describe('random lives of orders', () => {
  it(`go as the model says, step by step: ${lives.toLocaleString('en')} lives`, () => {
    const random = randomFrom(chosen)
    for (let i = 0; i < lives; i++) live(random)
  })

  const broken: [string, Variant][] = [
    ['a wait does not move the clocks', (order) => (order.waiting?.paused ? { ...order, waiting: { ...order.waiting, paused: false } } : order)],
    ['one may finish on the way', (order, { move }) => (order.state === 'on-the-way' && move === 'finish' ? { ...order, state: 'arrived' } : order)],
    ['a reopening forgets what was late', (order, { move }) => (move === 'reopen' ? { ...order, late: [] } : order)],
    ['a correction forgets how long the clocks stood', (order, { move }) => (move === 'correct' ? { ...order, paused: null } : order)],
    ['a device may say it was done before it was given', (order, { said }) => (said === null ? order : { ...order, assignedAt: null, movedAt: null })],
    ['a wait may begin before the last one ended', (order, { move }) => (move === 'wait' ? { ...order, movedAt: null } : order)],
  ]
  it.each(broken)('are told from those in which %s', (_name, variant) => {
    const random = randomFrom(chosen)
    expect(() => {
      for (let i = 0; i < 2_000; i++) live(random, variant)
    }).toThrow()
  })
})
