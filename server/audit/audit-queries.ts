import { communities } from '#db/schema/sites.ts'
import { lookedIn } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { bounded, csvHead, csvRow, keptOf } from './audit-rules.ts'
import { readAudit } from './audit-store.ts'

/** Lines of an export, newest first; who needs more asks for another span of time. */
const most = 100_000
const portion = 5_000

export const auditQueries: QueryHandlers<'audit' | 'auditExport'> = {
  audit: async (parts, { body: { before, limit, ...asked }, caller, now }) => {
    const { filter, since } = bounded(asked, now)
    const lines = await readAudit(parts, await lookedIn(parts, caller, 'audit', filter.community), filter, before ?? null, limit + 1)
    return { entries: lines.slice(0, limit), more: lines.length > limit, since }
  },

  auditExport: async (parts, { body: asked, caller, now, tell }) => {
    const { filter } = bounded(asked, now)
    const seen = await lookedIn(parts, caller, 'auditExport', filter.community)
    const codes = new Map((await parts.db.select({ id: communities.id, code: communities.code }).from(communities)).map(({ id, code }) => [id, code]))
    const rows = [csvHead]
    let before: number | null = null
    let left = most
    while (left > 0) {
      const lines = await readAudit(parts, seen, filter, before, Math.min(portion, left))
      rows.push(lines.map((line) => csvRow(line, line.community === null ? '' : (codes.get(line.community) ?? line.community))).join(''))
      before = lines.at(-1)?.seq ?? null
      left = lines.length < portion ? 0 : left - lines.length
    }
    tell(filter.community ?? null, keptOf(filter))
    return `\uFEFF${rows.join('')}`
  },
}
