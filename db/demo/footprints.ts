import type { XY } from './plane.ts'
import type { Random } from './random.ts'

/** Ground plans around their own centre, front to the south, in metres. */

/** Units in a row, each a step forward or back of its neighbour, with the stair core on the north side. */
export function slab(random: Random, units: number, unitWidth: number, depth: number): XY[] {
  const step = random.pick([0, 0.9, 1.5])
  const south: XY[] = []
  const north: XY[] = []
  for (let unit = 0; unit < units; unit++) {
    const left = (unit - units / 2) * unitWidth
    const shift = unit % 2 === 0 ? 0 : step
    const core = left + unitWidth / 2
    south.push(
      [left, shift - depth / 2], [core - 1.6, shift - depth / 2], [core - 1.6, shift - depth / 2 + 1.4],
      [core + 1.6, shift - depth / 2 + 1.4], [core + 1.6, shift - depth / 2], [left + unitWidth, shift - depth / 2],
    )
    north.push(
      [left, shift + depth / 2], [core - 2.4, shift + depth / 2], [core - 2.4, shift + depth / 2 + 1.8],
      [core + 2.4, shift + depth / 2 + 1.8], [core + 2.4, shift + depth / 2], [left + unitWidth, shift + depth / 2],
    )
  }
  return [...south, ...north.reverse()]
}

/** Four flats around a core, drawn in on the axes so that every kitchen has a window. */
export function tower(width: number, depth: number): XY[] {
  const [x, y, cut] = [width / 2, depth / 2, 3]
  const quarter: XY[] = [[x * 0.22, -y + cut], [x * 0.22, -y], [x, -y], [x, -y * 0.3], [x - cut, -y * 0.3]]
  const flip = (sx: number, sy: number, ring: XY[]): XY[] => ring.map(([px, py]) => [px * sx, py * sy])
  return [...quarter, ...flip(1, -1, quarter).reverse(), ...flip(-1, -1, quarter), ...flip(-1, 1, quarter).reverse()]
}

export const box = (width: number, depth: number): XY[] => [
  [-width / 2, -depth / 2], [width / 2, -depth / 2], [width / 2, depth / 2], [-width / 2, depth / 2],
]

export function placed(ring: readonly XY[], at: XY, turn: number): XY[] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return ring.map(([x, y]) => [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos])
}
