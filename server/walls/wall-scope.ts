import type { CommandName } from '#shared/commands.ts'
import { sees, type Scope } from '#shared/roles.ts'
import { mayGive, scopeJudge, type Caller } from '../identity/caller.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

type Judge = (inner: Scope, outer: Scope) => boolean

/** As ids are stored: they are compared as text. */
export const stored = <T extends { kind: string; id?: string }>(named: T): T => (named.id === undefined ? named : { ...named, id: named.id.toLowerCase() })

/** Whether two scopes have a community in common. */
export const overlap = (judge: Judge, a: Scope, b: Scope): boolean => judge(a, b) || judge(b, a)

/** Whether the caller's lists show a wall of this scope. */
export const seesWall = (judge: Judge, caller: Caller, scope: Scope): boolean =>
  caller.grants.some((held) => sees.walls.includes(held.role) && overlap(judge, scope, held.scope))

/**
 * A wall shows all of its scope, so whoever places, changes or points it must answer for all of it.
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
