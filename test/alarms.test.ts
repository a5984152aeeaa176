import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Alarm, AlarmAsk, isAside, type BulkOutcome } from '#shared/alarms.ts'
import { DoorAlarm } from '#shared/doors.ts'
import type { Fact } from '#shared/facts.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { alarmQueries } from '#server/alarms/alarm-queries.ts'
import { alarmReaction } from '#server/alarms/alarm-react.ts'
import { openParts } from '#server/installation.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { workOf } from '#server/alarms/alarm-work.ts'
import { decideSuppress } from '#server/alarms/aside-rules.ts'
import { bulkCommand } from '#server/alarms/bulk-command.ts'
import { alarmListQueries } from '#server/alarms/alarm-list-queries.ts'
import { shelvingCommands } from '#server/alarms/shelving-commands.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { createApp } from '#server/app.ts'
import { freshDatabase } from './database.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'
import { Screen, send, signIn } from './screen.ts'
import { makeUsers } from './user.ts'
import { makeWorld, testConfig } from './world.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on.close())

let kinds = 0
/** A kind of its own, so that tests do not meet on one alarm. */
const newKind = () => `test.kind-${kinds++}`
const message = (kind: string, more: object = {}) =>
  DoorAlarm.parse({ id: randomUUID(), community: 'A', device: '1-L1', kind, severity: 'major', change: 'raised', ...more })
const factsOf = async (kind: string): Promise<Fact[]> => (await readFacts(on.parts.sql, 0, 100_000)).filter((fact) => 'kind' in fact.body && fact.body.kind === kind)
const lastOf = async (kind: string): Promise<Alarm> => Alarm.parse((await factsOf(kind)).at(-1)?.body)

describe('the door for alarms', () => {
  it('lists what repeats once and counts it, several in one call and over many', async () => {
    const kind = newKind()
    await takeAlarms(on.parts, [message(kind), message(kind), message(kind, { severity: 'critical' })], on.key)
    await takeAlarms(on.parts, [message(kind, { severity: 'critical' })], on.key)
    expect((await factsOf(kind)).map(({ name, version }) => [name, version])).toEqual(
      [['alarm.raised', 1], ['alarm.repeated', 2], ['alarm.repeated', 3], ['alarm.repeated', 4]],
    )
    expect(await lastOf(kind)).toMatchObject({ count: 4, severity: 'critical', device: on.world.a.machines[0]?.id, building: on.world.a.houses[0]?.id })
  })

  it('takes beginning and end in the order in which they came, also when a sender does not wait', async () => {
    // Life safety is told however fast it comes and goes.
    const kind = 'gas.leak'
    const calls = Array.from({ length: 20 }, (_, i) => takeAlarms(on.parts, [message(kind, { change: i % 2 ? 'cleared' : 'raised', severity: i % 3 ? 'notice' : 'critical' })], on.key))
    expect((await Promise.all(calls)).flat().every(({ ok }) => ok)).toBe(true)
    const names = (await factsOf(kind)).map(({ name }) => name)
    expect(names).toEqual(Array.from({ length: 20 }, (_, i) => (i === 0 ? 'alarm.raised' : i % 2 ? 'alarm.cleared' : 'alarm.repeated')))
  })

  it('loses and doubles nothing when two processes take the same alarm at once', async () => {
    const kind = newKind()
    const other = openParts(on.url, 'test-other', pino({ level: 'silent' }))
    try {
      const calls = Array.from({ length: 40 }, (_, i) => takeAlarms(i % 2 ? other.parts : on.parts, [message(kind)], on.key))
      expect((await Promise.all(calls)).flat().every(({ ok }) => ok)).toBe(true)
    } finally {
      await other.close()
    }
    expect(await lastOf(kind)).toMatchObject({ count: 40, version: 40 })
  })

  it('answers a message that comes again as it did before', async () => {
    const kind = newKind()
    const [first, second] = [message(kind), message(kind)]
    const before = await takeAlarms(on.parts, [first], on.key)
    expect(await takeAlarms(on.parts, [first, second, first], on.key)).toEqual([before[0], expect.objectContaining({ ok: true }), before[0]])
    expect(await lastOf(kind)).toMatchObject({ count: 2 })
  })

  it('says of the end of what does not stand that it is well, and remembers it: coming again it ends nothing later', async () => {
    const kind = newKind()
    const one = message(kind, { change: 'cleared' })
    const before = await takeAlarms(on.parts, [one], on.key)
    expect(before).toEqual([{ ok: true, id: one.id, cursor: expect.any(Number) as number }])
    await takeAlarms(on.parts, [message(kind)], on.key)
    expect(await takeAlarms(on.parts, [one, { ...one, text: 'other' }], on.key)).toEqual([before[0], expect.objectContaining({ ok: false, fault: 'reused-key' })])
    expect(await lastOf(kind)).toMatchObject({ state: 'unacknowledged', version: 1 })
    expect(await on.parts.sql`select name, outcome from audit where command_id = ${one.id}`).toEqual([{ name: 'door.alarms', outcome: 'done' }])
  })

  it('refuses an unknown device or community and takes the rest; an alarm may be of the whole community', async () => {
    const kind = newKind()
    const answers = await takeAlarms(on.parts, [message(kind, { device: 'none' }), message(kind, { device: null }), message(kind, { community: 'none' })], on.key)
    expect(answers).toMatchObject([{ ok: false, errors: [{ field: 'device' }] }, { ok: true }, { ok: false, errors: [{ field: 'community' }] }])
    expect(await lastOf(kind)).toMatchObject({ device: null, building: null, community: on.world.a.id })
  })

  it('takes a message whose clock is ten years wrong, and counts from its own', async () => {
    const kind = newKind()
    const at = '2016-02-03T04:05:06.000Z'
    await takeAlarms(on.parts, [message(kind, { at })], on.key)
    const alarm = await lastOf(kind)
    expect(alarm.deviceAt).toBe(at)
    expect(Math.abs(Date.parse(alarm.raisedAt) - Date.now())).toBeLessThan(60_000)
  })
})

