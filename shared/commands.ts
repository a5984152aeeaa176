import { z } from 'zod'
import { AcknowledgeAlarm } from './alarms.ts'
import type { FactName } from './facts.ts'
import { NoteHandover, SignHandover } from './handovers.ts'
import { IssueKey, RevokeKey, RotateKey } from './keys.ts'
import { ChangeMember, ChangePolicy, CreateMember, DisableMember, EnableMember, ResetMember } from './members.ts'
import { MoveOrder, ReassignOrder, ReportOrder } from './orders.ts'
import { StartRun, VisitCheckpoint } from './patrol.ts'
import { commandPaths } from './paths.ts'
import { ChangePerson, ImportPeople, JoinPerson, LeavePerson } from './people.ts'
import { CompleteStep, FinishActivation, StartActivation } from './plans.ts'
import { CancelShift, EndRoster, ImportRoster, MissShift, PlanRoster, PlanShift } from './rosters.ts'
import { ApproveWall, ChangeWall, PointWall, ReloadWall, RevokeWall } from './walls.ts'

/**
 * Everything a person can ask for. All are POST with a JSON body; `Idempotency-Key: <uuid>` makes a retry safe.
 * `:id` in a path is the entity's id. The reply is `Reply`, a refusal is a `Problem`.
 */
export const commands = {
  'order.report': { path: commandPaths['order.report'], request: ReportOrder },
  'order.reassign': { path: commandPaths['order.reassign'], request: ReassignOrder },
  'order.accept': { path: commandPaths['order.accept'], request: MoveOrder },
  'order.arrive': { path: commandPaths['order.arrive'], request: MoveOrder },
  'order.finish': { path: commandPaths['order.finish'], request: MoveOrder },
  'order.close': { path: commandPaths['order.close'], request: MoveOrder },
  'order.cancel': { path: commandPaths['order.cancel'], request: MoveOrder },
  'alarm.acknowledge': { path: commandPaths['alarm.acknowledge'], request: AcknowledgeAlarm },
  'run.start': { path: commandPaths['run.start'], request: StartRun },
  'run.visit': { path: commandPaths['run.visit'], request: VisitCheckpoint },
  'activation.start': { path: commandPaths['activation.start'], request: StartActivation },
  'activation.complete-step': { path: commandPaths['activation.complete-step'], request: CompleteStep },
  'activation.finish': { path: commandPaths['activation.finish'], request: FinishActivation },
  'person.join': { path: commandPaths['person.join'], request: JoinPerson },
  'person.change': { path: commandPaths['person.change'], request: ChangePerson },
  'person.leave': { path: commandPaths['person.leave'], request: LeavePerson },
  'person.import': { path: commandPaths['person.import'], request: ImportPeople },
  'shift.plan': { path: commandPaths['shift.plan'], request: PlanShift },
  'shift.cancel': { path: commandPaths['shift.cancel'], request: CancelShift },
  'shift.miss': { path: commandPaths['shift.miss'], request: MissShift },
  'roster.plan': { path: commandPaths['roster.plan'], request: PlanRoster },
  'roster.end': { path: commandPaths['roster.end'], request: EndRoster },
  'roster.import': { path: commandPaths['roster.import'], request: ImportRoster },
  'handover.note': { path: commandPaths['handover.note'], request: NoteHandover },
  'handover.sign': { path: commandPaths['handover.sign'], request: SignHandover },
  'member.create': { path: commandPaths['member.create'], request: CreateMember },
  'member.change': { path: commandPaths['member.change'], request: ChangeMember },
  'member.disable': { path: commandPaths['member.disable'], request: DisableMember },
  'member.enable': { path: commandPaths['member.enable'], request: EnableMember },
  'member.reset': { path: commandPaths['member.reset'], request: ResetMember },
  'session.revoke': { path: commandPaths['session.revoke'], request: z.strictObject({}) },
  'policy.change': { path: commandPaths['policy.change'], request: ChangePolicy },
  'wall.approve': { path: commandPaths['wall.approve'], request: ApproveWall },
  'wall.change': { path: commandPaths['wall.change'], request: ChangeWall },
  'wall.point': { path: commandPaths['wall.point'], request: PointWall },
  'wall.reload': { path: commandPaths['wall.reload'], request: ReloadWall },
  'wall.revoke': { path: commandPaths['wall.revoke'], request: RevokeWall },
  'key.issue': { path: commandPaths['key.issue'], request: IssueKey },
  'key.rotate': { path: commandPaths['key.rotate'], request: RotateKey },
  'key.revoke': { path: commandPaths['key.revoke'], request: RevokeKey },
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
