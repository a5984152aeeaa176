import TinyQueue from 'tinyqueue'
import { distance, type LonLat, type Shape } from '#shared/geo.ts'

/** What people walk on, and what lets them through. */
export type Walkable = { kind: 'road' | 'path' | 'gate'; shape: Shape }
/** How far it is on foot between two places, metres: along the site where it has ways. */
export type Metres = (from: LonLat, to: LonLat) => number

/** Where there are no ways, people still walk round what stands there. */
const detour = 1.3
/** Metres within which a way that ends beside another, or at a gate, is joined to it. */
const reach = { end: 2, gate: 10 } as const
/** Distances from this many corners are kept; places of work repeat, those who walk do not. */
const mostKept = 64

type XY = readonly [number, number]
type Segment = { a: LonLat; b: LonLat; cuts: { at: LonLat; share: number }[] }
type Edge = { from: number; to: number }
type Foot = { edge: Edge; at: LonLat; off: number }

/**
 * Shortest ways over roads, paths and gates. Each place steps onto the nearest way; two that are nearer to each other than to the ways,
 * and two between whose ways nothing leads, are as far apart as a straight line with corners.
 */
export function waysOf(features: readonly Walkable[]): Metres {
  const segments = features.flatMap(({ shape }) => linesOf(shape).flatMap(segmentsOf))
  const gates = features.flatMap(({ kind, shape }) => (kind === 'gate' && shape.type === 'Point' ? [shape.coordinates] : []))
  const plane = planeOf(segments[0]?.a ?? [0, 0])
  join(segments, gates, plane)
  const { corners, edges, links } = graphOf(segments)
  const flat = corners.map(plane)
  const feet = new WeakMap<LonLat, Foot | null>()
  const kept = new Map<number, Float64Array>()

  const footOf = (place: LonLat): Foot | null => {
    const known = feet.get(place)
    if (known !== undefined) return known
    const found = nearest(place, plane(place), edges, corners, flat)
    feet.set(place, found)
    return found
  }
  const from = (corner: number): Float64Array => {
    const known = kept.get(corner)
    if (known) return known
    if (kept.size >= mostKept) kept.clear()
    const found = shortest(corner, links)
    kept.set(corner, found)
    return found
  }
  const along = (a: Foot, b: Foot): number => {
    let best = a.edge === b.edge ? distance(a.at, b.at) : Infinity
    for (const start of [b.edge.from, b.edge.to]) {
      const far = from(start)
      for (const end of [a.edge.from, a.edge.to]) {
        best = Math.min(best, distance(b.at, corners[start] ?? b.at) + (far[end] ?? Infinity) + distance(a.at, corners[end] ?? a.at))
      }
    }
    return best
  }

  return (start, end) => {
    const straight = distance(start, end) * detour
    const [a, b] = [footOf(start), footOf(end)]
    if (!a || !b || a.off + b.off >= straight) return straight
    const way = a.off + along(a, b) + b.off
    return Number.isFinite(way) ? way : straight
  }
}

function linesOf(shape: Shape): readonly (readonly LonLat[])[] {
  switch (shape.type) {
    case 'Point':
      return []
    case 'LineString':
      return [shape.coordinates]
    case 'Polygon':
      return shape.coordinates
    case 'MultiPolygon':
      return shape.coordinates.flat()
  }
}

const segmentsOf = (line: readonly LonLat[]): Segment[] =>
  line.flatMap((a, i) => {
    const b = line[i + 1]
    return b && distance(a, b) > 0 ? [{ a, b, cuts: [] }] : []
  })

/** Degrees to metres near `origin`; over a site the error is far below a step. */
function planeOf(origin: LonLat): (place: LonLat) => XY {
  const degree = 111_195
  const across = degree * Math.cos((origin[1] * Math.PI) / 180)
  return ([lon, lat]) => [(lon - origin[0]) * across, (lat - origin[1]) * degree]
}

/** Cuts ways where they cross, where one ends at another, and where a gate lies on them. */
function join(segments: readonly Segment[], gates: readonly LonLat[], plane: (place: LonLat) => XY): void {
  const drawn = segments.map((segment): Drawn => {
    const ends = [plane(segment.a), plane(segment.b)] as const
    const [[ax, ay], [bx, by]] = ends
    return { segment, ends, west: Math.min(ax, bx), east: Math.max(ax, bx), south: Math.min(ay, by), north: Math.max(ay, by) }
  }).sort((one, other) => one.west - other.west)
  drawn.forEach((one, i) => {
    for (const gate of gates) cut(one, gate, plane(gate), reach.gate)
    for (let j = i + 1; j < drawn.length; j++) {
      const other = drawn[j]
      // From west to east: none that comes later begins where this one still is.
      if (!other || other.west > one.east + reach.end) break
      if (other.south > one.north + reach.end || other.north < one.south - reach.end) continue
      meet(one, other, plane)
    }
  })
}

