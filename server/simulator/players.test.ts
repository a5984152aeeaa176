import { beforeAll, describe, expect, test, vi } from 'vitest'
import { makeDemo } from '#db/demo/demo.ts'
import { makeRandom } from '#db/demo/random.ts'
import { userIdOf } from '#db/demo/users.ts'
import { alarmAfter, type Alarm } from '#shared/alarms.ts'
import { DoorAlarm, DoorPosition, DoorRequest } from '#shared/doors.ts'
import { commands } from '#shared/commands.ts'
import { moved, orderStates, type Order } from '#shared/orders.ts'
import type { PatrolRun } from '#shared/patrol.ts'
import { pictureOf, type Picture, type PictureRows } from '#shared/picture.ts'
import type { Act, Moment } from './actions.ts'
import { companyOf, presentIn, type Company } from './company.ts'
import { faultsBetween, recoveries } from './machine-rules.ts'
import { managerDuties } from './manager-rules.ts'
import { patrolDuties } from './patrol-rules.ts'
import { movedOn, positionsOf } from './position-rules.ts'
import { requestsBetween } from './resident-rules.ts'
import { cuesOf, stages } from './stage-rules.ts'
import { staffDuties } from './staff-rules.ts'
import type { Walker } from './walker-rules.ts'

// A whole company is made and read here; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 })

const now = Date.parse('2026-11-23T02:00:00Z')
const demo = makeDemo({ now })
const minute = 60_000
const iso = (at: number) => new Date(at).toISOString()
const house = demo.buildings.find(({ use }) => use === 'residential')
const community = house?.community ?? ''
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const order = (n: number, set: Partial<Order> = {}): Order => ({
  id: id(n), version: 1, number: '1123-AAAA', community, building: house?.id ?? null, place: '', point: null, category: 'repair', priority: 'normal', source: 'app',
  title: '楼道灯不亮', description: '', reporter: null, state: 'reported', assignee: null, alarm: null, reportedAt: iso(now), assignedAt: null, respondedAt: null,
  arrivedAt: null, finishedAt: null, closedAt: null, respondBy: iso(now + 20 * minute), arriveBy: null, finishBy: iso(now + 720 * minute), late: [], mode: 'real', ...set,
})
const alarm = (n: number, set: Partial<Alarm> = {}): Alarm => ({
  id: id(n), version: 1, community, building: null, device: demo.devices.find((one) => one.community === community && one.kind === 'access')?.id ?? null, deviceName: null,
  kind: 'access.door-open', severity: 'notice', state: 'unacknowledged', text: '通道门超时未关', point: null, raisedAt: iso(now), deviceAt: null, acknowledgedAt: null,
  acknowledgedBy: null, clearedAt: null, count: 1, order: null, mode: 'real', ...set,
})

let company: Company
let present: ReadonlySet<string>
const picture = (rows: Partial<PictureRows>): Picture => pictureOf({ order: [], alarm: [], person: demo.people, shift: demo.shifts, run: [], activation: [], ...rows })
const at = (minutes: number, speed = 1): Moment => ({ now: now + minutes * minute, speed, day: now + minutes * minute * speed, present })
const names = (acts: readonly Act[]) => acts.map((act) => (act.kind === 'command' ? act.name : act.kind))
const nobody: ReadonlySet<string> = new Set()

beforeAll(() => {
  company = companyOf(demo)
  present = presentIn(picture({}), now)
})

