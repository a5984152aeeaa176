import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashOf, newSecret } from '#server/ingest/key-secret.ts'
import type { BenchDatabase } from './bench-database.ts'
import { below, noted, type Line } from './result.ts'
import { quantile } from './statistics.ts'

const root = join(import.meta.dirname, '../..')

/** Residents' reports at a steady pace, each its own request: how fast they are answered, and whether what follows from them keeps up. */
export async function newOrders({ sql, url, folder }: BenchDatabase, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Line[]> {
  const secret = newSecret()
  await sql`insert into machine_key (id, version, name, prefix, hash, community_id, doors, made_at) values (${randomUUID()}, 1, 'bench', ${secret.slice(0, 8)}, ${hashOf(secret)}, null, '{requests}', now())`
  const server = await startServer(url, folder)
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
async function followed(sql: BenchDatabase['sql'], from: number): Promise<number> {
  const begun = performance.now()
  const [end] = await sql<{ seq: number }[]>`select seq::int from journal_head`
  for (;;) {
    const [row] = await sql<{ cursor: number; orders: number }[]>`select min(cursor)::int as cursor, count(*)::int as orders from consumer where cursor >= ${from} or cursor < ${from}`
    if ((row?.cursor ?? 0) >= (end?.seq ?? 0) || performance.now() - begun > 120_000) return (performance.now() - begun) / 1_000
    await sleep(100)
  }
}

async function startServer(url: string, folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn('node', ['dist/server/main.js'], {
    cwd: root, env: { ...process.env, DATA_DIR: join(folder, 'server'), DATABASE_URL: url, PORT: '0', MQTT_PORT: 'off', LOG_LEVEL: 'warn' }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const [, at] = /ready at (\S+)/.exec(said) ?? []
      if (at) resolve(at)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-2_000)}`)))
  })
  return {
    url: address,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
