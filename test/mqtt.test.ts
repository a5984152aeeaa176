import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import mqtt from 'mqtt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revokeKey } from '#server/ingest/machine-key-store.ts'
import { Unanswered } from '#server/journal/journal.ts'
import { closing, openMqtt, operator, takingOf, type MqttStage } from './mqtt-stage.ts'

let on: MqttStage
/** While true the database is away for whatever comes by MQTT. */
let away = false
let tries = 0

beforeAll(async () => {
  on = await openMqtt((parts) => {
    const take = takingOf(parts)
    return async (...message) => {
      tries++
      if (away) throw new Unanswered('away')
      return take(...message)
    }
  })
})
afterAll(() => on?.close())
beforeEach(() => {
  away = false
})

const lift = () => on.world.a.machines[0] ?? expect.fail('no device')
const deviceKey = async () => (await on.key({ device: lift().id })).secret

/** How a sign-in ends: its return code, or that it is in. */
const refusal = (options: mqtt.IClientOptions): Promise<unknown> =>
  new Promise((resolve) => {
    const client = mqtt.connect(`mqtt://127.0.0.1:${on.port}`, { protocolVersion: 4, reconnectPeriod: 0, ...options })
    client.once('connect', () => resolve('connected'))
    client.once('error', (error) => resolve('code' in error ? error.code : error))
    client.once('close', () => resolve('closed'))
  })

/** Values that came at this time, without the word that their device is there. */
const at = async (ts: number) => (await on.values()).filter((one) => one.at === ts && one.key !== 'connected')

describe('a device', () => {
  it('sends its values under its own key, and they are there when it is acknowledged', async () => {
    const client = await on.client(await deviceKey())
    const ts = Date.now()
    await client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ ts, values: { temperature: 20.5, door: 'open' } }), { qos: 1 })
    expect(await at(ts)).toEqual([
      { device: lift().id, key: 'door', at: ts, value: 'open' }, { device: lift().id, key: 'temperature', at: ts, value: 20.5 },
    ])
  })

  it('may give the key as password, and send without being answered', async () => {
    const client = await on.client('', { username: 'anything', password: await deviceKey() })
    const ts = Date.now()
    await client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ ts, values: { pressure: 0.4 } }), { qos: 0 })
    await expect.poll(() => at(ts)).toMatchObject([{ key: 'pressure', value: 0.4 }])
  })

  it('is only itself: what it says of another is kept apart', async () => {
    const client = await on.client(await deviceKey())
    const [before, ts] = [(await on.kept()).length, Date.now()]
    await client.publishAsync('v1/gateway/telemetry', JSON.stringify({ [on.world.a.machines[1]?.code ?? '']: [{ ts, values: { temperature: 1 } }] }), { qos: 1 })
    expect((await on.kept()).slice(before)).toMatchObject([{ door: 'telemetry' }])
    expect(await at(ts)).toEqual([])
  })

  it('that cannot be read is kept with the reason, and acknowledged', async () => {
    const client = await on.client(await deviceKey())
    const before = (await on.kept()).length
    for (const payload of ['{', Buffer.from([0xff, 0xfe, 0x00]), '', '[]', '17']) await client.publishAsync('v1/devices/me/telemetry', payload, { qos: 1 })
    const kept = (await on.kept()).slice(before)
    expect(kept).toHaveLength(5)
    expect(kept.every(({ reason }) => reason.length > 0)).toBe(true)
  })
})

