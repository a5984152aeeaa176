import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, drizzleOn, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { freshDatabase, temporaryFolder } from './database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let cleanups: (() => unknown)[] = []

beforeEach(async () => {
  database = await freshDatabase()
  cleanups = [() => database.drop()]
})

afterEach(async () => {
  for (const clean of cleanups.toReversed()) await clean()
})

describe('a connection to the database', () => {
  it('runs as the role it was asked for, and can change nothing but through the journal', async () => {
    const sql = open(database.url, { role: 'watchfloor_app' })
    expect(await sql`select current_user as role`).toEqual([{ role: 'watchfloor_app' }])
    await expect(sql`delete from fact`).rejects.toThrow(/permission denied/)
    await expect(sql`update work_order set version = 1`).rejects.toThrow(/permission denied/)
  })

  it('brings numbers as numbers, times as text in UTC, JSON as values, also beside drizzle', async () => {
    const sql = open(database.url)
    for (const before of [true, false]) {
      if (!before) drizzleOn(sql)
      const at = new Date('2026-03-01T08:00:00+08:00')
      const [row] = await sql`select 12345678901::bigint as cursor, ${at}::timestamptz as at, ${JSON.stringify({ a: [1] })}::jsonb as text, ${sql.json({ b: 2 })} as value`
      expect(row).toEqual({ cursor: 12_345_678_901, at: '2026-03-01 00:00:00+00', text: { a: [1] }, value: { b: 2 } })
    }
  })

  it('ends a statement that takes too long', async () => {
    await expect(open(database.url, { statementTimeout: 200 })`select pg_sleep(600)`).rejects.toThrow(/statement timeout/)
  })

  it('is given up when the line swallows everything, and replaced when the line is back', async () => {
    const line = await openLine(database.url)
    const sql = open(line.url, { statementTimeout: 200 })
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
    line.swallow(true)
    await expect(sql`select 1 as one`).rejects.toThrow(/did not answer|CONNECTION/)
    line.swallow(false)
    expect(await sql`select 2 as two`).toEqual([{ two: 2 }])
  })
})

describe('migrations', () => {
  it('are applied once and in order when several processes start together', async () => {
    const folder = migrations({ '0000_first.sql': 'create table one (id int)', '0001_second.sql': 'alter table one add column name text' })
    const { url, sql } = await empty()
    await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)])
    expect(await sql`select name from migrations order by name`).toEqual([{ name: '0000_first.sql' }, { name: '0001_second.sql' }])
    expect(await sql`select id, name from one`).toEqual([])
  })

  it('that fail leave nothing behind and say which file it was', async () => {
    const folder = migrations({ '0000_first.sql': 'create table one (id int); select 1/0' })
    const { url, sql } = await empty()
    await expect(migrate(url, folder)).rejects.toThrow(/0000_first\.sql failed and changed nothing: division by zero/)
    expect(await sql`select to_regclass('one') as found`).toEqual([{ found: null }])
  })

  it('that were changed after they ran are refused', async () => {
    const { url } = await empty()
    await migrate(url, migrations({ '0000_first.sql': 'create table one (id int)' }))
    await expect(migrate(url, migrations({ '0000_first.sql': 'create table two (id int)' }))).rejects.toThrow(/0000_first\.sql was changed after it was applied/)
  })

  it('of a newer release are refused', async () => {
    const { url } = await empty()
    await migrate(url, migrations({ '0000_first.sql': 'select 1', '0001_second.sql': 'select 1' }))
    await expect(migrate(url, migrations({ '0000_first.sql': 'select 1' }))).rejects.toThrow(/already used by a newer release \(0001_second\.sql/)
  })
})

function open(url: string, options: { role?: string; statementTimeout?: number } = {}): Sql {
  const sql = connect(url, { max: 1, name: 'test', ...options })
  cleanups.push(() => sql.end({ timeout: 1 }))
  return sql
}

/** A database without our tables: a schema of its own comes first for every statement. */
async function empty(): Promise<{ url: string; sql: Sql }> {
  const sql = open(database.url)
  await sql.unsafe('drop schema public cascade; create schema public')
  return { url: database.url, sql }
}

function migrations(files: Record<string, string>): string {
  const folder = join(temporaryFolder('migrations'), 'files')
  cleanups.push(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** A line to the database that can swallow what is sent, as a cut network does: nothing comes, nothing is refused. */
async function openLine(url: string): Promise<{ url: string; swallow(on: boolean): void }> {
  const target = new URL(url)
  const ends = new Set<Socket>()
  let swallowing = false
  const server = createServer((near) => {
    const far = new Socket().connect(Number(target.port), target.hostname)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      ends.add(from)
      from.on('data', (chunk) => swallowing || to.write(chunk))
      from.on('error', () => to.destroy())
      from.on('close', () => swallowing || to.destroy())
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  cleanups.push(() => {
    for (const end of ends) end.destroy()
    server.close()
  })
  const line = new URL(url)
  line.port = String((server.address() as AddressInfo).port)
  return { url: line.href, swallow: (on) => (swallowing = on) }
}
