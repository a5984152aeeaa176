import type { Bilingual } from '#shared/text.ts'
import { guessDelimiter, recordsOf } from '../files/csv-records.ts'

export const fields = ['code', 'name', 'name_en', 'post', 'skills', 'phone', 'grid'] as const
export type Field = (typeof fields)[number]

/** How others call it; compared without case, spaces and signs. */
const called: Record<Field, readonly string[]> = {
  code: ['code', 'staffcode', 'staffno', 'employeeid', '工号', '员工编号', '员工号', '编号'],
  name: ['name', 'fullname', 'namezh', '姓名', '名字', '中文名'],
  name_en: ['nameen', 'englishname', '英文名', '英文姓名'],
  post: ['post', 'position', 'role', '岗位', '职务'],
  skills: ['skills', 'skill', '技能', '专长'],
  phone: ['phone', 'mobile', 'phonenumber', '电话', '手机', '手机号', '联系电话'],
  grid: ['grid', '网格'],
}

const needed = { code: '工号', name: '姓名' }

export const mostLines = 2_000
/** Physical lines: a cell may hold line breaks, but not without end. */
const mostBreaks = 10_000

/** One record; `cells` holds only the columns that the file has. `fault`: it cannot be read. */
export type CsvLine = { line: number; cells: Partial<Record<Field, string>>; fault: Bilingual | null }
export type CsvFault = { line: number; field: string; message: Bilingual }

const plain = (name: string): string => name.toLowerCase().replace(/[\s_\-./()（）:：#*"'﻿]+/g, '')

/** The lines of a file of people, or what is wrong with it as a whole. Text in any delimiter that spreadsheets write. */
export async function readPeopleCsv(text: string): Promise<{ lines: CsvLine[] } | { fault: CsvFault }> {
  const whole = (zh: string, en: string, line = 1): { fault: CsvFault } => ({ fault: { line, field: 'text', message: { zh, en } } })
  let breaks = 0
  for (let at = text.search(/[\r\n]/); at >= 0 && breaks <= mostBreaks; at = nextBreak(text, at + 1)) breaks++
  if (breaks > mostBreaks) return whole(`行数太多：一次最多 ${mostLines} 人，请分批`, `Too many lines: ${mostLines} people at a time, split the file`)
  const delimiter = await guessDelimiter(text)
  if (!delimiter) return whole('这不是 CSV：找不到分隔各列的符号', 'This is no CSV: nothing in it parts columns')
  let columns: Partial<Record<Field, number>> | null = null
  const lines: CsvLine[] = []
  for await (const { line, cells, problem } of recordsOf([text], delimiter)) {
    if (!columns) {
      columns = columnsOf(cells ?? [])
      const lacking = (['code', 'name'] as const).filter((field) => columns?.[field] === undefined)
      if (lacking.length > 0) return whole(`第一行应为表头，缺少：${lacking.map((field) => needed[field]).join('、')}`, `The first line must name the columns; missing: ${lacking.join(', ')}`, line)
      continue
    }
    if (lines.length === mostLines) return whole(`一次最多 ${mostLines} 人，请分批`, `${mostLines} people at a time, split the file`, line)
    lines.push({ line, cells: cells ? picked(cells, columns) : {}, fault: problem })
  }
  return lines.length === 0 ? whole('没有一行数据', 'There is not one line of data') : { lines }
}

function nextBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return at
  }
  return -1
}

function columnsOf(header: readonly string[]): Partial<Record<Field, number>> {
  const names = header.map(plain)
  const columns: Partial<Record<Field, number>> = {}
  for (const field of fields) {
    const at = names.findIndex((name) => called[field].includes(name))
    if (at >= 0) columns[field] = at
  }
  return columns
}

function picked(cells: readonly string[], columns: Partial<Record<Field, number>>): CsvLine['cells'] {
  const found: CsvLine['cells'] = {}
  for (const field of fields) {
    const at = columns[field]
    if (at !== undefined) found[field] = disarmed(cells[at] ?? '').trim()
  }
  return found
}

/** Spreadsheets carry out what begins like a formula: an apostrophe before it keeps it text. */
const armed = /^'*[=+\-@＝＋－＠\t\r]/
const disarmed = (cell: string): string => (cell.startsWith("'") && armed.test(cell.slice(1)) ? cell.slice(1) : cell)

/** A CSV that spreadsheets open as UTF-8 and in which nothing is carried out. */
export function writePeopleCsv(rows: readonly Record<Field, string>[]): string {
  const cell = (text: string): string => {
    const safe = armed.test(text) ? `'${text}` : text
    return /[",;\t|\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const lines = rows.map((row) => fields.map((field) => cell(row[field])).join(','))
  return `\ufeff${[fields.join(','), ...lines].join('\r\n')}\r\n`
}
