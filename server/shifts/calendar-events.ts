import ICAL from 'ical.js'
import type { Bilingual } from '#shared/text.ts'

export const mostEvents = 2_000
const longestEvent = 32_000

/** A moment as a calendar writes it: YYYY-MM-DD, HH:MM:SS, and whose clock it is: a TZID, UTC, or null for the reader's own. A whole day has no clock. */
export type Written = { date: string; clock: string | null; zone: string | null }

/** One VEVENT as written; nothing of it has been judged yet. */
export type CalendarEvent = {
  /** Where it begins in the file, from 1. */
  line: number
  uid: string
  summary: string
  description: string
  /** Addresses and names of ATTENDEE. */
  attendees: string[]
  code: string | null
  post: string | null
  start: Written | null
  end: Written | null
  /** Milliseconds. */
  duration: number | null
  rule: string | null
  except: Written[]
  /** Properties that change the meaning and cannot be kept here. */
  strange: string[]
}
export type EventLine = CalendarEvent | { line: number; fault: Bilingual }

const fault = (line: number, zh: string, en: string): EventLine => ({ line, fault: { zh, en } })

/** The events of an iCalendar file (RFC 5545), each by itself, so that one that cannot be read costs no other. */
export function readEvents(text: string): EventLine[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (!/^BEGIN:VCALENDAR\s*$/i.test(lines[first] ?? '')) return [fault(1, '这不是 iCalendar 文件：应以 BEGIN:VCALENDAR 开头', 'This is no iCalendar file: it must begin with BEGIN:VCALENDAR')]
  const events: EventLine[] = []
  let begun = -1
  for (const [at, line] of lines.entries()) {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) {
      if (begun >= 0) events.push(fault(begun + 1, '这个日程没有结束（缺少 END:VEVENT）', 'This event has no end (END:VEVENT is missing)'))
      begun = at
    } else if (begun >= 0 && /^END:VEVENT\s*$/i.test(line)) {
      events.push(readEvent(lines.slice(begun, at + 1), begun + 1))
      begun = -1
    }
    if (events.length > mostEvents) return [fault(at + 1, `一次最多 ${mostEvents} 个日程，请分成几个文件`, `${mostEvents} events at a time: split the file`)]
  }
  if (begun >= 0) events.push(fault(begun + 1, '这个日程没有结束（缺少 END:VEVENT）', 'This event has no end (END:VEVENT is missing)'))
  return events.length > 0 ? events : [fault(1, '文件里没有日程（VEVENT）', 'There is no event (VEVENT) in the file')]
}

type JProperty = [name: string, parameters: Record<string, string | string[]>, type: string, ...values: unknown[]]

function readEvent(lines: readonly string[], line: number): EventLine {
  const unfolded = lines.join('\n').replace(/\n[ \t]/g, '')
  if (unfolded.length > longestEvent) return fault(line, '这个日程过长', 'This event is too long')
  // A rule is read by its own reader, which knows what can be kept and never searches for ever.
  const rules = unfolded.split('\n').flatMap((one) => /^RRULE(?:;[^:]*)?:(.*)$/i.exec(one)?.[1]?.trim().toUpperCase() ?? [])
  if (rules.length > 1) return fault(line, '有多条 RRULE，请拆成几个日程', 'It has several RRULEs. Make it several events')
  let properties: JProperty[]
  try {
    const [, read] = ICAL.parse(unfolded.replace(/^(RRULE|EXRULE)\b.*$/gim, 'X-RULE:1')) as [string, JProperty[], unknown]
    properties = read
  } catch {
    return fault(line, '无法读懂这个日程的格式', 'The form of this event cannot be read')
  }
  const all = (name: string): JProperty[] => properties.filter(([own]) => own === name)
  const textOf = (name: string): string | null => {
    const value = all(name)[0]?.[3]
    return typeof value === 'string' ? value.trim().slice(0, 2_000) : null
  }
  const strange = ['rdate', 'recurrence-id'].filter((name) => all(name).length > 0).map((name) => name.toUpperCase())
  if (/^EXRULE\b/im.test(unfolded)) strange.push('EXRULE')
  if (textOf('status')?.toUpperCase() === 'CANCELLED') strange.push('STATUS:CANCELLED')
  const except = all('exdate').flatMap(written)
  if (except.length < all('exdate').reduce((sum, [, , , ...values]) => sum + values.length, 0)) strange.push('EXDATE')
  return {
    line,
    uid: textOf('uid') ?? '',
    summary: textOf('summary') ?? '',
    description: textOf('description') ?? '',
    attendees: all('attendee').slice(0, 20).flatMap(([, { cn }, , value]) => [String(value), ...(typeof cn === 'string' ? [cn] : [])]),
    code: textOf('x-watchfloor-code'),
    post: textOf('x-watchfloor-post'),
    start: written(all('dtstart')[0])[0] ?? null,
    end: written(all('dtend')[0])[0] ?? null,
    duration: durationOf(textOf('duration')),
    rule: rules[0] ?? null,
    except,
    strange,
  }
}

/** All moments of a property that are real ones. */
function written(property: JProperty | undefined): Written[] {
  if (!property) return []
  const [, { tzid }, , ...values] = property
  return values.flatMap((value) => {
    const [, date = '', clock = null, utc] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(Z?))?$/.exec(String(value)) ?? []
    const real = Date.parse(`${date}T${clock ?? '00:00:00'}Z`)
    if (Number.isNaN(real) || new Date(real).toISOString().slice(0, 10) !== date) return []
    return [{ date, clock, zone: utc ? 'UTC' : typeof tzid === 'string' ? tzid : null }]
  })
}

function durationOf(text: string | null): number | null {
  if (text === null || !/^P[\dTWDHMS]{2,20}$/.test(text)) return null
  try {
    return ICAL.Duration.fromString(text).toSeconds() * 1000
  } catch {
    return null
  }
}
