import type { Activation } from '#shared/activations.ts'
import { middle, type Area, type LonLat } from '#shared/geo.ts'
import type { Catalogue } from '../live/catalogue.ts'
import { boxOf } from './geometry-rules.ts'

type Sites = Pick<Catalogue, 'building' | 'community'>
type Where = Pick<Activation, 'community' | 'building' | 'buildings' | 'area'>

/** The shapes that a plan is about, as they lie: its area, its buildings; none where it is about the whole community. */
export function shapesOf({ building, buildings, area }: Where, sites: Sites): Area[] {
  if (area) return [{ type: 'Polygon', coordinates: [area] }]
  return [building, ...(buildings ?? [])].flatMap((id) => {
    const found = id ? sites.building.get(id) : undefined
    return found ? [found.footprint] : []
  })
}

/** The middle of where a plan is carried out. */
export function middleOf(where: Where, sites: Sites): LonLat | null {
  const shapes = shapesOf(where, sites)
  const [first] = shapes
  if (first && shapes.length === 1) return middle(first)
  const box = boxOf(shapes)
  return box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : (sites.community.get(where.community)?.center ?? null)
}