describe('a gateway', () => {
  it('speaks for the devices of its community', async () => {
    const client = await on.client((await on.key()).secret)
    const ts = Date.now()
    const [one, two] = on.world.a.machines
    await client.publishAsync('v1/gateway/telemetry', JSON.stringify({ [one?.code ?? '']: [{ ts, values: { speed: 1 } }], [two?.code ?? '']: [{ ts, values: { speed: 2 } }] }), { qos: 1 })
    expect(await at(ts)).toHaveLength(2)
  })

  it('raises and clears an alarm, once however often it says so', async () => {
    const client = await on.client((await on.key()).secret)
    const alarm = { id: randomUUID(), community: 'A', device: lift().code, kind: 'lift.fault', severity: 'major', change: 'raised', text: '停梯' }
    for (const _ of [1, 2]) await client.publishAsync('v1/gateway/alarms', JSON.stringify(alarm), { qos: 1 })
    await client.publishAsync('watchfloor/A/gateway/alarms', JSON.stringify([{ ...alarm, id: randomUUID(), kind: 'lift.door' }]), { qos: 1 })
    const rows = await on.parts.sql<{ kind: string; count: number }[]>`select kind, count from alarm where device_id = ${lift().id} order by kind`
    expect(rows).toEqual([{ kind: 'lift.door', count: 1 }, { kind: 'lift.fault', count: 1 }])
  })

  it('of one community says nothing about another', async () => {
    const client = await on.client((await on.key()).secret)
    const before = (await on.kept()).length
    await client.publishAsync('v1/gateway/alarms', JSON.stringify({ id: randomUUID(), community: 'B', kind: 'gas.leak', severity: 'critical', change: 'raised' }), { qos: 1 })
    await client.publishAsync('watchfloor/B/gateway/telemetry', JSON.stringify({ '1-L1': [{ values: { speed: 1 } }] }), { qos: 1 })
    expect((await on.kept()).slice(before)).toMatchObject([{ door: 'alarms' }, { door: 'telemetry' }])
    expect(await on.parts.sql`select id from alarm where community_id = ${on.world.b.id}`).toHaveLength(0)
  })
})

describe('what is acknowledged', () => {
  it('is committed: while the database is away nothing is, and then it is there once', async () => {
    const client = await on.client(await deviceKey())
    const ts = Date.now()
    away = true
    let acknowledged = false
    const tried = tries
    const sent = client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ ts, values: { level: 7 } }), { qos: 1 }).then(() => (acknowledged = true))
    await expect.poll(() => tries).toBeGreaterThan(tried + 1)
    expect(acknowledged).toBe(false)
    away = false
    await sent
    expect(await at(ts)).toHaveLength(1)
  })

  it('comes again where the line broke before it was, and is there once', async () => {
    const client = await on.client(await deviceKey(), { clean: false, clientId: 'resender' })
    const ts = Date.now()
    away = true
    const tried = tries
    const sent = client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ ts, values: { level: 8 } }), { qos: 1 })
    await expect.poll(() => tries).toBeGreaterThan(tried)
    client.stream.destroy()
    away = false
    await sent
    expect(await at(ts)).toHaveLength(1)
  })
})

describe('who may come in', () => {
  it('holds a key that opens: not authorised otherwise', async () => {
    const others = await on.key({ doors: ['positions'] })
    const signed = await on.key({ signed: true })
    for (const username of [undefined, 'wf_', `wf_${'x'.repeat(43)}`, others.secret, signed.secret]) expect(await refusal(username === undefined ? {} : { username })).toBe(5)
    expect(await refusal({ username: (await on.key()).secret })).toBe('connected')
  })

  it('speaks 3.1.1; a client of MQTT 5 is told in its own words', async () => {
    expect(await refusal({ protocolVersion: 5, username: (await on.key()).secret })).toBe(0x84)
  })

  it('stays only as long as its key: revoked, it is put out within 5 s', async () => {
    const { id, secret } = await on.key()
    const client = await on.client(secret, { reconnectPeriod: 0 })
    const closed = closing(client)
    expect(await revokeKey(on.parts, id, operator)).toBe(true)
    await closed
    await expect.poll(() => refusal({ username: secret }), { timeout: 6_000 }).toBe(5)
  })

  it('puts nobody else out by calling itself the same', async () => {
    const first = await on.client((await on.key()).secret, { clientId: 'same' })
    await on.client((await on.key()).secret, { clientId: 'same' })
    const ts = Date.now()
    await first.publishAsync('v1/gateway/telemetry', JSON.stringify({ [lift().code]: [{ ts, values: { speed: 3 } }] }), { qos: 1 })
    expect(first.connected).toBe(true)
  })
})

