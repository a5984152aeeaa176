import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandInput } from '#shared/commands.ts'
import { devices } from '#db/schema/devices.ts'
import { maintenanceItems } from '#db/schema/maintenance.ts'
import { windows } from '#db/schema/windows.ts'
import type { Severity } from '#shared/alarms.ts'
import { Device, type DeviceAsk, type Scalar } from '#shared/devices.ts'
import type { GrantableRole, Scope } from '#shared/roles.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { deviceCommands } from '#server/devices/device-commands.ts'
import { deviceQueries } from '#server/devices/device-queries.ts'
import { deviceReaction, removedReaction } from '#server/devices/device-react.ts'
import type { Caller } from '#server/identity/caller.ts'
import { change as changeRow, type Change } from '#server/journal/change.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import type { MaintenanceWindow } from '#shared/windows.ts'
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
    const made = await connect({ building: house, unit: '1', floor: 'B1', room: '水泵房', serial: ' SN 1 ', attributes: { flow: 12.5, maker: '格兰富' }, silentAfter: 180, actions: ['stop', 'restart'], serviceDays: 90, point: [120, 30] })
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

const alarmsSay = (device: Device, kind: string, change: 'raised' | 'cleared', severity: Severity = 'major') =>
  sayAlarms(on.parts, [{ id: randomUUID(), community: device.community, device: device.id, kind, severity, change, text: '', at: null }], { kind: 'system', id: 'test', name: 'test' })
/** What it remembers it remembers over all of these tests, as a process does. */
const turning = deviceReaction()
const reacted = () => new Consumer(on.parts, reactionsOf([turning, removedReaction(sayAlarms)])).level()
const stateNow = async ({ id }: Device): Promise<string> => (await sheet(id)).device.state
const turns = async ({ id }: Device) => (await readFacts(on.parts.sql, 0, 100_000)).filter((fact) => fact.id === id && fact.name === 'device.turned')

describe('the state of a device', () => {
  beforeAll(async () => {
    await on.parts.sql`insert into consumer (name, cursor) values ('reactions', 0) on conflict do nothing`
  })

  it('follows from its own alarms, and is told once for each change', async () => {
    const pump = await connect()
    await alarmsSay(pump, 'pump.fault', 'raised', 'minor')
    await reacted()
    expect(await stateNow(pump)).toBe('faulty')
    await alarmsSay(pump, 'pump.fault', 'raised', 'minor')
    await alarmsSay(pump, 'device.silent', 'raised', 'notice')
    await reacted()
    expect(await stateNow(pump)).toBe('silent')
    await alarmsSay(pump, 'device.silent', 'cleared', 'notice')
    await reacted()
    expect(await stateNow(pump)).toBe('faulty')
    await alarmsSay(pump, 'pump.fault', 'cleared', 'minor')
    await reacted()
    const told = await turns(pump)
    expect(told.map(({ body }) => (body as Device).state)).toEqual(['faulty', 'silent', 'faulty', 'online'])
    for (const fact of told) Device.parse(fact.body)
  })

  it('is not what it saw, nor what is minor', async () => {
    const gate = await connect({ kind: 'access' })
    await alarmsSay(gate, 'access.forced', 'raised', 'critical')
    await alarmsSay(gate, 'access.odd', 'raised', 'notice')
    await reacted()
    expect(await stateNow(gate)).toBe('online')
    expect(await turns(gate)).toEqual([])
  })

  it('is maintenance while a window runs that names it, its building or its community, whatever stands', async () => {
    const house = on.world.b.houses[1]?.id ?? ''
    const [named, housed, away] = [await connect({ community: on.world.b.id }), await connect({ community: on.world.b.id, building: house }), await connect({ community: on.world.b.id })]
    await alarmsSay(named, 'pump.fault', 'raised')
    const window = async (more: Partial<MaintenanceWindow>) => {
      const row: MaintenanceWindow = {
        id: randomUUID(), version: 1, community: on.world.b.id, building: null, devices: [], from: new Date(Date.now() - 1000).toISOString(), until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'x', by: 'x',
        state: 'running', endedAt: null, ...more,
      }
      await commit([changeRow(windows, row, { name: 'window.started', body: row })])
      await reacted()
      return async () => {
        const over: MaintenanceWindow = { ...row, version: 2, state: 'over', endedAt: new Date().toISOString() }
        await commit([changeRow(windows, over, { name: 'window.ended', body: over })])
        await reacted()
      }
    }
    const states = async () => [await stateNow(named), await stateNow(housed), await stateNow(away)]
    const endNamed = await window({ devices: [named.id] })
    expect(await states()).toEqual(['maintenance', 'online', 'online'])
    const endHoused = await window({ building: house })
    expect(await states()).toEqual(['maintenance', 'maintenance', 'online'])
    const endAll = await window({})
    expect(await states()).toEqual(['maintenance', 'maintenance', 'maintenance'])
    await endNamed()
    await endAll()
    expect(await states()).toEqual(['faulty', 'maintenance', 'online'])
    await endHoused()
    expect(await states()).toEqual(['faulty', 'online', 'online'])
  })

  it('is found out once more after a crash, and changes nothing then', async () => {
    const pump = await connect()
    await alarmsSay(pump, 'pump.fault', 'raised')
    await reacted()
    await on.parts.sql`update consumer set cursor = 0 where name = 'reactions'`
    await reacted()
    expect(await turns(pump)).toHaveLength(1)
  })
})

