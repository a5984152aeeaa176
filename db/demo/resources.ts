import type { LonLat } from '#shared/geo.ts'
import type { Resource } from '#shared/resources.ts'
import type { Community, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import type { Random } from './random.ts'

type Draft = { kind: Resource['kind']; name: Bilingual; amount: string; place: Bilingual; away: boolean }

const room: Bilingual = { zh: '应急物资仓（设备房旁）', en: 'Emergency store (beside the plant house)' }
const desk: Bilingual = { zh: '值班室', en: 'Duty room' }

/** Firms under agreement lie some streets away; own supplies lie on site. At least 3 repair firms, 2 supermarkets, 1 hospital. */
const pool = (city: City): Draft[] => [
  { kind: 'repair-firm', name: { zh: `${city.zh}通达电梯维保`, en: `${city.en} Tongda Lift Service` }, amount: '24 h，2 组 / 2 crews', place: { zh: '约 3 公里', en: 'about 3 km' }, away: true },
  { kind: 'repair-firm', name: { zh: `${city.zh}安顺给排水工程`, en: `${city.en} Anshun Plumbing` }, amount: '24 h，1 组 / 1 crew', place: { zh: '约 5 公里', en: 'about 5 km' }, away: true },
  { kind: 'repair-firm', name: { zh: `${city.zh}恒力机电抢修`, en: `${city.en} Hengli Electric` }, amount: '24 h，2 组 / 2 crews', place: { zh: '约 4 公里', en: 'about 4 km' }, away: true },
  { kind: 'supermarket', name: { zh: '惠民生鲜超市', en: 'Huimin Fresh Market' }, amount: '饮用水 400 箱 / 400 cases of water', place: { zh: '南门外 300 米', en: '300 m from the south gate' }, away: true },
  { kind: 'supermarket', name: { zh: '邻里便利超市', en: 'Linli Store' }, amount: '饮用水 150 箱 / 150 cases of water', place: { zh: '北门外 450 米', en: '450 m from the north gate' }, away: true },
  { kind: 'hospital', name: { zh: `${city.zh}第三人民医院`, en: `${city.en} Third People's Hospital` }, amount: '急诊 24 h / emergency room', place: { zh: '约 2.5 公里', en: 'about 2.5 km' }, away: true },
  { kind: 'supply', name: { zh: '防汛沙袋', en: 'Sandbags' }, amount: '300', place: room, away: false },
  { kind: 'supply', name: { zh: '挡水板', en: 'Flood barriers' }, amount: '12', place: room, away: false },
  { kind: 'supply', name: { zh: '急救箱与 AED', en: 'First-aid kit and AED' }, amount: '3 + 1', place: desk, away: false },
  { kind: 'supply', name: { zh: '警戒带与锥桶', en: 'Cordon tape and cones' }, amount: '10 + 40', place: room, away: false },
  { kind: 'tool', name: { zh: '移动排水泵', en: 'Mobile drainage pump' }, amount: '2', place: room, away: false },
  { kind: 'tool', name: { zh: '便携燃气检测仪', en: 'Portable gas detector' }, amount: '2', place: desk, away: false },
  { kind: 'tool', name: { zh: '应急发电机', en: 'Emergency generator' }, amount: '1（30 kW）', place: room, away: false },
  { kind: 'key', name: { zh: '电梯三角钥匙', en: 'Lift landing-door keys' }, amount: '4', place: desk, away: false },
  { kind: 'key', name: { zh: '设备房与总阀钥匙', en: 'Plant room and main valve keys' }, amount: '2', place: desk, away: false },
]

type City = Bilingual
const cities: Record<string, City> = {
  south: { zh: '广州', en: 'Guangzhou' }, east: { zh: '杭州', en: 'Hangzhou' }, southwest: { zh: '成都', en: 'Chengdu' },
}

/** The emergency pool of one community. Numbers begin with 000, which no subscriber in China has. */
export function resourcesOf(community: Community, region: string, features: readonly Feature[], random: Random, id: (...name: (string | number)[]) => string): Resource[] {
  const store = features.find((feature) => feature.kind === 'equipment-room')?.shape
  const near: LonLat = store?.type === 'Point' ? store.coordinates : community.center
  const city = cities[region] ?? { zh: community.name.zh, en: community.name.en }
  return pool(city).map(({ away, ...draft }, i): Resource => {
    const angle = random.between(0, 2 * Math.PI)
    const metres = away ? random.between(450, 3800) : 0
    const point: LonLat = away
      ? [round(community.center[0] + (metres * Math.cos(angle)) / 100_000), round(community.center[1] + (metres * Math.sin(angle)) / 111_000)]
      : near
    return { id: id('resource', community.code, i), version: 1, community: community.id, ...draft, contact: `000-${random.int(2000, 8999)} ${random.int(1000, 9999)}`, point }
  })
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
