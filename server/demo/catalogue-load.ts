import type { Table } from 'drizzle-orm'
import { demoUsers } from '#db/demo/users.ts'
import type { Demo } from '#db/demo/demo.ts'
import { day } from '#db/demo/local-time.ts'
import { system } from '#db/demo/past.ts'
import { phoneOf } from '#db/demo/phones.ts'
import { idOf } from '#db/demo/random.ts'
import { valueRules } from '#db/demo/value-rules.ts'
import { devices } from '#db/schema/devices.ts'
import { households } from '#db/schema/households.ts'
import { members, policies } from '#db/schema/members.ts'
import { routes } from '#db/schema/patrol.ts'
import { people } from '#db/schema/people.ts'
import { plans } from '#db/schema/plans.ts'
import { resources } from '#db/schema/resources.ts'
import { rules } from '#db/schema/rules.ts'
import { shifts } from '#db/schema/shifts.ts'
import { buildings, communities, features, regions } from '#db/schema/sites.ts'
import type { FactBody, FactName } from '#shared/facts.ts'
import { policyId } from '#shared/members.ts'
import { change, type Change, type Command } from '../journal/change.ts'
import { digestOf } from '../journal/system.ts'

/** Changes in one command. */
const most = 100

/** Everything about the demo company that happened before its history begins: `at` is when. */
export function catalogueCommands(demo: Demo, at: number): Command[] {
  const users = new Map(demoUsers(demo).flatMap((user) => (user.person ? [[user.person, user.id] as const] : [])))
  return [
    ...rows('region', at, demo.regions.map((row) => change(regions, row, { name: 'region.opened', body: row }))),
    ...rows('community', at, demo.communities.map((row) => change(communities, row, { name: 'community.opened', body: row }))),
    ...rows('building', at, all(buildings, demo.buildings, 'building.mapped')),
    ...rows('feature', at, all(features, demo.features, 'feature.mapped')),
    ...rows('person', at, demo.people.map((row) => change(people, { ...row, user: users.get(row.id) ?? null, phone: phoneOf(row.code) }, { name: 'person.joined', body: row }))),
    ...rows('device', at, all(devices, demo.devices, 'device.connected')),
    ...rows('rule', at, all(rules, valueRules(at), 'rule.set')),
    ...rows('route', at, all(routes, demo.routes, 'route.drawn')),
    ...rows('resource', at, all(resources, demo.resources, 'resource.stocked')),
    ...rows('plan', at, all(plans, demo.plans, 'plan.published')),
    // Personal data: in the rows, and in no fact.
    ...rows('household', at, demo.households.map((row) => change(households, row))),
    ...rows('member', at, demoUsers(demo).map(({ id, username, name, grant }) =>
      change(members, { id: idOf(demo.seed, 'member', username), version: 1, user: id, username, name, source: 'password', grants: [grant], disabledAt: null }))),
    // Whoever tries the demo has no authenticator at hand.
    loadCommand('policy', at, [change(policies, { id: policyId, version: 2, secondFactor: [] })]),
  ]
}

/** One command per local day, with an id of its own: planning a day again does nothing. */
export function shiftCommands(demo: Demo, at: number): Command[] {
  const days = new Map<string, Demo['shifts']>()
  for (const shift of demo.shifts) {
    const date = String(Math.floor((Date.parse(shift.startsAt) + day / 3) / day))
    days.set(date, [...(days.get(date) ?? []), shift])
  }
  return [...days].map(([date, list]) => loadCommand(`shifts ${date}`, at, all(shifts, list, 'shift.planned')))
}

type Row<T extends Table> = Parameters<typeof change<T>>[1]

const all = <T extends Table, R extends Row<T>>(table: T, list: readonly (R & FactBody)[], name: FactName): Change[] =>
  list.map((row) => change(table, row, { name, body: row }))

function rows(name: string, at: number, changes: readonly Change[]): Command[] {
  return Array.from({ length: Math.ceil(changes.length / most) }, (_, i) => loadCommand(`${name} ${i}`, at, changes.slice(i * most, (i + 1) * most)))
}

export const loadCommand = (what: string, at: number, changes: Change[]): Command => ({
  id: idOf('load', what), name: 'demo.load', digest: digestOf('demo', what), by: system, at: new Date(at).toISOString(),
  changes, reply: null, community: null, mode: 'real',
})
