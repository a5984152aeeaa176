import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '#db/client.ts'
import { shown } from '#shared/picture.ts'
import { Room } from '#server/live/room.ts'
import { Snapshots } from '#server/live/snapshots.ts'
import { startDatabase } from './bench-database.ts'
import type { Options } from './options.ts'
import { below, noted, type Result } from './result.ts'
import { secondsToReady } from './starting.ts'
import { median } from './statistics.ts'
import { wallSize } from './wall-size.ts'

const kilobyte = 1_000

/** P5: the first picture, the start, and what a browser fetches. */
export async function firstPicture(options: Options, say: (line: string) => void): Promise<Result> {
  const database = await startDatabase()
  let running = true
  try {
    say('P5: making the company')
    const counts = await makeCompany(database.sql, options.quick ? 300 : 3_000)
    say(`P5: ${JSON.stringify(counts)}`)
    const snapshots = await timeSnapshots(database.url, Math.max(5, options.runs))
    await database.stop()
    running = false
    const starts: number[] = []
    for (let run = 0; run < Math.max(3, options.runs); run++) starts.push(await secondsToReady(database.folder))
    const [size, later] = [wallSize(), wallSize(true)]
    return {
      promise: 'P5',
      title: 'first picture',
      notes: [
        `Absolute. Made in bulk: ${Object.entries(counts).map(([what, n]) => `${n.toLocaleString('en')} ${what}`).join(', ')}.`,
        'Snapshot: one statement, gzipped, as every joining screen gets it; medians. One community: of 10,000 households each, another every time.',
        'Start: npm start (nothing to build) to its ready line, embedded PostgreSQL with that company included. Fonts are not counted in the wall.',
      ],
      lines: [
        below('snapshot of one community', 'ms', median(snapshots.one.times), 50),
        noted('  the slowest of them', 'ms', Math.max(...snapshots.one.times)),
        below(`snapshot of ${(counts.communities ?? 0).toLocaleString('en')} communities`, 'ms', median(snapshots.all.times), 2_000),
        noted('  the slowest of them', 'ms', Math.max(...snapshots.all.times)),
        noted('  gzipped', 'KB', snapshots.all.bytes / kilobyte),
        below('npm start to ready', 's', median(starts), 5),
        below('wall as it opens, scripts and styles, gzip', 'KB', size.gzip / kilobyte, 900),
        noted('  with all that a click may load', 'KB', later.gzip / kilobyte),
        below('entry chunk, gzip', 'KB', size.entry.gzip / kilobyte, 200),
      ],
      raw: { counts, snapshots, starts, size, later },
    }
  } finally {
    if (running) await database.stop()
    database.remove()
  }
}

async function makeCompany(sql: ReturnType<typeof connect>, communities: number): Promise<Record<string, number>> {
  const text = readFileSync(join(import.meta.dirname, 'company.sql'), 'utf8')
  await sql.unsafe(`set bench.communities = ${communities};\n${text}`)
  const [counts] = await sql<Record<string, number>[]>`
    select count(*)::int as communities, sum(households)::int as households, (select count(*) from building)::int as buildings,
      (select count(*) from device)::int as devices, (select count(*) from person)::int as people, (select count(*) from shift)::int as shifts,
      (select count(*) from position_latest)::int as positions, (select count(*) from work_order)::int as orders,
      (select count(*) from work_order where state not in ('closed', 'cancelled'))::int as "open orders",
      (select count(*) from alarm where state <> 'normal')::int as "standing alarms",
      (select count(*) from patrol_run where state = 'walking')::int as "patrol runs"
    from community`
  return counts ?? {}
}

type Timed = { times: number[]; bytes: number }

async function timeSnapshots(url: string, runs: number): Promise<{ one: Timed; all: Timed }> {
  const sql = connect(url, { max: 1, name: 'watchfloor', role: 'watchfloor_app' })
  const reading = connect(url, { max: 2, name: 'watchfloor-watch', role: 'watchfloor_app', statementTimeout: 20_000 })
  const snapshots = new Snapshots(reading)
  try {
    const big = await sql<{ id: string }[]>`select id from community where households = 10000 order by id limit ${runs * 4}`
    await time(snapshots, [randomUUID()], { times: [], bytes: 0 })
    const one: Timed = { times: [], bytes: 0 }
    for (const { id } of big) await time(snapshots, [id], one)
    const all: Timed = { times: [], bytes: 0 }
    for (let run = 0; run < runs; run++) {
      await time(snapshots, null, all)
      await sleep(sharedFor)
    }
    return { one, all }
  } finally {
    await reading.end({ timeout: 2 })
    await sql.end({ timeout: 2 })
  }
}

/** Longer than one snapshot serves several screens: each is read and packed anew. */
const sharedFor = 1_100

async function time(snapshots: Snapshots, communities: string[] | null, into: Timed): Promise<void> {
  const begun = performance.now()
  const { gzipped } = await snapshots.of(new Room({ communities, shows: shown, located: communities, tended: communities }, 0))
  into.times.push(performance.now() - begun)
  into.bytes = gzipped.length
}
