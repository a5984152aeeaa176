import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Table } from 'drizzle-orm'
import { vi } from 'vitest'
import { connect, drizzleOn } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import { checks } from '#db/schema/checks.ts'
import { devices } from '#db/schema/devices.ts'
import { findings } from '#db/schema/findings.ts'
import { dispatchRules } from '#db/schema/dispatch.ts'
import { cadences, drills, scores } from '#db/schema/drills.ts'
import { savedFilters } from '#db/schema/filters.ts'
import { handovers } from '#db/schema/handovers.ts'
import { households } from '#db/schema/households.ts'
import { session, user } from '#db/schema/identity.ts'
import { quarantine } from '#db/schema/ingest.ts'
import { keys } from '#db/schema/keys.ts'
import { maintenanceItems } from '#db/schema/maintenance.ts'
import { members, policies } from '#db/schema/members.ts'
import { orders } from '#db/schema/orders.ts'
import { routes, runs } from '#db/schema/patrol.ts'
import { people } from '#db/schema/people.ts'
import { activations } from '#db/schema/activations.ts'
import { plans } from '#db/schema/plans.ts'
import { promises } from '#db/schema/promises.ts'
import { reportCodes } from '#db/schema/report-codes.ts'
import { resources } from '#db/schema/resources.ts'
import { responses } from '#db/schema/responses.ts'
import { rules } from '#db/schema/rules.ts'
import { rosters } from '#db/schema/rosters.ts'
import { shifts } from '#db/schema/shifts.ts'
import { buildings } from '#db/schema/sites.ts'
import { outlet } from '#db/schema/outlet.ts'
import { warnings } from '#db/schema/warnings.ts'
import { webhooks } from '#db/schema/webhooks.ts'
import { pairings, walls } from '#db/schema/walls.ts'
import { windows } from '#db/schema/windows.ts'
import type { Activation } from '#shared/activations.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { Device } from '#shared/devices.ts'
import type { Grant, Held, Scope } from '#shared/roles.ts'
import type { Order } from '#shared/orders.ts'
import type { PlanState } from '#shared/plans.ts'
import type { Resource } from '#shared/resources.ts'
import { hashOf, newSecret } from '#server/ingest/key-secret.ts'
import { change } from '#server/journal/change.ts'
import { publishedPlan } from './published-plan.ts'
import type { World } from './world.ts'

/** Where a question is asked: a community with what always lies in it. One that is nowhere has ids that nothing has. */
export type Spot = { name: 'A' | 'B' | 'nowhere'; id: string; region: string; building: string; person: string }

const nobody = () => randomUUID()
export const nowhere = (): Spot => ({ name: 'nowhere', id: nobody(), region: nobody(), building: nobody(), person: nobody() })

const minute = 60_000
const iso = (from = 0): string => new Date(Date.now() + from).toISOString()

/**
 * Puts fresh rows into the tables, beside the journal, and gives their ids. In a place that is nowhere nothing is put, and the id
 * is one that nothing has.
 */
export class Stock {
  /** Whatever lies in B: whoever is of A only may never be told of it. */
  readonly foreign = new Set<string>()
  private readonly sql
  private readonly db
  private readonly world: World
  /** Whether those who change what there is one of only wait for each other. */
  inTurn = true
  private readonly turns = new Map<string, Promise<number | null>>()
  private count = 0

  constructor(url: string, world: World) {
    this.sql = connect(url, { max: 4, name: 'test-stock' })
    this.db = drizzleOn(this.sql)
    this.world = world
    for (const one of [world.b, ...world.b.houses, ...world.b.staff, ...world.b.machines, ...world.b.roster]) this.foreign.add(one.id)
    this.foreign.add(world.b.region)
  }

  close(): Promise<void> {
    return this.sql.end({ timeout: 1 })
  }

  spots(): { A: Spot; B: Spot } {
    const spot = (name: 'A' | 'B', { id, region, houses, staff }: World['a']): Spot => ({ name, id, region, building: houses[0]?.id ?? '', person: staff[1]?.id ?? '' })
    return { A: spot('A', this.world.a), B: spot('B', this.world.b) }
  }

  async order(at: Spot, more: Partial<Order> = {}): Promise<string> {
    return this.put(at, (id) => this.write(orders, {
      id, version: 1, number: `T-${++this.count}`, community: at.id, building: at.building, place: '', point: null, category: 'repair', priority: 'normal',
      source: 'phone', title: '灯坏了', description: '', reporter: '李', reporterPhone: '13800000000', state: 'reported', assignee: null, alarm: null,
      reportedAt: iso(), assignedAt: null, respondedAt: null, arrivedAt: null, finishedAt: null, closedAt: null,
      respondBy: iso(20 * minute), arriveBy: null, finishBy: iso(600 * minute), late: [], mode: 'real', ...more,
    }))
  }

