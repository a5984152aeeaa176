import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { MqttBroker } from '#server/mqtt/broker.ts'
import { ownPostgres, type OwnPostgres } from '../database.ts'
import { operator, takingOf } from '../mqtt-stage.ts'
import { send } from '../screen.ts'
import { makeWorld, type World } from '../world.ts'
import { full, randomFrom, seed } from './random.ts'
import { freePort, ServerProcess } from './server-process.ts'

const rounds = full ? 200 : 8
/** Milliseconds between two faults, at most. */
const between = 700

let database: OwnPostgres
let world: World
let opened: Opened
let key: string
let sql: Sql

beforeAll(async () => {
  database = await ownPostgres()
  world = await makeWorld(database.url)
  opened = openParts(database.url, 'test-faults', pino({ level: 'silent' }))
  key = (await issueKey(opened.parts, { name: 'gateway', community: world.a.id, doors: ['telemetry', 'alarms'] }, operator)).secret
  sql = connect(database.url, { max: 1, name: 'test-faults-look' })
})
afterAll(async () => {
  await sql?.end({ timeout: 1 })
  await opened?.close().catch(() => {})
  await database?.stop()
})

type Acknowledged = { alarms: Set<string>; values: Set<number> }

/** Senders that go on with the same message until it is acknowledged, as a gateway with a memory does, and what was. */
class Senders {
  readonly acknowledged: Acknowledged = { alarms: new Set(), values: new Set() }
  private readonly clients: MqttClient[] = []
  private readonly work: Promise<void>[] = []
  private readonly device: string
  private running = true
  private ts = Date.now() - 10_000_000

  constructor(device: string) {
    this.device = device
  }

  byMqtt(port: number): void {
    const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { username: key, protocolVersion: 4, reconnectPeriod: 100, reconnectOnConnackError: true, connectTimeout: 3_000 })
    client.on('error', () => {})
    this.clients.push(client)
    const name = this.clients.length
    this.work.push(this.go(async (i) => {
      const kind = `fault.mqtt-${name}-${i}`
      await client.publishAsync('v1/gateway/alarms', JSON.stringify(this.alarm(kind)), { qos: 1 })
      this.acknowledged.alarms.add(kind)
    }))
    this.work.push(this.go(async () => {
      const ts = (this.ts += 10)
      await client.publishAsync('v1/gateway/telemetry', JSON.stringify({ [this.device]: [{ ts, values: { speed: 1 } }] }), { qos: 1 })
      this.acknowledged.values.add(ts)
    }))
  }

  byHttp(base: string): void {
    this.work.push(this.go(async (i) => {
      const kind = `fault.http-${i}`
      const alarm = this.alarm(kind)
      for (;;) {
        const answer = await send(base, '/api/doors/alarms', alarm, { key }).catch(() => null)
        if (answer?.status === 202) break
        await sleep(20)
      }
      this.acknowledged.alarms.add(kind)
    }))
  }

  cut(): void {
    for (const { stream } of this.clients) stream.destroy()
  }

  /** Resolves when so many more have been acknowledged. */
  async further(count: number): Promise<void> {
    const { alarms, values } = this.acknowledged
    const before = alarms.size + values.size
    await vi.waitUntil(() => alarms.size + values.size - before > count, { timeout: 60_000, interval: 20 })
  }

  async stop(): Promise<void> {
    this.running = false
    await Promise.all(this.work)
    await Promise.all(this.clients.map((client) => client.endAsync(true)))
  }

  private async go(one: (i: number) => Promise<void>): Promise<void> {
    for (let i = 0; this.running; i++) await one(i)
  }

  private alarm(kind: string): object {
    return { id: randomUUID(), community: 'A', device: this.device, kind, severity: 'minor', change: 'raised' }
  }
}

/** Of what was acknowledged, what is not there; and whatever is there more than once. */
async function compare({ alarms, values }: Acknowledged): Promise<{ lost: number; doubled: number }> {
  const kinds = await sql<{ kind: string; n: number; counted: number }[]>`select kind, count(*)::int as n, sum(count)::int as counted from alarm where kind like 'fault.%' group by kind`
  const stored = new Set(kinds.map(({ kind }) => kind))
  const times = new Set((await sql<{ at: string }[]>`select at from reading where key = 'speed'`).map(({ at }) => Date.parse(at)))
  return {
    lost: [...alarms].filter((kind) => !stored.has(kind)).length + [...values].filter((ts) => !times.has(ts)).length,
    doubled: kinds.filter(({ n, counted }) => n !== 1 || counted !== 1).length,
  }
}

async function answers(): Promise<void> {
  for (;;) {
    if (await sql`select 1`.then(() => true, () => false)) return
    await sleep(100)
  }
}

test('no alarm and no value that was acknowledged is lost or doubled, by whatever door, whatever is killed', async () => {
  const random = randomFrom(seed())
  const mqttPort = await freePort()
  const server = await ServerProcess.start(database.url, { MQTT_PORT: String(mqttPort) })
  const senders = new Senders(world.a.machines[0]?.code ?? '')
  for (const _ of [1, 2]) senders.byMqtt(mqttPort)
  senders.byHttp(server.base)
  const faults = [() => server.killAndBegin(), async () => database.kill(), async () => senders.cut()]
  for (let i = 0; i < rounds; i++) {
    await senders.further(5)
    await sleep(random() * between)
    await faults[i < faults.length ? i : Math.floor(random() * faults.length)]?.()
  }
  await senders.further(5)
  await senders.stop()
  await server.end()
  await answers()
  expect(await compare(senders.acknowledged)).toEqual({ lost: 0, doubled: 0 })
})

test('control: a broker that acknowledges before the commit loses some', async () => {
  const take = takingOf(opened.parts)
  const hasty = new MqttBroker(opened.parts, async (...message) => {
    void take(...message).catch(() => {})
    return { whole: true }
  }, { host: '127.0.0.1', port: 0 })
  const senders = new Senders(world.a.machines[1]?.code ?? '')
  senders.byMqtt(await hasty.start())
  await senders.further(20)
  database.kill()
  await senders.further(50)
  await answers()
  await senders.stop()
  await hasty.stop()
  expect((await compare(senders.acknowledged)).lost).toBeGreaterThan(0)
})
