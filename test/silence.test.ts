import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { devices } from '#db/schema/devices.ts'
import type { DeviceKind } from '#shared/devices.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { feedCommands } from '#server/feeds/feed-commands.ts'
import { feedQueries } from '#server/feeds/feed-queries.ts'
import { listeningSince, outage, silentDevices } from '#server/feeds/silence-rules.ts'
import { SilenceWatch } from '#server/feeds/silence-watch.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { recordHeard } from '#server/live/feed-store.ts'
import { recordDevicesHeard } from '#server/live/heard-store.ts'
import type { Parts } from '#server/parts.ts'
import { windowCommands } from '#server/windows/window-commands.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
let parts: Parts
/** The test's own clock, for devices and whoever listens. */
let clock = Date.now()
beforeAll(async () => {
  on = await openFeatures()
  parts = { ...on.parts, now: () => clock }
})
afterAll(() => on.close())
beforeEach(() => void (clock += 3_600_000))

const second = 1_000

async function connected({ kind = 'sensor' as DeviceKind, silentAfter = 60 as number | null } = {}): Promise<string> {
  const id = randomUUID()
  const body = { id, version: 1, community: on.world.a.id, building: on.world.a.houses[0]?.id ?? null, kind, code: id, name: { zh: '甲', en: 'A' }, point: null, state: 'online' as const, seenAt: null, silentAfter }
  const made = await parts.journal.commit(systemCommand('test', 'connect', randomUUID(), { changes: [change(devices, body, { name: 'device.connected', body })], reply: null, community: null, mode: 'real' }))
  if (!made.ok) throw new Error(made.message)
  return id
}

const changed = (id: string, version: number, fields: object) => parts.journal.commit(systemCommand('test', 'change', randomUUID(), { changes: [change(devices, { id, version, ...fields })], reply: null, community: null, mode: 'real' }))

const hear = (...ids: string[]): Promise<void> => recordDevicesHeard(parts.sql, ids, clock)

type Told = { kind: string; state: string; severity: string; count: number }
const toldOf = async (id: string): Promise<Told | undefined> => (await parts.sql<Told[]>`select kind, state, severity, count from alarm where device_id = ${id}::uuid order by raised_at desc limit 1`)[0]

/** Rounds every 5 s for so many seconds. */
async function listen(watch: SilenceWatch, seconds: number, meanwhile: () => Promise<void> = async () => {}): Promise<void> {
  for (let i = 0; i < seconds / 5; i++) {
    clock += 5 * second
    await meanwhile()
    await watch.round()
  }
}

describe('a device that says nothing', () => {
  it('for longer than it may is an alarm, minor or of a gateway major, until it is heard again', async () => {
    const watch = new SilenceWatch(parts, sayAlarms)
    const [sensor, gateway, mute] = [await connected(), await connected({ kind: 'gateway', silentAfter: 120 }), await connected({ silentAfter: null })]
    await watch.round()
    await hear(sensor, gateway)
    await listen(watch, 55)
    expect(await toldOf(sensor)).toBeUndefined()
    await listen(watch, 10)
    expect(await toldOf(sensor)).toMatchObject({ kind: 'device.silent', state: 'unacknowledged', severity: 'minor' })
    expect(await toldOf(gateway)).toBeUndefined()
    await listen(watch, 60)
    expect(await toldOf(gateway)).toMatchObject({ kind: 'gateway.silent', severity: 'major' })
    await hear(sensor)
    await listen(watch, 5)
    expect(await toldOf(sensor)).toMatchObject({ state: 'returned' })
    expect(await toldOf(mute)).toBeUndefined()
    // And again.
    await listen(watch, 65)
    expect(await toldOf(sensor)).toMatchObject({ state: 'unacknowledged' })
  })

  it('that was never heard has its time from when it was first missed', async () => {
    const watch = new SilenceWatch(parts, sayAlarms)
    await watch.round()
    await listen(watch, 600)
    const device = await connected()
    await listen(watch, 55)
    expect(await toldOf(device)).toBeUndefined()
    await listen(watch, 15)
    expect(await toldOf(device)).toMatchObject({ kind: 'device.silent' })
  })

  it('is no alarm while it is worked on, nor once nobody waits for its word', async () => {
    const watch = new SilenceWatch(parts, sayAlarms)
    const [worked, free] = [await connected(), await connected()]
    await watch.round()
    await hear(worked, free)
    const reply = await carryOut(on, windowCommands, 'window.plan', { community: on.world.a.id, devices: [worked], from: new Date().toISOString(), until: new Date(Date.now() + 3_600_000).toISOString(), reason: '换电池' })
    await listen(watch, 90)
    expect(await toldOf(worked)).toBeUndefined()
    expect(await toldOf(free)).toMatchObject({ state: 'unacknowledged' })
    expect((await changed(free, 2, { silentAfter: null })).ok).toBe(true)
    await carryOut(on, windowCommands, 'window.end', { version: 1 }, reply.body.id)
    await listen(watch, 5)
    expect(await toldOf(free)).toMatchObject({ state: 'returned' })
    expect(await toldOf(worked)).toMatchObject({ state: 'unacknowledged' })
  })

  it('that another system said is silent stays so until it is heard', async () => {
    const watch = new SilenceWatch(parts, sayAlarms)
    const device = await connected({ silentAfter: null })
    await sayAlarms(parts, [{ id: randomUUID(), community: on.world.a.id, device, kind: 'device.silent', severity: 'minor', change: 'raised', text: '', at: null }], { kind: 'key', id: randomUUID(), name: 'platform' })
    await watch.round()
    await listen(watch, 30)
    expect(await toldOf(device)).toMatchObject({ state: 'unacknowledged' })
  })
})

