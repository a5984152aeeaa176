import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueryReply } from '#shared/queries.ts'
import type { RuleTest } from '#shared/rules.ts'
import { Unanswered } from '#server/journal/journal.ts'
import type { KeptReading } from '#server/live/handler.ts'
import { historyQueries } from '#server/readings/history-queries.ts'
import { timeOf } from '#server/readings/reading-rules.ts'
import { readingsTaking } from '#server/readings/take-readings.ts'
import { tryRule } from '#server/rules/rule-trial.ts'
import { asking, openFeatures, type Features } from './features.ts'

const by = { kind: 'system', id: 'test', name: 'test' } as const
const [second, day] = [1_000, 86_400_000]

let on: Features
const judged: KeptReading[] = []
const take = readingsTaking(async (_parts, kept) => void judged.push(...kept))
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on.close())

const lift = (at = 0): string => on.world.a.machines[at]?.id ?? ''
const reading = (values: Record<string, unknown>, at: number | null = null, device = lift()) => ({ device, community: on.world.a.id, at, values })

/** A history as it would lie there, straight into its table. */
async function past(device: string, key: string, values: readonly { at: number; value: number | boolean }[]): Promise<void> {
  for (let from = 0; from < values.length; from += 20_000) {
    const some = values.slice(from, from + 20_000)
    await on.parts.sql`
      insert into reading (device_id, key, at, value, received_at) select ${device}::uuid, ${key}, at, value::jsonb, at
      from unnest(${some.map(({ at }) => new Date(at).toISOString())}::timestamptz[], ${some.map(({ value }) => String(value))}::text[]) r (at, value)`
  }
  await on.parts.sql`
    insert into device_value (device_id, key, value, unit, quality, at, received_at) select device_id, key, value, null, 'good', at, received_at from reading where device_id = ${device} and key = ${key}
    order by at desc limit 1`
}

describe('values', () => {
  it('have their own time where that can be, else the time they came', () => {
    const now = Date.parse('2026-11-22T00:00:00Z')
    expect([null, now, now + 119 * second, now + 121 * second, now - 599 * second, now - 601 * second, now - 99 * day, now - 101 * day, 0, -1e15, 1e20].map((said) => timeOf(said, now))).toEqual([
      { at: now, quality: 'good' }, { at: now, quality: 'good' }, { at: now, quality: 'good' }, { at: now, quality: 'clock' }, { at: now - 599 * second, quality: 'good' },
      { at: now - 601 * second, quality: 'late' }, { at: now - 99 * day, quality: 'late' }, ...Array.from({ length: 4 }, () => ({ at: now, quality: 'clock' })),
    ])
  })

  it('that came together without times are all kept, and the last of them is the newest', async () => {
    expect(await take(on.parts, [reading({ together: 1 }), reading({ together: 2 }), reading({ together: 3, odd: {} }), reading({ together: 4 }, null, lift(1))], by)).toEqual([{ place: 2, key: 'odd' }])
    const rows = await on.parts.sql<{ value: number }[]>`select value from reading where key = 'together' and device_id = ${lift()} order by at`
    const [newest] = await on.parts.sql<{ value: number }[]>`select value from device_value where key = 'together' and device_id = ${lift()}`
    expect([rows.map(({ value }) => value), newest?.value]).toEqual([[1, 2, 3], 3])
  })

  it('whose times lie ahead are kept in their order, and what comes next is newer', async () => {
    const ahead = Date.now() + 60 * second
    await take(on.parts, [reading({ ahead: 3 }, ahead + 2), reading({ ahead: 1 }, ahead), reading({ ahead: 2 }, ahead + 1)], by)
    await take(on.parts, [reading({ ahead: 4 })], by)
    const rows = await on.parts.sql<{ value: number }[]>`select value from reading where key = 'ahead' order by at`
    const [newest] = await on.parts.sql<{ value: number }[]>`select value from device_value where key = 'ahead'`
    expect([rows.map(({ value }) => value), newest?.value]).toEqual([[1, 2, 3, 4], 4])
  })

  it('are answered for only when they are judged, and by many callers at once lose none', async () => {
    const failing = readingsTaking(async () => {
      throw new Unanswered('away')
    })
    await expect(failing(on.parts, [reading({ away: 1 })], by)).rejects.toThrow(Unanswered)
    const now = Date.now()
    await Promise.all(Array.from({ length: 200 }, (_, i) => take(on.parts, [reading({ crowd: i, crowd2: true }, now - i, lift(i % 4))], by)))
    const [row] = await on.parts.sql<{ count: number }[]>`select count(*) from reading where key in ('crowd', 'crowd2')`
    expect(row?.count).toBe(400)
    expect(judged.filter(({ values }) => values.some(([key]) => key === 'crowd'))).toHaveLength(200)
  })
})

