import type { Alarm } from '#shared/alarms.ts'
import type { Device } from '#shared/devices.ts'
import { categories, type Category } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import type { ServicePromise } from '#shared/promises.ts'
import type { Community, Building } from '#shared/sites.ts'
import { alarmHabits, type AlarmHabit } from './alarm-kinds.ts'
import { alarmFacts } from './alarm-past.ts'
import { crewOf } from './crew.ts'
import type { Demo } from './demo.ts'
import { day, hour, midnight, minute } from './local-time.ts'
import { pickMatter, placeIn, rubbish, type Matter } from './matters.ts'
import { numbering, orderFacts } from './order-past.ts'
import type { PastFact } from './past.ts'
import { promisedBy, usualPromises } from './promised.ts'
import { idOf, makeRandom, type Random } from './random.ts'
import { dailyPerThousand, hourShare, ofDay } from './rhythms.ts'
import { runFacts } from './run-past.ts'
import { userIdOf } from './users.ts'

/** The lift that fails again and again, and where the evening's rubbish is complained about. */
export const stories = {
  lift: { community: 'HLHY', device: '9-2-L1' },
  rubbish: { community: 'QTCX', buildings: ['11', '12', '13', '14'], hour: 20 },
} as const

/** Minutes ago; null: nobody has answered yet. */
const present = [
  { community: 'HLHY', device: 'P2', kind: 'pump.pressure-low', since: 3, answered: null },
  { community: 'HLHY', device: 'AG2', kind: 'access.door-open', since: 26, answered: 22 },
  { community: 'ZJXA', device: 'Z3', kind: 'perimeter.breach', since: 2, answered: null },
  { community: 'XXWT', device: 'SL2', kind: 'lighting.fault', since: 96, answered: 91 },
  { community: 'TFYT', device: 'PG1-O', kind: 'parking.fault', since: 18, answered: 16 },
] as const

type Planned = { habit: AlarmHabit; device: Device; at: number; stands?: { answered: number } }
type Options = { days: number; now: number; promises?: readonly ServicePromise[] }

/**
 * What happened in the last `days` days up to `now` (epoch milliseconds), in the order in which it happened: finished
 * orders, past alarms and patrols, and what is still open at `now` with its clocks running. Facts older than three
 * days are told by beginning and end. Versions count from 1 without gaps.
 */
export function makeHistory(demo: Demo, { days, now, promises = usualPromises }: Options): PastFact[] {
  const random = makeRandom(`${demo.seed}/history`)
  const maker = makers(demo, { days, now, promises })
  const facts = demo.communities.flatMap((community) => [
    ...maker.orders(random.fork(`orders/${community.code}`), community),
    ...maker.alarms(random.fork(`alarms/${community.code}`), community),
    ...maker.runs(random.fork(`runs/${community.code}`), community),
  ])
  return facts.sort((a, b) => a.at - b.at)
}

