import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '#db/client.ts'
import { devices } from '#db/schema/devices.ts'
import { isActive, isAside, isStanding, type Alarm } from '#shared/alarms.ts'
import type { Device } from '#shared/devices.ts'
import { lifeSafetyKinds } from '#shared/responses.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { findAlarms } from '#server/alarms/alarm-store.ts'
import { causeProjection, causeTimers } from '#server/alarms/cause-react.ts'
import { owningCommands } from '#server/alarms/owning-commands.ts'
import { grace } from '#server/alarms/place-rules.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { Consumer } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import type { Projection } from '#server/live/handler.ts'
import type { Parts } from '#server/parts.ts'
import { kinds, Model, saidOf, tree, type Said, type Tree } from './alarm-tree.ts'
import { openFeatures, type Features } from './features.ts'

let on: Features
let parts: Parts
/** The test's own clock: forward only. */
let clock = Date.now()
beforeAll(async () => {
  on = await openFeatures()
  parts = { ...on.parts, now: () => clock }
  await parts.sql`insert into consumer (name, cursor) values ('causes', 0) on conflict do nothing`
})
afterAll(() => on.close())

const system = { kind: 'system', id: 'test', name: 'test' } as const

/** Devices that hang as the tree says; their ids by place. */
async function planted(of: Tree): Promise<string[]> {
  const ids = of.map(() => randomUUID())
  const rows = of.map((hangs, at) => ({
    id: ids[at] ?? '', version: 1, community: on.world.a.id, building: null, kind: 'sensor' as const, code: `T-${ids[at]}`, name: { zh: `${at}`, en: `${at}` }, point: null,
    state: 'online' as const, seenAt: null, ...Object.fromEntries(Object.entries(hangs).map(([tie, to]) => [tie, ids[to]])),
  }))
  const made = await parts.journal.commit(systemCommand('test', 'plant', randomUUID(), { changes: rows.map((row) => change(devices, row, { name: 'device.connected', body: row })), reply: null, community: null, mode: 'real' }))
  if (!made.ok) throw new Error(made.message)
  return ids
}

const say = (ids: string[], said: readonly Said[], by = parts): Promise<unknown> =>
  sayAlarms(by, said.map(({ device, kind, change: turn }) => ({ id: randomUUID(), community: on.world.a.id, device: ids[device] ?? null, kind, severity: 'major', change: turn, text: '', at: null })), system)

const level = (projection: Projection): Promise<number> => new Consumer(parts, projection).level()

/** Fires what is due by the test's clock, as the timers do. */
async function fire(): Promise<void> {
  const due = await parts.sql<{ key: string; subject_id: string; due_at: string }[]>`
    select key, subject_id, due_at from timer where name = 'alarm.cause-over' and due_at <= ${new Date(clock).toISOString()}::timestamptz`
  for (const { key, subject_id: subject, due_at } of due) {
    const dueAt = new Date(due_at).toISOString()
    const work = (await causeTimers['alarm.cause-over'](parts, { key, subject, dueAt }, clock)) ?? { changes: [], reply: null, community: null, mode: 'real' }
    const timers = (work.timers ?? []).some((one) => one.key === key) ? work.timers : [...(work.timers ?? []), { key, dueAt }]
    const answer = await parts.journal.commit(systemCommand('test', 'fire', randomUUID(), { ...work, timers }))
    if (!answer.ok) throw new Error(answer.message)
  }
}

/** A while later, with everything followed. */
async function settled(projection: Projection): Promise<void> {
  await level(projection)
  clock += grace + 1_000
  await fire()
  await level(projection)
}

async function alarmsOf(ids: string[]): Promise<Alarm[]> {
  const rows = await parts.sql<{ id: string }[]>`select id from alarm where device_id = any(${ids}::uuid[]) and state <> 'normal'`
  return findAlarms(parts, rows.map(({ id }) => id))
}

/** As the model names them. */
const named = (ids: string[], alarms: readonly Alarm[]): string[] => alarms.map(({ device, kind }) => `${ids.indexOf(device ?? '')} ${kind}`).toSorted()
const ringing = (alarms: readonly Alarm[]): Alarm[] => alarms.filter((alarm) => isStanding(alarm) && !isAside(alarm) && isActive(alarm))

const story = tree.chain((of) => fc.record({ of: fc.constant(of), said: fc.array(fc.array(saidOf(of.length), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }) }))

