import { connect, type Sql } from '#db/client.ts'
import { micros } from './chain-store.ts'
import type { Anchor } from './seal-rules.ts'

/**
 * Prunes what is older than `keepDays`, a portion at a time, so that nobody waits for it, until nothing is left or `going` says no.
 * Returns how many seals went. `copy` is given each anchor that this very call made, before the pruning counts: where it throws,
 * nothing is pruned; where the process dies after it, a copy is left over of what is still there, which does no harm.
 */
export async function pruneAudit(url: string, keepDays: number, copy: (anchor: Anchor) => Promise<void>, going = (): boolean => true): Promise<number> {
  // Of its own, because a transaction stays open between two statements; what is not committed goes with the connection.
  const sql = connect(url, { max: 1, name: 'watchfloor pruning', role: 'watchfloor_app' })
  try {
    let total = 0
    for (let pruned = 1; pruned > 0 && going(); total += pruned) pruned = await prunePortion(sql, keepDays, copy)
    return total
  } finally {
    await sql.end({ timeout: 1 })
  }
}

const made = `select seq, ${micros('at')} as at, hash, ${micros('pruned_at')} as "prunedAt" from public.audit_anchor`

async function prunePortion(sql: Sql, keepDays: number, copy: (anchor: Anchor) => Promise<void>): Promise<number> {
  // In one message, or a connection that comes back between them would prune without a transaction. An anchor that lay there before
  // is not of this transaction's time.
  const [, [row] = [], [anchor] = []] = await sql.unsafe<[unknown[], { pruned: number }[], Anchor[]]>(
    `begin; select public.prune_audit(${Math.trunc(keepDays)}) as pruned; ${made} where pruned_at = pg_catalog.now()`,
  )
  const pruned = row?.pruned ?? 0
  if (pruned > 0) {
    if (!anchor) throw new Error('pruning the audit left no anchor')
    await copy(anchor)
  }
  await sql`commit`
  if (anchor && (await sql.unsafe<Anchor[]>(made))[0]?.prunedAt !== anchor.prunedAt) throw new Error('the connection was lost before the pruning counted')
  return pruned
}
