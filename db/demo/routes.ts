import { distance, middle, type LonLat } from '#shared/geo.ts'
import type { PatrolRoute } from '#shared/patrol.ts'
import type { Building, Community, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'

type Stop = PatrolRoute['checkpoints'][number]

/** Patrol routes of one community: round the wall, past the houses, and at night to doors and technical rooms. */
export function routesOf(
  community: Community, buildings: readonly Building[], features: readonly Feature[], id: (...name: (string | number)[]) => string,
): PatrolRoute[] {
  const corners = features.filter((feature) => feature.kind === 'road' || feature.kind === 'path').flatMap(lineOf)
  const nearest = (to: LonLat): LonLat => corners.reduce((best, corner) => (distance(corner, to) < distance(best, to) ? corner : best), corners[0] ?? to)
  const ring = features.filter((feature) => feature.kind === 'road').slice(0, 1).flatMap(lineOf)
  const gates = features.filter((feature) => feature.kind === 'gate')
  const houses = buildings.filter((building) => building.use === 'residential')
  const rooms = features.filter((feature) => feature.kind === 'equipment-room').slice(0, 1)
  const route = (code: string, name: Bilingual, checkpoints: Stop[]): PatrolRoute[] =>
    checkpoints.length < 3 ? [] : [{ id: id('route', community.code, code), version: 1, community: community.id, name, checkpoints }]
  const every = <T>(list: readonly T[], most: number) => list.filter((_, i) => i % Math.ceil(list.length / most) === 0)
  const at = (prefix: string, list: { name: Bilingual; point: LonLat }[]): Stop[] => list.map((stop, i) => ({ key: `${prefix}${i + 1}`, ...stop }))
  const past = (list: readonly Building[]) => list.map((building) => ({ name: building.name, point: nearest(middle(building.footprint)) }))
  return [
    ...route('wall', { zh: '周界巡逻', en: 'Perimeter round' }, at('Z', every(ring.slice(1), 8).map((point, i) => ({ name: { zh: `周界${i + 1}号点`, en: `Perimeter point ${i + 1}` }, point })))),
    ...route('houses', { zh: '楼栋巡逻', en: 'Building round' }, at('B', rounded(past(every(houses, 10))))),
    ...(community.households > 1000
      ? route('night', { zh: '夜间巡查（照明与门禁）', en: 'Night round (lights and doors)' }, at('N', rounded([
        ...gates.map((gate) => ({ name: gate.name ?? { zh: '门岗', en: 'Gate' }, point: nearest(lineOf(gate)[0] ?? community.center) })),
        ...rooms.map((room) => ({ name: room.name ?? { zh: '设备房', en: 'Plant room' }, point: nearest(lineOf(room)[0] ?? community.center) })),
        ...past(every([...houses].reverse(), 5)),
      ])))
      : []),
  ]
}

function lineOf(feature: Feature): LonLat[] {
  if (feature.shape.type === 'LineString') return feature.shape.coordinates
  return feature.shape.type === 'Point' ? [feature.shape.coordinates] : []
}

/** The order of a round that does not cross itself: as long as turning a stretch round makes it shorter, it is turned (2-opt). */
function rounded<T extends { point: LonLat }>(stops: readonly T[]): T[] {
  let round = [...stops]
  for (let better = true; better; ) {
    better = false
    for (let from = 1; from < round.length - 1; from++) {
      for (let to = from + 1; to < round.length; to++) {
        const turned = [...round.slice(0, from), ...round.slice(from, to + 1).reverse(), ...round.slice(to + 1)]
        if (lengthOf(turned) >= lengthOf(round) - 0.1) continue
        round = turned
        better = true
      }
    }
  }
  return round
}

/** Metres, there and back to the start. */
const lengthOf = (stops: readonly { point: LonLat }[]): number =>
  stops.reduce((sum, stop, i) => sum + distance(stop.point, (stops[i + 1] ?? stops[0] ?? stop).point), 0)