  async device(at: Spot, more: Partial<Device> = {}): Promise<string> {
    return this.put(at, (id) => this.write(devices, { id, version: 1, community: at.id, building: at.building, kind: 'lift', code: `T-${id}`, name: { zh: '梯', en: 'Lift' }, point: null, state: 'online', seenAt: null, ...more }))
  }

  async code(at: Spot): Promise<string> {
    return this.put(at, (id) => this.write(reportCodes, { id, version: 1, community: at.id, building: at.building, device: null, code: id, name: { zh: '楼', en: 'House' }, madeAt: iso(), revokedAt: null }))
  }

  async alarm(at: Spot, more: Partial<Alarm> = {}): Promise<string> {
    return this.put(at, (id) => this.write(alarms, {
      id, version: 1, community: at.id, building: null, device: null, deviceName: null, kind: `test.kind-${++this.count}`, severity: 'major', state: 'unacknowledged',
      text: '', point: null, raisedAt: iso(), deviceAt: null, acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order: null, mode: 'real', ...more,
    }))
  }

  async route(at: Spot): Promise<string> {
    return this.put(at, (id) => this.write(routes, { id, version: 1, community: at.id, name: { zh: '线', en: 'Route' }, checkpoints: [{ key: 'a', name: { zh: '甲', en: 'A' }, point: [120, 30] }] }))
  }

  async run(at: Spot, person: string): Promise<string> {
    const route = await this.route(at)
    return this.put(at, (id) => this.write(runs, { id, version: 1, community: at.id, route, person, state: 'walking', startedAt: iso(), finishedAt: null, visits: [], checkpoints: 1, mode: 'real' }))
  }

  async person(at: Spot, more: { user?: string } = {}): Promise<string> {
    const name = { zh: `员工${++this.count}`, en: `Staff ${this.count}` }
    return this.put(at, (id) => this.write(people, {
      id, version: 1, community: at.id, code: `T-${this.count}-${id.slice(0, 8)}`, name, post: 'repair', skills: ['electric'], user: null, phone: '13900000000', grid: null, leftAt: null, ...more,
    }))
  }

  /** A staff code; that of nobody where there is no such person. */
  async codeOf(person: string): Promise<string> {
    const [row] = await this.sql<{ code: string }[]>`select code from person where id = ${person}`
    return row?.code ?? `T-${person}`
  }

  async shift(at: Spot, { from = 60 * minute, to = 120 * minute } = {}): Promise<string> {
    const person = await this.person(at)
    return this.put(at, (id) => this.write(shifts, { id, version: 1, community: at.id, person, post: 'repair', startsAt: iso(from), endsAt: iso(to), state: 'planned', roster: null }))
  }

  async roster(at: Spot): Promise<string> {
    const person = await this.person(at)
    return this.put(at, (id) => this.write(rosters, {
      id, version: 1, community: at.id, person, post: 'repair', rule: 'FREQ=DAILY', startsOn: iso().slice(0, 10), startsAt: '08:00', minutes: 480, until: null, madeTo: null,
    }))
  }

  async handover(at: Spot): Promise<string> {
    const sheet = { alarms: [], orders: [], shelved: [], plans: [], promises: [], feeds: [], absent: [], counts: { orders: 0, alarms: 0 } }
    return this.put(at, (id) => this.write(handovers, { id, version: 1, community: at.id, at: iso(-(++this.count) * minute), outgoing: null, incoming: null, state: 'open', sheet, notes: [], given: null, taken: null }))
  }

  async resource(at: Spot, more: Partial<Resource> = {}): Promise<string> {
    const name = { zh: `水泵${++this.count}`, en: `Pump ${this.count}` }
    return this.put(at, (id) => this.write(resources, { id, version: 1, community: at.id, kind: 'tool', name, amount: '2 台', contact: '仓库', place: name, point: null, stock: 2, ...more }))
  }

  /** Somebody in a roll call of a drill. */
  async check(at: Spot, of: string): Promise<string> {
    const activation = await this.drill(at)
    return this.put(at, (id) => this.write(checks, { id, version: 1, community: at.id, activation, step: 'roll', subject: 'person', of, building: null, level: null, state: 'open', at: null, by: null, note: '', mode: randomUUID() }))
  }

