import { ties, type Device, type Tie } from '#shared/devices.ts'
import { middle, type LonLat } from '#shared/geo.ts'
import type { Building, Community, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import { kitOf } from './device-kit.ts'
import type { Random } from './random.ts'

export const deviceCount = 2000

type Draft = Pick<Device, 'community' | 'building' | 'kind' | 'code' | 'name' | 'point' | 'unit' | 'floor' | 'room' | 'camera'> & {
  /** Codes of what it hangs on; a board that the building does not have is that of the community. */
  on?: Partial<Record<Tie, string>>
}

/**
 * 2,000 devices: what every building and gate must have, then cameras, sensors and lamps here and there until the number is full. They
 * hang on the boards, switches and gateways that they would hang on, each after what it hangs on. How they are follows from their alarms.
 */
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
  const levels = new Map(site.buildings.map((building) => [building.id, building.levels]))
  const known = new Set([...drafts, ...wanted].map((draft) => `${draft.community} ${draft.code}`))
  const idIn = ({ community }: Draft, code: string): string => id('device', codes.get(community) ?? '', code)
  const tied = (draft: Draft, tie: Tie): string | null => {
    const code = draft.on?.[tie]
    if (code === undefined) return null
    if (known.has(`${draft.community} ${code}`)) return idIn(draft, code)
    return tie === 'power' && known.has(`${draft.community} T1`) ? idIn(draft, 'T1') : null
  }
  const kits = random.fork('kits')
  const depth = ({ kind, code }: Draft): number => (/^T\d/.test(code) ? 0 : code === 'FD1' ? 1 : kind === 'power' ? 4 : kind === 'network' ? 2 : kind === 'gateway' ? 3 : kind === 'controller' || code === 'FC1' ? 4 : 5)
  return [...drafts, ...wanted].toSorted((x, y) => depth(x) - depth(y)).map((draft): Device => {
    const { on: _on, ...about } = draft
    return {
      id: idIn(draft, draft.code), version: 1, ...about, unit: draft.unit ?? null, floor: draft.floor ?? null, room: draft.room ?? null, camera: draft.camera ?? null, state: 'online', seenAt: null,
      ...Object.fromEntries(ties.map((tie) => [tie, tied(draft, tie)])), ...kitOf(draft.kind, draft.building ? (levels.get(draft.building) ?? null) : null, now, kits.fork(`${draft.community}/${draft.code}`)),
    }
  })
}

const one = (building: Building, kind: Device['kind'], code: string, name: Bilingual, more: Partial<Draft> = {}): Draft => ({
  community: building.community, building: building.id, kind, code: `${building.code}-${code}`, point: middle(building.footprint), ...more,
  name: { zh: `${building.name.zh}${name.zh}`, en: `${building.name.en}, ${name.en}` },
})

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

const boardOf = ({ code }: Building): string => `${code}-D1`

function inBuilding(building: Building): Draft[] {
  const levels = building.levels ?? 1
  const lifts = levels > 18 ? 2 : levels > 7 ? 1 : 0
  const board = boardOf(building)
  return [
    ...upTo(building.units).flatMap((unit) => [
      ...upTo(lifts).map((n) => one(building, 'lift', `${unit}-L${n}`, { zh: `${unit}单元${n}号梯`, en: `unit ${unit}, lift ${n}` }, { unit: String(unit), on: { power: board, gateway: 'GW2' } })),
      one(building, 'access', `${unit}-A1`, { zh: `${unit}单元门禁`, en: `unit ${unit} door` }, { unit: String(unit), floor: '1', on: { power: board, network: 'SW2' } }),
    ]),
    ...(levels > 7 ? [one(building, 'fire-panel', 'F1', { zh: '火灾报警控制器', en: 'fire panel' }, { floor: '1', on: { power: board, controller: 'FC1' } })] : []),
  ]
}