describe('a history', () => {
  const ask = (key: string, from: number, to: number): Promise<QueryReply<'deviceHistory'>> =>
    historyQueries.deviceHistory(on.parts, { ...asking, id: lift(2), params: { key, from: new Date(from).toISOString(), to: new Date(to).toISOString() }, caller: on.caller, now: Date.now() })

  it('of a month of values every ten seconds comes in at most 500 stretches that leave out none', async () => {
    const end = Math.floor(Date.now() / 1000) * 1000
    const values = Array.from({ length: 30 * 8_640 }, (_, i) => ({ at: end - (i + 1) * 10 * second, value: i % 1000 }))
    await past(lift(2), 'temperature', values)
    const { points, unit } = await ask('temperature', end - 30 * day, end)
    expect([points.length, unit]).toEqual([500, '°C'])
    expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
    expect([Math.min(...points.map(({ least }) => least ?? NaN)), Math.max(...points.map(({ most }) => most ?? NaN))]).toEqual([0, 999])
    expect(points.at(-1)?.last).toBe(0)
    const mean = points.reduce((sum, { mean: of, count }) => sum + (of ?? 0) * count, 0) / values.length
    expect(mean).toBeCloseTo(values.reduce((sum, { value }) => sum + value, 0) / values.length, 6)
  })

  it('of what is no number has its last, and where there is nothing no point', async () => {
    const now = Date.now()
    await past(lift(2), 'running', [{ at: now - 50 * second, value: true }, { at: now - 10 * second, value: false }])
    const { points } = await ask('running', now - 100 * second, now)
    expect(points.map(({ last, mean, count }) => [last, mean, count])).toEqual([[true, null, 1], [false, null, 1]])
    expect((await ask('nothing', now - day, now)).points).toEqual([])
    expect((await ask('\u0000', now - day, now)).points).toEqual([])
    await expect(ask('running', now, now)).rejects.toThrow('invalid')
  })
})

describe('as recorded from the field (skipped where ../shared/data is absent)', () => {
  const folder = new URL('../../shared/data/devices/', import.meta.url)
  const [machine, door] = [new URL('nab/machine_temperature_system_failure.csv', folder), new URL('elevator-door-huawei/predictive-maintenance-dataset.csv', folder)]
  const tried = (key: string, test: RuleTest, now: number) => tryRule(on.parts, { community: null, deviceKind: 'lift', device: null, key, test, alarm: 'test.rule', severity: 'minor', days: 31 }, now)

  it.skipIf(!existsSync(machine))('a machine that failed is told by a rule on its temperature, and a quieter month is not', async () => {
    const rows = readFileSync(machine, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','))
    const values = [...new Map(rows.map(([at = '', value]) => [Date.parse(`${at.replace(' ', 'T')}Z`), Number(value)])).entries()].map(([at, value]) => ({ at, value })).toSorted((a, b) => a.at - b.at)
    await past(lift(3), 'machine', values)
    const last = (values.at(-1)?.at ?? 0) + second
    const cold = (delay: number, deadband: number): RuleTest => ({ kind: 'threshold', when: 'below', limit: 40, deadband, delay })
    const [flapping, calm] = [await tried('machine', cold(0, 0), last), await tried('machine', cold(1_800, 15), last)]
    expect(calm.alarms).toBeGreaterThan(0)
    expect(calm.alarms).toBeLessThan(flapping.alarms)
    expect([calm.measured, calm.cut, calm.readings]).toEqual([1, false, values.filter(({ at }) => at >= last - 31 * day).length])
    expect((await tried('machine', cold(0, 0), last - 31 * day)).days).not.toEqual(flapping.days)
  })

  it.skipIf(!existsSync(door))('a lift door that vibrates is told by a rule on that', async () => {
    const rows = readFileSync(door, 'utf8').trim().split('\n').slice(1, 60_001)
    const now = Date.now()
    const values = rows.map((line, i) => ({ at: now - (rows.length - i) * second, value: Number(line.split(';')[2]) })).filter(({ value }) => Number.isFinite(value))
    await past(lift(1), 'door', values)
    const above = (limit: number, deadband: number, delay: number) => tried('door', { kind: 'threshold', when: 'above', limit, deadband, delay }, now)
    const [low, high, banded, never] = [await above(40, 0, 0), await above(60, 0, 0), await above(40, 20, 5), await above(1e6, 0, 0)]
    expect(low.readings).toBe(values.length)
    expect(low.alarms).toBeGreaterThan(banded.alarms)
    expect(banded.alarms).toBeGreaterThan(0)
    expect(low.alarms).toBeGreaterThanOrEqual(high.alarms)
    expect(never.alarms).toBe(0)
  })
})