describe('played duty managers', () => {
  test('give a new order out after a while, not at once, and each with one key however often it comes up', () => {
    const open = picture({ order: [order(1)] })
    expect(managerDuties(company, open, nobody, at(0))).toEqual([])
    const acts = managerDuties(company, open, nobody, at(14))
    expect(names(acts)).toEqual(['assign'])
    expect(managerDuties(company, open, nobody, at(15))).toEqual(acts)
  })

  test('are faster when the day is', () => {
    const open = picture({ order: [order(1)] })
    expect(names(managerDuties(company, open, nobody, at(1.4, 10)))).toEqual(['assign'])
  })

  test('keep their hands off what a visitor has touched', () => {
    const open = picture({ order: [order(1)], alarm: [alarm(2)] })
    expect(names(managerDuties(company, open, nobody, at(30))).sort()).toEqual(['alarm.acknowledge', 'assign'])
    expect(managerDuties(company, open, new Set([id(1), id(2)]), at(30))).toEqual([])
  })

  test('leave staged emergencies and drills to the visitor', () => {
    const staged = cuesOf('lift-entrapment', now)
    const title = staged.flatMap((cue) => (cue.door === 'requests' ? [cue.message.title] : []))[0] ?? ''
    const text = staged.flatMap((cue) => (cue.door === 'alarms' ? [cue.message.text] : []))[0] ?? ''
    const rows = { order: [order(1, { title }), order(3, { mode: id(9) })], alarm: [alarm(2, { text, kind: 'lift.trapped' })] }
    expect(managerDuties(company, picture(rows), nobody, at(30))).toEqual([])
    expect(managerDuties(company, picture(rows), nobody, at(61)).length).toBe(2)
  })

  test('leave some of the rest for longer, so that there is something to do', () => {
    const taken = Array.from({ length: 200 }, (_, n) => managerDuties(company, picture({ order: [order(n)] }), nobody, at(10)).length)
    const left = taken.filter((count) => count === 0).length
    expect(left).toBeGreaterThan(10)
    expect(left).toBeLessThan(60)
  })

  test('leave the order to the rule that makes it, and send somebody where there is none', () => {
    const failed = (kind: string, more: Partial<Alarm> = {}) => alarm(2, { kind, severity: 'major', state: 'acknowledged', acknowledgedAt: iso(now), ...more })
    const acts = (one: Alarm) => names(managerDuties(company, picture({ alarm: [one] }), nobody, at(2)))
    expect(acts(failed('lift.fault'))).not.toContain('order.report')
    expect(acts(failed('pump.pressure-low'))).toContain('order.report')
    expect(acts(failed('pump.pressure-low', { order: id(5) }))).not.toContain('order.report')
  })

  test('take on what matters, say something of it now and then, and put aside what chatters', () => {
    const seen = (set: Partial<Alarm>, minutes: number) =>
      Array.from({ length: 100 }, (_, n) => names(managerDuties(company, picture({ alarm: [alarm(n, { severity: 'major', state: 'acknowledged', acknowledgedAt: iso(now), ...set })] }), nobody, at(minutes)))).flat()
    expect(seen({}, 2).filter((name) => name === 'alarm.own').length).toBeGreaterThan(40)
    const said = seen({ owner: { id: 'u', name: '陈晓', at: iso(now) } }, 5)
    expect(said.filter((name) => name === 'alarm.comment').length).toBeGreaterThan(20)
    expect(said.length).toBeLessThan(80)
    expect(new Set(seen({ chatteringSince: iso(now) }, 1))).toEqual(new Set(['alarm.shelve']))
    expect(seen({ chatteringSince: iso(now), lifeSafety: true }, 1)).toEqual([])
    expect(seen({ state: 'shelved' }, 100)).toEqual([])
  })

  test('call residents back by day only', () => {
    const done = picture({ order: [order(1, { state: 'done', finishedAt: iso(now) })] })
    expect(names(managerDuties(company, done, nobody, at(8 * 60)))).toEqual(['settle'])
    const manager = demo.people.find((one) => one.community === community && one.post === 'duty-manager' && present.has(one.id))
    const own = picture({ order: [order(1, { state: 'done', finishedAt: iso(now), assignee: manager?.id ?? null })] })
    expect(managerDuties(company, own, nobody, at(8 * 60))).toMatchObject([{ kind: 'settle', called: null }])
    expect(managerDuties(company, done, nobody, at(8 * 60))).not.toMatchObject([{ called: null }])
    const night = { ...at(13 * 60), day: Date.parse('2026-11-23T18:00:00Z') }
    expect(managerDuties(company, done, nobody, night)).toEqual([])
  })
})