it('alarms of a device that is removed end with it; one that nobody saw keeps it', async () => {
  const pump = await connect()
  await alarmsSay(pump, 'pump.fault', 'raised')
  await alarmsSay(pump, 'device.silent', 'raised', 'notice')
  const refused = await refusal(carryOut(office, deviceCommands, 'device.remove', { version: pump.version, reason: '换新' }, pump.id))
  expect(fieldsOf(refused)).toEqual(['alarms'])
  const fault = (await sheet(pump.id)).alarms.find(({ kind }) => kind === 'pump.fault')
  await carryOut(on, alarmCommands, 'alarm.acknowledge', { version: fault?.version ?? 0 }, fault?.id)
  await carryOut(office, deviceCommands, 'device.remove', { version: (await sheet(pump.id)).device.version, reason: '换新' }, pump.id)
  await reacted()
  const states = (await sheet(pump.id)).alarms.map(({ kind, state }) => `${kind} ${state}`)
  // Nobody has said that they saw the silence; it stands as gone.
  expect(states.toSorted()).toEqual(['device.silent returned', 'pump.fault normal'])
})

describe('what a device says', () => {
  const said = async (device: Device, rows: [key: string, value: Scalar, minutesAgo?: number][]) => {
    for (const [key, value, ago = 0] of rows) {
      const at = new Date(Date.now() - ago * 60_000).toISOString()
      await on.parts.sql`insert into device_value (device_id, key, value, unit, quality, at, received_at) values (${device.id}, ${key}, ${JSON.stringify(value)}::text::jsonb, null, 'good', ${at}, ${at}) on conflict (device_id, key) do update set value = excluded.value, at = excluded.at`
      await on.parts.sql`insert into reading (device_id, key, at, value, received_at) values (${device.id}, ${key}, ${at}, ${JSON.stringify(value)}::text::jsonb, ${at})`
    }
    await on.parts.sql`insert into device_heard (device_id, at) values (${device.id}, now()) on conflict (device_id) do update set at = excluded.at`
  }

  it('is on its sheet and, the most telling of it, in the list', async () => {
    const pump = await connect()
    await said(pump, [['runningHours', 12_345.6], ['pressure', 0.42], ['running', true], ['state', 'auto'], ['current', 11]])
    const shown = await sheet(pump.id)
    expect(shown.values.map(({ key, value }) => [key, value])).toEqual([['current', 11], ['pressure', 0.42], ['running', true], ['runningHours', 12_345.6], ['state', 'auto']])
    expect(shown.heardAt).toEqual(expect.any(String))
    const listed = await list({ text: pump.code })
    expect(listed.said[pump.id]?.map(({ key }) => key).toSorted()).toEqual(['current', 'pressure', 'running'])
    expect(listed.heard[pump.id]).toEqual(shown.heardAt)
  })

  it('remembers its hours when it is serviced, and says when the next service is', async () => {
    const pump = await connect({ serviceDays: 90, serviceHours: 1000 })
    expect((await sheet(pump.id)).service).toMatchObject({ by: 'days' })
    await said(pump, [['runningHours', 5_000, 120], ['runningHours', 5_002, 0]])
    const then = new Date(Date.now() - 60 * 60_000).toISOString()
    const { body } = await carryOut(on, deviceCommands, 'device.service', { version: 1, at: then, note: '换了密封圈' }, pump.id)
    expect(body).toMatchObject({ servicedAt: then, servicedHours: 5_000, version: 2 })
    // A thousand hours are over before ninety days are.
    expect((await sheet(pump.id)).service).toEqual({ day: new Date(Date.now() + 998 * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 10), by: 'hours' })
    for (const at of [new Date(Date.now() + 60_000).toISOString(), new Date(Date.now() - 7_200_000).toISOString()]) {
      expect(fieldsOf(await refusal(carryOut(on, deviceCommands, 'device.service', { version: 2, at }, pump.id)))).toEqual(['at'])
    }
    expect((await carryOut(on, deviceCommands, 'device.service', { version: 2 }, pump.id)).body).toMatchObject({ servicedHours: 5_002 })
  })

  it('is serviced on the day that is planned, if that is sooner', async () => {
    const pump = await connect({ serviceDays: 90 })
    await carryOut(on, deviceCommands, 'device.service', { version: 1 }, pump.id)
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    const item = { id: randomUUID(), version: 1, community: pump.community, building: null, device: pump.id, title: '保养', category: 'repair' as const, facility: null, day, hours: 1, why: '', state: 'scheduled' as const, order: null }
    await commit([changeRow(maintenanceItems, item)])
    expect((await sheet(pump.id)).service).toEqual({ day, by: 'plan' })
  })
})

