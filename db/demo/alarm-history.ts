import type { Device } from '#shared/devices.ts'
import type { Community } from '#shared/sites.ts'
import { alarmHabits, type AlarmHabit } from './alarm-kinds.ts'
import { alarmFacts } from './alarm-past.ts'
import { day, hour, minute } from './local-time.ts'
import { orderOf } from './order-history.ts'
import type { PastFact } from './past.ts'
import type { Scene } from './past-scene.ts'
import { idOf, type Random } from './random.ts'
import { hourShare } from './rhythms.ts'
import { standing, stories } from './stories.ts'

type Fault = { habit: AlarmHabit; device: Device; at: number; stands?: { answered: number } }

/** The alarms of one community, and the repairs that were ordered for the serious ones. */
export function alarmHistory(scene: Scene, random: Random, community: Community): PastFact[] {
  const devices = scene.demo.devices.filter((device) => device.community === community.id)
  const faults = [...scene.dates.flatMap((date) => [...usualFaults(random, community, devices, date), ...failingLift(scene, random, community, devices, date)]),
    ...standingFaults(scene, community, devices)]
  const busy = new Map<string, number>()
  return faults.filter(({ at }) => scene.within(at)).sort((a, b) => a.at - b.at).flatMap(({ habit, device, at, stands }) => {
    const key = `${device.id} ${habit.kind}`
    // A device has one standing alarm of a kind.
    if ((busy.get(key) ?? 0) >= at) return []
    const id = idOf(scene.demo.seed, 'alarm', device.id, at)
    const order = repairOf[habit.kind] ? idOf(scene.demo.seed, 'order of', id) : null
    const { facts, until } = alarmFacts(random, { id, at, device, habit, order, stands }, scene.crew.manager(community.id, at), scene.now, scene.userOf)
    busy.set(key, until + 2 * minute)
    return order ? [...facts, ...repair(scene, random, community, device, { id, order }, at + 0.5 * minute, repairOf[habit.kind] ?? '')] : facts
  })
}

const repairOf: Record<string, string> = { 'lift.fault': '电梯故障停运', 'water.leak': '积水告警处置', 'pump.pressure-low': '水泵压力低处置' }

function usualFaults(random: Random, community: Community, devices: readonly Device[], date: number): Fault[] {
  const size = Math.sqrt(community.households / 4000)
  return alarmHabits.flatMap((habit) => {
    const mine = devices.filter((device) => device.kind === habit.device)
    if (mine.length === 0) return []
    return Array.from({ length: random.poisson(habit.perDay * size) }, () => ({ habit, device: random.pick(mine), at: date + random.between(6.5, 23.5) * hour }))
  })
}

/** One lift that fails more and more often: less than one fault a day at first, almost three in the end, and today again and again. */
function failingLift(scene: Scene, random: Random, community: Community, devices: readonly Device[], date: number): Fault[] {
  const device = devices.find((one) => one.code === stories.lift.device)
  const habit = alarmHabits.find(({ kind }) => kind === 'lift.fault')
  if (community.code !== stories.lift.community || !device || !habit) return []
  const today = scene.now - date < 1.25 * day
  return Array.from({ length: random.poisson(0.6 + 2.2 * (1 - scene.age(date))) + (today ? 5 : 0) }, () => ({
    habit, device, at: date + random.weighted(hours, (one) => hourShare('parking', one)) * hour + random.between(0, hour),
  }))
}

function standingFaults({ now }: Scene, community: Community, devices: readonly Device[]): Fault[] {
  return standing.filter((one) => one.community === community.code).flatMap((one) => {
    const device = devices.find(({ code }) => code === one.device)
    const habit = alarmHabits.find(({ kind }) => kind === one.kind)
    const answered = one.answered === null ? Infinity : now - one.answered * minute
    return device && habit ? [{ habit, device, at: now - one.since * minute, stands: { answered } }] : []
  })
}

function repair(scene: Scene, random: Random, community: Community, device: Device, alarm: { id: string; order: string }, at: number, title: string): PastFact[] {
  const building = scene.demo.buildings.find((one) => one.id === device.building) ?? null
  const place = building ? device.name.zh.replace(building.name.zh, '') : device.name.zh
  return orderOf(scene, random, community, { at, category: 'repair', matter: { title, priority: 'high', share: 1 }, building, place, alarm }, alarm.order)
}

const hours = Array.from({ length: 24 }, (_, i) => i)