describe('played field staff', () => {
  const worker = demo.people.find((person) => person.community === community && person.post === 'repair')?.id ?? ''

  test('accept, walk there, arrive, work and finish', () => {
    present = new Set([...present, worker])
    const assigned = picture({ order: [order(1, { state: 'assigned', assignee: worker, assignedAt: iso(now) })] })
    expect(names(staffDuties(company, assigned, new Map(), at(10)))).toEqual(['order.accept'])
    const accepted = picture({ order: [order(1, { state: 'accepted', assignee: worker, version: 3 })] })
    let walkers: ReadonlyMap<string, Walker> = movedOn(company, accepted, new Map(), at(11), 1)
    expect(names(staffDuties(company, accepted, walkers, at(11)))).toEqual(['order.depart'])
    for (let minutes = 0; minutes < 20; minutes++) walkers = movedOn(company, accepted, walkers, at(11 + minutes), 60)
    expect(names(staffDuties(company, accepted, walkers, at(31)))).toEqual(['order.arrive'])
    const arrived = picture({ order: [order(1, { state: 'arrived', assignee: worker, version: 4, arrivedAt: iso(now) })] })
    expect(staffDuties(company, arrived, walkers, at(1))).toEqual([])
    const waits = Array.from({ length: 100 }, (_, n) => staffDuties(company, picture({ order: [order(n, { state: 'arrived', assignee: worker, arrivedAt: iso(now) })] }), walkers, at(4))).flat()
    expect(waits.filter((act) => act.kind === 'command' && act.name === 'order.wait').length).toBeGreaterThan(2)
    expect(waits.length).toBeLessThan(40)
    expect(names(staffDuties(company, arrived, walkers, at(2000)))).toEqual(['order.finish'])
  })

  test('ask only for moves that the contract allows', () => {
    const verbs = { 'order.accept': 'accept', 'order.depart': 'depart', 'order.arrive': 'arrive', 'order.wait': 'wait', 'order.finish': 'finish' } as const
    for (const state of orderStates) {
      const one = picture({ order: [order(1, { state, assignee: worker, assignedAt: iso(now), arrivedAt: iso(now), finishedAt: iso(now) })] })
      const acts = [...staffDuties(company, one, new Map(), at(3000)), ...managerDuties(company, one, nobody, at(3000))]
      for (const act of acts) {
        const verb = act.kind === 'settle' ? 'close' : act.kind !== 'command' ? 'assign' : act.name in verbs ? verbs[act.name as keyof typeof verbs] : 'cancel'
        expect(moved(state, verb), `${verb} from ${state}`).not.toBeNull()
        if (act.kind === 'command') commands[act.name].request.parse(act.body)
      }
    }
  })
})

describe('played guards', () => {
  test('start rounds, walk from checkpoint to checkpoint and say so at each', () => {
    const starts = Array.from({ length: 80 }, (_, i) => patrolDuties(company, picture({}), new Map(), at(i))).flat()
    const start = starts.find((act) => act.kind === 'command' && act.name === 'run.start')
    if (start?.kind !== 'command' || start.name !== 'run.start') throw new Error('nobody starts a round')
    const route = demo.routes.find((one) => one.id === start.body.route)
    const run: PatrolRun = {
      id: id(7), version: 1, community: route?.community ?? '', route: start.body.route, person: start.body.person, state: 'walking', startedAt: iso(now), finishedAt: null,
      visits: [], checkpoints: route?.checkpoints.length ?? 0, mode: 'real',
    }
    let walkers: ReadonlyMap<string, Walker> = new Map()
    for (let step = 0; step < 400 && run.visits.length < run.checkpoints; step++) {
      walkers = movedOn(company, picture({ run: [run] }), walkers, at(0), 15)
      for (const act of patrolDuties(company, picture({ run: [run] }), walkers, at(0))) {
        if (act.kind === 'command' && act.name === 'run.visit') run.visits.push({ checkpoint: act.body.checkpoint, at: iso(now) })
      }
    }
    expect(run.visits.map(({ checkpoint }) => checkpoint)).toEqual(route?.checkpoints.map(({ key }) => key))
  })

  test('are on the map with everybody on duty, each phone in the words of the door', () => {
    const walkers = movedOn(company, picture({}), new Map(), at(0), 1)
    expect(new Set(walkers.keys())).toEqual(present)
    const positions = positionsOf(makeRandom('phones'), company, walkers, now)
    expect(positions.length).toBeGreaterThan(present.size * 0.85)
    for (const position of positions) DoorPosition.parse(position)
  })
})

