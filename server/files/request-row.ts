import { LonLat } from '#shared/geo.ts'
import type { Category, Priority } from '#shared/orders.ts'
import type { Said } from '../cli.ts'
import { digestOf } from '../journal/system.ts'
import { plainLine, plainText } from './plain-text.ts'
import { readDate, type DayOrder } from './date-text.ts'
import { categoryOf, priorityOf } from './request-category.ts'
import type { Columns, RequestField } from './request-columns.ts'

/** One request as its source tells it; times in epoch milliseconds. */
export type SourceRequest = {
  /** What makes it the same request in another file: the source's number, else its own words. */
  key: string
  reportedAt: number
  closedAt: number | null
  category: Category | null
  kind: string
  title: string
  description: string
  place: string
  building: string | null
  community: string | null
  point: LonLat | null
  priority: Priority
  reporter: string | null
  phone: string | null
}

export type ReadRow = { ok: true; request: SourceRequest } | { ok: false; problem: Said }

const no = (zh: string, en: string): ReadRow => ({ ok: false, problem: { zh, en } })
const tomorrow = 86_400_000

const finished = /closed|resolved|completed?\b|done|finished|cancel|duplicate|关闭|已完成|完成|办结|已解决|结束|取消/i

export type Reading = { columns: Columns; width: number; zone: string; order: DayOrder; now: number }

/** Reads one row, or says in one clause why it cannot be read. */
export function readRequest(cells: readonly string[], { columns, width, zone, order, now }: Reading): ReadRow {
  if (cells.length !== width) return no(`有 ${cells.length} 列，应为 ${width} 列`, `it has ${cells.length} cells where the header has ${width}`)
  const cell = (field: RequestField): string => {
    const at = columns[field]
    return at === undefined ? '' : clean(cells[at] ?? '')
  }
  if (cell('reported') === '') return no('没有上报时间', 'it has no time of report')
  const reportedAt = readDate(cell('reported'), zone, order)
  if (reportedAt === null) return no(`上报时间“${cell('reported').slice(0, 40)}”无法读懂`, `its time of report "${cell('reported').slice(0, 40)}" cannot be read`)
  if (reportedAt > now + tomorrow) return no('上报时间在将来', 'its time of report lies in the future')
  const heading = [cell('kind'), cell('title')].filter(Boolean)
  const title = plainLine(heading.length > 0 ? heading.join(' · ') : (cell('description').split('\n')[0] ?? ''), 120)
  if (title === '') return no('没有内容（类型、标题、描述均为空）', 'it says nothing (kind, title and description are empty)')
  const closed = closing(cell('closed'), cell('status'), columns, { reportedAt, zone, order, now })
  if ('problem' in closed) return { ok: false, problem: closed.problem }
  const point = pointOf(cell('lat'), cell('lon'), cell('location'))
  if (point === 'wrong') return no('经纬度不是坐标', 'its latitude and longitude are no position')
  return {
    ok: true,
    request: {
      key: cell('id') === '' ? digestOf([cell('reported'), title, cell('place'), cell('description')].join('\n')) : plainText(cell('id'), 200),
      reportedAt,
      closedAt: closed.at,
      category: categoryOf(heading[0] ?? '', title, cell('description')),
      kind: heading[0] ?? '',
      title,
      description: plainText(cell('description'), 4000),
      place: plainText(cell('place'), 120),
      building: cell('building') || null,
      community: cell('community') || null,
      point,
      priority: priorityOf(cell('priority')),
      reporter: plainText(cell('reporter'), 60) || null,
      phone: plainText(cell('phone'), 30) || null,
    },
  }
}

/** What systems write into a cell that holds nothing counts as nothing. */
function clean(text: string): string {
  const plain = plainText(text, 20_000)
  return /^(n\/a|null|none|unspecified|-+|无)$/i.test(plain) ? '' : plain
}

type Around = { reportedAt: number; zone: string; order: DayOrder; now: number }

/** A closing time counts where the status says closed, or where there is no status. */
function closing(text: string, status: string, columns: Columns, around: Around): { at: number | null } | { problem: Said } {
  const over = columns.status === undefined ? text !== '' : finished.test(status)
  if (!over) return { at: null }
  if (text === '') return { at: around.reportedAt }
  const at = readDate(text, around.zone, around.order)
  if (at === null) return { problem: { zh: `关闭时间“${text.slice(0, 40)}”无法读懂`, en: `its closing time "${text.slice(0, 40)}" cannot be read` } }
  if (at < around.reportedAt) return { problem: { zh: '关闭时间早于上报时间', en: 'it was closed before it was reported' } }
  return { at: Math.min(at, around.now) }
}

/** Null where none is given; 0, 0 is how many systems write "unknown". */
function pointOf(lat: string, lon: string, location: string): LonLat | null | 'wrong' {
  const [, a, b] = /\(?\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*\)?\s*$/.exec(location) ?? []
  const [y, x] = lat !== '' && lon !== '' ? [lat, lon] : [a, b]
  if (y === undefined || x === undefined) return null
  if (Number(y) === 0 && Number(x) === 0) return null
  const read = LonLat.safeParse([Number(x), Number(y)])
  return read.success ? read.data : 'wrong'
}
