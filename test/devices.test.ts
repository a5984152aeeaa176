import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandInput } from '#shared/commands.ts'
import { Device, type DeviceAsk } from '#shared/devices.ts'
import type { GrantableRole, Scope } from '#shared/roles.ts'
import { deviceCommands } from '#server/devices/device-commands.ts'
import { deviceQueries } from '#server/devices/device-queries.ts'
import type { Caller } from '#server/identity/caller.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { Refusal } from '#server/refusal.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
let office: Pick<Features, 'parts' | 'caller'>
beforeAll(async () => {
  on = await openFeatures()
  office = { parts: on.parts, caller: as('administrator') }
})
afterAll(() => on.close())

const as = (role: GrantableRole, scope: Scope = { kind: 'everything' }): Caller => ({ kind: 'person', actor: { kind: 'person', id: role, name: role }, person: null, grants: [{ role, scope }] })
const onlyIn = (id: string): Scope => ({ kind: 'community', id })
const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(() => { throw new Error('it was not refused') }, (error: unknown) => { if (error instanceof Refusal) return error; throw error })

let codes = 0
const about = (more: Partial<CommandInput<'device.connect'>> = {}): CommandInput<'device.connect'> => ({ community: on.world.a.id, kind: 'pump', code: `N-${++codes}`, name: { zh: '泵', en: 'Pump' }, ...more })
const connect = async (more: Partial<CommandInput<'device.connect'>> = {}): Promise<Device> => (await carryOut(office, deviceCommands, 'device.connect', about(more))).body as Device
const change = (device: Device, more: Partial<CommandInput<'device.change'>> = {}) =>
  carryOut(office, deviceCommands, 'device.change', { version: device.version, kind: device.kind, code: device.code, name: device.name, ...more }, device.id)
const sheet = (id: string, caller: Caller = office.caller) => deviceQueries.device(on.parts, { ...asking, id, params: {}, caller, now: Date.now() })
const list = (more: Partial<DeviceAsk> = {}, caller: Caller = office.caller) =>
  deviceQueries.deviceList(on.parts, { ...asking, id: '', params: {}, body: { communities: [], kinds: [], states: [], text: '', limit: 100, ...more }, caller, now: Date.now() })
const fieldsOf = ({ errors }: Refusal) => errors.map(({ field }) => field)

