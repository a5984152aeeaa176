import type { Area, LonLat } from '#shared/geo.ts'

/** Metres east and north of an estate's centre. */
export type XY = readonly [x: number, y: number]

const metresPerDegree = 111_195
const places = 1e7

/** A flat map around `center`, turned by `turn` radians; true to a centimetre within a kilometre. */
export function planeAt(center: LonLat, turn: number): (point: XY) => LonLat {
  const perLon = metresPerDegree * Math.cos((center[1] * Math.PI) / 180)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const round = (degrees: number) => Math.round(degrees * places) / places
  return ([x, y]) => [round(center[0] + (x * cos - y * sin) / perLon), round(center[1] + (x * sin + y * cos) / metresPerDegree)]
}

/** A closed, counter-clockwise ring as GeoJSON wants it. */
export function areaOf(ring: readonly XY[], place: (point: XY) => LonLat): Area {
  const turning = signedArea(ring) < 0 ? [...ring].reverse() : ring
  const corners = turning.filter((p, i) => apart(p, turning.at(i - 1) ?? p) > 0.01).map(place)
  const first = corners[0]
  return { type: 'Polygon', coordinates: [first ? [...corners, first] : corners] }
}

export const signedArea = (ring: readonly XY[]): number =>
  edges(ring).reduce((sum, [a, b]) => sum + (a[0] * b[1] - b[0] * a[1]) / 2, 0)

export function edges(ring: readonly XY[]): [XY, XY][] {
  return ring.flatMap((a, i): [XY, XY][] => {
    const b = ring[(i + 1) % ring.length]
    return b ? [[a, b]] : []
  })
}

export const apart = (a: XY, b: XY): number => Math.hypot(a[0] - b[0], a[1] - b[1])

export const between = (a: XY, b: XY, share: number): XY => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]

/** Metres from a point to the segment a-b. */
export function toSegment(p: XY, a: XY, b: XY): number {
  const squared = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
  const share = squared === 0 ? 0 : ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / squared
  return apart(p, between(a, b, Math.min(1, Math.max(0, share))))
}

/** Whether a point lies inside a ring (even-odd rule). */
export function inside(p: XY, ring: readonly XY[]): boolean {
  return edges(ring).reduce((odd, [a, b]) => {
    const crosses = a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]
    return crosses ? !odd : odd
  }, false)
}

/** Least distance in metres between a ring's corners and a line, and the line's corners and the ring; 0 inside. */
export function clearance(ring: readonly XY[], line: readonly XY[]): number {
  if (line.some((p) => inside(p, ring))) return 0
  let least = Infinity
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    if (!a || !b) continue
    for (const p of ring) least = Math.min(least, toSegment(p, a, b))
    for (const [c, d] of edges(ring)) {
      if (crosses(a, b, c, d)) return 0
      least = Math.min(least, toSegment(a, c, d), toSegment(b, c, d))
    }
  }
  return least
}

const side = (a: XY, b: XY, p: XY) => Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))
const crosses = (a: XY, b: XY, c: XY, d: XY) => side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
