import type { Severity } from '#shared/alarms.ts'
import { CannotGoOn, type Said } from '../cli.ts'
import { plainLine, plainText } from '../files/plain-text.ts'
import { readDate } from '../files/date-text.ts'

/** One line of an alarm log; `at` in epoch milliseconds. */
export type LoggedAlarm = { at: number; tag: string; kind: string; severity: Severity; change: 'raised' | 'cleared'; text: string }
export type AlarmLog = { alarms: LoggedAlarm[]; rows: number; problems: { line: number; said: Said }[] }

type Columns = { at: number; tag: number; type: number; text: number | null; severity: number | null }

const called = {
  at: /^(timestamp|time|datetime|date|event.?time|时间|告警时间|发生时间)$/i,
  tag: /^(tag|device|source|point|sensor|equipment|tagname|instance|设备|设备编号|点位|位号)$/i,
  type: /^(type|state|alarm|condition|event|status|alarm.?type|类型|状态|告警类型)$/i,
  text: /^(description|message|text|desc|描述|内容|告警内容)$/i,
  severity: /^(severity|priority|level|级别|等级|告警级别)$/i,
}

/** Which columns of an alarm log hold what. Throws CannotGoOn where time, source or type is missing. */
export function alarmColumns(header: readonly string[], path: string): Columns {
  const find = (pattern: RegExp): number => header.findIndex((name) => pattern.test(name.trim()))
  const [at, tag, type, text, severity] = [find(called.at), find(called.tag), find(called.type), find(called.text), find(called.severity)]
  if (at < 0 || tag < 0 || type < 0) {
    throw new CannotGoOn(`${path} 不像告警记录：需要时间、设备、类型三列，实际有 ${header.join('、').slice(0, 200)}。`, `${path} is no alarm log: it needs columns for time, device and type, and has ${header.join(', ').slice(0, 200)}.`)
  }
  return { at, tag, type, text: text < 0 ? null : text, severity: severity < 0 ? null : severity }
}

const limits: Record<string, { kind: string; severity: Severity }> = {
  HH: { kind: 'value.high-high', severity: 'major' },
  LL: { kind: 'value.low-low', severity: 'major' },
  H: { kind: 'value.high', severity: 'minor' },
  L: { kind: 'value.low', severity: 'minor' },
}

/** "H", "LL NR" (returned to normal), "raised", "cleared", "恢复" … */
export function readAlarm(cells: readonly string[], columns: Columns): LoggedAlarm | Said {
  const cell = (at: number | null): string => (at === null ? '' : (cells[at] ?? '').trim())
  const at = readDate(cell(columns.at), 'UTC', 'month-first')
  if (at === null) return { zh: `时间“${cell(columns.at).slice(0, 40)}”无法读懂`, en: `its time "${cell(columns.at).slice(0, 40)}" cannot be read` }
  const tag = plainLine(cell(columns.tag), 120)
  const type = cell(columns.type)
  if (tag === '' || type === '') return { zh: '没有设备或类型', en: 'it has no device or no type' }
  const over = /\b(NR|RTN|RETURN\w*|CLEAR\w*|RESOLVED|NORMAL|OK|RECOVERED)\b|恢复|解除|消除/i
  const bare = type.replace(over, '').trim()
  const limit = limits[bare.toUpperCase()]
  const told = severityFrom(cell(columns.severity))
  return {
    at,
    tag,
    kind: limit?.kind ?? slug(bare === '' || /^(raised?|alarm|active|on)$/i.test(bare) ? 'alarm' : bare),
    severity: told ?? limit?.severity ?? 'minor',
    change: over.test(type) ? 'cleared' : 'raised',
    text: plainText(cell(columns.text), 400),
  }
}

/** A word of the contract's form, from whatever the source calls it. */
export function slug(text: string): string {
  const words = text.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '')
  return words === '' ? 'alarm' : words
}

export function severityFrom(text: string): Severity | null {
  if (text === '') return null
  if (/critical|fatal|emergency|disaster|page|紧急|特急|一级|^1$/i.test(text)) return 'critical'
  if (/major|severe|error|high|重要|严重|二级|^2$/i.test(text)) return 'major'
  if (/minor|warn|medium|average|次要|一般|三级|^3$/i.test(text)) return 'minor'
  return 'notice'
}
