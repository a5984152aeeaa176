import { aheadAt, isZone } from '../timers/local-days.ts'

const day = 86_400_000

/** Names by which Outlook knows the places that this is used in. */
const windows: Record<string, string> = {
  'China Standard Time': 'Asia/Shanghai', 'Taipei Standard Time': 'Asia/Taipei', 'Singapore Standard Time': 'Asia/Singapore', 'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul', 'SE Asia Standard Time': 'Asia/Bangkok', 'India Standard Time': 'Asia/Kolkata', 'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin', 'Romance Standard Time': 'Europe/Paris', 'Central Europe Standard Time': 'Europe/Budapest',
  'Eastern Standard Time': 'America/New_York', 'Central Standard Time': 'America/Chicago', 'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles', 'AUS Eastern Standard Time': 'Australia/Sydney', 'Lord Howe Standard Time': 'Australia/Lord_Howe', UTC: 'UTC',
}

/** The IANA zone that a TZID means: itself, by Outlook's name, or at the end of a path as some programs write it. Null where it is none of these. */
export function zoneNamed(tzid: string): string | null {
  const name = (Object.hasOwn(windows, tzid) ? windows[tzid] : null) ?? tzid
  const parts = name.split('/').filter(Boolean).slice(-3)
  return parts.map((_, i) => parts.slice(i).join('/')).find((tail) => /^[A-Za-z]/.test(tail) && isZone(tail)) ?? null
}

/** How far the clocks of `a` are ahead of those of `b` for 400 days from a moment on, milliseconds; null where that changes. */
export function apart(a: string, b: string, from: number): number | null {
  const first = aheadAt(from, a) - aheadAt(from, b)
  for (let at = from; at < from + 400 * day; at += 7 * day) if (aheadAt(at, a) - aheadAt(at, b) !== first) return null
  return first
}

/** The zone as a VTIMEZONE: what clocks show at `from` and every change until `to`, each written out. */
export function writeZone(zone: string, from: number, to: number): string {
  const first = aheadAt(from, zone)
  const parts = [observance('STANDARD', '19700101T000000', first, first)]
  for (let at = from; at < to; at += day) {
    const [before, after] = [aheadAt(at, zone), aheadAt(at + day, zone)]
    if (before === after) continue
    const moment = changeWithin(zone, at, at + day)
    const shown = new Date(moment + before).toISOString().replace(/[-:]|\.\d+Z/g, '')
    parts.push(observance(after > before ? 'DAYLIGHT' : 'STANDARD', shown, before, after))
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE'].join('\r\n')
}

function changeWithin(zone: string, from: number, to: number): number {
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (aheadAt(middle, zone) === aheadAt(from, zone)) low = middle
    else high = middle
  }
  return high
}

const observance = (kind: 'STANDARD' | 'DAYLIGHT', start: string, before: number, after: number): string =>
  [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${offset(before)}`, `TZOFFSETTO:${offset(after)}`, `END:${kind}`].join('\r\n')

function offset(ms: number): string {
  const minutes = Math.abs(Math.round(ms / 60_000))
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}
