import type { z } from 'zod'
import { skewTold } from '#shared/alarms.ts'
import type { RuleTrial, TryRule } from '#shared/rules.ts'
import { timeIsLate } from '../live/reading-time.ts'
import type { Parts } from '../parts.ts'
import { dayAfter, dayOf } from '../timers/local-days.ts'
import { countReadings, measuredDevices, pastValues, type PastValue, type TriedDevice } from './rule-store.ts'
import { lengthOf, Trial, type Span } from './trial-rules.ts'

type Tried = { device: TriedDevice; spans: Span[]; readings: number }

const dayLength = 86_400_000
/** Values that one trial reads, the newest days of them, and how many at a time: what else the process does goes on between. */
const [mostReadings, page] = [500_000, 5_000]
const mostNamed = 5

/** One after the other: each keeps a processor busy for a while. */
let before: Promise<unknown> = Promise.resolve()

/** What a rule would have raised in the last days, by the values that are kept. `now` in epoch milliseconds. */
export function tryRule(parts: Pick<Parts, 'sql'>, asked: z.infer<typeof TryRule>, now: number): Promise<RuleTrial> {
  const trying = before.then(() => tryNow(parts, asked, now))
  before = trying.catch(() => undefined)
  return trying
}

async function tryNow({ sql }: Pick<Parts, 'sql'>, asked: z.infer<typeof TryRule>, now: number): Promise<RuleTrial> {
  const devices = await measuredDevices(sql, asked)
  const { from, cut } = await beginning(sql, devices.map(({ id }) => id), asked, now)
  const tried: Tried[] = []
  for (const device of devices) {
    const values = await valuesOf(sql, device.id, asked.key, from, now + skewTold.ahead)
    const trial = new Trial(asked.test)
    for (const value of values) trial.take({ ...value, late: timeIsLate(value) })
    trial.finish(now)
    tried.push({ device, spans: trial.spans, readings: values.length })
  }
  return told(tried, { from, now, cut })
}

/** As far back as the days asked for, or as the readings of whole days do not become too many. */
async function beginning(sql: Parts['sql'], ids: readonly string[], { key, days }: { key: string; days: number }, now: number): Promise<{ from: number; cut: boolean }> {
  let read = 0
  for (let day = 1; day <= days; day++) {
    const [from, to] = [now - day * dayLength, now - (day - 1) * dayLength]
    read += ids.length === 0 ? 0 : await countReadings(sql, ids, key, new Date(from).toISOString(), new Date(to).toISOString())
    if (read > mostReadings && day > 1) return { from: to, cut: true }
  }
  return { from: now - days * dayLength, cut: false }
}

/** In the order in which they came. */
async function valuesOf(sql: Parts['sql'], device: string, key: string, from: number, to: number): Promise<PastValue[]> {
  const values: PastValue[] = []
  for (let after = from - 1; ; ) {
    const some = await pastValues(sql, device, key, after, to, page)
    values.push(...some)
    after = some.at(-1)?.at ?? to
    if (some.length < page) return values.sort((a, b) => a.receivedAt - b.receivedAt || a.at - b.at)
  }
}

function told(tried: readonly Tried[], { from, now, cut }: { from: number; now: number; cut: boolean }): RuleTrial {
  const spans = tried.flatMap((one) => one.spans.map((span) => ({ ...span, zone: one.device.zone })))
  const lengths = spans.flatMap((span) => lengthOf(span) ?? [])
  const zone = tried[0]?.device.zone ?? 'UTC'
  const byDay = new Map<string, number>()
  for (let day = dayOf(from, zone); day <= dayOf(now, zone); day = dayAfter(day)) byDay.set(day, 0)
  for (const { start, zone: at } of spans) {
    const day = dayOf(start, at)
    byDay.set(day, (byDay.get(day) ?? 0) + 1)
  }
  const most = tried.filter((one) => one.spans.length > 0).toSorted((a, b) => b.spans.length - a.spans.length)
  return {
    alarms: spans.length,
    devices: most.length,
    measured: tried.length,
    readings: tried.reduce((sum, one) => sum + one.readings, 0),
    cut,
    standing: spans.filter(({ end }) => end === null).length,
    longest: lengths.length > 0 ? lengths.reduce((a, b) => Math.max(a, b)) : null,
    shortest: lengths.length > 0 ? lengths.reduce((a, b) => Math.min(a, b)) : null,
    days: [...byDay].toSorted(([a], [b]) => a.localeCompare(b)).map(([day, alarms]) => ({ day, alarms })),
    most: most.slice(0, mostNamed).map(({ device, spans: own }) => ({ device: device.id, name: device.name, alarms: own.length })),
  }
}
