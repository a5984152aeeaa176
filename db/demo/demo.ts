import type { Device } from '#shared/devices.ts'
import type { Household } from '#shared/households.ts'
import type { PatrolRoute } from '#shared/patrol.ts'
import type { Person } from '#shared/people.ts'
import type { Plan } from '#shared/plans.ts'
import type { Resource } from '#shared/resources.ts'
import type { Shift } from '#shared/shifts.ts'
import type { Building, Community, Feature, Region } from '#shared/sites.ts'
import { devicesOf } from './devices.ts'
import { estates, regionNames } from './estates.ts'
import { householdsOf } from './households.ts'
import { zone } from './local-time.ts'
import { peopleOf } from './people.ts'
import { plansOf } from '../library/all.ts'
import { idOf, makeRandom } from './random.ts'
import { resourcesOf } from './resources.ts'
import { rosterOf } from './rosters.ts'
import { routesOf } from './routes.ts'
import { siteOf } from './site.ts'

export type Demo = {
  seed: string
  regions: Region[]
  communities: Community[]
  buildings: Building[]
  features: Feature[]
  people: Person[]
  shifts: Shift[]
  devices: Device[]
  routes: PatrolRoute[]
  resources: Resource[]
  plans: Plan[]
  households: Household[]
}

export const demoSeed = 'watchfloor'

/**
 * The demo company: 3 regions, 12 communities, some 250 buildings, 300 people, 2,000 devices, patrol routes, resources, plans, households on file.
 * The same seed gives the same company and ids; `now` (epoch milliseconds) only moves the rosters, when devices were last seen and how the resources stand.
 */
export function makeDemo({ seed = demoSeed, now }: { seed?: string; now: number }): Demo {
  const random = makeRandom(seed)
  const id = (...name: (string | number)[]) => idOf(seed, ...name)
  const regions = Object.entries(regionNames).map(([code, name]): Region => ({ id: id('region', code), version: 1, name }))
  const sites = estates.map((estate) => {
    const community = id('community', estate.code)
    return { estate, community, ...siteOf(estate, community, random.fork(`site/${estate.code}`), id) }
  })
  const communities = sites.map(({ estate, community, boundary }): Community => ({
    id: community, version: 1, region: id('region', estate.region), code: estate.code, name: estate.name, households: estate.households,
    zone, center: [...estate.center], boundary,
  }))
  const buildings = sites.flatMap((site) => site.buildings)
  const features = sites.flatMap((site) => site.features)
  const people = peopleOf(communities, random.fork('people'), id)
  const of = <T extends { community: string }>(list: readonly T[], community: string) => list.filter((item) => item.community === community)
  return {
    seed, regions, communities, buildings, features, people,
    shifts: rosterOf(people, now, id),
    devices: devicesOf({ communities, buildings, features }, now, random.fork('devices'), id),
    routes: communities.flatMap((community) => routesOf(community, of(buildings, community.id), of(features, community.id), id)),
    resources: communities.flatMap((community, i) =>
      resourcesOf(community, estates[i]?.region ?? '', of(features, community.id), now, random.fork(`resources/${community.code}`), id)),
    plans: plansOf(id, new Date(now).toISOString()),
    households: householdsOf(buildings, random.fork('households'), id),
  }
}
