import { getTableColumns, getTableName, type InferInsertModel, type Table } from 'drizzle-orm'
import type { Actor, FactBody, FactName } from '#shared/facts.ts'

/** One row as it shall be, and what that change tells the world. */
export type Change = {
  table: string
  row: Record<string, unknown>
  /** The version the row must have now; 0 for a new row. */
  expect: number
  fact: { name: FactName; community: string | null; body: FactBody } | null
}

export type TimerChange = { key: string; name: string; subject: string; dueAt: string } | { key: string; dueAt: string | null }
export type OutletMessage = { id: string; community: string | null; channel: 'webhook' | 'syslog' | 'device' | 'capture'; body: Record<string, unknown> }

/** Everything one command does, whole or not at all. */
export type Work = {
  changes: Change[]
  timers?: TimerChange[]
  outlet?: OutletMessage[]
  /** What the caller gets, now and on every retry; must be JSON. */
  reply: unknown
  community: string | null
  mode: string
  /** For the audit; no personal data. */
  detail?: Record<string, unknown>
}

/**
 * What a handler decided. `once`: what only its caller is told, once; it reaches neither the database nor a retry.
 * `afterwards`: what follows in tables that a library owns, carried out when the command is committed and before it is answered.
 */
export type Told = Work & { once?: Record<string, unknown>; afterwards?: () => Promise<void> }

export type Command = Work & {
  /** The idempotency key. */
  id: string
  name: string
  /** SHA-256 of who asked for what: the same id with another digest is refused. */
  digest: string
  by: Actor
  /** For the audit; done unless told otherwise. */
  outcome?: 'done' | 'refused'
  /** When it happened, for makers of history; left out, it is the database's clock. */
  at?: string
}

type Versioned = { id: string; version: number }

/** The change that makes `row` of a table what it is; its version says which version it follows. */
export function change<T extends Table>(
  table: T,
  row: Partial<InferInsertModel<T>> & Versioned,
  fact?: { name: FactName; body: FactBody },
): Change {
  const columns = getTableColumns(table)
  const named: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(row)) {
    const column = columns[key]
    if (column && value !== undefined) named[column.name] = value
  }
  return {
    table: getTableName(table),
    row: named,
    expect: row.version - 1,
    fact: fact ? { ...fact, community: communityOf(fact.name, fact.body) } : null,
  }
}

function communityOf(name: FactName, body: FactBody): string | null {
  if (name.startsWith('community.')) return body.id
  return 'community' in body ? body.community : null
}