describe('the list of devices', () => {
  it('finds by code, name, serial and place, in either language, within the scope', async () => {
    const made = await connect({ code: 'ZZ-泵-07', name: { zh: '恒压给水泵七号', en: 'Seventh booster' }, serial: 'SN_88%41', room: '负一层水泵房' })
    for (const text of ['ZZ-泵', '给水', '七号', 'booster', 'sn_88%41', '水泵房', '恒压 booster', '88']) expect((await list({ text })).devices.map(({ id }) => id), text).toContain(made.id)
    for (const text of ['消防', 'zz booster 不在', '%', '_']) expect((await list({ text })).devices.map(({ id }) => id), text).not.toContain(made.id)
    expect((await list({ text: '给水' }, as('observer', onlyIn(on.world.b.id)))).devices).toEqual([])
    expect((await refusal(list({ communities: [on.world.a.id] }, as('observer', onlyIn(on.world.b.id))))).fault).toBe('not-found')
  })

  it('goes page by page through every device once, and counts them by state', async () => {
    for (let i = 0; i < 25; i++) await connect()
    const all = await list({ limit: 200 })
    const seen: string[] = []
    let after: DeviceAsk['after'] = null
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ after, limit: 7 })
      seen.push(...page.devices.map(({ code, id }) => `${code} ${id}`))
      after = page.more
    } while (after)
    expect(seen).toEqual(all.devices.map(({ code, id }) => `${code} ${id}`))
    expect(new Set(seen).size).toBe(seen.length)
    const { counts } = await list({ states: ['faulty'] })
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(seen.length)
    expect((await list({ kinds: ['gateway'] })).devices.every(({ kind }) => kind === 'gateway')).toBe(true)
    expect((await list({ states: ['faulty'] })).devices).toHaveLength(counts.faulty ?? 0)
  })

  it('has what is wrong first, the worst of it before the rest, and codes as people count', async () => {
    const building = on.world.b.houses[0]?.id ?? ''
    for (const code of ['10-L1', '2-L10', '2-L2', '9', 'a-3', 'A-12', '消防-10', '消防-9']) await connect({ community: on.world.b.id, building, code: `N${code}` })
    const codesOf = async (more: Partial<DeviceAsk> = {}) => (await list({ communities: [on.world.b.id], building, ...more })).devices.map(({ code }) => code).filter((code) => code.startsWith('N'))
    const counted = ['N2-L2', 'N2-L10', 'N9', 'N10-L1', 'Na-3', 'NA-12', 'N消防-9', 'N消防-10']
    expect(await codesOf()).toEqual(counted)
    const inTheBuilding = (await deviceQueries.devices(on.parts, { ...asking, id: building, params: {}, caller: office.caller, now: Date.now() })).map(({ code }) => code).filter((code) => counted.includes(code))
    expect(inTheBuilding).toEqual(counted)
    const states = { 'NA-12': 'faulty', N9: 'online', 'N2-L10': 'maintenance', 'N10-L1': 'silent', 'Na-3': 'faulty' } as const
    for (const { version, ...device } of (await list({ communities: [on.world.b.id], building })).devices) {
      const state = states[device.code as keyof typeof states]
      if (state) await commit([changeRow(devices, { ...device, state, version: version + 1 })])
    }
    const worst = ['Na-3', 'NA-12', 'N10-L1', 'N2-L10', 'N2-L2', 'N9', 'N消防-9', 'N消防-10']
    expect(await codesOf()).toEqual(worst)
    expect(await codesOf({ states: ['silent', 'faulty'] })).toEqual(worst.slice(0, 3))
    const second = await list({ communities: [on.world.b.id], building, limit: 2, after: { state: 'faulty', code: 'Na-3', id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' } })
    expect(second.devices.map(({ code }) => code)).toEqual(worst.slice(1, 3))
  })

  it('and a building have no device that was removed', async () => {
    const building = on.world.a.houses[2]?.id ?? ''
    const made = await connect({ building })
    const there = async () => (await deviceQueries.devices(on.parts, { ...asking, id: building, params: {}, caller: office.caller, now: Date.now() })).map(({ id }) => id)
    expect(await there()).toContain(made.id)
    await carryOut(office, deviceCommands, 'device.remove', { version: 1, reason: '换新' }, made.id)
    expect(await there()).not.toContain(made.id)
    expect((await list({ building })).devices.map(({ id }) => id)).not.toContain(made.id)
  })
})

async function commit(changes: Change[]): Promise<void> {
  const answer = await on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  if (!answer.ok) throw new Error(answer.message)
}
