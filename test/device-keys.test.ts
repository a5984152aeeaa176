import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MachineKey } from '#shared/keys.ts'
import { keyCommands } from '#server/keys/key-commands.ts'
import { MachineKeys } from '#server/ingest/machine-key-store.ts'
import { Refusal } from '#server/refusal.ts'
import type { Caller } from '#server/identity/caller.ts'
import type { Parts } from '#server/parts.ts'
import { exampleOf, mqttExampleOf } from '#client/keys/key-example.ts'
import { openMqtt, type MqttStage } from './mqtt-stage.ts'

let on: MqttStage
const commands = keyCommands('the secret of this installation, long enough')
const administrator = (): Caller => ({ ...on.caller, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] })
const lift = () => on.world.a.machines[0] ?? expect.fail('no device')

beforeAll(async () => {
  on = await openMqtt()
})
afterAll(() => on?.close())

type Wanted = { device?: string | null; community?: string | null; doors?: MachineKey['doors'] }
async function issue(parts: Parts, { device = lift().id, community = on.world.a.id, doors = ['telemetry', 'alarms'] }: Wanted = {}) {
  const work = await commands['key.issue'](parts, { id: randomUUID(), request: { name: '9 栋 1 号梯', community, device, doors, signed: false }, caller: administrator(), now: parts.now() })
  const answer = await parts.journal.commit({ ...work, id: randomUUID(), name: 'key.issue', digest: '', by: on.caller.actor })
  if (!answer.ok) throw new Error(answer.message)
  return { key: (work.reply as { body: MachineKey }).body, secret: (work.once as { key: string }).key, detail: work.detail }
}
const fields = (wanted: Wanted) => issue(on.parts, wanted).then(() => [], (error: unknown) => (error instanceof Refusal ? error.errors.map(({ field }) => field) : error))

describe('a key of one device', () => {
  it('is made for a device of its community, for what a device has to say, and says so in the audit', async () => {
    const { key, secret, detail } = await issue(on.parts)
    expect(key).toMatchObject({ device: lift().id, community: on.world.a.id })
    expect(detail).toMatchObject({ device: lift().id })
    expect(await new MachineKeys(on.parts).holderOf(secret)).toMatchObject({ device: lift().id })
    expect(await fields({ community: on.world.b.id })).toEqual(['device'])
    expect(await fields({ community: null })).toEqual(['device'])
    expect(await fields({ device: randomUUID() })).toEqual(['device'])
    expect(await fields({ doors: ['telemetry', 'requests'] })).toEqual(['doors'])
  })

  it('stays one when it is rotated', async () => {
    const { key } = await issue(on.parts)
    const work = await commands['key.rotate'](on.parts, { id: key.id, request: { version: 1, overlapHours: 1 }, caller: administrator(), now: on.parts.now() })
    expect((work.reply as { body: MachineKey }).body).toMatchObject({ device: lift().id, replaces: key.id })
  })

  it('raises alarms of its own device, and of no other', async () => {
    const client = await on.client((await issue(on.parts)).secret)
    const alarm = (device: string | undefined) => JSON.stringify({ id: randomUUID(), community: 'A', device, kind: 'lift.fault', severity: 'major', change: 'raised' })
    const before = (await on.kept()).length
    for (const device of [lift().code, on.world.a.machines[1]?.code, undefined]) await client.publishAsync('v1/gateway/alarms', alarm(device), { qos: 1 })
    expect(await on.parts.sql`select device_id as device from alarm`).toEqual([{ device: lift().id }])
    expect((await on.kept()).slice(before)).toHaveLength(2)
  })
})

describe('the examples that are shown with a key', () => {
  const of = (key: Partial<MachineKey>) => ({ id: 'x', doors: ['telemetry'], signed: false, community: on.world.a.id, ...key }) as MachineKey

  it('say by MQTT what the key may say', () => {
    expect(mqttExampleOf(of({}), 'host', { community: 'A', device: '1-L1' })).toBe(String.raw`mosquitto_pub -h host -p 1883 -u "$WATCHFLOOR_KEY" -q 1 -t 'v1/devices/me/telemetry' -m "{\"temperature\":20.5}"`)
    expect(mqttExampleOf(of({}), 'host', { community: 'A', device: null })).toContain("-t 'v1/gateway/telemetry'")
    expect(mqttExampleOf(of({ community: null }), 'host', { community: 'A', device: null })).toContain("-t 'watchfloor/A/gateway/telemetry'")
    expect(mqttExampleOf(of({ doors: ['alarms'] }), 'host', { community: 'A', device: null })).toContain("-t 'v1/gateway/alarms'")
    expect(mqttExampleOf(of({ signed: true }), 'host', { community: 'A', device: null })).toBeNull()
    expect(mqttExampleOf(of({ doors: ['requests'] }), 'host', { community: 'A', device: null })).toBeNull()
  })

  it('say by HTTP whose devices are meant, where the key is the company’s', () => {
    expect(exampleOf(of({ community: null }), 'http://host', { community: 'A', device: null })).toContain('"http://host/api/doors/telemetry?community=A"')
    expect(exampleOf(of({ doors: ['cap'] }), 'http://host', { community: 'A', device: null })).toContain('application/cap+xml')
  })
})
