import { z } from 'zod'
import type { Language } from '#shared/text.ts'

type Words = { zh: string; en: string }

const kinds: Record<string, Words> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  tuple: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'an object' },
  record: { zh: '一组字段', en: 'an object' },
}
const formats: Record<string, Words> = {
  uuid: { zh: '编号（UUID）', en: 'an id (UUID)' },
  datetime: { zh: '带时区的时间，例如 2026-11-21T08:00:00+08:00', en: 'a time with its zone, such as 2026-11-21T08:00:00+08:00' },
  date: { zh: '日期，例如 2026-11-21', en: 'a date, such as 2026-11-21' },
}
const badText: Words = { zh: '格式不符，或含有不允许的字符', en: 'Wrong form, or characters that are not allowed' }
/** For what has no words of ours yet. */
const others = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }

/** What is wrong with one field and what is wanted, in words of people who do not know types. `input`: what the field held. */
export function fieldWords(issue: z.core.$ZodIssue, input: unknown, language: Language): string {
  const words = ownWords(issue, input)
  if (words) return words[language]
  const said = others[language]({ ...issue, input } as z.core.$ZodRawIssue)
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}

function ownWords(issue: z.core.$ZodIssue, input: unknown): Words | null {
  if (input === undefined) return { zh: '必填', en: 'Required' }
  switch (issue.code) {
    case 'invalid_type':
      return wanted(kinds[issue.expected])
    case 'invalid_format':
      return issue.format === 'regex' ? badText : wanted(formats[issue.format])
    case 'invalid_value':
      return wanted({ zh: `其中之一：${issue.values.slice(0, 20).join('、')}`, en: `one of: ${issue.values.slice(0, 20).join(', ')}` })
    case 'too_small':
      return least(issue.origin, Number(issue.minimum))
    case 'too_big':
      return most(issue.origin, Number(issue.maximum))
    case 'custom':
      return issue.params?.fault === 'far-time' ? { zh: '年份应在 1970 至 2199 之间', en: 'The year must lie between 1970 and 2199' } : null
    default:
      return null
  }
}

const wanted = (what: Words | undefined): Words | null => what ? { zh: `应为${what.zh}`, en: `Must be ${what.en}` } : null

function least(origin: string, limit: number): Words {
  if (origin === 'string') return limit === 1 ? { zh: '不能为空', en: 'Must not be empty' } : { zh: `至少 ${limit} 个字符`, en: `At least ${limit} characters` }
  if (origin === 'array') return { zh: `至少 ${limit} 项`, en: limit === 1 ? 'At least one' : `At least ${limit}` }
  return { zh: `不能小于 ${limit}`, en: `Must not be less than ${limit}` }
}

function most(origin: string, limit: number): Words {
  if (origin === 'string') return { zh: `最多 ${limit} 个字符`, en: `At most ${limit} characters` }
  if (origin === 'array') return { zh: `最多 ${limit} 项`, en: `At most ${limit}` }
  return { zh: `不能大于 ${limit}`, en: `Must not be more than ${limit}` }
}
