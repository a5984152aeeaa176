import type { Activation, ActivationStep } from '#shared/activations.ts'
import { ownOnly, type Role } from '#shared/roles.ts'
import type { Caller } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { findPlan, hasInstruction } from './activation-store.ts'
import { workOf } from './activation-work.ts'
import { decideAddBlock, decideAddStep } from './add-rules.ts'
import { decideCheck, decideComplete, stepOf, type OfStep } from './answer-rules.ts'
import type { Staff } from './assign-rules.ts'
import { isForPerson, type Ground } from './flow-rules.ts'
import { groundOf } from './ground-store.ts'
import { decideAccept, decideDecline, decideGive } from './holder-rules.ts'
import { moverOf } from './mover-store.ts'
import { photosOf } from './photo-work.ts'
import { allowedPlan } from './plan-allowed.ts'
import { wrong } from './step-refusals.ts'

type StepCommand = 'activation.accept-step' | 'activation.decline-step' | 'activation.complete-step' | 'activation.check-step' | 'activation.give-step' | 'activation.add-step' | 'activation.add-block'

export const stepCommands: CommandHandlers<StepCommand> = {
  'activation.accept-step': accept,
  'activation.decline-step': decline,
  'activation.complete-step': complete,
  'activation.check-step': check,
  'activation.give-step': give,
  'activation.add-step': addStep,
  'activation.add-block': addBlock,
}

async function accept(parts: Parts, { id, request, caller, now }: Call<'activation.accept-step'>): Promise<Work> {
  const { activation, roles } = await allowedPlan(parts, caller, 'activation.accept-step', id)
  const ground = await groundOf(parts, activation, now)
  checkOwn(stepOf(activation, request), { roles, caller, ground, request, activation })
  return workOf(decideAccept(activation, request, onDuty(ground, caller.person), now), { detail: { step: request.step } })
}

async function decline(parts: Parts, { id, request, caller, now }: Call<'activation.decline-step'>): Promise<Work> {
  const { activation, roles } = await allowedPlan(parts, caller, 'activation.decline-step', id)
  const ground = await groundOf(parts, activation, now)
  checkOwn(stepOf(activation, request), { roles, caller, ground, request, activation })
  return workOf(decideDecline(activation, request, moverOf(caller), ground), { detail: { step: request.step, reason: request.reason } })
}

async function complete(parts: Parts, { id, request, caller, now }: Call<'activation.complete-step'>): Promise<Work> {
  const { activation, roles } = await allowedPlan(parts, caller, 'activation.complete-step', id)
  const { where, ...ground } = await groundOf(parts, activation, now)
  checkOwn(stepOf(activation, request), { roles, caller, ground, request, activation })
  const decision = decideComplete(activation, request, moverOf(caller), ground)
  if (request.made && !(await hasInstruction(parts, activation.community, request.made))) throw wrong('made')
  const changes = await photosOf(parts, caller, activation.id, request.photos ?? [])
  return workOf(decision, { changes, where, detail: { step: request.step, skip: request.skip, ...(request.answer ? { answer: request.answer } : {}) } })
}

async function check(parts: Parts, { id, request, caller, now }: Call<'activation.check-step'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.check-step', id)
  const { where, ...ground } = await groundOf(parts, activation, now)
  return workOf(decideCheck(activation, request, moverOf(caller), ground), { where, detail: { step: request.step, ok: request.ok } })
}

async function give(parts: Parts, { id, request, caller, now }: Call<'activation.give-step'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.give-step', id)
  const ground = await groundOf(parts, activation, now)
  const person = onDuty(ground, request.person)
  stepOf(activation, request)
  if (!person) throw wrong('person')
  return workOf(decideGive(activation, request, person, moverOf(caller), ground), { detail: { step: request.step, to: request.person, reason: request.reason } })
}

async function addStep(parts: Parts, { id, request, caller, now }: Call<'activation.add-step'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.add-step', id)
  const ground = await groundOf(parts, activation, now)
  const person = onDuty(ground, request.person ?? null)
  if (request.person && !person) throw wrong('person')
  return workOf(decideAddStep(activation, request, person, ground))
}

async function addBlock(parts: Parts, { id, request, caller, now }: Call<'activation.add-block'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.add-block', id)
  const plan = await findPlan(parts, request.plan)
  if (!plan) throw wrong('plan')
  const { where, ...ground } = await groundOf(parts, activation, now, plan.steps)
  return workOf(decideAddBlock(activation, request, plan, moverOf(caller), ground), { where, detail: { plan: plan.id, reason: request.reason } })
}

const onDuty = ({ staff }: Ground, person: string | null): Staff | null => staff.find(({ id }) => id === person) ?? null

type Asked = { roles: readonly Role[]; caller: Caller; ground: Ground; request: OfStep; activation: Activation }

/** Field staff move what they hold, and what nobody holds of their post and a person does; who names no version moves nothing but that. */
function checkOwn(step: ActivationStep, { roles, caller, ground, request, activation }: Asked): void {
  const { holder, post } = step
  if (holder ? holder.person === caller.person : isForPerson(step, activation) && onDuty(ground, caller.person)?.post === post) return
  if (roles.every((role) => ownOnly.includes(role))) throw new Refusal('not-allowed', { community: activation.community })
  if (request.version === null || request.version === undefined) throw wrong('version')
}
