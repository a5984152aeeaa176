import type { Sql } from '#db/client.ts'
import type { Holder } from './duty-store.ts'
import type { Standing, Standings } from './step-notice-rules.ts'

/** A plan as it is now; null where it is gone. */
export async function standingOf(sql: Sql, id: string): Promise<Standings | null> {
  const [row] = await sql<Standings[]>`select state, commander_person as "commanderPerson", steps from activation where id = ${id}`
  return row ?? null
}

/** The steps as they were in the version before this one. `startedAt`: none of its facts is much older. */
export async function stepsBefore(sql: Sql, { id, version, startedAt }: { id: string; version: number; startedAt: string }): Promise<Standing[]> {
  const [row] = await sql<{ steps: Standing[] }[]>`
    select body->'steps' as steps from fact where entity_id = ${id} and version = ${version - 1} and at >= ${startedAt}::timestamptz - interval '1 hour'`
  return row?.steps ?? []
}

/** Those of the staff who are still there, to be told themselves. Personal data. */
export async function staffOf(sql: Sql, ids: readonly string[]): Promise<Holder[]> {
  return sql<Holder[]>`select 'assignee' as level, id as person, phone, languages from person where id = any(${[...ids]}::uuid[]) and left_at is null`
}
