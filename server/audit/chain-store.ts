import type { Sql } from '#db/client.ts'
import { ChainJudge, type Verdict } from './chain-rules.ts'
import type { Anchor, Head, Seal, SealedLine } from './seal-rules.ts'

/** Lines read at a time, going by what the seals say. */
const portion = 20_000
const sealsAtOnce = 500

type Reading = Pick<Sql, 'unsafe'>

/**
 * Reads the whole audit as it is at one moment, in portions, and judges it. Only what PostgreSQL itself brings is asked for: a
 * function in the database may have been changed. `heads` must have been copied before this is called.
 */
export async function verifyChain(sql: Sql, heads: readonly Head[], now: number): Promise<Verdict> {
  const verdict = await sql.begin('isolation level repeatable read read only', async (reading) => {
    const judge = new ChainJudge({ anchor: await readAnchor(reading), heads, now })
    let after: number | null = null
    for (let seals = await readSeals(reading, after); seals.length > 0; seals = await readSeals(reading, after)) {
      const taken: Seal[] = seals.slice(0, within(seals))
      const last: Seal | undefined = taken.at(-1)
      if (!last) break
      const lines = await readLines(reading, after, last.seq)
      let from = 0
      for (const seal of taken) {
        let to = from
        while ((lines[to]?.seq ?? Infinity) <= seal.seq) to++
        judge.take(seal, lines.slice(from, to))
        from = to
      }
      after = last.seq
    }
    return judge.finish(await readLines(reading, after, null))
  })
  return verdict as Verdict
}

/** The newest seal. */
export async function readHead(sql: Reading): Promise<Head | null> {
  const [head] = await sql.unsafe<Head[]>(`select seq, ${micros('at')} as at, hash from public.audit_seal order by seq desc limit 1`)
  return head ?? null
}

async function readAnchor(sql: Reading): Promise<Anchor | null> {
  const [anchor] = await sql.unsafe<Anchor[]>(`select seq, ${micros('at')} as at, hash, ${micros('pruned_at')} as "prunedAt" from public.audit_anchor`)
  return anchor ?? null
}

const readSeals = (sql: Reading, after: number | null): Promise<Seal[]> =>
  sql.unsafe<Seal[]>(
    `select seq, first, lines, ${micros('at')} as at, hash from public.audit_seal where $1::bigint is null or seq > $1 order by seq limit ${sealsAtOnce}`,
    [after],
  )

const readLines = (sql: Reading, after: number | null, to: number | null): Promise<SealedLine[]> =>
  sql.unsafe<SealedLine[]>(
    `select seq, ${micros('at')} as at, command_id::text as command, name, by::text as by, community_id::text as community, mode, outcome, detail::text as detail
     from public.audit where ($1::bigint is null or seq > $1) and ($2::bigint is null or seq <= $2) order by seq`,
    [after, to],
  )

const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`

/** How many of `seals` make a portion, at least one. */
function within(seals: readonly Seal[]): number {
  let lines = 0
  const end = seals.findIndex((seal) => (lines += seal.lines) > portion)
  return end === -1 ? seals.length : Math.max(1, end)
}
