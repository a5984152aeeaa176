import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Alarm } from '#shared/alarms.ts'
import { DoorAlarm } from '#shared/doors.ts'
import type { Fact } from '#shared/facts.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { alarmQueries } from '#server/alarms/alarm-queries.ts'
import { alarmReaction } from '#server/alarms/alarm-react.ts'
import { openParts } from '#server/installation.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

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

  it('says of the end of what does not stand that it is well', async () => {
    const one = message(newKind(), { change: 'cleared' })
    expect(await takeAlarms(on.parts, [one], on.key)).toEqual([{ ok: true, id: one.id, cursor: null }])
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
