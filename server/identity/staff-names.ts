import type { Sql } from '#db/client.ts'
import type { Handover } from '#shared/handovers.ts'

/**
 * The names under which the one who went had acted: who signed for handing over, and the sign-in of whom the roster names.
 * Never that of the one who took over.
 */
export async function leavingNames(sql: Sql, { outgoing, given, taken }: Pick<Handover, 'outgoing' | 'given' | 'taken'>): Promise<string[]> {
  const rows = outgoing ? await sql<{ name: string }[]>`
    select coalesce(m.name, u.name) as name from person p join "user" u on u.id = p.user_id left join member m on m.user_id = p.user_id where p.id = ${outgoing}` : []
  const names = new Set(rows.map(({ name }) => name))
  if (given) names.add(given.name)
  if (taken) names.delete(taken.name)
  return [...names]
}
