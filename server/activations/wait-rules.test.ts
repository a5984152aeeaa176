import { describe, expect, it } from 'vitest'
import { isShown, type Shown, type ValueWait } from './wait-rules.ts'

const minute = 60_000
const openedAt = '2026-03-01T08:00:00.000Z'
const begun = Date.parse(openedAt)
const below: ValueWait = { until: 'value', device: 'gas', key: 'concentration', when: 'below', limit: 1 }
const shows = (value: Shown['value'], more: Partial<Shown> = {}): Shown => ({ state: 'online', value, quality: 'good', receivedAt: new Date(begun + minute).toISOString(), ...more })
const is = (devices: Shown[], wait = below, after = 2) => isShown(wait, devices, openedAt, begun + after * minute)

describe('a wait for a value', () => {
  it('is over only when every detector that can be heard shows it', () => {
    expect(is([shows(0), shows(0.2)])).toBe(true)
    expect(is([shows(0), shows(40), shows(0)])).toBe(false)
    expect(is([shows(380), shows(0)], { ...below, when: 'above', limit: 360 })).toBe(false)
    expect(is([shows(380), shows(381)], { ...below, when: 'above', limit: 360 })).toBe(true)
  })

  it('takes nothing of before it began, nothing old, and nothing of who is silent', () => {
    const before = new Date(begun - minute).toISOString()
    expect(is([shows(0, { receivedAt: before })])).toBe(false)
    expect(is([shows(0), shows(0, { receivedAt: before })])).toBe(false)
    expect(is([shows(0)], below, 12)).toBe(false)
    expect(is([shows(0, { silentAfter: 1_800 })], below, 12)).toBe(true)
    expect(is([shows(0), shows(40, { state: 'silent', receivedAt: before })])).toBe(true)
    expect(is([shows(0, { state: 'silent' })])).toBe(false)
    expect(is([])).toBe(false)
  })

  it('takes what came with a wrong clock, and nothing that is doubtful or no number', () => {
    expect(is([shows(0, { quality: 'clock' })])).toBe(true)
    expect(is([shows(0, { quality: 'suspect' })])).toBe(false)
    expect(is([shows(0, { quality: 'late' })])).toBe(false)
    expect(is([shows('0')])).toBe(false)
  })
})
