import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { AlarmAsk } from '#shared/alarms.ts'
import { DeviceAsk } from '#shared/devices.ts'
import { alarmListQueries } from '#server/alarms/alarm-list-queries.ts'
import { deviceQueries } from '#server/devices/device-queries.ts'
import type { Caller } from '#server/identity/caller.ts'
import { openParts } from '#server/installation.ts'
import { signIn } from '../screen.ts'
import { makeWorld } from '../world.ts'
import { startDatabase, type BenchDatabase } from './bench-database.ts'
import { makeKey, startServer } from './bench-server.ts'
import { screenOf } from './one-screen.ts'
import { followed } from './new-orders.ts'
import type { Options } from './options.ts'
import { below, noted, type Line, type Result } from './result.ts'
import { median, quantile } from './statistics.ts'

const caller: Caller = { kind: 'person', actor: { kind: 'person', id: randomUUID(), name: 'bench' }, person: null, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }
const asking = { id: '', params: {}, session: '', language: 'zh', caller, tell: () => {} } as const

/** Lists of alarms and devices at full scale, and a storm of low alarms with critical ones among them (R4). */
export async function alarmsAtScale(options: Options, say: (line: string) => void): Promise<Result> {
  const database = await startDatabase()
  let running = true
  try {
    say('ALARMS: making the company')
    await database.sql.unsafe(`set bench.communities = ${options.quick ? 300 : 3_000};\n${readFileSync(join(import.meta.dirname, 'company.sql'), 'utf8')}`)
    await makePast(database, options.quick ? 20_000 : 1_000_000)
    await makeWorld(database.url)
    const [counts] = await database.sql<Record<string, number>[]>`
      select (select count(*)::int from device) as devices, (select count(*)::int from alarm where state <> 'normal') as "standing alarms", (select count(*)::int from alarm) as alarms, (select count(*)::int from community) as communities`
    say(`ALARMS: ${JSON.stringify(counts)}`)
    const lists = await timeLists(database, Math.max(5, options.runs) * 4)
    say('ALARMS: storms')
    const [spread, burst] = [await storm(database, options.quick ? { low: 1_000, critical: 10, seconds: 5 } : { low: 10_000, critical: 50, seconds: 60 }), await storm(database, options.quick ? { low: 1_000, critical: 10, seconds: 0 } : { low: 10_000, critical: 50, seconds: 0 })]
    await database.stop()
    running = false
    return {
      promise: 'ALARMS',
      title: 'alarms and devices at scale, and the storm of R4',
      notes: [
        `Absolute. Made in bulk: ${Object.entries(counts ?? {}).map(([what, n]) => `${n.toLocaleString('en')} ${what}`).join(', ')}.`,
        'Lists: what the handler takes on the server for 100 rows with counts; another community or word every time.',
        'Storm: through the HTTP door of a server with all duties, low ones 20 a call, each critical one in a call of its own; from its sending until a screen of the whole company has it.',
      ],
      lines: [
        ...lists.lines,
        ...stormLines('10,000 low alarms in 60 s', spread, 2_000),
        ...stormLines('10,000 low alarms as fast as they are taken', burst, null),
      ],
      raw: { counts, lists: lists.raw, spread, burst },
    }
  } finally {
    if (running) await database.stop()
    database.remove()
  }
}

/** Alarms that are over, of the year. */
async function makePast({ sql }: BenchDatabase, alarms: number): Promise<void> {
  await sql`
    insert into alarm (id, version, community_id, building_id, device_id, device_name, kind, severity, state, text, point, raised_at, device_at, cleared_at, count, mode)
    select gen_random_uuid(), 3, community_id, building_id, id, name, (array['pump.fault', 'access.door-open', 'water.leak', 'lighting.fault'])[1 + n % 4], (array['minor', 'minor', 'notice', 'major'])[1 + n % 4], 'normal', '', point,
      now() - make_interval(mins => (n * 7 % 525600)::int), now(), now() - make_interval(mins => (n * 7 % 525600)::int) + interval '4 minutes', 1, 'real'
    from (select d.*, row_number() over () as n from device d, generate_series(1, ${alarms}::int / (select count(*)::int from device) + 1) limit ${alarms}) d`
  await sql`analyze`
}

