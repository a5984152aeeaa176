import type { Member } from '#shared/members.ts'
import type { Grant } from '#shared/roles.ts'
import { scopeJudge, type Caller } from '../identity/caller.ts'
import type { Parts } from '../parts.ts'
import { Refusal, type FieldError } from '../refusal.ts'
import { reachOf, reachOfMember, reasons, type Reach } from './member-rules.ts'
import { findMember, unknownScopes } from './member-store.ts'

/** @throws Refusal not-found where one of the member's rights lies outside the caller's scope, not-allowed where they do not administer it */
export async function administered(parts: Parts, caller: Caller, id: string): Promise<Member> {
  const [member, within] = await Promise.all([findMember(parts, id), scopeJudge(parts)])
  const reach = member ? reachOfMember(caller.grants, member.grants, within) : 'none'
  if (!member || reach === 'none') throw new Refusal('not-found')
  if (reach === 'sees') throw new Refusal('not-allowed')
  return member
}

/**
 * Whether the caller may hand these out, each named by its place in `asked`.
 * @throws Refusal not-found for a scope outside the caller's or that is nowhere, not-allowed for one that they do not administer
 */
export async function mayGiveAll(parts: Parts, caller: Caller, grants: readonly Grant[], asked: readonly Grant[] = grants): Promise<void> {
  const [within, unknown] = await Promise.all([scopeJudge(parts), unknownScopes(parts, grants)])
  const reach = ({ scope }: Grant): Reach => {
    const found = unknown.includes(scope) ? 'none' : reachOf(caller.grants, scope, within)
    return scope.kind === 'everything' && found === 'none' ? 'sees' : found
  }
  const wrong = (which: Reach): FieldError[] =>
    grants.filter((grant) => reach(grant) === which).map((grant) => ({ field: `grants[${asked.indexOf(grant)}].scope`, message: reasons.outside }))
  const [outside, merelySeen] = [wrong('none'), wrong('sees')]
  if (outside.length > 0) throw new Refusal('not-found', { errors: outside })
  if (merelySeen.length > 0) throw new Refusal('not-allowed', { errors: merelySeen })
  if (grants.length === 0 && asked.length === 0 && reachOfMember(caller.grants, [], within) !== 'administers') {
    throw new Refusal('invalid', { errors: [{ field: 'grants', message: reasons.noGrant }] })
  }
}
