import { parse } from 'csv-parse/sync'
import type { Said } from '../cli.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** `line` is where the record begins, counted from 1. */
export type CsvRecord = { line: number } & ({ cells: string[]; problem: null } | { cells: null; problem: Said })

const mostCharacters = 256 * 1024
const mostLines = 200

type Line = { number: number; text: string; tooLong: boolean }

/** Lines that end with LF, CRLF or CR. One that never ends is cut off, so that a file of one line does not fill memory. */
async function* linesOf(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Line> {
  let number = 1
  let rest = ''
  let tooLong = false
  let skipLf = false
  for await (const piece of pieces) {
    let from = 0
    if (skipLf && piece.startsWith('\n')) from = 1
    skipLf = false
    for (let at = from; at < piece.length; at++) {
      const code = piece.charCodeAt(at)
      if (code !== 10 && code !== 13) continue
      yield { number: number++, text: tooLong ? '' : rest + piece.slice(from, at), tooLong }
      rest = ''
      tooLong = false
      if (code === 13 && at + 1 === piece.length) skipLf = true
      if (code === 13 && piece.charCodeAt(at + 1) === 10) at++
      from = at + 1
    }
    if (!tooLong) rest += piece.slice(from)
    if (rest.length > mostCharacters) {
      rest = ''
      tooLong = true
    }
  }
  if (rest !== '' || tooLong) yield { number, text: rest, tooLong }
}

type Quoting = 'outside' | 'inside' | 'stray'

/** Where `text` leaves a record that was `inside` a quoted cell or not. A quote that ends a cell on a later line but is not followed by a delimiter is stray. */
export function quoting(text: string, delimiter: string, inside: boolean): Quoting {
  let open = inside
  let began = inside
  let cellStart = !inside
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (open) {
      if (char !== '"') continue
      if (text[at + 1] === '"') {
        at++
        continue
      }
      const next = text[at + 1]
      if (next !== undefined && next !== delimiter && next !== ' ') {
        if (began) return 'stray'
        continue
      }
      open = false
      began = false
      cellStart = false
    } else if (char === delimiter) cellStart = true
    else if (char === '"' && cellStart) open = true
    else if (char !== ' ') cellStart = false
  }
  return open ? 'inside' : 'outside'
}

const notClosed: Said = { zh: '引号没有配对', en: 'a quote is not closed' }
const tooLong: Said = { zh: '这一行过长', en: 'the line is too long' }

/**
 * The records of a CSV, quoted cells over several lines joined by LF. A quote that is never closed costs the line on
 * which it stands and no other: reading goes on at the next.
 */
export async function* recordsOf(pieces: AsyncIterable<string> | Iterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  let held: Line[] = []
  const queue: Line[] = []
  const drain = function* (): Generator<CsvRecord> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (held.length === 0 && next.text.trim() === '' && !next.tooLong) continue
      const state = next.tooLong ? 'stray' : quoting(next.text, delimiter, held.length > 0)
      const size = held.reduce((sum, one) => sum + one.text.length, next.text.length)
      if (state === 'outside') {
        yield cellsOf([...held, next], delimiter)
        held = []
      } else if (state === 'inside' && held.length < mostLines && size < mostCharacters) held.push(next)
      else yield giveUp([...held, next])
    }
  }
  /** Reports the first line and puts the others back to be read as they are. */
  const giveUp = (lines: Line[]): CsvRecord => {
    const [first, ...others] = lines
    held = []
    queue.unshift(...others)
    return { line: first?.number ?? 0, cells: null, problem: first?.tooLong ? tooLong : notClosed }
  }
  for await (const line of linesOf(pieces)) {
    queue.push(line)
    yield* drain()
  }
  while (held.length > 0) {
    yield giveUp(held)
    yield* drain()
  }
}

function cellsOf(lines: Line[], delimiter: string): CsvRecord {
  const line = lines[0]?.number ?? 0
  try {
    const [cells = []] = parse(lines.map((one) => one.text).join('\n'), {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      // The record is one already: an LF in it belongs to a cell.
      record_delimiter: '\u0000',
    })
    return { line, cells: cells.map((cell) => cell.trim()), problem: null }
  } catch {
    return { line, cells: null, problem: notClosed }
  }
}

/** The delimiter that cuts most of the first records into the same number of cells, more than one; null where none does. */
export async function guessDelimiter(sample: string): Promise<Delimiter | null> {
  let best: { delimiter: Delimiter; score: number } | null = null
  for (const delimiter of delimiters) {
    const counts: number[] = []
    for await (const record of recordsOf([sample], delimiter)) {
      if (record.cells) counts.push(record.cells.length)
      if (counts.length === 50) break
    }
    const [header = 1] = counts
    const alike = counts.filter((count) => count === header).length / Math.max(1, counts.length)
    const score = header > 1 ? alike * Math.log2(header) : 0
    if (score > (best?.score ?? 0)) best = { delimiter, score }
  }
  return best?.delimiter ?? null
}
