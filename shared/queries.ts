import { z } from 'zod'
import { Activation, ActivationNote, ActivationPreview, PreviewActivation } from './activations.ts'
import { Alarm, AlarmAsk } from './alarms.ts'
import { AuditAsk, AuditEntry, AuditFilter } from './audit.ts'
import { Checklist } from './checklists.ts'
import { CheckedHousehold, Checks } from './checks.ts'
import { Stocktake, StocktakePlan } from './complaints.ts'
import { Device, DeviceAsk, DeviceValue, HistoryAsk, HistoryPoint, ImportDevices, NextService } from './devices.ts'
import { DispatchRule } from './dispatch.ts'
import { Cadence, Drill, DrillDuty, DrillResult, Score } from './drills.ts'
import { Actor, factNames } from './facts.ts'
import { FeedState } from './feeds.ts'
import { SavedFilter } from './filters.ts'
import { Finding } from './findings.ts'
import { Handover, NamedHandover } from './handovers.ts'
import { BuildingHeat, heatWindows } from './heat.ts'
import { CareCounts, Household } from './households.ts'
import { Indicator } from './indicators.ts'
import { Instruction } from './instructions.ts'
import { KeyState } from './keys.ts'
import { MaintenanceItem, MaintenanceProposal } from './maintenance.ts'
import { Member, Policy, Session } from './members.ts'
import { MessageTemplate } from './messages.ts'
import { Candidate, Order, OrderAsk, OrderFilter, OrderReport, OrderStep, Redistribution, RedistributionAsk, SimilarAsk, SimilarOrders } from './orders.ts'
import { queryPaths } from './paths.ts'
import { PatrolRoute, PatrolRun, Position } from './patrol.ts'
import { ImportPeople, Person, posts, StaffMember } from './people.ts'
import { Plan, PlanContent, PlanProblem, StepKey } from './plans.ts'
import { ServicePromise, WorkCalendar } from './promises.ts'
import { Quarantined } from './quarantine.ts'
import { Readiness } from './readiness.ts'
import { ReportCode } from './report-codes.ts'
import { Report } from './reports.ts'
import { Resource } from './resources.ts'
import { AlarmResponse } from './responses.ts'
import { roles, Scope } from './roles.ts'
import { ImportRoster, Preview, Roster } from './rosters.ts'
import { RuleTrial, TryRule, ValueRule } from './rules.ts'
import { Scorecard } from './scorecard.ts'
import { Shift } from './shifts.ts'
import { Building, Community, Feature, Region } from './sites.ts'
import { Bilingual, GivenDay, GivenInstant, GivenMonth, Id, Instant } from './text.ts'
import { LookAtPairing, WaitingScreen, WallScreen, WallState } from './walls.ts'
import { Warning } from './warnings.ts'
import { Delivery, Webhook } from './webhooks.ts'
import { MaintenanceWindow } from './windows.ts'
import { WorkDone } from './work-done.ts'

/** What its mover said of it: of an order also when and where it was done. */
const Said = z.strictObject({ note: z.string(), reason: z.string(), ...OrderStep.pick({ at: true, said: true, onSite: true }).partial().shape })
/** What happened to one entity, oldest first. `until`: where something was put aside until a time; of a running plan: `about`, the step that changed; `notes`, what was said with it. */
export const Timeline = z.array(z.strictObject({ seq: z.int(), at: Instant, name: z.enum(factNames), by: Actor, version: z.int(), mode: z.string(), step: Said.nullish(), until: Instant.nullish(), about: StepKey.nullish(), notes: z.array(ActivationNote).nullish() }))
export type Timeline = z.infer<typeof Timeline>

/** How a query is asked and answered. */
export type Query = {
  path: string
  params: z.ZodType
  reply: z.ZodType
  /** It is asked by POST with this as its body, because it is too long for an address, or may be personal. */
  body?: z.ZodType
  /** Personal data, or a file to take away: the audit says who looked before they see it. */
  logged?: true
  /** The type of a file; the reply is its text. */
  file?: string
}

const One = z.strictObject({})
const OfCommunity = z.strictObject({ community: Id })
/** Rows of a list, at most; whoever asks for one more than they show sees whether there are more. */
const Limit = z.coerce.number().int().min(1).max(3001).default(300)

