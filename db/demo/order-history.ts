import { categories, type Category } from '#shared/orders.ts'
import type { Building, Community } from '#shared/sites.ts'
import { hour, minute } from './local-time.ts'
import { pickMatter, placeIn, rubbish, type Matter } from './matters.ts'
import { orderFacts } from './order-past.ts'
import type { PastFact } from './past.ts'
import type { Scene } from './past-scene.ts'
import { idOf, type Random } from './random.ts'
import { dailyPerThousand, hourShare, ofDay } from './rhythms.ts'
import { stories } from './stories.ts'

export type Happening = {
  at: number
  category: Category
  matter: Matter
  building: Building | null
  place: string
  alarm?: { id: string; order: string }
  drag?: number
}

/** All orders of one community, each told in full. */
export function orderHistory(scene: Scene, random: Random, community: Community): PastFact[] {
  const houses = scene.demo.buildings.filter((building) => building.community === community.id && building.use === 'residential')
  const lively = new Map(houses.map((house) => [house.id, house.households * random.between(0.75, 1.3)]))
  const happenings = [
    ...freshOnes(scene, random, community, houses, lively),
    ...scene.dates.flatMap((date) => [...usualDay(scene, random, community, houses, lively, date), ...eveningRubbish(random, community, houses, date)]),
  ]
  return happenings.flatMap((happening, i) => orderOf(scene, random, community, happening, `${community.code} ${i}`))
}

export function orderOf(scene: Scene, random: Random, community: Community, happening: Happening, name: string): PastFact[] {
  const { at, category, matter, building, place, alarm } = happening
  if (!scene.within(at)) return []
  const skill = matter.title.includes('电梯') ? 'lift' : undefined
  // Now and then everything takes long.
  const drag = happening.drag ?? random.skewed(1, 0.25) * (random.chance(0.017) ? 4.5 : 1)
  return orderFacts(
    random,
    {
      id: alarm?.order ?? idOf(scene.demo.seed, 'order', name), number: scene.number(at), at, community, building,
      point: building ? null : community.center, place, category, matter, alarm: alarm?.id ?? null, drag,
    },
    scene.promised(community.region, community.id, category, matter.priority, at),
    scene.crew.forMatter(random, community.id, category, at, skill), scene.crew.manager(community.id, at), scene.now, scene.userOf,
  )
}

type Lively = ReadonlyMap<string, number>

function usualDay(scene: Scene, random: Random, community: Community, houses: readonly Building[], lively: Lively, date: number): Happening[] {
  return categories.flatMap((category) => {
    const rain = category === 'repair' ? (scene.rain.get(date) ?? 1) : 1
    const mean = ((dailyPerThousand[category] * community.households) / 1000) * ofDay(category, date) * rain
    return Array.from({ length: random.poisson(mean) }, () =>
      somewhere(random, houses, lively, category, date + random.weighted(hours, (one) => hourShare(category, one)) * hour + random.between(0, hour)))
  })
}

/** At any hour a visitor finds orders in every state, and in the largest communities one that nobody has answered in time. */
function freshOnes(scene: Scene, random: Random, community: Community, houses: readonly Building[], lively: Lively): Happening[] {
  const kinds = ['repair', 'repair', 'security', 'resident-service', 'parking'] as const
  const happening = (ago: number, drag: number) => ({ ...somewhere(random, houses, lively, random.pick(kinds), scene.now - ago * minute), drag })
  const fresh = Array.from({ length: Math.round(1 + community.households / 2600) }, (_, i) =>
    happening(i % 2 === 0 ? random.between(0.5, 16) : random.between(10, 70), 1.8))
  return community.households > 5000 ? [...fresh, happening(random.between(22, 34), 14)] : fresh
}

function somewhere(random: Random, houses: readonly Building[], lively: Lively, category: Category, at: number): Happening {
  const matter = pickMatter(random, category)
  const house = random.weighted(houses, (one) => lively.get(one.id) ?? 1)
  if (matter.outside && random.chance(0.5)) return { at, category, matter, building: null, place: random.pick(outdoors) }
  return { at, category, matter, building: house, place: matter.outside ? '' : placeIn(random, house) }
}

function eveningRubbish(random: Random, community: Community, houses: readonly Building[], date: number): Happening[] {
  if (community.code !== stories.rubbish.community) return []
  const concerned = houses.filter((house) => stories.rubbish.buildings.some((code) => code === house.code))
  return Array.from({ length: random.poisson(1.6) }, () => ({
    at: date + stories.rubbish.hour * hour + random.between(0, hour), category: 'complaint', matter: rubbish, building: random.pick(concerned), place: '垃圾投放点',
  }))
}

const hours = Array.from({ length: 24 }, (_, i) => i)
const outdoors = ['南门', '北门', '中心花园', '地库入口', '儿童乐园', '环路', '东侧步道']
