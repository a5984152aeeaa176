import type { Area, LonLat, Shape } from '#shared/geo.ts'

/** Metres east and south of an origin: flat enough within one community (equirectangular). */
export type Flat = (point: LonLat) => readonly [x: number, y: number]

const metresPerDegree = 111_195

export function flatAround([lon, lat]: LonLat): Flat {
  const east = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  return ([x, y]) => [(x - lon) * east, (lat - y) * metresPerDegree]
}

const drawn = (flat: Flat, line: readonly LonLat[], close: boolean): string =>
  line.map((point, index) => (index === 0 ? 'M' : 'L') + flat(point).map((metres) => metres.toFixed(1)).join(' ')).join('') + (close ? 'Z' : '')

/** The `d` of an SVG path in metres; a point is nothing. */
export function pathOf(flat: Flat, shape: Shape | Area): string {
  switch (shape.type) {
    case 'Point':
      return ''
    case 'LineString':
      return drawn(flat, shape.coordinates, false)
    case 'Polygon':
      return shape.coordinates.map((ring) => drawn(flat, ring, true)).join('')
    case 'MultiPolygon':
      return shape.coordinates.flat().map((ring) => drawn(flat, ring, true)).join('')
  }
}

export type Box = { x: number; y: number; width: number; height: number }

/** The smallest box of the given proportion (width by height) that holds all points with room around, at least `least` metres wide. */
export function boxAround(points: readonly (readonly [number, number])[], proportion: number, least: number): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const width = Math.max((right - left) * 1.35, (bottom - top) * 1.35 * proportion, least)
  const height = width / proportion
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height }
}
