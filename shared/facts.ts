import { z } from 'zod'
import { Activation } from './activations.ts'
import { Alarm } from './alarms.ts'
import { Checklist } from './checklists.ts'
import { Check } from './checks.ts'
import { StocktakePlan } from './complaints.ts'
import { Device } from './devices.ts'
import { DispatchRule } from './dispatch.ts'
import { Cadence, Drill, Score } from './drills.ts'
import { FeedLimit } from './feeds.ts'
import { Finding } from './findings.ts'
import { Handover } from './handovers.ts'
import { Instruction } from './instructions.ts'
import { MachineKey } from './keys.ts'
import { MaintenanceItem } from './maintenance.ts'
import { Member, Policy } from './members.ts'
import { MessageTemplate } from './messages.ts'
import { Order } from './orders.ts'
import { PatrolRoute, PatrolRun } from './patrol.ts'
import { Person } from './people.ts'
import { Plan } from './plans.ts'
import { ServicePromise, WorkCalendar } from './promises.ts'
import { QuarantineFate } from './quarantine.ts'
import { ReportCode } from './report-codes.ts'
import { Resource } from './resources.ts'
import { AlarmResponse } from './responses.ts'
import { Roster } from './rosters.ts'
import { ValueRule } from './rules.ts'
import { Shift } from './shifts.ts'
import { Building, Community, Feature, Region } from './sites.ts'
import { Id, Instant } from './text.ts'
import { WallScreen } from './walls.ts'
import { Warning } from './warnings.ts'
import { Webhook } from './webhooks.ts'
import { MaintenanceWindow } from './windows.ts'

/** Every fact and the body it carries: the entity's whole state after the change. */
export const facts = {
  'region.opened': Region,
  'community.opened': Community,
  'community.changed': Community,
  'building.mapped': Building,
  'feature.mapped': Feature,
  'person.joined': Person,
  'person.changed': Person,
  'person.left': Person,
  'shift.planned': Shift,
  'shift.cancelled': Shift,
  'shift.missed': Shift,
  'roster.planned': Roster,
  'roster.ended': Roster,
  'handover.opened': Handover,
  'handover.noted': Handover,
  'handover.given': Handover,
  'handover.taken': Handover,
  'handover.missed': Handover,
  'device.connected': Device,
  'device.changed': Device,
  'device.removed': Device,
  'device.serviced': Device,
  'device.turned': Device,
  'route.drawn': PatrolRoute,
  'resource.stocked': Resource,
  'resource.changed': Resource,
  'resource.contacted': Resource,
  'resource.drawn': Resource,
  'resource.ended': Resource,
  'plan.drafted': Plan,
  'plan.changed': Plan,
  'plan.submitted': Plan,
  'plan.returned': Plan,
  'plan.published': Plan,
  'plan.retired': Plan,
  'order.reported': Order,
  'order.assigned': Order,
  'order.reassigned': Order,
  'order.accepted': Order,
  'order.arrived': Order,
  'order.finished': Order,
  'order.closed': Order,
  'order.cancelled': Order,
  'order.late': Order,
  'order.grabbed': Order,
  'order.declined': Order,
  'order.lapsed': Order,
  'order.departed': Order,
  'order.waited': Order,
  'order.resumed': Order,
  'order.solution-proposed': Order,
  'order.verified': Order,
  'order.called-back': Order,
  'order.reopened': Order,
  'order.merged': Order,
  'order.joined': Order,
  'order.noted': Order,
  'order.explained': Order,
  'order.corrected': Order,
  'order.dispatched': Order,
  'order.warned': Order,
  'order.escalated': Order,
  'alarm.raised': Alarm,
  'alarm.repeated': Alarm,
  'alarm.acknowledged': Alarm,
  'alarm.cleared': Alarm,
  'alarm.linked': Alarm,
  'alarm.handed-over': Alarm,
  'alarm.owned': Alarm,
  'alarm.commented': Alarm,
  'alarm.shelving-asked': Alarm,
  'alarm.shelving-lapsed': Alarm,
  'alarm.shelved': Alarm,
  'alarm.suppressed': Alarm,
  'alarm.removed': Alarm,
  'alarm.released': Alarm,
  'alarm.reset': Alarm,
  'alarm.chattered': Alarm,
  'alarm.settled': Alarm,
  'alarm.kept': Alarm,
  'alarm.late': Alarm,
  'alarm.escalated': Alarm,
  'rule.set': ValueRule,
  'rule.changed': ValueRule,
  'rule.switched': ValueRule,
  'rule.ended': ValueRule,
  'response.set': AlarmResponse,
  'response.ended': AlarmResponse,
  'window.planned': MaintenanceWindow,
  'window.started': MaintenanceWindow,
  'window.ended': MaintenanceWindow,
  'window.cancelled': MaintenanceWindow,
  'warning.received': Warning,
  'warning.ended': Warning,
  'instruction.given': Instruction,
  'instruction.answered': Instruction,
  'instruction.expired': Instruction,
  'feed.limited': FeedLimit,
  'quarantine.replayed': QuarantineFate,
  'quarantine.dismissed': QuarantineFate,
  'run.started': PatrolRun,
  'run.visited': PatrolRun,
  'run.finished': PatrolRun,
  'activation.asked': Activation,
  'activation.refused': Activation,
  'activation.lapsed': Activation,
  'activation.started': Activation,
  'activation.advanced': Activation,
  'activation.step-accepted': Activation,
  'activation.step-declined': Activation,
  'activation.step-lapsed': Activation,
  'activation.step-given': Activation,
  'activation.step-done': Activation,
  'activation.step-skipped': Activation,
  'activation.step-checked': Activation,
  'activation.step-returned': Activation,
  'activation.step-warned': Activation,
  'activation.step-late': Activation,
  'activation.step-escalated': Activation,
  'activation.step-added': Activation,
  'activation.block-added': Activation,
  'activation.noted': Activation,
  'activation.messaged': Activation,
  'activation.requested': Activation,
  'activation.request-moved': Activation,
  'activation.late': Activation,
  'activation.finished': Activation,
  'activation.aborted': Activation,
  'activation.handed-over': Activation,
  'check.opened': Check,
  'check.marked': Check,
  'drill.planned': Drill,
  'drill.changed': Drill,
  'drill.cancelled': Drill,
  'drill.started': Drill,
  'drill.injected': Drill,
  'drill.scoring-opened': Drill,
  'drill.ended': Drill,
  'drill.aborted': Drill,
  'score.given': Score,
  'score.struck': Score,
  'cadence.set': Cadence,
  'cadence.ended': Cadence,
  'finding.noted': Finding,
  'finding.changed': Finding,
  'finding.ordered': Finding,
  'finding.taken-in': Finding,
  'finding.closed': Finding,
  'member.created': Member,
  'member.changed': Member,
  'member.disabled': Member,
  'member.enabled': Member,
  'policy.changed': Policy,
  'wall.paired': WallScreen,
  'wall.changed': WallScreen,
  'wall.pointed': WallScreen,
  'wall.reloaded': WallScreen,
  'wall.renewed': WallScreen,
  'wall.revoked': WallScreen,
  'key.issued': MachineKey,
  'key.rotated': MachineKey,
  'key.revoked': MachineKey,
  'promise.set': ServicePromise,
  'promise.ended': ServicePromise,
  'calendar.changed': WorkCalendar,
  'dispatch.set': DispatchRule,
  'dispatch.ended': DispatchRule,
  'checklist.changed': Checklist,
  'code.issued': ReportCode,
  'code.revoked': ReportCode,
  'webhook.created': Webhook,
  'webhook.changed': Webhook,
  'webhook.ended': Webhook,
  'template.changed': MessageTemplate,
  'maintenance.accepted': MaintenanceItem,
  'maintenance.changed': MaintenanceItem,
  'maintenance.dismissed': MaintenanceItem,
  'maintenance.ordered': MaintenanceItem,
  'stocktake.planned': StocktakePlan,
  'stocktake.sent': StocktakePlan,
} as const satisfies Record<`${string}.${string}`, z.ZodType>

