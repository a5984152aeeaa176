import { z } from 'zod'
import {
  AcceptStep, AddBlock, AddStep, AgreeActivation, CheckStep, CompleteStep, DeclineStep, FinishActivation, GiveStep, HandOverActivation, MessageActivation, MoveActivation, MoveRequest,
  NoteActivation, RequestResource, StartActivation,
} from './activations.ts'
import { AcknowledgeAlarm, AgreeShelving, BulkAlarms, CommentAlarm, OwnAlarm, ResetAlarm, ShelveAlarm, UnshelveAlarm } from './alarms.ts'
import { ChangeChecklist } from './checklists.ts'
import { MarkCheck } from './checks.ts'
import { ChangeStocktakePlan } from './complaints.ts'
import { ChangeDevice, ConnectDevice, ImportDevices, RemoveDevice, ServiceDevice } from './devices.ts'
import { EndDispatchRule, SetDispatchRule } from './dispatch.ts'
import { CancelDrill, ChangeDrill, EndCadence, GiveScore, InjectDrill, OpenScoring, PlanDrill, SetCadence, StrikeScore } from './drills.ts'
import type { FactName } from './facts.ts'
import { LimitFeed } from './feeds.ts'
import { DropFilter, SaveFilter } from './filters.ts'
import { ChangeFinding, CloseFinding, NoteFinding } from './findings.ts'
import { NoteHandover, SignHandover } from './handovers.ts'
import { GiveInstruction } from './instructions.ts'
import { IssueKey, RevokeKey, RotateKey } from './keys.ts'
import { AcceptMaintenance, ChangeMaintenance, DismissMaintenance } from './maintenance.ts'
import { ChangeMember, ChangePolicy, CreateMember, DisableMember, EnableMember, ResetMember } from './members.ts'
import { ChangeTemplate } from './messages.ts'
import {
  CallBackOrder, CorrectOrder, DeclineOrder, ExplainOrder, FinishOrder, JoinOrder, MergeOrder, MoveOrder, NoteOrder, ProposeSolution, ReasonOrder, ReassignOrder,
  RedistributeOrders, ReportOrder, WaitOrder,
} from './orders.ts'
import { StartRun, VisitCheckpoint } from './patrol.ts'
import { commandPaths } from './paths.ts'
import { ChangePerson, ImportPeople, JoinPerson, LeavePerson } from './people.ts'
import { ChangePlan, DraftPlan, ImportPlan, MovePlan, PublishPlan, RetirePlan } from './plans.ts'
import { ChangeCalendar, EndPromise, SetPromise } from './promises.ts'
import { DismissQuarantined, ReplayQuarantined } from './quarantine.ts'
import { IssueReportCodes, RevokeReportCode } from './report-codes.ts'
import { AddResource, ChangeResource, ContactResource, EndResource } from './resources.ts'
import { EndResponse, SetResponse } from './responses.ts'
import { CancelShift, EndRoster, ImportRoster, MissShift, PlanRoster, PlanShift } from './rosters.ts'
import { ChangeRule, EndRule, SetRule, SwitchRule } from './rules.ts'
import { ApproveWall, ChangeWall, PointWall, ReloadWall, RevokeWall } from './walls.ts'
import { ChangeWebhook, CreateWebhook, EndWebhook, ResendDelivery } from './webhooks.ts'
import { EndWindow, PlanWindow } from './windows.ts'

/**
 * Everything a person can ask for. All are POST with a JSON body; `Idempotency-Key: <uuid>` makes a retry safe.
 * `:id` in a path is the entity's id. The reply is `Reply`, a refusal is a `Problem`.
 */
