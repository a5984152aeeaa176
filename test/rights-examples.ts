import { randomUUID } from 'node:crypto'
import type { ActivationStep } from '#shared/activations.ts'
import type { CommandName } from '#shared/commands.ts'
import type { OrderState } from '#shared/orders.ts'
import type { QueryName } from '#shared/queries.ts'
import type { Role } from '#shared/roles.ts'
import { waitingStep } from '#server/activations/part-rules.ts'
import type { RightsCaller } from './rights-callers.ts'
import type { Spot, Stock } from './rights-stock.ts'
import type { World } from './world.ts'

/** What is put into a route. `params` go into the address, those that it names into its path. */
export type Asked = { id?: string; params?: Record<string, string>; body?: unknown }
export type Setting = { world: World; stock: Stock; caller: RightsCaller }

/**
 * How a route is asked so that it would be done, and what it is about: a `place`, so that scope and role decide; the `company`, so
 * that only a role at everything will do; or the caller's `own` things and lists, where the role alone decides.
 */
export type Example = { about: 'place' | 'company' | 'own'; /** Field staff (`atWork`), or everybody (`theirs`), do it only where they work. */ atWork?: true; theirs?: true; ask: (at: Spot, setting: Setting) => Asked | Promise<Asked> }

/** `roles`: where it takes more than the route itself does. */
type Row = Example & { route: CommandName | QueryName; case: string; roles?: readonly Role[] }

const place = (ask: Example['ask']): Example => ({ about: 'place', ask })
const company = (ask: Example['ask']): Example => ({ about: 'company', ask })
const own = (ask: Example['ask'] = () => ({})): Example => ({ about: 'own', ask })

const hour = 3_600_000
const soon = (hours: number): string => new Date(Date.now() + hours * hour).toISOString()
const day = (days: number): string => soon(24 * days).slice(0, 10)

/** An order of the caller's own, so that field staff may move it. */
const ownOrder = (state: OrderState, body: object = {}) =>
  place(async (at, { stock, caller }) => ({ id: await stock.order(at, { state, assignee: caller.person || null }), body: { version: 1, ...body } }))

/** What its own assignee may not do. */
const othersOrder = (state: OrderState, body: object = {}) => place(async (at, { stock }) => ({ id: await stock.order(at, { state }), body: { version: 1, ...body } }))

/** Field staff walk for themselves. */
const walker = (at: Spot, { role, person }: Setting['caller']): string => (role === 'field' && person ? person : at.person)

const about = { name: { zh: '甲', en: 'A' }, post: 'repair', skills: ['electric'] }
const people = (at: Spot) => `code,name,name_en,post,skills,phone,grid\nR-${at.id.slice(0, 8)},甲,A,repair,electric,13800000001,\n`
const grantAt = (at: Spot | null) => [{ role: 'observer', scope: at ? { kind: 'community', id: at.id } : { kind: 'everything' } }]

async function calendar(at: Spot, stock: Stock): Promise<string> {
  const person = await stock.person(at)
  const code = await stock.codeOf(person)
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', `UID:${person}@test`, `DTSTAMP:${day(0).replaceAll('-', '')}T000000Z`,
    `DTSTART:${day(2).replaceAll('-', '')}T000000Z`, `DTEND:${day(2).replaceAll('-', '')}T080000Z`, `SUMMARY:${code}`, `X-WATCHFLOOR-CODE:${code}`, 'END:VEVENT', 'END:VCALENDAR', '',
  ].join('\r\n')
}

const aside = { until: soon(2), reason: '等配件', by: { id: 'somebody', name: '甲', at: soon(0) } }

const instruction = (device: string) => ({ body: { device, action: 'restart', reason: '死机', confirm: `T-${device}`, at: soon(0) } })

const receiver = { name: '城市平台', url: 'https://receiver.example.com/in', events: ['order.reported'] }
const closedWords = { turn: 'closed', text: { zh: '{number} 已关闭', en: '{number} is closed' }, enabled: true }

/** Of what no test reports, so that no order is dispatched by it. */
const greeningRule = { region: null, community: null, category: 'greening', hours: 'night', mode: 'propose', acceptMinutes: 1440 }

let made = 0
const fresh = (): string => `${Date.now().toString(36)}-${++made}`

const minutes = (amount: number) => ({ unit: 'minutes', amount })
/** Always another one: what is promised already is not promised again. */
const promise = (of: string) => ({
  region: null, community: null, category: 'greening', priority: 'low', source: null, facility: null, hours: null, pauses: [], warnAt: 75, escalateAfter: [0, 15, 60], reason: `试 ${of}`,
  limits: { respond: minutes(1 + made % 400), arrive: null, solution: null, finish: minutes(1000 + made), close: null, callBack: null },
})
const workingDays = { region: null, community: null, weekdays: [1, 2, 3, 4, 5], opensAt: '08:30', closesAt: '18:00', holidays: [], workdays: [] }
const judged = { deviceKind: 'sensor', device: null, key: 'temperature', test: { kind: 'threshold', when: 'above', limit: 60 }, alarm: 'room.temperature', severity: 'minor' }
const valueRule = { ...judged, name: { zh: '机房过热', en: 'Plant room too warm' } }
const checklist = { category: 'greening', items: [], photo: false, signature: false }

