import type { Shift } from '#shared/shifts.ts'
import { allow } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { shiftChange } from './roster-making.ts'
import { findPerson, findShift, plannedOf } from './roster-store.ts'
import { decideCancel, decideMiss, overlapping, overlapWords, spanFault, type ShiftDecision } from './shift-rules.ts'

export const shiftCommands: CommandHandlers<'shift.plan' | 'shift.cancel' | 'shift.miss'> = {
  'shift.plan': plan,
  'shift.cancel': async (parts, { id, request, caller, now }) => {
    const shift = await allowed(parts, 'shift.cancel', { id, caller })
    return workOf(decideCancel(shift, request.version, now), request.reason)
  },
  'shift.miss': async (parts, { id, request, caller }) => {
    const shift = await allowed(parts, 'shift.miss', { id, caller })
    return workOf(decideMiss(shift, request.version), request.reason)
  },
}

async function plan(parts: Parts, { id, request, caller, now }: Call<'shift.plan'>): Promise<Work> {
  const person = await findPerson(parts, request.person)
  if (!person) throw new Refusal('not-found')
  const place = await allow(parts, caller, 'shift.plan', person.community)
  const span = { startsAt: new Date(request.startsAt).toISOString(), endsAt: new Date(request.endsAt).toISOString() }
  const fault = spanFault(span, now)
  if (fault) throw new Refusal('invalid', { errors: [fault], community: place.id })
  const held = overlapping(await plannedOf(parts, [person.id], span.startsAt), span)
  if (held) throw new Refusal('invalid', { errors: [{ field: 'startsAt', message: overlapWords(held, place.zone) }], community: place.id })
  const shift: Shift = { id, version: 1, community: place.id, person: person.id, post: request.post, ...span, state: 'planned', roster: null }
  return workOf({ fact: 'shift.planned', shift })
}

async function allowed(parts: Parts, name: 'shift.cancel' | 'shift.miss', { id, caller }: Pick<Call<'shift.miss'>, 'id' | 'caller'>): Promise<Shift> {
  const shift = await findShift(parts, id)
  if (!shift) throw new Refusal('not-found')
  await allow(parts, caller, name, shift.community)
  return shift
}

function workOf(decision: ShiftDecision, reason = ''): Work {
  const { fact, shift } = decision
  const detail = { id: shift.id, person: shift.person, ...(reason === '' ? {} : { reason }) }
  return { changes: [shiftChange(decision)], reply: { fact, body: shift }, community: shift.community, mode: 'real', detail }
}
