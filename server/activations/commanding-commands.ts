import { isDrill } from '#shared/modes.ts'
import type { Work } from '../journal/change.ts'
import { checkConfirmed } from '../live/confirmed.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { drillChange, findDrill } from './activation-store.ts'
import { workOf } from './activation-work.ts'
import { groundOf } from './ground-store.ts'
import { moverFor, moverOf } from './mover-store.ts'
import { allowedPlan } from './plan-allowed.ts'
import { readStaff } from './staff-store.ts'
import { checkRunning, decideAbort, decideAgree, decideHandOver, decideRefuse } from './start-rules.ts'
import { wrong } from './step-refusals.ts'

export const commandingCommands: CommandHandlers<'activation.agree' | 'activation.refuse' | 'activation.abort' | 'activation.hand-over'> = {
  'activation.agree': agree,
  'activation.refuse': refuse,
  'activation.abort': abort,
  'activation.hand-over': handOver,
}

async function agree(parts: Parts, { id, request, caller, now }: Call<'activation.agree'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.agree', id)
  checkConfirmed(request, now)
  const { where, ...ground } = await groundOf(parts, activation, now)
  return workOf(decideAgree(activation, request, moverOf(caller), ground), { where, detail: { reason: request.reason } })
}

async function refuse(parts: Parts, { id, request, caller, now }: Call<'activation.refuse'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.refuse', id)
  return workOf(decideRefuse(activation, request, moverOf(caller), now), { detail: { reason: request.reason } })
}

async function abort(parts: Parts, { id, request, caller, now }: Call<'activation.abort'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.abort', id)
  const decision = decideAbort(activation, request, moverOf(caller), now)
  const drill = isDrill(activation.mode) ? await findDrill(parts, activation.mode) : null
  const ended = drill && drillChange('drill.aborted', { ...drill, version: drill.version + 1, state: 'aborted', endedAt: new Date(now).toISOString(), reason: request.reason })
  return workOf(decision, { changes: ended ? [ended] : [], detail: { reason: request.reason } })
}

async function handOver(parts: Parts, { id, request, caller, now }: Call<'activation.hand-over'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.hand-over', id)
  checkRunning(activation, request)
  const person = (await readStaff(parts, activation.community, now)).find((one) => one.id === request.to)
  if (!person) throw wrong('to')
  const to = await moverFor(parts, person)
  return workOf(decideHandOver(activation, request, { to, by: moverOf(caller), now }), { detail: { to: request.to, reason: request.reason } })
}
