import { describe, expect, it } from 'vitest'
import type { MaintenanceWindow } from '#shared/windows.ts'
import { grouped, localField, spanOf } from './window-time-rules.ts'

const now = Date.parse('2026-03-01T08:00:00Z')
const window = (id: string, more: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  id, version: 1, community: 'c', building: null, devices: [], from: '2026-03-01T07:00:00.000Z', until: '2026-03-01T09:00:00.000Z', reason: '', by: '', state: 'running', endedAt: null, ...more,
})

describe('the time of a window', () => {
  it('begins now where nothing is said, and is refused where it ends before it begins, or has ended', () => {
    expect(spanOf('', localField(now + 3_600_000), now)).toEqual({ from: '2026-03-01T08:00:00.000Z', until: '2026-03-01T09:00:00.000Z' })
    expect(spanOf(localField(now + 7_200_000), localField(now + 3_600_000), now)).toBeNull()
    expect(spanOf(localField(now - 7_200_000), localField(now - 3_600_000), now)).toBeNull()
    expect(spanOf('', '', now)).toBeNull()
  })
})

it('windows of a device are its own, those of its building, and those of the community', () => {
  const all = [window('own', { devices: ['d'] }), window('other', { devices: ['e'] }), window('house', { building: 'b', state: 'planned' }), window('next door', { building: 'x' }), window('whole', { state: 'over' })]
  const { running, planned, past } = grouped(all, { id: 'd', building: 'b' })
  expect([running, planned, past].map((group) => group.map(({ id }) => id))).toEqual([['own'], ['house'], ['whole']])
})
