import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ne } from 'drizzle-orm'
import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { fold } from '#client/alarms/fold-rules.ts'
import { flooded, raisedWithin } from '#client/live/flood-rules.ts'
import { alarms } from '#db/schema/alarms.ts'
import { needsAnswer, type Alarm } from '#shared/alarms.ts'
import type { DoorAlarm } from '#shared/doors.ts'
import { doorAddresses } from '#shared/paths.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { alarmTimers } from '#server/alarms/alarm-timers.ts'
import { createApp } from '#server/app.ts'
import { openCsv } from '#server/files/csv-file.ts'
import type { Command } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import type { Parts } from '#server/parts.ts'
import { alarmEvents } from '#server/replay/alarm-events.ts'
import { alarmColumns, readAlarm, type LoggedAlarm } from '#server/replay/alarm-log.ts'
import { freshDatabase } from './database.ts'
import { full } from './faults/random.ts'
import { carryOut, openFeatures, type Features } from './features.ts'
import { Screen, send, signIn } from './screen.ts'
import { makeWorld, testConfig } from './world.ts'

const log = fileURLToPath(new URL('../../shared/data/devices/tep-alarm-storm/text_alarms_original/text_alarms_original_10.csv', import.meta.url))

/** The liveliest hours of it, or all of it. */
const [from, to] = full ? [0, Infinity] : [22 * 3600, 23.5 * 3600]

async function logged(): Promise<LoggedAlarm[]> {
  const file = await openCsv(log)
  const columns = alarmColumns(file.header, log)
  const rows: LoggedAlarm[] = []
  for await (const { cells } of file.records()) {
    const row = cells && readAlarm(cells, columns)
    if (row && 'tag' in row) rows.push(row)
  }
  const start = rows[0]?.at ?? 0
  return rows.filter(({ at }) => at - start >= from * 1000 && at - start < to * 1000)
}

/** What is due by the clock of the record, for the database's own is of today. */
async function fireDue(parts: Parts, now: number): Promise<void> {
  const due = await parts.sql<{ key: string; name: string; subject: string; dueAt: string }[]>`select key, name, subject_id as subject, due_at as "dueAt" from timer where due_at <= ${new Date(now).toISOString()} order by due_at`
  for (const { key, name, subject, dueAt } of due) {
    const timer = { key, subject, dueAt: new Date(dueAt).toISOString() }
    const work = (await alarmTimers[name]?.(parts, timer, now)) ?? { changes: [], reply: null, community: null, mode: 'real' }
    const timers = work.timers?.some((one) => one.key === key) ? work.timers : [...(work.timers ?? []), { key, dueAt: timer.dueAt }]
    await parts.journal.commit(systemCommand('timers', name, randomUUID(), { ...work, timers, reply: null }))
  }
}

/** How often the operator works through what waits: the span by which the standard counts. */
const look = 600_000

/**
 * An operator who works through a panel of a dozen lines every ten minutes and acknowledges what waits there: how many lines that was
 * in all, and how many alarms stood behind them, where a plain list would have had a row for each time that something was raised.
 */
async function operate(on: Features, rows: readonly LoggedAlarm[]): Promise<{ raised: number; waiting: number; lines: number }> {
  let clock = 0
  const parts: Parts = { ...on.parts, now: () => clock }
  let [raised, waiting, lines, flood, next] = [0, 0, 0, false, 0]
  const lookAt = async (): Promise<void> => {
    const standing = (await on.parts.db.select().from(alarms).where(ne(alarms.state, 'normal'))) as Alarm[]
    flood = flooded(raisedWithin(standing, clock), flood)
    lines += fold(standing, { room: 12, flood }).filter((line) => (line.kind === 'one' ? needsAnswer(line.alarm) : line.unacknowledged > 0)).length
    for (const { id, version } of standing.filter(needsAnswer)) {
      waiting += 1
      await carryOut({ ...on, parts }, alarmCommands, 'alarm.acknowledge', { version }, id)
    }
  }
  for (const event of alarmEvents(rows, 'A', 'none', [])) {
    clock = event.at * 1000
    await fireDue(parts, clock)
    next ||= clock + look
    if (clock >= next) {
      await lookAt()
      next = clock + look
    }
    const message = { ...event.message, id: randomUUID() } as DoorAlarm
    if (message.change === 'raised') raised += 1
    const [answer] = await takeAlarms(parts, [message], on.key)
    expect(answer?.ok).toBe(true)
  }
  await lookAt()
  return { raised, waiting, lines }
}

