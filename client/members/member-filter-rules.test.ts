import { expect, test } from 'vitest'
import { fits, noFilter } from './member-filter-rules.ts'

const zhao = { name: '赵管理', username: 'zhao.g', grants: [{ role: 'administrator' as const, scope: { kind: 'everything' as const } }], disabledAt: null, secondFactor: false, source: 'password' as const }

test('without a filter everybody is shown', () => expect(fits(zhao, noFilter)).toBe(true))

test('words are looked for in both names, in any case and order', () => {
  expect(['赵', 'ZHAO', 'g 赵', ' zhao '].every((words) => fits(zhao, { ...noFilter, words }))).toBe(true)
  expect(fits(zhao, { ...noFilter, words: '赵 li' })).toBe(false)
})

test('by role and by state', () => {
  expect(fits(zhao, { ...noFilter, role: 'administrator' })).toBe(true)
  expect(fits(zhao, { ...noFilter, role: 'observer' })).toBe(false)
  expect(fits({ ...zhao, disabledAt: '2026-01-01T00:00:00Z' }, { ...noFilter, state: 'enabled' })).toBe(false)
  expect(fits({ ...zhao, disabledAt: '2026-01-01T00:00:00Z' }, { ...noFilter, state: 'disabled' })).toBe(true)
  expect(fits(zhao, { ...noFilter, state: 'factorOff' })).toBe(true)
  expect(fits({ ...zhao, source: 'company' }, { ...noFilter, state: 'factorOff' })).toBe(false)
})
