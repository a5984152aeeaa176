import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import { people } from '#db/schema/people.ts'
import { shifts } from '#db/schema/shifts.ts'
import type { Parts } from '../parts.ts'
import type { Staff } from './assign-rules.ts'

/** Who is on duty in a community now (epoch milliseconds), once each. */
export async function readStaff(parts: Pick<Parts, 'db' | 'sql'>, community: string, now: number): Promise<Staff[]> {
  const at = new Date(now).toISOString()
  const [rows, busy] = await Promise.all([
    parts.db.selectDistinctOn([people.id], { id: people.id, name: people.name, post: shifts.post, skills: people.skills, until: shifts.endsAt })
      .from(shifts)
      .innerJoin(people, and(eq(people.id, shifts.person), isNull(people.leftAt)))
      .where(and(eq(shifts.community, community), eq(shifts.state, 'planned'), lte(shifts.startsAt, at), gt(shifts.endsAt, at)))
      .orderBy(people.id, shifts.startsAt),
    readBusy(parts, community),
  ])
  return rows.map((row) => ({ ...row, busy: busy.get(row.id) ?? 0 }))
}

async function readBusy({ sql: query }: Pick<Parts, 'sql'>, community: string): Promise<Map<string, number>> {
  const rows = await query<{ person: string; busy: number }[]>`
    select step #>> '{holder,person}' as person, count(*)::int as busy
    from activation, jsonb_array_elements(steps) step
    where community_id = ${community} and state = 'running' and step->>'state' in ('open', 'checking') and step ? 'holder'
    group by 1`
  return new Map(rows.flatMap(({ person, busy }) => (person ? [[person, busy]] : [])))
}
