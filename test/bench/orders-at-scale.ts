import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pino } from 'pino'
import { isOpenOrder, orderStates, type OrderAsk } from '#shared/orders.ts'
import type { Caller } from '#server/identity/caller.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { searchQueries } from '#server/orders/search-queries.ts'
import { similarQueries } from '#server/orders/similar-queries.ts'
import type { z } from 'zod'
import { startDatabase, type BenchDatabase } from './bench-database.ts'
import { newOrders } from './new-orders.ts'
import type { Options } from './options.ts'
import { promisesDue } from './promises-due.ts'
import { below, noted, type Line, type Result } from './result.ts'
import { median } from './statistics.ts'

const openStates = orderStates.filter((state) => isOpenOrder({ state }))

const caller: Caller = { kind: 'person', actor: { kind: 'person', id: randomUUID(), name: 'bench' }, person: null, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }
const asking = { id: '', params: {}, session: '', language: 'zh', caller, tell: () => {} } as const

/** Work orders at scale: boards and searches over a million, 500 handed over at once, new ones at a pace, promises that come due together. */
export async function ordersAtScale(options: Options, say: (line: string) => void): Promise<Result> {
  const database = await startDatabase()
  let running = true
  const { parts, close } = openParts(database.url, 'bench-orders', pino({ level: 'silent' }))
  try {
    say('orders: making the company')
    const counts = await makeOrders(database, options.quick ? 20_000 : 1_000_000)
    say(`orders: ${JSON.stringify(counts)}`)
    const runs = Math.max(5, options.runs)
    const [board, search, similar] = [await boards(database, parts, runs), await searches(database, parts, runs), await similarities(database, parts, runs)]
    say('orders: handing 500 over')
    const bulk = await handOver(database, parts, options.quick ? 50 : 500)
    say('orders: promises that come due')
    const due = await promisesDue(database, parts, options.quick ? 500 : 10_000)
    await close()
    say('orders: new ones at a pace')
    const pace = await newOrders(database, { perSecond: 200, seconds: options.quick ? 3 : Math.min(60, options.seconds * 2) })
    await database.stop()
    running = false
    return {
      promise: 'ORDERS',
      title: 'work orders at scale',
      notes: [
        `Absolute. Made in bulk: ${Object.entries(counts).map(([what, n]) => `${n.toLocaleString('en')} ${what}`).join(', ')}.`,
        'Boards, searches and similar orders: what the handler takes on the server, medians and the slowest; every time another community or word.',
        'New orders: one request each through the HTTP door of a server with all duties (dispatch, projections, timers), answered after the commit.',
      ],
      lines: [
        below('board of a community (open orders)', 'ms', median(board), 50),
        noted('  the slowest of them', 'ms', Math.max(...board)),
        ...search,
        below('similar orders while typing', 'ms', median(similar), 50),
        below(`reassignment of ${bulk.count} at once, committed`, 'ms', bulk.ms, 2_000),
        ...due,
        ...pace,
      ],
      raw: { counts, board, similar, bulk },
    }
  } finally {
    await close()
    if (running) await database.stop()
    database.remove()
  }
}

async function makeOrders({ sql }: BenchDatabase, orders: number): Promise<Record<string, number>> {
  const text = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
  await sql.unsafe(`set bench.communities = 300;\n${text('company.sql')}`)
  await sql.unsafe(`set bench.orders = ${orders};\n${text('orders.sql')}`)
  const [counts] = await sql<Record<string, number>[]>`
    select count(*)::int as orders, (count(*) filter (where state = any(${openStates})))::int as "open orders", (select count(*) from community)::int as communities from work_order`
  return counts ?? {}
}

type Asked = z.infer<typeof OrderAsk>
type Parts = Opened['parts']

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

const look = (parts: Parts, body: Partial<Asked>) => searchQueries.orders(parts, { ...asking, body: { most: 50, ...body }, now: parts.now() })

/** The communities with the most open orders. */
async function boards({ sql }: BenchDatabase, parts: Parts, runs: number): Promise<number[]> {
  const big = await sql<{ id: string }[]>`select community_id as id from work_order where state = any(${openStates}) group by 1 order by count(*) desc limit ${runs + 1}`
  const times: number[] = []
  for (const { id } of big) times.push(await timed(() => look(parts, { communities: [id], states: openStates, most: 100 })))
  return times.slice(1)
}

const words = ['电梯', '漏水', '异响', '1121', '陌生人', '快递', '噪音扰民', '3 单元 1804', '门禁打不开', '没有这样的词']

async function searches({ sql }: BenchDatabase, parts: Parts, runs: number): Promise<Line[]> {
  const some = await sql<{ id: string }[]>`select id from community order by id limit ${runs}`
  await look(parts, { text: '保洁' })
  const [one, all]: [number[], number[]] = [[], []]
  for (const text of words) {
    for (const { id } of some) one.push(await timed(() => look(parts, { communities: [id], text })))
    all.push(await timed(() => look(parts, { text })))
  }
  return [
    below('search in one community', 'ms', median(one), 200),
    below('  the slowest of them', 'ms', Math.max(...one), 200),
    below('search in the whole company', 'ms', median(all), 200),
    noted('  the slowest of them', 'ms', Math.max(...all)),
  ]
}

async function similarities({ sql }: BenchDatabase, parts: Parts, runs: number): Promise<number[]> {
  const places = await sql<{ community: string; building: string }[]>`select community_id as community, id as building from building order by id limit ${runs * 4}`
  const times: number[] = []
  for (const place of places) {
    times.push(await timed(() => similarQueries.similarOrders(parts, { ...asking, body: { ...place, place: '2 单元 1201', category: 'repair', title: '厨房漏水' }, now: parts.now() })))
  }
  return times.slice(1)
}

async function handOver({ sql }: BenchDatabase, parts: Parts, most: number): Promise<{ count: number; ms: number }> {
  const [big] = await sql<{ community: string }[]>`select community_id as community from work_order where state in ('assigned', 'accepted', 'arrived') group by 1 order by count(*) desc limit 1`
  if (!big) throw new Error('nothing is open')
  const rows = await sql<{ order: string; version: number }[]>`
    select id as order, version from work_order where community_id = ${big.community} and state in ('assigned', 'accepted', 'arrived') limit ${most}`
  const staff = await sql<{ id: string }[]>`select id from person where community_id = ${big.community}`
  const moves = rows.map((row, i) => ({ ...row, assignee: staff[i % staff.length]?.id ?? '' }))
  const ms = await timed(async () => {
    const work = await orderCommands['order.redistribute'](parts, { id: randomUUID(), caller, now: parts.now(), request: { community: big.community, moves, reason: '病假' } })
    const answer = await parts.journal.commit({ ...work, id: randomUUID(), name: 'order.redistribute', digest: '', by: caller.actor })
    if (!answer.ok) throw new Error(answer.message)
  })
  return { count: moves.length, ms }
}
