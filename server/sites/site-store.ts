import { sql, type Column, type SQL } from 'drizzle-orm'

/** `column` is one of `ids`, as one parameter however many there are: PostgreSQL takes 65,535 at most. */
export const among = (column: Column, ids: readonly string[]): SQL => sql`${column} = any(${sql.param([...ids])}::uuid[])`
