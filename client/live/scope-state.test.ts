import { expect, test } from 'vitest'
import type { Community } from '#shared/sites.ts'
import { firstScope, watchOf } from './scope-state.ts'

const community = (id: string): Community => ({ id, version: 1, region: 'r', code: id, name: { zh: id, en: id }, households: 1, zone: 'Asia/Shanghai', center: [0, 0], boundary: null })
const sites = { regions: [{ id: 'r' }], communities: [community('a'), community('b')] }

test('an address names a scope that the person may see, or none', () => {
  expect(watchOf('everything', sites)).toEqual({ kind: 'everything' })
  expect(watchOf('region:r', sites)).toEqual({ kind: 'region', id: 'r' })
  expect(watchOf('community:b', sites)).toEqual({ kind: 'communities', ids: ['b'] })
  expect(watchOf('community:x', sites)).toBeNull()
  expect(watchOf('nonsense', sites)).toBeNull()
})

test('who has one community starts there, who has several starts with all', () => {
  expect(firstScope({ ...sites, communities: [community('a')] })).toBe('community:a')
  expect(firstScope(sites)).toBe('everything')
  expect(firstScope({ ...sites, communities: [] })).toBeNull()
})
