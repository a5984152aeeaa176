import type { Estate } from './estates.ts'
import { placed, slab, tower } from './footprints.ts'
import type { XY } from './plane.ts'
import type { Random } from './random.ts'
import type { Cell } from './streets.ts'

/** A house on the straight grid, before the estate is bent and turned. */
export type House = { cell: Cell; at: XY; ring: XY[]; levels: number; units: number; /** North wall, metres from `at`. */ depth: number }

export function houseIn(random: Random, estate: Estate, cell: Cell): House {
  const { levels, units, ring, width, depth } = shapes[estate.style](random, estate)
  const slackX = Math.max(0, (cell.size[0] - width) / 2 - 5)
  const slackY = Math.max(0, (cell.size[1] - depth) / 2 - 7)
  const row = Math.round(cell.at[1] / cell.size[1])
  const stagger = (row % 2 === 0 ? 0.5 : -0.5) * slackX
  const at: XY = [cell.at[0] + stagger + random.between(-0.4, 0.4) * slackX, cell.at[1] - Math.min(4, slackY) + random.between(-0.4, 0.4) * slackY]
  return { cell, at, ring: placed(ring, at, 0), levels, units, depth: depth / 2 }
}

type Shape = { levels: number; units: number; ring: XY[]; width: number; depth: number }

const row = (random: Random, levels: number, units: number, unitWidth: number, depth: number): Shape => ({
  levels, units, ring: slab(random, units, unitWidth, depth), width: units * unitWidth, depth: depth + 3.6,
})

const shapes: Record<Estate['style'], (random: Random, estate: Estate) => Shape> = {
  'tower': (random, estate) => {
    const [width, depth] = [random.between(33, 39), random.between(20, 24)]
    return { levels: random.int(26, 33), units: estate.households / estate.houses > 290 ? 3 : 2, ring: tower(width, depth), width, depth }
  },
  'slab': (random) => row(random, random.pick([11, 11, 15, 18, 18]), random.pick([2, 2, 3]), random.between(15, 17), random.between(12.5, 14.5)),
  'walk-up': (random) => row(random, random.pick([6, 7, 7]), random.pick([3, 4, 4]), random.between(13.5, 15), random.between(11, 12.5)),
  'terrace': (random) => row(random, random.pick([4, 5, 5]), random.pick([3, 4, 4]), random.between(12, 13.5), random.between(12, 13.5)),
}
