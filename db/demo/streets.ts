import type { Estate, Style } from './estates.ts'
import { apart, between, type XY } from './plane.ts'

/** Metres of ground that one house takes, west to east and south to north: the gap in the north lets the winter sun in. */
const cellOf: Record<Style, readonly [number, number]> = {
  'tower': [56, 62], 'slab': [64, 48], 'walk-up': [72, 34], 'terrace': [66, 36],
}
/** Metres between the wall and the ring road: shops in the south, technical rooms and parking in the north. */
const margin = { south: 32, north: 30, side: 17 } as const
const roadWidth = 16

export type Cell = { block: readonly [number, number]; at: XY; size: readonly [number, number] }

/** An estate's grid, still straight, with its south-west corner at 0, 0. */
export type Grid = {
  width: number
  height: number
  cells: Cell[]
  /** Whole blocks, the park among them: west, south, east, north. */
  blocks: { block: readonly [number, number]; box: readonly [number, number, number, number] }[]
  boundary: XY[]
  ring: XY[]
  /** Lines between the ring's sides: roads between blocks and footpaths between rows. */
  roads: XY[][]
  paths: XY[][]
  columns: number[]
  rows: number[]
  /** The ring's south, north, west and east line. */
  sides: { south: number; north: number; west: number; east: number }
}

export function gridOf(estate: Estate): Grid {
  const [cw, ch] = cellOf[estate.style]
  const [across, up] = estate.blocks
  const [perRow, rowsEach] = estate.cells
  const [blockWidth, blockHeight] = [perRow * cw, rowsEach * ch]
  const left = (i: number) => margin.side + roadWidth / 2 + i * (blockWidth + roadWidth)
  const bottom = (j: number) => margin.south + roadWidth / 2 + j * (blockHeight + roadWidth)
  const width = left(across) - roadWidth / 2 + margin.side
  const height = bottom(up) - roadWidth / 2 + margin.north
  const sides = { south: margin.south, north: height - margin.north, west: margin.side, east: width - margin.side }
  const ring = cutBox([sides.west, sides.south, sides.east, sides.north], estate.corners.map((cut) => Math.max(7, cut - 10)))
  const columns = steps(across - 1).map((i) => left(i + 1) - roadWidth / 2)
  const rows = steps(up - 1).map((j) => bottom(j + 1) - roadWidth / 2)
  const isPark = (i: number, j: number) => estate.park.some((park) => park[0] === i && park[1] === j)
  const blocks = steps(across).flatMap((i) =>
    steps(up).map((j) => ({ block: [i, j] as const, box: [left(i), bottom(j), left(i) + blockWidth, bottom(j) + blockHeight] as const })),
  )
  const built = blocks.filter(({ block }) => !isPark(...block))
  return {
    width, height, blocks, columns, rows, sides,
    boundary: cutBox([0, 0, width, height], estate.corners),
    ring,
    roads: [
      ...columns.map((x): XY[] => [clip([x, sides.south], [0, 1], ring), clip([x, sides.north], [0, -1], ring)]),
      ...rows.map((y): XY[] => [clip([sides.west, y], [1, 0], ring), clip([sides.east, y], [-1, 0], ring)]),
    ],
    paths: built.flatMap(({ box }) =>
      steps(rowsEach - 1).map((row): XY[] => {
        const y = box[1] + (row + 1) * ch
        return [clip([box[0] - roadWidth / 2, y], [1, 0], ring), clip([box[2] + roadWidth / 2, y], [-1, 0], ring)]
      }),
    ),
    cells: built.flatMap(({ block, box }) =>
      steps(perRow).flatMap((column) =>
        steps(rowsEach).map((row): Cell => ({ block, at: [box[0] + (column + 0.5) * cw, box[1] + (row + 0.5) * ch], size: [cw, ch] })),
      ),
    ),
  }
}

export const steps = (count: number): number[] => Array.from({ length: Math.max(0, count) }, (_, i) => i)

/** A box with its corners cut: south-west, south-east, north-east, north-west. */
function cutBox([west, south, east, north]: readonly [number, number, number, number], cuts: readonly number[]): XY[] {
  const [sw = 0, se = 0, ne = 0, nw = 0] = cuts
  return [
    [west, south + sw], [west + sw, south], [east - se, south], [east, south + se],
    [east, north - ne], [east - ne, north], [west + nw, north], [west, north - nw],
  ]
}

/** Walks from a point on the box inward until it meets the ring with its cut corners. */
function clip(from: XY, [dx, dy]: XY, ring: readonly XY[]): XY {
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i], ring[(i + 1) % ring.length]]
    if (!a || !b) continue
    const along = dx !== 0 ? 1 : 0
    const [low, high] = [Math.min(a[along], b[along]), Math.max(a[along], b[along])]
    if (from[along] < low || from[along] > high || high - low < 0.01) continue
    const met = between(a, b, (from[along] - a[along]) / (b[along] - a[along]))
    const ahead = (met[0] - from[0]) * dx + (met[1] - from[1]) * dy
    if (ahead > -0.01 && ahead < 60) return met
  }
  return from
}

/**
 * Cuts lines where they meet, so that every crossing is a corner of both and one walks from line to line.
 * Lines are straight pieces; a meeting is a shared point within 5 cm.
 */
export function joined(lines: readonly (readonly XY[])[]): XY[][] {
  return lines.map((line) => line.flatMap((a, i) => {
    const b = line[i + 1]
    return b ? [a, ...meetings(a, b, lines)] : [a]
  }))
}

function meetings(a: XY, b: XY, lines: readonly (readonly XY[])[]): XY[] {
  const found: XY[] = []
  for (const line of lines) {
    for (let i = 0; i + 1 < line.length; i++) {
      const [c, d] = [line[i], line[i + 1]]
      const met = c && d ? meeting(a, b, c, d) : null
      if (met && apart(met, a) > 0.05 && apart(met, b) > 0.05 && !found.some((p) => apart(p, met) < 0.05)) found.push(met)
    }
  }
  return found.sort((p, q) => apart(a, p) - apart(a, q))
}

/** Where two pieces cross or touch; null where they do neither, or run along each other. */
function meeting(a: XY, b: XY, c: XY, d: XY): XY | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (Math.abs(cross) < 1e-9) return null
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  const slack = 1e-6
  if (t < -slack || t > 1 + slack || u < -slack || u > 1 + slack) return null
  return [Math.round((a[0] + rx * t) * 1e6) / 1e6, Math.round((a[1] + ry * t) * 1e6) / 1e6]
}
