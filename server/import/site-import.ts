import { isDeepStrictEqual } from 'node:util'
import { eq, type Table } from 'drizzle-orm'
import { buildings, communities, features, regions } from '#db/schema/sites.ts'
import type { FactName } from '#shared/facts.ts'
import type { Area } from '#shared/geo.ts'
import type { Building, Community, Feature, Region } from '#shared/sites.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import { CannotGoOn } from '../cli.ts'
import { change, type Change } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { commitBulk } from './bulk-commit.ts'
import type { SourceSite } from './site-reading.ts'
import { buildingRows, centerOf, featureRows } from './site-rows.ts'

export type SiteWish = {
  code: string
  /** Null: as it is, or the code for a new community. */
  name: Bilingual | null
  /** A region's name in either language, made where there is none; null: as it is, or the only one there is. */
  region: string | null
  zone: string | null
  households: number | null
  boundary: Area | null
}

export type SiteCounts = { community: Community; made: number; changed: number; same: number; buildings: number; features: number }

/** Few enough for one commit to stay within some ten milliseconds. */
const perCommit = 100

/**
 * Brings a community, its buildings and what lies beside them to what the source says. What is the same stays at its
 * version; what the source no longer has stays too. Throws CannotGoOn.
 */
export async function importSite(parts: Pick<Parts, 'db' | 'journal'>, wish: SiteWish, site: SourceSite): Promise<SiteCounts> {
  const held = await heldSite(parts, wish.code)
  const region = await regionFor(parts, wish.region, held.community)
  const id = held.community?.id ?? idFrom('community', wish.code)
  const codes = new Map(held.buildings.map((building) => [building.id, building.code]))
  const rows = { buildings: buildingRows({ id, code: wish.code }, site, codes), features: featureRows({ id, code: wish.code }, site) }
  const community = communityRow(id, wish, site, region, held.community, rows.buildings.reduce((sum, row) => sum + row.households, 0))

  const changes = [
    ...(region.version === 0 ? [change(regions, { ...region, version: 1 }, { name: 'region.opened', body: { ...region, version: 1 } })] : []),
    ...differing(communities, [community], held.community ? [held.community] : [], held.community ? 'community.changed' : 'community.opened'),
  ]
  const mapped = [...differing(buildings, rows.buildings, held.buildings, 'building.mapped'), ...differing(features, rows.features, held.features, 'feature.mapped')]
  if (changes.length > 0) await commit(parts, id, changes)
  for (let from = 0; from < mapped.length; from += perCommit) await commit(parts, id, mapped.slice(from, from + perCommit))

  const made = mapped.filter((one) => one.expect === 0).length
  const all = rows.buildings.length + rows.features.length
  return { community, made, changed: mapped.length - made, same: all - mapped.length, buildings: rows.buildings.length, features: rows.features.length }
}

async function heldSite(parts: Pick<Parts, 'db'>, code: string) {
  const [community] = await parts.db.select().from(communities).where(eq(communities.code, code))
  if (!community) return { community: null, buildings: [], features: [] }
  const [heldBuildings, heldFeatures] = await Promise.all([
    parts.db.select().from(buildings).where(eq(buildings.community, community.id)),
    parts.db.select().from(features).where(eq(features.community, community.id)),
  ])
  return { community, buildings: heldBuildings, features: heldFeatures }
}

/** Version 0: to be made. */
async function regionFor(parts: Pick<Parts, 'db'>, wanted: string | null, community: Community | null): Promise<Region> {
  const all = await parts.db.select().from(regions)
  const found = wanted === null ? all.find((one) => one.id === community?.region) : all.find(({ name }) => name.zh === wanted || name.en === wanted)
  if (found) return found
  const [only] = all
  if (wanted === null && only && all.length === 1) return only
  if (wanted === null && only) {
    const names = all.map(({ name }) => name.zh)
    throw new CannotGoOn(`有多个区域，请用 --region 指明：${names.join('、')}。`, `There are several regions; name one with --region: ${all.map(({ name }) => name.en).join(', ')}.`, 2)
  }
  const name = wanted === null ? { zh: '未分区', en: 'No region' } : bilingual(wanted)
  return { id: idFrom('region', name.zh), version: 0, name }
}

function communityRow(id: string, wish: SiteWish, site: SourceSite, region: Region, held: Community | null, households: number): Community {
  const center = centerOf(site) ?? held?.center
  if (!center) throw new CannotGoOn(`${wish.code}：文件里没有任何可用的图形。`, `${wish.code}: there is nothing to draw in the file.`)
  return {
    id,
    version: held?.version ?? 1,
    region: region.id,
    code: wish.code,
    name: wish.name ?? held?.name ?? bilingual(wish.code),
    households: wish.households ?? (held && held.households > 0 ? held.households : households),
    zone: wish.zone ?? held?.zone ?? zoneAt(center[0], center[1]),
    center: held && site.buildings.length === 0 ? held.center : center,
    boundary: wish.boundary ?? site.boundary ?? held?.boundary ?? null,
  }
}

/** China has one zone; elsewhere the machine's is the best guess, and --zone says better. */
const zoneAt = (lon: number, lat: number): string =>
  lon > 73 && lon < 135 && lat > 18 && lat < 54 ? 'Asia/Shanghai' : Intl.DateTimeFormat().resolvedOptions().timeZone

/** Changes for the rows that are new or say something else than what is held. */
function differing<Row extends Community | Building | Feature>(table: Table, rows: readonly Row[], held: readonly Row[], fact: FactName): Change[] {
  const before = new Map(held.map((row) => [row.id, row]))
  return rows.flatMap((row) => {
    const old = before.get(row.id)
    if (old && isDeepStrictEqual({ ...row, version: 0 }, { ...old, version: 0 })) return []
    const next = { ...row, version: (old?.version ?? 0) + 1 }
    return [change(table, next, { name: fact, body: next })]
  })
}

async function commit(parts: Pick<Parts, 'journal'>, community: string, changes: Change[]): Promise<void> {
  const answer = await commitBulk(parts, { name: 'site.import', changes, reply: null, community, detail: { changes: changes.length } })
  if (answer.ok) return
  if (answer.code === 'WF409' || answer.code === '23505') {
    throw new CannotGoOn('导入期间有人修改了同一小区。请再导入一次。', 'Somebody changed the same community meanwhile. Import once more.')
  }
  throw new Error(`a change was refused: ${answer.code} ${answer.message}`)
}
