import { z } from 'zod'
import type { CommandName } from './commands.ts'
import type { QueryName } from './queries.ts'
import { Id } from './text.ts'

/** Roles that people are given. */
export const grantable = ['observer', 'field', 'butler', 'duty-manager', 'drill-lead', 'regional-head', 'administrator'] as const
/** `wall` is what a paired screen is; nobody can be given it, and no command knows it. */
export const roles = [...grantable, 'wall'] as const
export type Role = (typeof roles)[number]
export type GrantableRole = (typeof grantable)[number]

export const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('region'), id: Id }),
  z.strictObject({ kind: z.literal('community'), id: Id }),
])
export type Scope = z.infer<typeof Scope>

/** A role at a scope; one person may hold several. */
export const Grant = z.strictObject({ role: z.enum(grantable), scope: Scope })
export type Grant = z.infer<typeof Grant>
/** What a caller holds: a person's grants, or a wall's one. */
export type Held = { role: Role; scope: Scope }

const administrator = ['administrator'] as const satisfies Role[]
const desk = ['duty-manager', 'administrator'] as const satisfies Role[]
const hands = [...desk, 'butler', 'field'] as const satisfies Role[]
const planners = ['administrator', 'drill-lead'] as const satisfies Role[]
const leads = [...desk, 'regional-head', 'drill-lead'] as const satisfies Role[]

/** Who may do what, at a scope that covers the community concerned, or the whole company where it concerns that. */
export const may: Record<CommandName, readonly Role[]> = {
  'order.report': hands,
  'order.reassign': [...desk, 'butler'],
  'order.accept': hands,
  'order.arrive': hands,
  'order.finish': hands,
  'order.close': [...desk, 'butler'],
  'order.cancel': desk,
  'order.redistribute': [...desk, 'butler'],
  'order.grab': hands,
  'order.decline': hands,
  'order.depart': hands,
  'order.wait': hands,
  'order.resume': hands,
  'order.propose-solution': hands,
  'order.verify': [...desk, 'butler'],
  'order.call-back': [...desk, 'butler'],
  'order.reopen': [...desk, 'butler'],
  'order.merge': [...desk, 'butler'],
  'order.join': [...desk, 'butler'],
  'order.note': hands,
  'order.explain': [...hands, 'regional-head'],
  'order.correct': [...desk, 'butler'],
  'alarm.acknowledge': desk,
  'alarm.own': [...desk, 'butler'],
  'alarm.comment': [...desk, 'butler', 'regional-head'],
  'alarm.shelve': desk,
  'alarm.agree-shelving': desk,
  'alarm.unshelve': desk,
  'alarm.reset': desk,
  'alarm.bulk': desk,
  'device.connect': administrator,
  'device.change': administrator,
  'device.remove': administrator,
  'device.service': desk,
  'device.import': administrator,
  'instruction.give': desk,
  'rule.set': administrator,
  'rule.change': administrator,
  'rule.switch': administrator,
  'rule.end': administrator,
  'response.set': administrator,
  'response.end': administrator,
  'window.plan': desk,
  'window.end': desk,
  'feed.limit': administrator,
  'quarantine.replay': administrator,
  'quarantine.dismiss': administrator,
  'run.start': hands,
  'run.visit': hands,
  'activation.start': [...desk, 'drill-lead'],
  'activation.complete-step': [...hands, 'drill-lead'],
  'activation.finish': [...desk, 'drill-lead'],
  'activation.agree': desk,
  'activation.refuse': desk,
  'activation.accept-step': [...hands, 'drill-lead'],
  'activation.decline-step': [...hands, 'drill-lead'],
  'activation.check-step': [...hands, 'drill-lead'],
  'activation.give-step': [...desk, 'drill-lead'],
  'activation.add-step': [...desk, 'drill-lead'],
  'activation.add-block': [...desk, 'drill-lead'],
  'activation.hand-over': [...desk, 'drill-lead'],
  'activation.note': [...hands, 'drill-lead'],
  'activation.message': [...desk, 'drill-lead'],
  'activation.request': [...desk, 'drill-lead'],
  'activation.move-request': [...desk, 'butler', 'drill-lead'],
  'activation.abort': [...desk, 'drill-lead'],
  'check.mark': [...hands, 'drill-lead'],
  'plan.draft': planners,
  'plan.change': planners,
  'plan.submit': planners,
  'plan.return': administrator,
  'plan.publish': administrator,
  'plan.retire': administrator,
  'plan.import': planners,
  'drill.plan': [...desk, 'drill-lead'],
  'drill.change': [...desk, 'drill-lead'],
  'drill.cancel': [...desk, 'drill-lead'],
  'drill.inject': [...desk, 'drill-lead'],
  'drill.open-scoring': [...desk, 'drill-lead'],
  'score.give': ['observer', ...desk, 'butler', 'drill-lead', 'regional-head'],
  'score.strike': [...desk, 'drill-lead'],
  'cadence.set': administrator,
  'cadence.end': administrator,
  'finding.note': leads,
  'finding.change': leads,
  'finding.close': leads,
  'resource.add': desk,
  'resource.change': desk,
  'resource.contact': [...desk, 'butler'],
  'resource.end': desk,
  'person.join': administrator,
  'person.change': administrator,
  'person.leave': administrator,
  'person.import': administrator,
  'shift.plan': desk,
  'shift.cancel': desk,
  'shift.miss': desk,
  'roster.plan': desk,
  'roster.end': desk,
  'roster.import': desk,
  'handover.note': desk,
  'handover.sign': desk,
  'member.create': administrator,
  'member.change': administrator,
  'member.disable': administrator,
  'member.enable': administrator,
  'member.reset': administrator,
  'session.revoke': grantable,
  'policy.change': administrator,
  'wall.approve': desk,
  'wall.change': desk,
  'wall.point': desk,
  'wall.reload': desk,
  'wall.revoke': desk,
  'key.issue': administrator,
  'key.rotate': administrator,
  'key.revoke': administrator,
  'promise.set': administrator,
  'promise.end': administrator,
  'calendar.change': administrator,
  'dispatch.set': administrator,
  'dispatch.end': administrator,
  'checklist.change': administrator,
  'code.issue': desk,
  'code.revoke': desk,
  'webhook.create': administrator,
  'webhook.change': administrator,
  'webhook.end': administrator,
  'delivery.resend': administrator,
  'template.change': administrator,
  'maintenance.accept': desk,
  'maintenance.change': desk,
  'maintenance.dismiss': desk,
  'stocktake.plan': administrator,
  'filter.save': grantable,
  'filter.drop': grantable,
}

