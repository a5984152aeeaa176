import { and, count, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { quarantine } from '#db/schema/ingest.ts'
import { keys } from '#db/schema/keys.ts'
import type { Quarantined } from '#shared/quarantine.ts'
import type { KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'

/** How many are kept and wait for somebody, by the community of their key; null for keys of the company. By a partial index. */
export const quarantinedBy = (sql: Sql): Promise<{ community: string | null; count: number }[]> =>
  sql<{ community: string | null; count: number }[]>`select community_id as community, count(*)::int as count from quarantine where state = 'kept' group by community_id`

const columns = {
  id: quarantine.id, version: quarantine.version, at: quarantine.at, door: quarantine.door, key: quarantine.key, keyName: keys.name,
  community: quarantine.community, reason: quarantine.reason, body: quarantine.body, state: quarantine.state,
}
type Row = Omit<Quarantined, 'door' | 'reason' | 'keyName'> & { door: string; reason: unknown; keyName: string | null }

const view = ({ door, reason, keyName, ...row }: Row): Quarantined => ({ ...row, door: door as Quarantined['door'], reason: reason as Quarantined['reason'], keyName: keyName ?? '' })

const most = 200

/** Of keys of these communities and, where `company`, of the company's; newest first, at most 200, and how many there are. */
export async function readQuarantine({ db }: Pick<Parts, 'db'>, { communities, company, all }: { communities: string[]; company: boolean; all: boolean }): Promise<{ messages: Quarantined[]; total: number }> {
  const theirs = inArray(quarantine.community, communities)
  const which = and(company ? or(theirs, isNull(quarantine.community)) : theirs, all ? undefined : eq(quarantine.state, 'kept'))
  const [rows, [sum]] = await Promise.all([
    db.select(columns).from(quarantine).leftJoin(keys, eq(keys.id, quarantine.key)).where(which).orderBy(desc(quarantine.seq)).limit(most),
    db.select({ total: count() }).from(quarantine).where(which),
  ])
  return { messages: rows.map(view), total: sum?.total ?? 0 }
}

/** One message with the key that sent it, whether that still opens or not. */
export async function findQuarantined({ db }: Pick<Parts, 'db'>, id: string): Promise<{ kept: Quarantined; holder: KeyHolder } | null> {
  const [row] = await db
    .select({ ...columns, keyCommunity: keys.community, device: keys.device, doors: keys.doors })
    .from(quarantine)
    .leftJoin(keys, eq(keys.id, quarantine.key))
    .where(eq(quarantine.id, id))
  if (!row) return null
  const { keyCommunity, device, doors, ...kept } = row
  return { kept: view(kept), holder: { id: row.key, name: row.keyName ?? '', community: keyCommunity ?? row.community, device, doors: doors ?? [] } }
}