/** Everything a screen reads once; what is live comes down by the socket. */
export const queries = {
  /** Who am I, where may I look, and what may I do. */
  me: {
    path: queryPaths.me,
    params: z.strictObject({}),
    reply: z.strictObject({
      user: z.strictObject({ id: z.string(), name: z.string(), username: z.string() }),
      person: Id.nullable(),
      /** `wall` for a paired screen. */
      kind: z.enum(['person', 'wall']),
      grants: z.array(z.strictObject({ role: z.enum(roles), scope: Scope })),
      regions: z.array(Region),
      communities: z.array(Community),
    }),
  },
  /** What changes rarely about the communities of a watch; `communities` is a comma list of ids. */
  sites: {
    path: queryPaths.sites,
    params: z.strictObject({ communities: z.string().max(40_000) }),
    reply: z.strictObject({
      communities: z.array(Community),
      buildings: z.array(Building),
      features: z.array(Feature),
      routes: z.array(PatrolRoute),
      resources: z.array(Resource),
    }),
  },
  /** The published editions. */
  plans: { path: queryPaths.plans, params: z.strictObject({}), reply: z.array(Plan) },
  /** All editions without their steps, newest first; `steps`: how many. */
  planEditions: { path: queryPaths.planEditions, params: One, reply: z.array(Plan.omit({ steps: true }).extend({ steps: z.int() })) },
  plan: { path: queryPaths.plan, params: One, reply: Plan },
  /** What stands against publishing this. */
  planProblems: { path: queryPaths.planProblems, params: One, body: PlanContent, reply: z.array(PlanProblem) },
  planExport: { path: queryPaths.planExport, params: One, reply: z.string(), file: 'application/json' },
  /** Running and over, newest first, at most 200, without steps and notes; `done`, `steps`, `lateSteps`: counts. */
  activations: {
    path: queryPaths.activations,
    params: z.strictObject({ communities: z.string().max(40_000).default(''), plan: Id.optional() }),
    reply: z.array(Activation.omit({ steps: true, notes: true, requests: true }).extend({ steps: z.int(), done: z.int(), lateSteps: z.int() })),
  },
  activation: { path: queryPaths.activation, params: One, reply: z.strictObject({ activation: Activation, timeline: Timeline }) },
  activationPreview: { path: queryPaths.activationPreview, params: One, body: PreviewActivation, reply: ActivationPreview },
  checks: { path: queryPaths.checks, params: One, reply: Checks },
  checkedHouseholds: { path: queryPaths.checkedHouseholds, params: One, reply: z.array(CheckedHousehold), logged: true },
  report: { path: queryPaths.report, params: One, reply: Report },
  reportExport: { path: queryPaths.reportExport, params: One, reply: z.string(), logged: true, file: 'text/csv' },
  /** Of these communities (none named: all that the caller looks after): what they owe, and drills: those that run, those planned, soonest first, then the newest. */
  drills: { path: queryPaths.drills, params: z.strictObject({ communities: z.string().max(40_000).default(''), limit: Limit }), reply: z.strictObject({ duties: z.array(DrillDuty), drills: z.array(Drill) }) },
  /** `before`: the result of the last one of the same plan there. `mine`: what the caller said. */
  drill: { path: queryPaths.drill, params: One, reply: z.strictObject({ drill: Drill, scores: z.array(Score), mine: Score.nullable(), result: DrillResult, before: DrillResult.nullable() }) },
  cadences: { path: queryPaths.cadences, params: One, reply: z.array(Cadence) },
  /** Open before closed, soonest due first, then the newest. */
  findings: {
    path: queryPaths.findings,
    params: z.strictObject({ communities: z.string().max(40_000).default(''), plan: Id.optional(), activation: Id.optional(), state: z.enum(['open', 'all']).default('all'), limit: Limit }),
    reply: z.array(Finding),
  },
  /** Those that have not ended. */
  resources: { path: queryPaths.resources, params: OfCommunity, reply: z.array(Resource) },
  /** Of each of these communities and each published plan. */
  // `brief`: without the reasons, of which a whole company has tens of thousands.
  readiness: { path: queryPaths.readiness, params: z.strictObject({ communities: z.string().max(40_000).default(''), brief: z.enum(['', '1']).default('') }), reply: z.array(Readiness) },
  order: { path: queryPaths.order, params: z.strictObject({}), reply: z.strictObject({ order: Order, timeline: Timeline }) },
  candidates: { path: queryPaths.candidates, params: z.strictObject({}), reply: z.array(Candidate) },
  /** `before`: where the next page begins; null where there is no more. `total`: of all pages, null where counting would take long. */
  orders: { path: queryPaths.orders, params: One, body: OrderAsk, reply: z.strictObject({ orders: z.array(Order), before: Instant.nullable(), total: z.int().nullable() }) },
  ordersExport: { path: queryPaths.ordersExport, params: One, body: OrderFilter, reply: z.string(), logged: true, file: 'text/csv' },
  /** What else happened at its place, newest first: of the same device or room, else of the building; 90 days. */
  orderRelated: { path: queryPaths.orderRelated, params: One, reply: z.strictObject({ orders: z.array(Order), alarms: z.array(Alarm), merged: z.array(Order) }) },
  /** Everybody who reported it, with their phones. */
  orderReports: { path: queryPaths.orderReports, params: One, reply: z.array(OrderReport), logged: true },
  similarOrders: { path: queryPaths.similarOrders, params: One, body: SimilarAsk, reply: SimilarOrders },
  redistribution: { path: queryPaths.redistribution, params: One, body: RedistributionAsk, reply: Redistribution },
  alarmTimeline: { path: queryPaths.alarmTimeline, params: z.strictObject({}), reply: Timeline },
  /** With what is folded away under it, newest first, at most 200 (`foldedCount`: all). */
  alarm: { path: queryPaths.alarm, params: One, reply: z.strictObject({ alarm: Alarm, folded: z.array(Alarm), foldedCount: z.int() }) },
  /** `more`: what the next page is asked for by. `counts`: of all that stands in these communities, by state. */
  alarms: { path: queryPaths.alarms, params: One, body: AlarmAsk, reply: z.strictObject({ alarms: z.array(Alarm), more: AlarmAsk.shape.before, counts: z.record(z.string(), z.int()) }) },
  devices: { path: queryPaths.devices, params: z.strictObject({}), reply: z.array(Device) },
  /** `above`: what it hangs on, nearest first; `below`: what hangs on it, at most 200. Its alarms and orders of 90 days, newest first, at most 50. */
  device: {
    path: queryPaths.device,
    params: One,
    reply: z.strictObject({
      device: Device, values: z.array(DeviceValue), heardAt: Instant.nullable(), above: z.array(Device), below: z.array(Device), alarms: z.array(Alarm), orders: z.array(Order),
      service: NextService.nullable(), code: z.string().nullable(),
    }),
  },
  /** Worst first, then by code as people count. `said`: of each the newest values of at most three keys; `heard`: when each was last heard. `counts`: of all that fit, by state, on the first page. */
  deviceList: {
    path: queryPaths.deviceList,
    params: One,
    body: DeviceAsk,
    reply: z.strictObject({
      devices: z.array(Device), said: z.record(z.string(), z.array(DeviceValue)), heard: z.record(z.string(), Instant), more: DeviceAsk.shape.after, counts: z.record(z.string(), z.int()),
    }),
  },
  /** At most 500 points. */
  deviceHistory: { path: queryPaths.deviceHistory, params: HistoryAsk, reply: z.strictObject({ unit: z.string().nullable(), points: z.array(HistoryPoint) }) },
  devicesPreview: { path: queryPaths.devicesPreview, params: One, body: ImportDevices, reply: Preview },
  devicesExport: { path: queryPaths.devicesExport, params: OfCommunity, reply: z.string(), logged: true, file: 'text/csv' },
  /** Of a device, newest first, at most 20. */
  instructions: { path: queryPaths.instructions, params: One, reply: z.array(Instruction) },
  rules: { path: queryPaths.rules, params: One, reply: z.array(ValueRule) },
  ruleTrial: { path: queryPaths.ruleTrial, params: One, body: TryRule, reply: RuleTrial },
  responses: { path: queryPaths.responses, params: One, reply: z.array(AlarmResponse) },
  /** Those planned and running, and those that ended in the last 30 days. */
  windows: { path: queryPaths.windows, params: OfCommunity, reply: z.array(MaintenanceWindow) },
  warning: { path: queryPaths.warning, params: One, reply: Warning },
  feeds: { path: queryPaths.feeds, params: OfCommunity, reply: z.array(FeedState) },
  /** Newest first, at most 200. It may be personal. */
  quarantine: { path: queryPaths.quarantine, params: z.strictObject({ state: z.enum(['kept', 'all']).default('kept') }), reply: z.strictObject({ messages: z.array(Quarantined), total: z.int() }), logged: true },
  /** A month of the communities' own days ("2026-11"); `communities`: none named, all that the caller looks after. */
  scorecard: { path: queryPaths.scorecard, params: z.strictObject({ month: GivenMonth, communities: z.string().max(40_000).default('') }), reply: Scorecard },
  scorecardExport: { path: queryPaths.scorecardExport, params: z.strictObject({ month: GivenMonth, communities: z.string().max(40_000).default('') }), reply: z.string(), logged: true, file: 'text/csv' },
  heat: {
    path: queryPaths.heat,
    params: z.strictObject({ community: Id, window: z.enum(heatWindows).default('24h') }),
    reply: z.array(BuildingHeat),
  },
  indicators: { path: queryPaths.indicators, params: z.strictObject({ communities: z.string().max(40_000) }), reply: z.array(Indicator) },
  /** One community as its screens showed it at that moment, rebuilt from facts by the reducer that screens use. */
  moment: {
    path: queryPaths.moment,
    params: z.strictObject({ instant: GivenInstant, community: Id }),
    reply: z.strictObject({
      order: z.array(Order), alarm: z.array(Alarm), person: z.array(Person), shift: z.array(Shift), run: z.array(PatrolRun), activation: z.array(Activation),
    }),
  },
  /** Who is there now: one line per community and post. */
  onDuty: {
    path: queryPaths.onDuty,
    params: z.strictObject({ communities: z.string().max(40_000) }),
    reply: z.array(z.strictObject({ community: Id, post: z.enum(posts), person: Id, name: Bilingual, until: Instant })),
  },
  /** Households on file by care level, of a building. */
  care: { path: queryPaths.care, params: One, reply: CareCounts },
  households: { path: queryPaths.households, params: One, reply: z.array(Household), logged: true },
  orderContact: { path: queryPaths.orderContact, params: One, reply: z.strictObject({ reporter: z.string().nullable(), phone: z.string().nullable() }), logged: true },
  personContact: { path: queryPaths.personContact, params: One, reply: z.strictObject({ phone: z.string().nullable() }), logged: true },
  personPosition: { path: queryPaths.personPosition, params: One, reply: Position.nullable(), logged: true },
  /** Staff of a community, without those who left. */
  staff: { path: queryPaths.staff, params: OfCommunity, reply: z.array(StaffMember) },
  peoplePreview: { path: queryPaths.peoplePreview, params: One, body: ImportPeople, reply: Preview },
  peopleExport: { path: queryPaths.peopleExport, params: OfCommunity, reply: z.string(), logged: true, file: 'text/csv' },
  /** Rosters of a community, its shifts that touch the span (at most 62 days), and whom they are of: staff, and those who have left since. */
  roster: {
    path: queryPaths.roster,
    params: z.strictObject({ community: Id, from: GivenInstant, to: GivenInstant }),
    reply: z.strictObject({ rosters: z.array(Roster), shifts: z.array(Shift), people: z.array(Person.pick({ id: true, code: true, name: true, post: true })) }),
  },
  rosterPreview: { path: queryPaths.rosterPreview, params: One, body: ImportRoster, reply: Preview },
  rosterExport: { path: queryPaths.rosterExport, params: OfCommunity, reply: z.string(), logged: true, file: 'text/calendar' },
  /** The last 30 changes of shift, newest first. */
  handovers: { path: queryPaths.handovers, params: OfCommunity, reply: z.array(NamedHandover) },
  /** Of each of these communities (none named: all that the caller looks after), the last change of shift, where nobody has taken over yet. */
  handoversWaiting: {
    path: queryPaths.handoversWaiting,
    params: z.strictObject({ communities: z.string().max(40_000).default('') }),
    reply: z.array(Handover.pick({ id: true, community: true, at: true, state: true })),
  },
  /** Those whose every right lies within the caller's own as administrator. */
  members: { path: queryPaths.members, params: One, reply: z.array(Member.extend({ secondFactor: z.boolean(), activeAt: Instant.nullable() })) },
  sessions: { path: queryPaths.sessions, params: One, reply: z.array(Session) },
  memberSessions: { path: queryPaths.memberSessions, params: One, reply: z.array(Session) },
  policy: { path: queryPaths.policy, params: One, reply: Policy.extend({ company: z.strictObject({ name: z.string() }).nullable() }) },
  /** Walls whose scope lies within, or overlaps, the caller's. */
  walls: { path: queryPaths.walls, params: One, reply: z.array(WallState) },
  /** A wall asks what it is. */
  wall: { path: queryPaths.wall, params: One, reply: WallScreen },
  /** The screen that waits under a code. */
  wallPairing: { path: queryPaths.wallPairing, params: One, body: LookAtPairing, reply: WaitingScreen },
  keys: { path: queryPaths.keys, params: One, reply: z.array(KeyState) },
  /** `since`: what is older was not searched, though no time was given; else null. */
  audit: { path: queryPaths.audit, params: One, body: AuditAsk, reply: z.strictObject({ entries: z.array(AuditEntry), more: z.boolean(), since: Instant.nullable() }) },
  /** Rows that hold now or will, of the company and of what the caller sees. */
  promises: { path: queryPaths.promises, params: One, reply: z.array(ServicePromise) },
  calendars: { path: queryPaths.calendars, params: One, reply: z.array(WorkCalendar) },
  dispatchRules: { path: queryPaths.dispatchRules, params: One, reply: z.array(DispatchRule) },
  checklists: { path: queryPaths.checklists, params: One, reply: z.array(Checklist) },
  reportCodes: { path: queryPaths.reportCodes, params: OfCommunity, reply: z.array(ReportCode) },
  webhooks: { path: queryPaths.webhooks, params: One, reply: z.array(Webhook) },
  /** Newest first, at most 200. */
  deliveries: { path: queryPaths.deliveries, params: z.strictObject({ state: z.enum(['waiting', 'failed', 'sent', 'all']).default('failed') }), reply: z.array(Delivery) },
  templates: { path: queryPaths.templates, params: One, reply: z.array(MessageTemplate) },
  /** Proposals for a month ("2026-12") and what was accepted for it. */
  maintenance: {
    path: queryPaths.maintenance,
    params: OfCommunity.extend({ month: GivenMonth }),
    reply: z.strictObject({ proposals: z.array(MaintenanceProposal), items: z.array(MaintenanceItem) }),
  },
  stocktake: { path: queryPaths.stocktake, params: z.strictObject({ communities: z.string().max(40_000).default('') }), reply: Stocktake },
  stocktakePlans: { path: queryPaths.stocktakePlans, params: One, reply: z.array(StocktakePlan) },
  /** Local days of the community, both included. */
  workDone: { path: queryPaths.workDone, params: OfCommunity.extend({ from: GivenDay, to: GivenDay }), reply: z.array(WorkDone) },
  workDoneExport: { path: queryPaths.workDoneExport, params: OfCommunity.extend({ from: GivenDay, to: GivenDay }), reply: z.string(), logged: true, file: 'text/csv' },
  filters: { path: queryPaths.filters, params: One, reply: z.array(SavedFilter) },
  auditExport: { path: queryPaths.auditExport, params: One, body: AuditFilter, reply: z.string(), logged: true, file: 'text/csv' },
} as const satisfies Record<string, Query>

export type QueryName = keyof typeof queries
export type QueryReply<N extends QueryName> = z.infer<(typeof queries)[N]['reply']>
