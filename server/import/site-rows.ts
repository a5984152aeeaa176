import { middle, type Area, type LonLat } from '#shared/geo.ts'
import type { Building, Feature } from '#shared/sites.ts'
import { plainText } from '../files/plain-text.ts'
import { idFrom } from '../journal/system.ts'
import { ringMetres } from './ring.ts'
import type { SourceBuilding, SourceSite } from './site-reading.ts'

/** Square metres of floor that one household is taken to have, stairs and walls included, where the source does not count flats. */
export const metresPerHousehold = 110

/** The buildings of a community as the journal shall hold them, at version 1. `held` are the codes it has, by building id: a building keeps its code. */
export function buildingRows(community: { id: string; code: string }, site: SourceSite, held: ReadonlyMap<string, string>): Building[] {
  const used = new Set(held.values())
  const inOrder = site.buildings.toSorted((a, b) => (a.source < b.source ? -1 : 1))
  return inOrder.map((source) => {
    const id = idFrom('building', community.code, source.source)
    const code = held.get(id) ?? codeFor(source, used)
    used.add(code)
    return {
      id,
      version: 1,
      community: community.id,
      code,
      name: source.name ?? unnamed(source),
      use: source.use,
      levels: source.levels,
      units: 0,
      households: householdsOf(source),
      footprint: source.footprint,
    }
  })
}

/** Its number where it has one of its own ("9", "A3", "9号楼"), else its name, else the source's id. */
function codeFor(source: SourceBuilding, used: ReadonlySet<string>): string {
  const name = plainText(source.name?.zh ?? '', 60) || undefined
  const [, number] = /^([A-Za-z]?\d{1,3}[A-Za-z]?)\s*(?:号楼|号|栋|幢|座|#)?$/.exec(name ?? '') ?? []
  const wanted = [source.number, number, name, source.source].filter((code) => code !== null && code !== undefined)
  return wanted.find((code) => !used.has(code)) ?? `${source.source} (${used.size})`
}

/** No number is invented: somebody may be sent to a building by its name. */
function unnamed(source: SourceBuilding): Building['name'] {
  const tail = source.source.replace(/[^\w]/g, '').slice(-5)
  return { zh: `无名楼栋 …${tail}`, en: `Unnamed building …${tail}` }
}

function householdsOf(source: SourceBuilding): number {
  if (source.flats !== null) return source.flats
  if (!source.lived || source.levels === null) return 0
  return Math.round((areaMetres(source.footprint) * source.levels) / metresPerHousehold)
}

function areaMetres(area: Area): number {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  return polygons.reduce((sum, [outer = [], ...holes]) => sum + ringMetres(outer) - holes.reduce((gone, hole) => gone + ringMetres(hole), 0), 0)
}

export function featureRows(community: { id: string; code: string }, site: SourceSite): Feature[] {
  return site.features.map(({ source, kind, name, shape }) => ({
    id: idFrom('feature', community.code, source),
    version: 1,
    community: community.id,
    kind,
    name,
    shape,
  }))
}

/** The middle of the buildings' middles; of whatever else there is where there is no building. */
export function centerOf(site: SourceSite): LonLat | null {
  const points: LonLat[] = site.buildings.length > 0 ? site.buildings.map((building) => middle(building.footprint)) : site.features.flatMap(({ shape }) => pointOf(shape))
  if (site.boundary && points.length === 0) points.push(middle(site.boundary))
  const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return points.length === 0 ? null : [median(points.map(([lon]) => lon)), median(points.map(([, lat]) => lat))]
}

function pointOf(shape: Feature['shape']): LonLat[] {
  if (shape.type === 'Point') return [shape.coordinates]
  if (shape.type === 'LineString') return shape.coordinates.slice(0, 1)
  return [middle(shape)]
}
