import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { regions } from '#db/schema/sites.ts'
import { bilingual } from '#shared/text.ts'
import type { Fact } from '#shared/facts.ts'
import { change, type Command } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { Tail } from '#server/journal/tail.ts'
import { freshDatabase } from './database.ts'

const log = pino({ level: 'silent' })
let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = connect(database.url, { max: 4, name: 'test' })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

/** A region that is made or renamed: the simplest thing that a command can do. */
function rename(id: string, version: number, command = randomUUID()): Command {
  const row = { id, version, name: bilingual(`${id} ${version}`) }
  return systemCommand('test', 'region.rename', command, {
    changes: [change(regions, row, { name: 'region.opened', body: row })],
    reply: { version },
    community: null,
    mode: 'real',
  })
}

const count = async (table: 'fact' | 'region' | 'command' | 'audit'): Promise<number> =>
  (await sql<{ n: number }[]>`select count(*) as n from ${sql(table)}`)[0]?.n ?? -1

describe('the door for change', () => {
  test('one refused command spoils nothing for those beside it, and leaves no gap', async () => {
    const journal = new Journal(database.url, log, () => {})
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
    const answers = await Promise.all([journal.commit(rename(a, 1)), journal.commit(rename(b, 7)), journal.commit(rename(c, 1))])
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true])
    expect(answers[1]).toMatchObject({ code: 'WF409' })
    const rows = await sql<{ seq: number }[]>`select seq from fact where entity_id in (${a}, ${b}, ${c}) order by seq`
    expect(rows).toHaveLength(2)
    expect((rows[1]?.seq ?? 0) - (rows[0]?.seq ?? 0)).toBe(1)
    await journal.stop()
  })

  test('a command that the database cannot even read is refused alone and at once', async () => {
    const journal = new Journal(database.url, log, () => {})
    const unreadable = { ...rename(randomUUID(), 1), detail: { text: '\u0000' } }
    const answers = await Promise.all([rename(randomUUID(), 1), unreadable, rename(randomUUID(), 1), rename(randomUUID(), 1)].map((one) => journal.commit(one)))
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true, true])
    expect(answers[1]).toMatchObject({ code: '22P05' })
    await journal.stop()
  })

  test('the same command twice does it once and answers the same', async () => {
    const journal = new Journal(database.url, log, () => {})
    const command = rename(randomUUID(), 1)
    const before = await count('fact')
    const first = await journal.commit(command)
    const second = await journal.commit(command)
    expect(first).toMatchObject({ ok: true, repeated: false })
    expect(second).toMatchObject({ ok: true, repeated: true, cursor: first.ok ? first.cursor : -1, reply: { version: 1 } })
    expect(await count('fact')).toBe(before + 1)
    expect(await journal.commit({ ...command, digest: 'another' })).toMatchObject({ ok: false, code: 'WF422' })
    await journal.stop()
  })

  test('of fifty who change one row at once, one wins', async () => {
    const journals = Array.from({ length: 5 }, () => new Journal(database.url, log, () => {}))
    const id = randomUUID()
    await journals[0]?.commit(rename(id, 1))
    const answers = await Promise.all(journals.flatMap((journal) => Array.from({ length: 10 }, () => journal.commit(rename(id, 2)))))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'WF409')).toHaveLength(49)
    await Promise.all(journals.map((journal) => journal.stop()))
  })

  test('a connection killed in the middle leaves all or nothing, and every command is answered once', async () => {
    const journal = new Journal(database.url, log, () => {})
    const before = { facts: await count('fact'), commands: await count('command'), audit: await count('audit') }
    const commands = Array.from({ length: 1500 }, () => rename(randomUUID(), 1))
    let killing = true
    let kills = 0
    const killer = (async () => {
      while (killing) {
        const killed = await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'watchfloor-journal' and datname = current_database() and state = 'active'`
        kills += killed.length
        if (kills >= 4) killing = false
      }
    })()
    const answers = await Promise.all(commands.map((command) => journal.commit(command)))
    killing = false
    await killer
    expect(kills).toBeGreaterThan(0)
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect({ facts: await count('fact'), commands: await count('command'), audit: await count('audit') }).toEqual({
      facts: before.facts + 1500,
      commands: before.commands + 1500,
      audit: before.audit + 1500,
    })
    await journal.stop()
  })

  test('the application cannot write round it', async () => {
    const app = connect(database.url, { max: 1, name: 'test-app', role: 'watchfloor_app' })
    await expect(app`insert into region (id, version, name) values (${randomUUID()}, 1, '{}')`).rejects.toMatchObject({ code: '42501' })
    await expect(app`update fact set name = 'x'`).rejects.toMatchObject({ code: '42501' })
    await expect(app`delete from audit`).rejects.toMatchObject({ code: '42501' })
    await expect(app`insert into outlet select * from outlet`).rejects.toMatchObject({ code: '42501' })
    await app.end()
    const journal = new Journal(database.url, log, () => {})
    const smuggled = rename(randomUUID(), 1)
    smuggled.changes = [{ table: 'audit', row: { seq: 1 }, expect: 0, fact: null }]
    expect(await journal.commit(smuggled)).toMatchObject({ ok: false, code: 'WF403' })
    await journal.stop()
  })

  test('a drill cannot name a channel that reaches anybody', async () => {
    const journal = new Journal(database.url, log, () => {})
    const drill = { ...rename(randomUUID(), 1), mode: randomUUID() }
    drill.outlet = [{ id: randomUUID(), community: randomUUID(), channel: 'webhook', body: {} }]
    expect(await journal.commit(drill)).toMatchObject({ ok: false, code: '23514', constraint: 'drill_is_captured' })
    await journal.stop()
  })
})

describe('the tail', () => {
  const writers = 16
  const rounds = 40

  /** Writes while transactions stay open for a random moment after their number was drawn, and every tenth is aborted. */
  async function load(write: (sql: Sql, writer: number, round: number) => Promise<void>): Promise<void> {
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        const own = connect(database.url, { max: 1, name: `writer-${writer}` })
        for (let round = 0; round < rounds; round++) await write(own, writer, round)
        await own.end()
      }),
    )
  }

  test('16 writers with delays and aborts: every fact once, in order per entity', async () => {
    const seen: Fact[] = []
    let awaited = Infinity
    let level = (): void => {}
    const all = new Promise<void>((resolve) => (level = resolve))
    const tail = new Tail(database.url, log, (facts, to) => {
      seen.push(...facts)
      if (to >= awaited) level()
    })
    await tail.seek()
    const start = tail.cursor
    tail.start()
    const versions = new Map<number, number>()
    await load(async (own, writer, round) => {
      const id = `00000000-0000-4000-8000-${String(writer).padStart(12, '0')}`
      const version = (versions.get(writer) ?? 0) + 1
      const batch = JSON.stringify([rename(id, version), rename(randomUUID(), 1)])
      const pause = Math.random() * 0.004
      if (round % 10 === 9) {
        await expect(own`select journal_commit(${batch}::text::jsonb), pg_sleep(${pause}), 1 / (length(${batch}::text) - length(${batch}::text))`).rejects.toMatchObject({ code: '22012' })
        return
      }
      await own`select journal_commit(${batch}::text::jsonb), pg_sleep(${pause})`
      versions.set(writer, version)
      tail.wake()
    })
    const [head] = await sql<{ seq: number }[]>`select seq from journal_head`
    awaited = head?.seq ?? 0
    if (tail.cursor < awaited) await all
    await tail.stop()

    expect(seen.map((fact) => fact.seq)).toEqual(Array.from({ length: awaited - start }, (_, i) => start + 1 + i))
    expect(seen).toHaveLength(writers * rounds * 0.9 * 2)
    for (let writer = 0; writer < writers; writer++) {
      const id = `00000000-0000-4000-8000-${String(writer).padStart(12, '0')}`
      expect(seen.filter((fact) => fact.id === id).map((fact) => fact.version)).toEqual(Array.from({ length: versions.get(writer) ?? 0 }, (_, i) => i + 1))
    }
  })

  test('control: a reader of identity numbers greater than its own loses some under the same load', async () => {
    await sql`create table control (seq bigint generated always as identity primary key, writer int)`
    const reader = connect(database.url, { max: 1, name: 'control-reader' })
    const seen = new Set<number>()
    let last = 0
    let writing = true
    const read = async (): Promise<number> => {
      const rows = await reader<{ seq: number }[]>`select seq from control where seq > ${last} order by seq`
      for (const row of rows) {
        last = row.seq
        seen.add(row.seq)
      }
      return rows.length
    }
    const reading = (async () => {
      while (writing) await read()
      while ((await read()) > 0);
    })()
    await load(async (own, writer) => {
      await own`with drawn as (insert into control (writer) values (${writer}) returning seq) select pg_sleep(${Math.random() * 0.004}) from drawn`
    })
    writing = false
    await reading
    const [committed] = await sql<{ n: number }[]>`select count(*) as n from control`
    expect(seen.size).toBeLessThan(committed?.n ?? 0)
    await reader.end()
  })
})
