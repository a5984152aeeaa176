import type { Sql } from '#db/client.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { Gathered, perPool } from '../live/gathered.ts'

const books = perPool((sql) => new Gathered(async () => new Map([['all', await readBook(sql)]])))
/** All rows, also ended ones, which bind what began under them. Calls at the same time share their reading. */
export const readResponses = async (sql: Sql): Promise<readonly AlarmResponse[]> => (await books(sql).get(['all'])).get('all') ?? []

const readBook = (sql: Sql): Promise<AlarmResponse[]> => sql<AlarmResponse[]>`
  select id, version, community_id as community, kind, severity, life_safety as "lifeSafety", latching, clocks, escalate, "order", ended from alarm_response`
