import type { Said } from '../cli.ts'
import type { CsvRecord } from '../files/csv-records.ts'
import { readRequest, type Reading, type SourceRequest } from '../files/request-row.ts'
import type { Answer } from '../journal/journal.ts'
import type { Parts } from '../parts.ts'
import { commitBulk } from './bulk-commit.ts'
import type { CommunityPlaces } from './community-places.ts'
import { orderCommands, type MakeOrder } from './request-orders.ts'
import { placeRequest, type Placing } from './request-placing.ts'

export type RequestCounts = {
  rows: number
  /** Rows that are in the journal now. */
  taken: number
  /** Of these, rows that had been imported before. */
  before: number
  closed: number
  placed: number
  withoutWords: Map<string, number>
  problems: { line: number; said: Said }[]
  refused: number
}

export const emptyCounts = (): RequestCounts => ({ rows: 0, taken: 0, before: 0, closed: 0, placed: 0, withoutWords: new Map(), problems: [], refused: 0 })

/** So many problems are kept to be shown; the rest is counted. */
const shownProblems = 20
/** Commands on their way at once: enough to fill batches, few enough for memory. */
const window = 200

export type RequestsImport = { parts: Pick<Parts, 'db' | 'journal' | 'now'>; places: CommunityPlaces; placing: Placing; make: MakeOrder; shift: number }

/** Reads each record after the header and hands what can be read to `take`; the rest is reported with its line. */
export async function eachRequest(
  records: AsyncIterable<CsvRecord>,
  reading: Reading,
  counts: RequestCounts,
  take: (request: SourceRequest, line: number) => Promise<void>,
): Promise<void> {
  for await (const record of records) {
    counts.rows++
    const read = record.cells ? readRequest(record.cells, reading) : { ok: false as const, problem: record.problem }
    if (!read.ok) {
      report(counts, record.line, read.problem)
      continue
    }
    const { category, kind, title } = read.request
    if (category === null) counts.withoutWords.set(kind || title, (counts.withoutWords.get(kind || title) ?? 0) + 1)
    await take(read.request, record.line)
  }
}

function report(counts: RequestCounts, line: number, said: Said): void {
  counts.refused++
  if (counts.problems.length < shownProblems) counts.problems.push({ line, said })
}

/** Makes past orders of requests, through the journal. Throws CannotGoOn when the database stays away. */
export async function importRequests(records: AsyncIterable<CsvRecord>, reading: Reading, into: RequestsImport, counts: RequestCounts): Promise<void> {
  const now = into.parts.now()
  const underWay = new Set<Promise<void>>()
  let failure: unknown
  await eachRequest(records, reading, counts, async (request, line) => {
    if (failure !== undefined) throw failure
    const placed = placeRequest(into.places, request, into.placing)
    if (!placed.ok) {
      report(counts, line, placed.problem)
      return
    }
    const moved = { ...request, reportedAt: request.reportedAt + into.shift, closedAt: request.closedAt === null ? null : Math.min(request.closedAt + into.shift, now) }
    if (moved.reportedAt > now) {
      report(counts, line, { zh: '移动后的时间在将来', en: 'moved by --shift-days it lies in the future' })
      return
    }
    const { report: first, close } = orderCommands(moved, placed, into.make, now)
    const one = settle(into.parts, first, close)
      .then((outcome) => {
        if (outcome === 'refused') return report(counts, line, { zh: '数据库拒绝了这一行', en: 'the database refused it' })
        counts.taken++
        if (outcome === 'before') counts.before++
        if (close) counts.closed++
        if (placed.building) counts.placed++
      })
      .catch((error: unknown) => {
        failure = error
      })
      .finally(() => underWay.delete(one))
    underWay.add(one)
    if (underWay.size >= window) await Promise.race(underWay)
  })
  await Promise.all(underWay)
  if (failure !== undefined) throw failure
}

type Outcome = 'new' | 'before' | 'refused'

/** An order that is there already was imported before, perhaps so long ago that its command has been forgotten. */
async function settle(parts: Pick<Parts, 'journal'>, first: Parameters<typeof commitBulk>[1], close: Parameters<typeof commitBulk>[1] | null): Promise<Outcome> {
  const [reported, closed] = await Promise.all([commitBulk(parts, first), close ? commitBulk(parts, close) : null])
  if (!reported.ok && !isThere(reported)) return 'refused'
  // Another version: somebody works on it here, and knows better than the file.
  if (closed && !closed.ok && closed.code !== 'WF409') return 'refused'
  return reported.ok && !reported.repeated ? 'new' : 'before'
}

const isThere = (answer: Answer): boolean => !answer.ok && (answer.code === '23505' || answer.code === 'WF422')
