import type { CapArea } from '../ingest/cap-info.ts'
import { distance, isWithin, type Area, type LonLat } from '#shared/geo.ts'
import type { Bilingual } from '#shared/text.ts'

export type Ground = { id: string; code: string; name: Bilingual; region: Bilingual; center: LonLat; boundary: Area | null }

type Box = { west: number; south: number; east: number; north: number }
/** A ring whose longitudes run on over the antimeridian. */
type Outline = { corners: LonLat[]; box: Box }

/**
 * The communities that a warning is about: those whose outline or middle lies within one of its polygons or circles or touches it, and
 * those that its words or codes name, or whose region they name.
 */
export function communitiesIn(areas: readonly CapArea[], grounds: readonly Ground[]): string[] {
  const outlines = areas.flatMap(({ rings }) => rings.map(outlineOf))
  const circles = areas.flatMap((area) => area.circles)
  const names = new Set(areas.flatMap(({ words, codes }) => [...namesIn(words), ...codes]).map(plain))
  return grounds.filter((ground) => isNamed(ground, names) || outlines.some((outline) => touches(outline, ground)) || circles.some((circle) => reaches(circle, ground))).map(({ id }) => id)
}

/** Names stand between commas and their like; Chinese ones also between spaces. */
function namesIn(words: string): string[] {
  const pieces = words.split(/[,;/|\n、，；。()（）]+/)
  return [...pieces, ...pieces.filter((piece) => /\p{Script=Han}/u.test(piece)).flatMap((piece) => piece.split(/\s+/))].filter((piece) => piece.trim() !== '')
}

const plain = (name: string): string => name.trim().toLowerCase()
const isNamed = ({ code, name, region }: Ground, names: ReadonlySet<string>): boolean => [code, name.zh, name.en, region.zh, region.en].some((one) => names.has(plain(one)))

function outlineOf(ring: readonly LonLat[]): Outline {
  const corners: LonLat[] = []
  let turn = 0
  ring.forEach(([lon, lat], at) => {
    const step = at === 0 ? 0 : lon - (ring[at - 1]?.[0] ?? lon)
    if (step > 180) turn -= 360
    if (step < -180) turn += 360
    corners.push([lon + turn, lat])
  })
  return { corners, box: boxOf(corners) }
}

function boxOf(corners: readonly LonLat[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const [lon, lat] of corners) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  return box
}

const apart = (a: Box, b: Box): boolean => a.east < b.west || b.east < a.west || a.north < b.south || b.north < a.south

const ringsOf = ({ boundary }: Ground): LonLat[][] => (boundary === null ? [] : boundary.type === 'Polygon' ? boundary.coordinates.slice(0, 1) : boundary.coordinates.flatMap((polygon) => polygon.slice(0, 1)))

/** An outline that runs over the antimeridian meets a community also a whole turn away. */
function touches(outline: Outline, ground: Ground): boolean {
  return [0, 360, -360].some((turn) => {
    const moved = ([lon, lat]: LonLat): LonLat => [lon + turn, lat]
    const rings = ringsOf(ground).map((ring) => ring.map(moved))
    const middle = moved(ground.center)
    const box = boxOf([...rings.flat(), middle])
    if (apart(box, outline.box)) return false
    if (isWithin(middle, outline.corners)) return true
    return rings.some((ring) => meet(outline, ring))
  })
}

/** Whether two rings share a point. Only sides near the smaller one are compared. */
function meet({ corners }: Outline, ring: readonly LonLat[]): boolean {
  const [first] = ring
  const [corner] = corners
  if (!first || !corner) return false
  if (isWithin(first, corners) || isWithin(corner, ring)) return true
  const [box, sides] = [boxOf(ring), sidesOf(ring)]
  for (let at = 1; at < corners.length; at++) {
    const [a, b] = [corners[at - 1], corners[at]]
    if (a && b && isNear(a, b, box) && sides.some(([c, d]) => cross(a, b, c, d))) return true
  }
  return false
}

const isNear = (a: LonLat, b: LonLat, { west, south, east, north }: Box): boolean =>
  !((a[0] < west && b[0] < west) || (a[0] > east && b[0] > east) || (a[1] < south && b[1] < south) || (a[1] > north && b[1] > north))

const sidesOf = (ring: readonly LonLat[]): [LonLat, LonLat][] => ring.slice(1).flatMap((b, at): [LonLat, LonLat][] => (ring[at] ? [[ring[at], b]] : []))

const side = (a: LonLat, b: LonLat, p: LonLat): number => Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))

/** Sides that touch meet too. */
function cross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  if (apart(boxOf([a, b]), boxOf([c, d]))) return false
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0
}

/** Whether a circle holds the middle, a corner or a part of a side of the outline, or lies within it. */
function reaches({ middle, metres }: CapArea['circles'][number], ground: Ground): boolean {
  if (distance(middle, ground.center) <= metres) return true
  return ringsOf(ground).some((ring) => isWithin(middle, ring) || sidesOf(ring).some(([a, b]) => distance(middle, nearest(middle, a, b)) <= metres))
}

/** The point of a side nearest to `p`, on a plane: a community is small. */
function nearest(p: LonLat, a: LonLat, b: LonLat): LonLat {
  const shrink = Math.cos((p[1] * Math.PI) / 180)
  const [dx, dy] = [(b[0] - a[0]) * shrink, b[1] - a[1]]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * shrink * dx + (p[1] - a[1]) * dy) / length))
  return [a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along]
}
