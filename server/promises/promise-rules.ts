import { categories, priorities } from '#shared/orders.ts'
import { aboutTheSame, promiseFor, type Limit, type Limits, type ServicePromise } from '#shared/promises.ts'
import type { CommandRequest } from '#shared/commands.ts'
import { Refusal, type FieldError } from '../refusal.ts'

type Asked = CommandRequest<'promise.set'>

/**
 * The row that comes to hold. A row of a community says nothing of its region, which follows from it.
 * @throws Refusal invalid, each field named, where it begins in the past, contradicts itself or says nothing new
 */
export function promised(id: string, { reason: _reason, from, ...about }: Asked, rows: readonly ServicePromise[], now: number): ServicePromise {
  const begins = from ? Date.parse(from) : now
  const errors = [...tooMuch(about.limits), ...contradictions(about.limits), ...escalation(about.escalateAfter)]
  if (begins < now) errors.push({ field: 'from', message: past })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  const row: ServicePromise = { ...about, id, version: 1, region: about.community === null ? about.region : null, from: new Date(begins).toISOString(), until: null }
  const held = inForce(rows.filter((one) => aboutTheSame(one, row)), begins)
  if (held && sameWords(held, row)) throw new Refusal('invalid', { errors: [{ field: 'limits', message: nothingNew }] })
  return row
}

/**
 * The row as it is once it was taken back.
 * @throws Refusal conflict for another version, illegal-move where it is over, invalid where the time is past or nothing would be promised any more
 */
export function takenBack(row: ServicePromise, { version, from }: CommandRequest<'promise.end'>, rows: readonly ServicePromise[], now: number): ServicePromise {
  if (row.version !== version) throw new Refusal('conflict', { current: row })
  if (row.until !== null && Date.parse(row.until) <= now) throw new Refusal('illegal-move', { current: row })
  const ends = from ? Date.parse(from) : now
  if (ends < now) throw new Refusal('invalid', { errors: [{ field: 'from', message: past }] })
  const ended = { ...row, version: row.version + 1, until: new Date(ends).toISOString() }
  const left = rows.map((one) => (one.id === row.id ? ended : one))
  if (uncovered(left, now) > uncovered(rows, now)) throw new Refusal('invalid', { errors: [{ field: 'until', message: lastOne }] })
  return ended
}

/** Of rows about the same, the one that holds at `at`, epoch milliseconds. */
export function inForce(rows: readonly ServicePromise[], at: number): ServicePromise | null {
  const [first] = rows
  return first ? promiseFor(rows, { region: first.region ?? '', community: first.community ?? '', category: first.category ?? '', priority: first.priority ?? '', source: first.source, facility: first.facility, hours: first.hours }, at) : null
}

/** Kinds of matter for which, now or some time to come, the company promises nothing whatever they are particular in. */
function uncovered(rows: readonly ServicePromise[], now: number): number {
  const plain = rows.filter((row) => row.region === null && row.community === null && row.source === null && row.facility === null && row.hours === null)
  const turns = [now, ...plain.flatMap(({ from, until }) => [Date.parse(from), ...(until === null ? [] : [Date.parse(until)])]).filter((at) => at > now)]
  const kinds = categories.flatMap((category) => priorities.map((priority) => ({ category, priority })))
  return kinds.filter((kind) => turns.some((at) => promiseFor(plain, { ...kind, region: '', community: '' }, at) === null)).length
}

/** Fewest and most of each unit; a year is as far as anything is promised. */
const ranges: Record<Limit['unit'], [number, number]> = { minutes: [1, 527_040], 'working-minutes': [1, 120_000], days: [0, 366], 'working-days': [0, 250] }

const tooMuch = (limits: Limits): FieldError[] =>
  (Object.entries(limits) as [keyof Limits, Limit | null][]).flatMap(([name, limit]) => {
    if (limit === null) return []
    const [least, most] = ranges[limit.unit]
    return limit.amount < least || limit.amount > most ? [{ field: `limits.${name}.amount`, message: { zh: `应在 ${least} 到 ${most} 之间`, en: `Must be from ${least} to ${most}` } }] : []
  })

/** What comes first in an order's life cannot be promised for after what follows it. */
const follows: [keyof Limits, keyof Limits, FieldError['message']][] = [
  ['respond', 'finish', { zh: '响应不能晚于完成', en: 'The response cannot come after the finish' }],
  ['arrive', 'finish', { zh: '到场不能晚于完成', en: 'The arrival cannot come after the finish' }],
  ['respond', 'arrive', { zh: '响应不能晚于到场', en: 'The response cannot come after the arrival' }],
  ['solution', 'close', { zh: '提出方案不能晚于关闭', en: 'The proposal cannot come after the closing' }],
  ['finish', 'close', { zh: '完成不能晚于关闭', en: 'The finish cannot come after the closing' }],
]

const contradictions = (limits: Limits): FieldError[] =>
  follows.flatMap(([first, then, message]) => {
    const [a, b] = [limits[first], limits[then]]
    return a && b && surelyLater(a, b) ? [{ field: `limits.${first}`, message }] : []
  })

/** Whether `a` ends after `b` whenever the report comes. */
const surelyLater = (a: Limit, b: Limit): boolean => (a.unit === b.unit ? a.amount > b.amount : bounds(a).least > bounds(b).most)

/** Minutes that a limit can come to, by the hour and day of the report; days off may make working time as long as you like. */
function bounds({ unit, amount }: Limit): { least: number; most: number } {
  const whole = 1440
  if (unit === 'minutes') return { least: amount, most: amount }
  if (unit === 'working-minutes') return { least: amount, most: Infinity }
  return { least: amount * whole, most: unit === 'days' ? (amount + 2) * whole : Infinity }
}

const escalation = (minutes: readonly number[]): FieldError[] =>
  minutes.some((at, index) => at < (minutes[index - 1] ?? 0)) ? [{ field: 'escalateAfter', message: { zh: '上级不能早于下级得知', en: 'Those further up cannot hear of it first' } }] : []

const sameWords = (a: ServicePromise, b: ServicePromise): boolean => terms(a) === terms(b)
const terms = ({ limits, pauses, warnAt, escalateAfter }: ServicePromise): string =>
  JSON.stringify([limitNames.map((name) => limits[name] && [limits[name].unit, limits[name].amount]), pauses.toSorted(), warnAt, escalateAfter])
const limitNames = ['respond', 'arrive', 'solution', 'finish', 'close', 'callBack'] as const

const past = { zh: '不能早于现在：已发生的不改写', en: 'Cannot lie in the past: what has been is not rewritten' }
const nothingNew = { zh: '与届时有效的承诺完全相同', en: 'That is what is promised then anyway' }
const lastOne = { zh: '这类工单将没有任何承诺；请先设定新的承诺', en: 'Nothing would be promised any more for such orders; set a new promise first' }
