import { guessDelimiter, recordsOf } from '../files/csv-records.ts'
import type { FieldError } from '../refusal.ts'

/** One line of a table of Sahana Eden's, by its headings in small letters. */
export type EdenRow = { line: number; cells: Readonly<Record<string, string>> }
export type EdenTable = 'scenarios' | 'tasks' | 'people' | 'assets'

/** What each table cannot do without. */
const columns: Record<EdenTable, readonly string[]> = { scenarios: ['scenario'], tasks: ['scenario', 'task'], people: ['scenario', 'job title'], assets: ['scenario', 'item'] }
const mostLines = 5_000

/** The lines of one table, and what cannot be read of it, by line. */
export async function readEdenTable(table: EdenTable, text: string): Promise<{ rows: EdenRow[]; errors: FieldError[] }> {
  const wrong = (zh: string, en: string): FieldError => ({ field: table, message: { zh, en } })
  const rows: EdenRow[] = []
  const errors: FieldError[] = []
  if (text.trim() === '') return { rows, errors: table === 'people' || table === 'assets' ? [] : [wrong('没有内容', 'There is nothing in it')] }
  let headings: string[] | null = null
  for await (const { line, cells, problem } of recordsOf([text], (await guessDelimiter(text)) ?? ',')) {
    if (!cells) errors.push(wrong(`第 ${line} 行：${problem.zh}`, `Line ${line}: ${problem.en}`))
    else if (!headings) {
      headings = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim().toLowerCase())
      const lacking = columns[table].filter((column) => !headings?.includes(column))
      if (lacking.length > 0) return { rows, errors: [wrong(`表头缺少：${lacking.join('、')}`, `The headings lack: ${lacking.join(', ')}`)] }
    } else if (rows.length === mostLines) return { rows, errors: [wrong(`最多 ${mostLines} 行`, `${mostLines} lines at most`)] }
    else rows.push({ line, cells: Object.fromEntries(headings.map((heading, at) => [heading, (cells[at] ?? '').trim()])) })
    if (errors.length === 20) break
  }
  return { rows, errors }
}