describe('an alarm', () => {
  it('is acknowledged by one click, and gone from the picture once it is over', async () => {
    const kind = newKind()
    await takeAlarms(on.parts, [message(kind)], on.key)
    const { id } = await lastOf(kind)
    await takeAlarms(on.parts, [message(kind)], on.key)
    const reply = await carryOut(on, alarmCommands, 'alarm.acknowledge', { version: 1 }, id)
    expect(reply.body).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'manager', count: 2 })
    await expect(carryOut(on, alarmCommands, 'alarm.acknowledge', { version: 1 }, id)).rejects.toMatchObject({ fault: 'illegal-move' })

    const standing = async () => (await readSnapshot(on.parts.sql, [on.world.a.id], ['alarm'])).rows.alarm.some((alarm) => alarm.id === id)
    expect(await standing()).toBe(true)
    await takeAlarms(on.parts, [message(kind, { change: 'cleared' })], on.key)
    expect(await standing()).toBe(false)
    const timeline = await alarmQueries.alarmTimeline(on.parts, { ...asking, id, params: {}, caller: on.caller, now: Date.now() })
    expect(timeline.map(({ name }) => name)).toEqual(['alarm.raised', 'alarm.repeated', 'alarm.acknowledged', 'alarm.cleared'])
  })

  it('is linked to the order that was made from it, once', async () => {
    const kind = newKind()
    await takeAlarms(on.parts, [message(kind)], on.key)
    const alarm = await lastOf(kind)
    const order = await carryOut(on, orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', title: '困人', source: 'alarm', alarm: alarm.id })
    expect(order.body).toMatchObject({ alarm: alarm.id, building: alarm.building })
    const [fact] = (await readFacts(on.parts.sql, 0, 100_000)).filter(({ id }) => id === order.body.id)
    if (!fact) throw new Error('no fact')
    const work = await alarmReaction.react(on.parts, fact, Date.now())
    expect(work?.reply).toMatchObject({ fact: 'alarm.linked', body: { order: order.body.id } })
    if (work) await on.parts.journal.commit({ ...work, id: randomUUID(), name: 'alarm.link', digest: '', by: on.caller.actor })
    expect(await alarmReaction.react(on.parts, fact, Date.now())).toBeNull()
  })
})