/** Of a kind that no test raises, and always another one. */
const response = () => ({
  kind: `test.${fresh()}`, severity: null, lifeSafety: false, latching: false, clocks: { answer: 60, start: null, arrive: null }, escalate: [60, 120, null], order: null, reason: '试',
})

const machine = () => ({ kind: 'pump', code: `P-${fresh()}`, name: { zh: '泵', en: 'Pump' } })
const machines = (at: Spot) => ({ community: at.id, text: `code,name,kind\nM-${fresh()},泵,pump\n` })

/** The end of what does not stand: it is taken, and nothing comes of it. */
const corrected = ({ name }: Pick<Spot, 'name'>) => JSON.stringify({ id: randomUUID(), community: name, kind: 'lift.fault', severity: 'minor', change: 'cleared' })

const need = { step: null, kind: 'tool', amount: 1, resource: null, name: null, metres: null, eta: null, by: 'x' } as const
/** A drill that waits for a tool. */
const calledFor = (at: Spot, stock: Stock): Promise<string> => stock.drill(at, { requests: [{ ...need, key: 'r1', state: 'needed', at: soon(0) }] })
const pump = { kind: 'tool', name: { zh: '水泵', en: 'Pump' }, place: { zh: '仓库', en: 'Store' }, stock: 2 }

const planSaid = {
  scene: 'burst-pipe', name: { zh: '爆管', en: 'Burst pipe' }, purpose: { zh: '止水', en: 'Stop the water' }, triggers: [{ on: 'alarm', kinds: ['water.leak'] }, { on: 'words', words: ['漏水'] }], targetMinutes: 60, resources: [], measures: [], standDown: [], acceptMinutes: 2, secondPerson: false,
  steps: [
    { key: 'valve', post: 'repair', name: { zh: '关阀', en: 'Close the valve' }, instruction: { zh: '', en: '' }, minutes: 10, after: [], notify: null },
    { key: 'low', kind: 'wait', post: 'repair', name: { zh: '等水位', en: 'Wait' }, instruction: { zh: '', en: '' }, minutes: null, after: ['valve'], notify: null, wait: { until: 'value', device: 'pump', key: 'level', when: 'below', limit: 1 } },
  ],
}

/** A step of a drill, held by the caller, so that field staff may move it. */
const ownStep = (body: object | ((at: Spot) => object) = {}, more: Partial<ActivationStep> = {}) =>
  place(async (at, { world, stock, caller }) => {
    const holder = { person: caller.person || at.person, name: { zh: '甲', en: 'A' } }
    const steps = world.plan.steps.slice(0, 1).map((step) => ({ ...waitingStep(step), state: 'open' as const, openedAt: soon(0), version: 1, holder, ...more }))
    return { id: await stock.drill(at, { steps }), body: { version: 1, step: steps[0]?.key, ...(typeof body === 'function' ? body(at) : body) } }
  })
/** A plan for which a second person is asked. */
const askedFor = (at: Spot, stock: Stock): Promise<string> => stock.drill(at, { state: 'asked', mode: 'real', asked: { by: 'x', user: 'somebody', until: soon(1) } })

