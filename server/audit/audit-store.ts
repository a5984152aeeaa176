import { and, desc, eq, gte, ilike, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import { auditRows } from '#db/schema/journal.ts'
import type { AuditEntry, AuditFilter } from '#shared/audit.ts'
import type { Parts } from '../parts.ts'
import { likeText } from './audit-rules.ts'

/** Of which communities lines are read; null: all, with those of no community. */
export type Seen = readonly string[] | null

/** At most `limit` lines below the number `before`, newest first. */
export const readAudit = async (...asked: Parameters<typeof auditLines>): Promise<AuditEntry[]> => (await auditLines(...asked)) as AuditEntry[]

/** The statement for it. */
export function auditLines(parts: Pick<Parts, 'db'>, seen: Seen, filter: AuditFilter, before: number | null, limit: number) {
  const { seq, at, name, by, community, mode, outcome, detail, command } = auditRows
  return parts.db
    .select({ seq, at, name, by, community, mode, outcome, detail, command })
    .from(auditRows)
    .where(and(inSight(seen), wanted(filter), before === null ? undefined : lt(seq, before)))
    .orderBy(desc(seq))
    .limit(limit)
}

function inSight(seen: Seen): SQL | undefined {
  if (seen === null) return undefined
  // One community alone is read along its index.
  return seen.length === 1 && seen[0] ? eq(auditRows.community, seen[0]) : inArray(auditRows.community, [...seen])
}

function wanted({ from, to, actor, name, outcome, text }: AuditFilter): SQL | undefined {
  const like = text === undefined || text.trim() === '' ? undefined : likeText(text.trim())
  return and(
    from === undefined ? undefined : gte(auditRows.at, instant(from)),
    to === undefined ? undefined : lt(auditRows.at, instant(to)),
    actor === undefined ? undefined : sql`${auditRows.by} ->> 'id' = ${actor}`,
    name === undefined ? undefined : eq(auditRows.name, name),
    outcome === undefined ? undefined : eq(auditRows.outcome, outcome),
    like === undefined ? undefined : or(sql`${auditRows.by} ->> 'name' ilike ${like}`, ilike(auditRows.name, like), sql`${auditRows.detail}::text ilike ${like}`),
  )
}

/** PostgreSQL knows no year 0. */
const instant = (text: string): string => new Date(Math.max(0, Date.parse(text))).toISOString()
