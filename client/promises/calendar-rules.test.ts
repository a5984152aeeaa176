import { describe, expect, it } from 'vitest'
import { pressed, spansOf, stateOf, weeksOf, withLines, yearsMissing, type Days } from './calendar-rules.ts'

const days: Days = { weekdays: [1, 2, 3, 4, 5], holidays: [{ day: '2026-10-01', name: '国庆节' }, { day: '2026-10-02', name: '国庆节' }, { day: '2026-01-01', name: '元旦' }], workdays: ['2026-10-10'] }

describe('a work calendar by hand', () => {
  it('says of each day whether it is worked', () => {
    expect(['2026-10-01', '2026-10-10', '2026-10-09', '2026-10-11'].map((day) => stateOf(day, days))).toEqual(['off', 'worked', 'usual', 'rest'])
  })

  it('turns a day over and back again when it is pressed', () => {
    for (const day of ['2026-10-09', '2026-10-11']) {
      const once = pressed(day, days, '假日')
      expect(stateOf(day, once)).toBe(day === '2026-10-09' ? 'off' : 'worked')
      expect(pressed(day, once, '假日')).toEqual(days)
    }
    expect(stateOf('2026-10-01', pressed('2026-10-01', days, ''))).toBe('usual')
  })

  it('lays a month out in weeks from Monday', () => {
    const weeks = weeksOf('2026-02')
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7])
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01'])
    expect(weeks.flat().filter((day) => day !== null)).toHaveLength(28)
  })

  it('tells holidays as spans', () => {
    expect(spansOf(days.holidays, 2026)).toEqual([{ name: '元旦', from: '2026-01-01', to: '2026-01-01' }, { name: '国庆节', from: '2026-10-01', to: '2026-10-02' }])
    expect(spansOf(days.holidays, 2027)).toEqual([])
  })

  it('reads pasted lines, and says which it cannot read', () => {
    const pasted = ['2027-01-01 元旦', '2027年2月6日至2月8日 春节', '2027-02-13 班', '2026/10/1 to 2026/10/1：中秋', '', '明天放假', '2027-02-30 无', '2027-03-02 至 2027-03-01 反'].join('\n')
    const read = withLines(days, pasted, '假日')
    expect(read.wrong).toEqual(['明天放假', '2027-02-30 无', '2027-03-02 至 2027-03-01 反'])
    expect(read.count).toBe(6)
    expect(spansOf(read.days.holidays, 2027)).toEqual([{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }, { name: '春节', from: '2027-02-06', to: '2027-02-08' }])
    expect(read.days.workdays).toEqual(['2026-10-10', '2027-02-13'])
    expect(read.days.holidays.filter(({ day }) => day === '2026-10-01')).toEqual([{ day: '2026-10-01', name: '中秋' }])
  })

  it('misses the coming year’s holidays from November on', () => {
    expect(['2026-10-31', '2026-11-01', '2027-01-01'].map((today) => yearsMissing(days.holidays, today))).toEqual([[], [2027], [2027]])
  })
})
