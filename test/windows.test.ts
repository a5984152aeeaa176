import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAside, type Alarm } from '#shared/alarms.ts'
import type { MaintenanceWindow } from '#shared/windows.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { findAlarms } from '#server/alarms/alarm-store.ts'
import { causeProjection } from '#server/alarms/cause-react.ts'
import { openParts } from '#server/installation.ts'
import { Consumer } from '#server/journal/consumer.ts'
import type { Projection } from '#server/live/handler.ts'
import type { Parts } from '#server/parts.ts'
import { Timers } from '#server/timers/timers.ts'
import { windowCommands } from '#server/windows/window-commands.ts'
import { windowQueries } from '#server/windows/window-queries.ts'
import { windowTimers } from '#server/windows/window-timers.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
  await on.parts.sql`insert into consumer (name, cursor) values ('causes', 0) on conflict do nothing`
})
afterAll(() => on.close())

const hour = 3_600_000
const iso = (from: number): string => new Date(Date.now() + from).toISOString()
const system = { kind: 'system', id: 'test', name: 'test' } as const
const level = (projection: Projection = causeProjection): Promise<number> => new Consumer(on.parts, projection).level()

/** A lift of A; each test has its own, so that windows of one are not another's. */
let taken = 0
const lift = (): string => on.world.a.machines[taken++ % on.world.a.machines.length]?.id ?? ''

const say = (device: string, kind: string, turn: 'raised' | 'cleared', parts: Parts = on.parts): Promise<unknown> =>
  sayAlarms(parts, [{ id: randomUUID(), community: on.world.a.id, device, kind, severity: 'major', change: turn, text: '', at: null }], system)

async function alarmAt(device: string, kind: string): Promise<Alarm | undefined> {
  const rows = await on.parts.sql<{ id: string }[]>`select id from alarm where device_id = ${device}::uuid and kind = ${kind} order by raised_at desc limit 1`
  return (await findAlarms(on.parts, rows.map(({ id }) => id)))[0]
}
const stateAt = async (device: string, kind: string): Promise<string> => (await alarmAt(device, kind))?.state ?? 'none'

const plan = async (more: Partial<{ building: string; devices: string[]; from: number; until: number }>): Promise<MaintenanceWindow> => {
  const { from = -1, until = hour, ...of } = more
  const reply = await carryOut(on, windowCommands, 'window.plan', { community: on.world.a.id, ...of, from: iso(from), until: iso(until), reason: '换钢丝绳' })
  return reply.body as MaintenanceWindow
}
const end = async (window: MaintenanceWindow): Promise<MaintenanceWindow> => (await carryOut(on, windowCommands, 'window.end', { version: window.version }, window.id)).body as MaintenanceWindow

