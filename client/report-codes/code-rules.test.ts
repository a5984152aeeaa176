import { expect, test } from 'vitest'
import type { ReportCode } from '#shared/report-codes.ts'
import { fits, grouped, spelled } from './code-rules.ts'

const code = (zh: string, building: string | null, device: string | null = null): ReportCode => ({ id: zh, version: 1, community: 'c', building, device, code: 'ABCDEFGH2345', name: { zh, en: `${zh} en` }, madeAt: '', revokedAt: null })

test('codes lie by building in the order of their numbers, what is common first, a building before its devices', () => {
  const codes = [code('10 栋', 'b10'), code('2 栋 1 号梯', 'b2', 'd1'), code('2 栋', 'b2'), code('翠湖', null), code('2 栋 10 号梯', 'b2', 'd10'), code('2 栋 2 号梯', 'b2', 'd2')]
  expect(grouped(codes, ({ name }) => name.zh).map((group) => group.codes.map(({ name }) => name.zh))).toEqual([['翠湖'], ['2 栋', '2 栋 1 号梯', '2 栋 2 号梯', '2 栋 10 号梯'], ['10 栋']])
})

test('a code is found by its place or its letters, however they are spaced', () => {
  for (const sought of ['2栋', 'EFGH', 'abcd efgh', '']) expect(fits(code('2 栋', 'b'), sought)).toBe(true)
  expect(fits(code('2 栋', 'b'), '3')).toBe(true)
  expect(fits(code('2 栋', 'b'), '9')).toBe(false)
  expect(spelled('ABCDEFGH2345')).toBe('ABCD EFGH 2345')
})
