/** How a column of dates puts day and month where the text itself does not tell. */
export type DayOrder = 'month-first' | 'day-first'

type Local = { year: number; month: number; day: number; hour: number; minute: number; second: number; ms: number }

const time = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?`
const zonePart = String.raw`\s*(Z|UTC|[+-]\d{2}:?\d{2})?`
const yearFirst = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}${zonePart}$`)
const yearLast = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${time}${zonePart}$`)
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日\s*(上午|下午|晚上|凌晨)?\s*(?:(\d{1,2})[时点:：](\d{1,2})?分?(?:[:：]?(\d{1,2})秒?)?)?$/
const compact = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?(Z)?$/

/** First plausible moment: nobody has requests from before. */
const earliest = Date.UTC(1990, 0, 1)

/**
 * Epoch milliseconds of a date as spreadsheets, cities and people write it, or null. `zone` (IANA) counts where the text
 * names none. Understood: ISO, 2026/1/3 14:05, 2026年1月3日, 1/3/2026 02:05 PM, 3.1.2026, 20260103140500, epoch
 * seconds and milliseconds, and the day numbers of Excel.
 */
export function readDate(text: string, zone: string, order: DayOrder): number | null {
  const at = readAny(text.trim(), zone, order)
  return at !== null && at >= earliest ? at : null
}

function readAny(text: string, zone: string, order: DayOrder): number | null {
  const iso = yearFirst.exec(text)
  if (iso) return build([iso[1], iso[2], iso[3]], iso.slice(4, 9), iso[9], zone)
  const last = yearLast.exec(text)
  if (last) {
    const dayFirst = Number(last[1]) > 12 || (Number(last[2]) <= 12 && (order === 'day-first' || text.includes('.')))
    const [month, day] = dayFirst ? [last[2], last[1]] : [last[1], last[2]]
    return build([last[3], month, day], last.slice(4, 9), last[9], zone)
  }
  const zh = chinese.exec(text)
  if (zh) return build([zh[1], zh[2], zh[3]], [zh[5], zh[6] ?? '0', zh[7], undefined, /下午|晚上/.test(zh[4] ?? '') ? 'p' : zh[4] ? 'a' : undefined], undefined, zone)
  const packed = compact.exec(text)
  if (packed && Number(packed[2]) <= 12 && Number(packed[1]) < 2200) return build([packed[1], packed[2], packed[3]], packed.slice(4, 7), packed[7], zone)
  if (/^\d{10}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000)
  if (/^\d{13}$/.test(text)) return Number(text)
  if (/^\d{5}(\.\d+)?$/.test(text)) return excelDay(Number(text), zone)
  return null
}

type Part = string | undefined

function build([year, month, day]: Part[], [hour, minute, second, fraction, half]: Part[], offset: Part, zone: string): number | null {
  const twelve = Number(hour ?? 0)
  if (half && (twelve < 0 || twelve > 12)) return null
  const local: Local = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: half ? (twelve % 12) + (/p/i.test(half) ? 12 : 0) : twelve,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    ms: Math.floor(Number(`0.${fraction ?? '0'}`) * 1000),
  }
  if (local.hour > 23 || local.minute > 59 || local.second > 59) return null
  const utc = asUtc(local)
  const back = new Date(utc)
  if (back.getUTCMonth() + 1 !== local.month || back.getUTCDate() !== local.day) return null
  if (offset === undefined) return fromZone(utc, zone)
  if (offset === 'Z' || offset === 'UTC') return utc
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  return utc - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

const asUtc = (l: Local): number => Date.UTC(l.year, l.month - 1, l.day, l.hour, l.minute, l.second, l.ms)

/** Days since 30 December 1899, as Excel counts. */
const excelDay = (days: number, zone: string): number => fromZone(Date.UTC(1899, 11, 30) + Math.round(days * 86_400_000), zone)

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
  formats.set(zone, format)
  return format
}

/** How far `zone` is ahead of UTC at a moment, milliseconds. */
function ahead(at: number, zone: string): number {
  const parts = new Map(formatOf(zone).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (name: string): number => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(at / 1000) * 1000
}

/** The moment at which clocks in `zone` show `local`; the first where they show it twice, as far after the gap where they never do. */
function fromZone(local: number, zone: string): number {
  const before = local - ahead(local - 86_400_000, zone)
  if (before + ahead(before, zone) === local) return before
  const after = local - ahead(local + 86_400_000, zone)
  return after + ahead(after, zone) === local ? after : before
}

/** Whether a column of dates is day-first: some first number is no month and no second one is no month. */
export function dayOrderOf(texts: readonly string[]): DayOrder {
  const pairs = texts.flatMap((text) => {
    const found = yearLast.exec(text.trim())
    return found ? [[Number(found[1]), Number(found[2])]] : []
  })
  const first = pairs.some(([a = 0]) => a > 12)
  const second = pairs.some(([, b = 0]) => b > 12)
  return first && !second ? 'day-first' : 'month-first'
}
