import type { Check } from '#shared/checks.ts'
import { isDrill } from '#shared/modes.ts'
import { drillOnly, ownOnly, type Role } from '#shared/roles.ts'
import { allow, type Caller } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideMark } from './check-rules.ts'
import { findActivation, findCheck } from './check-store.ts'
import { checkChange } from './check-work.ts'

export const checkCommands: CommandHandlers<'check.mark'> = { 'check.mark': mark }

async function mark(parts: Parts, { id, request, caller, now }: Call<'check.mark'>): Promise<Work> {
  const check = await findCheck(parts, id)
  if (!check) throw new Refusal('not-found')
  const { roles } = await allow(parts, caller, 'check.mark', check.community)
  if (!mayMark(check, roles, caller)) throw new Refusal('not-allowed', { community: check.community })
  const marked = decideMark(check, request, caller.actor.name, now)
  // What was found out is part of what a plan was; once it is over, it stays as it was.
  if ((await findActivation(parts, check.activation))?.state !== 'running') throw new Refusal('illegal-move', { current: check })
  return {
    changes: [checkChange('check.marked', marked)], reply: { fact: 'check.marked', body: marked }, community: check.community, mode: check.mode,
    detail: { check: check.id, activation: check.activation, state: marked.state },
  }
}

/** Field staff answer for themselves; who only leads drills, only in one. */
function mayMark({ subject, of, mode }: Check, roles: readonly Role[], { person }: Caller): boolean {
  return roles.some((role) => {
    if (ownOnly.includes(role)) return subject === 'person' && of === person
    return isDrill(mode) || !drillOnly.includes(role)
  })
}
