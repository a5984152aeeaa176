import type { Area, Shape } from '#shared/geo.ts'
import type { Building, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import { CannotGoOn, type Said } from '../cli.ts'
import { plainText } from '../files/plain-text.ts'
import { digestOf } from '../journal/system.ts'
import { asArea, readGeometry, type Datum, type Repair } from './geometry.ts'
import { buildingUse, featureKind, isBoundary, levelsOf, nameOf, saysResidential, textOf, type Tags } from './osm-tags.ts'

export type SourceBuilding = {
  source: string
  name: Bilingual | null
  number: string | null
  use: Building['use']
  levels: number | null
  flats: number | null
  /** The source says that people live here. */
  lived: boolean
  footprint: Area
}
export type SourceFeature = { source: string; kind: Feature['kind']; name: Bilingual | null; shape: Shape }

/** Everything that one file says about one community. */
export type SourceSite = { buildings: SourceBuilding[]; features: SourceFeature[]; boundary: Area | null }

/** `index` counts from 0, as programs do that write GeoJSON. */
export type FeatureProblem = { index: number; source: string | null; said: Said }

export type SiteFile = {
  /** By the value of the grouping property; one under '' where there is none. */
  sites: Map<string, SourceSite>
  problems: FeatureProblem[]
  repairs: Map<Repair, number>
  /** Read, and of no use here. */
  unused: number
  repeated: number
}

export type SiteOptions = { datum: Datum; by: string | null; as: Feature['kind'] | null }

const wgs84 = /CRS84|EPSG:+(?:\d*:)?4326$/

/** The features of a GeoJSON text. Throws CannotGoOn for anything else. */
export function readCollection(text: string, path: string): unknown[] {
  const not = (zh: string, en: string) => new CannotGoOn(`${path} 不是 GeoJSON：${zh}。`, `${path} is not GeoJSON: ${en}.`)
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    throw not('不是格式正确的 JSON', 'it is not well-formed JSON')
  }
  if (typeof file !== 'object' || file === null) throw not('不是对象', 'it is no object')
  const { type, features, crs } = file as { type?: unknown; features?: unknown; crs?: { properties?: { name?: unknown } } | null }
  const system = crs?.properties?.name
  if (typeof system === 'string' && !wgs84.test(system)) {
    throw new CannotGoOn(`${path} 的坐标系是 ${system.slice(0, 60)}，请先转换为 WGS-84（EPSG:4326）。`, `${path} is in ${system.slice(0, 60)}: convert it to WGS-84 (EPSG:4326).`)
  }
  if (type === 'Feature') return [file]
  if (type !== 'FeatureCollection') throw not('没有 FeatureCollection', 'there is no FeatureCollection')
  if (!Array.isArray(features)) throw not('features 不是数组', 'features is no array')
  if (features.length === 0) throw new CannotGoOn(`${path} 里没有任何要素。`, `${path} holds no feature.`)
  return features
}

/** Sorts features into buildings and what lies beside them; what cannot be read is a problem and the rest goes in. */
export function readSites(features: readonly unknown[], options: SiteOptions): SiteFile {
  const file: SiteFile = { sites: new Map(), problems: [], repairs: new Map(), unused: 0, repeated: 0 }
  const seen = new Map<string, string>()
  features.forEach((feature, index) => {
    const problem = readFeature(file, seen, feature, options)
    if (problem) file.problems.push({ index, ...problem })
  })
  return file
}

