import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Aedes } from 'aedes'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MqttBridge } from '#server/mqtt/bridge.ts'
import type { TakeMessage } from '#server/mqtt/message-take.ts'
import { Unanswered } from '#server/journal/journal.ts'
import type { DeviceCall } from '#server/live/handler.ts'
import { temporaryFolder } from './database.ts'
import { freePort } from './faults/server-process.ts'
import { openFeatures, type Features } from './features.ts'
import { nextMessage, takingOf } from './mqtt-stage.ts'

/** A broker that is not ours. It keeps its port over `end` and `begin`. */
type Foreign = { port: number; begin(): Promise<void>; end(): Promise<void> }

/** Mosquitto, which speaks MQTT 5 and shares subscriptions, with users and what it keeps on disk. */
async function mosquitto(): Promise<Foreign> {
  const [folder, port] = [temporaryFolder('mosquitto'), await freePort()]
  const passwords = join(folder, 'passwords')
  writeFileSync(passwords, '')
  spawnSync('mosquitto_passwd', ['-b', passwords, 'room', 'secret'])
  const settings = [`listener ${port} 127.0.0.1`, 'allow_anonymous false', `password_file ${passwords}`, 'persistence true', `persistence_location ${folder}/`, 'autosave_interval 1', 'user root', 'max_queued_messages 0']
  writeFileSync(join(folder, 'mosquitto.conf'), `${settings.join('\n')}\n`)
  let child: ChildProcess | null = null
  return {
    port,
    begin: async () => {
      child = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' })
      await listening(port)
    },
    end: async () => {
      const ended = child && once(child, 'exit')
      child?.kill()
      await ended
    },
  }
}

/** Aedes, which speaks 3.1.1 and shares nothing. What it keeps for a client that is away lies in its memory. */
async function aedes(): Promise<Foreign> {
  const port = await freePort()
  const broker = await Aedes.createBroker()
  let server: Server | null = null
  return {
    port,
    begin: async () => {
      server = createServer(broker.handle)
      await new Promise<void>((open) => server?.listen(port, '127.0.0.1', open))
      expect((server.address() as AddressInfo).port).toBe(port)
    },
    end: async () => {
      for (const client of Object.values((broker as unknown as { clients: Record<string, { close(): void }> }).clients)) client.close()
      await new Promise((closed) => server?.close(closed))
    },
  }
}

async function listening(port: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false, () => false)]).catch(() => false)
    socket.destroy()
    if (open) return
    await sleep(50)
  }
  throw new Error('the foreign broker does not listen')
}

const installed = spawnSync('mosquitto', ['-h']).error === undefined
if (!installed) console.log('mosquitto is not installed: the bridge is tried with aedes only')
const brokers: [string, () => Promise<Foreign>, { shares: boolean }][] = [['aedes (3.1.1)', aedes, { shares: false }], ...(installed ? [['Mosquitto (MQTT 5)', mosquitto, { shares: true }] as [string, () => Promise<Foreign>, { shares: boolean }]] : [])]

