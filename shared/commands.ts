import type { z } from 'zod'
import { AcknowledgeAlarm } from './alarms.ts'
import type { FactName } from './facts.ts'
import { MoveOrder, ReassignOrder, ReportOrder } from './orders.ts'
import { StartRun, VisitCheckpoint } from './patrol.ts'
import { CompleteStep, FinishActivation, StartActivation } from './plans.ts'

/**
 * Everything a person can ask for. All are POST with a JSON body; `Idempotency-Key: <uuid>` makes a retry safe.
 * `:id` in a path is the entity's id. The reply is `Reply`, a refusal is a `Problem`.
 */
export const commands = {
  'order.report': { path: '/api/orders', request: ReportOrder },
  'order.reassign': { path: '/api/orders/:id/reassign', request: ReassignOrder },
  'order.accept': { path: '/api/orders/:id/accept', request: MoveOrder },
  'order.arrive': { path: '/api/orders/:id/arrive', request: MoveOrder },
  'order.finish': { path: '/api/orders/:id/finish', request: MoveOrder },
  'order.close': { path: '/api/orders/:id/close', request: MoveOrder },
  'order.cancel': { path: '/api/orders/:id/cancel', request: MoveOrder },
  'alarm.acknowledge': { path: '/api/alarms/:id/acknowledge', request: AcknowledgeAlarm },
  'run.start': { path: '/api/runs', request: StartRun },
  'run.visit': { path: '/api/runs/:id/visits', request: VisitCheckpoint },
  'activation.start': { path: '/api/activations', request: StartActivation },
  'activation.complete-step': { path: '/api/activations/:id/steps', request: CompleteStep },
  'activation.finish': { path: '/api/activations/:id/finish', request: FinishActivation },
} as const

export type CommandName = keyof typeof commands
export type CommandRequest<N extends CommandName> = z.infer<(typeof commands)[N]['request']>
/** What a caller may leave out because the contract has a default. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['request']>

/** The answer to a command: the entity as it is now, and the cursor at which every screen holds it. */
export type Reply = { cursor: number; fact: FactName; body: { id: string; version: number } & Record<string, unknown> }
