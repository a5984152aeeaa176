import { z } from 'zod'
import { Alarm } from './alarms.ts'
import { Device } from './devices.ts'
import { Actor, factNames } from './facts.ts'
import { BuildingHeat, heatWindows } from './heat.ts'
import { Indicator } from './indicators.ts'
import { Candidate, Order } from './orders.ts'
import { PatrolRoute, PatrolRun } from './patrol.ts'
import { Person } from './people.ts'
import { Activation, Plan } from './plans.ts'
import { Resource } from './resources.ts'
import { Grant } from './roles.ts'
import { Shift } from './shifts.ts'
import { Building, Community, Feature, Region } from './sites.ts'
import { Id, Instant } from './text.ts'

/** What happened to one entity, oldest first. */
export const Timeline = z.array(z.strictObject({ seq: z.int(), at: Instant, name: z.enum(factNames), by: Actor, version: z.int(), mode: z.string() }))
export type Timeline = z.infer<typeof Timeline>

/** Everything a screen reads once by GET; what is live comes down by the socket. */
export const queries = {
  /** Who am I, where may I look, and what may I do. */
  me: {
    path: '/api/me',
    params: z.strictObject({}),
    reply: z.strictObject({
      user: z.strictObject({ id: z.string(), name: z.string(), username: z.string() }),
      person: Id.nullable(),
      grants: z.array(Grant),
      regions: z.array(Region),
      communities: z.array(Community),
    }),
  },
  /** What changes rarely about the communities of a watch; `communities` is a comma list of ids. */
  sites: {
    path: '/api/sites',
    params: z.strictObject({ communities: z.string().max(40_000) }),
    reply: z.strictObject({
      communities: z.array(Community),
      buildings: z.array(Building),
      features: z.array(Feature),
      routes: z.array(PatrolRoute),
      resources: z.array(Resource),
    }),
  },
  plans: { path: '/api/plans', params: z.strictObject({}), reply: z.array(Plan) },
  order: { path: '/api/orders/:id', params: z.strictObject({}), reply: z.strictObject({ order: Order, timeline: Timeline }) },
  candidates: { path: '/api/orders/:id/candidates', params: z.strictObject({}), reply: z.array(Candidate) },
  alarmTimeline: { path: '/api/alarms/:id/timeline', params: z.strictObject({}), reply: Timeline },
  devices: { path: '/api/buildings/:id/devices', params: z.strictObject({}), reply: z.array(Device) },
  heat: {
    path: '/api/heat',
    params: z.strictObject({ community: Id, window: z.enum(heatWindows).default('24h') }),
    reply: z.array(BuildingHeat),
  },
  indicators: { path: '/api/indicators', params: z.strictObject({ communities: z.string().max(40_000) }), reply: z.array(Indicator) },
  /** One community as its screens showed it at that moment, rebuilt from facts by the reducer that screens use. */
  moment: {
    path: '/api/moments/:instant',
    params: z.strictObject({ instant: Instant, community: Id }),
    reply: z.strictObject({
      order: z.array(Order), alarm: z.array(Alarm), person: z.array(Person), shift: z.array(Shift), run: z.array(PatrolRun), activation: z.array(Activation),
    }),
  },
} as const

export type QueryName = keyof typeof queries
export type QueryReply<N extends QueryName> = z.infer<(typeof queries)[N]['reply']>
