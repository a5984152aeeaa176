import { distance, type LonLat } from '#shared/geo.ts'

/** Corners that a ring may have, its last being its first again. */
const most = 199
/** A click that follows another within so many metres is the second of a double click. */
const same = 0.5

/** One corner more, unless it is where the last one is. */
export function addCorner(corners: readonly LonLat[], at: LonLat): readonly LonLat[] {
  const last = corners.at(-1)
  return corners.length >= most || (last && distance(last, at) < same) ? corners : [...corners, at]
}

/** The closed ring of these corners; null while they enclose nothing. */
export function ringOf(corners: readonly LonLat[]): LonLat[] | null {
  const [first] = corners
  return first && corners.length >= 3 && Math.abs(twice(corners)) > 0 ? [...corners, first] : null
}

/** Twice the area that they enclose, in square degrees (shoelace), by its turning sense. */
const twice = (corners: readonly LonLat[]): number =>
  corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
