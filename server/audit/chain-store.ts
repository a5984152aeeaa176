import type { Sql } from '#db/client.ts'
import { ChainJudge, type Copies, type Verdict } from './chain-rules.ts'
import type { Anchor, Head, Seal, SealedLine } from './seal-rules.ts'

/** Lines read at a time, going by what the seals say. */
const portion = 20_000
const sealsAtOnce = 500

/**
 * Reads the whole audit in portions and judges it; what is appended meanwhile is read too. Only what PostgreSQL itself brings is asked
 * for: a function in the database may have been changed. `read` gives the copies, null where there are none: later than the anchor, whose
 * copy comes before itself, and sooner than the seals, whose copies come after.
 */
export async function verifyChain(sql: Sql, read: () => Promise<Copies | null>, now: number): Promise<Verdict> {
  for (;;) {
    const anchor = await readAnchor(sql)
    const verdict = await judgeFrom(sql, new ChainJudge({ anchor, copies: await read(), now }))
    // Lines that were pruned while they were read are missing from the verdict.
    if ((await readAnchor(sql))?.seq === anchor?.seq) return verdict
  }
}

async function judgeFrom(sql: Sql, judge: ChainJudge): Promise<Verdict> {
  let after: number | null = null
  for (let seals = await readSeals(sql, after); seals.length > 0; seals = await readSeals(sql, after)) {
    const taken: Seal[] = seals.slice(0, within(seals))
    const last: Seal | undefined = taken.at(-1)
    if (!last) break
    const lines = await readLines(sql, after, last.seq)
    let from = 0
    for (const seal of taken) {
      let to = from
      while ((lines[to]?.seq ?? Infinity) <= seal.seq) to++
      judge.take(seal, lines.slice(from, to))
      from = to
    }
    after = last.seq
  }
  return judge.finish(await readUnsealed(sql))
}

/** The newest seal. */
export async function readHead(sql: Sql): Promise<Head | null> {
  const [head] = await sql.unsafe<Head[]>(`select seq, ${micros('at')} as at, hash from public.audit_seal order by seq desc limit 1`)
  return head ?? null
}

async function readAnchor(sql: Sql): Promise<Anchor | null> {
  const [anchor] = await sql.unsafe<Anchor[]>(`select seq, ${micros('at')} as at, hash, ${micros('pruned_at')} as "prunedAt" from public.audit_anchor`)
  return anchor ?? null
}

const readSeals = (sql: Sql, after: number | null): Promise<Seal[]> =>
  sql.unsafe<Seal[]>(
    `select seq, first, lines, ${micros('at')} as at, hash from public.audit_seal where $1::bigint is null or seq > $1 order by seq limit ${sealsAtOnce}`,
    [after],
  )

const readLines = (sql: Sql, after: number | null, to: number): Promise<SealedLine[]> =>
  sql.unsafe<SealedLine[]>(`select ${columns} from public.audit where ($1::bigint is null or seq > $1) and seq <= $2 order by seq`, [after, to])

/** A line and its seal become visible together, so no line is there before its seal. */
const readUnsealed = (sql: Sql): Promise<SealedLine[]> =>
  sql.unsafe<SealedLine[]>(`select ${columns} from public.audit where seq > coalesce((select max(seq) from public.audit_seal), 0) order by seq limit ${portion}`)

/** A timestamp as microseconds since 1970. */
export const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`

const columns = `seq, ${micros('at')} as at, command_id::text as command, name, by::text as by, community_id::text as community, mode, outcome, detail::text as detail`

/** How many of `seals` make a portion, at least one. */
function within(seals: readonly Seal[]): number {
  let lines = 0
  const end = seals.findIndex((seal) => (lines += seal.lines) > portion)
  return end === -1 ? seals.length : Math.max(1, end)
}
