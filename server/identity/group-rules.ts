import type { GroupRole, Member } from '#shared/members.ts'
import type { Grant } from '#shared/roles.ts'

/** What the company's sign-in says of somebody. */
export type Told = { subject: string; username: string; name: string; groups: string[] }

/** Each role at a scope that one of these groups gives, once. */
export function grantsFrom(roles: readonly GroupRole[], groups: readonly string[]): Grant[] {
  const given = new Map(roles.filter(({ group }) => groups.includes(group)).map(({ grant }) => [grantKey(grant), grant]))
  return [...given.values()]
}

export const grantKey = ({ role, scope }: Grant): string => `${role} ${scope.kind} ${'id' in scope ? scope.id : ''}`

export const sameGrants = (some: readonly Grant[], others: readonly Grant[]): boolean =>
  [...new Set(some.map(grantKey))].sort().join() === [...new Set(others.map(grantKey))].sort().join()

/** A claim of groups: a list of names, or one name. */
export const groupsIn = (claim: unknown): string[] =>
  typeof claim === 'string' ? [claim] : Array.isArray(claim) ? claim.filter((group): group is string => typeof group === 'string') : []

/** What the member becomes with this sign-in; null where nothing changes, or where nobody is to be let in who was not known. */
export function memberTold(held: Member | null, told: Told, grants: Grant[], fresh: { id: string; user: string }): Member | null {
  const { username, name } = told
  if (!held) return grants.length === 0 ? null : { ...fresh, version: 1, username, name, person: null, source: 'company', grants, disabledAt: null }
  if (held.name === name && held.username === username && sameGrants(held.grants, grants)) return null
  return { ...held, version: held.version + 1, name, username, grants }
}

/** User names of the company carry an @, which those of passwords cannot. */
export const companyUsername = (claims: Record<string, unknown>, subject: string): string => {
  const said = [claims.preferred_username, claims.email, subject].find((one): one is string => typeof one === 'string' && one.trim() !== '') ?? subject
  const plain = said.trim().slice(0, 200)
  return plain.includes('@') ? plain : `${plain}@company`
}