/** What rings agrees with the model at every rest, life safety always does, and in the end nothing is left aside. */
async function agrees({ of, said }: { of: Tree; said: Said[][] }, projection: Projection): Promise<void> {
  const model = new Model(of)
  const ids = await planted(of)
  for (const together of said) {
    // Apart, so that nothing chatters.
    clock += 120_000
    const once = [...new Map(together.map((one) => [`${one.device} ${one.kind}`, one])).values()]
    for (const one of once) model.say(one)
    await say(ids, once)
    const before = named(ids, ringing(await alarmsOf(ids)))
    for (const name of model.active) if (lifeSafetyKinds.includes(name.split(' ')[1] ?? '')) expect(before).toContain(name)
    for (const name of model.ringing()) if (!once.some(({ change: turn }) => turn === 'cleared')) expect(before).toContain(name)
    await settled(projection)
    const alarms = await alarmsOf(ids)
    expect(named(ids, ringing(alarms))).toEqual(model.ringing())
    for (const alarm of alarms.filter(({ state }) => state === 'suppressed')) expect(alarms.find(({ id }) => id === alarm.cause?.alarm)?.device).not.toBe(alarm.device)
  }
  clock += 120_000
  await say(ids, ids.flatMap((_, device) => kinds.map((kind): Said => ({ device, kind, change: 'cleared' }))))
  await settled(projection)
  expect((await alarmsOf(ids)).filter(isAside)).toEqual([])
}

const without = (name: string): Projection => ({ ...causeProjection, apply: (of, from, to, facts) => causeProjection.apply(of, from, to, facts.filter((fact) => fact.name !== name)) })

const standingAt = async (ids: string[], device: number, kind: string): Promise<Alarm | undefined> => (await alarmsOf(ids)).find((one) => one.device === ids[device] && one.kind === kind)
const stateAt = async (ids: string[], device: number, kind: string): Promise<string> => (await standingAt(ids, device, kind))?.state ?? 'normal'
const raised = (device: number, kind: string): Said => ({ device, kind, change: 'raised' })
const cleared = (device: number, kind: string): Said => ({ device, kind, change: 'cleared' })

describe('whatever hangs on what, and in whatever order things die and come back', () => {
  it('what nothing explains rings, nothing else does, life safety always, and nothing is left aside', async () => {
    await fc.assert(fc.asyncProperty(story, (one) => agrees(one, causeProjection)), { numRuns: 25 })
  }, 120_000)

  it.each(['alarm.raised', 'alarm.cleared'])('(the same property finds out who does not follow %s)', async (name) => {
    const found = await fc.check(fc.asyncProperty(story, (one) => agrees(one, without(name))), { numRuns: 60, endOnFailure: true })
    expect(found.failed).toBe(true)
    await level(causeProjection)
  }, 120_000)

  it('also where two processes take what is said, and two others follow it, all at once', async () => {
    const said = tree.chain((of) => fc.record({ of: fc.constant(of), said: fc.array(saidOf(of.length), { minLength: 10, maxLength: 30 }) }))
    const other = openParts(on.url, 'test-other', pino({ level: 'silent' }))
    const others = { ...other.parts, now: () => clock }
    await fc.assert(fc.asyncProperty(said, async ({ of, said: all }) => {
      clock += 120_000
      const model = new Model(of)
      const ids = await planted(of)
      for (const one of all) model.say(one)
      const speak = async (by: Parts, mine: Said[]): Promise<void> => {
        for (const one of mine) {
          clock += 30_000
          await say(ids, [one], by)
        }
      }
      let over = false
      const follow = async (by: Parts): Promise<void> => {
        while (!over) await new Consumer(by, causeProjection).level()
      }
      const following = [follow(parts), follow(others)]
      await Promise.all([speak(parts, all.filter(({ device }) => device % 2 === 0)), speak(others, all.filter(({ device }) => device % 2 === 1))])
      over = true
      await Promise.all(following)
      await settled(causeProjection)
      expect(named(ids, ringing(await alarmsOf(ids)))).toEqual(model.ringing())
    }), { numRuns: 12 })
    await other.close()
  }, 120_000)
})

