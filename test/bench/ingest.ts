import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { Aedes } from 'aedes'
import { connectAsync, type MqttClient } from 'mqtt'
import { startDatabase, type BenchDatabase } from './bench-database.ts'
import { makeKey, startServer, type BenchServer } from './bench-server.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Options } from './options.ts'
import { atLeast, noted, type Line, type Result } from './result.ts'
import { median, quantile } from './statistics.ts'

const wanted = { alarms: 5_000, positions: 10_000 }
/** Messages of one call by HTTP, as a gateway gathers them; what is under way at once. */
const together = 100
const calls = 8
const clients = 50
const inFlight = 40

/** P8: how fast machines are taken in, each message acknowledged only after its commit; beside it a bare broker and a bare COPY in the same run. */
export async function ingest(options: Options, say: (line: string) => void): Promise<Result> {
  const database = await startDatabase()
  let running = true
  try {
    say('P8: making the company')
    await database.sql.unsafe(`set bench.communities = ${options.quick ? 30 : 300};\n${readFileSync(join(import.meta.dirname, 'company.sql'), 'utf8')}`)
    const key = await makeKey(database, ['alarms', 'positions', 'telemetry'])
    const seconds = options.quick ? 1 : Math.min(10, options.seconds)
    const rates: Record<string, number[]> = { http: [], mqtt: [], broker: [], values: [], positions: [], copy: [] }
    const waits: Record<string, number[]> = { http: [], mqtt: [] }
    const server = await startServer(database)
    try {
      const names = await namesOf(database)
      for (let run = 0; run < options.runs; run++) {
        say(`P8: run ${run + 1} of ${options.runs}`)
        const http = await byHttp(server, key, names, seconds)
        rates.http?.push(http.rate)
        waits.http?.push(...http.waits)
        const mqtt = await byMqtt(server.mqttPort, key, (i) => JSON.stringify(alarmOf(names, i)), 'v1/gateway/alarms', seconds)
        rates.mqtt?.push(mqtt.rate)
        waits.mqtt?.push(...mqtt.waits)
        rates.broker?.push(await bareBroker(names, seconds))
        rates.positions?.push(await positions(database, server, key, seconds))
        rates.copy?.push(await bareCopy(database, seconds))
      }
    } finally {
      await server.stop()
    }
    await database.stop()
    running = false
    const of = (name: string): number => median(rates[name] ?? [])
    const lines: Line[] = [
      promised('alarms by HTTP, acknowledged after commit', of('http'), wanted.alarms),
      noted(`  p99 of a call of ${together}`, 'ms', quantile(waits.http ?? [], 0.99)),
      promised('alarms by MQTT at QoS 1, one a message', of('mqtt'), wanted.alarms),
      noted('  the same by a bare broker that stores nothing', '/s', of('broker')),
      noted('  p99 until acknowledged', 'ms', quantile(waits.mqtt ?? [], 0.99)),
      promised('positions stored', of('positions'), wanted.positions),
      noted('  the same rows by a bare COPY', '/s', of('copy')),
    ]
    return {
      promise: 'P8',
      title: 'taking machines in',
      notes: [
        `Medians of ${options.runs} runs of ${seconds} s each. Whoever sends runs on the same cores and takes its share of them.`,
        `By HTTP ${calls} calls of ${together} messages under way; by MQTT ${clients} clients with ${inFlight} messages each under way. Each alarm is of another device, raised and cleared in turn.`,
      ],
      lines,
      raw: { rates, waits: Object.fromEntries(Object.entries(waits).map(([name, all]) => [name, { p50: quantile(all, 0.5), p99: quantile(all, 0.99) }])) },
    }
  } finally {
    if (running) await database.stop()
    database.remove()
  }
}

const promised = (what: string, ours: number, least: number): Line => ({ ...atLeast({ what, unit: '/s', floor: least, ours }, 1), limit: `>= ${least.toLocaleString('en')}/s` })

type Name = { community: string; device: string }

const namesOf = ({ sql }: BenchDatabase): Promise<Name[]> => sql<Name[]>`select c.code as community, d.code as device from device d join community c on c.id = d.community_id order by d.id limit 5000`