const everybody = roles
const people = grantable

/** What no query asks for: the live picture and where people are, by the socket; photos by an address of their own. */
export const liveViews = ['picture', 'positions', 'photo'] as const
export type View = QueryName | (typeof liveViews)[number]

/** Who may look at what, at a scope that covers it. */
export const sees: Record<View, readonly Role[]> = {
  picture: everybody,
  positions: ['duty-manager', 'drill-lead', 'administrator', 'wall'],
  me: everybody,
  sites: everybody,
  plans: everybody,
  planEditions: people,
  plan: everybody,
  planProblems: planners,
  planExport: people,
  activation: people,
  activations: people,
  activationPreview: leads,
  checks: [...leads, 'butler', 'field'],
  checkedHouseholds: [...desk, 'butler', 'regional-head'],
  report: leads,
  reportExport: leads,
  drills: people,
  drill: people,
  cadences: people,
  findings: [...leads, 'butler'],
  resources: people,
  readiness: people,
  order: everybody,
  candidates: [...desk, 'butler'],
  orders: people,
  ordersExport: [...desk, 'regional-head'],
  orderRelated: people,
  orderReports: [...desk, 'butler'],
  similarOrders: hands,
  redistribution: [...desk, 'butler'],
  promises: people,
  calendars: people,
  dispatchRules: [...desk, 'regional-head'],
  checklists: people,
  reportCodes: [...desk, 'butler'],
  webhooks: administrator,
  deliveries: administrator,
  templates: administrator,
  maintenance: [...desk, 'regional-head'],
  stocktake: [...desk, 'butler', 'regional-head'],
  stocktakePlans: administrator,
  workDone: [...desk, 'regional-head'],
  workDoneExport: [...desk, 'regional-head'],
  filters: people,
  photo: [...hands, 'regional-head'],
  alarmTimeline: everybody,
  alarm: everybody,
  alarms: people,
  devices: everybody,
  device: people,
  deviceList: people,
  deviceHistory: people,
  devicesPreview: administrator,
  devicesExport: [...desk, 'regional-head'],
  instructions: [...desk, 'butler', 'regional-head'],
  rules: [...desk, 'regional-head'],
  ruleTrial: administrator,
  responses: [...desk, 'regional-head'],
  windows: people,
  warning: everybody,
  feeds: [...desk, 'regional-head'],
  quarantine: administrator,
  scorecard: [...desk, 'regional-head'],
  scorecardExport: [...desk, 'regional-head'],
  heat: everybody,
  indicators: everybody,
  moment: leads,
  onDuty: everybody,
  care: everybody,
  orderContact: [...hands, 'regional-head'],
  personContact: [...desk, 'butler', 'regional-head', 'drill-lead'],
  personPosition: leads,
  households: [...desk, 'butler', 'regional-head'],
  staff: [...desk, 'regional-head'],
  peoplePreview: administrator,
  peopleExport: administrator,
  roster: [...leads, 'butler'],
  rosterPreview: desk,
  rosterExport: [...desk, 'regional-head'],
  handovers: leads,
  handoversWaiting: leads,
  members: administrator,
  sessions: people,
  memberSessions: administrator,
  policy: administrator,
  walls: leads,
  wall: ['wall'],
  wallPairing: desk,
  keys: administrator,
  audit: administrator,
  auditExport: administrator,
}

/** Roles that carry out plans in drills only. */
export const drillOnly: readonly Role[] = ['drill-lead']

/** Roles that move no orders but those given to them, and walk no round but their own. */
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

/** Whether all that `inner` covers lies in `outer`. `regionOf`: the region of a community, null where there is none such. */
export function within(inner: Scope, outer: Scope, regionOf: (community: string) => string | null): boolean {
  if (outer.kind === 'everything') return true
  if (inner.kind === 'everything') return false
  if (inner.kind === outer.kind) return inner.id === outer.id
  return inner.kind === 'community' && outer.kind === 'region' && regionOf(inner.id) === outer.id
}
