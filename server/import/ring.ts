import type { LonLat } from '#shared/geo.ts'

/** A closed ring as RFC 7946 wants it (outer counter-clockwise, holes clockwise), and what had to be put right. Null where no area is left. */
export type Ring = { corners: LonLat[]; closed: boolean; turned: boolean; crosses: boolean }

export function tidyRing(points: readonly LonLat[], outer: boolean): Ring | null {
  const corners = points.filter((point, at) => at === 0 || !same(point, points[at - 1]))
  const [first] = corners
  if (!first) return null
  const closed = corners.length < 2 || same(first, corners.at(-1))
  if (!closed) corners.push(first)
  if (corners.length < 4) return null
  const area = signedArea(corners)
  if (area === 0) return null
  const turned = area > 0 !== outer
  if (turned) corners.reverse()
  return { corners, closed, turned, crosses: crossesItself(corners) }
}

const same = (a: LonLat, b: LonLat | undefined): boolean => b !== undefined && a[0] === b[0] && a[1] === b[1]

/** Twice nothing but the sign and rough size matters: square degrees, positive when counter-clockwise. */
export function signedArea(corners: readonly LonLat[]): number {
  let sum = 0
  for (let at = 0; at + 1 < corners.length; at++) {
    const [ax, ay] = corners[at] as LonLat
    const [bx, by] = corners[at + 1] as LonLat
    sum += ax * by - bx * ay
  }
  return sum / 2
}

/** Square metres of the area that a ring encloses, good to a per mille for anything as small as a town. */
export function ringMetres(corners: readonly LonLat[]): number {
  const [first] = corners
  if (!first) return 0
  const metres = 111_195
  const shrink = Math.cos((first[1] * Math.PI) / 180)
  return Math.abs(signedArea(corners.map(([lon, lat]): LonLat => [(lon - first[0]) * shrink * metres, (lat - first[1]) * metres])))
}

/** Beyond this many corners a ring is a coastline, not a building, and is taken as it is. */
const mostCompared = 1_500

function crossesItself(corners: readonly LonLat[]): boolean {
  const sides = corners.length - 1
  if (sides > mostCompared) return false
  for (let a = 0; a < sides; a++) {
    for (let b = a + 2; b < sides; b++) {
      if (a === 0 && b === sides - 1) continue
      if (cross(corners[a] as LonLat, corners[a + 1] as LonLat, corners[b] as LonLat, corners[b + 1] as LonLat)) return true
    }
  }
  return false
}

function cross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

const side = (a: LonLat, b: LonLat, p: LonLat): number => Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))

/** Whether a point lies within a closed ring (even-odd). */
export function inRing(point: LonLat, corners: readonly LonLat[]): boolean {
  let inside = false
  for (let at = 0; at + 1 < corners.length; at++) {
    const a = corners[at] as LonLat
    const b = corners[at + 1] as LonLat
    if (a[1] > point[1] !== b[1] > point[1] && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}
