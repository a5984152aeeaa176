import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { byUrgency } from '#client/alarms/fold-rules.ts'
import { connect, type Sql } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import { devices } from '#db/schema/devices.ts'
import { plans as planTable } from '#db/schema/plans.ts'
import { resources } from '#db/schema/resources.ts'
import { webhooks } from '#db/schema/webhooks.ts'
import { resourceKinds } from '#shared/resources.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { commandingCommands } from '#server/activations/commanding-commands.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { onWire } from '#server/alarms/alarm-wire.ts'
import { drillCommands } from '#server/drills/drill-commands.ts'
import { readHeat } from '#server/heat/heat-store.ts'
import { readIndicators } from '#server/indicators/indicator-store.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { webhookTo } from '#server/outlet/outlet.ts'
import { scorecardQueries } from '#server/scorecard/scorecard-queries.ts'
import { workDoneQueries } from '#server/work-done/work-done-queries.ts'
import { Lives } from './drill-reach.lives.ts'
import { Outside } from './drill-reach.outside.ts'
import { randomPlans } from './drill-reach.plans.ts'
import { asking, carryOut, confirmed, openFeatures, type Features } from './features.ts'
import { full, randomFrom, seed } from './faults/random.ts'
import { freePort, ServerProcess } from './faults/server-process.ts'
import { buildServer } from './server-process.ts'

const many = full ? 10_000 : 1_000
const kills = full ? 40 : 4
const system = { kind: 'system', id: 'test', name: 'test' } as const
const two = (text: string) => ({ zh: text, en: text })

let on: Features
let owner: Sql
let outside: Outside
let server: ServerProcess
let gateway: string
let lives: Lives
let random: () => number

beforeAll(async () => {
  buildServer()
  random = randomFrom(seed())
  on = await openFeatures()
  owner = connect(on.url, { max: 1, name: 'test-reach' })
  outside = new Outside()
  const addresses = await outside.open()
  gateway = addresses.gateway
  const { a, b } = on.world
  const hook = { id: randomUUID(), version: 1, name: 'city', url: addresses.subscriber, region: null, community: null, events: ['order.*' as const, 'alarm.*' as const], enabled: true, madeAt: new Date().toISOString(), endedAt: null }
  const pool = [a, b].flatMap(({ id: community }) => resourceKinds.map((kind) => ({
    id: randomUUID(), version: 1, community, kind, name: two(kind), amount: '1000', contact: '', place: two('库房'), point: null, stock: kind === 'supply' || kind === 'tool' ? 1_000 : null,
  })))
  const plans = randomPlans(random, 40)
  await write([
    change(webhooks, hook), ...pool.map((one) => change(resources, one)), ...plans.map((plan) => change(planTable, plan, { name: 'plan.published', body: plan })),
    ...[a, b].flatMap(({ machines }) => machines.map(({ id }) => change(devices, { id, version: 2, actions: ['release', 'restart'] }))),
  ])
  lives = new Lives(on, random, plans)
  // Whoever would be told has a telephone, and what nobody answers goes up within seconds.
  await owner`update person set phone = '13800000000'`
  await owner`update alarm_response set escalate = '[1, 1, 1]', clocks = '{"answer": 1, "start": 1, "arrive": null}'`
  // The lifts say nothing after they came: that a feed fell silent would be a real alarm.
  await owner`insert into feed_limit (id, version, community_id, door, seconds) select gen_random_uuid(), 1, id, 'telemetry', null from community`
  await past()
  const mqttPort = await freePort()
  server = await ServerProcess.start(on.url, { OUTLET_URL: gateway, WEBHOOK_PRIVATE: 'true', MQTT_PORT: String(mqttPort), DATA_DIR: mkdtempSync(join(tmpdir(), 'watchfloor-reach-')), PROBE_SECONDS: '0' })
  for (const { machines, id: community } of [a, b]) {
    for (const { id: device } of machines) await outside.device(mqttPort, (await issueKey(on.parts, { name: 'lift', community, device, doors: ['telemetry'] }, system)).secret)
  }
  await level()
})
afterAll(async () => {
  await server?.end('SIGKILL')
  await outside?.close()
  await owner?.end()
  await on?.close()
})

