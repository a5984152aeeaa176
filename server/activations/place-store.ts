import { and, eq, inArray } from 'drizzle-orm'
import { resources } from '#db/schema/resources.ts'
import { buildings, communities } from '#db/schema/sites.ts'
import type { Activation } from '#shared/activations.ts'
import { isWithin, middle, type LonLat } from '#shared/geo.ts'
import type { Resource } from '#shared/resources.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>
/** Where a plan is carried out: buildings, an area, or neither: the whole community. */
export type PlanPlace = Pick<Activation, 'community'> & Partial<Pick<Activation, 'building' | 'buildings' | 'area'>>

/** The buildings that it is about, with the middle of each, and their outlines; none where it is the whole community. */
export async function buildingsOf({ db }: Reads, { community, building, buildings: others, area }: PlanPlace): Promise<{ id: string; at: LonLat; outline: LonLat[] }[]> {
  const named = [...(building ? [building] : []), ...(others ?? [])]
  if (named.length === 0 && !area) return []
  const rows = await db.select({ id: buildings.id, footprint: buildings.footprint }).from(buildings)
    .where(and(eq(buildings.community, community), ...(area ? [] : [inArray(buildings.id, named)])))
  return rows
    .map(({ id, footprint }) => ({ id, at: middle(footprint), outline: (footprint.type === 'Polygon' ? footprint.coordinates[0] : footprint.coordinates[0]?.[0]) ?? [] }))
    .filter(({ id, at }) => named.includes(id) || (area && isWithin(at, area)))
}

/** The middle of the place: of its building, the area, or the community. */
export async function pointOf(parts: Reads, place: PlanPlace): Promise<LonLat | null> {
  if (place.area && !place.building) return middle({ type: 'Polygon', coordinates: [place.area] })
  const about = place.building ? await buildingsOf(parts, { community: place.community, building: place.building }) : await buildingsOf(parts, place)
  if (about.length > 0) return mean(about.map(({ at }) => at))
  const [row] = await parts.db.select({ center: communities.center }).from(communities).where(eq(communities.id, place.community))
  return row?.center ?? null
}

const mean = (points: readonly LonLat[]): LonLat => [points.reduce((sum, [lon]) => sum + lon, 0) / points.length, points.reduce((sum, [, lat]) => sum + lat, 0) / points.length]

/** The pool of a community; whatever has ended is passed over when something is looked for. */
export const readPool = ({ db }: Reads, community: string): Promise<Resource[]> => db.select().from(resources).where(eq(resources.community, community))