describe('no client hears another', () => {
  it('whatever it subscribes to', async () => {
    const spy = await on.client((await on.key()).secret)
    const heard: string[] = []
    spy.on('message', (topic) => heard.push(topic))
    const wished = ['#', '+/+/+', 'v1/gateway/telemetry', 'v1/gateway/#', 'v1/devices/me/#', 'v1/devices/me/telemetry', '$SYS/#', 'watchfloor/#', 'watchfloor/taken', '$share/x/v1/gateway/rpc', 'v1/gateway/rpc']
    const granted = await Promise.all(wished.map((topic) => spy.subscribeAsync(topic, { qos: 1 }).then(([grant]) => grant?.qos, () => 128)))
    expect(granted).toEqual([...wished.slice(0, -1).map(() => 128), 1])
    const other = await on.client((await on.key()).secret, { will: { topic: 'v1/gateway/telemetry', payload: Buffer.from('{}'), qos: 1, retain: true } })
    await other.subscribeAsync('v1/gateway/rpc')
    await other.publishAsync('v1/gateway/rpc', JSON.stringify({ device: lift().code, id: 1, data: { success: true } }), { qos: 1, retain: true })
    await other.publishAsync('v1/gateway/telemetry', JSON.stringify({ [lift().code]: [{ values: { speed: 4 } }] }), { qos: 1, retain: true })
    const late = await on.client((await on.key()).secret)
    await late.subscribeAsync('v1/gateway/rpc')
    await late.publishAsync('v1/gateway/telemetry', JSON.stringify({ [lift().code]: [{ values: { speed: 5 } }] }), { qos: 1 })
    expect(heard).toEqual([])
  })

  it('and who publishes elsewhere is cut off', async () => {
    for (const topic of ['v1/devices/me/rpc/request/1', '$SYS/x', 'watchfloor/A/devices/1-L1/rpc/request/1', 'other', 'v1/gateway/telemetry/x', `${'a/'.repeat(50)}a`]) {
      const client = await on.client((await on.key()).secret, { reconnectPeriod: 0 })
      const closed = closing(client)
      client.publish(topic, '{}', { qos: 1 }, () => {})
      await closed
    }
  })
})

describe('a hostile client', () => {
  const still = async () => {
    const client = await on.client(await deviceKey())
    const ts = Date.now()
    await client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ ts, values: { speed: 6 } }), { qos: 1 })
    expect(await at(ts)).toHaveLength(1)
  }
  const ends = async (bytes: Buffer) => {
    const socket = await on.raw()
    socket.resume()
    const closed = once(socket, 'close')
    socket.write(bytes)
    await closed
  }

  it('ends its own connection by whatever is no MQTT', async () => {
    await ends(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
    await ends(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))
    // A sign-in of 256 MB, of which the beginning is sent.
    await ends(Buffer.concat([Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(20_000)]))
    await still()
  })

  it('may not send a message of more than 256 KB', async () => {
    const client = await on.client(await deviceKey(), { reconnectPeriod: 0 })
    const closed = closing(client)
    client.publish('v1/devices/me/telemetry', Buffer.alloc(300_000, 32), { qos: 1 }, () => {})
    await closed
    await still()
  })

  it('with thousands of wishes, half a packet, and ears shut costs nobody else anything', async () => {
    const client = await on.client(await deviceKey())
    await client.subscribeAsync(Array.from({ length: 5_000 }, (_, i) => `v1/devices/me/x${i}`)).catch(() => {})
    const half = await on.raw()
    half.write(Buffer.from([0x10, 0x20, 0, 4]))
    const deaf = await on.client(await deviceKey(), { reconnectPeriod: 0 })
    const { stream } = deaf as unknown as { stream: { pause(): void } }
    stream.pause()
    for (let i = 0; i < 2_000; i++) deaf.publish('v1/devices/me/telemetry', JSON.stringify({ ts: i, values: { speed: i } }), { qos: 1 })
    await still()
    deaf.end(true)
  })
})

const mosquitto = spawnSync('mosquitto_pub', ['--help']).error === undefined
if (!mosquitto) console.log('mosquitto_pub is not installed: its test is skipped')

it.skipIf(!mosquitto)('mosquitto_pub sends values as the example of a key says', async () => {
  const ts = Date.now()
  const client = spawn('mosquitto_pub', ['-h', '127.0.0.1', '-p', String(on.port), '-u', await deviceKey(), '-q', '1', '-t', 'v1/devices/me/telemetry', '-m', JSON.stringify({ ts, values: { humidity: 40 } })])
  expect((await once(client, 'exit'))[0]).toBe(0)
  expect((await on.values()).filter(({ key }) => key === 'humidity')).toMatchObject([{ device: lift().id, at: ts, value: 40 }])
})

it('who knocks in vain too often waits, and keeps out nobody whose key opens', async () => {
  const { secret } = await on.key()
  await on.client(secret)
  for (let i = 0; i < 34; i++) expect(await refusal({ username: `wf_${'y'.repeat(43)}` })).toBe(5)
  expect(await Promise.all([refusal({ username: secret }), refusal({ username: (await on.key()).secret })])).toEqual(['connected', 'connected'])
})
