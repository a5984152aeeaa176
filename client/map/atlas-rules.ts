import type { LonLat, Shape } from '#shared/geo.ts'
import { boxOf, type Box } from './geometry-rules.ts'

export type Estate = { id: string; group: string; center: LonLat; shapes: readonly Shape[] }
/** Moves a point of a community to where the map draws it. */
export type Placing = { atlas: boolean; point(community: string, at: LonLat): LonLat; shape<S extends Shape>(community: string, shape: S): S; label(community: string): LonLat | null }

export const asItLies: Placing = { atlas: false, point: (_, at) => at, shape: (_, shape) => shape, label: () => null }

const gap = 0.0009
const aspect = 1.5
const cosine = ([, lat]: LonLat) => Math.cos((lat * Math.PI) / 180)

/**
 * Cities lie hundreds of kilometres apart, so that on a true map of several every estate is a dot on the others. An atlas lays them
 * side by side at one scale, by group, in rows about half as wide again as high, around the equator, where a degree is as long either way.
 */
export function atlasOf(estates: readonly Estate[]): Placing {
  const sized = estates.map((estate) => ({ ...estate, box: flat(estate) })).toSorted((a, b) => a.group.localeCompare(b.group) || height(b.box) - height(a.box) || a.id.localeCompare(b.id))
  const area = sized.reduce((sum, { box }) => sum + (width(box) + gap) * (height(box) + gap), 0)
  const rowWidth = Math.max(Math.sqrt(area * aspect), ...sized.map(({ box }) => width(box)))
  const cells = new Map<string, { x: number; y: number; center: LonLat; top: number; middle: number }>()
  let [x, y, rowHeight] = [0, 0, 0]
  for (const { id, center, box } of sized) {
    if (x > 0 && x + width(box) > rowWidth) [x, y, rowHeight] = [0, y - rowHeight - gap, 0]
    cells.set(id, { x: x - box[0], y: y - box[3], center, top: y, middle: x + width(box) / 2 })
    x += width(box) + gap
    rowHeight = Math.max(rowHeight, height(box))
  }
  const point = (community: string, at: LonLat): LonLat => {
    const cell = cells.get(community)
    return cell ? [cell.x + (at[0] - cell.center[0]) * cosine(cell.center), cell.y + at[1] - cell.center[1]] : at
  }
  return {
    atlas: true,
    point,
    shape: (community, shape) => moved(shape, (at) => point(community, at)),
    label: (community) => {
      const cell = cells.get(community)
      return cell ? [cell.middle, cell.top] : null
    },
  }
}

const width = (box: Box) => box[2] - box[0]
const height = (box: Box) => box[3] - box[1]

/** The box around an estate in degrees of latitude either way, its centre at nought. */
function flat({ center, shapes }: Estate): Box {
  const box = boxOf(shapes) ?? [center[0], center[1], center[0], center[1]]
  const k = cosine(center)
  return [(box[0] - center[0]) * k, box[1] - center[1], (box[2] - center[0]) * k, box[3] - center[1]]
}

function moved<S extends Shape>(shape: S, to: (at: LonLat) => LonLat): S
function moved(shape: Shape, to: (at: LonLat) => LonLat): Shape {
  switch (shape.type) {
    case 'Point':
      return { type: 'Point', coordinates: to(shape.coordinates) }
    case 'LineString':
      return { type: 'LineString', coordinates: shape.coordinates.map(to) }
    case 'Polygon':
      return { type: 'Polygon', coordinates: shape.coordinates.map((ring) => ring.map(to)) }
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: shape.coordinates.map((polygon) => polygon.map((ring) => ring.map(to))) }
  }
}
