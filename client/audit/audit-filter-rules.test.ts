import { expect, test } from 'vitest'
import { AuditAsk } from '#shared/audit.ts'
import { isFiltered, noFilters, paramsOf, spans } from './audit-filter-rules.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const community = '6f1c1d5e-6a54-4d0b-9a3e-0c1f5a7d2b11'

test('what is chosen is what is asked, and no more', () => {
  expect(paramsOf(noFilters, now)).toEqual({ from: '2026-11-14T12:00:00.000Z' })
  expect(paramsOf({ ...noFilters, span: 'all' }, now)).toEqual({})
  expect(paramsOf({ ...noFilters, span: 'hour', community, actor: { id: 'u', name: 'x' }, act: 'order.report', outcome: 'refused', text: ' 张 ' }, now)).toEqual({
    from: '2026-11-21T11:00:00.000Z', community, actor: 'u', name: 'order.report', outcome: 'refused', text: '张',
  })
})

test('the server takes every question that can be put together', () => {
  for (const span of spans) {
    const params = paramsOf({ ...noFilters, span, from: '2026-11-01T08:00', to: '2026-11-02T08:00', community, text: '%', outcome: 'done' }, now)
    expect(AuditAsk.safeParse(params).success, span).toBe(true)
  }
})

test('a span of one’s own may be open, but not end before it begins', () => {
  expect(paramsOf({ ...noFilters, span: 'own', from: '2026-11-02T08:00', to: '2026-11-01T08:00' }, now)).toBeNull()
  expect(paramsOf({ ...noFilters, span: 'own', from: '2026-11-02T08:00' }, now)).toEqual({ from: new Date('2026-11-02T08:00').toISOString() })
  expect(paramsOf({ ...noFilters, span: 'own', from: 'no time' }, now)).toEqual({})
})

test('it is known whether anything is filtered', () => {
  expect(isFiltered(noFilters)).toBe(false)
  expect(isFiltered({ ...noFilters, text: 'x' })).toBe(true)
})