describe('residents and machines', () => {
  test('ask for about as much in a day as the field says, most of it by day', () => {
    const random = makeRandom('residents')
    const hours = Array.from({ length: 24 }, (_, i) => requestsBetween(random, company, now + i * 60 * minute, now + (i + 1) * 60 * minute))
    expect(hours.flat().length).toBeGreaterThan(90)
    expect(hours.flat().length).toBeLessThan(220)
    // Ten in the morning it is at `now`: ten to twenty against midnight to ten.
    expect(hours.slice(0, 10).flat().length).toBeGreaterThan(1.5 * hours.slice(14).flat().length)
    for (const request of hours.flat()) DoorRequest.parse(request)
  })

  test('raise what machines raise, and say when it is over', () => {
    const random = makeRandom('machines')
    const faults = Array.from({ length: 48 }, (_, i) => faultsBetween(random, company, picture({}), now + i * 30 * minute, now + (i + 1) * 30 * minute)).flat()
    expect(faults.length).toBeGreaterThan(8)
    for (const fault of faults) expect(DoorAlarm.parse(fault).severity).not.toBe('critical')
    const standing = picture({ alarm: [alarm(2)] })
    expect(recoveries(company, standing, nobody, at(0))).toEqual([])
    expect(recoveries(company, standing, nobody, at(240)).map(({ change }) => change)).toEqual(['cleared'])
    expect(recoveries(company, picture({ alarm: [alarm(2, { text: 'somebody else’s' })] }), nobody, at(240))).toEqual([])
  })

  test('wait with the end of a fault until its repair is done', () => {
    const failed = (state: Order['state']) =>
      picture({ order: [order(1, { state })], alarm: [alarm(2, { kind: 'lift.fault', text: '平层异常', state: 'acknowledged', order: id(1) })] })
    expect(recoveries(company, failed('arrived'), nobody, at(900))).toEqual([])
    expect(recoveries(company, failed('done'), nobody, at(900))).toHaveLength(1)
    const passing = picture({ order: [order(1)], alarm: [alarm(2, { kind: 'perimeter.breach', text: '周界触发，疑似动物', order: id(1) })] })
    expect(recoveries(company, passing, nobody, at(900))).toHaveLength(1)
  })
})

describe.each(stages)('the staged %s', (stage) => {
  test('is told in the words of the doors, about what the demo has, the same again on a retry', () => {
    const cues = cuesOf(stage, now)
    expect(cuesOf(stage, now)).toEqual(cues)
    expect(cuesOf(stage, now + 1).some((cue) => cues.some(({ message }) => message.id === cue.message.id))).toBe(false)
    for (const cue of cues) {
      const place = demo.communities.find(({ code }) => code === cue.message.community)
      expect(place).toBeDefined()
      if (cue.door === 'requests') {
        DoorRequest.parse(cue.message)
        if (cue.message.building) expect(demo.buildings.some((one) => one.community === place?.id && one.code === cue.message.building)).toBe(true)
      } else {
        DoorAlarm.parse(cue.message)
        if (cue.message.device) expect(demo.devices.some((one) => one.community === place?.id && one.code === cue.message.device)).toBe(true)
      }
    }
    // Whatever else it tells, its worst has a plan.
    const worst = cues.filter((cue) => cue.door === 'alarms' && cue.message.severity !== 'minor')
    expect(worst.some((cue) => cue.door === 'alarms' && demo.plans.some(({ triggers }) => triggers.some((one) => one.on === 'alarm' && cue.door === 'alarms' && one.kinds.includes(cue.message.kind))))).toBe(true)
  })

  test('ends when its plan was stood down, not while it runs', () => {
    const cue = cuesOf(stage, now).find(({ door }) => door === 'alarms')
    if (cue?.door !== 'alarms') throw new Error('no alarm')
    const { kind, text } = cue.message
    const standing = picture({ alarm: [alarm(2, { kind, text })] })
    expect(alarmAfter('unacknowledged', 'clear', { active: false, latching: false })).toBe('returned')
    expect(recoveries(company, standing, nobody, at(10))).toEqual([])
    expect(recoveries(company, standing, new Set([id(2)]), at(10))).toHaveLength(1)
  })
})

test('the simulator knows its own people from visitors', () => {
  expect(company.simulated.has(userIdOf(demo, 'manager'))).toBe(false)
  expect(company.simulated.has(userIdOf(demo, demo.people[0]?.code.toLowerCase() ?? ''))).toBe(true)
})
