import type { LonLat } from '#shared/geo.ts'
import type { Resource } from '#shared/resources.ts'
import type { Community, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import { day, instant } from './local-time.ts'
import type { Random } from './random.ts'

/** `stock`: as many as there should be. `lasts`: days for which goods are good at most. */
type Draft = Pick<Resource, 'kind' | 'name' | 'place'> & { amount: string; stock?: number; lasts?: number; away: boolean }

const room: Bilingual = { zh: '应急物资仓（设备房旁）', en: 'Emergency store (beside the plant house)' }
const desk: Bilingual = { zh: '值班室', en: 'Duty room' }
const station: Bilingual = { zh: '微型消防站', en: 'Micro fire station' }

const firm = (kind: Draft['kind'], zh: string, en: string, amount: string, place: Bilingual): Draft => ({ kind, name: { zh, en }, amount, place, away: true })
const own = (kind: Draft['kind'], zh: string, en: string, stock: number, place: Bilingual, lasts?: number): Draft => ({ kind, name: { zh, en }, amount: '', stock, place, away: false, ...(lasts && { lasts }) })

/** Firms under agreement lie some streets away; own supplies lie on site. At least 3 repair firms, 2 supermarkets, 1 hospital. */
const pool = (city: City): Draft[] => [
  firm('repair-firm', `${city.zh}通达电梯维保`, `${city.en} Tongda Lift Service`, '24 h', { zh: '两组人，约 3 公里', en: 'two crews, about 3 km' }),
  firm('repair-firm', `${city.zh}安顺给排水工程`, `${city.en} Anshun Plumbing`, '24 h', { zh: '一组人，约 5 公里', en: 'one crew, about 5 km' }),
  firm('repair-firm', `${city.zh}恒力机电抢修`, `${city.en} Hengli Electric`, '24 h', { zh: '两组人，约 4 公里', en: 'two crews, about 4 km' }),
  firm('supermarket', '惠民生鲜超市（饮用水）', 'Huimin Fresh Market (drinking water)', '400 × 12 L', { zh: '南门外 300 米', en: '300 m from the south gate' }),
  firm('supermarket', '邻里便利超市（饮用水）', 'Linli Store (drinking water)', '150 × 12 L', { zh: '北门外 450 米', en: '450 m from the north gate' }),
  firm('hospital', `${city.zh}第三人民医院`, `${city.en} Third People's Hospital`, '24 h', { zh: '约 2.5 公里', en: 'about 2.5 km' }),
  own('supply', '防汛沙袋', 'Sandbags', 300, room),
  own('supply', '挡水板', 'Flood barriers', 12, room),
  own('supply', '急救箱与 AED', 'First-aid kit and AED', 4, desk, 700),
  own('supply', '警戒带', 'Cordon tape', 40, room),
  own('tool', '移动排水泵', 'Mobile drainage pump', 2, room),
  own('tool', '便携燃气检测仪', 'Portable gas detector', 2, desk, 365),
  own('tool', '应急发电机', 'Emergency generator', 1, room),
  own('key', '电梯三角钥匙', 'Lift landing-door keys', 4, desk),
  own('key', '设备房与总阀钥匙', 'Plant room and main valve keys', 2, desk),
  own('supply', '灭火器', 'Extinguishers', 24, station, 700),
  own('supply', '空气呼吸器', 'Breathing sets', 4, station, 700),
  own('supply', '防爆盾', 'Riot shields', 6, station),
  own('supply', '钢叉', 'Restraint forks', 6, station),
  own('supply', '手持扩音器', 'Loudhailers', 4, desk),
  own('supply', '强光手电', 'Torches', 12, desk),
  own('supply', '应急照明灯', 'Emergency lamps', 20, room),
  own('supply', '安全帽', 'Helmets', 10, room),
  own('supply', '口罩', 'Masks', 600, room, 700),
  own('supply', '消毒液', 'Disinfectant', 40, room, 365),
  own('supply', '防护服', 'Protective suits', 30, room, 700),
  own('supply', '融雪剂', 'De-icing salt', 30, room),
  own('supply', '防滑垫', 'Anti-slip mats', 30, room),
  own('tool', '雪铲', 'Snow shovels', 12, room),
]

type City = Bilingual
const cities: Record<string, City> = {
  south: { zh: '广州', en: 'Guangzhou' }, east: { zh: '杭州', en: 'Hangzhou' }, southwest: { zh: '成都', en: 'Chengdu' },
}

/** The one community that let its pool go: nobody was called for long, agreements ran out, half the store is empty. */
const neglected = 'HHL'

/** The emergency pool of one community at `now`. Numbers begin with 000, which no subscriber in China has. */
export function resourcesOf(community: Community, region: string, features: readonly Feature[], now: number, random: Random, id: (...name: (string | number)[]) => string): Resource[] {
  const store = features.find((feature) => feature.kind === 'equipment-room')?.shape
  const near: LonLat = store?.type === 'Point' ? store.coordinates : community.center
  const city = cities[region] ?? { zh: community.name.zh, en: community.name.en }
  const kept = random.fork('kept')
  return pool(city).map(({ away, stock, lasts, amount, ...draft }, i): Resource => {
    const angle = random.between(0, 2 * Math.PI)
    const metres = away ? random.between(450, 3800) : 0
    const point: LonLat = away
      ? [round(community.center[0] + (metres * Math.cos(angle)) / 100_000), round(community.center[1] + (metres * Math.sin(angle)) / 111_000)]
      : near
    const contact = `000-${random.int(2000, 8999)} ${random.int(1000, 9999)}`
    const state = stateOf({ away, stock, lasts }, community.code === neglected, now, kept)
    return { id: id('resource', community.code, i), version: 1, community: community.id, ...draft, amount: amount || String(state.stock), contact, point, ...state }
  })
}

/** Most is as it should be; now and then something is short, past its date, or was not called for a while. */
function stateOf({ away, stock, lasts }: Pick<Draft, 'away' | 'stock' | 'lasts'>, poor: boolean, now: number, random: Random): Pick<Resource, 'stock' | 'wanted' | 'goodUntil' | 'contactedAt'> {
  const [fine, full, good] = [!poor && random.chance(0.93), !poor && random.chance(0.95), random.chance(poor ? 0.4 : 0.97)]
  const left = lasts ?? (away ? 720 : null)
  return {
    contactedAt: instant(now - (fine ? random.between(1, 27) : random.between(35, 120)) * day),
    ...(stock !== undefined && { stock: full ? stock : Math.floor(stock * random.between(0.1, 0.5)), wanted: stock }),
    ...(left !== null && { goodUntil: instant(now + (good ? random.between(40, left) : -random.between(5, 90)) * day).slice(0, 10) }),
  }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