const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString()
const raise = async (kind: string, more: object = {}): Promise<Alarm> => {
  await takeAlarms(on.parts, [message(kind, more)], on.key)
  return lastOf(kind)
}

describe('one way for every part of the system', () => {
  const by = { kind: 'system', id: 'test', name: 'test' } as const
  const said = (kind: string, more: object = {}) => ({ id: randomUUID(), community: on.world.a.id, device: null, kind, severity: 'minor' as const, change: 'raised' as const, text: '', at: null, ...more })

  it('keeps apart what is of one kind by its subject, answers the same message alike, and knows no strangers', async () => {
    const kind = newKind()
    const one = said(kind, { subject: 'a/b"c' })
    const [first] = await sayAlarms(on.parts, [one], by)
    expect(await sayAlarms(on.parts, [one, said(kind, { subject: 'other' }), said(kind, { device: on.world.b.machines[0]?.id }), said(kind, { community: randomUUID() })], by)).toMatchObject(
      [first ?? {}, { ok: true }, { ok: false, errors: [{ field: 'device' }] }, { ok: false, errors: [{ field: 'community' }] }],
    )
    expect((await factsOf(kind)).map(({ name, body }) => [name, 'subject' in body && body.subject])).toEqual([['alarm.raised', 'a/b"c'], ['alarm.raised', 'other']])
  })

  it('holds down what chatters and loses nothing of its neighbours', async () => {
    const [noisy, quiet] = [newKind(), newKind()]
    const flap = Array.from({ length: 300 }, (_, i) => message(noisy, { change: i % 2 ? 'cleared' : 'raised' }))
    const others = Array.from({ length: 30 }, () => message(quiet))
    const calls = [...flap, ...others].map((one, i) => [(i * 7) % 330, one] as const).toSorted(([a], [b]) => a - b).map(([, one]) => takeAlarms(on.parts, [one], on.key))
    expect((await Promise.all(calls)).flat().every(({ ok }) => ok)).toBe(true)
    expect(await lastOf(quiet)).toMatchObject({ count: 30, version: 30 })
    const told = await factsOf(noisy)
    expect(told.map(({ name }) => name)).toContain('alarm.chattered')
    expect(told.length).toBeLessThan(40)
  })

  it('shows the installation’s own test nowhere', async () => {
    const kind = newKind()
    await sayAlarms(on.parts, [said(kind, { mode: 'probe' })], by)
    expect((await factsOf(kind)).map(({ mode }) => mode)).toEqual(['probe'])
    expect((await readSnapshot(on.parts.sql, [on.world.a.id], ['alarm'])).rows.alarm.some((alarm) => alarm.kind === kind)).toBe(false)
    expect((await listed({ kind })).alarms).toEqual([])
  })
})

const listed = (ask: object) => alarmListQueries.alarms(on.parts, { ...asking, id: '', params: {}, body: AlarmAsk.parse(ask), caller: on.caller, now: Date.now() })

