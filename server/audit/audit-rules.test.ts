import { expect, it } from 'vitest'
import type { AuditEntry } from '#shared/audit.ts'
import { csvCell, csvRow, likeText } from './audit-rules.ts'

it.each([
  ['=1+1', "'=1+1"],
  ['+86 138', "'+86 138"],
  ['-1', "'-1"],
  ['@sum', "'@sum"],
  ['\tx', "\"'\tx\""],
  ['=cmd|"/c calc"!A1', `"'=cmd|""/c calc""!A1"`],
  ['＝1', "'＝1"],
  ['a=1', 'a=1'],
  ['第一,第二', '"第一,第二"'],
  ['两\n行', '"两\n行"'],
])('a spreadsheet carries nothing out: %j', (text, cell) => expect(csvCell(text)).toBe(cell))

it('a line is one row of eleven cells', () => {
  const line: AuditEntry = {
    seq: 7, at: '2026-11-21T01:02:03.004Z', name: 'order.report', by: { kind: 'person', id: 'u', name: '=张三' }, community: null, mode: 'real',
    outcome: 'done', detail: { a: 1 }, command: '6f1c1d5e-6a54-4d0b-9a3e-0c1f5a7d2b11',
  }
  expect(csvRow(line, 'hlhy')).toBe(`7,2026-11-21T01:02:03.004Z,order.report,done,person,u,'=张三,hlhy,real,"{""a"":1}",6f1c1d5e-6a54-4d0b-9a3e-0c1f5a7d2b11\r\n`)
})

it('what is looked for means itself', () => expect(likeText('100%_\\')).toBe('%100\\%\\_\\\\%'))
