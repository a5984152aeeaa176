import type { AuditEntry } from '#shared/audit.ts'

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
