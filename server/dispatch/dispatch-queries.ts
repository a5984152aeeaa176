import { eq } from 'drizzle-orm'
import { dispatchRules } from '#db/schema/dispatch.ts'
import type { DispatchRule } from '#shared/dispatch.ts'
import { seeAnywhere, seenCommunities, seesEverything } from '../identity/caller.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'

export const dispatchQueries: QueryHandlers<'dispatchRules'> = { dispatchRules: listRules }

/** Those that hold now for anything that the caller sees: of the company, of regions they see something of, of communities. */
async function listRules(parts: Parts, { caller }: Ask<'dispatchRules'>): Promise<DispatchRule[]> {
  seeAnywhere(caller, 'dispatchRules')
  const [rules, places] = await Promise.all([
    parts.db.select().from(dispatchRules).where(eq(dispatchRules.ended, false)).orderBy(dispatchRules.id),
    seenCommunities(parts, caller, 'dispatchRules', null),
  ])
  const all = seesEverything(caller, 'dispatchRules')
  const seen = new Set(places.flatMap(({ id, region }) => [id, region]))
  return rules.filter(({ region, community }) => all || [community, region].every((where) => where === null || seen.has(where)))
}
