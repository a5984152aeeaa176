import { sees, type Scope } from '#shared/roles.ts'
import type { Caller } from '../identity/caller.ts'
import { overlap } from '../identity/scope-asked.ts'

/** Whether the caller's lists show a wall of this scope. */
export const seesWall = (judge: (inner: Scope, outer: Scope) => boolean, caller: Caller, scope: Scope): boolean =>
  caller.grants.some((held) => sees.walls.includes(held.role) && overlap(judge, scope, held.scope))