  /** A drill with one step open. */
  async drill(at: Spot, more: Partial<Activation> = {}): Promise<string> {
    const mode = randomUUID()
    const [step] = this.world.plan.steps
    if (!step) throw new Error('the plan has no step')
    const { plan } = this.world
    return this.put(at, async (id) => {
      await this.write(drills, { id: mode, version: 1, community: at.id, activation: id, lead: 'x', startedAt: iso(), endedAt: null })
      await this.write(activations, {
        id, version: 1, plan: plan.id, scene: plan.scene, name: plan.name, community: at.id, building: null, place: '', alarm: null, commander: 'x', reason: 'x', state: 'running',
        startedAt: iso(), targetAt: null, finishedAt: null, mode,
        steps: [{ ...step, state: 'open', openedAt: iso(), dueAt: null, doneAt: null, doneBy: null, note: '', late: false }],
        ...more,
      })
    })
  }

  async plannedDrill(at: Spot): Promise<string> {
    const { series, scene } = this.world.plan
    return this.put(at, (id) => this.write(drills, { id, version: 1, community: at.id, activation: null, lead: 'x', startedAt: null, endedAt: null, state: 'planned', plan: series, scene, plannedAt: iso(60 * minute), objectives: [], injects: [] }))
  }

  async runningDrill(at: Spot): Promise<string> {
    const { series, scene } = this.world.plan
    return this.put(at, (id) => this.write(drills, { id, version: 1, community: at.id, activation: null, lead: 'x', startedAt: iso(), endedAt: null, state: 'running', plan: series, scene, plannedAt: iso(), objectives: [], injects: [] }))
  }

  async score(at: Spot): Promise<string> {
    const drill = await this.runningDrill(at)
    return this.put(at, (id) => this.write(scores, { id, version: 1, community: at.id, drill, kind: 'observer', by: 'x', at: iso(), rated: [], calm: 'S', note: '' }))
  }

  /** There may be one only for a community and a scene: so each is of a scene of its own. */
  async cadence(at: Spot): Promise<string> {
    return this.put(at, (id) => this.write(cadences, { id, version: 1, community: at.id, scene: `stock-${++this.count}` as never, months: 1, ended: false }))
  }

  /** The only edition of a plan of its own. */
  async plan(state: PlanState): Promise<string> {
    const { scene, name, purpose, steps } = this.world.plan
    const plan = publishedPlan({ scene, name, purpose, steps })
    const isOut = state === 'published' || state === 'retired'
    return this.put(null, (id) => this.write(plans, { ...plan, id, series: id, state, publishedAt: isOut ? plan.publishedAt : null, publishedBy: isOut ? plan.publishedBy : null }))
  }

  async finding(at: Spot): Promise<string> {
    return this.put(at, (id) => this.write(findings, {
      id, version: 1, community: at.id, activation: null, drill: null, plan: null, step: null, text: `阀门难找 ${++this.count}`, owner: null, dueOn: null, category: null, order: null, proposal: null, edition: null,
      state: 'open', outcome: '', by: 'x', at: iso(),
    }))
  }

  async maintenance(at: Spot): Promise<string> {
    return this.put(at, (id) => this.write(maintenanceItems, {
      id, version: 1, community: at.id, building: null, device: null, title: `保养 ${++this.count}`, category: 'repair', facility: null, day: '2099-01-05', hours: 2, why: '', state: 'scheduled', order: null,
    }))
  }

  async building(at: Spot): Promise<string> {
    const ring: [number, number][] = [[120, 30], [120.1, 30], [120.1, 30.1], [120, 30]]
    return this.put(at, (id) => this.write(buildings, {
      id, version: 1, community: at.id, code: `T${++this.count}`, name: { zh: '楼', en: 'House' }, use: 'residential', levels: 6, units: 1, households: 6, footprint: { type: 'Polygon', coordinates: [ring] },
    }))
  }

  async policyVersion(): Promise<number> {
    const [row] = await this.db.select({ version: policies.version }).from(policies)
    return row?.version ?? 0
  }

  async household(at: Spot): Promise<string> {
    const place = `${++this.count}`
    return this.put(at, (id) => this.write(households, { id, version: 1, community: at.id, building: at.building, place, name: '王', phone: '13700000000', level: 'red', needs: '' }))
  }

  async key(at: Spot | null): Promise<string> {
    return this.put(at, (id) => this.write(keys, {
      id, version: 1, name: `key ${++this.count}`, prefix: 'wf_test', hash: randomBytes(32).toString('hex'), community: at?.id ?? null, doors: ['alarms'], signed: false, madeAt: iso(), expiresAt: null, revokedAt: null, replaces: null,
    }))
  }

