import type { Bilingual } from '#shared/text.ts'
import { guessDelimiter, recordsOf } from '../files/csv-records.ts'
import { columnWords, headingsOf, type DeviceColumn, type Heading } from './device-columns.ts'

export const mostLines = 20_000
/** Physical lines: a cell may hold line breaks, but not without end. */
const mostBreaks = 60_000

/** What a cell says: nothing, that there shall be nothing, or what there shall be. */
export type Cell = { kept: true } | { kept: false; text: string | null }

/** One record; `cells` holds only the columns that the file has. `fault`: it cannot be read. */
export type DeviceLine = { line: number; cells: Partial<Record<DeviceColumn, string>>; attributes: Record<string, string>; fault: Bilingual | null }

const unreadable: Bilingual = { zh: '有无法读懂的字符，请另存为 UTF-8', en: 'It has characters that cannot be read. Save the file as UTF-8' }

/** The lines of a file of devices, or what is wrong with it as a whole. Text in any delimiter that spreadsheets write. */
export async function readDevicesCsv(text: string): Promise<{ lines: DeviceLine[] } | { fault: { line: number; message: Bilingual } }> {
  const whole = (zh: string, en: string, line = 1) => ({ fault: { line, message: { zh, en } } })
  if (breaksIn(text) > mostBreaks) return whole(`行数太多：一次最多 ${mostLines} 台，请分批`, `Too many lines: ${mostLines} devices at a time, split the file`)
  const delimiter = await guessDelimiter(text)
  if (!delimiter) return whole('这不是 CSV：找不到分隔各列的符号', 'This is no CSV: nothing in it parts columns')
  let headings: (Heading | null)[] | null = null
  const lines: DeviceLine[] = []
  for await (const { line, cells, problem } of recordsOf([text], delimiter)) {
    if (!headings) {
      headings = headingsOf(cells ?? [])
      const lacking = (['code', 'name', 'kind'] as const).filter((column) => !headings?.some((heading) => heading && 'column' in heading && heading.column === column))
      if (lacking.length > 0) return whole(`第一行应为表头，缺少：${lacking.map((column) => columnWords(column).zh).join('、')}`, `The first line must name the columns; missing: ${lacking.join(', ')}`, line)
      continue
    }
    if (lines.length === mostLines) return whole(`一次最多 ${mostLines} 台，请分批`, `${mostLines} devices at a time, split the file`, line)
    lines.push(cells ? lineOf(line, cells, headings) : { line, cells: {}, attributes: {}, fault: problem })
  }
  return lines.length === 0 ? whole('没有一行数据', 'There is not one line of data') : { lines }
}

function breaksIn(text: string): number {
  let breaks = 0
  for (let at = 0; at < text.length && breaks <= mostBreaks; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++
  }
  return breaks
}

function lineOf(line: number, cells: readonly string[], headings: readonly (Heading | null)[]): DeviceLine {
  const read: DeviceLine = { line, cells: {}, attributes: {}, fault: cells.some((cell) => cell.includes('\ufffd')) ? unreadable : null }
  headings.forEach((heading, at) => {
    const cell = (cells[at] ?? '').trim()
    if (heading === null) return
    if ('column' in heading) read.cells[heading.column] = cell
    else read.attributes[heading.attribute] = cell
  })
  return read
}

/** Spreadsheets carry out what begins like a formula, and some words take away what there is: an apostrophe before it keeps it text. */
const special = /^'*([=+\-@＝＋－＠\t]|([–—]|无|none)$)/i
const nothing = /^([-–—]|无|none)$/i

const textOf = (cell: string): string => (cell.startsWith("'") && special.test(cell.slice(1)) ? cell.slice(1) : cell).trim()

/** An empty cell leaves what is there, "-" takes it away. */
export const cellOf = (cell: string | undefined): Cell => (!cell ? { kept: true } : { kept: false, text: nothing.test(cell) ? null : textOf(cell) })

/** Of what must be there: a code, a name. */
export const wordsOf = (cell: string | undefined): string => textOf(cell ?? '')

/** A CSV (RFC 4180) that spreadsheets open as UTF-8, in which nothing is carried out, and which reads back as it was. */
export function writeDevicesCsv(rows: readonly (readonly string[])[]): string {
  const written = (text: string): string => {
    const safe = special.test(text) ? `'${text}` : text
    return /[",;\t|\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\ufeff${rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('')}`
}
