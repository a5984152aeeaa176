import { expect, test } from 'vitest'
import { z } from 'zod'
import { Typed } from '#shared/text.ts'
import { fieldWords } from './field-words.ts'

const said = (schema: z.ZodType, input: unknown): [zh: string, en: string] => {
  const issue = schema.safeParse(input).error?.issues[0]
  if (!issue) throw new Error('nothing is wrong with it')
  return [fieldWords(issue, input, 'zh'), fieldWords(issue, input, 'en')]
}

test.each<[what: string, z.ZodType, unknown, zh: string, en: string]>([
  ['what is missing', z.string(), undefined, '必填', 'Required'],
  ['another kind', z.string(), 7, '应为文字', 'Must be text'],
  ['a fraction', z.int(), 1.5, '应为整数', 'Must be a whole number'],
  ['nothing typed', Typed(60).min(1), '  ', '不能为空', 'Must not be empty'],
  ['a short password', z.string().min(12), 'abc', '至少 12 个字符', 'At least 12 characters'],
  ['a long text', Typed(5), 'abcdef', '最多 5 个字符', 'At most 5 characters'],
  ['characters nobody types', Typed(5), 'a\u0000', '格式不符，或含有不允许的字符', 'Wrong form, or characters that are not allowed'],
  ['a number too small', z.int().min(15), 3, '不能小于 15', 'Must not be less than 15'],
  ['a number too large', z.int().max(15), 30, '不能大于 15', 'Must not be more than 15'],
  ['an empty list', z.array(z.string()).min(1), [], '至少 1 项', 'At least one'],
  ['an unknown choice', z.enum(['wall', 'map']), 'x', '应为其中之一：wall、map', 'Must be one of: wall, map'],
  ['no id', z.uuid(), 'x', '应为编号（UUID）', 'Must be an id (UUID)'],
  ['no day', z.iso.date(), '21/11', '应为日期，例如 2026-11-21', 'Must be a date, such as 2026-11-21'],
])('says %s without naming types', (_what, schema, input, zh, en) => {
  expect(said(schema, input)).toEqual([zh, en])
})

test('says what it has no words for in the words of the library, in the language asked for', () => {
  expect(said(z.number().multipleOf(5), 7)).toEqual([expect.stringMatching(/5/), expect.stringMatching(/multiple of 5/)])
})