  async quarantined(at: Spot | null): Promise<string> {
    const key = await this.key(at)
    return this.put(at, (id) => this.write(quarantine, { id, version: 1, at: iso(), door: 'alarms', key, community: at?.id ?? null, reason: [{ field: 'kind', message: '缺少' }], body: '{}' }))
  }

  async warning(at: Spot): Promise<string> {
    return this.put(at, (id) => this.write(warnings, {
      id, version: 1, identifier: id, sender: 'test@example.com', sentAt: iso(), receivedAt: iso(), status: 'actual', state: 'standing', severity: 'major', urgency: 'Expected', certainty: 'Likely',
      kind: 'weather.rain', texts: [{ language: 'zh-CN', event: '暴雨', headline: '暴雨黄色预警', description: '', instruction: '', web: null }], onsetAt: null, expiresAt: null, areas: [], communities: [at.id], replaces: null, subject: id,
    }))
  }

  async promise(at: Spot | null): Promise<string> {
    const limit = { unit: 'minutes' as const, amount: 60 }
    return this.put(at, (id) => this.write(promises, {
      id, version: 1, region: null, community: at?.id ?? null, category: 'greening', priority: 'low', source: 'api', facility: null, hours: null, pauses: [], warnAt: 75, escalateAfter: [0, 15, 60],
      limits: { respond: limit, arrive: null, solution: null, finish: limit, close: null, callBack: null }, from: iso(-++this.count * minute), until: null,
    }))
  }

  async rule(at: Spot | null): Promise<string> {
    return this.put(at, (id) => this.write(rules, {
      id, version: 1, name: { zh: '压力低', en: 'Pressure low' }, community: at?.id ?? null, deviceKind: 'pump', device: null, key: `stock-${++this.count}`,
      test: { kind: 'missing', seconds: 60 }, alarm: 'pump.pressure-low', severity: 'minor', enabled: false, changedAt: iso(), changedBy: 'test', ended: false,
    }))
  }

  async window(at: Spot): Promise<string> {
    return this.put(at, (id) => this.write(windows, {
      id, version: 1, community: at.id, building: null, devices: [randomUUID()], from: iso(-minute), until: iso(60 * minute), reason: '检修', by: 'manager', state: 'running', endedAt: null,
    }))
  }

  async response(at: Spot | null): Promise<string> {
    return this.put(at, (id) => this.write(responses, {
      id, version: 1, community: at?.id ?? null, kind: `test.stock-${++this.count}`, severity: null, lifeSafety: false, latching: false,
      clocks: { answer: 60, start: null, arrive: null }, escalate: [60, null, null], order: null, ended: false,
    }))
  }

  /** The version of the calendar that a place has. There is one only: whoever will change it (`acts`) waits for whoever was there before. */
  calendarVersion(at: Spot | null, acts: boolean): Promise<number | null> {
    return this.turn(`calendar ${at?.id}`, acts, async () => {
      const [row] = await this.sql<{ version: number }[]>`select version from work_calendar where community_id is not distinct from ${at?.id ?? null} and region_id is null`
      return row?.version ?? null
    })
  }

  checklistVersion(at: Spot | null, acts: boolean): Promise<number | null> {
    return this.turn(`checklist ${at?.id}`, acts, async () => {
      const [row] = await this.sql<{ version: number }[]>`select version from checklist where community_id is not distinct from ${at?.id ?? null} and category = 'greening'`
      return row?.version ?? null
    })
  }

  templateVersion(at: Spot | null, acts: boolean): Promise<number | null> {
    return this.turn(`template ${at?.id}`, acts, async () => {
      const [row] = await this.sql<{ version: number }[]>`select version from message_template where community_id is not distinct from ${at?.id ?? null} and turn = 'closed'`
      return row?.version ?? null
    })
  }

  async webhook(at: Spot | null): Promise<string> {
    return this.put(at, (id) => this.write(webhooks, {
      id, version: 1, name: `hook ${++this.count}`, url: 'https://receiver.example.com/in', region: null, community: at?.id ?? null, events: ['order.reported'], enabled: false, madeAt: iso(), endedAt: null,
    }))
  }

  /** A message that did not arrive. */
  async delivery(at: Spot | null): Promise<string> {
    return this.put(at, (id) => this.db.insert(outlet).values({ id, at: iso(), community: at?.id ?? null, mode: 'real', channel: 'webhook', body: { kind: 'test' }, state: 'failed', attempts: 9, nextAt: iso(), answer: 'HTTP 500' }))
  }