async function write(changes: ReturnType<typeof change>[]): Promise<void> {
  const answer = await on.parts.journal.commit(systemCommand('test', 'stage', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  if (!answer.ok) throw new Error(answer.message)
}

/** Something that was real before, so that statistics have something to lose; all of it is over. */
async function past(): Promise<void> {
  for (const { id: community, staff, machines } of [on.world.a, on.world.b]) {
    for (let i = 0; i < 5; i++) {
      const { id, version } = (await carryOut(on, orderCommands, 'order.report', { community, category: 'repair', title: '灯坏了' })).body
      const given = (await carryOut(on, orderCommands, 'order.reassign', { assignee: staff[1]?.id ?? '', version }, id)).body
      const accepted = (await carryOut(on, orderCommands, 'order.accept', { version: given.version }, id)).body
      const done = (await carryOut(on, orderCommands, 'order.finish', { version: accepted.version }, id)).body
      await carryOut(on, orderCommands, 'order.close', { version: done.version }, id)
    }
    const alarm = { community, device: machines[3]?.id ?? null, kind: 'perimeter.breach', severity: 'minor' as const, text: '', at: null }
    for (const move of ['raised', 'cleared'] as const) await sayAlarms(on.parts, [{ ...alarm, id: randomUUID(), change: move }], system)
  }
  await owner`update alarm set state = 'normal'`
}

/** Until the server has followed every fact, nothing is due any more, and nothing waits to leave. */
async function level(): Promise<void> {
  await vi.waitUntil(async () => {
    const [row] = await owner<{ behind: number; due: number; waiting: number }[]>`
      select (select coalesce(max(seq), 0) from fact)::int - (select min(cursor) from consumer)::int as behind,
        (select count(*) from timer where due_at < now() + interval '2 seconds')::int as due, (select count(*) from outlet where state = 'waiting')::int as waiting`
    return row?.behind === 0 && row.due === 0 && row.waiting === 0
  }, { timeout: 600_000, interval: 250 })
}

/** All that is counted of the real world, as it is at one moment. */
async function statistics(now: number) {
  const { a, b } = on.world
  const ids = [a.id, b.id]
  const ask = { ...asking, id: '', caller: on.caller, now }
  const [month, day] = [new Date(now).toISOString().slice(0, 7), new Date(now).toISOString().slice(0, 10)]
  return {
    stock: await owner`select id, version, stock from resource order by id`,
    heat: [await readHeat(owner, ids, '24h', now), await readHeat(owner, ids, '30d', now)],
    sums: await owner`select (select count(*) from heat_day)::int as days, (select count(*) from heat_hour)::int as hours, (select count(*) from heat_profile)::int as profile, (select count(*) from indicator_hour)::int as indicators`,
    indicators: await readIndicators({ sql: owner }, ids, now),
    scorecard: await scorecardQueries.scorecard(on.parts, { ...ask, params: { month, communities: ids.join(',') } }),
    work: await Promise.all(ids.map((community) => workDoneQueries.workDone(on.parts, { ...ask, params: { community, from: day, to: day } }))),
  }
}

/** Each lane has places of its own: what runs there is started once. */
async function carryOutMany(count: number, drill: boolean, each: (nth: number) => Promise<void> = async () => {}): Promise<void> {
  const places = (['a', 'b'] as const).flatMap((community) => [null, ...on.world[community].houses.map(({ id }) => id)].map((building) => ({ community, building })))
  let nth = 0
  await Promise.all(places.map(async ({ community, building }) => {
    for (;;) {
      const mine = nth++
      if (mine >= count) return
      await lives.live(community, building, drill)
      await each(mine)
    }
  }))
}

describe(`${many} drills`, () => {
  const began = Date.now()
  let before: unknown

  it('reach no gateway, no subscriber and no device, whatever is done in them and however often the server dies', async () => {
    // What was real before has left: the endpoints hear.
    expect(outside.reached.gateway).toBeGreaterThan(0)
    expect(outside.reached.subscriber).toBeGreaterThan(0)
    outside.forget()
    before = await statistics(began)
    let dying = Promise.resolve()
    await carryOutMany(many, true, async (nth) => {
      if (nth === 0 || nth % Math.floor(many / kills) !== 0) return
      dying = dying.then(() => server.killAndBegin())
      await dying
      // As if it had died before it could note how far it had come: all of the last facts are followed once more.
      await owner`update consumer set cursor = greatest(0, cursor - 300)`
    })
    await level()
    expect(outside.reached).toEqual({ gateway: 0, subscriber: 0, device: 0 })
  }, full ? 3_600_000 : 900_000)

  it('had everything in them that could have reached somebody', async () => {
    expect(lives.drills.length).toBe(many)
    for (const name of ['activation.message', 'activation.request', 'activation.move-request', 'instruction.give', 'drill.inject', 'order.reassign', 'alarm.acknowledge', 'check.mark', 'activation.complete-step', 'activation.abort'] as const) {
      expect(lives.done.get(name) ?? 0, name).toBeGreaterThan(many / 200)
    }
    const kinds = await owner<{ kind: string }[]>`select distinct coalesce(step->>'kind', 'do') as kind from activation, jsonb_array_elements(steps) step where step->>'openedAt' is not null`
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['block', 'decide', 'do', 'instruct', 'notify', 'order', 'request', 'roll-call', 'wait'])
    const [captured] = await owner<{ messages: number; caps: number; staff: number; subscribers: number; instructions: number }[]>`
      select count(*) filter (where body->>'kind' = 'plan.notify')::int as messages, count(*) filter (where body ? 'cap')::int as caps, count(*) filter (where body->>'kind' = 'staff-notice')::int as staff,
        count(*) filter (where body ? 'webhook')::int as subscribers, count(*) filter (where body->>'kind' = 'instruction')::int as instructions
      from outlet where mode <> 'real' and channel = 'capture' and state = 'captured'`
    for (const [what, count] of Object.entries(captured ?? {})) expect(count, what).toBeGreaterThan(many / 100)
    const [late] = await owner<{ escalated: number }[]>`select count(*)::int as escalated from fact where mode <> 'real' and name in ('activation.step-late', 'alarm.escalated')`
    expect(late?.escalated).toBeGreaterThan(many / 100)
  })

  it('left stock, heat, indicators, scorecard and the work done as they were', async () => {
    expect(await statistics(began)).toEqual(before)
  })

  it('left nothing behind: no alarm that stands, no order that is open, nothing that is still to come', async () => {
    expect(await owner`select mode from alarm where mode <> 'real' and state <> 'normal'`).toEqual([])
    expect(await owner`select mode, state from work_order where mode <> 'real' and state not in ('closed', 'called-back', 'cancelled', 'merged')`).toEqual([])
    expect(await owner`select state from drill where id = any(${lives.drills}::uuid[]) and state not in ('ended', 'aborted')`).toEqual([])
    expect(await owner`select name from timer where subject_id = any(${lives.drills}::uuid[]) or subject_id in (select id from alarm where mode <> 'real') or subject_id in (select id from work_order where mode <> 'real')`).toEqual([])
  })

  it('raised every staged alarm once, though the server died over it', async () => {
    const rows = await owner<{ fired: number; raised: number }[]>`
      select (select count(*) from jsonb_array_elements(d.injects) i where i->>'at' is not null and i->>'kind' = 'alarm')::int as fired,
        coalesce((select sum(count) from alarm a where a.mode = d.id::text), 0)::int as raised
      from drill d where d.injects is not null and d.id = any(${lives.drills}::uuid[])`
    expect(rows.reduce((sum, { fired }) => sum + fired, 0)).toBeGreaterThan(many / 20)
    expect(rows.filter(({ fired, raised }) => fired !== raised)).toEqual([])
  })
})

describe('the database', () => {
  it('takes nothing of a drill that could reach somebody, whoever writes it', async () => {
    const [drill] = lives.drills
    const row = { id: randomUUID(), at: new Date().toISOString(), community_id: on.world.a.id, mode: drill ?? '', channel: 'webhook', body: owner.json({}), state: 'waiting', attempts: 0, next_at: new Date().toISOString() }
    const refused = { constraint_name: 'drill_is_captured' }
    for (const channel of ['webhook', 'subscriber', 'device', 'syslog']) await expect(owner`insert into outlet ${owner({ ...row, channel })}`).rejects.toMatchObject(refused)
    await expect(owner`update outlet set channel = 'webhook' where mode <> 'real'`).rejects.toMatchObject(refused)
    const answer = await on.parts.journal.commit({ ...systemCommand('test', 'leak', randomUUID(), { changes: [], outlet: [{ id: randomUUID(), community: null, channel: 'webhook', body: {} }], reply: null, community: null, mode: drill ?? '' }) })
    expect(answer).toMatchObject({ ok: false, constraint: 'drill_is_captured' })
    const captured = { constraint_name: 'drill_instruction_is_captured' }
    await expect(owner`update instruction set state = 'waiting' where mode <> 'real'`).rejects.toMatchObject(captured)
    await expect(owner`insert into instruction select gen_random_uuid(), version, community_id, device_id, action, reason, by, at, expires_at, 'waiting', answered_at, answer, mode from instruction where mode <> 'real' limit 1`).rejects.toMatchObject(captured)
  })
})

describe('the same counting', () => {
  it('catches a sender that ignores the mode', async () => {
    outside.forget()
    const send = webhookTo(gateway)
    const rows = await owner<{ id: string; at: string; body: Record<string, unknown>; attempts: number; mode: string }[]>`select id, at, body, attempts, mode from outlet where channel = 'capture' and body->>'kind' = 'plan.notify' limit 20`
    for (const row of rows) await send({ ...row, channel: 'webhook' }, new AbortController().signal)
    expect(outside.reached.gateway).toBe(20)
  })

  it('catches the same plans carried out for real: endpoints, stock and statistics', async () => {
    outside.forget()
    const later = Date.now() + 300_000
    const was = await statistics(later)
    await carryOutMany(60, false)
    await expect.poll(() => outside.reached, { timeout: 60_000 }).toMatchObject({ gateway: expect.toSatisfy((n: number) => n > 0), subscriber: expect.toSatisfy((n: number) => n > 0), device: expect.toSatisfy((n: number) => n > 0) })
    await level()
    const is = await statistics(later)
    for (const what of ['stock', 'heat', 'indicators'] as const) expect(is[what], what).not.toEqual(was[what])
  }, 300_000)
})

describe('a real alarm during a drill', () => {
  it('goes its real way, is answered for, and is listed above all of the drill', async () => {
    const { a } = on.world
    const [device, plan] = [a.machines[0]?.id ?? '', lives.plans[0]]
    if (!plan) throw new Error('no plan')
    const alarm = { kind: 'lift.trapped', severity: 'critical' as const, device }
    const { id: planned } = (await carryOut(on, drillCommands, 'drill.plan', { community: a.id, plan: plan.series, plannedAt: new Date(Date.now() + 60_000).toISOString(), injects: [{ key: 'trapped', minutes: 0, kind: 'alarm', text: two('困人'), alarm }] })).body
    const run = (await carryOut(on, activationCommands, 'activation.start', { plan: plan.id, community: a.id, building: null, drill: true, planned, reason: '演练', ...confirmed() })).body
    const read = () => on.parts.db.select().from(alarms).where(and(eq(alarms.device, device), eq(alarms.kind, alarm.kind), ne(alarms.state, 'normal')))
    const staged = async () => (await read()).find(({ mode }) => mode === planned)
    await expect.poll(async () => (await staged())?.escalation, { timeout: 30_000 }).toBeGreaterThan(0)
    outside.forget()
    await sayAlarms(on.parts, [{ ...alarm, id: randomUUID(), community: a.id, change: 'raised', text: '', at: null }], system)
    const meant = async () => (await read()).find(({ mode }) => mode === 'real')
    await expect.poll(meant, { timeout: 30_000 }).toMatchObject({ order: expect.any(String), escalation: expect.any(Number), state: 'unacknowledged' })
    await expect.poll(() => outside.reached.gateway > 0 && outside.reached.subscriber > 0, { timeout: 30_000 }).toBe(true)
    expect((await staged())?.order).toBeNull()
    const shown = (await read()).map((one) => onWire(one)).toSorted(byUrgency)
    expect(shown.map(({ mode }) => mode)).toEqual(['real', planned])
    // Its clocks move it meanwhile.
    await vi.waitUntil(async () => {
      const [held] = await owner<{ version: number }[]>`select version from activation where id = ${run.id}`
      return carryOut(on, commandingCommands, 'activation.abort', { version: held?.version ?? 0, reason: '真实困人' }, run.id).catch(() => null)
    })
    await expect.poll(async () => (await read()).map(({ mode }) => mode), { timeout: 30_000 }).toEqual(['real'])
  }, 300_000)
})
