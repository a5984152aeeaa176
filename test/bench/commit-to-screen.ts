import { performance } from 'node:perf_hooks'
import { startDatabase, type BenchDatabase } from './bench-database.ts'
import { cpuOf } from './machine.ts'
import { Offering } from './offering.ts'
import { screenOfFloor, screenOfOurs, type Arrive } from './one-screen.ts'
import type { Options } from './options.ts'
import { atLeast, atMost, noted, type Line, type Result } from './result.ts'
import { SideProcess } from './side-process.ts'
import { median, quantile } from './statistics.ts'

const rates = [100, 1_000, 5_000] as const
type Load = (typeof rates)[number] | 'capacity'
const loads: readonly Load[] = [...rates, 'capacity']
/** Facts under way while capacity is measured. */
const window = 1_000
/** How long what was offered may still arrive after the last offer, in milliseconds. */
const patience = 60_000

const sides = ['floor', 'ours'] as const
type Side = (typeof sides)[number]

type Measured = {
  run: number
  side: Side
  load: Load
  p50: number
  p99: number
  max: number
  offered: number
  delivered: number
  twice: number
  /** Delivered per second, from the first counted offer to the last arrival. */
  perSecond: number
  /** Share of one core, of the serving process and of the one that offers and listens. */
  serverCpu: number
  /** Processor time per delivered fact of the server process and its database connections, in milliseconds. */
  cpuPerFact: number
  loadCpu: number
}

type Serving = { side: Side; process: SideProcess; offering: { current: Offering } }

/** P1: from the commit to the screen. */
export async function commitToScreen(options: Options, say: (line: string) => void): Promise<Result> {
  const database = await startDatabase()
  const serving: Partial<Record<Side, Serving>> = {}
  try {
    for (const side of sides) serving[side] = await serve(side, database)
    const raw: Measured[] = []
    for (let run = 1; run <= options.runs; run++) {
      for (const load of loads) {
        // Who goes first alternates, so that neither always follows the other's checkpoint.
        for (const side of run % 2 ? sides : [...sides].reverse()) {
          const one = serving[side]
          if (!one) continue
          const measured = { run, side, load, ...(await measure(database, one, load, options.seconds)) }
          raw.push(measured)
          say(`P1 run ${run} ${side} ${load}: p50 ${measured.p50.toFixed(2)} p99 ${measured.p99.toFixed(2)} ms, ${Math.round(measured.perSecond)}/s, ${measured.delivered} of ${measured.offered}, CPU ${measured.cpuPerFact.toFixed(2)} ms each`)
        }
      }
    }
    return { promise: 'P1', title: 'commit to screen', notes: notesOf(options, raw), lines: linesOf(raw), raw }
  } finally {
    for (const one of Object.values(serving)) await one.process.stop()
    await database.stop()
    database.remove()
  }
}

async function serve(side: Side, database: BenchDatabase): Promise<Serving> {
  const process = await SideProcess.start(side, `${side}-process.ts`, database.url)
  const offering = { current: new Offering(process) }
  const arrive: Arrive = (mark) => offering.current.arrive(mark)
  await (side === 'floor' ? screenOfFloor(process, arrive) : screenOfOurs(process, arrive))
  return { side, process, offering }
}

async function measure(database: BenchDatabase, { side: name, process: side, offering }: Serving, load: Load, seconds: number): Promise<Omit<Measured, 'run' | 'side' | 'load'>> {
  await tidy(database)
  const one = new Offering(side)
  offering.current = one
  const run = (length: number) => (load === 'capacity' ? one.atMost(window, length) : one.atRate(load, length))
  await run(Math.min(2, seconds))
  if (load !== 'capacity') await one.settle(patience)
  one.count()
  const connections = await connectionsOf(database, name)
  const before = { arrived: one.arrived, at: performance.now(), server: (await side.used()).cpu, database: cpuOf(connections), load: process.cpuUsage() }
  await run(seconds)
  const sustained = { arrived: one.arrived, at: performance.now() }
  const used = { server: (await side.used()).cpu - before.server, load: process.cpuUsage(before.load) }
  await one.settle(patience)
  const all = (await side.used()).cpu - before.server + cpuOf(connections) - before.database
  const end = load === 'capacity' ? sustained : { arrived: one.arrived, at: one.lastAt }
  return {
    p50: quantile(one.latencies, 0.5),
    p99: quantile(one.latencies, 0.99),
    max: quantile(one.latencies, 1),
    offered: one.offered,
    delivered: one.arrived,
    twice: one.twice,
    perSecond: ((end.arrived - before.arrived) / (end.at - before.at)) * 1_000,
    cpuPerFact: all / (one.arrived - before.arrived),
    serverCpu: used.server / (sustained.at - before.at),
    loadCpu: (used.load.user + used.load.system) / 1_000 / (sustained.at - before.at),
  }
}