/** One for every route there is: a new route without one does not compile. */
export const examples: Record<CommandName | QueryName, Example> = {
  'order.report': place((at) => ({ body: { community: at.id, category: 'repair', title: '灯坏了' } })),
  'order.reassign': place(async (at, { stock }) => ({ id: await stock.order(at), body: { assignee: at.person, version: 1 } })),
  'order.redistribute': place(async (at, { stock }) => ({ body: { community: at.id, moves: [{ order: await stock.order(at), version: 1, assignee: at.person }], reason: '病假' } })),
  'order.grab': { ...ownOrder('reported'), theirs: true },
  'order.accept': ownOrder('assigned'),
  'order.decline': ownOrder('assigned', { reason: '在处理困人' }),
  'order.depart': ownOrder('accepted'),
  'order.arrive': ownOrder('accepted'),
  'order.wait': ownOrder('accepted', { reason: 'part', until: soon(24) }),
  'order.resume': ownOrder('waiting'),
  'order.propose-solution': ownOrder('accepted', { solution: '换一台水泵' }),
  'order.finish': ownOrder('arrived'),
  'order.verify': othersOrder('done'),
  'order.close': ownOrder('done'),
  'order.call-back': othersOrder('closed', { reached: true, satisfied: true, rating: 5 }),
  'order.reopen': ownOrder('closed', { reason: '又漏了' }),
  'order.cancel': ownOrder('reported', { reason: '误报' }),
  'order.merge': place(async (at, { stock }) => ({ id: await stock.order(at), body: { version: 1, into: await stock.order(at) } })),
  'order.join': place(async (at, { stock }) => ({ id: await stock.order(at), body: { place: '3 单元' } })),
  'order.note': ownOrder('accepted', { note: '钥匙在门岗' }),
  'order.explain': ownOrder('accepted', { rootCause: '缺件' }),
  'order.correct': place(async (at, { stock }) => ({ id: await stock.order(at), body: { version: 1, category: 'cleaning', priority: 'normal', title: '楼道有水' } })),
  'alarm.acknowledge': place(async (at, { stock }) => ({ id: await stock.alarm(at), body: { version: 1 } })),
  'alarm.own': place(async (at, { stock }) => ({ id: await stock.alarm(at), body: { version: 1 } })),
  'alarm.comment': place(async (at, { stock }) => ({ id: await stock.alarm(at), body: { version: 1, note: '已联系' } })),
  'alarm.shelve': place(async (at, { stock }) => ({ id: await stock.alarm(at), body: { version: 1, until: soon(2), reason: '等配件' } })),
  'alarm.agree-shelving': place(async (at, { stock }) => ({ id: await stock.alarm(at, { lifeSafety: true, shelvingAsked: { ...aside, version: 1, by: { ...aside.by, at: soon(0) } } }), body: { version: 1 } })),
  'alarm.unshelve': place(async (at, { stock }) => ({ id: await stock.alarm(at, { state: 'shelved', active: true, shelving: { ...aside, agreed: null } }), body: { version: 1 } })),
  'alarm.reset': place(async (at, { stock }) => ({ id: await stock.alarm(at, { state: 'latched', latching: true }), body: { version: 1 } })),
  'alarm.bulk': place(async (at, { stock }) => ({ body: { alarms: [{ id: await stock.alarm(at), version: 1 }], move: 'acknowledge', reason: '同一故障' } })),
  alarm: place(async (at, { stock }) => ({ id: await stock.alarm(at) })),
  alarms: place((at) => ({ body: { communities: [at.id] } })),
  'run.start': { ...place(async (at, { stock, caller }) => ({ body: { route: await stock.route(at), person: walker(at, caller) } })), atWork: true },
  'run.visit': place(async (at, { stock, caller }) => ({ id: await stock.run(at, walker(at, caller)), body: { checkpoint: 'a' } })),
  'activation.start': place(async (at, { world, stock }) => ({
    body: { plan: world.plan.id, community: at.id, drill: true, reason: '演练', at: soon(0), alarm: null, building: at.name === 'nowhere' ? null : await stock.building(at) },
  })),
  'activation.complete-step': ownStep(),
  'activation.accept-step': ownStep(),
  'activation.decline-step': ownStep({ reason: '在处理困人' }),
  'activation.check-step': ownStep({ ok: true }, { state: 'checking', checkingUser: 'somebody' }),
  'activation.give-step': ownStep((at) => ({ person: at.person })),
  'activation.add-step': place(async (at, { stock }) => ({ id: await stock.drill(at), body: { version: 1, name: '封路', post: 'security' } })),
  'activation.add-block': place(async (at, { world, stock }) => ({ id: await stock.drill(at), body: { version: 1, plan: world.plan.id, reason: '又停电了' } })),
  'activation.hand-over': place(async (at, { stock }) => ({ id: await stock.drill(at), body: { version: 1, to: at.person, reason: '去现场' } })),
  'activation.agree': place(async (at, { stock }) => ({ id: await askedFor(at, stock), body: { version: 1, at: soon(0) } })),
  'activation.refuse': place(async (at, { stock }) => ({ id: await askedFor(at, stock), body: { version: 1, reason: '误报' } })),
  'activation.abort': place(async (at, { stock }) => ({ id: await stock.drill(at), body: { version: 1, reason: '真实事件' } })),
  'activation.finish': place(async (at, { stock }) => ({ id: await stock.drill(at), body: { version: 1 } })),
  activation: place(async (at, { stock }) => ({ id: await stock.drill(at) })),
  activations: place((at) => ({ params: { communities: at.id } })),
  'activation.note': place(async (at, { stock }) => ({ id: await stock.drill(at), body: { text: '水已止住' } })),
  'activation.message': place(async (at, { stock }) => ({
    id: await stock.drill(at), body: { audience: 'residents', way: 'gateway', to: { zh: '住户', en: 'Residents' }, text: { zh: '请走楼梯', en: 'Take the stairs' }, reason: '电梯停用', at: soon(0) },
  })),
  'activation.request': place(async (at, { stock }) => ({ id: await stock.drill(at), body: { version: 1, kind: 'tool', amount: 1 } })),
  'activation.move-request': place(async (at, { stock }) => ({ id: await calledFor(at, stock), body: { version: 1, request: 'r1', state: 'cancelled' } })),
  activationPreview: place((at, { world }) => ({ body: { plan: world.plan.id, community: at.id, drill: true } })),
  'check.mark': place(async (at, { stock, caller }) => ({ id: await stock.check(at, caller.person || at.person), body: { version: 1, state: 'safe' } })),
  checks: place(async (at, { stock }) => ({ id: await stock.drill(at) })),
  checkedHouseholds: place(async (at, { stock }) => ({ id: await stock.drill(at) })),
  'resource.add': place((at) => ({ body: { community: at.id, ...pump } })),
  'resource.change': place(async (at, { stock }) => ({ id: await stock.resource(at), body: { version: 1, ...pump } })),
  'resource.contact': place(async (at, { stock }) => ({ id: await stock.resource(at), body: { version: 1, reached: true } })),
  'resource.end': place(async (at, { stock }) => ({ id: await stock.resource(at), body: { version: 1, reason: '已报废' } })),
  resources: place((at) => ({ params: { community: at.id } })),
  'person.join': place((at) => ({ body: { community: at.id, code: `J-${fresh()}`, ...about } })),
  'person.change': place(async (at, { stock }) => ({ id: await stock.person(at), body: { version: 1, ...about } })),
  'person.leave': place(async (at, { stock }) => ({ id: await stock.person(at), body: { version: 1 } })),
  'person.import': place((at) => ({ body: { community: at.id, text: people(at).replace('R-', `I-${fresh()}`) } })),
  'shift.plan': place(async (at, { stock }) => ({ body: { person: await stock.person(at), post: 'repair', startsAt: soon(1), endsAt: soon(9) } })),
  'shift.cancel': place(async (at, { stock }) => ({ id: await stock.shift(at), body: { version: 1, reason: '病假' } })),
  'shift.miss': place(async (at, { stock }) => ({ id: await stock.shift(at, { from: -hour, to: hour }), body: { version: 1, reason: '未到' } })),
  'roster.plan': place(async (at, { stock }) => ({
    body: { person: await stock.person(at), post: 'repair', rule: 'FREQ=DAILY', startsOn: day(1), startsAt: '08:00', minutes: 480, until: null },
  })),
  'roster.end': place(async (at, { stock }) => ({ id: await stock.roster(at), body: { version: 1, lastDay: day(7) } })),
  'roster.import': place(async (at, { stock }) => ({ body: { community: at.id, text: await calendar(at, stock) } })),
  'handover.note': place(async (at, { stock }) => ({ id: await stock.handover(at), body: { version: 1, text: '三号梯待修' } })),
  'handover.sign': place(async (at, { stock }) => ({ id: await stock.handover(at), body: { version: 1, side: 'take' } })),
  'member.create': place((at) => ({ body: { username: `made-${fresh()}`, name: '甲', password: 'a-long-enough-one', grants: grantAt(at) } })),
  'member.change': place(async (at, { stock }) => ({ id: (await stock.member(at)).member, body: { version: 1, name: '乙', grants: grantAt(at) } })),
  'member.disable': place(async (at, { stock }) => ({ id: (await stock.member(at)).member, body: { version: 1, reason: '离职' } })),
  'member.enable': place(async (at, { stock }) => ({ id: (await stock.member(at, { disabled: true })).member, body: { version: 1 } })),
  'member.reset': place(async (at, { stock }) => ({ id: (await stock.member(at)).member, body: { version: 1, password: 'a-long-enough-one' } })),
  'session.revoke': own(async (_at, { stock, caller }) => ({ id: caller.role === 'wall' ? caller.user : (await stock.session(caller.user)).id, body: {} })),
  'policy.change': company(async (_at, { stock }) => ({ body: { version: await stock.policyVersion(), secondFactor: [], groups: [] } })),
  'wall.approve': place(async (at, { stock }) => ({ body: { code: await stock.pairing(), name: '北门大屏', scope: { kind: 'community', id: at.id } } })),
  'wall.change': place(async (at, { stock }) => ({ id: await wallAt(at, stock), body: { version: 1, name: '新名', scope: { kind: 'community', id: at.id }, layout: 'map' } })),
  'wall.point': place(async (at, { stock }) => ({ id: await wallAt(at, stock), body: { version: 1, target: { kind: 'building', id: at.building } } })),
  'wall.reload': place(async (at, { stock }) => ({ id: await wallAt(at, stock), body: { version: 1 } })),
  'wall.revoke': place(async (at, { stock }) => ({ id: await wallAt(at, stock), body: { version: 1 } })),
  'key.issue': place((at) => ({ body: { name: '网关', community: at.id, doors: ['alarms'] } })),
  'key.rotate': place(async (at, { stock }) => ({ id: await stock.key(at), body: { version: 1 } })),
  'key.revoke': place(async (at, { stock }) => ({ id: await stock.key(at), body: { version: 1 } })),

  'dispatch.set': place((at) => ({ body: { ...greeningRule, community: at.id } })),
  'dispatch.end': place(async (at, { stock }) => ({ id: await stock.dispatchRule(at), body: { version: 1 } })),
  dispatchRules: own(),

  'rule.set': place((at) => ({ body: { ...valueRule, community: at.id } })),
  'rule.change': place(async (at, { stock }) => ({ id: await stock.rule(at), body: { ...valueRule, community: at.id, version: 1 } })),
  'rule.switch': place(async (at, { stock }) => ({ id: await stock.rule(at), body: { version: 1, enabled: true } })),
  'rule.end': place(async (at, { stock }) => ({ id: await stock.rule(at), body: { version: 1, reason: '不再使用' } })),
  rules: own(),
  ruleTrial: place((at) => ({ body: { ...judged, community: at.id } })),
  deviceHistory: place(async (at, { stock }) => ({ id: await stock.device(at), params: { key: 'temperature', from: soon(-24), to: soon(0) } })),

  'window.plan': place((at) => ({ body: { community: at.id, from: soon(0), until: soon(2), reason: '换泵' } })),
  'window.end': place(async (at, { stock }) => ({ id: await stock.window(at), body: { version: 1 } })),
  windows: place((at) => ({ params: { community: at.id } })),
  'feed.limit': place((at) => ({ body: { community: at.id, door: 'cap', seconds: 86_400 } })),
  feeds: place((at) => ({ params: { community: at.id } })),

  'response.set': place((at) => ({ body: { ...response(), community: at.id } })),
  'response.end': place(async (at, { stock }) => ({ id: await stock.response(at), body: { version: 1, reason: '不再需要' } })),
  responses: own(),

  warning: place(async (at, { stock }) => ({ id: await stock.warning(at) })),
  quarantine: own(),
  'quarantine.replay': place(async (at, { stock }) => ({ id: await stock.quarantined(at), body: { version: 1, body: corrected(at) } })),
  'quarantine.dismiss': place(async (at, { stock }) => ({ id: await stock.quarantined(at), body: { version: 1 } })),

  'promise.set': place((at) => ({ body: { ...promise(fresh()), community: at.id } })),
  'promise.end': place(async (at, { stock }) => ({ id: await stock.promise(at), body: { version: 1, reason: '撤回' } })),
  'calendar.change': place(async (at, { stock, caller }) => ({ body: { ...workingDays, community: at.id, version: await stock.calendarVersion(at, caller.role === 'administrator' && caller.covers(at)) } })),
  'checklist.change': place(async (at, { stock, caller }) => ({ body: { ...checklist, community: at.id, version: await stock.checklistVersion(at, caller.role === 'administrator' && caller.covers(at)) } })),
  promises: own(),
  calendars: own(),
  checklists: own(),

  'code.issue': place(async (at, { stock }) => ({ body: { community: at.id, device: await stock.device(at) } })),
  'code.revoke': place(async (at, { stock }) => ({ id: await stock.code(at), body: { version: 1, reason: '纸已撕掉' } })),
  reportCodes: place((at) => ({ params: { community: at.id } })),
  similarOrders: place((at) => ({ body: { community: at.id, category: 'repair', title: '灯坏了' } })),

  'drill.plan': place((at, { world }) => ({ body: { community: at.id, plan: world.plan.series, plannedAt: soon(24) } })),
  'drill.change': place(async (at, { stock }) => ({ id: await stock.plannedDrill(at), body: { version: 1, plannedAt: soon(48) } })),
  'drill.cancel': place(async (at, { stock }) => ({ id: await stock.plannedDrill(at), body: { version: 1, reason: '改期' } })),
  'drill.inject': place(async (at, { stock }) => ({ id: await stock.runningDrill(at), body: { version: 1, kind: 'word', text: '阀门卡住' } })),
  'drill.open-scoring': place(async (at, { stock }) => ({ id: await stock.runningDrill(at), body: { version: 1 } })),
  'score.give': place(async (at, { stock }) => ({ body: { drill: await stock.runningDrill(at), rated: [] } })),
  'score.strike': place(async (at, { stock }) => ({ id: await stock.score(at), body: { version: 1, reason: '评错了' } })),
  'cadence.set': place((at) => ({ body: { community: at.id, scene: 'snow', months: 12, reason: '高寒地区' } })),
  'cadence.end': place(async (at, { stock }) => ({ id: await stock.cadence(at), body: { version: 1, reason: '并入季度演练' } })),
  drills: place((at) => ({ params: { communities: at.id } })),
  drill: place(async (at, { stock }) => ({ id: await stock.plannedDrill(at) })),
  cadences: own(),

  'webhook.create': place((at) => ({ body: { ...receiver, region: null, community: at.id } })),
  'webhook.change': place(async (at, { stock }) => ({ id: await stock.webhook(at), body: { ...receiver, region: null, community: at.id, version: 1, enabled: false } })),
  'webhook.end': place(async (at, { stock }) => ({ id: await stock.webhook(at), body: { version: 1 } })),
  'delivery.resend': place(async (at, { stock }) => ({ id: await stock.delivery(at), body: {} })),
  'template.change': place(async (at, { stock, caller }) => ({ body: { ...closedWords, community: at.id, version: await stock.templateVersion(at, caller.role === 'administrator' && caller.covers(at)) } })),
  webhooks: own(),
  deliveries: own(),
  templates: own(),

  orders: place((at) => ({ body: { communities: [at.id], text: '灯' } })),
  ordersExport: place((at) => ({ body: { communities: [at.id] } })),
  orderRelated: place(async (at, { stock }) => ({ id: await stock.order(at) })),
  orderReports: place(async (at, { stock }) => ({ id: await stock.order(at) })),
  filters: own(),
  'filter.save': own(() => ({ body: { name: fresh(), filter: { late: true } } })),
  'filter.drop': own(async (_at, { stock, caller }) => ({ id: await stock.filter(caller.user), body: { version: 1 } })),

  'plan.draft': company(() => ({ body: planSaid })),
  'plan.change': company(async (_at, { stock }) => ({ id: await stock.plan('draft'), body: { version: 1, ...planSaid } })),
  'plan.submit': company(async (_at, { stock }) => ({ id: await stock.plan('draft'), body: { version: 1 } })),
  'plan.return': company(async (_at, { stock }) => ({ id: await stock.plan('review'), body: { version: 1, reason: '缺少时限' } })),
  'plan.publish': company(async (_at, { stock }) => ({ id: await stock.plan('review'), body: { version: 1, change: '首版' } })),
  'plan.retire': company(async (_at, { stock }) => ({ id: await stock.plan('published'), body: { version: 1, reason: '不再适用' } })),
  'plan.import': company(() => ({ body: { format: 'watchfloor', text: JSON.stringify({ format: 'watchfloor-plan/1', plans: [planSaid] }) } })),
  planEditions: own(),
  plan: own((_at, { world }) => ({ id: world.plan.id })),
  planProblems: own(() => ({ body: planSaid })),
  planExport: own((_at, { world }) => ({ id: world.plan.id })),
  'finding.note': place((at) => ({ body: { community: at.id, text: '阀门难找' } })),
  'finding.change': place(async (at, { stock }) => ({ id: await stock.finding(at), body: { version: 1, text: '阀门没有标识' } })),
  'finding.close': place(async (at, { stock }) => ({ id: await stock.finding(at), body: { version: 1, state: 'done', outcome: '已挂牌' } })),
  findings: place((at) => ({ params: { communities: at.id } })),
  report: place(async (at, { stock }) => ({ id: await stock.drill(at) })),
  reportExport: place(async (at, { stock }) => ({ id: await stock.drill(at) })),

  me: own(),
  sites: place((at) => ({ params: { communities: at.id } })),
  plans: own(),
  order: place(async (at, { stock }) => ({ id: await stock.order(at) })),
  candidates: place(async (at, { stock }) => ({ id: await stock.order(at) })),
  redistribution: place((at) => ({ body: { community: at.id, from: at.person } })),
  alarmTimeline: place(async (at, { stock }) => ({ id: await stock.alarm(at) })),
  devices: place((at) => ({ id: at.building })),
  'device.connect': place((at) => ({ body: { community: at.id, ...machine() } })),
  'device.change': place(async (at, { stock }) => ({ id: await stock.device(at), body: { version: 1, ...machine() } })),
  'device.remove': place(async (at, { stock }) => ({ id: await stock.device(at), body: { version: 1, reason: '已拆除' } })),
  'device.service': place(async (at, { stock }) => ({ id: await stock.device(at), body: { version: 1 } })),
  'device.import': place((at) => ({ body: machines(at) })),
  device: place(async (at, { stock }) => ({ id: await stock.device(at) })),
  deviceList: place((at) => ({ body: { communities: [at.id] } })),
  devicesPreview: place((at) => ({ body: machines(at) })),
  'instruction.give': place(async (at, { stock }) => instruction(await stock.device(at, { actions: ['restart'] }))),
  instructions: place(async (at, { stock }) => ({ id: await stock.device(at) })),
  devicesExport: place((at) => ({ params: { community: at.id } })),
  heat: place((at) => ({ params: { community: at.id } })),
  indicators: place((at) => ({ params: { communities: at.id } })),
  moment: place((at) => ({ params: { instant: new Date().toISOString(), community: at.id } })),
  onDuty: place((at) => ({ params: { communities: at.id } })),
  care: place((at) => ({ id: at.building })),
  orderContact: place(async (at, { stock, caller }) => ({ id: await stock.order(at, { state: 'assigned', assignee: caller.person || null }) })),
  personContact: place((at) => ({ id: at.person })),
  personPosition: place((at) => ({ id: at.person })),
  households: place(async (at, { stock }) => {
    await stock.household(at)
    return { id: at.building }
  }),
  staff: place((at) => ({ params: { community: at.id } })),
  peoplePreview: place((at) => ({ body: { community: at.id, text: people(at) } })),
  peopleExport: place((at) => ({ params: { community: at.id } })),
  roster: place((at) => ({ params: { community: at.id, from: soon(-24), to: soon(24) } })),
  rosterPreview: place(async (at, { stock }) => ({ body: { community: at.id, text: await calendar(at, stock) } })),
  rosterExport: place((at) => ({ params: { community: at.id } })),
  handovers: place((at) => ({ params: { community: at.id } })),
  handoversWaiting: place((at) => ({ params: { communities: at.id } })),
  members: own(),
  sessions: own(),
  memberSessions: place(async (at, { stock }) => ({ id: (await stock.member(at)).member })),
  policy: company(() => ({})),
  walls: own(),
  wall: own(),
  wallPairing: own(async (_at, { stock }) => ({ body: { code: await stock.pairing() } })),
  keys: own(),
  audit: own(),
  auditExport: own(),
  stocktake: place((at) => ({ params: { communities: at.id } })),
  readiness: place((at) => ({ params: { communities: at.id } })),
  stocktakePlans: own(),
  'stocktake.plan': place((at) => ({ body: { region: null, community: at.id, at: '08:30', enabled: false, version: null } })),
  workDone: place((at) => ({ params: { community: at.id, from: day(-7), to: day(0) } })),
  scorecard: place((at) => ({ params: { month: day(0).slice(0, 7), communities: at.id } })),
  scorecardExport: place((at) => ({ params: { month: day(0).slice(0, 7), communities: at.id } })),
  workDoneExport: place((at) => ({ params: { community: at.id, from: day(-7), to: day(0) } })),
  maintenance: place((at) => ({ params: { community: at.id, month: day(0).slice(0, 7) } })),
  'maintenance.accept': place((at) => ({ body: { community: at.id, title: fresh(), category: 'repair', day: day(40), hours: 2 } })),
  'maintenance.change': place(async (at, { stock }) => ({ id: await stock.maintenance(at), body: { version: 1, day: day(41), hours: 3 } })),
  'maintenance.dismiss': place(async (at, { stock }) => ({ id: await stock.maintenance(at), body: { version: 1, reason: '已更换' } })),
}

