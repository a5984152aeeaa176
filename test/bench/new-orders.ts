import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchDatabase } from './bench-database.ts'
import { makeKey, startServer } from './bench-server.ts'
import { below, noted, type Line } from './result.ts'
import { quantile } from './statistics.ts'

/** Residents' reports at a steady pace, each its own request: how fast they are answered, and whether what follows from them keeps up. */
export async function newOrders(database: BenchDatabase, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Line[]> {
  const { sql } = database
  const secret = await makeKey(database, ['requests'])
  const server = await startServer(database)
  try {
    const codes = await sql<{ code: string }[]>`select code from community order by id limit 200`
    const [before] = await sql<{ seq: number }[]>`select seq::int from journal_head`
    const times: number[] = []
    let refused = 0
    const send = async (i: number): Promise<void> => {
      const begun = performance.now()
      const body = { id: randomUUID(), community: codes[i % codes.length]?.code, building: '1', place: '2 单元 1201', category: 'repair', title: '厨房水管漏水' }
      const answer = await fetch(`${server.url}/api/doors/requests`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
      await answer.arrayBuffer()
      if (answer.status !== 202) refused++
      times.push(performance.now() - begun)
    }
    const begun = performance.now()
    const under: Promise<void>[] = []
    for (let i = 0; i < perSecond * seconds; i++) {
      const wait = begun + (i * 1_000) / perSecond - performance.now()
      if (wait > 1) await sleep(wait)
      under.push(send(i))
    }
    await Promise.all(under)
    const took = (performance.now() - begun) / 1_000
    const behind = await followed(sql, before?.seq ?? 0)
    return [
      below('new orders answered per second, short of the pace by', '%', Math.max(0, 100 * (1 - times.length / took / perSecond)), 5),
      noted('  answered, p50', 'ms', quantile(times, 0.5)),
      noted('  answered, p99', 'ms', quantile(times, 0.99)),
      below('  refused', '', refused, 1),
      below('  what follows (dispatch, heat, indicators) is level after', 's', behind, 5),
    ]
  } finally {
    await server.stop()
  }
}

/** Seconds until every consumer has read all that the load wrote. */
export async function followed(sql: BenchDatabase['sql'], from: number): Promise<number> {
  const begun = performance.now()
  const [end] = await sql<{ seq: number }[]>`select seq::int from journal_head`
  for (;;) {
    const [row] = await sql<{ cursor: number; orders: number }[]>`select min(cursor)::int as cursor, count(*)::int as orders from consumer where cursor >= ${from} or cursor < ${from}`
    if ((row?.cursor ?? 0) >= (end?.seq ?? 0) || performance.now() - begun > 120_000) return (performance.now() - begun) / 1_000
    await sleep(100)
  }
}
