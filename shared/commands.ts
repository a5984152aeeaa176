import { z } from 'zod'
import { AcknowledgeAlarm } from './alarms.ts'
import type { FactName } from './facts.ts'
import { NoteHandover, SignHandover } from './handovers.ts'
import { IssueKey, RevokeKey, RotateKey } from './keys.ts'
import { ChangeMember, ChangePolicy, CreateMember, DisableMember, EnableMember, ResetMember } from './members.ts'
import { MoveOrder, ReassignOrder, ReportOrder } from './orders.ts'
import { StartRun, VisitCheckpoint } from './patrol.ts'
import { ChangePerson, ImportPeople, JoinPerson, LeavePerson } from './people.ts'
import { CompleteStep, FinishActivation, StartActivation } from './plans.ts'
import { CancelShift, EndRoster, ImportRoster, MissShift, PlanRoster, PlanShift } from './rosters.ts'
import { ApproveWall, ChangeWall, PointWall, ReloadWall, RevokeWall } from './walls.ts'

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
  'person.join': { path: '/api/people', request: JoinPerson },
  'person.change': { path: '/api/people/:id/change', request: ChangePerson },
  'person.leave': { path: '/api/people/:id/leave', request: LeavePerson },
  'person.import': { path: '/api/people/import', request: ImportPeople },
  'shift.plan': { path: '/api/shifts', request: PlanShift },
  'shift.cancel': { path: '/api/shifts/:id/cancel', request: CancelShift },
  'shift.miss': { path: '/api/shifts/:id/miss', request: MissShift },
  'roster.plan': { path: '/api/rosters', request: PlanRoster },
  'roster.end': { path: '/api/rosters/:id/end', request: EndRoster },
  'roster.import': { path: '/api/rosters/import', request: ImportRoster },
  'handover.note': { path: '/api/handovers/:id/notes', request: NoteHandover },
  'handover.sign': { path: '/api/handovers/:id/sign', request: SignHandover },
  'member.create': { path: '/api/members', request: CreateMember },
  'member.change': { path: '/api/members/:id/change', request: ChangeMember },
  'member.disable': { path: '/api/members/:id/disable', request: DisableMember },
  'member.enable': { path: '/api/members/:id/enable', request: EnableMember },
  'member.reset': { path: '/api/members/:id/reset', request: ResetMember },
  'session.revoke': { path: '/api/sessions/:id/revoke', request: z.strictObject({}) },
  'policy.change': { path: '/api/policy', request: ChangePolicy },
  'wall.approve': { path: '/api/walls', request: ApproveWall },
  'wall.change': { path: '/api/walls/:id/change', request: ChangeWall },
  'wall.point': { path: '/api/walls/:id/point', request: PointWall },
  'wall.reload': { path: '/api/walls/:id/reload', request: ReloadWall },
  'wall.revoke': { path: '/api/walls/:id/revoke', request: RevokeWall },
  'key.issue': { path: '/api/keys', request: IssueKey },
  'key.rotate': { path: '/api/keys/:id/rotate', request: RotateKey },
  'key.revoke': { path: '/api/keys/:id/revoke', request: RevokeKey },
} as const

export type CommandName = keyof typeof commands
export type CommandRequest<N extends CommandName> = z.infer<(typeof commands)[N]['request']>
/** What a caller may leave out because the contract has a default. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['request']>

/**
 * The answer to a command: the entity as it is now, and the cursor at which every screen holds it. `fact` is null where nothing
 * but the audit tells of it. `once`: a secret that is told now and never again, not even to a retry.
 */
export type Reply = {
  cursor: number
  fact: FactName | null
  body: { id: string; version: number } & Record<string, unknown>
  once?: Record<string, unknown>
}
