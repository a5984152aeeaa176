import { buildings, communities } from '#db/schema/sites.ts'
import { distance, middle, type LonLat } from '#shared/geo.ts'
import type { Parts } from '../parts.ts'

export type Place = { id: string; code: string; region: string; zone: string; center: LonLat }
export type Spot = { community: Place; building: string | null }

type Standing = { id: string; code: string; community: Place; middle: LonLat }

/** Degrees of a grid cell, about 500 m: a point's neighbours are in its cell or beside it. */
const cell = 0.005

/** Where things are, for finding the building that a request is about. */
export class CommunityPlaces {
  private readonly byCode = new Map<string, Place>()
  private readonly buildingByCode = new Map<string, string>()
  private readonly grid = new Map<string, Standing[]>()

  static async read(parts: Pick<Parts, 'db'>): Promise<CommunityPlaces> {
    const places = new CommunityPlaces()
    const rows = await parts.db.select({ id: communities.id, code: communities.code, region: communities.region, zone: communities.zone, center: communities.center }).from(communities)
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const row of rows) places.byCode.set(row.code, row)
    for (const row of await parts.db.select({ id: buildings.id, code: buildings.code, community: buildings.community, footprint: buildings.footprint }).from(buildings)) {
      const community = byId.get(row.community)
      if (!community) continue
      places.buildingByCode.set(`${row.community}/${row.code}`, row.id)
      const standing = { id: row.id, code: row.code, community, middle: middle(row.footprint) }
      const key = keyOf(standing.middle, 0, 0)
      places.grid.set(key, [...(places.grid.get(key) ?? []), standing])
    }
    return places
  }

  community(code: string): Place | null {
    return this.byCode.get(code) ?? null
  }

  building(community: Place, code: string): string | null {
    return this.buildingByCode.get(`${community.id}/${code}`) ?? null
  }

  /** Ids, in the order of their codes. */
  buildingsOf(community: Place): string[] {
    const own = [...this.buildingByCode].filter(([key]) => key.startsWith(`${community.id}/`))
    return own.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, id]) => id)
  }

  /** The zone of all communities, where they share one. */
  usualZone(): string | null {
    const zones = new Set([...this.byCode.values()].map((place) => place.zone))
    return zones.size === 1 ? ([...zones][0] ?? null) : null
  }

  /** The building whose middle is nearest, within `metres`; of `only` where that is given. */
  nearest(point: LonLat, metres: number, only: Place | null): Spot | null {
    let best: { spot: Spot; away: number } | null = null
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const standing of this.grid.get(keyOf(point, dx, dy)) ?? []) {
          if (only && standing.community.id !== only.id) continue
          const away = distance(point, standing.middle)
          if (away <= metres && away < (best?.away ?? Infinity)) best = { spot: { community: standing.community, building: standing.id }, away }
        }
      }
    }
    return best?.spot ?? null
  }
}

const keyOf = ([lon, lat]: LonLat, dx: number, dy: number): string => `${Math.floor(lon / cell) + dx}/${Math.floor(lat / cell) + dy}`
