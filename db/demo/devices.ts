import type { Device } from '#shared/devices.ts'
import { middle, type LonLat } from '#shared/geo.ts'
import type { Building, Community, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import { instant, minute } from './local-time.ts'
import type { Random } from './random.ts'

export const deviceCount = 2000

type Draft = Pick<Device, 'community' | 'building' | 'kind' | 'code' | 'name' | 'point'>

/** 2,000 devices: what every building and gate must have, then cameras, sensors and lamps here and there until the number is full. */
export function devicesOf(
  site: { communities: readonly Community[]; buildings: readonly Building[]; features: readonly Feature[] },
  now: number, random: Random, id: (...name: (string | number)[]) => string,
): Device[] {
  const drafts = site.communities.flatMap((community) => {
    const of = <T extends { community: string }>(list: readonly T[]) => list.filter((item) => item.community === community.id)
    return [...of(site.buildings).flatMap(inBuilding), ...onSite(community, of(site.buildings), of(site.features))]
  })
  const wanted = random.shuffle(site.buildings.flatMap(optional)).slice(0, deviceCount - drafts.length)
  const codes = new Map(site.communities.map((community) => [community.id, community.code]))
  return [...drafts, ...wanted].map((draft): Device => ({
    id: id('device', codes.get(draft.community) ?? '', draft.code), version: 1, ...draft,
    state: random.weighted(['online', 'silent', 'faulty', 'maintenance'] as const, (state) => ({ online: 974, silent: 12, faulty: 6, maintenance: 8 })[state]),
    seenAt: instant(now - random.between(0, 4) * minute),
  }))
}

const one = (building: Building, kind: Device['kind'], code: string, name: Bilingual): Draft => ({
  community: building.community, building: building.id, kind, code: `${building.code}-${code}`, point: middle(building.footprint),
  name: { zh: `${building.name.zh}${name.zh}`, en: `${building.name.en}, ${name.en}` },
})

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

function inBuilding(building: Building): Draft[] {
  const levels = building.levels ?? 1
  const lifts = levels > 18 ? 2 : levels > 7 ? 1 : 0
  return [
    ...upTo(building.units).flatMap((unit) => [
      ...upTo(lifts).map((n) => one(building, 'lift', `${unit}-L${n}`, { zh: `${unit}单元${n}号梯`, en: `unit ${unit}, lift ${n}` })),
      one(building, 'access', `${unit}-A1`, { zh: `${unit}单元门禁`, en: `unit ${unit} door` }),
    ]),
    ...(levels > 7 ? [one(building, 'fire-panel', 'F1', { zh: '火灾报警控制器', en: 'fire panel' })] : []),
  ]
}

function onSite(community: Community, buildings: readonly Building[], features: readonly Feature[]): Draft[] {
  const plant = buildings.find((building) => building.use === 'equipment') ?? null
  const rooms = features.filter((feature) => feature.kind === 'equipment-room')
  const gates = features.filter((feature) => feature.kind === 'gate')
  const corners = community.boundary?.type === 'Polygon' ? (community.boundary.coordinates[0] ?? []) : []
  const at = (index: number): LonLat | null => pointOf(rooms[index]) ?? (plant ? middle(plant.footprint) : null)
  const draft = (kind: Device['kind'], code: string, name: Bilingual, point: LonLat | null, building: string | null = null): Draft =>
    ({ community: community.id, building, kind, code, name, point })
  return [
    ...upTo(community.households > 2000 ? 5 : 3).map((n) => draft('pump', `P${n}`, { zh: `生活水泵${n}号`, en: `Domestic pump ${n}` }, at(0), plant?.id)),
    draft('pump', 'PF1', { zh: '消防泵1号', en: 'Fire pump 1' }, at(0), plant?.id),
    ...upTo(community.households > 2000 ? 4 : 2).map((n) => draft('power', `T${n}`, { zh: `${n}号变压器`, en: `Transformer ${n}` }, at(1), plant?.id)),
    draft('fire-panel', 'FC1', { zh: '消防控制主机', en: 'Main fire control' }, at(2), plant?.id),
    draft('water-leak', 'W1', { zh: '水泵房水浸', en: 'Pump room flood sensor' }, at(0), plant?.id),
    draft('water-leak', 'W2', { zh: '配电房水浸', en: 'Power room flood sensor' }, at(1), plant?.id),
    draft('gas', 'G1', { zh: '燃气调压箱', en: 'Gas regulator' }, at(0)),
    ...gates.flatMap((gate, i) => {
      const name = gate.name ?? { zh: `${i + 1}号门`, en: `Gate ${i + 1}` }
      return [
        draft('parking-gate', `PG${i + 1}-I`, { zh: `${name.zh}入口道闸`, en: `${name.en}, entry barrier` }, pointOf(gate)),
        draft('parking-gate', `PG${i + 1}-O`, { zh: `${name.zh}出口道闸`, en: `${name.en}, exit barrier` }, pointOf(gate)),
        draft('access', `AG${i + 1}`, { zh: `${name.zh}人脸通道`, en: `${name.en}, face gate` }, pointOf(gate)),
      ]
    }),
    ...corners.filter((_, i) => i % Math.ceil(corners.length / 8) === 0).map((point, i) =>
      draft('perimeter', `Z${i + 1}`, { zh: `周界${i + 1}区`, en: `Perimeter zone ${i + 1}` }, point)),
    ...features.filter((feature) => feature.kind === 'road').slice(0, 4).map((road, i) =>
      draft('lighting', `SL${i + 1}`, { zh: `路灯${i + 1}回路`, en: `Street lamps, circuit ${i + 1}` }, pointOf(road))),
  ]
}

function optional(building: Building): Draft[] {
  if (building.use !== 'residential') return [one(building, 'fire-panel', 'F1', { zh: '火灾报警控制器', en: 'fire panel' })]
  return [
    one(building, 'power', 'D1', { zh: '楼栋配电箱', en: 'distribution board' }),
    ...((building.levels ?? 0) > 7 ? [one(building, 'littering-camera', 'C1', { zh: '高空抛物摄像机', en: 'falling-object camera' })] : []),
    one(building, 'water-leak', 'W1', { zh: '电梯底坑水浸', en: 'lift pit flood sensor' }),
    one(building, 'lighting', 'SL1', { zh: '楼道照明', en: 'stair lighting' }),
    one(building, 'gas', 'G1', { zh: '燃气探测器', en: 'gas detector' }),
  ]
}

function pointOf(feature: Feature | undefined): LonLat | null {
  if (!feature) return null
  if (feature.shape.type === 'Point') return feature.shape.coordinates
  return feature.shape.type === 'LineString' ? (feature.shape.coordinates[Math.floor(feature.shape.coordinates.length / 3)] ?? null) : null
}
