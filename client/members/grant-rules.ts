import type { Grant } from '#shared/roles.ts'

const keyOf = ({ role, scope }: Grant): string => `${role}@${scope.kind === 'everything' ? '' : scope.id}`

/** Each right once, in the order in which they were given. */
export const distinct = (grants: readonly Grant[]): Grant[] => [...new Map(grants.map((grant) => [keyOf(grant), grant])).values()]

/** What becomes of somebody's rights when `after` takes the place of `before`. */
export function difference(before: readonly Grant[], after: readonly Grant[]): { added: Grant[]; withdrawn: Grant[] } {
  const lacking = (grants: readonly Grant[], others: readonly Grant[]) => {
    const held = new Set(others.map(keyOf))
    return distinct(grants).filter((grant) => !held.has(keyOf(grant)))
  }
  return { added: lacking(after, before), withdrawn: lacking(before, after) }
}