describe('the list of alarms', () => {
  it('has what nobody saw first, then by severity, the newest first, page by page, whatever the pages’ size', async () => {
    const prefix = newKind()
    for (const [i, severity] of (['minor', 'critical', 'major', 'critical', 'notice', 'major', 'minor'] as const).entries()) {
      const alarm = await raise(`${prefix}.${i}`, { severity })
      if (i % 3 === 1) await carryOut(on, alarmCommands, 'alarm.acknowledge', { version: 1 }, alarm.id)
    }
    const ask = { text: prefix }
    const whole = await listed(ask)
    expect(whole.alarms.map(({ kind }) => Number(kind.at(-1)))).toEqual([3, 5, 2, 6, 0, 1, 4])
    expect(whole).toMatchObject({ more: null, counts: { unacknowledged: 5, acknowledged: 2 } })
    for (const order of ['urgency', 'newest'] as const) {
      const all = (await listed({ ...ask, order })).alarms.map(({ id }) => id)
      for (const limit of [1, 2, 3, 7]) {
        const seen: string[] = []
        let before: AlarmAsk['before'] = null
        do {
          const page: Awaited<ReturnType<typeof listed>> = await listed({ ...ask, order, limit, before })
          seen.push(...page.alarms.map(({ id }) => id))
          before = page.more
        } while (before)
        expect(seen).toEqual(all)
      }
    }
  })

  it('finds by kind, text, name and code of the device, and what is over only where that is asked for', async () => {
    const kind = newKind()
    const alarm = await raise(kind, { device: '2-L1', text: '门区 100%_\\' })
    for (const text of [kind, '100%_\\', '2 栋 1 号梯', 'lift 1, building 2', '2-l1']) expect((await listed({ text, kind })).alarms.map(({ id }) => id)).toEqual([alarm.id])
    expect((await listed({ text: '100_', kind })).alarms).toEqual([])
    await carryOut(on, alarmCommands, 'alarm.acknowledge', { version: 1 }, alarm.id)
    await takeAlarms(on.parts, [message(kind, { device: '2-L1', change: 'cleared' })], on.key)
    expect((await listed({ kind })).alarms).toEqual([])
    for (const past of [{ states: ['normal'] }, { from: hours(-1) }, { states: ['normal'], text: '2-L1' }, { to: hours(1), text: kind }]) expect((await listed({ kind, ...past })).alarms.map(({ id }) => id)).toEqual([alarm.id])
    expect((await listed({ kind, from: hours(1) })).alarms).toEqual([])
  })

  it('shows under an alarm what it explains', async () => {
    const [cause, child] = [await raise(newKind()), await raise(newKind())]
    const step = decideSuppress(child, { alarm: cause.id, tie: 'power', name: null })
    if (!step) throw new Error('not suppressed')
    await on.parts.journal.commit(systemCommand('test', 'fold', randomUUID(), workOf(step)))
    expect(await alarmListQueries.alarm(on.parts, { ...asking, id: cause.id, params: {}, caller: on.caller, now: Date.now() })).toMatchObject({ alarm: { id: cause.id }, folded: [{ id: child.id, state: 'suppressed' }], foldedCount: 1 })
  })
})

describe('many at once', () => {
  it('are done in one commit; what may not is left and named', async () => {
    const [one, two, life] = [await raise(newKind()), await raise(newKind()), await raise('fire.signal', { device: '3-L1' })]
    const elsewhere = await raise(newKind(), { community: 'B' })
    const here = { ...on, caller: { ...on.caller, grants: [{ role: 'duty-manager' as const, scope: { kind: 'community' as const, id: on.world.a.id } }] } }
    const alarms = [one, two, life, elsewhere].map(({ id, version }) => ({ id, version }))
    const reply = await carryOut(here, bulkCommand, 'alarm.bulk', { alarms: [...alarms, { id: randomUUID(), version: 1 }], move: 'shelve', until: hours(1), reason: '施工' })
    const outcome = reply.body as unknown as BulkOutcome
    expect(outcome.done).toEqual([one.id, two.id])
    expect(outcome.left.map(({ fault }) => fault)).toEqual(['not-allowed', 'not-found', 'not-found'])
    const facts = (await readFacts(on.parts.sql, 0, 100_000)).filter(({ name }) => name === 'alarm.shelved')
    expect(new Set(facts.slice(-2).map(({ command }) => command)).size).toBe(1)
    await expect(carryOut(here, bulkCommand, 'alarm.bulk', { alarms: alarms.slice(3), move: 'comment', reason: 'x' })).rejects.toMatchObject({ fault: 'not-found' })
  })
})

