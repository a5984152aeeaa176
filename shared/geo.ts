import { z } from 'zod'

/** WGS-84 degrees, longitude first. */
export const LonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export type LonLat = z.infer<typeof LonLat>

const Ring = z.array(LonLat).min(4)
export const Polygon = z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) })
export const MultiPolygon = z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) })
export const LineString = z.strictObject({ type: z.literal('LineString'), coordinates: z.array(LonLat).min(2) })
export const Point = z.strictObject({ type: z.literal('Point'), coordinates: LonLat })

export const Area = z.discriminatedUnion('type', [Polygon, MultiPolygon])
export type Area = z.infer<typeof Area>
export const Shape = z.discriminatedUnion('type', [Point, LineString, Polygon, MultiPolygon])
export type Shape = z.infer<typeof Shape>

const earthRadius = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres (haversine, mean earth radius of IUGG). */
export function distance(a: LonLat, b: LonLat): number {
  const dLat = radians(b[1] - a[1])
  const dLon = radians(b[0] - a[0])
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Mean of the outer ring's corners of the first polygon: a label and alarm point, not a centre of mass. */
export function middle(area: Area): LonLat {
  const ring = area.type === 'Polygon' ? area.coordinates[0] : area.coordinates[0]?.[0]
  const corners = (ring ?? []).slice(0, -1)
  const sum = corners.reduce<[number, number]>((s, c) => [s[0] + c[0], s[1] + c[1]], [0, 0])
  return [sum[0] / corners.length, sum[1] / corners.length]
}

/** Whether it ends where it begins and has something in it. */
export function isRing(ring: readonly LonLat[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)]
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return false
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[at + 1] ?? first
    return sum + (x - first[0]) * (nextY - first[1]) - (nextX - first[0]) * (y - first[1])
  }, 0)
  return Math.abs(twice) > 1e-12
}

/** Whether a point lies in a closed ring, by even and odd crossings: a ring that crosses itself is harmless. */
export function isWithin([x, y]: LonLat, ring: readonly LonLat[]): boolean {
  let within = false
  for (let at = 1; at < ring.length; at++) {
    const [a, b] = [ring[at - 1], ring[at]]
    if (a && b && a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) within = !within
  }
  return within
}
