import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import type { Alarm } from '#shared/alarms.ts'
import { categories, type Category, type Order } from '#shared/orders.ts'
import { heatProjection } from '#server/heat/heat-projection.ts'
import { heatQueries } from '#server/heat/heat-queries.ts'
import { rebuildHeat } from '#server/heat/heat-rebuild.ts'
import { readHeat } from '#server/heat/heat-store.ts'
import { change, type Command } from '#server/journal/change.ts'
import { readFacts, readHead } from '#server/journal/fact-store.ts'
import { replay } from '#server/journal/replay.ts'
import { systemCommand } from '#server/journal/system.ts'
import { asking, openFeatures, type Features } from './features.ts'

let on: Features
const now = Date.parse('2026-03-10T10:30:00Z')
const hour = 3_600_000

beforeAll(async () => {
  on = await openFeatures()
  on.parts.now = () => now
})
afterAll(() => on.close())
beforeEach(() => rebuildHeat(on.parts))

type Event = { alarm: boolean; house: number; category: Category; hoursAgo: number; drill: boolean }

function happen({ alarm, house, category, hoursAgo, drill }: Event): Command {
  const at = new Date(now - hoursAgo * hour).toISOString()
  const [community, building, mode] = [on.world.a.id, on.world.a.houses[house]?.id ?? null, drill ? randomUUID() : 'real']
  const row = { id: randomUUID(), version: 1, community, building, point: null, mode }
  const order: Order = {
    ...row, number: '0310-TEST', place: '', category, priority: 'normal', source: 'app', title: 'x', description: '', reporter: null, state: 'reported', assignee: null,
    alarm: null, reportedAt: at, assignedAt: null, respondedAt: null, arrivedAt: null, finishedAt: null, closedAt: null, respondBy: at, arriveBy: null, finishBy: at, late: [],
  }
  const raised: Alarm = {
    ...row, device: null, deviceName: null, kind: `k-${row.id}`, severity: 'minor', state: 'unacknowledged', text: '', raisedAt: at, deviceAt: null,
    acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order: null,
  }
  const made = alarm ? change(alarms, raised, { name: 'alarm.raised', body: raised }) : change(orders, order, { name: 'order.reported', body: order })
  return { ...systemCommand('test', 'history', randomUUID(), { changes: [made], reply: null, community, mode }), at }
}

async function live(events: Event[]): Promise<void> {
  const answers = await Promise.all(events.map((event) => on.parts.journal.commit(happen(event))))
  expect(answers.every(({ ok }) => ok)).toBe(true)
}

const tables = async () => {
  const { sql } = on.parts
  return [
    await sql`select * from heat_day order by 1, 2, 3, 4`,
    await sql`select * from heat_hour order by 1, 2, 3, 4`,
    await sql`select * from heat_profile order by 1, 2, 3`,
    await sql`select cursor from consumer where name = 'heat'`,
  ]
}

/** Applies what is new in pages of any size, as a live consumer does. */
async function follow(page: number): Promise<void> {
  for (;;) {
    const [row] = await on.parts.sql<{ cursor: number }[]>`select cursor from consumer where name = 'heat'`
    const facts = await readFacts(on.parts.sql, row?.cursor ?? 0, page)
    const last = facts.at(-1)
    if (!last) return
    await heatProjection.apply(on.parts, row?.cursor ?? 0, last.seq, facts)
  }
}

const event = fc.record({
  alarm: fc.boolean(), house: fc.nat(3), category: fc.constantFrom(...categories), hoursAgo: fc.integer({ min: 0, max: 60 * 24 }), drill: fc.boolean(),
})

describe('heat', () => {
  it('rebuilt from the facts is what it was live, whatever happened and however it was read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), async (events, page) => {
        await live(events)
        await follow(page)
        const lived = await tables()
        await rebuildHeat(on.parts)
        expect(await tables()).toEqual(lived)
      }),
      { numRuns: 15 },
    )
  })

  it('counts a page once when two processes take it; a cursor moved apart from the counts would count it twice', async () => {
    await live([{ alarm: false, house: 0, category: 'repair', hoursAgo: 1, drill: false }])
    const [row] = await on.parts.sql<{ cursor: number }[]>`select cursor from consumer where name = 'heat'`
    const from = row?.cursor ?? 0
    const [facts, to] = [await readFacts(on.parts.sql, from, 1_000), await readHead(on.parts.sql)]
    const took = await Promise.all([heatProjection.apply(on.parts, from, to, facts), heatProjection.apply(on.parts, from, to, facts)])
    expect(took.filter(Boolean)).toHaveLength(1)
    const once = await tables()
    await rebuildHeat(on.parts)
    expect(await tables()).toEqual(once)

    // The control: the counts are there and the cursor is not, as if the process had died between two statements.
    await on.parts.sql`update consumer set cursor = ${from} where name = 'heat'`
    await replay(on.parts, heatProjection)
    const twice = await tables()
    await rebuildHeat(on.parts)
    expect(await tables()).not.toEqual(twice)
  })

  it('of a building shows what happened in the window against what is usual there', async () => {
    const building = on.world.a.houses[2]?.id
    const of = async (window: '24h' | '7d' | '30d') =>
      (await heatQueries.heat(on.parts, { ...asking, id: '', params: { community: on.world.a.id, window }, caller: on.caller, now })).find((one) => one.building === building)
    const before = await of('24h')
    await live(Array.from({ length: 5 }, () => ({ alarm: false, house: 2, category: 'repair', hoursAgo: 3, drill: false })))
    await live([{ alarm: false, house: 2, category: 'repair', hoursAgo: 3, drill: true }])
    await replay(on.parts, heatProjection)
    const after = await of('24h')
    expect(after?.count).toBe((before?.count ?? 0) + 5)
    expect(after?.usual).toBe(before?.usual ?? 0)
    expect(after?.level).toBeGreaterThan(before?.level ?? 0)
    for (const window of ['7d', '30d'] as const) expect((await of(window))?.count).toBeGreaterThanOrEqual(after?.count ?? 0)
    // History that comes late, an import say, is seen at once although what is usual is kept.
    await live([{ alarm: false, house: 2, category: 'repair', hoursAgo: 24 * 9, drill: false }])
    await replay(on.parts, heatProjection)
    expect((await of('24h'))?.usual).toBeCloseTo((after?.usual ?? 0) + 1 / 30, 2)
    expect(await readHeat(on.parts.sql, [on.world.b.id], '30d', now)).toEqual([])
    expect(await readHeat(on.parts.sql, null, '30d', now)).toHaveLength(4)
  })
})
