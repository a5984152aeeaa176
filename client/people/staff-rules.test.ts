import { expect, it } from 'vitest'
import type { StaffMember } from '#shared/people.ts'
import { isSought, noFilter } from './staff-rules.ts'

const wang: StaffMember = { id: 'w', version: 1, community: 'c', code: 'R-07', name: { zh: '王强', en: 'Wang Qiang' }, post: 'repair', skills: ['lift'], grid: null, leftAt: null, phone: '138****5678' }

it('people are found by any words of their names and code, by post and by skill', () => {
  for (const words of ['', '王', 'wang', 'r-07', 'qiang 07', ' WANG  R- ']) expect(isSought(wang, { ...noFilter, words }), words).toBe(true)
  for (const words of ['李', 'wang li', '5678']) expect(isSought(wang, { ...noFilter, words }), words).toBe(false)
  expect(isSought(wang, { ...noFilter, post: 'repair', skill: 'lift' })).toBe(true)
  expect(isSought(wang, { ...noFilter, post: 'security' })).toBe(false)
  expect(isSought(wang, { ...noFilter, skill: 'electric' })).toBe(false)
})
