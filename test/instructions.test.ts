import { randomUUID } from 'node:crypto'
import type { MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { devices } from '#db/schema/devices.ts'
import { drills } from '#db/schema/drills.ts'
import type { DeviceAction } from '#shared/devices.ts'
import type { Instruction } from '#shared/instructions.ts'
import { instructionCommands } from '#server/instructions/instruction-commands.ts'
import { instructionQueries } from '#server/instructions/instruction-queries.ts'
import { instructionSender } from '#server/instructions/instruction-sender.ts'
import { instructionTimers } from '#server/instructions/instruction-timers.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { Outlet } from '#server/outlet/outlet.ts'
import { Timers } from '#server/timers/timers.ts'
import { asking, carryOut } from './features.ts'
import { nextMessage, openMqtt, type MqttStage } from './mqtt-stage.ts'

let on: MqttStage
let outlet: Outlet
let timers: Timers
let drill: string
/** Of the tables, which the application may not change so. */
let owner: Sql

beforeAll(async () => {
  on = await openMqtt()
  owner = connect(on.url, { max: 1, name: 'test-owner' })
  drill = randomUUID()
  const { a } = on.world
  const lifts = a.machines.map((one) => change(devices, { ...one, version: 2, actions: ['release', 'restart'] }))
  const running = { id: drill, version: 1, community: a.id, activation: randomUUID(), lead: 'x', state: 'running' as const, startedAt: new Date().toISOString(), endedAt: null }
  await on.parts.journal.commit(systemCommand('test', 'set-up', randomUUID(), { changes: [...lifts, change(drills, running)], reply: null, community: null, mode: 'real' }))
})
beforeEach(() => begin(on.broker.tell))
afterEach(async () => {
  await Promise.all([outlet.stop(), timers.stop()])
})
afterAll(async () => {
  await owner?.end()
  await on?.close()
})

function begin(tell: Parameters<typeof instructionSender>[1]): void {
  outlet = new Outlet(on.parts, { device: instructionSender(on.parts, tell) })
  timers = new Timers(on.parts, instructionTimers)
  outlet.start()
}

const lift = (i = 0) => on.world.a.machines[i] ?? expect.fail('no device')
const give = async (more: { device?: string; action?: DeviceAction; confirm?: string; at?: string; drill?: string; reason?: string } = {}): Promise<Instruction> =>
  (await carryOut(on, instructionCommands, 'instruction.give', { device: lift().id, action: 'release', reason: '有人被困', confirm: lift().code, at: new Date().toISOString(), ...more })).body as Instruction
const last = async (device = lift().id): Promise<Instruction> => {
  const [newest] = await instructionQueries.instructions(on.parts, { ...asking, id: device, params: {}, caller: on.caller, now: Date.now() })
  return newest ?? expect.fail('none')
}
const sent = async (id: string) => (await on.parts.sql<{ state: string; channel: string; answer: string | null }[]>`select state, channel, answer from outlet where body->>'instruction' = ${id}`)[0]

async function device(i = 0): Promise<MqttClient> {
  const client = await on.client((await on.key({ device: lift(i).id })).secret)
  await client.subscribeAsync('v1/devices/me/rpc/request/+', { qos: 1 })
  return client
}

describe('an instruction', () => {
  it('reaches the device on its own line and comes back answered', async () => {
    const client = await device()
    const asked = nextMessage(client)
    const given = await give()
    expect(given).toMatchObject({ state: 'waiting', by: 'manager', reason: '有人被困', mode: 'real' })
    const { topic, body } = await asked
    expect(body).toEqual({ method: 'release', params: { instruction: given.id, expiresAt: given.expiresAt } })
    expect(topic).toMatch(/^v1\/devices\/me\/rpc\/request\/\d+$/)
    await client.publishAsync(topic.replace('request', 'response'), JSON.stringify({ success: true }), { qos: 1 })
    expect(await last()).toMatchObject({ id: given.id, state: 'done', answer: '' })
    await expect.poll(() => sent(given.id)).toMatchObject({ state: 'sent', channel: 'device' })
    expect(await on.parts.sql`select key from timer where subject_id = ${given.id}`).toHaveLength(0)
    client.end(true)
  })

  it('goes through the gateway that spoke for it, whose no is written down', async () => {
    const gateway = await on.client((await on.key()).secret)
    await gateway.subscribeAsync('v1/gateway/rpc', { qos: 1 })
    await gateway.publishAsync('v1/gateway/connect', JSON.stringify({ device: lift(1).code }), { qos: 1 })
    const asked = nextMessage(gateway)
    const given = await give({ device: lift(1).id, confirm: lift(1).code, action: 'restart' })
    const { topic, body } = (await asked) as { topic: string; body: { device: string; data: { id: number; method: string } } }
    expect([topic, body.device, body.data.method]).toEqual(['v1/gateway/rpc', lift(1).code, 'restart'])
    await gateway.publishAsync('v1/gateway/rpc', JSON.stringify({ device: lift(1).code, id: body.data.id, data: { success: false, error: '门未关' } }), { qos: 1 })
    expect(await last(lift(1).id)).toMatchObject({ id: given.id, state: 'refused', answer: '门未关' })
    await gateway.publishAsync('v1/gateway/disconnect', JSON.stringify({ device: lift(1).code }), { qos: 1 })
    const next = await give({ device: lift(1).id, confirm: lift(1).code, action: 'restart' })
    await expect.poll(() => last(lift(1).id)).toMatchObject({ id: next.id, state: 'refused', answer: 'nobody', answeredAt: null })
    gateway.end(true)
  })

  it('is refused where nobody who speaks for the device listens, and never sent later', async () => {
    const given = await give({ device: lift(2).id, confirm: lift(2).code })
    await expect.poll(() => last(lift(2).id)).toMatchObject({ state: 'refused', answer: 'nobody', answeredAt: null })
    await expect.poll(() => sent(given.id)).toMatchObject({ state: 'failed', answer: expect.stringContaining('nobody') as string })
    const client = await device(2)
    let heard = 0
    client.on('message', () => heard++)
    // What is given now is heard, and nothing before it.
    const asked = nextMessage(client)
    await give({ device: lift(2).id, confirm: lift(2).code, action: 'restart' })
    expect((await asked).body).toMatchObject({ method: 'restart' })
    expect(heard).toBe(1)
    client.end(true)
  })

  it('is refused at once where there is no broker at all', async () => {
    await outlet.stop()
    begin(null)
    const given = await give()
    await expect.poll(() => last()).toMatchObject({ id: given.id, state: 'refused', answer: 'no-broker' })
    await expect.poll(() => sent(given.id)).toMatchObject({ state: 'failed', answer: expect.stringContaining('MQTT_PORT') as string })
  })

  it('expires when no answer comes; a later one is written down and changes nothing', async () => {
    const client = await device()
    const asked = nextMessage(client)
    const given = await give()
    const { topic } = await asked
    await owner`update timer set due_at = now() where subject_id = ${given.id}`
    timers.start()
    await expect.poll(() => last()).toMatchObject({ id: given.id, state: 'expired', answeredAt: null })
    const answer = () => client.publishAsync(topic.replace('request', 'response'), JSON.stringify({ success: true, message: '已放行' }), { qos: 1 })
    await answer()
    const late = await last()
    expect(late).toMatchObject({ state: 'expired', answer: '已放行', answeredAt: expect.any(String) as string })
    await answer()
    expect(await last()).toEqual(late)
    client.end(true)
  })

  it('that lay in the outlet for too long is not sent any more', async () => {
    await outlet.stop()
    const client = await device()
    let heard = 0
    client.on('message', () => heard++)
    const given = await give()
    await owner`update outlet set at = now() - interval '31 seconds' where body->>'instruction' = ${given.id}`
    begin(on.broker.tell)
    await expect.poll(() => sent(given.id)).toMatchObject({ state: 'failed', answer: expect.stringContaining('expired') as string })
    expect(heard).toBe(0)
    client.end(true)
  })

  it('is answered by nobody but who speaks for the device', async () => {
    const client = await device()
    const asked = nextMessage(client)
    const given = await give()
    const number = Number((await asked).topic.split('/').at(-1))
    const stranger = await on.client((await on.key({ device: lift(3).id })).secret)
    await stranger.publishAsync(`v1/devices/me/rpc/response/${number}`, '{"success":true}', { qos: 1 })
    const foreign = await on.client((await on.key({ community: on.world.b.id })).secret)
    const named = JSON.stringify({ device: lift().code, id: number, data: { success: true } })
    await foreign.publishAsync('v1/gateway/rpc', named, { qos: 1 })
    // Another device of the same community, which is not its gateway, in both forms.
    await stranger.publishAsync('v1/gateway/rpc', named, { qos: 1 })
    await stranger.publishAsync(`watchfloor/A/devices/${lift().code}/rpc/response/${number}`, '{"success":true}', { qos: 1 })
    const company = await on.client((await on.key({ community: null })).secret)
    await company.publishAsync(`watchfloor/B/devices/${lift().code}/rpc/response/${number}`, '{"success":true}', { qos: 1 })
    expect(await last()).toMatchObject({ id: given.id, state: 'waiting' })
    await company.publishAsync(`watchfloor/A/devices/${lift().code}/rpc/response/${number}`, '{"success":true}', { qos: 1 })
    expect(await last()).toMatchObject({ id: given.id, state: 'done' })
    client.end(true)
  })

  it('is answered by the key of its gateway', async () => {
    const [own, gateway] = [await device(1), await on.client((await on.key({ device: lift(2).id })).secret)]
    const asked = nextMessage(own)
    await owner`update device set gateway_id = ${lift(2).id} where id = ${lift(1).id}`
    const given = await give({ device: lift(1).id, confirm: lift(1).code })
    const number = Number((await asked).topic.split('/').at(-1))
    await gateway.publishAsync('v1/gateway/rpc', JSON.stringify({ device: lift(1).code, id: number, data: { success: true } }), { qos: 1 })
    expect(await last(lift(1).id)).toMatchObject({ id: given.id, state: 'done' })
    own.end(true)
  })
})

describe('what is asked before it is given', () => {
  const errors = (more: Parameters<typeof give>[0]) => give(more).then(() => [], (error: { errors?: { field: string }[] }) => error.errors?.map(({ field }) => field))

  it('is what the device is set up for, its code, and a fresh confirmation', async () => {
    expect(await errors({ action: 'stop' })).toEqual(['action'])
    expect(await errors({ confirm: lift(1).code })).toEqual(['confirm'])
    expect(await errors({ at: new Date(Date.now() - 31_000).toISOString() })).toEqual(['at'])
    expect(await errors({ drill: randomUUID() })).toEqual(['drill'])
    await expect(give({ reason: '  ' })).rejects.toThrow(/reason/)
  })

  it('is written in the audit with its reason', async () => {
    const given = await give()
    const [line] = await on.parts.sql<{ detail: Record<string, unknown> }[]>`select detail from audit where name = 'instruction.give' and detail->>'instruction' = ${given.id}`
    expect(line?.detail).toMatchObject({ action: 'release', reason: '有人被困', device: lift().id })
  })
})

it('in a drill is captured and reaches no device', async () => {
  const client = await device(3)
  let heard = 0
  client.on('message', () => heard++)
  const it3 = { device: lift(3).id, confirm: lift(3).code }
  const given = await give({ ...it3, drill })
  expect(given).toMatchObject({ state: 'captured', mode: drill })
  await expect.poll(() => sent(given.id)).toMatchObject({ state: 'captured', channel: 'capture' })
  const asked = nextMessage(client)
  const real = await give(it3)
  expect((await asked).body).toMatchObject({ params: { instruction: real.id } })
  expect(heard).toBe(1)
  client.end(true)
})
