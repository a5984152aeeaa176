import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { households } from '#db/schema/households.ts'
import { buildings } from '#db/schema/sites.ts'
import type { Household } from '#shared/households.ts'
import { CannotGoOn, type Said } from '../cli.ts'
import type { CsvRecord } from '../files/csv-records.ts'
import { change } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { commitBulk } from './bulk-commit.ts'
import { housesOf, readHousehold, type HouseholdColumns, type SourceHousehold } from './household-row.ts'

export type HouseholdCounts = { rows: number; made: number; changed: number; same: number; problems: { line: number; said: Said }[] }

/** Few enough for one commit to stay within some ten milliseconds. */
const perCommit = 100

/**
 * Brings the households of a community to what the file says, a flat being what makes two rows the same household. What is
 * the same stays at its version; what the file does not have stays too. Throws CannotGoOn.
 */
export async function importHouseholds(
  parts: Pick<Parts, 'db' | 'journal'>,
  community: string,
  { records, columns, width, dryRun }: { records: AsyncIterable<CsvRecord>; columns: HouseholdColumns; width: number; dryRun: boolean },
): Promise<HouseholdCounts> {
  const houses = housesOf(await parts.db.select({ id: buildings.id, code: buildings.code, name: buildings.name }).from(buildings).where(eq(buildings.community, community)))
  const held = new Map((await parts.db.select().from(households).where(eq(households.community, community))).map((row) => [flat(row), row]))
  const lines = new Map<string, number>()
  const counts: HouseholdCounts = { rows: 0, made: 0, changed: 0, same: 0, problems: [] }
  let waiting: Household[] = []
  for await (const { line, cells, problem } of records) {
    counts.rows++
    const read = cells ? readHousehold(cells, columns, width, houses) : { ok: false as const, problem }
    if (!read.ok) {
      counts.problems.push({ line, said: read.problem })
      continue
    }
    const key = flat(read.household)
    const first = lines.get(key)
    if (first !== undefined) {
      counts.problems.push({ line, said: { zh: `与第 ${first} 行是同一住处`, en: `it is the same flat as line ${first}` } })
      continue
    }
    lines.set(key, line)
    const before = held.get(key)
    const next = nextOf(read.household, community, before)
    counts[before ? (next ? 'changed' : 'same') : 'made']++
    if (next) waiting.push(next)
    if (!dryRun && waiting.length === perCommit) {
      await commit(parts, community, waiting)
      waiting = []
    }
  }
  if (!dryRun && waiting.length > 0) await commit(parts, community, waiting)
  return counts
}

const flat = ({ building, place }: Pick<Household, 'building' | 'place'>): string => `${building}/${place}`

/** The household as it shall be; null where it is so already. */
function nextOf(source: SourceHousehold, community: string, before: Household | undefined): Household | null {
  const next = { ...source, community, id: before?.id ?? idFrom('household', source.building, source.place), version: (before?.version ?? 0) + 1 }
  return before && isDeepStrictEqual({ ...next, version: 0 }, { ...before, version: 0 }) ? null : next
}

async function commit(parts: Pick<Parts, 'journal'>, community: string, rows: readonly Household[]): Promise<void> {
  // No fact: facts are shown, kept and exported, and this is personal.
  const changes = rows.map((row) => change(households, row))
  const answer = await commitBulk(parts, { name: 'household.import', changes, reply: null, community, detail: { changes: changes.length } })
  if (answer.ok) return
  if (answer.code === 'WF409' || answer.code === '23505') {
    throw new CannotGoOn('导入期间有人修改了同一小区。请再导入一次。', 'Somebody changed the same community meanwhile. Import once more.')
  }
  throw new Error(`a change was refused: ${answer.code}`)
}
