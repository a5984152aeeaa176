import { z } from 'zod'
import type { CommandName } from './commands.ts'
import { Id } from './text.ts'

export const roles = ['observer', 'field', 'butler', 'duty-manager', 'drill-lead', 'regional-head', 'administrator'] as const
export type Role = (typeof roles)[number]

export const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('region'), id: Id }),
  z.strictObject({ kind: z.literal('community'), id: Id }),
])
export type Scope = z.infer<typeof Scope>

/** A role at a scope; one person may hold several. */
export const Grant = z.strictObject({ role: z.enum(roles), scope: Scope })
export type Grant = z.infer<typeof Grant>

const desk = ['duty-manager', 'administrator'] as const satisfies Role[]
const hands = [...desk, 'butler', 'field'] as const satisfies Role[]

/** Who may do what, at a scope that covers the community concerned. Every role may see what lies in its scope. */
export const may: Record<CommandName, readonly Role[]> = {
  'order.report': hands,
  'order.reassign': [...desk, 'butler'],
  'order.accept': hands,
  'order.arrive': hands,
  'order.finish': hands,
  'order.close': [...desk, 'butler'],
  'order.cancel': desk,
  'alarm.acknowledge': desk,
  'run.start': hands,
  'run.visit': hands,
  'activation.start': [...desk, 'drill-lead'],
  'activation.complete-step': [...hands, 'drill-lead'],
  'activation.finish': [...desk, 'drill-lead'],
}

/** Roles that carry out plans in drills only. */
export const drillOnly: readonly Role[] = ['drill-lead']

/** Roles that move no orders but those given to them. */
export const ownOnly: readonly Role[] = ['field']

/** Whether `scope` covers a community that lies in `region`. */
export function covers(scope: Scope, community: { id: string; region: string }): boolean {
  switch (scope.kind) {
    case 'everything':
      return true
    case 'region':
      return scope.id === community.region
    case 'community':
      return scope.id === community.id
  }
}