type Drawn = { segment: Segment; ends: readonly [XY, XY]; west: number; east: number; south: number; north: number }

function meet(one: Drawn, other: Drawn, plane: (place: LonLat) => XY): void {
  cut(one, other.segment.a, other.ends[0], reach.end)
  cut(one, other.segment.b, other.ends[1], reach.end)
  cut(other, one.segment.a, one.ends[0], reach.end)
  cut(other, one.segment.b, one.ends[1], reach.end)
  const share = crossing(one.ends, other.ends)
  if (share === null) return
  const { a, b } = one.segment
  const at: LonLat = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
  one.segment.cuts.push({ at, share })
  other.segment.cuts.push({ at, share: projected(plane(at), other.ends).share })
}

function cut({ segment, ends }: Drawn, at: LonLat, p: XY, within: number): void {
  const { share, gap } = projected(p, ends)
  if (gap <= within) segment.cuts.push({ at, share })
}

/** How far along `a` (0 to 1) the two cross between their ends; null where they do not. */
function crossing([a, b]: readonly [XY, XY], [c, d]: readonly [XY, XY]): number | null {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const turn = ux * vy - uy * vx
  if (turn === 0) return null
  const share = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn
  const other = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn
  return share > 0 && share < 1 && other > 0 && other < 1 ? share : null
}

/** Where on the line `p` comes down (0 to 1), and how far from it `p` lies, metres. */
function projected(p: XY, [a, b]: readonly [XY, XY]): { share: number; gap: number } {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]]
  const length = ux * ux + uy * uy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * ux + (p[1] - a[1]) * uy) / length))
  return { share, gap: Math.hypot(a[0] + ux * share - p[0], a[1] + uy * share - p[1]) }
}

type Link = { to: number; metres: number }

/** Corners within a decimetre of each other are one. */
function graphOf(segments: readonly Segment[]): { corners: LonLat[]; edges: Edge[]; links: Link[][] } {
  const corners: LonLat[] = []
  const links: Link[][] = []
  const edges: Edge[] = []
  const known = new Map<string, number>()
  const corner = (at: LonLat): number => {
    const key = `${Math.round(at[0] * 1e6)},${Math.round(at[1] * 1e6)}`
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, corners.length)
    links.push([])
    return corners.push(at) - 1
  }
  for (const { a, b, cuts } of segments) {
    const stops = [a, ...cuts.toSorted((one, other) => one.share - other.share).map(({ at }) => at), b].map(corner)
    stops.forEach((from, i) => {
      const to = stops[i + 1]
      const [start, end] = [corners[from], corners[to ?? from]]
      if (to === undefined || to === from || !start || !end) return
      const metres = distance(start, end)
      edges.push({ from, to })
      links[from]?.push({ to, metres })
      links[to]?.push({ to: from, metres })
    })
  }
  return { corners, edges, links }
}

function nearest(place: LonLat, p: XY, edges: readonly Edge[], corners: readonly LonLat[], flat: readonly XY[]): Foot | null {
  let best: { edge: Edge; share: number; gap: number } | null = null
  for (const edge of edges) {
    const [a, b] = [flat[edge.from], flat[edge.to]]
    if (!a || !b) continue
    const found = projected(p, [a, b])
    if (best === null || found.gap < best.gap) best = { edge, ...found }
  }
  if (best === null) return null
  const [a, b] = [corners[best.edge.from] ?? place, corners[best.edge.to] ?? place]
  const at: LonLat = [a[0] + (b[0] - a[0]) * best.share, a[1] + (b[1] - a[1]) * best.share]
  return { edge: best.edge, at, off: distance(place, at) }
}

/** Dijkstra: metres from one corner to each; Infinity where no way leads. */
function shortest(from: number, links: readonly (readonly Link[])[]): Float64Array {
  const far = new Float64Array(links.length).fill(Infinity)
  far[from] = 0
  const queue = new TinyQueue<Link>([{ to: from, metres: 0 }], (a, b) => a.metres - b.metres)
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.metres > (far[next.to] ?? 0)) continue
    for (const { to, metres } of links[next.to] ?? []) {
      const through = next.metres + metres
      if (through >= (far[to] ?? 0)) continue
      far[to] = through
      queue.push({ to, metres: through })
    }
  }
  return far
}
