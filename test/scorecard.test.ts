import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { scorecardQueries } from '#server/scorecard/scorecard-queries.ts'
import type { AlarmSaid } from '#server/live/handler.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

const by = { kind: 'system', id: 'test', name: 'test' } as const
/** Noon of a day in the middle of last month: nothing of now is in it. */
const noon = Date.parse(`${new Date(Date.now() - 35 * 86_400_000).toISOString().slice(0, 10)}T04:00:00Z`)
const month = new Date(noon).toISOString().slice(0, 7)

const say = async (at: number, more: Partial<AlarmSaid> = {}): Promise<string> => {
  const id = randomUUID()
  const message: AlarmSaid = { id, community: on.world.a.id, device: null, kind: 'test.kind', severity: 'minor', change: 'raised', subject: id, text: '', at: null, ...more }
  const [answer] = await sayAlarms({ ...on.parts, now: () => at }, [message], by)
  if (!answer?.ok) throw new Error('not taken')
  const [row] = await on.parts.sql<{ id: string }[]>`select id from alarm where subject = ${id}`
  return row?.id ?? ''
}
const score = () => scorecardQueries.scorecard(on.parts, { ...asking, id: '', caller: on.caller, now: Date.now(), params: { month, communities: `${on.world.a.id},${on.world.b.id}` } })

it('counts a month of alarms as they were raised, answered and put aside; tests and probes count nowhere', async () => {
  expect((await score()).whole).toMatchObject({ alarms: 0, answer: null })
  for (let i = 0; i < 12; i++) await say(noon + i * 1000)
  const critical = await say(noon + 3_600_000, { severity: 'critical', kind: 'power.lost' })
  await carryOut({ ...on, parts: { ...on.parts, now: () => noon + 3_600_000 + 14_000 } }, alarmCommands, 'alarm.acknowledge', { version: 1 }, critical)
  await say(noon, { exercise: 'test' })
  await say(noon, { mode: 'probe' })
  await say(noon, { community: on.world.b.id, severity: 'major' })

  const { whole, communities, days } = await score()
  expect(whole).toMatchObject({ alarms: 14, mix: { critical: 1, major: 1, minor: 12, notice: 0 }, answer: { half: 14, most: 14 } })
  expect(whole.answered.map(({ share }) => share)).toEqual([1, 1])
  expect(whole.flood).toMatchObject({ count: 1, minutes: 10 })
  // None of them has gone, and the month is long over.
  expect(whole.standing).toBe(14)
  expect(Object.fromEntries(communities.map(({ community, alarms }) => [community, alarms]))).toEqual({ [on.world.a.id]: 13, [on.world.b.id]: 1 })
  expect(days.filter(({ alarms }) => alarms > 0)).toHaveLength(1)
  expect(days.reduce((sum, { alarms }) => sum + alarms, 0)).toBe(14)
})

it('is a file that says the same', async () => {
  const told: unknown[] = []
  const csv = await scorecardQueries.scorecardExport(on.parts, { ...asking, tell: (...said) => void told.push(said), id: '', caller: on.caller, now: Date.now(), params: { month, communities: on.world.a.id } })
  const [head, whole, own] = csv.trim().split('\r\n').map((line) => line.split(','))
  expect(head).toHaveLength(24)
  expect([whole?.slice(1, 3), own?.slice(1, 3)]).toEqual([['全部', '13'], [expect.stringMatching(/^小区/), '13']])
  expect(told).toEqual([[on.world.a.id, { month, communities: 1 }]])
})
