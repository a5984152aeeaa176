import { describe, expect, it } from 'vitest'
import type { ServicePromise } from '#shared/promises.ts'
import { afterTakingBack, groupsAt } from './promise-rules.ts'

const minutes = (amount: number) => ({ unit: 'minutes' as const, amount })
const row = (id: string, more: Partial<ServicePromise> = {}): ServicePromise => ({
  id, version: 1, region: null, community: null, category: 'repair', priority: 'normal', source: null, facility: null, hours: null,
  limits: { respond: minutes(20), arrive: null, solution: null, finish: minutes(720), close: null, callBack: null }, pauses: [], warnAt: 75, escalateAfter: [0, 15, 60], from: '2020-01-01T00:00:00Z', until: null, ...more,
})
const now = Date.parse('2026-11-22T00:00:00Z')
const company = { region: null, community: null }
const a = { region: 'north', community: 'a' }
const shown = (rows: ServicePromise[], place: { region: string | null; community: string | null }) =>
  groupsAt(rows, place, now).flatMap(({ plain, particular }) => [...plain, ...particular].map((entry) => [entry.row?.id, entry.later.map(({ id }) => id), entry.past.map(({ row: one, takenBack }) => `${one.id}${takenBack ? ' taken back' : ''}`)]))

describe('what a place is promised', () => {
  it('is its own where it has its own, else its region’s, else the company’s', () => {
    const rows = [row('company'), row('north', { region: 'north' }), row('a', { community: 'a' }), row('b', { community: 'b' })]
    expect(shown(rows, company)).toEqual([['company', [], []]])
    expect(shown(rows, { region: 'north', community: null })).toEqual([['north', [], []]])
    expect(shown(rows, a)).toEqual([['a', [], []]])
    expect(shown(rows, { region: 'south', community: 'c' })).toEqual([['company', [], []]])
  })

  it('tells what comes later and what was before, and nothing of what never held', () => {
    const rows = [row('old'), row('now', { from: '2026-10-01T00:00:00Z' }), row('next', { from: '2026-12-01T00:00:00Z' }), row('dropped', { from: '2026-12-02T00:00:00Z', until: '2026-11-01T00:00:00Z' })]
    expect(shown(rows, company)).toEqual([['now', ['next'], ['old']]])
    const back = row('back', { from: '2026-10-01T00:00:00Z', until: '2026-11-01T00:00:00Z' })
    expect(shown([row('old'), back], company)).toEqual([['old', [], ['back taken back']]])
    expect(shown([row('old'), back, row('now', { from: '2026-11-10T00:00:00Z' })], company)).toEqual([['now', [], ['back taken back', 'old']]])
    expect(shown([row('company'), row('whole', { from: '2027-01-01T00:00:00Z' }), row('own', { community: 'a' })], a)).toEqual([['own', [], []]])
  })

  it('lists by category, first by priority, then what is particular', () => {
    const rows = [row('lift', { facility: 'lift' }), row('any', { category: null, priority: null }), row('low', { priority: 'low' }), row('urgent', { priority: 'urgent' }), row('forum', { category: 'complaint', priority: null, source: 'forum' })]
    expect(groupsAt(rows, company, now).map(({ category, plain, particular }) => [category, plain.map(({ row: one }) => one?.id), particular.map(({ row: one }) => one?.id)])).toEqual([
      ['repair', ['urgent', 'low'], ['lift']], ['complaint', [], ['forum']], [null, ['any'], []],
    ])
  })

  it('is again what it was before when a row is taken back', () => {
    const [old, next] = [row('old'), row('next', { from: '2026-10-01T00:00:00Z' })]
    expect(afterTakingBack([old, next], next, now)?.id).toBe('old')
    expect(afterTakingBack([row('company'), row('a', { community: 'a' })], row('a', { community: 'a' }), now)?.id).toBe('company')
    expect(afterTakingBack([next], next, now)).toBeNull()
  })
})