const wallAt = async (at: Spot, stock: Stock): Promise<string> => (await stock.wall(at.name === 'nowhere' ? null : { kind: 'community', id: at.id })).id
const everything = { kind: 'everything' } as const

/** What else the routes can be asked for: things of the whole company, and lists of one place. */
export const more: Row[] = [
  { route: 'stocktake.plan', case: 'of the company', ...company(() => ({ body: { region: null, community: null, at: '07:00', enabled: false, version: null } })) },
  { route: 'member.create', case: 'with a right at everything', ...company(() => ({ body: { username: `made-${fresh()}`, name: '甲', password: 'a-long-enough-one', grants: grantAt(null) } })) },
  { route: 'wall.approve', case: 'for everything', ...company(async (_at, { stock }) => ({ body: { code: await stock.pairing(), name: '总部大屏', scope: everything } })) },
  { route: 'key.issue', case: 'for the company', ...company(() => ({ body: { name: '网关', community: null, doors: ['alarms'] } })) },
  { route: 'key.rotate', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.key(null), body: { version: 1 } })) },
  { route: 'key.revoke', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.key(null), body: { version: 1 } })) },
  { route: 'dispatch.set', case: 'for the company', ...company(() => ({ body: greeningRule })) },
  { route: 'dispatch.end', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.dispatchRule(null), body: { version: 1 } })) },
  { route: 'rule.set', case: 'for the company', ...company(() => ({ body: { ...valueRule, community: null } })) },
  { route: 'rule.switch', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.rule(null), body: { version: 1, enabled: true } })) },
  { route: 'rule.end', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.rule(null), body: { version: 1, reason: '不再使用' } })) },
  { route: 'response.set', case: 'for the company', ...company(() => ({ body: { ...response(), community: null } })) },
  { route: 'response.end', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.response(null), body: { version: 1, reason: '不再需要' } })) },
  { route: 'quarantine.replay', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.quarantined(null), body: { version: 1, body: corrected({ name: 'A' }) } })) },
  { route: 'quarantine.dismiss', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.quarantined(null), body: { version: 1 } })) },
  { route: 'promise.set', case: 'for the company', ...company(() => ({ body: promise(fresh()) })) },
  { route: 'promise.end', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.promise(null), body: { version: 1, reason: '撤回' } })) },
  { route: 'calendar.change', case: 'of the company', ...company(async (_at, { stock, caller }) => ({ body: { ...workingDays, version: await stock.calendarVersion(null, caller.role === 'administrator' && caller.scope.kind === 'everything') } })) },
  { route: 'checklist.change', case: 'of the company', ...company(async (_at, { stock, caller }) => ({ body: { ...checklist, community: null, version: await stock.checklistVersion(null, caller.role === 'administrator' && caller.scope.kind === 'everything') } })) },
  { route: 'webhook.create', case: 'for the company', ...company(() => ({ body: { ...receiver, region: null, community: null } })) },
  { route: 'webhook.end', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.webhook(null), body: { version: 1 } })) },
  { route: 'delivery.resend', case: 'of the company', ...company(async (_at, { stock }) => ({ id: await stock.delivery(null), body: {} })) },
  { route: 'template.change', case: 'of the company', ...company(async (_at, { stock, caller }) => ({ body: { ...closedWords, community: null, version: await stock.templateVersion(null, caller.role === 'administrator' && caller.scope.kind === 'everything') } })) },
  { route: 'wall.revoke', case: 'of everything', ...company(async (_at, { stock }) => ({ id: (await stock.wall(everything)).id, body: { version: 1 } })) },
  {
    route: 'session.revoke', case: 'of somebody else', roles: ['administrator'],
    ...place(async (at, { stock }) => {
      const { user } = await stock.member(at)
      return { id: at.name === 'nowhere' ? user : (await stock.session(user)).id, body: {} }
    }),
  },
  { route: 'sites', case: 'wherever I may look', ...own(() => ({ params: { communities: '' } })) },
  { route: 'indicators', case: 'wherever I may look', ...own(() => ({ params: { communities: '' } })) },
  { route: 'onDuty', case: 'wherever I may look', ...own(() => ({ params: { communities: '' } })) },
  { route: 'handoversWaiting', case: 'wherever I may look', ...own(() => ({ params: { communities: '' } })) },
  { route: 'findings', case: 'wherever I may look', ...own() },
  { route: 'audit', case: 'of a place', ...place((at) => ({ body: { community: at.id } })) },
  { route: 'auditExport', case: 'of a place', ...place((at) => ({ body: { community: at.id } })) },
]

