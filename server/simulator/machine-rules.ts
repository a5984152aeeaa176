import { alarmHabits } from '#db/demo/alarm-kinds.ts'
import { idOf, makeRandom, type Random } from '#db/demo/random.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { DoorAlarm } from '#shared/doors.ts'
import { isOpenOrder } from '#shared/orders.ts'
import type { Picture } from '#shared/picture.ts'
import { passed, type Moment } from './actions.ts'
import type { Company } from './company.ts'
import { codesOf, isStagedAlarm, stagedAlarmIsOver } from './stage-rules.ts'

/** Emergencies are staged, not left to chance. */
const usual = alarmHabits.filter(({ severity }) => severity !== 'critical')

/** Sensors that sometimes hang loose, and what one says then in a moment. */
const loose = ['perimeter.breach', 'access.door-open']
const once = ['raised'] as const
const chatter = ['raised', 'cleared', 'raised', 'cleared', 'raised'] as const

/** These go by themselves, whoever looks; the others stand until their repair is done. */
const passing = ['perimeter.breach', 'access.door-open', 'access.forced', 'littering', 'device.silent']

/** What devices raise between two moments of the played day (epoch milliseconds); nothing that stands already. */
export function faultsBetween(random: Random, company: Company, picture: Picture, from: number, to: number): DoorAlarm[] {
  const days = (to - from) / 86_400_000
  const standing = new Set([...picture.alarm.values()].map((alarm) => `${alarm.device} ${alarm.kind}`))
  return company.communities.flatMap((community) =>
    usual.flatMap((habit): DoorAlarm[] => {
      if (!random.chance(1 - Math.exp(-habit.perDay * Math.sqrt(community.households / 4000) * days))) return []
      const devices = [...company.devices.values()].filter((device) => device.community === community.id && device.kind === habit.device)
      if (devices.length === 0) return []
      const device = random.pick(devices)
      if (standing.has(`${device.id} ${habit.kind}`)) return []
      const text = random.pick(habit.texts)
      const changes = loose.includes(habit.kind) && random.chance(0.2) ? chatter : once
      return changes.map((change, i) => ({ id: idOf('fault', device.id, habit.kind, to, i), community: community.code, device: device.code, kind: habit.kind, severity: habit.severity, change, text, at: null }))
    }),
  )
}

/** Alarms of the simulator's own that are over: after a while, but not before the repair that was ordered is done. */
export function recoveries(company: Company, picture: Picture, finishedPlans: ReadonlySet<string>, moment: Moment): DoorAlarm[] {
  return [...picture.alarm.values()].flatMap((alarm): DoorAlarm[] => {
    const codes = codesOf(company, alarm)
    if (!codes || alarm.clearedAt || alarm.mode !== 'real' || !isOver(alarm, picture, finishedPlans, moment)) return []
    const { kind, severity } = alarm
    return [{ id: idOf('clear', alarm.id, alarm.count), ...codes, kind, severity, change: 'cleared', text: '', at: null }]
  })
}

function isOver(alarm: Alarm, picture: Picture, finishedPlans: ReadonlySet<string>, moment: Moment): boolean {
  const order = alarm.order ? picture.order.get(alarm.order) : undefined
  const orderDone = alarm.order !== null && (!order || order.state === 'done' || !isOpenOrder(order))
  const running = [...picture.activation.values()].some((one) => one.alarm === alarm.id && one.mode === 'real')
  const plan = running ? 'running' : finishedPlans.has(alarm.id) ? 'finished' : null
  if (isStagedAlarm(alarm, moment.now)) return stagedAlarmIsOver(alarm, { plan, orderDone }, moment.now)
  const habit = alarmHabits.find(({ kind, texts }) => kind === alarm.kind && texts.includes(alarm.text))
  if (!habit || (order && !orderDone && !passing.includes(alarm.kind))) return false
  return passed(moment, alarm.raisedAt, Math.max(1.5, makeRandom(alarm.id).skewed(habit.minutes, 0.7)))
}
