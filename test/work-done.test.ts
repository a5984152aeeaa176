import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderTransitions, type CalledBack, type Order, type OrderMove } from '#shared/orders.ts'
import type { CommandInput } from '#shared/commands.ts'
import type { FactName } from '#shared/facts.ts'
import type { WorkDone } from '#shared/work-done.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { workDoneQueries } from '#server/work-done/work-done-queries.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

const minute = 60_000
const day = 24 * 60 * minute
/** A month that is over, so that facts (dated by the database) come after what they tell of. */
const start = Date.now() - 45 * day

type Step = { move: OrderMove; who: number; minutes: number; rating: number | null }
const step = fc.record<Step>({
  move: fc.constantFrom<OrderMove>('assign', 'assign', 'grab', 'accept', 'accept', 'accept', 'decline', 'depart', 'arrive', 'wait', 'resume', 'finish', 'finish', 'finish', 'finish', 'close', 'close', 'close', 'verify', 'call-back', 'call-back', 'call-back', 'reopen', 'cancel'),
  who: fc.nat(3),
  minutes: fc.integer({ min: 1, max: 700 }),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
})

/** However a life went, some end called back, some reopened, some given back: there is something of each to count. */
const ends: OrderMove[][] = [['grab', 'assign', 'accept', 'finish', 'close', 'call-back'], ['assign', 'accept', 'finish', 'reopen'], ['assign', 'decline'], []]
const end = fc.tuple(fc.constantFrom(...ends), fc.nat(3), fc.integer({ min: 1, max: 5 })).map(([moves, who, rating]) => moves.map((move): Step => ({ move, who, minutes: 45, rating })))

/** One life of an order, as it comes: what is illegal where it stands is left out. */
async function live(steps: readonly Step[], from: number): Promise<void> {
  let now = from
  const at = () => ({ ...on, parts: { ...on.parts, now: () => now } })
  const { body } = await carryOut(at(), orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', title: '门禁坏了' })
  let order = body as Order
  for (const { move, who, minutes, rating } of steps) {
    const legal: Partial<Record<OrderMove, string>> = orderTransitions[order.state]
    if (!legal[move]) continue
    now += minutes * minute
    const assignee = on.world.a.staff[who]?.id ?? ''
    const version = order.version
    const satisfied = rating !== null && rating > 2
    const reply = await {
      assign: () => carryOut(at(), orderCommands, 'order.reassign', { version, assignee }, order.id),
      grab: () => carryOut({ ...at(), caller: { ...on.caller, person: assignee } }, orderCommands, 'order.grab', {}, order.id),
      accept: () => carryOut(at(), orderCommands, 'order.accept', { version }, order.id),
      decline: () => carryOut(at(), orderCommands, 'order.decline', { version, reason: '没有配件' }, order.id),
      depart: () => carryOut(at(), orderCommands, 'order.depart', { version }, order.id),
      arrive: () => carryOut(at(), orderCommands, 'order.arrive', { version }, order.id),
      wait: () => carryOut(at(), orderCommands, 'order.wait', { version, reason: 'part', until: new Date(now + 30 * day).toISOString() }, order.id),
      resume: () => carryOut(at(), orderCommands, 'order.resume', { version }, order.id),
      finish: () => carryOut(at(), orderCommands, 'order.finish', { version }, order.id),
      verify: () => carryOut(at(), orderCommands, 'order.verify', { version }, order.id),
      close: () => carryOut(at(), orderCommands, 'order.close', { version }, order.id),
      'call-back': () => carryOut(at(), orderCommands, 'order.call-back', { version, reached: rating !== null, satisfied, rating }, order.id),
      reopen: () => carryOut(at(), orderCommands, 'order.reopen', { version, reason: '又坏了' }, order.id),
      cancel: () => carryOut(at(), orderCommands, 'order.cancel', { version, reason: '重复' }, order.id),
      merge: () => Promise.reject(new Error('not played')),
    }[move]()
    order = reply.body as Order
  }
}

/** Something done to one order as it is. */
type Asked = (name: 'order.reassign' | 'order.accept' | 'order.note' | 'order.propose-solution' | 'order.correct' | 'order.finish', body: object) => Promise<void>

type Finish = { person: string; at: string; onTime: boolean; minutes: number | null; called: CalledBack | null; stands: boolean }

/** The same by reading every fact of every order from its beginning. */
async function reference(from: number, until: number): Promise<Map<string, Omit<WorkDone, 'person' | 'code' | 'name' | 'post'>>> {
  const facts = await on.parts.sql<{ name: FactName; body: Order }[]>`select name, body from fact where name like 'order.%' order by seq`
  const lives = new Map<string, { name: FactName; body: Order }[]>()
  for (const fact of facts) lives.set(fact.body.id, [...(lives.get(fact.body.id) ?? []), fact])
  const finishes: Finish[] = []
  const declines: { person: string; at: string }[] = []
  for (const life of lives.values()) {
    let before: Order | null = null
    let accepted: string | null = null
    let finish: Finish | null = null
    for (const { name, body } of life) {
      const at = body.step?.at ?? body.reportedAt
      if (name === 'order.accepted' || name === 'order.grabbed') accepted = at
      if (name === 'order.finished' && body.assignee && body.finishedAt) {
        finish = { person: body.assignee, at: body.finishedAt, onTime: body.finishedAt <= body.finishBy && !body.late.includes('finish'), minutes: accepted ? (Date.parse(at) - Date.parse(accepted)) / minute : null, called: null, stands: true }
        finishes.push(finish)
      }
      if (name === 'order.called-back' && finish) finish.called = body.called ?? null
      if (name === 'order.reopened' && finish) finish.stands = false
      if (name === 'order.declined' && before?.assignee) declines.push({ person: before.assignee, at })
      before = body
    }
  }
  const inside = <T extends { at: string }>(rows: T[]): T[] => rows.filter(({ at }) => from <= Date.parse(at) && Date.parse(at) < until)
  const mean = (values: readonly number[]): number | null => (values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null)
  return new Map(on.world.a.staff.map(({ id }) => {
    const own = inside(finishes).filter(({ person }) => person === id)
    const stands = own.filter((finish) => finish.stands)
    const ratings = stands.flatMap(({ called }) => called?.rating ?? [])
    const reached = stands.filter(({ called }) => called?.reached)
    return [id, {
      done: stands.length, onTime: stands.filter(({ onTime }) => onTime).length, late: stands.filter(({ onTime }) => !onTime).length, rated: ratings.length, rating: mean(ratings),
      calledBack: reached.length, passed: reached.filter(({ called }) => called?.satisfied).length, reopened: own.length - stands.length,
      declined: inside(declines).filter(({ person }) => person === id).length, minutes: mean(stands.flatMap(({ minutes }) => minutes ?? [])),
    }]
  }))
}

const local = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)
const counted = (from: string, to: string, community = on.world.a.id) => workDoneQueries.workDone(on.parts, { ...asking, id: '', params: { community, from, to }, caller: on.caller, now: Date.now() })

