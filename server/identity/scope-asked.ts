import type { CommandName } from '#shared/commands.ts'
import type { Scope, View } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { mayGive, scopeJudge, seenCommunities, type Caller } from './caller.ts'

type Judge = (inner: Scope, outer: Scope) => boolean
/** Where a row holds: in a community, a region, or with neither for the company. */
type Held = { region?: string | null; community: string | null }

/** As ids are stored: they are compared as text. */
export const stored = <T extends { kind: string; id?: string }>(named: T): T => (named.id === undefined ? named : { ...named, id: named.id.toLowerCase() })

export const scopeOf = ({ region, community }: Held): Scope =>
  community !== null ? { kind: 'community', id: community } : region ? { kind: 'region', id: region } : { kind: 'everything' }

/** Whether two scopes have a community in common. */
export const overlap = (judge: Judge, a: Scope, b: Scope): boolean => judge(a, b) || judge(b, a)

/**
 * What concerns all of a scope is done by whoever answers for all of it.
 * @throws Refusal not-found where the scope does not exist or has nothing in common with the caller's, not-allowed where it is wider or the role too small
 */
export async function allowScope(parts: Pick<Parts, 'db' | 'sql'>, caller: Caller, command: CommandName, scope: Scope): Promise<void> {
  if (!(await exists(parts, scope))) throw new Refusal('not-found')
  const judge = await scopeJudge(parts)
  if (mayGive(judge, caller, command, { scope })) return
  const near = scope.kind === 'everything' || caller.grants.some((held) => overlap(judge, scope, held.scope))
  throw near ? new Refusal('not-allowed', scope.kind === 'community' ? { community: scope.id } : {}) : new Refusal('not-found')
}

async function exists({ sql }: Pick<Parts, 'sql'>, scope: Scope): Promise<boolean> {
  if (scope.kind === 'everything') return true
  const found = await sql`select from ${sql(scope.kind)} where id = ${scope.id}`
  return found.length > 0
}

/** Which rows hold in something that the caller sees: the company's, those of their communities and of the regions in which these lie. */
export async function holdsForCaller(parts: Pick<Parts, 'db'>, caller: Caller, view: View): Promise<(row: Held) => boolean> {
  const places = await seenCommunities(parts, caller, view, null)
  const [communities, regions] = [new Set(places.map(({ id }) => id)), new Set(places.map(({ region }) => region))]
  return ({ region, community }) => (community !== null ? communities.has(community) : !region || regions.has(region))
}