async function connectionsOf({ sql }: BenchDatabase, side: Side): Promise<number[]> {
  const name = side === 'floor' ? 'floor' : 'watchfloor%'
  return (await sql<{ pid: number }[]>`select pid from pg_stat_activity where application_name like ${name}`).map((row) => row.pid)
}

/** Every measurement starts with empty tables and nothing left to write: neither side pays for what the other wrote. */
async function tidy({ sql }: BenchDatabase): Promise<void> {
  // Nobody truncates the audit.
  await sql`truncate work_order, fact, command, floor_fact`
  await sql`checkpoint`
}

function linesOf(raw: readonly Measured[]): Line[] {
  const of = (load: Load, side: Side) => raw.filter((one) => one.load === load && one.side === side)
  const both = (what: string, unit: string, load: Load, value: (one: Measured) => number) => ({
    what, unit, floor: median(of(load, 'floor').map(value)), ours: median(of(load, 'ours').map(value)),
  })
  const perFact = (side: Side, load: Load) => median(of(load, side).map((one) => one.cpuPerFact))
  const complete = (load: Load) => of(load, 'ours').every((one) => one.delivered === one.offered && one.twice === 0)
  const delivered = (side: Side) => Math.min(...of(5_000, side).map((one) => (100 * one.delivered) / one.offered))
  return [
    ...([100, 1_000] as const).flatMap((rate) => [
      atMost(both(`${rate}/s p50`, 'ms', rate, (one) => one.p50), 2, complete(rate)),
      atMost(both(`${rate}/s p99`, 'ms', rate, (one) => one.p99), 2, complete(rate)),
    ]),
    noted('5000/s p50', 'ms', median(of(5_000, 'ours').map((one) => one.p50)), median(of(5_000, 'floor').map((one) => one.p50))),
    atMost(both('5000/s p99', 'ms', 5_000, (one) => one.p99), 1.5),
    { what: '5000/s delivered', unit: '%', floor: delivered('floor'), ours: delivered('ours'), ratio: null, limit: 'all', reached: complete(5_000) },
    noted('CPU per fact at 1000/s', 'ms', perFact('ours', 1_000), perFact('floor', 1_000)),
    noted('CPU per fact at capacity', 'ms', perFact('ours', 'capacity'), perFact('floor', 'capacity')),
    atLeast(both('capacity', '/s', 'capacity', (one) => one.perSecond), 4),
  ]
}

function notesOf({ runs, seconds }: Options, raw: readonly Measured[]): string[] {
  const share = (side: Side, load: Load) => Math.round(100 * median(raw.filter((one) => one.load === load && one.side === side).map((one) => one.loadCpu)))
  return [
    `Medians of ${runs} interleaved runs of ${seconds} s per load. Time from the offer to its arrival at one screen, both in the load process, over a pipe to the server process.`,
    'Floor: one row per commit, synchronous_commit=off, NOTIFY with payload, plain ws. Ours: durable; row, fact, audit and command key in one batch, tail, room, Socket.IO.',
    'CPU per fact: of the server process and its database connections together; it hardly depends on what else the machine does.',
    `Capacity: delivered per second with ${window} under way. Load process, share of one core at 5000/s: floor ${share('floor', 5_000)} %, ours ${share('ours', 5_000)} %.`,
  ]
}
