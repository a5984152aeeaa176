import { asc, eq } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { people } from '#db/schema/people.ts'
import { buildings, communities } from '#db/schema/sites.ts'
import { middle, type LonLat } from '#shared/geo.ts'
import { CannotGoOn } from '../cli.ts'
import type { Parts } from '../parts.ts'

/** What a replay on this machine may know of the community that it plays in. */
export type Ground = { id: string; code: string; zone: string; points: LonLat[]; buildings: string[]; devices: string[]; guards: string[] }

/** Throws CannotGoOn where there is no such community. */
export async function readGround(parts: Pick<Parts, 'db'>, code: string): Promise<Ground> {
  const [community] = await parts.db.select().from(communities).where(eq(communities.code, code))
  if (!community) {
    const some = await parts.db.select({ code: communities.code }).from(communities).orderBy(asc(communities.code)).limit(10)
    const known = some.map((one) => one.code).join(', ')
    throw new CannotGoOn(`没有小区“${code}”${known ? `，有：${known}` : '，请先导入小区'}。`, `There is no community "${code}"${known ? `; there are ${known}` : '; import a site first'}.`)
  }
  const [built, held, staff] = await Promise.all([
    parts.db.select({ code: buildings.code, footprint: buildings.footprint }).from(buildings).where(eq(buildings.community, community.id)).orderBy(asc(buildings.code)),
    parts.db.select({ code: devices.code }).from(devices).where(eq(devices.community, community.id)).orderBy(asc(devices.code)),
    parts.db.select({ code: people.code, post: people.post }).from(people).where(eq(people.community, community.id)).orderBy(asc(people.code)),
  ])
  const [lon, lat] = community.center
  const around: LonLat[] = [[lon - 0.001, lat - 0.0005], [lon + 0.001, lat + 0.0005]]
  return {
    id: community.id,
    code,
    zone: community.zone,
    points: built.length > 1 ? built.map(({ footprint }) => middle(footprint)) : around,
    buildings: built.map((building) => building.code),
    devices: held.map((device) => device.code),
    guards: staff.filter((person) => person.post === 'security').map((person) => person.code),
  }
}
