import { openOrders } from '#db/schema/orders.ts'
import { real } from '#shared/modes.ts'
import type { Parts } from '../parts.ts'
import type { Compared } from './similar-rules.ts'

/** Rows that are compared, at most: the newest. */
const most = 1_000

export type Place = { community: string; building: string | null; device: string | null }
type Reads = Pick<Parts, 'sql'>

const columns = 'id, building_id as building, device_id as device, place, category, title, reported_at as at'

/** Orders of a building, or of what belongs to none, that are not finished: what another caller can be attached to. */
export async function openAt({ sql }: Reads, { community, building }: Place): Promise<Compared[]> {
  return compared(await sql<Compared[]>`
    select ${sql.unsafe(columns)} from work_order
    where community_id = ${community} and ${sql.unsafe(openOrders)} and finished_at is null and building_id is not distinct from ${building} and mode = ${real}
    order by reported_at desc limit ${most}`)
}

/** What was reported of a device and of its building since `since` and is finished; nothing where neither is said, because a whole community always has something. */
export async function pastAt({ sql }: Reads, { community, building, device }: Place, category: string, since: string): Promise<Compared[]> {
  if (!building && !device) return []
  const at = building ? sql`building_id = ${building}` : sql`device_id = ${device}`
  return compared(await sql<Compared[]>`
    select ${sql.unsafe(columns)} from work_order
    where ${at} and community_id = ${community} and reported_at > ${since} and category = ${category} and mode = ${real} and state in ('done', 'verified', 'closed', 'called-back')
    order by reported_at desc limit ${most}`)
}

const compared = (rows: readonly Compared[]): Compared[] => rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