export type FactName = keyof typeof facts
export type FactBody<N extends FactName = FactName> = z.infer<(typeof facts)[N]>
export const factNames = Object.keys(facts) as FactName[]

type NounOf<N extends string> = N extends `${infer Noun}.${string}` ? Noun : never
export type Noun = NounOf<FactName>
export const nounOf = (name: FactName): Noun => name.slice(0, name.indexOf('.')) as Noun

/** What only the office reads: screens are not told to read their catalogue again because of it. */
const office: readonly Noun[] = [
  'member', 'policy', 'wall', 'key', 'roster', 'handover', 'promise', 'calendar', 'dispatch', 'checklist', 'code', 'webhook', 'template', 'maintenance', 'stocktake',
  'device', 'rule', 'response', 'window', 'warning', 'instruction', 'feed', 'quarantine', 'check', 'drill', 'score', 'cadence', 'finding',
]
/** Of what every screen has read, the published plans and what there is in the pool and where, these change nothing. */
const unread: readonly FactName[] = ['plan.drafted', 'plan.changed', 'plan.submitted', 'plan.returned', 'resource.contacted', 'resource.drawn']
export const ofOffice = (name: FactName): boolean => office.includes(nounOf(name)) || unread.includes(name)

export const Actor = z.strictObject({
  kind: z.enum(['person', 'wall', 'key', 'system']),
  /** User id, wall id, key id, or the name of the part of the system that acted. */
  id: z.string(),
  /** As shown in a timeline. */
  name: z.string(),
})
export type Actor = z.infer<typeof Actor>

/** One thing that happened. `seq` is the commit order of the whole database, gap-free, and what cursors hold. */
export type Fact<N extends FactName = FactName> = {
  [K in N]: {
    seq: number
    at: string
    name: K
    id: string
    version: number
    community: string | null
    mode: string
    by: Actor
    command: string
    body: FactBody<K>
  }
}[N]

/** Checks a fact's envelope; its body is checked by `facts[name]`. */
export const FactEnvelope = z.strictObject({
  seq: z.int(),
  at: Instant,
  name: z.enum(factNames),
  id: Id,
  version: z.int(),
  community: Id.nullable(),
  mode: z.string(),
  by: Actor,
  command: Id,
  body: z.looseObject({}),
})
