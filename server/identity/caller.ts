import { eq } from 'drizzle-orm'
import { communities } from '#db/schema/sites.ts'
import type { CommandName } from '#shared/commands.ts'
import type { Actor } from '#shared/facts.ts'
import { covers, may, sees, within, type Grant, type Held, type Role, type Scope, type View } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

/** Who asks. `person` is the member of staff behind the sign-in, where there is one; a wall only looks. */
export type Caller = { kind: 'person' | 'wall'; actor: Actor; person: string | null; grants: Held[] }

export type Place = { id: string; region: string; zone: string }

const placeFields = { id: communities.id, region: communities.region, zone: communities.zone }

/** Outside the scope: not found. Inside it, but not for this role: not allowed. `roles`: those of the caller that allow it there. */
export async function allow(parts: Pick<Parts, 'db'>, caller: Caller, command: CommandName, community: string): Promise<Place & { roles: Role[] }> {
  return judge(await placeOf(parts, community), caller, may[command])
}

/** The same for looking. */
export async function see(parts: Pick<Parts, 'db'>, caller: Caller, view: View, community: string): Promise<Place & { roles: Role[] }> {
  return judge(await placeOf(parts, community), caller, sees[view])
}

/** For what concerns the whole company, or is not yet of any community. */
export function allowCompany(caller: Caller, command: CommandName): void {
  if (!caller.grants.some(({ role, scope }) => scope.kind === 'everything' && may[command].includes(role))) throw new Refusal('not-allowed')
}

/** Where nothing but the role matters: the caller's own things, or lists that are cut to the scope afterwards. */
export function seeAnywhere(caller: Caller, view: View): void {
  if (!caller.grants.some(({ role }) => sees[view].includes(role))) throw new Refusal('not-allowed')
}

/** Of `ids`, the communities in which the caller has this view; all such where `ids` is null. */
export async function seenCommunities(parts: Pick<Parts, 'db'>, caller: Caller, view: View, ids: readonly string[] | null): Promise<Place[]> {
  const all = await parts.db.select(placeFields).from(communities)
  const wanted = ids && new Set(ids)
  const grants = caller.grants.filter(({ role }) => sees[view].includes(role))
  return all.filter((place) => (!wanted || wanted.has(place.id)) && grants.some(({ scope }) => covers(scope, place)))
}

/** Whether one of the caller's roles has this view of the whole company, also of what is opened later. */
export const seesEverything = (caller: Caller, view: View): boolean =>
  caller.grants.some(({ role, scope }) => scope.kind === 'everything' && sees[view].includes(role))

/** The communities that a list is cut to; null for the whole company. One that is asked for by itself and is not theirs is refused. */
export async function lookedIn(parts: Pick<Parts, 'db'>, caller: Caller, view: View, asked: string | readonly string[] | null | undefined): Promise<string[] | null> {
  const ids = [asked ?? []].flat()
  const [first, second] = ids
  if (first === undefined) {
    seeAnywhere(caller, view)
    return seesEverything(caller, view) ? null : (await seenCommunities(parts, caller, view, null)).map(({ id }) => id)
  }
  if (second === undefined) return [(await see(parts, caller, view, first)).id]
  const seen = (await seenCommunities(parts, caller, view, ids)).map(({ id }) => id)
  return seen.length > 0 ? seen : [(await see(parts, caller, view, first)).id]
}

/** Judges whether scopes lie within one another; reads the company's map once. */
export async function scopeJudge(parts: Pick<Parts, 'db'>): Promise<(inner: Scope, outer: Scope) => boolean> {
  const regions = new Map((await parts.db.select(placeFields).from(communities)).map(({ id, region }) => [id, region]))
  return (inner, outer) => within(inner, outer, (community) => regions.get(community) ?? null)
}

/** Whether the caller may hand out `grant`: only within a scope in which they may do `command` themselves. */
export const mayGive = (judgeScope: (inner: Scope, outer: Scope) => boolean, caller: Caller, command: CommandName, { scope }: Pick<Grant, 'scope'>): boolean =>
  caller.grants.some((held) => may[command].includes(held.role) && judgeScope(scope, held.scope))

async function placeOf(parts: Pick<Parts, 'db'>, id: string): Promise<Place | null> {
  const [place] = await parts.db.select(placeFields).from(communities).where(eq(communities.id, id))
  return place ?? null
}

function judge(place: Place | null, caller: Caller, allowed: readonly Role[]): Place & { roles: Role[] } {
  const here = place ? caller.grants.filter((grant) => covers(grant.scope, place)) : []
  if (!place || here.length === 0) throw new Refusal('not-found')
  const roles = here.map((grant) => grant.role).filter((role) => allowed.includes(role))
  if (roles.length === 0) throw new Refusal('not-allowed', { community: place.id })
  return { ...place, roles }
}