  private turn(key: string, acts: boolean, read: () => Promise<number | null>): Promise<number | null> {
    if (!acts || !this.inTurn) return read()
    const before = this.turns.get(key)
    const mine = before === undefined ? read() : before.then((was) => vi.waitUntil(async () => (await read()) !== was, { interval: 20, timeout: 5_000 }).then(read))
    this.turns.set(key, mine)
    return mine
  }

  async usableKey(): Promise<{ id: string; secret: string }> {
    const secret = newSecret()
    const id = await this.key(null)
    await this.sql`update machine_key set hash = ${hashOf(secret)} where id = ${id}`
    return { id, secret }
  }

  /** From where a key was last used; null while it was not. */
  async lastUse(key: string): Promise<string | null> {
    const [row] = await this.sql<{ address: string }[]>`select address from key_use where key_id = ${key}`
    return row?.address ?? null
  }

  async dispatchRule(at: Spot | null): Promise<string> {
    return this.put(at, (id) => this.write(dispatchRules, { id, version: 1, region: null, community: at?.id ?? null, category: 'greening', hours: 'holiday', mode: 'propose', acceptMinutes: 1440, ended: false }))
  }

  async wall(scope: Scope | null): Promise<{ id: string; token: string }> {
    const token = randomBytes(32).toString('base64url')
    const id = randomUUID()
    if (scope?.kind === 'community' && scope.id === this.world.b.id) this.foreign.add(id)
    if (scope) {
      await this.write(walls, {
        id, version: 1, name: `wall ${++this.count}`, scope, layout: 'wall', pointed: null, reloads: 0, pairedAt: iso(), pairedBy: 'x', pairing: randomUUID(),
        tokenHash: createHash('sha256').update(token).digest('hex'), previousHash: null, renewedAt: iso(), expiresAt: iso(60 * minute), revokedAt: null,
      })
    }
    return { id, token }
  }

  /** The code that a screen shows. */
  async pairing(): Promise<string> {
    const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
    const code = [...randomBytes(8)].map((byte) => letters[byte & 31]).join('')
    await this.db.insert(pairings).values({ id: randomUUID(), code, secretHash: randomBytes(32).toString('hex'), at: iso(), expiresAt: iso(10 * minute), address: null })
    return code
  }

  /** A sign-in without a password, with what it may do; null grants: no member at all. */
  async user(name: string, grants: Held[] | null, more: { disabled?: boolean } = {}): Promise<{ user: string; member: string }> {
    const id = randomUUID()
    const member = randomUUID()
    const now = new Date()
    await this.db.insert(user).values({ id, name, username: name, displayUsername: name, email: `${name}@watchfloor.invalid`, emailVerified: false, createdAt: now, updatedAt: now })
    if (grants) {
      await this.write(members, {
        id: member, version: 1, user: id, username: name, name, source: 'password', grants: grants as Grant[], disabledAt: more.disabled ? iso() : null,
      })
    }
    return { user: id, member }
  }

  async member(at: Spot | null, more: { disabled?: boolean } = {}): Promise<{ user: string; member: string }> {
    if (at?.name === 'nowhere') return { user: nobody(), member: nobody() }
    const scope: Scope = at ? { kind: 'community', id: at.id } : { kind: 'everything' }
    const made = await this.user(`member-${++this.count}`, [{ role: 'observer', scope }], more)
    if (at?.name !== 'A') for (const id of Object.values(made)) this.foreign.add(id)
    return made
  }

  async filter(owner: string): Promise<string> {
    return this.put(null, (id) => this.write(savedFilters, { id, version: 1, owner, name: `filter ${++this.count}`, filter: { late: true } }))
  }

  async session(of: string): Promise<{ id: string; token: string }> {
    const [id, token] = [randomUUID(), randomBytes(24).toString('base64url')]
    const now = new Date()
    await this.db.insert(session).values({ id, token, userId: of, createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + 60 * minute), activeAt: now })
    return { id, token }
  }

  private async write<T extends Table>(table: T, row: Parameters<typeof change<T>>[1]): Promise<void> {
    const { table: name, row: named } = change(table, row)
    const fields = this.sql(Object.keys(named))
    await this.sql`insert into ${this.sql(name)} (${fields}) select ${fields} from jsonb_populate_record(null::${this.sql(name)}, ${JSON.stringify(named)}::jsonb)`
  }

  private async put(at: Spot | null, insert: (id: string) => PromiseLike<unknown>): Promise<string> {
    const id = randomUUID()
    if (at?.name !== 'nowhere') await insert(id)
    if (at?.name === 'B') this.foreign.add(id)
    return id
  }
}