describe('shelving', () => {
  it('says why in the timeline and until when, and not for longer than a day', async () => {
    const alarm = await raise(newKind())
    await expect(carryOut(on, shelvingCommands, 'alarm.shelve', { version: 1, until: hours(25), reason: 'x' }, alarm.id)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'until' }] })
    await expect(carryOut(on, shelvingCommands, 'alarm.shelve', { version: 1, until: hours(-1), reason: 'x' }, alarm.id)).rejects.toMatchObject({ fault: 'invalid' })
    const until = hours(2)
    await carryOut(on, shelvingCommands, 'alarm.shelve', { version: 1, until, reason: '等配件' }, alarm.id)
    const timeline = await alarmQueries.alarmTimeline(on.parts, { ...asking, id: alarm.id, params: {}, caller: on.caller, now: Date.now() })
    expect(timeline.at(-1)).toMatchObject({ name: 'alarm.shelved', step: { reason: '等配件' }, until })
  })

  it('takes two people for life safety, and is gone from what rings on the other’s screen', async () => {
    const database = await freshDatabase()
    const world = await makeWorld(database.url)
    await makeUsers(database.url, [{ username: 'second', grants: [{ role: 'duty-manager', scope: { kind: 'everything' } }] }])
    const app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
    const { url } = await app.start()
    const [one, two] = await Promise.all(['manager', 'second'].map(async (name) => ({ cookie: await signIn(url, name) })))
    if (!one || !two) throw new Error('unreachable')
    const screens = [one, two].map(({ cookie }) => new Screen(url, cookie, { kind: 'communities', ids: [world.a.id] }))
    try {
      await Promise.all(screens.map((screen) => screen.reached(0)))
      const ids: string[] = []
      for (const kind of ['pump.fault', 'gas.leak']) {
        const raised = await send(url, '/api/doors/alarms', { id: randomUUID(), community: 'A', device: '1-L1', kind, severity: 'critical', change: 'raised' }, { key: world.key })
        expect(raised.status).toBe(202)
      }
      await screens[1]?.until(() => screens[1]?.stream.picture.alarm.size === 2)
      for (const { id, kind } of screens[1]?.stream.picture.alarm.values() ?? []) ids[kind === 'gas.leak' ? 1 : 0] = id
      const ringing = (i: number): string[] => [...(screens[i]?.stream.picture.alarm.values() ?? [])].filter((alarm) => !isAside(alarm)).map(({ id }) => id)
      const shelve = { version: 1, until: hours(1), reason: '在修' }
      for (const id of ids) expect((await send(url, `/api/alarms/${id}/shelve`, shelve, one)).status).toBe(200)
      await screens[1]?.until(() => ringing(1).length === 1 && Boolean(screens[1]?.stream.picture.alarm.get(ids[1] ?? '')?.shelvingAsked))
      expect(ringing(1)).toEqual([ids[1]])
      const version = screens[1]?.stream.picture.alarm.get(ids[1] ?? '')?.version ?? 0
      expect((await send(url, `/api/alarms/${ids[1]}/agree-shelving`, { version }, one)).status).toBe(403)
      // Who has not seen this wish agrees to none.
      expect((await send(url, `/api/alarms/${ids[1]}/agree-shelving`, { version: version - 1 }, two)).status).toBe(409)
      expect((await send(url, `/api/alarms/${ids[1]}/agree-shelving`, { version }, two)).status).toBe(200)
      await screens[0]?.until(() => ringing(0).length === 0)
      expect(screens[0]?.stream.picture.alarm.get(ids[1] ?? '')?.shelving).toMatchObject({ by: { name: 'manager' }, agreed: { name: 'second' } })
    } finally {
      for (const screen of screens) screen.close()
      await app.stop()
      await database.drop()
    }
  })
})
