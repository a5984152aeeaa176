import { describe, expect, it } from 'vitest'
import type { Resource } from '#shared/resources.ts'
import { daysSince, grouped, pointIn, poolLines, shortOf } from './pool-rules.ts'

const now = Date.parse('2026-11-22T08:00:00Z')
const name = { zh: '甲', en: 'A' }
const one = (more: Partial<Resource>): Resource => ({ id: 'x', version: 1, community: 'x', kind: 'tool', name, amount: '', contact: '', place: name, point: null, ...more })

describe('the pool', () => {
  it('says what is missing of the agreements that every community has, without those that are out of date', () => {
    const pool = [one({ kind: 'repair-firm' }), one({ kind: 'repair-firm', goodUntil: '2026-11-21' }), one({ kind: 'supermarket', goodUntil: '2026-11-22' }), one({ kind: 'supermarket' }), one({ kind: 'supermarket' })]
    expect(poolLines(pool, now)).toEqual([{ kind: 'repair-firm', wanted: 3, missing: 2 }, { kind: 'supermarket', wanted: 2, missing: 0 }, { kind: 'hospital', wanted: 1, missing: 1 }])
  })

  it('is short of what is counted and fewer than wanted', () => {
    expect([{ stock: 2, wanted: 5 }, { stock: 5, wanted: 5 }, { stock: 9, wanted: 5 }, { wanted: 5 }, { stock: 1 }].map((more) => shortOf(one(more)))).toEqual([3, 0, 0, 0, 0])
  })

  it('knows for how many days nobody reached a contact', () => {
    expect([daysSince(one({}), now), daysSince(one({ contactedAt: '2026-11-22T07:00:00Z' }), now), daysSince(one({ contactedAt: '2026-10-01T07:00:00Z' }), now)]).toEqual([null, 0, 52])
  })

  it('is listed by what is under agreement and what is our own', () => {
    expect(grouped([one({ kind: 'tool' }), one({ kind: 'hospital' }), one({ kind: 'supply' }), one({ kind: 'repair-firm' })]).map(({ group, rows }) => [group, rows.map(({ kind }) => kind)])).toEqual([
      ['firms', ['repair-firm', 'hospital']], ['own', ['supply', 'tool']],
    ])
    expect(grouped([one({})]).map(({ group }) => group)).toEqual(['own'])
  })

  it('reads a place from two numbers, and nothing else', () => {
    expect([pointIn(''), pointIn('120.15, 30.27'), pointIn('120.15，30.27'), pointIn('-73.9 40.7')]).toEqual([null, [120.15, 30.27], [120.15, 30.27], [-73.9, 40.7]])
    for (const wrong of ['120.15', 'a, b', '200, 30', '120, 95', '120,30,5']) expect(pointIn(wrong), wrong).toBeUndefined()
  })
})
