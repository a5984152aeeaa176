import { and, asc, eq, getTableColumns } from 'drizzle-orm'
import { savedFilters } from '#db/schema/filters.ts'
import type { SavedFilter } from '#shared/filters.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

const { dropped: _dropped, ...columns } = getTableColumns(savedFilters)

export const filtersOf = ({ db }: Reads, owner: string): Promise<SavedFilter[]> =>
  db.select(columns).from(savedFilters).where(and(eq(savedFilters.owner, owner), eq(savedFilters.dropped, false))).orderBy(asc(savedFilters.name))

export async function findFilter({ db }: Reads, owner: string, id: string): Promise<SavedFilter | null> {
  const [held] = await db.select(columns).from(savedFilters).where(and(eq(savedFilters.id, id), eq(savedFilters.owner, owner), eq(savedFilters.dropped, false)))
  return held ?? null
}
