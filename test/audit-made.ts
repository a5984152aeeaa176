import fc from 'fast-check'
import { lineText, sealHash, type Anchor, type Head, type Seal, type SealedLine } from '#server/audit/seal-rules.ts'
import { ChainJudge, type Verdict } from '#server/audit/chain-rules.ts'

/** An audit as it stands in the database, and the heads and anchors that were copied out of it. `now` in microseconds since 1970. */
export type Audit = { lines: SealedLine[]; seals: Seal[]; anchor: Anchor | null; heads: Head[]; anchors: Anchor[]; now: number }

export const day = 86_400_000_000
const start = Date.UTC(2025, 0, 1) * 1000

type Content = Omit<SealedLine, 'seq' | 'at'>
/** `skipped`: numbers that refused commands took with them; `copied`: whether its seal is copied out. */
type Batch = { contents: Content[]; skipped: number; after: number; copied: boolean }

const uuid = fc.uuid()
const json = fc.oneof(fc.constant({}), fc.dictionary(fc.string({ maxLength: 6, unit: 'binary' }), fc.oneof(fc.string({ maxLength: 12, unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null)), { maxKeys: 3 }))
const content: fc.Arbitrary<Content> = fc.record({
  command: uuid,
  name: fc.oneof(fc.constantFrom('order.report', 'alarm.acknowledge', 'session.created', 'auditExport'), fc.string({ minLength: 1, maxLength: 8, unit: 'binary' })),
  by: fc.record({ kind: fc.constantFrom('person', 'system', 'key'), id: fc.string({ maxLength: 8 }), name: fc.string({ maxLength: 8, unit: 'binary' }) }).map((by) => JSON.stringify(by)),
  community: fc.option(uuid),
  mode: fc.oneof(fc.constant('real'), uuid),
  outcome: fc.constantFrom('done', 'refused'),
  detail: json.map((detail) => JSON.stringify(detail)),
})

const batch: fc.Arbitrary<Batch> = fc.record({
  contents: fc.oneof({ weight: 3, arbitrary: fc.tuple(content) }, { weight: 2, arbitrary: fc.array(content, { minLength: 2, maxLength: 7 }) }),
  skipped: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(3)),
  // From milliseconds to weeks, so that some histories are long enough to be pruned.
  after: fc.oneof(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: day, max: 90 * day })),
  copied: fc.boolean(),
})

/** A history that nobody touched; its newest seal is copied. `prunes`: whether its old part went, as the database lets it go. */
export const history = (prunes: fc.Arbitrary<boolean>): fc.Arbitrary<Audit> =>
  fc.tuple(fc.array(batch, { minLength: 3, maxLength: 14 }), prunes, fc.integer({ min: 183, max: 500 }), fc.integer({ min: 0, max: 20 * day })).map(make)

function make([batches, prunes, keepDays, since]: [Batch[], boolean, number, number]): Audit {
  const audit: Audit = { lines: [], seals: [], anchor: null, heads: [], anchors: [], now: start }
  batches.forEach((one, i) => {
    audit.now += one.after
    append(audit, one.contents, one.skipped)
    const seal = audit.seals.at(-1)
    if (seal && (one.copied || i === batches.length - 1)) audit.heads.push(headOf(seal))
  })
  audit.now += since
  return prunes ? pruned(audit, keepDays) : audit
}

/** Adds lines and their seal, as the trigger does. */
export function append(audit: Audit, contents: readonly Content[], skipped = 0): void {
  const first = (audit.lines.at(-1)?.seq ?? audit.anchor?.seq ?? 0) + 1 + skipped
  const lines = contents.map((one, i) => ({ ...one, seq: first + i, at: audit.now - 1_000 + i }))
  audit.lines.push(...lines)
  const before = audit.seals.at(-1)?.hash ?? audit.anchor?.hash ?? ''
  audit.seals.push(sealed(before, lines, audit.now))
}

export function sealed(before: string, lines: readonly SealedLine[], at: number): Seal {
  const seal = { seq: lines.at(-1)?.seq ?? 0, first: lines[0]?.seq ?? 0, lines: lines.length, at }
  return { ...seal, hash: sealHash(before, seal, lines.map(lineText)) }
}

export const headOf = ({ seq, at, hash }: Seal): Head => ({ seq, at, hash })

/** What `prune_audit` does: all seals from the start that are old enough, but never the newest. */
export function pruned(audit: Audit, keepDays: number, now = audit.now): Audit {
  const until = audit.seals.findIndex((seal, i) => seal.at >= now - keepDays * day || i === audit.seals.length - 1)
  const last = audit.seals[until - 1]
  if (!last) return audit
  const anchor = { ...headOf(last), prunedAt: now }
  return {
    ...audit,
    anchor,
    anchors: [...audit.anchors, anchor],
    seals: audit.seals.slice(until),
    lines: audit.lines.filter((line) => line.seq > last.seq),
  }
}

/** Hands the audit to the judge as the reader of the database does. */
export function judge({ lines, seals, anchor, heads, anchors, now }: Audit, witnessed = true): Verdict {
  const byNumber = lines.toSorted((a, b) => a.seq - b.seq)
  const chain = new ChainJudge({ anchor, copies: witnessed ? { heads, anchors } : null, now })
  let from = 0
  for (const seal of seals.toSorted((a, b) => a.seq - b.seq)) {
    let to = from
    while ((byNumber[to]?.seq ?? Infinity) <= seal.seq) to++
    chain.take(seal, byNumber.slice(from, to))
    from = to
  }
  return chain.finish(byNumber.slice(from))
}
