import { describe, expect, test, vi } from 'vitest'
import { isStanding } from '#shared/alarms.ts'
import { facts as schemas, type FactName } from '#shared/facts.ts'
import { isOpenOrder, runningPromise, type Order } from '#shared/orders.ts'
import { makeDemo } from './demo.ts'
import { makeHistory } from './history.ts'
import { hourOf } from './local-time.ts'
import type { PastFact } from './past.ts'
import { stories } from './stories.ts'

// A whole company is made and read here; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 })

const now = Date.parse('2026-11-21T06:32:00Z')
const demo = makeDemo({ now })
const history = makeHistory(demo, { days: 90, now })

const lastOf = (facts: readonly PastFact[]) => [...new Map(facts.map((fact) => [fact.body.id, fact])).values()]
const orderIn = (fact: PastFact): Order[] => (fact.name.startsWith('order.') ? [schemas['order.reported'].parse(fact.body)] : [])
const orders = lastOf(history).flatMap(orderIn)

describe('the made past', () => {
  test('holds ninety days of orders, most of them kept in time', () => {
    expect(orders.length).toBeGreaterThan(12_000)
    expect(orders.length).toBeLessThan(15_000)
    const late = orders.filter((order) => order.late.length > 0).length / orders.length
    expect(late).toBeGreaterThan(0.01)
    expect(late).toBeLessThan(0.07)
  })

  test('is told in order, each version after the one before, nothing from the future', () => {
    const versions = new Map<string, number>()
    let at = 0
    for (const fact of history) {
      const told = { inOrder: fact.at >= at, past: fact.at <= now, version: fact.body.version }
      if (!told.inOrder || !told.past) throw new Error(`${fact.name} at ${fact.at} after ${at}, now ${now}`)
      if (told.version !== (versions.get(fact.body.id) ?? 0) + 1) throw new Error(`${fact.name}: version ${told.version}`)
      versions.set(fact.body.id, fact.body.version)
      at = fact.at
    }
  })

  test('says everything in the words of the contract, about what the demo has', () => {
    const known = new Set([demo.communities, demo.buildings, demo.people, demo.devices, demo.routes].flatMap((list): { id: string }[] => list).map(({ id }) => id))
    const isName = (name: string): name is FactName => name in schemas
    for (const { name, body } of history) {
      if (!isName(name)) throw new Error(`${name} is no fact`)
      schemas[name].parse(body)
      for (const field of ['community', 'building', 'assignee', 'device', 'route', 'person'] as const) {
        const id: unknown = field in body ? body[field as keyof typeof body] : null
        if (typeof id === 'string' && !known.has(id)) throw new Error(`${name}: the ${field} ${id} is nowhere`)
      }
    }
  })

  test('comes out the same from the same seed', () => {
    expect(makeHistory(demo, { days: 7, now })).toEqual(makeHistory(makeDemo({ now }), { days: 7, now }))
  })

  test('never lets two alarms of one kind stand at one device', () => {
    const standing = new Set<string>()
    for (const fact of history) {
      if (!fact.name.startsWith('alarm.')) continue
      const alarm = schemas['alarm.raised'].parse(fact.body)
      const key = `${alarm.device} ${alarm.kind}`
      if (fact.name === 'alarm.raised') expect(standing.has(key)).toBe(false)
      if (isStanding(alarm)) standing.add(key)
      else standing.delete(key)
    }
  })

  test('gives each order a number of its own', () => {
    expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length)
  })

  test('shows the house whose lift keeps failing', () => {
    const repairs = new Map<string, number>()
    for (const { building, category } of orders) if (building && category === 'repair') repairs.set(building, (repairs.get(building) ?? 0) + 1)
    const [first, second] = [...repairs].sort((a, b) => b[1] - a[1])
    const house = demo.buildings.find(({ id }) => id === first?.[0])
    const community = demo.communities.find(({ id }) => id === house?.community)
    expect([community?.code, house?.code]).toEqual([stories.lift.community, stories.lift.device.split('-')[0]])
    expect(first?.[1]).toBeGreaterThan(1.3 * (second?.[1] ?? 0))
  })

  test('has its complaints about rubbish in one hour of the evening', () => {
    const rubbish = orders.filter(({ title }) => title.includes('垃圾清运'))
    expect(rubbish.length).toBeGreaterThan(90)
    expect(rubbish.every(({ reportedAt }) => Math.floor(hourOf(Date.parse(reportedAt))) === stories.rubbish.hour)).toBe(true)
  })

  test('is busier by day than at night', () => {
    const at = (from: number, to: number) => orders.filter(({ reportedAt }) => hourOf(Date.parse(reportedAt)) >= from && hourOf(Date.parse(reportedAt)) < to).length
    expect(at(8, 12)).toBeGreaterThan(5 * at(1, 5))
  })
})

describe.each(['2026-11-21T06:32:00Z', '2026-11-21T19:05:00Z', '2026-06-07T00:00:00Z', '2027-02-14T12:00:00Z'])('the picture at %s', (when) => {
  const moment = Date.parse(when)
  const picture = lastOf(makeHistory(makeDemo({ now: moment }), { days: 12, now: moment }))
  const open = picture.flatMap(orderIn).filter(isOpenOrder)

  test('is calm: some sixty to a hundred and twenty open orders, few of them late, few alarms, somebody on patrol', () => {
    expect(open.length).toBeGreaterThan(45)
    expect(open.length).toBeLessThan(150)
    const running = open.filter((order) => runningPromise(order) !== null)
    expect(running.length).toBeGreaterThan(15)
    expect(running.filter((order) => order.late.length > 0).length).toBeLessThan(12)
    const standing = picture.filter(({ name, body }) => name.startsWith('alarm.') && isStanding(schemas['alarm.raised'].parse(body)))
    expect(standing.length).toBeGreaterThanOrEqual(4)
    expect(standing.length).toBeLessThan(20)
    expect(picture.some(({ name }) => name === 'run.visited' || name === 'run.started')).toBe(true)
  })
})