describe('who listens', () => {
  it('tells of nobody where it was away itself: everybody has their time anew', async () => {
    const watch = new SilenceWatch(parts, sayAlarms)
    const all = await Promise.all(Array.from({ length: 20 }, () => connected()))
    await watch.round()
    await hear(...all)
    await listen(watch, 30)
    // The database was away for an hour, and so was this process's hearing.
    clock += 3_600_000
    await watch.round()
    await listen(watch, 55)
    for (const id of all) expect(await toldOf(id)).toBeUndefined()
    await listen(watch, 10)
    for (const id of all) expect(await toldOf(id)).toMatchObject({ state: 'unacknowledged' })
    // A new process has heard nothing yet either, and ends what it finds.
    await hear(...all)
    const another = new SilenceWatch(parts, sayAlarms)
    await another.round()
    for (const id of all) expect(await toldOf(id)).toMatchObject({ state: 'returned' })
  })

  it('(would tell of all of them if it counted on from before)', () => {
    const heardAt = 1_000_000
    const quiet = Array.from({ length: 3 }, (_, i) => ({ id: String(i), version: 1, community: 'c', kind: 'sensor' as const, silentAfter: 60, heardAt }))
    const [before, now] = [heardAt + 5 * second, heardAt + 3_600 * second]
    expect(silentDevices(quiet, new Map(), listeningSince(0, before, now), now)).toEqual([])
    expect(silentDevices(quiet, new Map(), 0, now)).toEqual(quiet)
    expect(listeningSince(0, now - outage, now)).toBe(0)
  })

  it('says each silence once, however many processes listen, and all of them agree in the end', async () => {
    const other = openParts(on.url, 'test-silence', pino({ level: 'silent' }))
    const watches = [new SilenceWatch(parts, sayAlarms), new SilenceWatch({ ...other.parts, now: () => clock }, sayAlarms)]
    const all = await Promise.all(Array.from({ length: 5 }, () => connected()))
    const heardAt = new Map<string, number>()
    for (const watch of watches) await watch.round()
    const step = fc.record({ seconds: fc.constantFrom(5, 10, 15), heard: fc.subarray(all) })
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      for (const { seconds, heard } of steps) {
        clock += seconds * second
        await hear(...heard)
        for (const id of heard) heardAt.set(id, clock)
        await Promise.all(watches.map((watch) => watch.round()))
        for (const id of heardAt.keys()) {
          const silent = clock - (heardAt.get(id) ?? 0) >= 60 * second
          expect([id, (await toldOf(id))?.state === 'unacknowledged']).toEqual([id, silent])
        }
      }
    }), { numRuns: 8 })
    const told = await parts.sql<{ raised: number; cleared: number }[]>`
      select count(*) filter (where name in ('alarm.raised', 'alarm.repeated'))::int as raised, count(*) filter (where name = 'alarm.cleared')::int as cleared
      from fact where name like 'alarm.%' and body ->> 'device' = any(${all}::text[]) group by entity_id`
    for (const { raised, cleared } of told) expect(Math.abs(raised - cleared)).toBeLessThanOrEqual(1)
    await other.close()
  }, 60_000)
})

describe('a feed', () => {
  const administrator = (): Features => ({ ...on, caller: { ...on.caller, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] } })
  const feedOf = async (door: string) => parts.sql<{ state: string; severity: string }[]>`
    select state, severity from alarm where kind = 'feed.silent' and subject = ${door} and community_id = ${on.world.b.id}::uuid order by raised_at desc limit 1`

  it('that was heard and falls silent is an alarm of its community, by its own limit where it has one, until it is heard or may be quiet', async () => {
    const watch = new SilenceWatch(parts, sayAlarms)
    await watch.round()
    await recordHeard(parts.sql, 'telemetry', [on.world.b.id], clock)
    await recordHeard(parts.sql, 'alarms', [on.world.b.id], clock)
    await listen(watch, 295)
    expect(await feedOf('telemetry')).toHaveLength(0)
    await listen(watch, 10)
    expect(await feedOf('telemetry')).toMatchObject([{ state: 'unacknowledged', severity: 'major' }])
    expect(await feedOf('alarms')).toHaveLength(0)
    await carryOut(administrator(), feedCommands, 'feed.limit', { community: on.world.b.id, door: 'alarms', seconds: 60 })
    await listen(watch, 5)
    expect(await feedOf('alarms')).toMatchObject([{ state: 'unacknowledged' }])
    const states = await feedQueries.feeds(parts, { ...asking, id: '', params: { community: on.world.b.id }, caller: on.caller, now: clock })
    expect(states.find(({ door }) => door === 'alarms')).toMatchObject({ silent: true, own: true, seconds: 60 })
    expect(states.find(({ door }) => door === 'cap')).toMatchObject({ silent: false, heardAt: null, own: false })
    await recordHeard(parts.sql, 'telemetry', [on.world.b.id], clock)
    await carryOut(administrator(), feedCommands, 'feed.limit', { community: on.world.b.id, door: 'alarms', seconds: null })
    await listen(watch, 5)
    expect(await feedOf('telemetry')).toMatchObject([{ state: 'returned' }])
    expect(await feedOf('alarms')).toMatchObject([{ state: 'returned' }])
    // The same limit again, and nothing heard: told again.
    await carryOut(administrator(), feedCommands, 'feed.limit', { community: on.world.b.id, door: 'alarms', seconds: 60 })
    await listen(watch, 5)
    expect(await feedOf('alarms')).toMatchObject([{ state: 'unacknowledged' }])
  })
})
