import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Device, ties } from '#shared/devices.ts'
import type { Area } from '#shared/geo.ts'
import { PatrolRoute } from '#shared/patrol.ts'
import { Person } from '#shared/people.ts'
import { Plan, scenes } from '#shared/plans.ts'
import { Resource } from '#shared/resources.ts'
import { onDuty, Shift } from '#shared/shifts.ts'
import { Building, Community, Feature, Region } from '#shared/sites.ts'
import { makeDemo } from './demo.ts'
import { hour } from './local-time.ts'
import { clearance, edges, inside, type XY } from './plane.ts'

// A whole company is made and read here; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 })

const now = Date.parse('2026-11-21T06:32:00Z')
const demo = makeDemo({ now })

const ringOf = (area: Area, latitude: number): XY[] => {
  const ring = area.type === 'Polygon' ? (area.coordinates[0] ?? []) : (area.coordinates[0]?.[0] ?? [])
  const perLon = 111_195 * Math.cos((latitude * Math.PI) / 180)
  return ring.slice(0, -1).map(([lon, lat]): XY => [lon * perLon, lat * 111_195])
}
const overlap = (a: readonly XY[], b: readonly XY[]) => clearance(a, [...b, ...b.slice(0, 1)]) === 0 || a.some((p) => inside(p, b))

