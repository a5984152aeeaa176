import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOrderOf, readDate } from './date-text.ts'

const read = (text: string, zone = 'Asia/Shanghai', order: 'month-first' | 'day-first' = 'month-first') => {
  const at = readDate(text, zone, order)
  return at === null ? null : new Date(at).toISOString()
}

describe('a date', () => {
  it.each([
    ['2026-01-03T14:05:06Z', '2026-01-03T14:05:06.000Z'],
    ['2026-01-03T14:05:06+02:00', '2026-01-03T12:05:06.000Z'],
    ['2026-01-03 14:05', '2026-01-03T06:05:00.000Z'],
    ['2026/1/3 14:05', '2026-01-03T06:05:00.000Z'],
    ['2026年1月3日 下午2点05分', '2026-01-03T06:05:00.000Z'],
    ['2026年1月3日', '2026-01-02T16:00:00.000Z'],
    ['01/03/2026 02:05:00 PM', '2026-01-03T06:05:00.000Z'],
    ['01/03/2026 12:05 AM', '2026-01-02T16:05:00.000Z'],
    ['31.12.2025 23:00', '2025-12-31T15:00:00.000Z'],
    ['03.01.2026', '2026-01-02T16:00:00.000Z'],
    ['13/1/2026 08:00', '2026-01-13T00:00:00.000Z'],
    ['20260103140506', '2026-01-03T06:05:06.000Z'],
    ['1767420306', '2026-01-03T06:05:06.000Z'],
    ['1767420306000', '2026-01-03T06:05:06.000Z'],
    ['46025.5', '2026-01-03T04:00:00.000Z'],
    ['2024-05-01 01:32:20.000000000', '2024-04-30T17:32:20.000Z'],
  ])('%s is %s', (text, instant) => expect(read(text)).toBe(instant))

  it.each(['', 'soon', '2026-02-30', '2026-13-01', '2026-01-03 25:00', '1/1/0026', '13:05', '01/03/2026 13:00 PM', '1850-01-01', '99999999999999'])(
    '%j is none',
    (text) => expect(read(text)).toBeNull(),
  )

  it('that summer time skips or repeats is still one moment', () => {
    expect(read('2024-03-10 02:30', 'America/New_York')).toBe('2024-03-10T07:30:00.000Z')
    expect(read('2024-11-03 01:30', 'America/New_York')).toBe('2024-11-03T05:30:00.000Z')
  })

  it('comes back as it was written, in any zone', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1991-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'UTC'), (date, zone) => {
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000)
        const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(whole)
        const back = readDate(text, zone, 'month-first')
        const again = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(back ?? 0)
        expect(again).toBe(text)
      }),
    )
  })
})

it('a column shows whether its days come first', () => {
  expect(dayOrderOf(['3/4/2026', '14/4/2026'])).toBe('day-first')
  expect(dayOrderOf(['3/4/2026', '4/14/2026'])).toBe('month-first')
  expect(dayOrderOf(['3/4/2026'])).toBe('month-first')
})
