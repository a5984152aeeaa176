import { describe, expect, it } from 'vitest'
import { makeDemo } from './demo.ts'
import { speaks, valuesAt } from './value-curves.ts'
import { valueRules } from './value-rules.ts'

const now = Date.parse('2026-11-22T00:00:00Z')
const { devices } = makeDemo({ now })
const hour = 3_600_000

describe('what demo devices measure', () => {
  it('is the same whenever it is asked for, and every device that is missed when silent says something', () => {
    for (const device of devices) {
      expect(valuesAt(device, now)).toEqual(valuesAt(device, now))
      expect(speaks(device), device.kind).toBe(Boolean(device.silentAfter))
    }
  })

  it('is wrong now and then, which the rules notice, and mostly fine', () => {
    const pumps = devices.filter(({ kind }) => kind === 'pump')
    const low = Array.from({ length: 7 * 24 * 4 }, (_, i) => pumps.filter((pump) => Number(valuesAt(pump, now - i * (hour / 4)).pressure) < 0.2).length).reduce((a, b) => a + b)
    expect(low).toBeGreaterThan(0)
    expect(low / (pumps.length * 7 * 24 * 4)).toBeLessThan(0.01)
  })

  it('runs on by hours and trips', () => {
    const [pump] = devices.filter(({ kind }) => kind === 'pump')
    if (!pump) throw new Error('no pump')
    const hours = [0, 10, 20, 30].map((later) => Number(valuesAt(pump, now + later * hour).runningHours))
    expect(hours).toEqual(hours.toSorted((a, b) => a - b))
  })

  it('is what the rules are about', () => {
    for (const { deviceKind, key } of valueRules(now)) expect(devices.some((device) => device.kind === deviceKind && key in valuesAt(device, now)), `${deviceKind} ${key}`).toBe(true)
  })
})
