import gcoord from 'gcoord'
import type { Area, LonLat, Shape } from '#shared/geo.ts'
import type { Said } from '../cli.ts'
import { tidyRing } from './ring.ts'

export const datums = ['wgs84', 'gcj02', 'bd09'] as const
/** What the coordinates of a file mean: GPS, or the shifted grids of Chinese map services. */
export type Datum = (typeof datums)[number]

export type Repair = 'closed' | 'turned' | 'crosses' | 'hole-dropped'
/** One source feature may hold several shapes (MultiPoint, MultiLineString). */
export type Drawn = { ok: true; shapes: Shape[]; repairs: Repair[] } | { ok: false; problem: Said }

const cannot = (zh: string, en: string): Drawn => ({ ok: false, problem: { zh, en } })

class Unreadable extends Error {
  readonly problem: Said
  constructor(zh: string, en: string) {
    super(en)
    this.problem = { zh, en }
  }
}

/** Reads a GeoJSON geometry into WGS-84 shapes, rings closed and turned as RFC 7946 wants them. */
export function readGeometry(geometry: unknown, datum: Datum): Drawn {
  if (typeof geometry !== 'object' || geometry === null) return cannot('没有几何图形', 'it has no geometry')
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
  const repairs = new Set<Repair>()
  const done = (shapes: Shape[]): Drawn => ({ ok: true, shapes, repairs: [...repairs] })
  try {
    switch (type) {
      case 'Point':
        return done([{ type, coordinates: position(coordinates, datum) }])
      case 'MultiPoint':
        return done(list(coordinates).map((point) => ({ type: 'Point', coordinates: position(point, datum) })))
      case 'LineString':
        return done([{ type, coordinates: line(coordinates, datum) }])
      case 'MultiLineString':
        return done(list(coordinates).map((one) => ({ type: 'LineString', coordinates: line(one, datum) })))
      case 'Polygon':
        return done([{ type, coordinates: polygon(coordinates, datum, repairs) }])
      case 'MultiPolygon':
        return done([multi(list(coordinates).map((one) => polygon(one, datum, repairs)))])
      default:
        return cannot(`不支持的几何类型 ${printed(type)}`, `its geometry is of the type ${printed(type)}`)
    }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem }
    throw error
  }
}

/** A line that returns to its beginning, drawn as the area that it encloses: how some tools export buildings. */
export function asArea(shape: Shape): Area | null {
  if (shape.type === 'Polygon' || shape.type === 'MultiPolygon') return shape
  if (shape.type !== 'LineString') return null
  const [first] = shape.coordinates
  const last = shape.coordinates.at(-1)
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return null
  const ring = tidyRing(shape.coordinates, true)
  return ring ? { type: 'Polygon', coordinates: [ring.corners] } : null
}

const printed = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : typeof value)

/** So many corners are a country, not a thing on a site. */
const mostCorners = 20_000

function list(value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new Unreadable('坐标不是数组或为空', 'its coordinates are empty or no array')
  if (value.length > mostCorners) throw new Unreadable(`坐标超过 ${mostCorners} 个`, `it has more than ${mostCorners} coordinates`)
  return value
}

function position(value: unknown, datum: Datum): LonLat {
  if (!Array.isArray(value)) throw new Unreadable('坐标不是数组', 'a coordinate is no array')
  const [lon, lat] = value as unknown[]
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    throw new Unreadable('坐标不是数字', 'a coordinate is not made of numbers')
  }
  if (Math.abs(lon) <= 90 && Math.abs(lat) > 90 && Math.abs(lat) <= 180) throw new Unreadable('经纬度可能颠倒（应先经度后纬度）', 'longitude and latitude seem to be swapped (longitude comes first)')
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw new Unreadable('坐标不是经纬度（请转换为 WGS-84 度）', 'a coordinate is not in degrees (convert it to WGS-84)')
  const [x, y] = datum === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09, gcoord.WGS84)
  return [centimetre(x), centimetre(y)]
}

const centimetre = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

function line(value: unknown, datum: Datum): LonLat[] {
  const points = list(value).map((one) => position(one, datum))
  const distinct = points.filter((point, at) => at === 0 || point[0] !== points[at - 1]?.[0] || point[1] !== points[at - 1]?.[1])
  if (distinct.length < 2) throw new Unreadable('线上不足两个点', 'the line has fewer than two points')
  return distinct
}

function polygon(value: unknown, datum: Datum, repairs: Set<Repair>): LonLat[][] {
  return list(value).flatMap((one, at) => {
    const ring = tidyRing(list(one).map((point) => position(point, datum)), at === 0)
    if (!ring && at === 0) throw new Unreadable('面没有面积（不足三个角）', 'the polygon has no area (fewer than three corners)')
    if (!ring) {
      repairs.add('hole-dropped')
      return []
    }
    if (!ring.closed) repairs.add('closed')
    if (ring.turned) repairs.add('turned')
    if (ring.crosses) repairs.add('crosses')
    return [ring.corners]
  })
}

function multi(polygons: LonLat[][][]): Area {
  const [only] = polygons
  return polygons.length === 1 && only ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons }
}