async function timeLists({ sql, url }: BenchDatabase, runs: number): Promise<{ lines: Line[]; raw: Record<string, number[]> }> {
  const { parts, close } = openParts(url, 'bench-alarms', pino({ level: 'silent' }))
  const some = await sql<{ id: string }[]>`select id from community order by households desc, id limit ${runs}`
  const times: Record<string, number[]> = { one: [], all: [], words: [], past: [], devices: [], company: [], named: [] }
  const time = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const begun = performance.now()
    await work()
    times[name]?.push(performance.now() - begun)
  }
  const alarms = (body: object) => alarmListQueries.alarms(parts, { ...asking, body: AlarmAsk.parse(body), now: parts.now() })
  const devices = (body: object) => deviceQueries.deviceList(parts, { ...asking, body: DeviceAsk.parse(body), now: parts.now() })
  await Promise.all([alarms({}), devices({})])
  for (const { id } of some) {
    await time('one', () => alarms({ communities: [id] }))
    await time('all', () => alarms({}))
    await time('words', () => alarms({ text: '号设备' }))
    await time('past', () => alarms({ communities: [id], states: ['normal'], order: 'newest' }))
    await time('devices', () => devices({ communities: [id] }))
    await time('company', () => devices({}))
    await time('named', () => devices({ text: '17' }))
  }
  await close()
  const of = (name: string): number => median(times[name] ?? [])
  return {
    raw: times,
    lines: [
      below('standing alarms of a community', 'ms', of('one'), 50),
      below('standing alarms of the company', 'ms', of('all'), 50),
      noted('  with words', 'ms', of('words')),
      below('past alarms of a community', 'ms', of('past'), 50),
      below('devices of a community', 'ms', of('devices'), 50),
      below('devices of the company', 'ms', of('company'), 50),
      noted('  with words', 'ms', of('named')),
    ],
  }
}

type Storm = { p50: number; p99: number; most: number; lost: number; took: number; behind: number }

async function storm(database: BenchDatabase, { low, critical, seconds }: { low: number; critical: number; seconds: number }): Promise<Storm> {
  const key = await makeKey(database, ['alarms'])
  const names = await database.sql<{ community: string; device: string }[]>`select c.code as community, d.code as device from device d join community c on c.id = d.community_id order by d.id limit 10000`
  const server = await startServer(database)
  try {
    const kind = `storm.k${randomUUID().slice(0, 8)}`
    const [sentAt, shownAt] = [new Map<string, number>(), new Map<string, number>()]
    const screen = await screenOf(server.url, await signIn(server.url, 'manager'), (fact) => {
      if (fact.name === 'alarm.raised' && 'text' in fact.body && fact.body.text.startsWith(kind)) shownAt.set(fact.body.text, performance.now())
    })
    const send = async (messages: object[]): Promise<void> => {
      const answer = await fetch(`${server.url}/api/doors/alarms`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(messages) })
      await answer.arrayBuffer()
      if (answer.status !== 202) throw new Error(`HTTP ${answer.status}`)
    }
    const message = (i: number, severity: string): object => {
      const text = `${kind} ${severity} ${i}`
      sentAt.set(text, performance.now())
      return { id: randomUUID(), ...names[i % names.length], kind: `${kind}.${severity === 'critical' ? 'c' : 'l'}`, severity, change: 'raised', text }
    }
    const begun = performance.now()
    const calls = low / 20
    const every = Math.floor(calls / critical)
    const under: Promise<void>[] = []
    const flying = new Set<Promise<void>>()
    for (let call = 0; call < calls; call++) {
      const wait = begun + (call * seconds * 1_000) / calls - performance.now()
      if (wait > 1) await sleep(wait)
      // As fast as they are taken: sixteen calls under way.
      while (seconds === 0 && flying.size >= 16) await Promise.race(flying)
      const low20 = send(Array.from({ length: 20 }, (_, i) => message(call * 20 + i, 'minor')))
      flying.add(low20)
      void low20.finally(() => flying.delete(low20)).catch(() => undefined)
      under.push(low20)
      if (call % every === 0) under.push(send([message(call, 'critical')]))
    }
    await Promise.all(under)
    const took = (performance.now() - begun) / 1_000
    const until = performance.now() + 60_000
    while (shownAt.size < sentAt.size && performance.now() < until) await sleep(100)
    const behind = await followed(database.sql, 0)
    screen.close()
    const times = [...sentAt].flatMap(([text, at]) => (text.includes('critical') ? [(shownAt.get(text) ?? Infinity) - at] : []))
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), most: Math.max(...times), lost: sentAt.size - shownAt.size, took, behind }
  } finally {
    await server.stop()
  }
}

const stormLines = (what: string, { p50, p99, most, lost, took, behind }: Storm, limit: number | null): Line[] => [
  limit === null ? noted(`${what}: critical on screen, p99`, 'ms', p99) : below(`${what}: critical on screen, p99`, 'ms', p99, limit),
  noted('  p50', 'ms', p50),
  noted('  the slowest', 'ms', most),
  below('  not on screen within a minute', '', lost, 1),
  noted('  took', 's', took),
  noted('  what follows (causes, orders, messages) is level after', 's', behind),
]
