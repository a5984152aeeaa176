import { expect, it } from 'vitest'
import { dispatchRuleFor, type DispatchRule } from '#shared/dispatch.ts'
import { byPrecedence, sameMatter } from './rule-rules.ts'

const rule = (id: string, more: Partial<DispatchRule>): DispatchRule => ({ id, version: 1, region: null, community: null, category: null, hours: null, mode: 'assign', acceptMinutes: 5, ended: false, ...more })
const rules = [
  rule('a', {}), rule('b', { hours: 'night' }), rule('c', { category: 'repair' }), rule('d', { category: 'repair', hours: 'night' }),
  rule('e', { region: 'r' }), rule('f', { region: 'r', category: 'repair' }), rule('g', { community: 'c' }), rule('h', { community: 'c', hours: 'night' }),
]

it('lists rules as they take precedence', () => {
  const matter = { region: 'r', community: 'c', category: 'repair', hours: 'night' }
  const won: string[] = []
  for (let left = rules; left.length > 0; left = left.filter(({ id }) => id !== won.at(-1))) won.push(dispatchRuleFor(left, matter)?.id ?? '')
  expect(rules.toSorted(byPrecedence).map(({ id }) => id)).toEqual(won)
})

it('knows a rule about the same', () => {
  expect(sameMatter(rule('a', { community: 'c' }), rule('b', { community: 'c', region: 'r' }))).toBe(true)
  expect(sameMatter(rule('a', { region: 'r' }), rule('b', {}))).toBe(false)
  expect(sameMatter(rule('a', { hours: 'night' }), rule('b', {}))).toBe(false)
})
