import { expect, test } from 'vitest'
import type { Grant } from '#shared/roles.ts'
import { difference, distinct } from './grant-rules.ts'
import { makePassword } from './password-rules.ts'

const everywhere: Grant = { role: 'observer', scope: { kind: 'everything' } }
const inRegion: Grant = { role: 'observer', scope: { kind: 'region', id: '6f1de1a5-1f5b-4c0e-8f0a-0d8a9a3e0001' } }
const manager: Grant = { role: 'duty-manager', scope: { kind: 'everything' } }

test('what is added and what is withdrawn, whatever the order', () => {
  expect(difference([everywhere, inRegion], [manager, everywhere])).toEqual({ added: [manager], withdrawn: [inRegion] })
  expect(difference([everywhere, manager], [manager, everywhere])).toEqual({ added: [], withdrawn: [] })
})

test('the same role at another scope is another right', () => {
  expect(difference([everywhere], [inRegion])).toEqual({ added: [inRegion], withdrawn: [everywhere] })
})

test('a right that is written twice is one', () => {
  expect(distinct([manager, everywhere, { ...manager }])).toEqual([manager, everywhere])
  expect(difference([manager], [manager, { ...manager }])).toEqual({ added: [], withdrawn: [] })
})

test('a made password is long enough, another each time, and has nothing in it that is misread', () => {
  const made = Array.from({ length: 200 }, () => makePassword())
  expect(new Set(made).size).toBe(200)
  for (const password of made) expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/)
})
