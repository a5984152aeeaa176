import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const client = join(import.meta.dirname, '..')
const files = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(tsx?|css)$/.test(path) && !path.includes('.test.'))
const colour = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(/i
const read = (path: string) => readFileSync(join(client, path), 'utf8')
const withoutImports = (text: string) => text.replaceAll(/(?:from|import) '\u0023[^']*'/g, '')

test('every colour is a token', () => {
  const styled = files.filter((path) => path !== join('ui', 'tokens.css'))
  expect(styled.length).toBeGreaterThan(50)
  expect(styled.filter((path) => colour.test(withoutImports(read(path))))).toEqual([])
})

test('a colour that is no token would be found', () => {
  expect(colour.test('color: #e8384f;')).toBe(true)
  expect(colour.test(withoutImports("import type { Alarm } from '#shared/alarms.ts'"))).toBe(false)
})

test('every token that is used exists, in the dark and in the light', () => {
  const tokens = read(join('ui', 'tokens.css'))
  const [dark = '', light = ''] = tokens.split("[data-theme='light']")
  const defined = (text: string) => new Set([...text.matchAll(/^ {2}(--[\w-]+):/gm)].map((match) => match[1]))
  expect(defined(light)).toEqual(defined(dark))
  const used = files.flatMap((path) => [...read(path).matchAll(/(?:var\(|token\(')(--[\w-]+)/g)].map((match) => match[1] ?? ''))
  const own = new Set(['--distance', '--side', '--left', '--sheet'])
  expect([...new Set(used)].filter((name) => !defined(dark).has(name) && !own.has(name))).toEqual([])
})

test('severity colours are those of the promises, alike for the wall and its map', () => {
  const tokens = read(join('ui', 'tokens.css'))
  for (const line of ['--critical: #e8384f', '--major: #ff9a3c', '--minor: #fff07a', '--notice: #5aa9ff', '--normal: #8a97a6', '--stale: #4d5763']) expect(tokens).toContain(line)
})