describe('while a device is worked on', () => {
  it('what it raises is measured and not heard, what stood before stays, and back to normal passes; in the end what holds is heard', async () => {
    const device = lift()
    await say(device, 'lift.fault', 'raised')
    const window = await plan({ devices: [device] })
    expect(window).toMatchObject({ state: 'running', by: 'manager' })
    await say(device, 'pump.fault', 'raised')
    await say(device, 'water.level', 'raised')
    await level()
    expect(await alarmAt(device, 'pump.fault')).toMatchObject({ state: 'out-of-service', window: window.id, active: true })
    expect(await stateAt(device, 'lift.fault')).toBe('unacknowledged')
    await say(device, 'lift.fault', 'cleared')
    await say(device, 'water.level', 'cleared')
    expect(await stateAt(device, 'lift.fault')).toBe('returned')
    await end(window)
    await level()
    expect(await alarmAt(device, 'pump.fault')).toMatchObject({ state: 'unacknowledged', window: null })
    expect(await stateAt(device, 'water.level')).toBe('normal')
  })

  it('life safety is heard all the same, with a word of the work', async () => {
    const device = lift()
    const window = await plan({ devices: [device] })
    await say(device, 'lift.trapped', 'raised')
    await level()
    expect(await alarmAt(device, 'lift.trapped')).toMatchObject({ state: 'unacknowledged', window: window.id })
    await end(window)
    await level()
    expect(await stateAt(device, 'lift.trapped')).toBe('unacknowledged')
  })

  it('a window of its building covers it, one of another building does not, and of two that overlap the last one lets go', async () => {
    const [device, other] = [lift(), lift()]
    const building = on.world.a.machines.find(({ id }) => id === device)?.building ?? ''
    const first = await plan({ building })
    const second = await plan({ devices: [device], until: 2 * hour })
    await say(device, 'lift.fault', 'raised')
    await say(other, 'lift.fault', 'raised')
    expect(await stateAt(other, 'lift.fault')).toBe('unacknowledged')
    expect(await alarmAt(device, 'lift.fault')).toMatchObject({ state: 'out-of-service', window: second.id })
    await end(second)
    await level()
    expect(await alarmAt(device, 'lift.fault')).toMatchObject({ state: 'out-of-service', window: first.id })
    await end(first)
    await level()
    expect(await stateAt(device, 'lift.fault')).toBe('unacknowledged')
  })

  it('however it comes and goes meanwhile, in the end it is heard exactly where it holds', async () => {
    const turns = fc.array(fc.constantFrom('raised' as const, 'cleared' as const), { minLength: 1, maxLength: 8 })
    let clock = Date.now()
    const parts = { ...on.parts, now: () => clock }
    await fc.assert(fc.asyncProperty(turns, turns, async (before, during) => {
      const device = on.world.b.machines[0]?.id ?? ''
      const kind = `test.${randomUUID().slice(0, 8)}`
      const turn = async (change: 'raised' | 'cleared'): Promise<void> => {
        // Apart, so that it does not chatter.
        clock += 90_000
        await sayAlarms(parts, [{ id: randomUUID(), community: on.world.b.id, device, kind, severity: 'minor', change, text: '', at: null }], system)
      }
      for (const change of before) await turn(change)
      const stood = (await alarmAt(device, kind))?.state
      const reply = await carryOut(on, windowCommands, 'window.plan', { community: on.world.b.id, from: iso(-1), until: iso(hour), reason: '试' })
      for (const change of during) await turn(change)
      await level()
      const meanwhile = await alarmAt(device, kind)
      if (stood === undefined || stood === 'normal') expect(meanwhile === undefined || meanwhile.state === 'out-of-service').toBe(true)
      else expect(isAside(meanwhile ?? { state: 'normal' })).toBe(false)
      await end(reply.body as MaintenanceWindow)
      await level()
      const holds = [...before, ...during].at(-1) === 'raised'
      const after = await alarmAt(device, kind)
      expect(isAside(after ?? { state: 'normal' })).toBe(false)
      expect(after?.state === 'unacknowledged').toBe(holds)
    }), { numRuns: 15 })
  }, 60_000)

  it('(a server that does not follow the end of a window leaves its alarms unheard)', async () => {
    const device = lift()
    const window = await plan({ devices: [device] })
    await say(device, 'gas.fault', 'raised')
    await end(window)
    await level({ ...causeProjection, apply: (parts, from, to, facts) => causeProjection.apply(parts, from, to, facts.filter(({ name }) => name === 'order.reported')) })
    expect(await stateAt(device, 'gas.fault')).toBe('out-of-service')
    // What lost its window is put right by whatever is told of it next.
    await say(device, 'gas.fault', 'raised')
    await level()
    expect(await stateAt(device, 'gas.fault')).toBe('unacknowledged')
  })
})

describe('a window that is planned', () => {
  const timersOf = (parts: Parts): Timers => new Timers(parts, windowTimers)

  it('begins and ends by itself, whichever process is there, and not where it was cancelled', async () => {
    const device = lift()
    const window = await plan({ devices: [device], from: 1_000, until: 3_000 })
    const never = await plan({ devices: [device], from: 1_000, until: hour })
    expect(window.state).toBe('planned')
    expect((await end(never)).state).toBe('cancelled')
    const first = openParts(on.url, 'test-first', pino({ level: 'silent' }))
    const timers = timersOf(first.parts)
    timers.start()
    const stateOf = async (id: string): Promise<string | undefined> => (await windowQueries.windows(on.parts, { ...asking, id: '', params: { community: on.world.a.id }, caller: on.caller, now: Date.now() })).find((one) => one.id === id)?.state
    await expect.poll(() => stateOf(window.id), { timeout: 10_000 }).toBe('running')
    await say(device, 'access.forced', 'raised')
    // That process dies; another one ends it.
    await timers.stop()
    await first.close()
    expect(await stateAt(device, 'access.forced')).toBe('out-of-service')
    const others = timersOf(on.parts)
    others.start()
    await expect.poll(() => stateOf(window.id), { timeout: 10_000 }).toBe('over')
    await level()
    expect(await stateAt(device, 'access.forced')).toBe('unacknowledged')
    await others.stop()
    expect(await stateOf(never.id)).toBe('cancelled')
    expect(await on.parts.sql`select from timer where key like 'window.%' and subject_id in (${window.id}, ${never.id})`).toHaveLength(0)
  }, 30_000)

  it('is refused in the past, for too long, and for what is not there', async () => {
    const wrong = (more: object) => expect(carryOut(on, windowCommands, 'window.plan', { community: on.world.a.id, from: iso(-hour), until: iso(hour), reason: '试', ...more })).rejects.toMatchObject({ fault: 'invalid' })
    await wrong({ until: iso(-1) })
    await wrong({ until: iso(40 * 24 * hour) })
    await wrong({ building: on.world.b.houses[0]?.id })
    await wrong({ devices: [on.world.b.machines[0]?.id] })
  })

  it('is ended once: who comes second, or saw it otherwise, is told so', async () => {
    const window = await plan({ devices: [lift()] })
    await end(window)
    await expect(end(window)).rejects.toMatchObject({ fault: 'conflict' })
    await expect(end({ ...window, version: 2 })).rejects.toMatchObject({ fault: 'illegal-move' })
  })
})