function alarmOf(names: readonly Name[], i: number): object {
  const name = names[i % names.length]
  const round = Math.floor(i / names.length)
  return { id: randomUUID(), ...name, kind: 'bench.storm', severity: i % 200 === 0 ? 'critical' : 'minor', change: round % 2 === 0 ? 'raised' : 'cleared', text: '' }
}

type Measured = { rate: number; waits: number[] }

async function byHttp(server: BenchServer, key: string, names: readonly Name[], seconds: number): Promise<Measured> {
  const [waits, begun] = [[] as number[], performance.now()]
  let [sent, taken] = [0, 0]
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < seconds * 1_000) {
      const from = sent
      sent += together
      const body = JSON.stringify(Array.from({ length: together }, (_, i) => alarmOf(names, from + i)))
      const at = performance.now()
      const answer = await fetch(`${server.url}/api/doors/alarms`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body })
      await answer.arrayBuffer()
      if (answer.status === 202) taken += together
      waits.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: calls }, worker))
  return { rate: taken / ((performance.now() - begun) / 1_000), waits }
}

async function byMqtt(port: number, key: string, bodyOf: (i: number) => string, topic: string, seconds: number): Promise<Measured> {
  const open = await Promise.all(Array.from({ length: clients }, (_, i) => connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: `bench-${i}-${randomUUID()}`, username: key, protocolVersion: 4, reconnectPeriod: 0 })))
  const [waits, begun] = [[] as number[], performance.now()]
  let [sent, taken] = [0, 0]
  const worker = async (client: MqttClient): Promise<void> => {
    while (performance.now() - begun < seconds * 1_000) {
      const at = performance.now()
      await client.publishAsync(topic, bodyOf(sent++), { qos: 1 })
      taken++
      waits.push(performance.now() - at)
    }
  }
  await Promise.all(open.flatMap((client) => Array.from({ length: inFlight }, () => worker(client))))
  const rate = taken / ((performance.now() - begun) / 1_000)
  await Promise.all(open.map((client) => client.endAsync(true)))
  return { rate, waits }
}

/** A broker of the same make that does nothing with what comes. */
async function bareBroker(names: readonly Name[], seconds: number): Promise<number> {
  const aedes = await Aedes.createBroker({})
  const server = createServer(aedes.handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { rate } = await byMqtt((server.address() as AddressInfo).port, 'any', (i) => JSON.stringify(alarmOf(names, i)), 'v1/gateway/alarms', seconds)
  await new Promise<void>((closed) => aedes.close(closed))
  server.close()
  return rate
}

async function positions({ sql }: BenchDatabase, server: BenchServer, key: string, seconds: number): Promise<number> {
  const people = await sql<{ code: string }[]>`select code from person order by id limit 5000`
  const begun = performance.now()
  let [sent, taken] = [0, 0]
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < seconds * 1_000) {
      const from = sent
      sent += 500
      const body = JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ person: people[(from + i) % people.length]?.code, point: [120 + i * 1e-5, 30.2], accuracy: 8, at: new Date().toISOString() })))
      const answer = await fetch(`${server.url}/api/doors/positions`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body })
      await answer.arrayBuffer()
      if (answer.status === 202) taken += 500
    }
  }
  await Promise.all(Array.from({ length: calls }, worker))
  return taken / ((performance.now() - begun) / 1_000)
}

async function bareCopy({ sql }: BenchDatabase, seconds: number): Promise<number> {
  const [spot] = await sql<{ person: string; community: string }[]>`select id as person, community_id as community from person limit 1`
  await sql`create table if not exists bare_position (person_id uuid, community_id uuid, at timestamptz, received_at timestamptz, lon float8, lat float8, accuracy float8, battery float8)`
  const begun = performance.now()
  let rows = 0
  while (performance.now() - begun < seconds * 1_000) {
    const stream = await sql`copy bare_position from stdin`.writable()
    const at = new Date().toISOString()
    for (let i = 0; i < 500; i++) stream.write(`${spot?.person}\t${spot?.community}\t${at}\t${at}\t${120 + i * 1e-5}\t30.2\t8\t\\N\n`)
    stream.end()
    await once(stream, 'finish')
    rows += 500
  }
  return rows / ((performance.now() - begun) / 1_000)
}
