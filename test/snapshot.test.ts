import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { severities } from '#shared/alarms.ts'
import { DoorAlarm } from '#shared/doors.ts'
import { routes } from '#db/schema/patrol.ts'
import type { PatrolRoute } from '#shared/patrol.ts'
import { applyFacts, emptyPicture, pictureOf, shown, type Picture } from '#shared/picture.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { change } from '#server/journal/change.ts'
import { readFacts, readHead } from '#server/journal/fact-store.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { patrolCommands } from '#server/patrol/patrol-commands.ts'
import { takePositions } from '#server/patrol/position-door.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { carryOut, confirmed, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
  for (const community of [on.world.a, on.world.b]) await busyDay(community)
})
afterAll(() => on.close())

type Community = Features['world']['a']

/** Orders in every state, alarms in every state, a run that ends and one that goes on, a plan, a drill. */
async function busyDay(community: Community): Promise<void> {
  const assignee = community.staff[1]?.id ?? ''
  const moves = ['reassign', 'accept', 'arrive', 'finish', 'close'] as const
  for (let far = 0; far <= moves.length; far++) {
    const { body } = await carryOut(on, orderCommands, 'order.report', { community: community.id, category: 'repair', title: `第 ${far} 单`, point: [120, 30] })
    for (const [i, move] of moves.slice(0, far).entries()) {
      if (move === 'reassign') await carryOut(on, orderCommands, 'order.reassign', { version: i + 1, assignee }, body.id)
      else await carryOut(on, orderCommands, `order.${move}`, { version: i + 1 }, body.id)
    }
  }
  for (const [i, severity] of severities.entries()) {
    const message = (change: string) =>
      DoorAlarm.parse({ id: randomUUID(), community: community.code, device: `${i + 1}-L1`, kind: 'lift.fault', severity, change, at: '2016-01-01T00:00:00+08:00' })
    await takeAlarms(on.parts, [message('raised'), ...(i > 1 ? [message('cleared')] : [])], on.key)
    const [alarm] = await on.parts.sql<{ id: string }[]>`select id from alarm where community_id = ${community.id} and device_id = ${community.machines[i]?.id ?? ''}`
    if (i % 2) await carryOut(on, alarmCommands, 'alarm.acknowledge', { version: 1 }, alarm?.id)
  }
  const route: PatrolRoute = { id: randomUUID(), version: 1, community: community.id, name: { zh: '夜巡', en: 'Night' }, checkpoints: [{ key: 'gate', name: { zh: '门', en: 'Gate' }, point: [120, 30] }] }
  const work = { changes: [change(routes, route, { name: 'route.drawn', body: route })], reply: null, community: community.id, mode: 'real' }
  await on.parts.journal.commit(systemCommand('test', 'route', randomUUID(), work))
  const [over] = await Promise.all(community.staff.slice(0, 2).map(({ id }) => carryOut(on, patrolCommands, 'run.start', { route: route.id, person: id })))
  await carryOut(on, patrolCommands, 'run.visit', { checkpoint: 'gate' }, over?.body.id)
  for (const drill of [true, false]) await carryOut(on, activationCommands, 'activation.start', { plan: on.world.plan.id, community: community.id, drill, reason: 'x', ...confirmed() })
  await takePositions(on.parts, community.staff.map(({ code }) => ({ person: code, point: [120.5, 30.5] as [number, number] })), on.key)
}

/** What a screen holds that has followed the facts of a community from the first. */
async function followed(communities: readonly string[]): Promise<Picture> {
  const facts = await readFacts(on.parts.sql, 0, 100_000)
  return applyFacts(emptyPicture(), facts.filter(({ community }) => community !== null && communities.includes(community)))
}

it('a snapshot is what a screen would hold that had followed every fact', async () => {
  const { a, b } = on.world
  for (const communities of [[a.id], [b.id], [a.id, b.id]]) {
    const snapshot = await readSnapshot(on.parts.sql, communities, shown)
    const picture = await followed(communities)
    expect(pictureOf(snapshot.rows)).toEqual(picture)
    expect(shown.map((noun) => picture[noun].size)).toEqual([5, 3, 5, 5, 1, 2].map((size) => size * communities.length))
  }
  const everything = await readSnapshot(on.parts.sql, null, shown)
  expect(pictureOf(everything.rows)).toEqual(await followed([a.id, b.id]))
})

it('a snapshot carries the cursor of its moment, and the newest positions', async () => {
  const { a } = on.world
  const snapshot = await readSnapshot(on.parts.sql, [a.id], shown)
  expect(snapshot.cursor).toBe(await readHead(on.parts.sql))
  expect(Math.abs(snapshot.at - Date.now())).toBeLessThan(60_000)
  expect(snapshot.positions.map(({ person }) => person).toSorted()).toEqual(a.staff.map(({ id }) => id).toSorted())
  expect(snapshot.positions[0]).toMatchObject({ community: a.id, point: [120.5, 30.5], accuracy: null, battery: null })
})

it('a snapshot holds only what the watch shows', async () => {
  const { rows, positions } = await readSnapshot(on.parts.sql, null, ['order'])
  expect(rows.order.length).toBeGreaterThan(0)
  expect([rows.alarm, rows.person, rows.shift, rows.run, rows.activation, positions]).toEqual([[], [], [], [], [], []])
})
