import type { Demo } from '#db/demo/demo.ts'
import { demoUsers, visitors } from '#db/demo/users.ts'
import type { Device } from '#shared/devices.ts'
import { middle, type LonLat } from '#shared/geo.ts'
import type { Order } from '#shared/orders.ts'
import type { PatrolRoute } from '#shared/patrol.ts'
import type { Person } from '#shared/people.ts'
import type { Picture } from '#shared/picture.ts'
import { onDuty } from '#shared/shifts.ts'
import type { Building, Community } from '#shared/sites.ts'
import { groundOf, nearestCorner, type Ground } from './ground.ts'

/** What the players know of the company by heart. */
export type Company = {
  communities: readonly Community[]
  people: ReadonlyMap<string, Person>
  buildings: ReadonlyMap<string, Building>
  devices: ReadonlyMap<string, Device>
  routes: readonly PatrolRoute[]
  grounds: ReadonlyMap<string, Ground>
  /** Users whose acts are the simulator's own. */
  simulated: ReadonlySet<string>
}

export function companyOf(demo: Demo): Company {
  const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]))
  return {
    communities: demo.communities,
    people: byId(demo.people),
    buildings: byId(demo.buildings),
    devices: byId(demo.devices),
    routes: demo.routes,
    grounds: new Map(demo.communities.map(({ id }) => [id, groundOf(demo.features.filter((feature) => feature.community === id))])),
    simulated: new Set(demoUsers(demo).filter(({ username }) => !visitors.includes(username)).map(({ id }) => id)),
  }
}

export const usernameOf = (person: Person): string => person.code.toLowerCase()

/** Ids of those whose shift covers `now` (epoch milliseconds). */
export function presentIn(picture: Picture, now: number): Set<string> {
  return new Set([...picture.shift.values()].filter((shift) => onDuty(shift, now)).map(({ person }) => person))
}

export function managerOf(company: Company, present: ReadonlySet<string>, community: string): Person | null {
  return [...present].map((id) => company.people.get(id)).find((person) => person?.community === community && person.post === 'duty-manager') ?? null
}

/** Where somebody stands who sees to an order: the corner of the net nearest to the building or point. */
export function placeOf(company: Company, order: Pick<Order, 'community' | 'building' | 'point'>): LonLat | null {
  const building = order.building ? company.buildings.get(order.building) : undefined
  const point = building ? middle(building.footprint) : (order.point ?? company.communities.find(({ id }) => id === order.community)?.center ?? null)
  const ground = company.grounds.get(order.community)
  return point && ground ? (ground.corners[nearestCorner(ground, point)] ?? point) : point
}