describe('a device', () => {
  it('is connected, changed and shown with all that is known of it', async () => {
    const house = on.world.a.houses[0]?.id ?? ''
    const made = await connect({ building: house, unit: '1', floor: 'B1', room: '水泵房', serial: ' SN  1 ', attributes: { flow: 12.5, maker: '格兰富' }, silentAfter: 180, actions: ['stop', 'restart'], serviceDays: 90, point: [120, 30] })
    expect(made).toMatchObject({ version: 1, building: house, floor: 'B1', serial: 'SN 1', attributes: { flow: 12.5, maker: '格兰富' }, actions: ['stop', 'restart'], state: 'online' })
    const { body } = await change(made, { unit: null, room: '2 号机房', attributes: { flow: 13 } })
    expect(body).toMatchObject({ version: 2, building: house, point: [120, 30], room: '2 号机房', attributes: { flow: 13 }, silentAfter: 180, floor: 'B1' })
    const shown = await sheet(made.id)
    expect(shown).toMatchObject({ device: { unit: null, version: 2 }, values: [], heardAt: null, above: [], below: [], alarms: [], orders: [], code: null })
    const facts = (await readFacts(on.parts.sql, 0, 10_000)).filter(({ id }) => id === made.id)
    expect(facts.map(({ name }) => name)).toEqual(['device.connected', 'device.changed'])
    for (const fact of facts) Device.parse(fact.body)
  })

  it('has the attributes of its kind, and is refused others by name in both languages', async () => {
    const refused = await refusal(connect({ kind: 'lift', attributes: { capacity: 5, speed: 'fast', installedOn: '2024-02-30', flow: 3, maker: 7 } }))
    expect(refused.fault).toBe('invalid')
    expect(fieldsOf(refused).toSorted()).toEqual(['attributes.capacity', 'attributes.flow', 'attributes.installedOn', 'attributes.maker', 'attributes.speed'])
    expect(refused.errors.find(({ field }) => field === 'attributes.capacity')?.message).toEqual({ zh: '应为 100 到 10000 之间的数（kg）', en: 'A number from 100 to 10000 (kg) is wanted' })
    expect(refused.errors.find(({ field }) => field === 'attributes.flow')?.message).toMatchObject({ zh: expect.stringContaining('额定载重') as string, en: expect.stringContaining('capacity') as string })
    expect((await connect({ kind: 'lift', attributes: { capacity: 100, speed: 20, installedOn: '2024-02-29', maker: '' } })).attributes).toEqual({ capacity: 100, speed: 20, installedOn: '2024-02-29' })
  })

  it('has a code of its own in its community', async () => {
    const made = await connect()
    expect(fieldsOf(await refusal(connect({ code: made.code })))).toEqual(['code'])
    const other = await connect()
    expect(fieldsOf(await refusal(change(other, { code: made.code })))).toEqual(['code'])
    expect((await connect({ community: on.world.b.id, code: made.code })).id).not.toBe(made.id)
    const twice = about()
    const both = await Promise.allSettled([1, 2].map(() => carryOut(office, deviceCommands, 'device.connect', twice)))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('lies in a building of its community', async () => {
    expect(fieldsOf(await refusal(connect({ building: on.world.b.houses[0]?.id ?? '' })))).toEqual(['building'])
    expect(fieldsOf(await refusal(connect({ building: randomUUID() })))).toEqual(['building'])
  })

  it('is changed by whoever saw its newest version', async () => {
    const made = await connect()
    await change(made)
    expect((await refusal(change(made))).fault).toBe('conflict')
    expect((await refusal(carryOut({ ...office, caller: as('duty-manager') }, deviceCommands, 'device.change', { version: 2, kind: 'pump', code: made.code, name: made.name }, made.id))).fault).toBe('not-allowed')
    expect((await refusal(carryOut({ ...office, caller: as('administrator', onlyIn(on.world.b.id)) }, deviceCommands, 'device.change', { version: 2, kind: 'pump', code: made.code, name: made.name }, made.id))).fault).toBe('not-found')
    expect((await refusal(sheet(made.id, as('observer', onlyIn(on.world.b.id))))).fault).toBe('not-found')
  })
})

describe('what a device hangs on', () => {
  it('is shown above and below, nearest first', async () => {
    const power = await connect({ kind: 'power' })
    const gateway = await connect({ kind: 'gateway', power: power.id })
    const pump = await connect({ gateway: gateway.id })
    expect((await sheet(pump.id)).above.map(({ id }) => id)).toEqual([gateway.id, power.id])
    expect((await sheet(power.id)).below.map(({ id }) => id)).toEqual([gateway.id])
  })

  it('is there, in the same community, and of the right kind', async () => {
    const away = await connect({ community: on.world.b.id, kind: 'gateway' })
    const gone = await connect({ kind: 'gateway' })
    await carryOut(office, deviceCommands, 'device.remove', { version: 1, reason: '换新' }, gone.id)
    const pump = await connect()
    for (const gateway of [away.id, gone.id, randomUUID(), pump.id]) expect(fieldsOf(await refusal(connect({ gateway })))).toEqual(['gateway'])
  })

  it('is never what hangs on it, also over others, and also when two do it at once', async () => {
    const [a, b, c] = [await connect(), await connect(), await connect()]
    await change(b, { power: a.id })
    await change(c, { network: b.id })
    expect(fieldsOf(await refusal(change(a, { controller: c.id })))).toEqual(['controller'])
    expect(fieldsOf(await refusal(change(a, { power: a.id })))).toEqual(['power'])
    for (let i = 0; i < 8; i++) {
      const [one, other] = [await connect(), await connect()]
      const both = await Promise.allSettled([change(one, { power: other.id }), change(other, { network: one.id })])
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    }
  })
})

describe('a device that is removed', () => {
  it('waits until nothing hangs on it and nobody overlooks its alarm', async () => {
    const [gateway, first] = [await connect({ kind: 'gateway' }), await connect()]
    await change(first, { gateway: gateway.id })
    const refused = await refusal(carryOut(office, deviceCommands, 'device.remove', { version: 1, reason: '换新' }, gateway.id))
    expect(refused.fault).toBe('illegal-move')
    expect(refused.errors).toEqual([{ field: 'below', message: { zh: expect.stringContaining(first.code) as string, en: expect.stringContaining(first.code) as string } }])
    await carryOut(office, deviceCommands, 'device.remove', { version: 2, reason: '换新' }, first.id)
    const gone = await carryOut(office, deviceCommands, 'device.remove', { version: 1, reason: '换新' }, gateway.id)
    expect(gone.body).toMatchObject({ removedAt: expect.any(String) as string, version: 2 })
    expect((await list({ text: gateway.code })).devices).toEqual([])
    expect((await sheet(gateway.id)).device.removedAt).toEqual(expect.any(String))
    expect((await refusal(change({ ...gateway, version: 2 }))).fault).toBe('illegal-move')
  })

  it('comes back with its history when its code is connected again', async () => {
    const made = await connect({ attributes: { flow: 3 } })
    await carryOut(office, deviceCommands, 'device.remove', { version: 1, reason: '换新' }, made.id)
    const again = await connect({ code: made.code, kind: 'pump' })
    expect(again).toMatchObject({ id: made.id, version: 3, state: 'online' })
    expect((await sheet(made.id)).device).toMatchObject({ removedAt: null, attributes: {} })
  })
})