describe('a dead gateway', () => {
  it('that falls silent after its devices folds them under itself, and says so', async () => {
    const ids = await planted([{}, { gateway: 0 }, { gateway: 1 }])
    await say(ids, [raised(1, 'device.silent'), raised(2, 'device.silent'), raised(1, 'water.level')])
    await level(causeProjection)
    expect(await stateAt(ids, 1, 'device.silent')).toBe('unacknowledged')
    await say(ids, [raised(0, 'gateway.silent')])
    await level(causeProjection)
    expect(await standingAt(ids, 1, 'device.silent')).toMatchObject({ state: 'suppressed', active: true, cause: { alarm: (await standingAt(ids, 0, 'gateway.silent'))?.id, tie: 'gateway', name: { zh: '0', en: '0' } } })
    expect(await stateAt(ids, 1, 'water.level')).toBe('unacknowledged')
    await say(ids, [cleared(0, 'gateway.silent'), cleared(1, 'device.silent')])
    await level(causeProjection)
    expect(await stateAt(ids, 1, 'device.silent')).toBe('suppressed')
    await settled(causeProjection)
    expect(await stateAt(ids, 1, 'device.silent')).toBe('normal')
    expect(await stateAt(ids, 2, 'device.silent')).toBe('unacknowledged')
  })

  it('that comes back for a moment only lets nothing ring', async () => {
    const ids = await planted([{}, { gateway: 0 }])
    await say(ids, [raised(0, 'gateway.silent'), raised(1, 'device.silent')])
    await settled(causeProjection)
    await say(ids, [cleared(0, 'gateway.silent')])
    await level(causeProjection)
    clock += grace / 2
    await say(ids, [raised(0, 'gateway.silent')])
    await settled(causeProjection)
    expect(await stateAt(ids, 1, 'device.silent')).toBe('suppressed')
    const told = await parts.sql<{ name: string }[]>`select name from fact where entity_id = ${(await standingAt(ids, 1, 'device.silent'))?.id ?? null}::uuid order by seq`
    expect(told.map(({ name }) => name)).not.toContain('alarm.released')
  })

  it('hands what it explained on to what is dead above it', async () => {
    const ids = await planted([{}, { power: 0 }, { gateway: 1 }])
    await say(ids, [raised(1, 'gateway.silent'), raised(2, 'device.silent'), raised(0, 'power.lost')])
    await settled(causeProjection)
    expect((await standingAt(ids, 2, 'device.silent'))?.cause?.alarm).toBe((await standingAt(ids, 1, 'gateway.silent'))?.id)
    await say(ids, [cleared(1, 'gateway.silent')])
    await settled(causeProjection)
    expect(await standingAt(ids, 2, 'device.silent')).toMatchObject({ state: 'suppressed', cause: { tie: 'gateway', alarm: (await standingAt(ids, 0, 'power.lost'))?.id } })
  })

  it('with thousands behind it folds them in a few commits', async () => {
    const behind = 1_100
    const ids = await planted([{}, ...Array.from({ length: behind }, () => ({ gateway: 0 }))])
    await say(ids, ids.slice(1).map((_, i) => raised(i + 1, 'device.silent')))
    await say(ids, [raised(0, 'gateway.silent')])
    const folds = async (): Promise<number> => Number((await parts.sql<{ count: number }[]>`select count(*)::int as count from audit where name = 'alarm.fold'`)[0]?.count)
    const before = await folds()
    await level(causeProjection)
    expect((await folds()) - before).toBeLessThanOrEqual(4)
    expect(ringing(await alarmsOf(ids)).map(({ kind }) => kind)).toEqual(['gateway.silent'])
    await say(ids, [cleared(0, 'gateway.silent')])
    await settled(causeProjection)
    for (let due = true; due; due = (await alarmsOf(ids)).some(({ state }) => state === 'suppressed')) {
      clock += 1
      await fire()
    }
    expect(ringing(await alarmsOf(ids))).toHaveLength(behind)
  }, 60_000)
})

it('what somebody acts on stays before their eyes', async () => {
  const ids = await planted([{}, { gateway: 0 }])
  await say(ids, [raised(1, 'device.silent')])
  const alarm = await standingAt(ids, 1, 'device.silent')
  const { 'alarm.own': own } = owningCommands
  const work = await own(parts, { id: alarm?.id ?? '', request: { version: alarm?.version ?? 0, note: '' }, caller: on.caller, now: clock })
  expect((await parts.journal.commit({ ...work, id: randomUUID(), name: 'alarm.own', digest: '', by: on.caller.actor })).ok).toBe(true)
  await say(ids, [raised(0, 'gateway.silent')])
  await settled(causeProjection)
  expect(isAside((await standingAt(ids, 1, 'device.silent')) ?? { state: 'normal' })).toBe(false)
})

it('a device that is hung elsewhere is judged anew', async () => {
  const ids = await planted([{}, {}, { gateway: 0 }])
  await say(ids, [raised(0, 'gateway.silent'), raised(2, 'device.silent')])
  await settled(causeProjection)
  expect(await stateAt(ids, 2, 'device.silent')).toBe('suppressed')
  const body = { ...(await parts.db.select().from(devices).where(eq(devices.id, ids[2] ?? '')))[0], version: 2, gateway: ids[1] ?? null } as Device
  const moved = await parts.journal.commit(systemCommand('test', 'hang', randomUUID(), { changes: [change(devices, body, { name: 'device.changed', body })], reply: null, community: null, mode: 'real' }))
  expect(moved.ok).toBe(true)
  await level(causeProjection)
  expect(await stateAt(ids, 2, 'device.silent')).toBe('unacknowledged')
})

it('where devices hang in a circle all the same, every one of them is heard', async () => {
  const ids = await planted([{}, { gateway: 0 }, { gateway: 1 }, { gateway: 2 }])
  const owner = connect(on.url, { max: 1, name: 'test-owner' })
  await owner`set session_replication_role = replica`
  await owner`update device set gateway_id = ${ids[2] ?? null}::uuid where id = ${ids[0] ?? null}::uuid`
  await owner.end()
  await say(ids, ids.map((_, at) => raised(at, 'device.silent')))
  await settled(causeProjection)
  expect(ringing(await alarmsOf(ids))).toHaveLength(4)
})
