import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import type { MaintenanceItem } from '#shared/maintenance.ts'
import type { Order } from '#shared/orders.ts'
import { change, type Change } from '#server/journal/change.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import { maintenanceCommands } from '#server/maintenance/maintenance-commands.ts'
import { maintenanceQueries } from '#server/maintenance/maintenance-queries.ts'
import { maintenanceTimers } from '#server/maintenance/maintenance-timers.ts'
import { orderReaction } from '#server/orders/order-react.ts'
import { dayAfter, dayOf, weekdayOf } from '#server/timers/local-days.ts'
import { Timers } from '#server/timers/timers.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

const day = 86_400_000
const iso = (at: number): string => new Date(at).toISOString()
const today = () => dayOf(Date.now(), 'Asia/Shanghai')
const nextMonth = () => new Date(Date.UTC(Number(today().slice(0, 4)), Number(today().slice(5, 7)), 1)).toISOString().slice(0, 7)
const read = (month = nextMonth(), caller = on.caller) => maintenanceQueries.maintenance(on.parts, { ...asking, id: '', params: { community: on.world.a.id, month }, caller, now: Date.now() })

const lift = () => on.world.a.machines[0] ?? expect.fail('no lift')
const alarmAt = (device: string | null, ago: number, kind = 'lift.fault'): Change =>
  change(alarms, {
    id: randomUUID(), version: 1, community: on.world.a.id, building: null, device, deviceName: null, kind, severity: 'major', state: 'normal', text: '', point: null,
    raisedAt: iso(Date.now() - ago * day), deviceAt: null, acknowledgedAt: null, acknowledgedBy: null, clearedAt: iso(Date.now() - ago * day), count: 1, order: null, mode: 'real',
  })