describe.each(brokers)('the bridge to %s', (_name, make, { shares }) => {
  let on: Features
  let foreign: Foreign
  let away = false
  let heard = 0
  const bridges: MqttBridge[] = []
  const clients: MqttClient[] = []
  const url = () => `mqtt://room:secret@127.0.0.1:${foreign.port}`

  const taking = (): TakeMessage => {
    const take = takingOf(on.parts)
    return async (...message) => {
      heard++
      if (away) throw new Unanswered('away')
      return take(...message)
    }
  }
  async function bridge(clientId = 'watchfloor-test'): Promise<MqttBridge> {
    const made = new MqttBridge(on.parts, taking(), { url: url(), clientId, links: 4 })
    bridges.push(made)
    await made.start()
    await expect.poll(() => made.connections, { timeout: 15_000 }).toBe(4)
    // That a link is there is not yet that its topics are granted.
    await sleep(300)
    return made
  }
  async function client(more: IClientOptions = {}): Promise<MqttClient> {
    const made = await mqtt.connectAsync(url(), { protocolVersion: shares ? 5 : 4, reconnectPeriod: 100, ...more })
    clients.push(made)
    return made
  }
  const at = async (ts: number) => on.parts.sql<{ key: string; value: unknown }[]>`select key, value from reading where at = ${new Date(ts).toISOString()}`
  let last = Date.now() - 60_000
  const fresh = () => ++last
  const lift = () => on.world.a.machines[0] ?? expect.fail('no device')

  beforeAll(async () => {
    on = await openFeatures()
    foreign = await make()
    await foreign.begin()
  })
  afterAll(async () => {
    await Promise.all(clients.map((one) => one.endAsync(true)))
    await Promise.all(bridges.map((one) => one.stop()))
    await foreign?.end()
    await on?.close()
  })

  it('takes in what gateways and devices of a community send, under the names in the topic', async () => {
    await bridge()
    const sender = await client()
    const [one, two, three] = [fresh(), fresh(), fresh()]
    await sender.publishAsync('watchfloor/A/gateway/telemetry', JSON.stringify({ [lift().code]: [{ ts: one, values: { speed: 1 } }] }), { qos: 1 })
    await sender.publishAsync(`watchfloor/A/devices/${lift().code}/telemetry`, JSON.stringify({ ts: two, values: { speed: 2 } }), { qos: 1 })
    await sender.publishAsync('watchfloor/A/gateway/alarms', JSON.stringify({ id: '0b0e3f8a-0000-4000-8000-000000000001', community: 'A', kind: 'gas.leak', severity: 'critical', change: 'raised' }), { qos: 1 })
    await sender.publishAsync('watchfloor/NOWHERE/gateway/telemetry', JSON.stringify({ x: [{ ts: three, values: { speed: 3 } }] }), { qos: 1 })
    await sender.publishAsync('watchfloor/A/gateway/telemetry', '{', { qos: 1 })
    await expect.poll(() => at(one), { timeout: 5_000 }).toEqual([{ key: 'speed', value: 1 }])
    await expect.poll(() => at(two)).toEqual([{ key: 'speed', value: 2 }])
    await expect.poll(() => on.parts.sql`select kind from alarm`).toEqual([{ kind: 'gas.leak' }])
    await expect.poll(async () => (await on.parts.sql`select seq from quarantine`).length).toBe(2)
    expect(await at(three)).toEqual([])
  })

  it('loses nothing while it is away, nor what was not committed', async () => {
    const [before] = bridges.splice(0)
    await before?.stop()
    const sender = await client()
    const [while1, while2] = [fresh(), fresh()]
    await sender.publishAsync('watchfloor/A/gateway/telemetry', JSON.stringify({ [lift().code]: [{ ts: while1, values: { speed: 4 } }] }), { qos: 1 })
    const again = await bridge()
    await expect.poll(() => at(while1), { timeout: 10_000 }).toHaveLength(1)
    away = true
    heard = 0
    await sender.publishAsync('watchfloor/A/gateway/telemetry', JSON.stringify({ [lift().code]: [{ ts: while2, values: { speed: 5 } }] }), { qos: 1 })
    await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(0)
    // Killed with the message in its hands: the broker has it still.
    await again.stop()
    bridges.splice(0)
    away = false
    await bridge()
    await expect.poll(() => at(while2), { timeout: 10_000 }).toHaveLength(1)
  })

  it('comes back when the broker was away', async () => {
    await foreign.end()
    await expect.poll(() => bridges[0]?.connections, { timeout: 10_000 }).toBe(0)
    await foreign.begin()
    await expect.poll(() => bridges[0]?.connections, { timeout: 20_000 }).toBe(4)
    const sender = await client()
    const ts = fresh()
    await expect.poll(async () => {
      await sender.publishAsync('watchfloor/A/gateway/telemetry', JSON.stringify({ [lift().code]: [{ ts, values: { speed: 6 } }] }), { qos: 1 })
      return at(ts)
    }, { timeout: 10_000, interval: 500 }).toHaveLength(1)
  })

  it.skipIf(!shares)('shares the work among processes: each message is one process’s', async () => {
    const second = await bridge('watchfloor-other')
    const sender = await client()
    heard = 0
    const many = Array.from({ length: 60 }, () => fresh())
    await Promise.all(many.map((ts) => sender.publishAsync('watchfloor/A/gateway/telemetry', JSON.stringify({ [lift().code]: [{ ts, values: { speed: 7 } }] }), { qos: 1 })))
    await expect.poll(async () => (await on.parts.sql`select at from reading where at = any(${many.map((ts) => new Date(ts).toISOString())}::timestamptz[])`).length, { timeout: 10_000 }).toBe(60)
    expect(heard).toBe(60)
    await second.stop()
    bridges.splice(bridges.indexOf(second), 1)
  })

  it('tells a device what to do, where the device listens; and keeps it for nobody', async () => {
    const call: DeviceCall = { instruction: '0b0e3f8a-0000-4000-8000-000000000002', number: 77, device: lift().id, code: lift().code, community: on.world.a.id, communityCode: 'A', action: 'release', expiresAt: new Date(Date.now() + 30_000).toISOString() }
    const tell = bridges[0]?.tell ?? expect.fail('no bridge')
    expect(await tell(call)).toBe(shares ? 'nobody' : 'told')
    const device = await client()
    await device.subscribeAsync(`watchfloor/A/devices/${lift().code}/rpc/request/+`, { qos: 1 })
    const asked = nextMessage(device)
    expect(await tell({ ...call, number: 78 })).toBe('told')
    expect(await asked).toEqual({ topic: `watchfloor/A/devices/${lift().code}/rpc/request/78`, body: { method: 'release', params: { instruction: call.instruction, expiresAt: call.expiresAt } } })
  })
})
