import { and, eq, inArray } from 'drizzle-orm'
import { resources } from '#db/schema/resources.ts'
import { buildings, communities } from '#db/schema/sites.ts'
import type { Activation } from '#shared/activations.ts'
import { isWithin, middle, type Area, type LonLat } from '#shared/geo.ts'
import type { Resource } from '#shared/resources.ts'
import type { Parts } from '../parts.ts'
import type { Where } from './cap-message.ts'

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
    .map(({ id, footprint }) => ({ id, at: middle(footprint), outline: outlineOf(footprint) }))
    .filter(({ id, at }) => named.includes(id) || (area && isWithin(at, area)))
}

/** The place as a public warning says it: the community and the outlines of the buildings, or its own where it is the whole of it; null where there is no such community. */
export async function whereOf(parts: Reads, place: PlanPlace): Promise<Where | null> {
  const [about, [row]] = await Promise.all([
    buildingsOf(parts, place),
    parts.db.select({ name: communities.name, boundary: communities.boundary }).from(communities).where(eq(communities.id, place.community)),
  ])
  if (!row) return null
  return { community: row.name, outlines: about.length > 0 ? about.map(({ outline }) => outline) : row.boundary ? [outlineOf(row.boundary)] : [] }
}

const outlineOf = (area: Area): LonLat[] => (area.type === 'Polygon' ? area.coordinates[0] : area.coordinates[0]?.[0]) ?? []

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
