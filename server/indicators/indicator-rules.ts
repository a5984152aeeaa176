import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'
import { indicatorKinds, type Indicator, type IndicatorName } from '#shared/indicators.ts'
import { isOpenOrder, type Order } from '#shared/orders.ts'

/** What one fact adds to one indicator of a community: the indicator is amount / base. */
export type Part = { community: string; indicator: IndicatorName; at: number; amount: number; base: number }

const hour = 3_600_000
const minute = 60_000
/** A device or safety event is in somebody's hands within 20 minutes (service-method compilation of the field). */
const alarmAnswer = 20 * minute

/** Nothing of a drill ever counts. `at` is when the journal took the fact. */
export function partsOf(fact: Fact): Part[] {
  if (fact.mode !== real || !fact.community) return []
  const { community } = fact
  const at = Date.parse(fact.at)
  const part = (indicator: IndicatorName, amount: number, base: number): Part => ({ community, indicator, at, amount, base })
  const kept = (yes: boolean): Part => part('promise-kept', yes ? 1 : 0, 1)
  switch (fact.name) {
    case 'order.reported':
      return [part('open-per-thousand', 1, 0)]
    case 'order.cancelled':
    case 'order.merged':
      return [part('open-per-thousand', -1, 0)]
    case 'order.reopened':
      return wasOver(fact.body) ? [part('open-per-thousand', 1, 0)] : []
    case 'order.late':
      return [kept(false)]
    case 'order.accepted':
    case 'order.grabbed':
      return isFirst(fact.body, fact.body.respondedAt)
        ? [part('first-response', span(fact.body.reportedAt, fact.body.respondedAt) / minute, 1), ...(fact.body.late.includes('respond') ? [] : [kept(true)])]
        : []
    case 'order.arrived':
      return fact.body.arriveBy && isFirst(fact.body, fact.body.arrivedAt) && !fact.body.late.includes('arrive') ? [kept(true)] : []
    case 'order.finished':
      return fact.body.late.includes('finish') ? [] : [kept(true)]
    case 'order.solution-proposed':
      return fact.body.solutionBy && fact.body.solutionAt === fact.body.step?.at && !fact.body.late.includes('solution') ? [kept(true)] : []
    case 'order.closed':
      return [part('open-per-thousand', -1, 0), ...complaint(fact.body, part), ...(fact.body.closeBy && !fact.body.late.includes('close') ? [kept(true)] : [])]
    case 'order.called-back':
      return fact.body.callBackBy && !fact.body.late.includes('call-back') ? [kept(true)] : []
    case 'alarm.acknowledged':
      return isFirstAnswer(fact.body) ? [part('alarm-answered', answered(fact.body) ? 1 : 0, 1)] : []
    case 'run.finished':
      return [part('checkpoints-done', fact.body.visits.length, fact.body.checkpoints)]
    default:
      return []
  }
}

/** A promise to a resident is kept once: whoever takes the order over later responds and arrives again, but not first. */
const isFirst = (order: Order, at: string | null): boolean => at !== null && (order.assignedAt === null || at >= order.assignedAt)

const span = (from: string, to: string | null): number => (to ? Date.parse(to) - Date.parse(from) : 0)

/** Whether it was closed, so that it is open once more; what was only done had never left. */
const wasOver = ({ reopenedFrom }: Order): boolean => reopenedFrom !== null && reopenedFrom !== undefined && !isOpenOrder({ state: reopenedFrom })

/** Closed within the time that was promised when it was reported: 48 h by default. */
function complaint(order: Order, part: (indicator: IndicatorName, amount: number, base: number) => Part): Part[] {
  if (order.category !== 'complaint') return []
  return [part('complaint-closed', order.closedAt !== null && order.closedAt <= (order.closeBy ?? order.finishBy) ? 1 : 0, 1)]
}

/** What came back and is seen once more was answered before; nobody answers for an exercise. */
function isFirstAnswer({ exercise, clocks, acknowledgedAt }: Alarm): boolean {
  const kept = clocks?.find(({ kind }) => kind === 'answer')?.kept
  return !exercise && (!kept || kept === acknowledgedAt)
}

const answered = (alarm: Alarm): boolean => span(alarm.raisedAt, alarm.acknowledgedAt) <= alarmAnswer

export type HourSum = { community: string; indicator: IndicatorName; hour: string; amount: number; base: number }

/** The row that holds the sum of all hours; what is open now follows from it without reading years of hours. */
export const allHours = new Date(0).toISOString()

/** Sums by hour; for what is a running total, the row of all hours too. */
export function sumHours(parts: readonly Part[]): HourSum[] {
  const sums = new Map<string, HourSum>()
  const add = ({ community, indicator, amount, base }: Part, start: string): void => {
    const key = `${community}/${indicator}/${start}`
    const sum = sums.get(key) ?? { community, indicator, hour: start, amount: 0, base: 0 }
    sum.amount += amount
    sum.base += base
    sums.set(key, sum)
  }
  for (const part of parts) {
    add(part, new Date(Math.floor(part.at / hour) * hour).toISOString())
    if (part.indicator === 'open-per-thousand') add(part, allHours)
  }
  return [...sums.values()]
}

/** Start of the hour that runs and of the 23 before it, oldest first, epoch milliseconds. */
export function lastHours(now: number): number[] {
  const running = Math.floor(now / hour) * hour
  return Array.from({ length: 24 }, (_, i) => running - (23 - i) * hour)
}

type Sum = { amount: number; base: number }

/** An indicator from its 24 hourly sums; null where nothing was counted. */
export function ratio(name: IndicatorName, hours: readonly Sum[]): Indicator {
  const scale = indicatorKinds[name].unit === 'percent' ? 100 : 1
  const value = ({ amount, base }: Sum): number | null => (base > 0 ? rounded((amount / base) * scale) : null)
  const all = hours.reduce<Sum>((sum, one) => ({ amount: sum.amount + one.amount, base: sum.base + one.base }), { amount: 0, base: 0 })
  return { name, value: value(all), trace: hours.map(value) }
}

/** Open orders per 1,000 households: now, and at the end of each hour, counted back from now. */
export function openRate(open: number, changes: readonly Sum[], households: number): Indicator {
  const rate = (orders: number): number | null => (households > 0 ? rounded((orders / households) * 1000) : null)
  const trace: (number | null)[] = []
  let then = open
  for (const { amount } of [...changes].reverse()) {
    trace.unshift(rate(then))
    then -= amount
  }
  return { name: 'open-per-thousand', value: rate(open), trace }
}

const rounded = (value: number): number => Math.round(value * 100) / 100
