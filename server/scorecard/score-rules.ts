import { alarmClockKinds, severities, type Alarm, type AlarmClock } from '#shared/alarms.ts'
import { scoreTargets, type Score } from '#shared/scorecard.ts'
import type { Bilingual } from '#shared/text.ts'

/** Milliseconds of one count: the standards speak of ten minutes. */
export const bucket = 600_000
const day = 86_400_000

/** One alarm as a month remembers it; times in epoch milliseconds, null where it never came to that. */
export type Scored = {
  community: string
  device: string | null
  name: Bilingual | null
  kind: string
  severity: Alarm['severity']
  raisedAt: number
  answeredAt: number | null
  dispatchedAt: number | null
  goneAt: number | null
  chattered: boolean
  fleeting: boolean
  shelved: boolean
  suppressed: boolean
  clocks: readonly AlarmClock[]
}

/** Somebody on duty as manager of a community, from and until in epoch milliseconds. */
export type Duty = { community: string; name: string; from: number; until: number }
/** Epoch milliseconds; `until` lies in the past. */
export type Span = { from: number; until: number }

/** A time in which the same people were on duty: how many, one at least, and the first of them by name. */
export type Watch = Span & { operators: number; desk: string | null }
/** Ten minutes of a community in which something was heard. */
export type Stretch = { community: string; at: number; operators: number; desk: string | null; alarms: number }
/** What was heard, and how much time there was for it: in tens of minutes, and those times the people on duty. */
export type Heard = { stretches: readonly Stretch[]; buckets: number; operators: number }

/** The figures of some alarms. `time`: each community's stretches in order. */
export function scoreOf(who: { community: string | null; desk: string | null }, alarms: readonly Scored[], time: Heard, span: Span): Score {
  const heard = alarms.filter(({ suppressed }) => !suppressed)
  const answers = heard.flatMap(({ raisedAt, answeredAt }) => (answeredAt === null ? [] : [(answeredAt - raisedAt) / 1000])).toSorted((a, b) => a - b)
  const sent = heard.flatMap(({ raisedAt, dispatchedAt }) => (dispatchedAt === null ? [] : [Math.max(0, dispatchedAt - raisedAt) / 1000]))
  const sources = topSources(heard)
  const mix = Object.fromEntries(severities.map((severity) => [severity, heard.filter((alarm) => alarm.severity === severity).length])) as Score['mix']
  return {
    ...who,
    alarms: heard.length,
    rate: rateOf(time),
    flood: floodOf(time),
    standing: alarms.filter(({ raisedAt, goneAt }) => raisedAt < span.until - day && (goneAt === null || goneAt > span.until)).length,
    chattering: alarms.filter(({ chattered }) => chattered).length,
    fleeting: alarms.filter(({ fleeting }) => fleeting).length,
    topTen: { share: heard.length === 0 ? null : sources.reduce((sum, one) => sum + one.alarms, 0) / heard.length, sources },
    mix,
    answered: scoreTargets.answered.map(({ seconds, share }) => ({ seconds, share: shareWithin(answers, seconds), target: share })),
    dispatched: scoreTargets.dispatched.map(({ seconds, share }) => ({ seconds, share: shareWithin(sent, seconds), target: share })),
    answer: answers.length === 0 ? null : { half: at(answers, 0.5), most: at(answers, 0.9) },
    clocks: alarmClockKinds.map((kind) => {
      const own = heard.flatMap(({ clocks }) => clocks.filter((clock) => clock.kind === kind))
      return { kind, kept: own.filter(({ kept, late }) => kept !== null && !late).length, late: own.filter(({ late }) => late).length }
    }),
    shelved: alarms.filter(({ shelved }) => shelved).length,
    suppressed: alarms.length - heard.length,
  }
}

const shareWithin = (values: readonly number[], seconds: number): number | null => (values.length === 0 ? null : values.filter((value) => value <= seconds).length / values.length)
const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0

/** Of alarms per operator: whoever looks after two communities is one operator of each. */
function rateOf({ stretches, buckets, operators }: Heard): Score['rate'] {
  if (buckets === 0) return { mean: 0, most: 0, over: 0 }
  let [alarms, most, over] = [0, 0, 0]
  for (const stretch of stretches) {
    alarms += stretch.alarms
    const rate = stretch.alarms / stretch.operators
    most = Math.max(most, rate)
    if (rate > scoreTargets.rateLimit) over += 1
  }
  return { mean: alarms / operators, most, over: Math.min(1, over / buckets) }
}

/** More than ten in ten minutes begin a flood, fewer than five end it; counted per operator, each community for itself. */
function floodOf({ stretches, buckets }: Heard): Score['flood'] {
  let [flooded, count, before] = [0, 0, null as Stretch | null]
  let flood = false
  for (const stretch of stretches) {
    if (before === null || before.community !== stretch.community || stretch.at - before.at > bucket) flood = false
    const rate = stretch.alarms / stretch.operators
    const now: boolean = flood ? rate >= scoreTargets.floodUntil : rate > scoreTargets.floodFrom
    if (now && !flood) count += 1
    if (now) flooded += 1
    flood = now
    before = stretch
  }
  return { share: buckets === 0 ? 0 : Math.min(1, flooded / buckets), count, minutes: (flooded * bucket) / 60_000 }
}

function topSources(alarms: readonly Scored[]): Score['topTen']['sources'] {
  const sources = new Map<string, { device: string | null; name: Bilingual | null; kind: string; alarms: number }>()
  for (const { community, device, name, kind } of alarms) {
    const key = `${device ?? community}/${kind}`
    const source = sources.get(key) ?? { device, name, kind, alarms: 0 }
    source.alarms += 1
    sources.set(key, source)
  }
  return [...sources.values()].toSorted((a, b) => b.alarms - a.alarms || a.kind.localeCompare(b.kind)).slice(0, 10)
}

/** The span of one community, cut where somebody came or went. */
export function watchesOf(duties: readonly Duty[], span: Span): Watch[] {
  const cuts = [span.from, ...duties.flatMap(({ from, until }) => [from, until]), span.until].filter((at) => at >= span.from && at <= span.until)
  const ordered = [...new Set(cuts)].toSorted((a, b) => a - b)
  return ordered.slice(0, -1).map((from, i) => {
    const there = duties.filter((duty) => duty.from <= from && from < duty.until).map(({ name }) => name).toSorted()
    return { from, until: ordered[i + 1] ?? span.until, operators: Math.max(1, there.length), desk: there[0] ?? null }
  })
}

/** The ten minutes in which alarms of one community were heard, in order. */
export function stretchesOf(community: string, alarms: readonly Scored[], watches: readonly Watch[], span: Span): Stretch[] {
  const counts = new Map<number, number>()
  for (const { raisedAt, suppressed } of alarms) {
    if (suppressed) continue
    const place = Math.floor((raisedAt - span.from) / bucket)
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  let watch = 0
  return [...counts].toSorted(([a], [b]) => a - b).map(([place, heard]) => {
    const at = span.from + place * bucket
    while (watch + 1 < watches.length && (watches[watch + 1]?.from ?? Infinity) <= at) watch += 1
    const { operators = 1, desk = null } = watches[watch] ?? {}
    return { community, at, operators, desk, alarms: heard }
  })
}

/** Stretches with the time of these watches. */
export const timeOf = (stretches: readonly Stretch[], watches: readonly Watch[]): Heard => ({
  stretches,
  buckets: watches.reduce((sum, { from, until }) => sum + (until - from) / bucket, 0),
  operators: watches.reduce((sum, { from, until, operators }) => sum + ((until - from) / bucket) * operators, 0),
})
