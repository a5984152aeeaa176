import { randomUUID } from 'node:crypto'
import { plans } from '#db/schema/plans.ts'
import { Activation, type ActivationStep } from '#shared/activations.ts'
import type { CommandInput } from '#shared/commands.ts'
import type { Plan, PlanContent, PlanStep } from '#shared/plans.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { change, type Change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { carryOut, confirmed, type Features } from './features.ts'
import { publishedPlan } from './published-plan.ts'

const words = { zh: '步骤', en: 'Step' }

/** A step that somebody of security does, unless it is said to be something else. */
export const planStep = (key: string, more: Partial<PlanStep> = {}): PlanStep => ({ key, post: 'security', name: words, instruction: words, minutes: 5, after: [], notify: null, ...more })

/** Puts rows into the tables as somebody would. */
export async function write({ parts, world }: Features, changes: Change[]): Promise<void> {
  const done = await parts.journal.commit(systemCommand('test', 'stage', randomUUID(), { changes, reply: null, community: world.a.id, mode: 'real' }))
  if (!done.ok) throw new Error(done.message)
}

export async function publish(on: Features, steps: PlanStep[], more: Partial<PlanContent> = {}): Promise<Plan> {
  const plan = publishedPlan({ scene: 'burst-pipe', name: { zh: '爆管', en: 'Burst pipe' }, purpose: words, steps, ...more })
  await write(on, [change(plans, plan, { name: 'plan.published', body: plan })])
  return plan
}

export async function start(on: Features, plan: Plan, more: Partial<CommandInput<'activation.start'>> = {}): Promise<Activation> {
  const request = { plan: plan.id, community: on.world.a.id, drill: false, reason: '试', ...confirmed(), ...more }
  return Activation.parse((await carryOut(on, activationCommands, 'activation.start', request)).body)
}

export const stepIn = ({ steps }: Activation, key: string): ActivationStep => {
  const step = steps.find((one) => one.key === key)
  if (!step) throw new Error(`there is no step ${key}`)
  return step
}

export async function complete(on: Features, activation: Activation, step: string, more: Partial<CommandInput<'activation.complete-step'>> = {}): Promise<Activation> {
  const request = { version: stepIn(activation, step).version ?? activation.version, step, ...more }
  return Activation.parse((await carryOut(on, stepCommands, 'activation.complete-step', request, activation.id)).body)
}

export async function finish(on: Features, activation: Activation, more: Partial<CommandInput<'activation.finish'>> = {}): Promise<Activation> {
  return Activation.parse((await carryOut(on, activationCommands, 'activation.finish', { version: activation.version, ...more }, activation.id)).body)
}
