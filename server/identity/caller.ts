import { eq } from 'drizzle-orm'
import { communities } from '#db/schema/sites.ts'
import type { CommandName } from '#shared/commands.ts'
import type { Actor } from '#shared/facts.ts'
import { covers, may, type Grant, type Role } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

/** Who asks. `person` is the member of staff behind the sign-in, where there is one. */
export type Caller = { actor: Actor; person: string | null; grants: Grant[] }

export type Place = { id: string; region: string; zone: string }

/** The community if it lies within the caller's scope; else it does not exist for them. */
export async function seeCommunity(parts: Pick<Parts, 'db'>, caller: Caller, id: string): Promise<Place> {
  const [place] = await parts.db
    .select({ id: communities.id, region: communities.region, zone: communities.zone })
    .from(communities)
    .where(eq(communities.id, id))
  if (!place || !caller.grants.some((grant) => covers(grant.scope, place))) throw new Refusal('not-found')
  return place
}

/** Outside the scope: not found. Inside it, but not for this role: not allowed. `roles`: those of the caller that allow it there. */
export async function allow(parts: Pick<Parts, 'db'>, caller: Caller, command: CommandName, community: string): Promise<Place & { roles: Role[] }> {
  const place = await seeCommunity(parts, caller, community)
  const roles = caller.grants.filter((grant) => covers(grant.scope, place)).map((grant) => grant.role).filter((role) => may[command].includes(role))
  if (roles.length === 0) throw new Refusal('not-allowed')
  return { ...place, roles }
}

/** Of `ids`, those that the caller may see, as ids; all that they may see where `ids` is null. */
export async function seenCommunities(parts: Pick<Parts, 'db'>, caller: Caller, ids: readonly string[] | null): Promise<Place[]> {
  const all = await parts.db.select({ id: communities.id, region: communities.region, zone: communities.zone }).from(communities)
  const wanted = ids && new Set(ids)
  return all.filter((place) => (!wanted || wanted.has(place.id)) && caller.grants.some((grant) => covers(grant.scope, place)))
}
