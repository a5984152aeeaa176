import { expect, test } from 'vitest'
import type { Readiness } from '#shared/readiness.ts'
import { lowAt } from '../ui/percent-rules.ts'
import { matrixOf, takenBy, worstFirst } from './readiness-matrix-rules.ts'

const one = (community: string, scene: Readiness['scene'], percent: number, plan = `${scene} plan`): Readiness => ({ community, scene, plan, percent, reasons: [] })

test('the least ready community is the first row, the least ready plan of a scene the first of its cell', () => {
  const { scenes, rows } = matrixOf([one('a', 'fire', 90), one('b', 'fire', 70, 'x'), one('b', 'fire', 50, 'y'), one('a', 'typhoon', 80)])
  expect(scenes).toEqual(['typhoon', 'fire'])
  expect(rows.map(({ community, least }) => [community, least])).toEqual([['b', 50], ['a', 80]])
  expect(rows[0]?.of.get('fire')?.map(({ plan }) => plan)).toEqual(['y', 'x'])
  expect(rows[0]?.of.has('typhoon')).toBe(false)
})

test('what takes most away is said first, and nothing that is missing takes nothing', () => {
  const stock = { reason: 'stock', weight: 15, share: 0.99, about: [], named: [] } as const
  const drilled = { reason: 'drilled', weight: 10, share: 0.5, about: ['others'], named: [] } as const
  expect(takenBy({ ...stock, about: [], named: [] })).toBe(1)
  expect(worstFirst({ ...one('a', 'fire', 94), reasons: [{ ...stock, about: [], named: [] }, { ...drilled, about: ['others'], named: [] }] }).map(({ reason }) => reason)).toEqual(['drilled', 'stock'])
})

test('colour is for what is low', () => {
  expect([100, 80, 79, 60, 59, 0].map(lowAt)).toEqual([null, null, 'minor', 'minor', 'major', 'major'])
})
