import { hour, hourOf } from '#db/demo/local-time.ts'
import { idOf, makeRandom } from '#db/demo/random.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { CalledBack, Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import type { Picture } from '#shared/picture.ts'
import { passed, type Act, type Moment } from './actions.ts'
import { managerOf, usernameOf, type Company } from './company.ts'
import { isStagedAlarm, isStagedOrder } from './stage-rules.ts'

/** Minutes that something is left for the visitor before a played manager takes it. */
const leftForVisitor = 13
const shareLeft = 0.15
/** What chatters is put aside for so long, milliseconds of the played day. */
const shelvedFor = 2 * hour
/** Alarms for which a technician is sent although no rule makes an order of them. */
const sentFor: Record<string, string> = { 'pump.pressure-low': '水泵压力低处置' }

/** What the duty managers do now: give out orders, close what is done, acknowledge alarms, take them on, put aside what chatters. `touched`: what a visitor has had in hand. */
export function managerDuties(company: Company, picture: Picture, touched: ReadonlySet<string>, moment: Moment): Act[] {
  return company.communities.flatMap((community) => {
    const manager = managerOf(company, moment.present, community.id)
    if (!manager) return []
    const as = usernameOf(manager)
    const mine = <T extends { id: string; community: string; mode: string }>(list: Iterable<T>) =>
      [...list].filter((one) => one.community === community.id && one.mode === 'real' && !touched.has(one.id))
    return [
      ...mine(picture.order.values()).filter((order) => !isStagedOrder(order, moment.now)).flatMap((order) => withOrder(order, manager, moment)),
      ...mine(picture.alarm.values()).filter((alarm) => !isStagedAlarm(alarm, moment.now)).flatMap((alarm) => withAlarm(alarm, as, moment)),
    ]
  })
}

function withOrder(order: Order, manager: Person, moment: Moment): Act[] {
  const as = usernameOf(manager)
  const random = makeRandom(order.id)
  const patience = Math.min(random.skewed(1.6, 0.6), 8)
  const { id, version } = order
  const assign: Act = { kind: 'assign', key: idOf('assign', id, version), as, order: id, version }
  switch (order.state) {
    case 'reported':
      return passed(moment, order.reportedAt, random.chance(shareLeft) ? leftForVisitor : order.priority === 'urgent' ? patience / 2 : patience) ? [assign] : []
    case 'assigned':
      // Who has gone home will not answer.
      return order.assignee && !moment.present.has(order.assignee) && passed(moment, order.assignedAt ?? order.reportedAt, 5) ? [assign] : []
    case 'done':
      return passed(moment, order.finishedAt ?? order.reportedAt, random.skewed(90, 0.6)) && mayCall(order, moment, random.next())
        ? [{ kind: 'settle', key: idOf('close', id, version), as, order: id, version, called: order.assignee === manager.id ? null : calledOf(order) }]
        : []
    case 'reopened':
      return passed(moment, order.step?.at ?? order.reportedAt, patience) ? [assign] : []
    default:
      return answerOf(order, as, moment)
  }
}

/** Who complained is told within the hour what will be done. */
function answerOf(order: Order, as: string, moment: Moment): Act[] {
  const { id, version } = order
  if (order.category !== 'complaint' || order.solutionAt || !order.solutionBy || !order.respondedAt) return []
  if (!passed(moment, order.respondedAt, makeRandom(`${id} solution`).between(15, 55))) return []
  const solution = '已与住户沟通，今日内整改并复查'
  return [{ kind: 'command', name: 'order.propose-solution', key: idOf('solution', id, version), as, id, body: { version, solution } }]
}

/** What most residents say when they are asked. Some are left for the visitor to call, some cannot be reached. */
function calledOf(order: Order): CalledBack | null {
  const random = makeRandom(`${order.id} call`)
  if (random.chance(0.1)) return null
  if (random.chance(0.05)) return { reached: false, satisfied: false, rating: null }
  const satisfied = !random.chance(order.category === 'complaint' ? 0.15 : 0.04)
  return { reached: true, satisfied, rating: satisfied ? random.pick([4, 5, 5, 5]) : random.pick([1, 2, 3]) }
}

/** Residents are called back between half past eight and nine in the evening; what the night left over, in the course of the morning. */
function mayCall(order: Order, moment: Moment, luck: number): boolean {
  const clock = hourOf(moment.day)
  const leftOver = passed(moment, order.finishedAt ?? order.reportedAt, 180)
  return clock < 21 && clock >= (leftOver ? 8.5 + 2.5 * luck : 8.5)
}

function withAlarm(alarm: Alarm, as: string, moment: Moment): Act[] {
  const random = makeRandom(alarm.id)
  const { id, version, chatteringSince } = alarm
  switch (alarm.state) {
    case 'unacknowledged':
    case 'returned': {
      const patience = random.chance(shareLeft) || alarm.severity === 'critical' ? leftForVisitor : Math.min(random.skewed(2.5, 0.6), 9)
      if (!passed(moment, alarm.raisedAt, patience)) return chatteringSince ? putAside(alarm, as, moment) : []
      return [{ kind: 'command', name: 'alarm.acknowledge', key: idOf('acknowledge', id, alarm.count, alarm.state), as, id, body: { version } }]
    }
    case 'acknowledged':
      return chatteringSince ? putAside(alarm, as, moment) : seenTo(alarm, as, moment)
    case 'latched':
      return passed(moment, alarm.clearedAt ?? alarm.raisedAt, 5) ? [{ kind: 'command', name: 'alarm.reset', key: idOf('reset', id, alarm.count), as, id, body: { version, note: '现场已查看，恢复正常' } }] : []
    default:
      return []
  }
}

const remarks = ['已电话联系现场，正在查看', '监控画面看过，暂无异常', '已通知维修带备件', '等现场回话']

/** What matters is taken on by the one who saw it, and sometimes they say something of it. */
function seenTo(alarm: Alarm, as: string, moment: Moment): Act[] {
  const random = makeRandom(`${alarm.id} seen to`)
  const { id, version, acknowledgedAt, severity, owner } = alarm
  if (!acknowledgedAt || !passed(moment, acknowledgedAt, 1)) return []
  const talks = random.chance(0.4)
  const title = sentFor[alarm.kind]
  const acts: Act[] = []
  if (!owner && severity !== 'notice' && random.chance(0.7)) acts.push({ kind: 'command', name: 'alarm.own', key: idOf('own', id), as, id, body: { version } })
  else if (talks && passed(moment, acknowledgedAt, 4)) acts.push({ kind: 'command', name: 'alarm.comment', key: idOf('comment', id), as, id, body: { version, note: random.pick(remarks) } })
  if (title && !alarm.order) {
    acts.push({
      kind: 'command', name: 'order.report', key: idOf('order for', id), as, id: null,
      body: { community: alarm.community, building: alarm.building, category: 'repair', priority: 'high', source: 'alarm', title, place: alarm.deviceName?.zh.slice(0, 120) ?? '', alarm: id },
    })
  }
  return acts
}

/** What comes and goes all the time is put aside until somebody has looked at it; never where lives may depend on it. */
function putAside({ id, version, chatteringSince, lifeSafety }: Alarm, as: string, moment: Moment): Act[] {
  if (!chatteringSince || lifeSafety || !passed(moment, chatteringSince, 0.5)) return []
  const until = new Date(moment.now + shelvedFor / moment.speed).toISOString()
  return [{ kind: 'command', name: 'alarm.shelve', key: idOf('shelve', id, chatteringSince), as, id, body: { version, until, reason: '反复告警，已安排检查探头' } }]
}
