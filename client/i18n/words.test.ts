import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import { knownAlarmKinds } from '#shared/alarms.ts'
import { en as enWall } from './en.ts'
import { zh as zhWall } from './zh.ts'

// Words that come later are put beside those that are there.
await i18next.init({ resources: {} })
const [{ doorWords }, { officeWords }, { photoWords }, { reportingWords }, { fieldWords }, { alarmSheetWords }, { deviceSheetWords }, { warningBlockWords }, { instructionWords }, { flowWords }, { planRunWords }, { pairingWords }] = await Promise.all([import('./door.ts'), import('./office.ts'), import('./photos.ts'), import('./reporting.ts'), import('./field.ts'), import('./alarm-sheet.ts'), import('./device-sheet.ts'), import('./warning-block.ts'), import('./instructions.ts'), import('./flow.ts'), import('./plan-run.ts'), import('./pairing.ts')])

/** All words there are: the wall's and those that come with the door and the office. */
const zh = { ...zhWall, ...officeWords.zh, ...doorWords.zh, ...photoWords.zh, ...reportingWords.zh, ...fieldWords.zh, ...alarmSheetWords.zh, ...deviceSheetWords.zh, ...warningBlockWords.zh, ...instructionWords.zh, ...flowWords.zh, ...planRunWords.zh, ...pairingWords.zh }
const en = { ...enWall, ...officeWords.en, ...doorWords.en, ...photoWords.en, ...reportingWords.en, ...fieldWords.en, ...alarmSheetWords.en, ...deviceSheetWords.en, ...warningBlockWords.en, ...instructionWords.en, ...flowWords.en, ...planRunWords.en, ...pairingWords.en }

const client = join(import.meta.dirname, '..')
const files = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(tsx?|css)$/.test(path) && !path.includes('.test.'))
const keysOf = (words: object, path = ''): string[] => Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [path + key] : keysOf(value as object, `${path}${key}.`)))
const at = (words: object, path: string): unknown => path.split('.').reduce<unknown>((held, key) => (held as Record<string, unknown> | undefined)?.[key], words)
const sources = () => files.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('i18n')).map((path) => ({ path, text: readFileSync(join(client, path), 'utf8') }))

const han = /\p{Script=Han}/u
const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** Words written into markup: text between tags, or an attribute that is read out or shown. */
function writtenWords(tsx: string): string[] {
  const code = withoutComments(tsx)
  const between = [...code.matchAll(/<\/?[A-Za-z][^<>{}=]*(?:=(?:"[^"]*"|\{[^{}]*\})[^<>{}=]*)*>\s*([^<>{}()=;&|]*\p{L}{2,}[^<>{}()=;&|]*)\s*<\//gu)].map((match) => match[1] ?? '')
  const attributes = [...code.matchAll(/\b(?:aria-label|title|placeholder|alt|label)="([^"]*\p{L}[^"]*)"/gu)].map((match) => match[1] ?? '')
  return [...between, ...attributes].map((words) => words.trim())
}

test('both languages have the same words', () => {
  expect(keysOf(en).toSorted()).toEqual(keysOf(zh).toSorted())
})

test('both languages fill in the same things', () => {
  const holes = (text: unknown) => [...String(text).matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map((match) => match[1] ?? '').toSorted((a, b) => a.localeCompare(b))
  const differing = keysOf(zh).filter((key) => !key.endsWith('_one') && holes(at(zh, key)).join() !== holes(at(en, key)).join())
  expect(differing).toEqual([])
})

test('every known kind of alarm has words', () => {
  for (const kind of knownAlarmKinds) expect([typeof at(zh.words.alarmKind, kind), typeof at(en.words.alarmKind, kind)], kind).toEqual(['string', 'string'])
})

test('no words are written into code', () => {
  const found = sources().flatMap(({ path, text }) => [...(han.test(withoutComments(text)) ? [`${path}: Han characters`] : []), ...(path.endsWith('.tsx') ? writtenWords(text).map((words) => `${path}: ${words}`) : [])])
  expect(found).toEqual([])
})

test('words that are written into markup would be found', () => {
  expect(writtenWords('<p className="x">Hello there</p>')).toEqual(['Hello there'])
  expect(writtenWords('<input aria-label="Name" />')).toEqual(['Name'])
  expect(writtenWords("<p>{t('alarm.title')}</p>")).toEqual([])
})
