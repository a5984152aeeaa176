import { members, policies } from '#db/schema/members.ts'
import { people } from '#db/schema/people.ts'
import { policyId, type Member } from '#shared/members.ts'
import type { Grant } from '#shared/roles.ts'
import { scopeJudge, type Caller } from '../identity/caller.ts'
import { change, type Change, type Told, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { administered, mayGiveAll } from './member-reach.ts'
import { distinct, holds, isChief, reachOf, reasons, whyNot } from './member-rules.ts'
import { findPerson, otherChiefs, personWire, type PersonRow } from './member-store.ts'
import { readPolicy } from './policy-store.ts'
import { endSessionsOf, makeSignIn, resetSignIn } from './sign-in-rows.ts'

export const memberCommands: CommandHandlers<'member.create' | 'member.change' | 'member.disable' | 'member.enable' | 'member.reset'> = {
  'member.create': create,
  'member.change': alter,
  'member.disable': disable,
  'member.enable': enable,
  'member.reset': reset,
}

async function create(parts: Parts, { id, request, caller }: Call<'member.create'>): Promise<Work> {
  const grants = distinct(request.grants)
  await mayGiveAll(parts, caller, grants)
  const person = request.person ? await free(parts, caller, request.person, null) : null
  const username = request.username.toLowerCase()
  const user = await makeSignIn(parts, id, request)
  const member: Member = { id, version: 1, user, username, name: request.name, person: person?.id ?? null, source: 'password', grants, disabledAt: null }
  return workOf('member.created', member, linked(person, user))
}

async function alter(parts: Parts, { id, request, caller }: Call<'member.change'>): Promise<Work> {
  const held = await administered(parts, caller, id)
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  const after = distinct(request.grants)
  await mayGiveAll(parts, caller, after.filter((grant) => !holds(held.grants, grant)), request.grants)
  const kept = await keeping(parts, held, after)
  await refuseLess(parts, caller, held, after, 'grants')
  const person = request.person === undefined ? held.person : request.person
  const [from, to] = person === held.person ? [null, null] : [held.person && (await inReach(parts, caller, held.person)), person && (await free(parts, caller, person, held.user))]
  const member: Member = { ...held, version: held.version + 1, name: request.name, person, grants: after }
  return workOf('member.changed', member, [...linked(from || null, null), ...linked(to || null, held.user), ...kept])
}

async function disable(parts: Parts, { id, request, caller, now }: Call<'member.disable'>): Promise<Told> {
  const held = await administered(parts, caller, id)
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  if (held.disabledAt) throw new Refusal('illegal-move', { current: held })
  if (held.user === caller.actor.id) throw new Refusal('invalid', { errors: [{ field: 'id', message: reasons.ownDisable }] })
  const kept = await keeping(parts, held, [])
  await refuseLess(parts, caller, held, [], 'id')
  const member: Member = { ...held, version: held.version + 1, disabledAt: new Date(now).toISOString() }
  return { ...workOf('member.disabled', member, kept, { reason: request.reason }), afterwards: () => endSessionsOf(parts, held.user) }
}

/** Sign-ins of before do not come back with it. */
async function enable(parts: Parts, { id, request, caller }: Call<'member.enable'>): Promise<Told> {
  const held = await administered(parts, caller, id)
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  if (!held.disabledAt) throw new Refusal('illegal-move', { current: held })
  const work = workOf('member.enabled', { ...held, version: held.version + 1, disabledAt: null }, [])
  return { ...work, afterwards: () => endSessionsOf(parts, held.user) }
}

async function reset(parts: Parts, { id, request, caller }: Call<'member.reset'>): Promise<Told> {
  const held = await administered(parts, caller, id)
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  if (held.source === 'company') throw new Refusal('illegal-move', { current: held })
  if (held.user === caller.actor.id) throw new Refusal('invalid', { errors: [{ field: 'id', message: reasons.ownReset }] })
  // Before, so that screens hear that they are signed out, and not of other rights first; it does no harm where the reset is refused.
  await endSessionsOf(parts, held.user)
  const work = workOf('member.changed', { ...held, version: held.version + 1 }, [], { reset: true })
  return { ...work, afterwards: () => resetSignIn(parts, held.user, request.password) }
}

async function refuseLess(parts: Parts, caller: Caller, held: Member, after: Grant[], field: string): Promise<void> {
  const source = field === 'grants' ? held.source : 'password'
  const why = whyNot({ source, before: held.disabledAt ? [] : held.grants, after, own: held.user === caller.actor.id, otherChiefs: await otherChiefs(parts, held.id) })
  if (why) throw new Refusal('invalid', { errors: [{ field, message: why }] })
}

/**
 * Where one who administers everything goes, the policy's row goes with them: of two who go at once, the second is asked again.
 * It is read before the others are counted, so that who went meanwhile is noticed.
 */
async function keeping(parts: Parts, held: Member, after: readonly Grant[]): Promise<Change[]> {
  if (!isChief(held.grants) || isChief(after)) return []
  const { version } = await readPolicy(parts)
  return [change(policies, { id: policyId, version: version + 1 })]
}

/** A person in the caller's reach who has no other sign-in. */
async function free(parts: Parts, caller: Caller, id: string, user: string | null): Promise<PersonRow> {
  const person = await inReach(parts, caller, id)
  if (person.user !== null && person.user !== user) throw new Refusal('invalid', { errors: [{ field: 'person', message: reasons.personTaken }] })
  return person
}

async function inReach(parts: Parts, caller: Caller, id: string): Promise<PersonRow> {
  const [person, within] = await Promise.all([findPerson(parts, id), scopeJudge(parts)])
  if (!person || reachOf(caller.grants, { kind: 'community', id: person.community }, within) !== 'administers') {
    throw new Refusal('invalid', { errors: [{ field: 'person', message: reasons.outside }] })
  }
  return person
}

/** The person's row with this sign-in behind it. */
function linked(person: PersonRow | null, user: string | null): Change[] {
  if (!person || person.user === user) return []
  const row = { ...person, version: person.version + 1, user }
  return [change(people, row, { name: 'person.changed', body: personWire(row) })]
}

function workOf(fact: 'member.created' | 'member.changed' | 'member.disabled' | 'member.enabled', member: Member, more: Change[], detail: Record<string, unknown> = {}): Work {
  return {
    changes: [change(members, member, { name: fact, body: member }), ...more],
    reply: { fact, body: member },
    community: null,
    mode: 'real',
    detail: { user: member.user, username: member.username, ...detail },
  }
}