export const rows: Row[] = [...(Object.keys(examples) as (CommandName | QueryName)[]).map((route) => ({ route, case: '', ...examples[route] })), ...more]

/** What a request about one place may name besides: `ask` is about `at` and names something of `named`. */
type Mention = { route: CommandName; field: string; ask: (at: Spot, named: Spot, setting: Setting) => Promise<Asked> }

const report = { category: 'repair', title: '灯坏了' }
export const mentions: Mention[] = [
  { route: 'order.report', field: 'building', ask: async (at, { building }) => ({ body: { ...report, community: at.id, building } }) },
  { route: 'order.report', field: 'alarm', ask: async (at, named, { stock }) => ({ body: { ...report, community: at.id, alarm: await stock.alarm(named) } }) },
  { route: 'order.reassign', field: 'assignee', ask: async (at, { person }, { stock }) => ({ id: await stock.order(at), body: { assignee: person, version: 1 } }) },
  { route: 'order.report', field: 'device', ask: async (at, named, { world }) => ({ body: { ...report, community: at.id, device: named.name === 'nowhere' ? named.id : world[named.name === 'A' ? 'a' : 'b'].machines[0]?.id } }) },
  { route: 'order.merge', field: 'into', ask: async (at, named, { stock }) => ({ id: await stock.order(at), body: { version: 1, into: await stock.order(named) } }) },
  { route: 'order.correct', field: 'building', ask: async (at, { building }, { stock }) => ({ id: await stock.order(at), body: { version: 1, ...report, priority: 'normal', building } }) },
  { route: 'order.redistribute', field: 'moves.0.order', ask: async (at, named, { stock }) => ({ body: { community: at.id, moves: [{ order: await stock.order(named), version: 1, assignee: at.person }], reason: 'x' } }) },
  { route: 'order.redistribute', field: 'moves.0.assignee', ask: async (at, { person }, { stock }) => ({ body: { community: at.id, moves: [{ order: await stock.order(at), version: 1, assignee: person }], reason: 'x' } }) },
  { route: 'maintenance.accept', field: 'building', ask: async (at, named, { stock }) => ({ body: { community: at.id, title: 'x', category: 'repair', day: day(40), hours: 2, building: await stock.building(named) } }) },
  { route: 'run.start', field: 'person', ask: async (at, { person }, { stock }) => ({ body: { route: await stock.route(at), person } }) },
  { route: 'activation.start', field: 'building', ask: async (at, named, { world, stock }) => ({ body: { plan: world.plan.id, community: at.id, drill: true, reason: 'x', at: soon(0), building: named.name === 'nowhere' ? named.building : await stock.building(named) } }) },
  { route: 'activation.start', field: 'alarm', ask: async (at, named, { world, stock }) => ({ body: { plan: world.plan.id, community: at.id, drill: false, reason: 'x', at: soon(0), building: await stock.building(at), alarm: await stock.alarm(named) } }) },
  { route: 'activation.start', field: 'buildings', ask: async (at, named, { world, stock }) => ({ body: { plan: world.plan.id, community: at.id, drill: true, reason: 'x', at: soon(0), buildings: [await stock.building(at), named.name === 'nowhere' ? named.building : await stock.building(named)] } }) },
  { route: 'activation.start', field: 'commander', ask: async (at, named, { world, stock }) => ({ body: { plan: world.plan.id, community: at.id, drill: true, reason: 'x', at: soon(0), building: await stock.building(at), commander: named.person } }) },
  { route: 'activation.start', field: 'planned', ask: async (at, named, { world, stock }) => ({ body: { plan: world.plan.id, community: at.id, drill: true, reason: 'x', at: soon(0), building: await stock.building(at), planned: await stock.plannedDrill(named) } }) },
  { route: 'activation.hand-over', field: 'to', ask: async (at, { person }, { stock }) => ({ id: await stock.drill(at), body: { version: 1, to: person, reason: 'x' } }) },
  { route: 'activation.give-step', field: 'person', ask: async (at, { person }, { world, stock }) => ({ id: await stock.drill(at), body: { version: 1, step: world.plan.steps[0]?.key, person } }) },
  { route: 'activation.add-step', field: 'person', ask: async (at, { person }, { stock }) => ({ id: await stock.drill(at), body: { version: 1, name: 'x', post: 'security', person } }) },
  { route: 'activation.request', field: 'resource', ask: async (at, named, { stock }) => ({ id: await stock.drill(at), body: { version: 1, kind: 'tool', amount: 1, resource: await stock.resource(named) } }) },
  { route: 'activation.move-request', field: 'resource', ask: async (at, named, { stock }) => ({ id: await calledFor(at, stock), body: { version: 1, request: 'r1', state: 'asked', resource: await stock.resource(named) } }) },
  { route: 'member.create', field: 'person', ask: async (at, named, { stock }) => ({ body: { username: `named-${fresh()}`, name: '甲', password: 'a-long-enough-one', grants: grantAt(at), person: await stock.person(named) } }) },
  { route: 'member.change', field: 'person', ask: async (at, named, { stock }) => ({ id: (await stock.member(at)).member, body: { version: 1, name: '甲', grants: grantAt(at), person: await stock.person(named) } }) },
  { route: 'member.change', field: 'grants', ask: async (at, named, { stock }) => ({ id: (await stock.member(at)).member, body: { version: 1, name: '甲', grants: grantAt(named) } }) },
  { route: 'wall.change', field: 'scope', ask: async (at, named, { stock }) => ({ id: await wallAt(at, stock), body: { version: 1, name: 'x', scope: { kind: 'community', id: named.id }, layout: 'wall' } }) },
  { route: 'dispatch.set', field: 'region', ask: async (at, { region }) => ({ body: { ...greeningRule, community: at.id, region } }) },
  { route: 'promise.set', field: 'region', ask: async (at, { region }) => ({ body: { ...promise(fresh()), community: at.id, region } }) },
  { route: 'finding.note', field: 'activation', ask: async (at, named, { stock }) => ({ body: { community: at.id, text: 'x', activation: await stock.drill(named) } }) },
  { route: 'finding.note', field: 'owner', ask: async (at, named, { stock }) => ({ body: { community: at.id, text: 'x', owner: await stock.person(named) } }) },
  { route: 'finding.change', field: 'owner', ask: async (at, named, { stock }) => ({ id: await stock.finding(at), body: { version: 1, text: 'x', owner: await stock.person(named) } }) },
  { route: 'wall.point', field: 'target', ask: async (at, { building }, { stock }) => ({ id: await wallAt(at, stock), body: { version: 1, target: { kind: 'building', id: building } } }) },
]