function onSite(community: Community, buildings: readonly Building[], features: readonly Feature[]): Draft[] {
  const plant = buildings.find((building) => building.use === 'equipment') ?? null
  const rooms = features.filter((feature) => feature.kind === 'equipment-room')
  const gates = features.filter((feature) => feature.kind === 'gate')
  const corners = community.boundary?.type === 'Polygon' ? (community.boundary.coordinates[0] ?? []) : []
  const at = (index: number): LonLat | null => pointOf(rooms[index]) ?? (plant ? middle(plant.footprint) : null)
  const draft = (kind: Device['kind'], code: string, name: Bilingual, point: LonLat | null, on: Draft['on'] = {}, more: Partial<Draft> = {}): Draft =>
    ({ community: community.id, building: null, kind, code, name, point, on, ...more })
  const [pumps, board, fire] = [['水泵房', 0], ['配电房', 1], ['消防控制室', 2]].map(([room, index]) => ({ building: plant?.id ?? null, room: String(room), point: at(Number(index)) }))
  return [
    draft('power', 'FD1', { zh: '动力配电柜', en: 'Power feeder' }, at(1), { power: 'T1' }, board),
    draft('network', 'SW1', { zh: '机房交换机', en: 'Plant switch' }, at(1), { power: 'FD1' }, board),
    draft('network', 'SW2', { zh: '门禁交换机', en: 'Access switch' }, at(2), { power: 'T1', network: 'SW1' }, fire),
    draft('gateway', 'GW1', { zh: '机房网关', en: 'Plant gateway' }, at(1), { power: 'FD1', network: 'SW1' }, board),
    draft('gateway', 'GW2', { zh: '楼宇网关', en: 'Buildings gateway' }, at(2), { power: 'T1', network: 'SW1' }, fire),
    draft('controller', 'PLC1', { zh: '水泵控制柜', en: 'Pump controller' }, at(0), { power: 'FD1', gateway: 'GW1' }, pumps),
    draft('sensor', 'RT1', { zh: '水泵房温湿度', en: 'Pump room climate' }, at(0), { gateway: 'GW1' }, pumps),
    draft('sensor', 'RT2', { zh: '配电房温湿度', en: 'Power room climate' }, at(1), { gateway: 'GW1' }, board),
    ...upTo(community.households > 2000 ? 5 : 3).map((n) => draft('pump', `P${n}`, { zh: `生活水泵${n}号`, en: `Domestic pump ${n}` }, at(0), { power: 'FD1', controller: 'PLC1', gateway: 'GW1' }, pumps)),
    draft('pump', 'PF1', { zh: '消防泵1号', en: 'Fire pump 1' }, at(0), { power: 'FD1', controller: 'PLC1', gateway: 'GW1' }, pumps),
    ...upTo(community.households > 2000 ? 4 : 2).map((n) => draft('power', `T${n}`, { zh: `${n}号变压器`, en: `Transformer ${n}` }, at(1), {}, board)),
    draft('fire-panel', 'FC1', { zh: '消防控制主机', en: 'Main fire control' }, at(2), { power: 'T1' }, fire),
    draft('water-leak', 'W1', { zh: '水泵房水浸', en: 'Pump room flood sensor' }, at(0), { gateway: 'GW1' }, pumps),
    draft('water-leak', 'W2', { zh: '配电房水浸', en: 'Power room flood sensor' }, at(1), { gateway: 'GW1' }, board),
    draft('gas', 'G1', { zh: '燃气调压箱', en: 'Gas regulator' }, at(0), { gateway: 'GW1' }),
    ...gates.flatMap((gate, i) => {
      const name = gate.name ?? { zh: `${i + 1}号门`, en: `Gate ${i + 1}` }
      return [
        draft('parking-gate', `PG${i + 1}-I`, { zh: `${name.zh}入口道闸`, en: `${name.en}, entry barrier` }, pointOf(gate), { power: 'T1', network: 'SW2' }),
        draft('parking-gate', `PG${i + 1}-O`, { zh: `${name.zh}出口道闸`, en: `${name.en}, exit barrier` }, pointOf(gate), { power: 'T1', network: 'SW2' }),
        draft('access', `AG${i + 1}`, { zh: `${name.zh}人脸通道`, en: `${name.en}, face gate` }, pointOf(gate), { power: 'T1', network: 'SW2' }),
      ]
    }),
    ...corners.filter((_, i) => i % Math.ceil(corners.length / 8) === 0).map((point, i) =>
      draft('perimeter', `Z${i + 1}`, { zh: `周界${i + 1}区`, en: `Perimeter zone ${i + 1}` }, point, { network: 'SW2' })),
    ...features.filter((feature) => feature.kind === 'road').slice(0, 4).map((road, i) =>
      draft('lighting', `SL${i + 1}`, { zh: `路灯${i + 1}回路`, en: `Street lamps, circuit ${i + 1}` }, pointOf(road), { power: 'T2' })),
  ]
}

function optional(building: Building): Draft[] {
  const power = boardOf(building)
  if (building.use !== 'residential') return [one(building, 'fire-panel', 'F1', { zh: '火灾报警控制器', en: 'fire panel' }, { floor: '1', on: { controller: 'FC1' } })]
  return [
    one(building, 'power', 'D1', { zh: '楼栋配电箱', en: 'distribution board' }, { floor: '1', on: { power: 'T1', gateway: 'GW2' } }),
    ...((building.levels ?? 0) > 7 ? [one(building, 'littering-camera', 'C1', { zh: '高空抛物摄像机', en: 'falling-object camera' }, { camera: `rtsp://cameras.demo.invalid/${building.code}-C1`, on: { power, network: 'SW2' } })] : []),
    one(building, 'water-leak', 'W1', { zh: '电梯底坑水浸', en: 'lift pit flood sensor' }, { floor: 'B1', on: { gateway: 'GW2' } }),
    one(building, 'lighting', 'SL1', { zh: '楼道照明', en: 'stair lighting' }, { on: { power } }),
    one(building, 'gas', 'G1', { zh: '燃气探测器', en: 'gas detector' }, { on: { gateway: 'GW2' } }),
  ]
}

function pointOf(feature: Feature | undefined): LonLat | null {
  if (!feature) return null
  if (feature.shape.type === 'Point') return feature.shape.coordinates
  return feature.shape.type === 'LineString' ? (feature.shape.coordinates[Math.floor(feature.shape.coordinates.length / 3)] ?? null) : null
}