describe('a recorded storm of alarms', () => {
  it.skipIf(!existsSync(log))('brings up a fraction of its rows before the operator, and loses none (skipped where ../shared/data is absent)', { timeout: 1_200_000 }, async () => {
    const on = await openFeatures()
    try {
      const rows = await logged()
      const { raised, waiting, lines } = await operate(on, rows)
      console.log(`storm of ${rows.length} messages: ${raised} rows without help; ${waiting} with repeats counted and chattering held down, in ${lines} lines (${(raised / lines).toFixed(1)} times fewer)`)
      expect(raised).toBeGreaterThan(80)
      expect(waiting * 2).toBeLessThan(raised)
      expect(lines * 3).toBeLessThan(raised)
      // Held down is not lost: every time that it was raised is counted somewhere.
      const [row] = await on.parts.sql<{ count: number }[]>`select sum(a.count + coalesce(c.count, 0))::int as count from alarm a left join alarm_chatter c on c.id = a.id`
      expect(row?.count).toBe(raised)
    } finally {
      await on.close()
    }
  })
})

const [low, critical] = full ? [10_000, 50] : [3_000, 20]
const message = (severity: 'critical' | 'notice', n: number): DoorAlarm => ({ id: randomUUID(), community: 'A', device: null, kind: `test.${severity}-${n}`, severity, change: 'raised', subject: null, text: `${severity} ${n}`, at: null })
const made = (severity: 'critical' | 'notice', count: number): DoorAlarm[] => Array.from({ length: count }, (_, n) => message(severity, n))
const inGroups = <T>(all: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))

/** How many of the low ones were committed before the last of the critical, that all came after them. */
async function committedBefore(parts: Parts, on: Features): Promise<number> {
  const lows = inGroups(made('notice', low), 500).map((group) => takeAlarms(parts, group, on.key))
  // The backlog lies in the journal by now.
  await Promise.race(lows)
  await Promise.all([...lows, ...made('critical', critical).map((one) => takeAlarms(parts, [one], on.key))])
  const [row] = await on.parts.sql<{ count: number; all: number }[]>`
    select count(*) filter (where seq < (select max(seq) from fact where name = 'alarm.raised' and body->>'severity' = 'critical'))::int as count, count(*)::int as all
    from fact where name = 'alarm.raised' and body->>'severity' = 'notice'`
  expect(row?.all).toBe(low)
  return row?.count ?? 0
}

describe('critical alarms in a storm of low ones', () => {
  it('pass the backlog; where there is one lane for all they wait for it', { timeout: 600_000 }, async () => {
    const tried = async (oneLane: boolean): Promise<number> => {
      const on = await openFeatures()
      const { journal } = on.parts
      const commit = (command: Command) => journal.commit(command, 'bulk')
      const parts: Parts = oneLane ? { ...on.parts, journal: new Proxy(journal, { get: (target, name) => (name === 'commit' ? commit : Reflect.get(target, name, target)) as unknown }) } : on.parts
      try {
        return await committedBefore(parts, on)
      } finally {
        await on.close()
      }
    }
    const [two, one] = [await tried(false), await tried(true)]
    console.log(`of ${low} low alarms ${two} were committed before the last of ${critical} critical ones; ${one} where there is one lane`)
    expect(two).toBeLessThan(one)
    expect(two).toBeLessThan(low)
  })

  it('are on a watching screen before the backlog is through, and none of all is lost', { timeout: 600_000 }, async () => {
    const backlog = 2 * low
    const database = await freshDatabase()
    const world = await makeWorld(database.url)
    const app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
    const base = (await app.start()).url
    const screen = new Screen(base, await signIn(base, 'manager'), { kind: 'communities', ids: [world.a.id] })
    try {
      await screen.until(() => screen.stream.cursor !== null)
      const held = (severity: string) => [...screen.stream.picture.alarm.values()].filter((alarm) => alarm.severity === severity).length
      const statuses = inGroups(made('notice', backlog), 250).map(async (group) => (await send(base, doorAddresses.alarms, group, { key: world.key })).status)
      // Only the beginning of the backlog is through.
      await screen.until(() => held('notice') > 0)
      const urgent = made('critical', critical).map(async (one) => (await send(base, doorAddresses.alarms, one, { key: world.key })).status)
      await screen.until(() => held('critical') === critical)
      expect(new Set(await Promise.all([...statuses, ...urgent]))).toEqual(new Set([202]))
      await screen.until(() => held('notice') === backlog)
      const heard = screen.heard.flatMap(({ facts }) => facts.flatMap((fact) => (fact.name === 'alarm.raised' ? [fact.body as Alarm] : [])))
      const before = heard.slice(0, heard.findLastIndex(({ severity }) => severity === 'critical')).filter(({ severity }) => severity === 'notice').length
      console.log(`all ${critical} critical alarms came to the screen before ${backlog - before} of ${backlog} low ones`)
      expect(before).toBeLessThan(backlog)
    } finally {
      screen.close()
      await app.stop()
      await database.drop()
    }
  })
})
