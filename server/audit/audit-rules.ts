import { textReach, type AuditEntry, type AuditFilter } from '#shared/audit.ts'

/** Spreadsheets carry out what begins like this: an apostrophe before it keeps it text. */
const formula = /^[=+\-@＝＋－＠\t\r]/

export const csvHead = 'seq,at,act,outcome,actor_kind,actor_id,actor_name,community,mode,detail,command\r\n'

/** One line as a row of a CSV (RFC 4180). `community`: what its readers call it. */
export function csvRow({ seq, at, name, by, mode, outcome, detail, command }: AuditEntry, community: string): string {
  const cells = [String(seq), at, name, outcome, by.kind, by.id, by.name, community, mode, JSON.stringify(detail), command]
  return `${cells.map(csvCell).join(',')}\r\n`
}

export function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** For LIKE: what people type means itself. */
export const likeText = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

const day = 86_400_000

/** No index helps with a text: without a beginning it is looked for `textReach` days back. `since` is then where that begins. */
export function bounded(filter: AuditFilter, now: number): { filter: AuditFilter; since: string | null } {
  if (!filter.text?.trim() || filter.from !== undefined) return { filter, since: null }
  const end = filter.to === undefined ? now : Math.min(now, Date.parse(filter.to))
  const since = new Date(Math.max(0, end - textReach * day)).toISOString()
  return { filter: { ...filter, from: since }, since }
}

/** What the audit keeps of a question: of a text, which may be personal, only that there was one. */
export const keptOf = ({ text, ...filter }: AuditFilter): Record<string, unknown> => ({ ...filter, ...(text?.trim() ? { text: true } : {}) })