describe('the demo region', () => {
  test('has the size that the issue names', () => {
    expect([demo.regions.length, demo.communities.length, demo.people.length, demo.devices.length]).toEqual([3, 12, 300, 2000])
    expect(demo.buildings.length).toBeGreaterThan(240)
    expect(demo.buildings.length).toBeLessThan(270)
    const households = demo.communities.map((community) => community.households)
    expect([Math.min(...households), Math.max(...households)]).toEqual([400, 10_000])
    expect(households.reduce((a, b) => a + b, 0)).toBeGreaterThan(44_000)
  })

  test('says everything in the words of the contract', () => {
    z.array(Region).parse(demo.regions)
    z.array(Community).parse(demo.communities)
    z.array(Building).parse(demo.buildings)
    z.array(Feature).parse(demo.features)
    z.array(Person).parse(demo.people)
    z.array(Shift).parse(demo.shifts)
    z.array(Device).parse(demo.devices)
    z.array(PatrolRoute).parse(demo.routes)
    z.array(Resource).parse(demo.resources)
    z.array(Plan).parse(demo.plans)
  })

  test('comes out the same from the same seed, with each id once', () => {
    expect(makeDemo({ now })).toEqual(demo)
    const ids = [demo.regions, demo.communities, demo.buildings, demo.features, demo.people, demo.shifts, demo.devices, demo.routes, demo.resources, demo.plans]
      .flatMap((list): { id: string }[] => list).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const staff = demo.people.map((person) => person.code)
    expect(new Set(staff).size).toBe(staff.length)
    const codes = demo.devices.map((device) => `${device.community} ${device.code}`)
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('gives every butler a grid, and nobody else', () => {
    const butlers = demo.people.filter(({ post }) => post === 'butler')
    expect(butlers.every(({ grid }) => /^[1-9]\d* 号网格$/.test(grid ?? ''))).toBe(true)
    expect(new Set(butlers.map(({ community, grid }) => `${community} ${grid}`)).size).toBe(butlers.length)
    expect(demo.people.filter(({ grid }) => grid !== null)).toEqual(butlers)
  })

  test('refers only to what it has', () => {
    const communities = new Set(demo.communities.map(({ id }) => id))
    const buildings = new Map(demo.buildings.map((building) => [building.id, building.community]))
    const people = new Map(demo.people.map((person) => [person.id, person.community]))
    const regions = new Set(demo.regions.map(({ id }) => id))
    expect(demo.communities.every(({ region }) => regions.has(region))).toBe(true)
    for (const one of [...demo.buildings, ...demo.features, ...demo.people, ...demo.devices, ...demo.routes, ...demo.resources]) expect(communities).toContain(one.community)
    for (const device of demo.devices) if (device.building) expect(buildings.get(device.building)).toBe(device.community)
    const before = new Map<string, string>()
    for (const device of demo.devices) {
      for (const tie of ties) if (device[tie]) expect(before.get(device[tie] ?? ''), `${device.code} hangs on what comes before it`).toBe(device.community)
      before.set(device.id, device.community)
    }
    for (const shift of demo.shifts) expect(people.get(shift.person)).toBe(shift.community)
  })
})

describe.each(demo.communities.map((community) => ({ name: community.name.en, community })))('$name', ({ community }) => {
  const rings = demo.buildings.filter((one) => one.community === community.id).map((one) => ({ code: one.code, use: one.use, ring: ringOf(one.footprint, community.center[1]) }))
  const perLon = 111_195 * Math.cos((community.center[1] * Math.PI) / 180)
  const roads = demo.features.flatMap(({ community: of, kind, shape }) =>
    of === community.id && kind === 'road' && shape.type === 'LineString' ? [shape.coordinates.map(([lon, lat]): XY => [lon * perLon, lat * 111_195])] : [])

  test('has buildings that stand clear of one another, of the roads and of the wall', () => {
    rings.forEach((a, i) => {
      for (const b of rings.slice(i + 1)) expect(overlap(a.ring, b.ring), `${a.code} on ${b.code}`).toBe(false)
      for (const road of roads) expect(clearance(a.ring, road), `${a.code} beside a road`).toBeGreaterThan(3)
    })
    const wall = community.boundary ? ringOf(community.boundary, community.center[1]) : []
    for (const { code, ring } of rings) expect(ring.every((p) => inside(p, wall)), `${code} inside the wall`).toBe(true)
    for (const { ring } of rings) expect(edges(ring).length).toBe(ring.length)
  })

  test('numbers its houses from 1 and houses exactly its households', () => {
    const houses = demo.buildings.filter((one) => one.community === community.id && one.use === 'residential')
    expect(houses.map(({ code }) => code)).toEqual(houses.map((_, i) => String(i + 1)))
    expect(houses.reduce((sum, house) => sum + house.households, 0)).toBe(community.households)
  })

  test('has exactly one duty manager, a guard and a technician at any minute of the fortnight', () => {
    const shifts = demo.shifts.filter((shift) => shift.community === community.id)
    fc.assert(fc.property(fc.integer({ min: -23 * 60, max: 13 * 24 * 60 }), (minutes) => {
      const present = shifts.filter((shift) => onDuty(shift, now + minutes * 60_000)).map(({ post }) => post)
      expect(present.filter((post) => post === 'duty-manager')).toHaveLength(1)
      expect(present).toContain('security')
      expect(present).toContain('repair')
    }))
  })

  test('lets everybody rest for eight hours between shifts', () => {
    for (const person of demo.people.filter((one) => one.community === community.id)) {
      const mine = demo.shifts.filter((shift) => shift.person === person.id)
      mine.slice(1).forEach((shift, i) => expect(Date.parse(shift.startsAt) - Date.parse(mine[i]?.endsAt ?? '')).toBeGreaterThanOrEqual(8 * hour))
    }
  })

  test('has the resource pool that the field asks for, and two or three patrol routes', () => {
    const kinds = demo.resources.filter((one) => one.community === community.id).map(({ kind }) => kind)
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    expect(count('repair-firm')).toBeGreaterThanOrEqual(3)
    expect(count('supermarket')).toBeGreaterThanOrEqual(2)
    expect(count('hospital')).toBeGreaterThanOrEqual(1)
    const routes = demo.routes.filter((route) => route.community === community.id)
    expect([2, 3]).toContain(routes.length)
    for (const route of routes) expect(new Set(route.checkpoints.map(({ key }) => key)).size).toBe(route.checkpoints.length)
  })
})

describe('emergency plans', () => {
  test('are one for every scene, and the parts that they share', () => {
    expect(demo.plans.filter(({ triggers }) => triggers.length > 0).map(({ scene }) => scene).toSorted()).toEqual(scenes.toSorted())
  })

  test.each(demo.plans)('$name.en: every step opens after steps that come before it', ({ steps }) => {
    steps.forEach((step, i) => {
      for (const before of step.after) expect(steps.slice(0, i).map(({ key }) => key)).toContain(before)
    })
    expect(steps.some(({ after }) => after.length === 0)).toBe(true)
  })

  test('lift entrapment keeps the clocks of the standards: 30 s, 3 min, 15 min', () => {
    const steps = new Map(demo.plans.find(({ scene }) => scene === 'lift-entrapment')?.steps.map((step) => [step.key, step.minutes]))
    expect([steps.get('answer'), steps.get('dispatch')]).toEqual([0.5, 3])
    expect((steps.get('dispatch') ?? 0) + (steps.get('arrive') ?? 0)).toBeLessThanOrEqual(15)
  })
})
