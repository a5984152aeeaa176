import type { Sql } from '#db/client.ts'
import type { AlarmState } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'

/** `began`: number of the last fact before anybody was told, the same for all who are told one after the other. */
export type Unanswered = { state: AlarmState; owned: boolean; escalate: AlarmResponse['escalate'] | null; began: number }

/** An alarm as it is now, and the ringing to which a fact of it (`seq`) belongs: one that came back after it was answered rings anew. */
export async function unansweredAt(sql: Sql, { id, raisedAt }: { id: string; raisedAt: string }, seq: number): Promise<Unanswered | null> {
  const [row] = await sql<Unanswered[]>`
    select a.state, a.owner is not null as owned, r.escalate,
      coalesce((select max(f.seq) from fact f
        where f.entity_id = a.id and f.seq < ${seq} and f.at >= ${raisedAt}::timestamptz - interval '1 hour' and not f.body ? 'escalation'), 0)::float8 as began
    from alarm a left join alarm_response r on r.id = a.response_id where a.id = ${id}`
  return row ?? null
}
