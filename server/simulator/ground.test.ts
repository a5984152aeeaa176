import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { makeDemo } from '#db/demo/demo.ts'
import { distance } from '#shared/geo.ts'
import { groundOf, nearestCorner, wayTo } from './ground.ts'
import { arrivedWithin, hasArrived, headFor, walked, type Walker } from './walker-rules.ts'

// A whole company is made and read here; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 })

const demo = makeDemo({ now: Date.parse('2026-11-21T06:32:00Z') })
const grounds = demo.communities.map((community) => ({
  name: community.name.en, center: community.center, ground: groundOf(demo.features.filter((feature) => feature.community === community.id)),
}))

describe.each(grounds)('the roads and paths of $name', ({ ground, center }) => {
  test('lead from every corner to every other', () => {
    const reached = new Set([0])
    for (const corner of reached) for (const { to } of ground.links[corner] ?? []) reached.add(to)
    expect(reached.size).toBe(ground.corners.length)
  })

  test('are walked along: a way ends at its goal and each leg is a link', () => {
    const corner = fc.integer({ min: 0, max: ground.corners.length - 1 })
    fc.assert(fc.property(corner, corner, (a, b) => {
      const [from, to] = [ground.corners[a] ?? center, ground.corners[b] ?? center]
      const way = wayTo(ground, from, to)
      expect(way.at(-1)).toEqual(ground.corners[nearestCorner(ground, to)])
      way.slice(1).forEach((corner, i) => {
        const [here, next] = [ground.corners.indexOf(way[i] ?? center), ground.corners.indexOf(corner)]
        expect(ground.links[here]?.map((link) => link.to)).toContain(next)
      })
    }), { numRuns: 25 })
  })
})

test('somebody walks as far as their legs carry them, arrives, and stays', () => {
  const [first] = grounds
  const [start, goal] = [first?.ground.corners[0], first?.ground.corners[120]]
  if (!first || !start || !goal) throw new Error('no ground to walk on')
  const { ground } = first
  let walker: Walker = headFor({ at: start, way: [], goal: '' }, ground, 'there', goal)
  const before = walker.at
  walker = walked(walker, 5)
  expect(distance(before, walker.at)).toBeLessThanOrEqual(5.001)
  expect(hasArrived(walker, 'there')).toBe(false)
  walker = walked(walker, 5_000)
  expect(hasArrived(walker, 'there')).toBe(true)
  expect(distance(walker.at, goal)).toBeLessThan(arrivedWithin)
  expect(walked(headFor(walker, ground, 'there', goal), 50)).toEqual(walker)
})
