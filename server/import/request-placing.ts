import { distance, type LonLat } from '#shared/geo.ts'
import type { Said } from '../cli.ts'
import type { SourceRequest } from '../files/request-row.ts'
import { digestOf } from '../journal/system.ts'
import type { CommunityPlaces, Place } from './community-places.ts'

export type Placing = {
  /** Where requests belong that say nothing themselves. */
  community: Place | null
  /** Metres from a building's middle within which a position is taken to mean it. */
  near: number
  /** Buildings on which requests are spread that have none, by their address; for trying a screen with foreign data. */
  spread: readonly string[]
}
export type Placed = { ok: true; community: Place; building: string | null; point: LonLat | null } | { ok: false; problem: Said }

/** A position farther than this from its community, metres, is of another place and would only mislead on the map. */
const farAway = 5_000

export function placeRequest(places: CommunityPlaces, request: SourceRequest, { community, near, spread }: Placing): Placed {
  const told = request.community === null ? null : places.community(request.community)
  if (request.community !== null && !told && !community) {
    return { ok: false, problem: { zh: `没有小区“${request.community.slice(0, 60)}”`, en: `there is no community "${request.community.slice(0, 60)}"` } }
  }
  const wanted = told ?? community
  const spot = request.point ? places.nearest(request.point, near, wanted) : null
  const found = spot?.community ?? wanted
  if (!found) {
    return {
      ok: false,
      problem: request.point
        ? { zh: `${near} 米内没有楼栋（可用 --community 指定小区）`, en: `no building within ${near} m (name a community with --community)` }
        : { zh: '没有位置，也没有小区（可用 --community 指定）', en: 'neither a position nor a community (name one with --community)' },
    }
  }
  const building = (request.building === null ? null : places.building(found, request.building)) ?? spot?.building ?? spreadOver(spread, request)
  const point = request.point && distance(request.point, found.center) <= farAway ? request.point : null
  return { ok: true, community: found, building, point }
}

function spreadOver(buildings: readonly string[], request: SourceRequest): string | null {
  if (buildings.length === 0) return null
  return buildings[Number.parseInt(digestOf(request.place || request.key).slice(0, 8), 16) % buildings.length] ?? null
}