function makers(demo: Demo, { days, now, promises }: Required<Options>) {
  const crew = crewOf(demo.people)
  const promised = promisedBy(promises)
  const number = numbering(makeRandom(`${demo.seed}/numbers`))
  const userOf = (person: Person) => userIdOf(demo, person.code.toLowerCase())
  const dates = Array.from({ length: days + 1 }, (_, i) => midnight(now) - (days - i) * day)
  const from = now - days * day
  const within = (at: number) => at >= from && at <= now
  const weather = makeRandom(`${demo.seed}/weather`)
  const rain = new Map(dates.map((date) => [date, weather.chance(0.12) ? weather.between(1.3, 1.8) : weather.between(0.85, 1.1)]))
  let serial = 0

  const order = (random: Random, community: Community, what: {
    at: number; category: Category; matter: Matter; building: Building | null; place: string; alarm?: string; id?: string
  }): PastFact[] => {
    const { at, category, matter, building } = what
    const skill = matter.title.includes('电梯') ? 'lift' : undefined
    // Nights and rush hours are slow, and some days everything is.
    const drag = random.skewed(1, 0.25) * (random.chance(0.017) ? 4.5 : 1)
    return orderFacts(
      random,
      {
        id: what.id ?? idOf(demo.seed, 'order', serial++), number: number(at), at, community, building, point: building ? null : community.center,
        place: what.place, category, matter, alarm: what.alarm ?? null, drag,
      },
      promised(community.region, community.id, category, matter.priority),
      crew.forMatter(random, community.id, category, at, skill), crew.manager(community.id, at), now, userOf,
    )
  }

  const orders = (random: Random, community: Community): PastFact[] => {
    const houses = demo.buildings.filter((building) => building.community === community.id && building.use === 'residential')
    const lively = new Map(houses.map((house) => [house.id, house.households * random.between(0.75, 1.3)]))
    return dates.flatMap((date) => [
      ...categories.flatMap((category) => {
        const mean = ((dailyPerThousand[category] * community.households) / 1000) * ofDay(category, date) * (category === 'repair' ? (rain.get(date) ?? 1) : 1)
        return Array.from({ length: random.poisson(mean) }, (): PastFact[] => {
          const matter = pickMatter(random, category)
          const at = date + random.weighted(hours, (one) => hourShare(category, one)) * hour + random.between(0, hour)
          const house = random.weighted(houses, (one) => lively.get(one.id) ?? 1)
          const building = matter.outside && random.chance(0.5) ? null : house
          const place = !building ? random.pick(outdoors) : matter.outside ? '' : placeIn(random, house)
          const facts = order(random, community, { at, category, matter, building, place })
          return within(at) ? facts : []
        }).flat()
      }),
      ...(community.code === stories.rubbish.community ? eveningRubbish(random, community, houses, date) : []),
    ])
  }

  const eveningRubbish = (random: Random, community: Community, houses: readonly Building[], date: number): PastFact[] =>
    Array.from({ length: random.poisson(1.6) }, (): PastFact[] => {
      const at = date + stories.rubbish.hour * hour + random.between(0, hour)
      const building = random.pick(houses.filter((house) => stories.rubbish.buildings.some((code) => code === house.code)))
      const facts = order(random, community, { at, category: 'complaint', matter: rubbish, building, place: '垃圾投放点' })
      return within(at) ? facts : []
    }).flat()

  const alarms = (random: Random, community: Community): PastFact[] => {
    const devices = demo.devices.filter((device) => device.community === community.id)
    const busy = new Map<string, number>()
    const size = Math.sqrt(community.households / 4000)
    const planned = dates.flatMap((date): Planned[] =>
      alarmHabits.flatMap((habit) => {
        const mine = devices.filter((device) => device.kind === habit.device)
        const usual = mine.length === 0 ? [] : Array.from({ length: random.poisson(habit.perDay * size) }, () => ({ habit, device: random.pick(mine), at: date + random.between(6.5, 23.5) * hour }))
        return [...usual, ...failingLift(random, community, devices, habit, date)]
      }),
    )
    const known = [...planned, ...standing(community, devices)].filter(({ at }) => within(at)).sort((a, b) => a.at - b.at)
    return known.flatMap(({ habit, device, at, stands }) => {
      // A device has one standing alarm of a kind.
      if ((busy.get(`${device.id} ${habit.kind}`) ?? 0) >= at) return []
      const id = idOf(demo.seed, 'alarm', device.id, at)
      const orderId = habit.severity === 'major' && habit.kind !== 'access.forced' ? idOf(demo.seed, 'order of', id) : null
      const { facts, until } = alarmFacts(random, { id, at, device, habit, order: orderId, stands }, crew.manager(community.id, at), now, userOf)
      busy.set(`${device.id} ${habit.kind}`, until + 2 * minute)
      return orderId ? [...facts, ...repairOf(random, community, device, id, orderId, at, habit.kind)] : facts
    })
  }

  /** What stands at `now` on any day: a pump whose pressure has just fallen, and little things that are seen to. */
  const standing = (community: Community, devices: readonly Device[]): Planned[] =>
    present.filter((one) => one.community === community.code).flatMap((one) => {
      const device = devices.find(({ code }) => code === one.device)
      const habit = alarmHabits.find(({ kind }) => kind === one.kind)
      const answered = one.answered === null ? Infinity : now - one.answered * minute
      return device && habit ? [{ habit, device, at: now - one.since * minute, stands: { answered } }] : []
    })

  const repairOf = (random: Random, community: Community, device: Device, alarm: Alarm['id'], id: string, at: number, kind: string): PastFact[] => {
    const building = demo.buildings.find((one) => one.id === device.building) ?? null
    const title = kind === 'lift.fault' ? '电梯故障停运' : kind === 'water.leak' ? '积水告警处置' : '水泵压力低处置'
    const reported = at + 0.5 * minute
    return reported > now ? [] : order(random, community, {
      id, at: reported, category: 'repair', matter: { title, priority: 'high', share: 1 }, building, place: device.name.zh.replace(building?.name.zh ?? '', ''), alarm,
    })
  }

  /** One lift that fails more and more often: less than one fault a day at first, almost three in the end. */
  const failingLift = (random: Random, community: Community, devices: readonly Device[], habit: AlarmHabit, date: number): Planned[] => {
    const device = devices.find((one) => one.code === stories.lift.device)
    if (community.code !== stories.lift.community || habit.kind !== 'lift.fault' || !device) return []
    const age = (now - date) / (days * day)
    return Array.from({ length: random.poisson(0.6 + 2.2 * (1 - age)) }, () => ({ habit, device, at: date + random.weighted(hours, (one) => hourShare('parking', one)) * hour + random.between(0, hour) }))
  }

  const runs = (random: Random, community: Community): PastFact[] => {
    const routes = demo.routes.filter((route) => route.community === community.id)
    // Communities start at different minutes, so that somebody walks at any time.
    const shiftedBy = demo.communities.indexOf(community) / demo.communities.length
    return dates.slice(-patrolDays).flatMap((date) =>
      Array.from({ length: roundsADay }, (_, i) => i).flatMap((i) => {
        const start = ((i + shiftedBy) * 24) / roundsADay
        const at = date + start * hour + random.between(0, 12) * minute
        const guard = crew.guard(random, community.id, at)
        const route = routes[i % 2 === 0 && start < 6 ? routes.length - 1 : i % Math.min(2, routes.length)]
        return guard && route && within(at) ? runFacts(random, { id: idOf(demo.seed, 'run', route.id, at), at, route, guard }, now, userOf) : []
      }),
    )
  }
  return { orders, alarms, runs }
}

const hours = Array.from({ length: 24 }, (_, i) => i)
const outdoors = ['南门', '北门', '中心花园', '地库入口', '儿童乐园', '环路', '东侧步道']
/** Patrol history is kept shorter: it is compared by the day. */
const patrolDays = 8
const roundsADay = 16
