import type { Activation } from '#shared/activations.ts'
import type { CommandName } from '#shared/commands.ts'
import { isDrill } from '#shared/modes.ts'
import { drillOnly, type Role } from '#shared/roles.ts'
import { allow, type Caller } from '../identity/caller.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { findActivation } from './activation-store.ts'

type ActivationCommand = Extract<CommandName, `activation.${string}`>

/**
 * What is carried out, where the caller may do this to it. `roles`: those that allow it.
 * @throws Refusal where it is not there for them, or only in drills
 */
export async function allowedPlan(parts: Parts, caller: Caller, name: ActivationCommand, id: string): Promise<{ activation: Activation; roles: Role[] }> {
  const activation = await findActivation(parts, id)
  if (!activation) throw new Refusal('not-found')
  const allowed = await allow(parts, caller, name, activation.community)
  // Of who may do it in drills by one role and for real by another, only the latter counts for real.
  const roles = isDrill(activation.mode) ? allowed.roles : allowed.roles.filter((role) => !drillOnly.includes(role))
  if (roles.length === 0) throw new Refusal('not-allowed', { community: activation.community })
  return { activation, roles }
}

/** @throws Refusal where it is not under way */
export function checkRuns(activation: Activation): void {
  if (activation.state !== 'running') throw new Refusal('illegal-move', { current: activation })
}
