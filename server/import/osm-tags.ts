import type { Building, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import { plainLine } from '../files/plain-text.ts'

export type Tags = Readonly<Record<string, unknown>>
type Use = Building['use']

/** The first of `keys` that says something, on one line, at most 200 characters. */
export function textOf(tags: Tags, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = tags[key]
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const text = plainLine(String(value), 200)
    if (text !== '') return text
  }
  return null
}

/** Null where the source names it in no language. A name in one language serves both. */
export function nameOf(tags: Tags): Bilingual | null {
  const zh = textOf(tags, 'name:zh', 'name:zh-Hans', 'name:zh-CN', 'name', 'official_name', 'name:en')
  const en = textOf(tags, 'name:en', 'name', 'name:zh', 'name:zh-Hans')
  return zh && en ? { zh, en } : null
}

/** Storeys are about this high, metres; used where only a height is known. */
const storey = 3

/** Levels above ground: "6", "1.5", "6;7" and "5-7" (the highest), "6+1", "G+5", "约6层"; else from the height. Null where neither can be read. */
export function levelsOf(tags: Tags): number | null {
  const told = textOf(tags, 'building:levels', 'levels', 'floors', '层数', 'building_levels')
  const levels = told === null ? null : readLevels(told)
  if (levels !== null) return levels
  const metres = heightOf(tags)
  return metres === null ? null : Math.max(1, Math.round(metres / storey))
}

const sane = (levels: number): number | null => (levels > 0 && levels <= 200 ? levels : null)

function readLevels(text: string): number | null {
  const ground = /^g\s*\+\s*(\d+)$/i.exec(text)
  if (ground) return sane(Number(ground[1]) + 1)
  const sum = /^(\d+)\s*\+\s*(\d+)$/.exec(text)
  if (sum) return sane(Number(sum[1]) + Number(sum[2]))
  if (text.startsWith('-')) return null
  const numbers = text.match(/\d+(?:\.\d+)?/g)?.map(Number) ?? []
  return numbers.length === 0 ? null : sane(Math.max(...numbers))
}

function heightOf(tags: Tags): number | null {
  const told = textOf(tags, 'height', 'building:height', '高度')
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*(m|米|ft|')?/i.exec(told ?? '') ?? []
  const metres = Number(amount) * (/^(ft|')$/i.test(unit) ? 0.3048 : 1)
  return metres > 0 && metres < 1_000 ? metres : null
}

const uses: Record<Use, readonly string[]> = {
  residential: ['apartments', 'residential', 'house', 'dormitory', 'detached', 'terrace', 'semidetached_house', 'bungalow', 'flats'],
  commercial: ['commercial', 'retail', 'supermarket', 'kiosk', 'hotel', 'shop', 'mall'],
  office: ['office', 'government'],
  parking: ['parking', 'garage', 'garages', 'carport'],
  equipment: ['service', 'transformer_tower', 'industrial', 'warehouse', 'utility', 'boiler_house', 'pumping_station', 'substation'],
  public: ['school', 'university', 'college', 'kindergarten', 'hospital', 'public', 'civic', 'library', 'sports_hall', 'church', 'temple', 'museum', 'train_station'],
}

/** Null where it is no building that stands: none, `no`, or one that is gone or planned. */
export function buildingUse(tags: Tags): Use | null {
  const kind = textOf(tags, 'building', 'building:use')?.toLowerCase() ?? null
  if (kind === null || ['no', 'demolished', 'proposed', 'razed', 'entrance'].includes(kind)) return null
  for (const [use, kinds] of Object.entries(uses)) if (kinds.includes(kind)) return use as Use
  if (textOf(tags, 'shop') !== null) return 'commercial'
  if (textOf(tags, 'office') !== null) return 'office'
  return textOf(tags, 'amenity', 'leisure', 'tourism') === null ? 'residential' : 'public'
}

/** Whether the source says that people live in it, rather than that we suppose it. */
export const saysResidential = (tags: Tags): boolean => uses.residential.includes(textOf(tags, 'building')?.toLowerCase() ?? '')

const walked = ['footway', 'path', 'pedestrian', 'steps', 'cycleway', 'track', 'bridleway', 'corridor']
const driven = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'residential', 'living_street', 'service', 'road', 'busway']
const greens = {
  landuse: ['grass', 'forest', 'meadow', 'village_green', 'recreation_ground', 'flowerbed', 'orchard', 'greenfield'],
  leisure: ['park', 'garden', 'pitch', 'playground', 'dog_park', 'nature_reserve', 'track', 'common'],
  natural: ['wood', 'scrub', 'grassland', 'tree_row', 'heath', 'shrubbery'],
}

/** What on a site it is, beside buildings; null where the product has no use for it (a crossing, a shop, a bench). */
export function featureKind(tags: Tags): Feature['kind'] | null {
  const is = (key: string, values: readonly string[]): boolean => values.includes(textOf(tags, key)?.toLowerCase() ?? '')
  if (is('barrier', ['gate', 'lift_gate', 'swing_gate', 'sliding_gate', 'entrance', 'toll_booth']) || is('entrance', ['main', 'yes', 'gate'])) return 'gate'
  const highway = textOf(tags, 'highway')?.toLowerCase().replace(/_link$/, '') ?? ''
  if (walked.includes(highway)) return 'path'
  if (driven.includes(highway)) return 'road'
  if (is('emergency', ['fire_hydrant'])) return 'hydrant'
  if (is('pipeline', ['valve']) || is('man_made', ['valve'])) return 'valve'
  if (is('power', ['substation', 'transformer']) || is('man_made', ['pumping_station', 'water_works'])) return 'equipment-room'
  if (is('amenity', ['parking', 'bicycle_parking', 'motorcycle_parking'])) return 'parking'
  if (is('natural', ['water']) || is('landuse', ['basin', 'reservoir']) || textOf(tags, 'waterway') !== null || is('leisure', ['swimming_pool'])) return 'water'
  if (Object.entries(greens).some(([key, values]) => is(key, values))) return 'green'
  return null
}

/** Whether it is the edge of the whole community. */
export const isBoundary = (tags: Tags): boolean =>
  textOf(tags, 'landuse') === 'residential' || textOf(tags, 'boundary') !== null || ['neighbourhood', 'quarter', 'residential'].includes(textOf(tags, 'place') ?? '')
