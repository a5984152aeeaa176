import { CannotGoOn, type Said } from '../cli.ts'
import { guessDelimiter, recordsOf, type CsvRecord } from './csv-records.ts'
import { readText, sampleText } from './file-text.ts'

/** A CSV that has been looked at: how it is cut and what its header says. */
export type CsvFile = { header: string[]; sample: string[][]; records: (onBytes?: (bytes: number) => void) => AsyncGenerator<CsvRecord>; bytes: number; told: Said }

/** Looks at the beginning of a file. Throws CannotGoOn for what is no CSV. */
export async function openCsv(path: string, encodingTold?: string): Promise<CsvFile> {
  const { text, encoding, bytes } = await sampleText(path, encodingTold)
  const start = text.trimStart().slice(0, 1)
  const not = (zh: string, en: string) => new CannotGoOn(`${path} 不是 CSV：${zh}。`, `${path} is no CSV: ${en}.`)
  if (text.trim() === '') throw not('没有内容', 'there is nothing in it')
  if (start === '<') throw not('像是 HTML 或 XML', 'it looks like HTML or XML')
  if (start === '{' || start === '[') throw not('像是 JSON', 'it looks like JSON')
  const delimiter = await guessDelimiter(text)
  if (!delimiter) throw not('找不到分隔各列的符号', 'nothing in it parts columns')
  const sample: string[][] = []
  for await (const { cells } of recordsOf([text], delimiter)) if (cells && sample.push(cells) > 200) break
  const [header = [], ...rows] = sample
  if (rows.length === 0) throw not('只有一行', 'there is only one row')
  const shown = delimiter === '\t' ? 'tab' : delimiter
  return {
    header,
    sample: rows,
    bytes,
    records: async function* (onBytes) {
      let first = true
      for await (const record of recordsOf(readText(path, encoding, onBytes), delimiter)) {
        if (!first) yield record
        first = false
      }
    },
    told: { zh: `编码 ${encoding}，分隔符 ${shown}，${header.length} 列`, en: `Encoding ${encoding}, delimiter ${shown}, ${header.length} columns` },
  }
}
