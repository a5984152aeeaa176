import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessDelimiter, recordsOf, type CsvRecord } from './csv-records.ts'

async function all(text: string | string[], delimiter = ','): Promise<CsvRecord[]> {
  const records: CsvRecord[] = []
  for await (const record of recordsOf(typeof text === 'string' ? [text] : text, delimiter)) records.push(record)
  return records
}
const cells = async (text: string | string[], delimiter = ',') => (await all(text, delimiter)).map((record) => record.cells)

describe('records of a CSV', () => {
  it('end with LF, CRLF or CR, wherever the pieces are cut', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `a,b${end}1,"x${end}y"${end}3,4${end}`
      expect(await cells([...text])).toEqual([['a', 'b'], ['1', 'x\ny'], ['3', '4']])
      expect(await cells(text)).toEqual([['a', 'b'], ['1', 'x\ny'], ['3', '4']])
    }
  })

  it('are numbered by the line on which they begin', async () => {
    expect((await all('a,b\n\n1,"x\ny\nz"\n3,4')).map((record) => record.line)).toEqual([1, 3, 6])
  })

  it('lose one line to a quote that is never closed, and no other', async () => {
    const records = await all('a,b\n1,"open\n3,4\n5,"six"\n7,8\n')
    expect(records.map((record) => record.cells ?? record.problem.en)).toEqual([['a', 'b'], 'a quote is not closed', ['3', '4'], ['5', 'six'], ['7', '8']])
  })

  it('keep quotes inside a cell', async () => {
    expect(await cells('5" pipe,"say ""no"""\n')).toEqual([['5" pipe', 'say "no"']])
  })

  it('survive a line without end', async () => {
    const records = await all(['a,b\n', ...Array.from({ length: 20 }, () => 'x'.repeat(100_000)), '\n1,2\n'])
    expect(records.map((record) => record.cells ?? record.problem.en)).toEqual([['a', 'b'], 'the line is too long', ['1', '2']])
  })

  it('give back what was written, whatever it was', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '\n', '楼', "'") }).map((text) => text.trim())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), async (rows) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n')
        expect(await cells(text)).toEqual(rows)
      }),
    )
  })
})

describe('the delimiter', () => {
  it('is the one that cuts the records alike', async () => {
    expect(await guessDelimiter('a;b;c\n1,5;2;3\n1,5;2,1;3\n')).toBe(';')
    expect(await guessDelimiter('a\tb\n1,2\t3\n')).toBe('\t')
    expect(await guessDelimiter('a|b\n1|2\n')).toBe('|')
    expect(await guessDelimiter('a,"b;c;d;e"\n1,2\n')).toBe(',')
    expect(await guessDelimiter('just words\nand more\n')).toBeNull()
  })
})