export const commands = {
  'order.report': { path: commandPaths['order.report'], request: ReportOrder },
  'order.reassign': { path: commandPaths['order.reassign'], request: ReassignOrder },
  'order.accept': { path: commandPaths['order.accept'], request: MoveOrder },
  'order.arrive': { path: commandPaths['order.arrive'], request: MoveOrder },
  'order.finish': { path: commandPaths['order.finish'], request: FinishOrder },
  'order.close': { path: commandPaths['order.close'], request: MoveOrder },
  'order.cancel': { path: commandPaths['order.cancel'], request: ReasonOrder },
  'order.redistribute': { path: commandPaths['order.redistribute'], request: RedistributeOrders },
  'order.grab': { path: commandPaths['order.grab'], request: MoveOrder },
  'order.decline': { path: commandPaths['order.decline'], request: DeclineOrder },
  'order.depart': { path: commandPaths['order.depart'], request: MoveOrder },
  'order.wait': { path: commandPaths['order.wait'], request: WaitOrder },
  'order.resume': { path: commandPaths['order.resume'], request: MoveOrder },
  'order.propose-solution': { path: commandPaths['order.propose-solution'], request: ProposeSolution },
  'order.verify': { path: commandPaths['order.verify'], request: MoveOrder },
  'order.call-back': { path: commandPaths['order.call-back'], request: CallBackOrder },
  'order.reopen': { path: commandPaths['order.reopen'], request: ReasonOrder },
  'order.merge': { path: commandPaths['order.merge'], request: MergeOrder },
  'order.join': { path: commandPaths['order.join'], request: JoinOrder },
  'order.note': { path: commandPaths['order.note'], request: NoteOrder },
  'order.explain': { path: commandPaths['order.explain'], request: ExplainOrder },
  'order.correct': { path: commandPaths['order.correct'], request: CorrectOrder },
  'alarm.acknowledge': { path: commandPaths['alarm.acknowledge'], request: AcknowledgeAlarm },
  'alarm.own': { path: commandPaths['alarm.own'], request: OwnAlarm },
  'alarm.comment': { path: commandPaths['alarm.comment'], request: CommentAlarm },
  'alarm.shelve': { path: commandPaths['alarm.shelve'], request: ShelveAlarm },
  'alarm.agree-shelving': { path: commandPaths['alarm.agree-shelving'], request: AgreeShelving },
  'alarm.unshelve': { path: commandPaths['alarm.unshelve'], request: UnshelveAlarm },
  'alarm.reset': { path: commandPaths['alarm.reset'], request: ResetAlarm },
  'alarm.bulk': { path: commandPaths['alarm.bulk'], request: BulkAlarms },
  'device.connect': { path: commandPaths['device.connect'], request: ConnectDevice },
  'device.change': { path: commandPaths['device.change'], request: ChangeDevice },
  'device.remove': { path: commandPaths['device.remove'], request: RemoveDevice },
  'device.service': { path: commandPaths['device.service'], request: ServiceDevice },
  'device.import': { path: commandPaths['device.import'], request: ImportDevices },
  'instruction.give': { path: commandPaths['instruction.give'], request: GiveInstruction },
  'rule.set': { path: commandPaths['rule.set'], request: SetRule },
  'rule.change': { path: commandPaths['rule.change'], request: ChangeRule },
  'rule.switch': { path: commandPaths['rule.switch'], request: SwitchRule },
  'rule.end': { path: commandPaths['rule.end'], request: EndRule },
  'response.set': { path: commandPaths['response.set'], request: SetResponse },
  'response.end': { path: commandPaths['response.end'], request: EndResponse },
  'window.plan': { path: commandPaths['window.plan'], request: PlanWindow },
  'window.end': { path: commandPaths['window.end'], request: EndWindow },
  'feed.limit': { path: commandPaths['feed.limit'], request: LimitFeed },
  'quarantine.replay': { path: commandPaths['quarantine.replay'], request: ReplayQuarantined },
  'quarantine.dismiss': { path: commandPaths['quarantine.dismiss'], request: DismissQuarantined },
  'run.start': { path: commandPaths['run.start'], request: StartRun },
  'run.visit': { path: commandPaths['run.visit'], request: VisitCheckpoint },
  'activation.start': { path: commandPaths['activation.start'], request: StartActivation },
  'activation.complete-step': { path: commandPaths['activation.complete-step'], request: CompleteStep },
  'activation.finish': { path: commandPaths['activation.finish'], request: FinishActivation },
  'activation.agree': { path: commandPaths['activation.agree'], request: AgreeActivation },
  'activation.refuse': { path: commandPaths['activation.refuse'], request: MoveActivation },
  'activation.accept-step': { path: commandPaths['activation.accept-step'], request: AcceptStep },
  'activation.decline-step': { path: commandPaths['activation.decline-step'], request: DeclineStep },
  'activation.check-step': { path: commandPaths['activation.check-step'], request: CheckStep },
  'activation.give-step': { path: commandPaths['activation.give-step'], request: GiveStep },
  'activation.add-step': { path: commandPaths['activation.add-step'], request: AddStep },
  'activation.add-block': { path: commandPaths['activation.add-block'], request: AddBlock },
  'activation.hand-over': { path: commandPaths['activation.hand-over'], request: HandOverActivation },
  'activation.note': { path: commandPaths['activation.note'], request: NoteActivation },
  'activation.message': { path: commandPaths['activation.message'], request: MessageActivation },
  'activation.request': { path: commandPaths['activation.request'], request: RequestResource },
  'activation.move-request': { path: commandPaths['activation.move-request'], request: MoveRequest },
  'activation.abort': { path: commandPaths['activation.abort'], request: MoveActivation },
  'check.mark': { path: commandPaths['check.mark'], request: MarkCheck },
  'plan.draft': { path: commandPaths['plan.draft'], request: DraftPlan },
  'plan.change': { path: commandPaths['plan.change'], request: ChangePlan },
  'plan.submit': { path: commandPaths['plan.submit'], request: MovePlan },
  'plan.return': { path: commandPaths['plan.return'], request: MovePlan },
  'plan.publish': { path: commandPaths['plan.publish'], request: PublishPlan },
  'plan.retire': { path: commandPaths['plan.retire'], request: RetirePlan },
  'plan.import': { path: commandPaths['plan.import'], request: ImportPlan },
  'drill.plan': { path: commandPaths['drill.plan'], request: PlanDrill },
  'drill.change': { path: commandPaths['drill.change'], request: ChangeDrill },
  'drill.cancel': { path: commandPaths['drill.cancel'], request: CancelDrill },
  'drill.inject': { path: commandPaths['drill.inject'], request: InjectDrill },
  'drill.open-scoring': { path: commandPaths['drill.open-scoring'], request: OpenScoring },
  'score.give': { path: commandPaths['score.give'], request: GiveScore },
  'score.strike': { path: commandPaths['score.strike'], request: StrikeScore },
  'cadence.set': { path: commandPaths['cadence.set'], request: SetCadence },
  'cadence.end': { path: commandPaths['cadence.end'], request: EndCadence },
  'finding.note': { path: commandPaths['finding.note'], request: NoteFinding },
  'finding.change': { path: commandPaths['finding.change'], request: ChangeFinding },
  'finding.close': { path: commandPaths['finding.close'], request: CloseFinding },
  'resource.add': { path: commandPaths['resource.add'], request: AddResource },
  'resource.change': { path: commandPaths['resource.change'], request: ChangeResource },
  'resource.contact': { path: commandPaths['resource.contact'], request: ContactResource },
  'resource.end': { path: commandPaths['resource.end'], request: EndResource },
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
  'promise.set': { path: commandPaths['promise.set'], request: SetPromise },
  'promise.end': { path: commandPaths['promise.end'], request: EndPromise },
  'calendar.change': { path: commandPaths['calendar.change'], request: ChangeCalendar },
  'dispatch.set': { path: commandPaths['dispatch.set'], request: SetDispatchRule },
  'dispatch.end': { path: commandPaths['dispatch.end'], request: EndDispatchRule },
  'checklist.change': { path: commandPaths['checklist.change'], request: ChangeChecklist },
  'code.issue': { path: commandPaths['code.issue'], request: IssueReportCodes },
  'code.revoke': { path: commandPaths['code.revoke'], request: RevokeReportCode },
  'webhook.create': { path: commandPaths['webhook.create'], request: CreateWebhook },
  'webhook.change': { path: commandPaths['webhook.change'], request: ChangeWebhook },
  'webhook.end': { path: commandPaths['webhook.end'], request: EndWebhook },
  'delivery.resend': { path: commandPaths['delivery.resend'], request: ResendDelivery },
  'template.change': { path: commandPaths['template.change'], request: ChangeTemplate },
  'maintenance.accept': { path: commandPaths['maintenance.accept'], request: AcceptMaintenance },
  'maintenance.change': { path: commandPaths['maintenance.change'], request: ChangeMaintenance },
  'maintenance.dismiss': { path: commandPaths['maintenance.dismiss'], request: DismissMaintenance },
  'stocktake.plan': { path: commandPaths['stocktake.plan'], request: ChangeStocktakePlan },
  'filter.save': { path: commandPaths['filter.save'], request: SaveFilter },
  'filter.drop': { path: commandPaths['filter.drop'], request: DropFilter },
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