describe('work done', () => {
  it('is what the facts say, for random lives of orders and any span of days', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
    const lives = fc.sample(fc.tuple(fc.array(step, { minLength: 4, maxLength: 28 }), end, fc.nat(20 * 24 * 60)), { numRuns: 80, seed })
    for (const [steps, last, offset] of lives) await live([...steps, ...last], start + offset * minute)
    let seen = { done: 0, late: 0, rated: 0, reopened: 0, declined: 0 }
    for (const [after, length] of [[0, 60], [3, 0], [7, 6], [10, 13], [16, 3]] as const) {
      const from = local(start + after * day)
      const to = local(Math.min(Date.now(), start + (after + length) * day))
      const [rows, known] = await Promise.all([counted(from, to), reference(midnight(from), midnight(to) + day)])
      for (const { person, code, name: _name, post: _post, ...row } of rows) {
        const { rating, minutes, ...counts } = row
        const { rating: knownRating, minutes: knownMinutes, ...knownCounts } = known.get(person) ?? expect.fail(`nobody is ${code}`)
        expect(counts, `seed ${seed}, ${code} from ${from} to ${to}`).toEqual(knownCounts)
        for (const [is, should] of [[rating, knownRating], [minutes, knownMinutes]] as const) {
          if (should === null) expect(is, `seed ${seed}, ${code}`).toBeNull()
          else expect(is, `seed ${seed}, ${code} from ${from} to ${to}`).toBeCloseTo(should, 3)
        }
        if (after === 0) seen = { done: seen.done + row.done, late: seen.late + row.late, rated: seen.rated + row.rated, reopened: seen.reopened + row.reopened, declined: seen.declined + row.declined }
      }
    }
    // Otherwise nothing was compared.
    for (const [name, count] of Object.entries(seen)) expect(count, `${name}, seed ${seed}`).toBeGreaterThan(1)
  })

  it('is paid to whoever finished it again, once', async () => {
    const [first, second] = [on.world.b.staff[1]?.id ?? '', on.world.b.staff[2]?.id ?? '']
    const days = { from: local(Date.now() - 2 * day), to: local(Date.now()) }
    const of = async (person: string) => (await counted(days.from, days.to, on.world.b.id)).find((row) => row.person === person)
    const { body } = await carryOut(on, orderCommands, 'order.report', { community: on.world.b.id, category: 'repair', title: '水龙头漏水' })
    let order = body as Order
    const move = async (reply: Promise<{ body: object }>) => {
      order = (await reply).body as Order
    }
    const finishBy = async (assignee: string) => {
      await move(carryOut(on, orderCommands, 'order.reassign', { version: order.version, assignee }, order.id))
      await move(carryOut(on, orderCommands, 'order.accept', { version: order.version }, order.id))
      await move(carryOut(on, orderCommands, 'order.finish', { version: order.version }, order.id))
    }
    await finishBy(first)
    expect(await of(first)).toMatchObject({ done: 1, onTime: 1, reopened: 0 })
    await move(carryOut(on, orderCommands, 'order.reopen', { version: order.version, reason: '又漏了' }, order.id))
    expect(await of(first)).toMatchObject({ done: 0, reopened: 1 })
    await finishBy(second)
    expect(await of(first)).toMatchObject({ done: 0, reopened: 1 })
    expect(await of(second)).toMatchObject({ done: 1, reopened: 0 })
  })

  it.each<[string, (ask: Asked, order: Order) => Promise<unknown>]>([
    ['the time that somebody claims', (ask, { finishBy }) => ask('order.finish', { at: new Date(Date.parse(finishBy) - 5_000).toISOString() })],
    ['a date agreed afterwards', async (ask) => {
      await ask('order.propose-solution', { solution: '明天换新', agreed: new Date(Date.now() + 60 * day).toISOString() })
      await ask('order.finish', {})
    }],
    ['a correction', async (ask) => {
      await ask('order.correct', { category: 'repair', priority: 'low', title: '门禁坏了' })
      await ask('order.finish', {})
    }],
  ])('is late in pay once that was told, whatever %s says', async (_what, finish) => {
    const person = on.world.a.staff[3]?.id ?? ''
    let now = Date.now() - 3 * day
    const at = () => ({ ...on, parts: { ...on.parts, now: () => now } })
    const of = async () => (await counted(local(now - day), local(Date.now()))).find((row) => row.person === person) ?? expect.fail('nobody')
    const before = await of()
    let order = (await carryOut(at(), orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', priority: 'urgent', title: '门禁坏了' })).body as Order
    const ask: Asked = async (name, body) => {
      order = (await carryOut(at(), orderCommands, name, { version: order.version, ...body } as CommandInput<typeof name>, order.id)).body as Order
    }
    await ask('order.reassign', { assignee: person })
    await ask('order.accept', {})
    now = Date.parse(order.finishBy) + minute
    await ask('order.note', { note: '还没修好' })
    expect(order.late).toContain('finish')
    await finish(ask, order)
    expect(order).toMatchObject({ state: 'done' })
    expect(Date.parse(order.finishedAt ?? '')).toBeLessThanOrEqual(Date.parse(order.finishBy))
    expect(await of()).toMatchObject({ done: before.done + 1, onTime: before.onTime, late: before.late + 1 })
  })

  it('goes out as a table that spreadsheets open and carry nothing out of, and the audit is told', async () => {
    const told: unknown[] = []
    const text = await workDoneQueries.workDoneExport(on.parts, {
      ...asking, id: '', params: { community: on.world.b.id, from: '2026-01-01', to: '2026-12-31' }, caller: on.caller, now: Date.now(), tell: (...about) => told.push(about),
    })
    expect(text.startsWith('\ufeff工号,姓名,岗位,完成,')).toBe(true)
    expect(text.split('\r\n')).toHaveLength(on.world.b.staff.length + 2)
    expect(told).toEqual([[on.world.b.id, { from: '2026-01-01', to: '2026-12-31', people: on.world.b.staff.length }]])
  })

  it('is refused for a span that is none', async () => {
    await expect(counted('2026-02-02', '2026-02-01')).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'to' }] })
    await expect(counted('2020-01-01', '2026-02-01')).rejects.toMatchObject({ fault: 'invalid' })
  })
})
