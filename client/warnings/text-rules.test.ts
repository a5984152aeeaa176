import { expect, it } from 'vitest'
import { textFor } from './text-rules.ts'

const text = (language: string) => ({ language, event: language, headline: '', description: '', instruction: '', web: null })
const of = (...languages: string[]) => languages.map(text)

it.each([
  [['zh-CN', 'en-US'], 'zh', 'zh-CN'],
  [['zh-mo', 'pt-PT', 'en'], 'en', 'en'],
  [['pt-PT', 'EN-gb'], 'zh', 'EN-gb'],
  [['pt-PT', 'fr'], 'zh', 'pt-PT'],
] as const)('of %s a reader of %s is shown %s', (languages, language, shown) => {
  expect(textFor(of(...languages), language)?.language).toBe(shown)
})

it('of none nothing', () => {
  expect(textFor([], 'zh')).toBeNull()
})
