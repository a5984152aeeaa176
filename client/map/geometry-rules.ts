import { middle, type Area, type LonLat, type Shape } from '#shared/geo.ts'

export type Box = [west: number, south: number, east: number, north: number]

function* corners(shape: Shape): Generator<LonLat> {
  switch (shape.type) {
    case 'Point':
      yield shape.coordinates
      return
    case 'LineString':
      yield* shape.coordinates
      return
    case 'Polygon':
      for (const ring of shape.coordinates) yield* ring
      return
    case 'MultiPolygon':
      for (const polygon of shape.coordinates) for (const ring of polygon) yield* ring
  }
}

/** The smallest box around all shapes; null around none. */
export function boxOf(shapes: Iterable<Shape>): Box | null {
  let box: Box | null = null
  for (const shape of shapes) {
    for (const [lon, lat] of corners(shape)) {
      box = box ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)] : [lon, lat, lon, lat]
    }
  }
  return box
}

/** The middle of a building's northern edge: a mark there leaves its name free to read. */
export function roof(area: Area): LonLat {
  const [lon, lat] = middle(area)
  return [lon, boxOf([area])?.[3] ?? lat]
}

const metresPerDegree = 111_195

/** A circle as a polygon: 48 corners, `metres` around a place. Flat-earth, good below a few kilometres. */
export function circle([lon, lat]: LonLat, metres: number): Area {
  const count = 48
  const ring = Array.from({ length: count + 1 }, (_, index): LonLat => {
    const angle = ((index % count) / count) * 2 * Math.PI
    return [lon + (Math.cos(angle) * metres) / (metresPerDegree * Math.cos((lat * Math.PI) / 180)), lat + (Math.sin(angle) * metres) / metresPerDegree]
  })
  return { type: 'Polygon', coordinates: [ring] }
}

/** A point on the way from `a` to `b`; `share` 0 to 1. */
export const between = (a: LonLat, b: LonLat, share: number): LonLat => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