function readFeature(file: SiteFile, seen: Map<string, string>, feature: unknown, options: SiteOptions): Omit<FeatureProblem, 'index'> | null {
  if (typeof feature !== 'object' || feature === null) return { source: null, said: { zh: '不是要素', en: 'it is no feature' } }
  const { properties, geometry } = feature as { properties?: unknown; geometry?: unknown }
  const tags: Tags = typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? (properties as Tags) : {}
  const told = sourceOf(feature as { id?: unknown }, tags)
  const use = buildingUse(tags)
  const kind = use ? null : (featureKind(tags) ?? options.as)
  const edge = !use && !kind && isBoundary(tags)
  if (!use && !kind && !edge) {
    file.unused++
    return null
  }
  const drawn = readGeometry(geometry, options.datum)
  if (!drawn.ok) return { source: told, said: drawn.problem }
  const group = options.by === null ? '' : textOf(tags, options.by)
  if (group === null) return { source: told, said: { zh: `没有属性 ${options.by}`, en: `it has no property ${options.by}` } }

  const drawing = JSON.stringify(drawn.shapes)
  const source = unlike(seen, told ?? `shape/${digestOf(drawing).slice(0, 16)}`, drawing)
  if (source === null) {
    file.repeated++
    return null
  }
  const site = siteOf(file, group)
  const said = use ? addBuilding(site, source, tags, use, drawn.shapes) : edge ? addBoundary(site, drawn.shapes) : addFeatures(site, source, tags, kind, drawn.shapes)
  if (said) return { source, said }
  for (const repair of drawn.repairs) file.repairs.set(repair, (file.repairs.get(repair) ?? 0) + 1)
  return null
}

function siteOf(file: SiteFile, group: string): SourceSite {
  const site = file.sites.get(group) ?? { buildings: [], features: [], boundary: null }
  file.sites.set(group, site)
  return site
}

/** OpenStreetMap's ids are unique per element type only. */
function sourceOf(feature: { id?: unknown }, tags: Tags): string | null {
  const own = textOf({ id: feature.id }, 'id')
  if (own !== null) return plainText(own, 100)
  const id = textOf(tags, '@id', 'full_id', 'id', 'osm_id', 'osmid', 'OBJECTID', 'fid')
  const type = textOf(tags, 'element', 'osm_type')
  return id === null ? null : plainText(type ? `${type}/${id}` : id, 100)
}

/** A repeated id with the same drawing is a repetition (null); with another one it is another part, numbered. */
function unlike(seen: Map<string, string>, source: string, drawing: string): string | null {
  for (let part = 1; ; part++) {
    const name = part === 1 ? source : `${source}#${part}`
    const held = seen.get(name)
    if (held === drawing) return null
    if (held !== undefined) continue
    seen.set(name, drawing)
    return name
  }
}

function addBuilding(site: SourceSite, source: string, tags: Tags, use: Building['use'], shapes: Shape[]): Said | null {
  const areas = shapes.flatMap((shape) => asArea(shape) ?? [])
  const [footprint] = areas
  if (!footprint || areas.length !== shapes.length) return { zh: '楼栋没有轮廓（不是面）', en: 'the building has no outline (its geometry is no area)' }
  const flats = Number(textOf(tags, 'building:flats', 'households', '户数') ?? Number.NaN)
  site.buildings.push({
    source,
    name: nameOf(tags),
    number: plainText(textOf(tags, 'ref', 'addr:housenumber', '楼号') ?? '', 60) || null,
    use,
    levels: levelsOf(tags),
    flats: Number.isInteger(flats) && flats >= 0 && flats < 100_000 ? flats : null,
    lived: saysResidential(tags),
    footprint,
  })
  return null
}

function addBoundary(site: SourceSite, shapes: Shape[]): Said | null {
  const [area] = shapes.flatMap((shape) => asArea(shape) ?? [])
  if (!area) return { zh: '边界不是面', en: 'the boundary is no area' }
  site.boundary ??= area
  return null
}

function addFeatures(site: SourceSite, source: string, tags: Tags, kind: Feature['kind'] | null, shapes: Shape[]): Said | null {
  if (!kind) return null
  const name = nameOf(tags)
  shapes.forEach((shape, part) => site.features.push({ source: part === 0 ? source : `${source}~${part + 1}`, kind, name, shape }))
  return null
}
