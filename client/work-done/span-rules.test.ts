import { describe, expect, it } from 'vitest'
import type { WorkDone } from '#shared/work-done.ts'
import { sorted, spanOf, sumOf } from './span-rules.ts'

const row = (code: string, more: Partial<WorkDone> = {}): WorkDone => ({
  person: code, code, name: { zh: code, en: code }, post: 'repair', done: 0, onTime: 0, late: 0, rated: 0, rating: null, calledBack: 0, passed: 0, reopened: 0, declined: 0, minutes: null, ...more,
})

describe('work done on screen', () => {
  it('is of the month so far, or of the whole month before, over a turn of the year too', () => {
    expect(spanOf('month', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-22' })
    expect(spanOf('before', '2026-03-05')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(spanOf('before', '2027-01-01')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  })

  it('adds up, with means that weigh by how often', () => {
    const sum = sumOf([row('a', { done: 3, rated: 1, rating: 2, minutes: 10 }), row('b', { done: 1, rated: 3, rating: 4, minutes: 50 }), row('c', { done: 5 })])
    expect(sum).toMatchObject({ done: 9, rated: 4, rating: 3.5, minutes: 20 })
    expect(sumOf([])).toMatchObject({ done: 0, rating: null, minutes: null })
  })

  it('is sorted either way with the unknown last', () => {
    const rows = [row('a', { rating: 3 }), row('b'), row('c', { rating: 5 })]
    expect(sorted(rows, 'rating', true).map(({ code }) => code)).toEqual(['c', 'a', 'b'])
    expect(sorted(rows, 'rating', false).map(({ code }) => code)).toEqual(['a', 'c', 'b'])
  })
})