const orderAt = (ago: number, more: Partial<Order>): Change => {
  const at = iso(Date.now() - ago * day)
  return change(orders, {
    id: randomUUID(), version: 1, number: 'P', community: on.world.a.id, building: null, place: '', point: null, category: 'repair', priority: 'normal', source: 'app', title: 'x', description: '',
    reporter: null, state: 'closed', assignee: null, alarm: null, reportedAt: at, assignedAt: null, respondedAt: at, arrivedAt: at, finishedAt: iso(Date.parse(at) + 3 * 3_600_000), closedAt: at,
    respondBy: at, arriveBy: null, finishBy: at, late: [], mode: 'real', ...more,
  })
}
const put = async (changes: Change[]) => {
  const made = await on.parts.journal.commit(systemCommand('test', 'past', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  if (!made.ok) throw new Error(made.message)
}
const accept = (more: object = {}) =>
  carryOut(on, maintenanceCommands, 'maintenance.accept', { community: on.world.a.id, device: lift().id, title: '1 号梯预防性维护', category: 'repair', facility: 'lift', day: `${nextMonth()}-15`, hours: 2, why: '告警 6 次', ...more })

describe('the maintenance plan', () => {
  it('proposes what breaks more than its kind, for a working day, and says why in numbers', async () => {
    expect((await read()).proposals).toEqual([])
    const house = on.world.a.houses[1]?.id ?? ''
    await put([
      ...[2, 9, 16, 23, 30, 37].map((ago) => alarmAt(lift().id, ago)), alarmAt(on.world.a.machines[1]?.id ?? '', 5), alarmAt(lift().id, 200), ...[1, 2, 3, 4, 5].map((ago) => alarmAt(on.world.a.machines[3]?.id ?? '', ago, 'littering')),
      orderAt(3, { device: lift().id }), orderAt(9, { device: lift().id, alarm: randomUUID() }), orderAt(3, { device: lift().id, mode: randomUUID() }),
      ...[1, 4, 8, 13, 19, 26].map((ago) => orderAt(ago, { building: house, category: 'cleaning' })), orderAt(2, { building: on.world.a.houses[2]?.id ?? null, category: 'cleaning' }),
    ])
    const { proposals } = await read()
    expect(proposals.map(({ device, building, category, orders: count, alarms: raised, hours }) => [device, building, category, count, raised, hours])).toEqual([
      [lift().id, lift().building, 'repair', 2, 6, 3],
      [null, house, 'cleaning', 6, 0, 3],
    ])
    for (const proposal of proposals) {
      expect(proposal.day.slice(0, 7)).toBe(nextMonth())
      expect(weekdayOf(proposal.day)).toBeLessThan(6)
    }
    expect(proposals[0]?.day).not.toBe(proposals[1]?.day)
    // The alarms gather on one weekday: the work is done before it.
    const gathers = proposals[0]?.weekday ?? 0
    expect(gathers).toBe(weekdayOf(dayOf(Date.now() - 2 * day, 'Asia/Shanghai')))
    expect(weekdayOf(proposals[0]?.day ?? '')).not.toBe(gathers)
  })

  it('proposes nothing twice: what was accepted is planned, what was dismissed stays away that month', async () => {
    const [first, second] = (await read()).proposals
    if (!first || !second) throw new Error('nothing is proposed')
    const accepted = (await accept({ building: first.building, day: first.day })).body as MaintenanceItem
    expect(accepted).toMatchObject({ id: first.key, state: 'scheduled', day: first.day })
    const { key, community, building, device, category, facility, day: on_, hours } = second
    const proposal = { community, building, device, category, facility, day: on_, hours, title: '2 栋保洁专项排查' }
    await carryOut(on, maintenanceCommands, 'maintenance.dismiss', { version: 0, reason: '下月换保洁公司', proposal }, key)
    const after = await read()
    expect(after.proposals).toEqual([])
    expect(after.items.map(({ state }) => state).toSorted()).toEqual(['dismissed', 'scheduled'])
    await expect(accept({ building: first.building, day: first.day })).rejects.toMatchObject({ fault: 'conflict', current: accepted })
    // Dismissed is not for ever: it can be accepted after all.
    expect((await carryOut(on, maintenanceCommands, 'maintenance.accept', { ...proposal, device: null })).body).toMatchObject({ id: key, version: 2, state: 'scheduled' })
    // A month later it is proposed anew.
    const later = new Date(Date.parse(`${nextMonth()}-01`) + 40 * day).toISOString().slice(0, 7)
    expect((await read(later)).proposals).toHaveLength(2)
  })

  it('is changed and dismissed by the desk only, on days to come', async () => {
    const item = (await accept({ device: on.world.a.machines[2]?.id })).body as MaintenanceItem
    await expect(carryOut(on, maintenanceCommands, 'maintenance.change', { version: 1, day: dayAfter(today(), -1), hours: 1 }, item.id)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'day' }] })
    const moved = (await carryOut(on, maintenanceCommands, 'maintenance.change', { version: 1, day: `${nextMonth()}-20`, hours: 4 }, item.id)).body
    expect(moved).toMatchObject({ version: 2, day: `${nextMonth()}-20`, hours: 4 })
    await expect(carryOut(on, maintenanceCommands, 'maintenance.change', { version: 1, day: `${nextMonth()}-21`, hours: 4 }, item.id)).rejects.toMatchObject({ fault: 'conflict', current: moved })
    const due = async () => (await on.parts.sql<{ due_at: Date }[]>`select due_at from timer where subject_id = ${item.id}`).map((row) => new Date(row.due_at).toISOString())
    expect(await due()).toEqual([`${nextMonth()}-20T00:00:00.000Z`])
    await carryOut(on, maintenanceCommands, 'maintenance.dismiss', { version: 2, reason: '已更换主机' }, item.id)
    expect(await due()).toEqual([])
    const head = { ...on.caller, grants: [{ role: 'regional-head' as const, scope: { kind: 'region' as const, id: on.world.a.region } }] }
    await expect(carryOut({ ...on, caller: head }, maintenanceCommands, 'maintenance.dismiss', { version: 3, reason: 'x' }, item.id)).rejects.toMatchObject({ fault: 'not-allowed' })
    expect((await read(nextMonth(), head)).items.length).toBeGreaterThan(0)
    await expect(accept({ device: on.world.b.machines[0]?.id })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'device' }] })
  })

  it('becomes an order on the morning of its day, once', async () => {
    const machine = on.world.a.machines[3] ?? expect.fail('no machine')
    // Accepted last night for today: its morning has come.
    const now = () => Date.parse(`${today()}T01:00:00+08:00`)
    const item = (await carryOut({ ...on, parts: { ...on.parts, now } }, maintenanceCommands, 'maintenance.accept', {
      community: on.world.a.id, device: machine.id, title: '4 号梯预防性维护', category: 'repair', facility: 'lift', day: today(), hours: 2, why: '告警 9 次',
    })).body as MaintenanceItem
    await on.parts.journal.commit(systemCommand('test', 'due', randomUUID(), {
      changes: [], timers: [{ key: `maintenance:${item.id}`, name: 'maintenance.due', subject: item.id, dueAt: iso(Date.now() - 60_000) }], reply: null, community: null, mode: 'real',
    }))
    const timers = new Timers(on.parts, maintenanceTimers)
    const consumer = new Consumer(on.parts, reactionsOf([orderReaction]))
    await consumer.start()
    timers.start()
    const made = () => on.parts.sql<{ source: string; title: string; device: string; building: string; description: string; maintenance: string; state: string; id: string }[]>`
      select id, source, title, device_id as device, building_id as building, description, maintenance_id as maintenance, state from work_order where maintenance_id = ${item.id}`
    await expect.poll(async () => (await made()).length, { timeout: 15_000 }).toBe(1)
    await timers.stop()
    await consumer.level()
    await consumer.stop()
    const [order] = await made()
    expect(order).toMatchObject({ source: 'maintenance', title: '4 号梯预防性维护', device: machine.id, building: machine.building, description: '告警 9 次', state: 'reported' })
    const [held] = await on.parts.sql`select state, order_id as order from maintenance_item where id = ${item.id}`
    expect(held).toEqual({ state: 'ordered', order: order?.id })
    await expect(carryOut(on, maintenanceCommands, 'maintenance.change', { version: 2, day: `${nextMonth()}-20`, hours: 4 }, item.id)).rejects.toMatchObject({ fault: 'illegal-move' })
  })

  it('waits when it was put off while its timer was being carried out', async () => {
    const item = (await accept({ device: on.world.a.machines[1]?.id, day: `${nextMonth()}-18` })).body as MaintenanceItem
    expect(await maintenanceTimers['maintenance.due'](on.parts, { key: '', subject: item.id, dueAt: `${nextMonth()}-16T00:00:00.000Z` }, Date.now())).toBeNull()
    expect(await maintenanceTimers['maintenance.due'](on.parts, { key: '', subject: item.id, dueAt: `${nextMonth()}-18T00:00:00.000Z` }, Date.now())).not.toBeNull()
  })
})
