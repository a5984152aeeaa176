import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageUnit, clock, formatFor } from './format.ts'
import { firstLanguage } from './setup.ts'

test('a clock runs in minutes and seconds, and in hours when it must', () => {
  expect([clock(0), clock(250), clock(5520), clock(-3)]).toEqual(['00:00', '04:10', '1:32:00', '00:00'])
})

test('an age is told in its largest unit', () => {
  expect([59, 60, 7200, 200_000].map((seconds) => ageUnit(seconds))).toEqual([
    { value: 59, unit: 'second' }, { value: 1, unit: 'minute' }, { value: 2, unit: 'hour' }, { value: 2, unit: 'day' },
  ])
})

test('times are told in the zone of the community, in either language', () => {
  const at = '2026-11-21T16:30:00Z'
  expect(formatFor('zh').time(at, 'Asia/Shanghai')).toBe('00:30')
  expect(formatFor('en').time(at, 'Asia/Shanghai')).toBe('00:30')
})

test('the title of an order is what somebody typed, or in the reader’s language what the system wrote', () => {
  const made = { title: '电梯故障', titleEn: 'Lift fault' }
  expect([formatFor('zh').title(made), formatFor('en').title(made), formatFor('en').title({ title: '灯不亮' })]).toEqual(['电梯故障', 'Lift fault', '灯不亮'])
})

test('no number of seconds breaks a clock or an age', () => {
  const format = formatFor('zh')
  fc.assert(fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (seconds) => format.span(seconds).length > 0 && format.age(seconds).length > 0 && !/NaN|-/.test(format.span(seconds))))
})

test('Chinese first, English for who asked for it, and what was chosen before all', () => {
  expect(firstLanguage(null, ['zh-CN', 'en'])).toBe('zh')
  expect(firstLanguage(null, ['en-GB', 'zh'])).toBe('en')
  expect(firstLanguage(null, ['fr'])).toBe('zh')
  expect(firstLanguage('en', ['zh-CN'])).toBe('en')
})
