import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import { moved, openClocks, type CalledBack, type Order, type OrderMove, type OrderStep, type PromiseKind, type ReportOrder, type Waiting, type WaitReason } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'
import type { z } from 'zod'
import type { TimerChange } from '../journal/change.ts'
import { Refusal } from '../refusal.ts'
import { dueAt, type LocalTime } from './clock-rules.ts'
import { orderNumber } from './order-number.ts'
import { escalatesAt, timersBetween, usualTerms, warnedAt, type Terms } from './order-timer-rules.ts'

export type OrderFact = Extract<FactName, `order.${string}`>
/** What becomes of an order, in steps: each is one version and one fact. */
export type Decision = { steps: { fact: OrderFact; order: Order }[]; timers: TimerChange[] }

export type Report = z.output<typeof ReportOrder>

/** What every move says of itself. `onSite`: whether its mover stood at the place; null where that is not known. */
export type Stamp = { version?: number | null; note?: string; reason?: string; at?: string | null; onSite?: boolean | null; photos?: { id: string; kind: 'report' | 'before' | 'after' | 'signature' }[] }

type Site = { id: string } & LocalTime

/** A new order. Its promises are counted from `now` and stay as they are, whatever the defaults become. */
export function decideReport(id: string, request: Report, site: Site, promise: ServicePromise, alarm: Alarm | null, now: number): Decision {
  const at = iso(now)
  const order: Order = {
    id,
    version: 1,
    number: orderNumber(id, site.zone, now),
    community: site.id,
    building: request.building ?? alarm?.building ?? null,
    place: request.place,
    point: request.point ?? alarm?.point ?? null,
    category: request.category,
    priority: request.priority,
    source: request.source,
    title: request.title,
    description: request.description,
    reporter: request.reporter ?? null,
    state: 'reported',
    assignee: null,
    alarm: alarm?.id ?? null,
    reportedAt: at,
    assignedAt: null,
    respondedAt: null,
    arrivedAt: null,
    finishedAt: null,
    closedAt: null,
    ...promisedTimes(promise, site, now),
    late: [],
    mode: alarm?.mode ?? real,
    facility: request.facility ?? null,
    device: request.device ?? alarm?.device ?? null,
    language: request.language ?? null,
    promise: promise.id,
    touched: 1,
    photos: request.photos.length > 0 ? request.photos.map((photo) => ({ id: photo, kind: 'report' as const, at })) : null,
  }
  return { steps: [{ fact: 'order.reported', order }], timers: timersBetween(null, order, termsOf(promise)) }
}

/** Promised times of a matter that was reported at `from`. */
export function promisedTimes({ limits }: ServicePromise, local: LocalTime, from: number): Pick<Order, 'respondBy' | 'arriveBy' | 'solutionBy' | 'finishBy' | 'closeBy'> {
  const by = (limit: ServicePromise['limits']['arrive']) => (limit ? iso(dueAt(limit, from, local)) : null)
  return { respondBy: iso(dueAt(limits.respond, from, local)), arriveBy: by(limits.arrive), solutionBy: by(limits.solution), finishBy: iso(dueAt(limits.finish, from, local)), closeBy: by(limits.close) }
}

export const termsOf = (promise: ServicePromise | null): Terms =>
  promise ? { pauses: promise.pauses, warnAt: promise.warnAt, escalateAfter: promise.escalateAfter, callBack: promise.limits.callBack } : usualTerms

/** What a move is decided on besides the order itself. */
export type Ground = { terms: Terms; now: number }

/** Gives the order to somebody. */
export function decideReassign(order: Order, request: Stamp & { assignee: string; dispatch?: Order['dispatch'] }, ground: Ground): Decision {
  const fact = order.assignee === null ? 'order.assigned' : 'order.reassigned'
  return move(order, request, 'assign', fact, ground, (at, before) => ({ ...resumed(before, at), assignee: request.assignee, assignedAt: at, dispatch: request.dispatch ?? null }))
}

/** The first who takes what is free for all. */
export function decideGrab(order: Order, request: Stamp & { assignee: string }, ground: Ground): Decision {
  return move(order, request, 'grab', 'order.grabbed', ground, (at) => ({ assignee: request.assignee, assignedAt: at, respondedAt: order.respondedAt ?? at, dispatch: null }))
}

/** The first to accept is the response that the resident was promised. */
export function decideAccept(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'accept', 'order.accepted', ground, (at) => ({ respondedAt: order.respondedAt ?? at, dispatch: null }))
}

/** Whoever cannot take it gives it back, and is not asked again for it. */
export function decideDecline(order: Order, request: Stamp & { reason: string }, ground: Ground): Decision {
  return move(order, request, 'decline', 'order.declined', ground, () => ({ assignee: null, assignedAt: null, dispatch: passedOn(order) }))
}

/** The time to accept is over: it goes to the next. Null where it was accepted, or somebody else has it. */
export function decideLapse(order: Order, ground: Ground): Decision | null {
  const until = order.dispatch?.until
  if (order.state !== 'assigned' || !until || ground.now < Date.parse(until)) return null
  return tell(order, 'order.lapsed', ground, { state: 'reported', assignee: null, assignedAt: null, dispatch: passedOn(order) })
}

/** What dispatch makes of an order that nobody has: a proposal, or an order free for all. */
export function decideDispatch(order: Order, dispatch: NonNullable<Order['dispatch']>, ground: Ground): Decision | null {
  if (order.state !== 'reported' && order.state !== 'reopened') return null
  return tell(order, 'order.dispatched', ground, { dispatch })
}

export function decideDepart(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'depart', 'order.departed', ground, () => ({}))
}

export function decideArrive(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'arrive', 'order.arrived', ground, (at, before) => ({ ...resumed(before, at), arrivedAt: order.arrivedAt ?? at }))
}

/** Only reasons that the promise allows let the clocks stand still. */
export function decideWait(order: Order, request: Stamp & { reason: WaitReason; until: string }, ground: Ground): Decision {
  if (Date.parse(request.until) <= ground.now) throw new Refusal('invalid', { errors: [{ field: 'until', message: { zh: '须是将来的时间', en: 'Must lie in the future' } }] })
  return move(order, request, 'wait', 'order.waited', ground, (at) => ({
    waiting: { reason: request.reason, since: at, until: iso(Date.parse(request.until)), paused: ground.terms.pauses.includes(request.reason) },
  }))
}

export function decideResume(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'resume', 'order.resumed', ground, (at, before) => resumed(before, at))
}

/** What it waited for was to be there by now. Null where it waits no more, or for longer. */
export function decideWaited(order: Order, ground: Ground): Decision | null {
  if (order.state !== 'waiting' || !order.waiting || ground.now < Date.parse(order.waiting.until)) return null
  return tell(order, 'order.resumed', ground, { state: 'accepted', ...resumed(order, order.waiting.until) })
}

/** A date that the resident agreed to is what the finish is promised for. */
export function decideSolution(order: Order, request: Stamp & { solution: string; agreed?: string | null }, ground: Ground): Decision {
  if (order.finishedAt !== null || moved(order.state, 'cancel') === null) throw new Refusal('illegal-move', { current: order })
  const agreed = request.agreed ? iso(Date.parse(request.agreed)) : null
  if (agreed && Date.parse(agreed) <= ground.now) throw new Refusal('invalid', { errors: [{ field: 'agreed', message: { zh: '须是将来的时间', en: 'Must lie in the future' } }] })
  return stay(order, request, 'order.solution-proposed', ground, (at) => ({ solution: request.solution, solutionAt: order.solutionAt ?? at, ...(agreed ? { agreed, finishBy: agreed } : {}) }))
}

export function decideFinish(order: Order, request: Stamp & { checked?: readonly string[] }, ground: Ground): Decision {
  return move(order, request, 'finish', 'order.finished', ground, (at, before) => ({
    ...resumed(before, at), finishedAt: at, respondedAt: order.respondedAt ?? at, checked: request.checked && request.checked.length > 0 ? [...request.checked] : (order.checked ?? null),
  }))
}

export function decideVerify(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'verify', 'order.verified', ground, (at) => ({ verifiedAt: at }))
}

/** The call-back is promised from here. */
export function decideClose(order: Order, request: Stamp, ground: Ground & { local: LocalTime }): Decision {
  const { callBack } = ground.terms
  return move(order, request, 'close', 'order.closed', ground, (at) => ({ closedAt: at, callBackBy: callBack ? iso(dueAt(callBack, Date.parse(at), ground.local)) : null }))
}

export function decideCallBack(order: Order, request: Stamp & CalledBack, ground: Ground): Decision {
  return move(order, request, 'call-back', 'order.called-back', ground, (at) => ({ calledBackAt: at, called: { reached: request.reached, satisfied: request.satisfied, rating: request.rating } }))
}

/** It was not settled after all. The resident's promises go on as they were; what is long past is late at once. */
export function decideReopen(order: Order, request: Stamp & { reason: string }, ground: Ground): Decision {
  return move(order, request, 'reopen', 'order.reopened', ground, () => ({
    assignee: null, assignedAt: null, finishedAt: null, closedAt: null, verifiedAt: null, callBackBy: null, calledBackAt: null, dispatch: null,
    reopened: (order.reopened ?? 0) + 1, reopenedFrom: order.state,
  }))
}

export function decideCancel(order: Order, request: Stamp & { reason: string }, ground: Ground): Decision {
  return move(order, request, 'cancel', 'order.cancelled', ground, (at) => ({ closedAt: at, waiting: null, dispatch: null }))
}

/** Two orders for one matter: this one ends in the other, which then has the residents of both. */
export function decideMerge(order: Order, into: Order, request: Stamp, ground: Ground): Decision {
  if (into.id === order.id || into.community !== order.community || into.mode !== order.mode || moved(into.state, 'merge') === null) {
    throw new Refusal('invalid', { errors: [{ field: 'into', message: { zh: '只能并入本小区另一张未结的工单', en: 'Only another open order of the same community can take it' } }] })
  }
  const ended = move(order, request, 'merge', 'order.merged', ground, (at) => ({ closedAt: at, mergedInto: into.id, waiting: null, dispatch: null }))
  const joined = decideJoin(into, order.reports ?? 1, ground)
  return { steps: [...ended.steps, ...joined.steps], timers: [...ended.timers, ...joined.timers] }
}

/** More residents with the same matter. */
export function decideJoin(order: Order, residents: number, ground: Ground): Decision {
  if (moved(order.state, 'merge') === null) throw new Refusal('illegal-move', { current: order })
  return tell(order, 'order.joined', ground, { reports: (order.reports ?? 1) + residents })
}

export function decideNote(order: Order, request: Stamp, ground: Ground): Decision {
  return stay(order, request, 'order.noted', ground, () => ({}))
}

export function decideExplain(order: Order, request: Stamp & { rootCause: string }, ground: Ground): Decision {
  return stay(order, request, 'order.explained', ground, () => ({ rootCause: request.rootCause }))
}

export type Correction = Pick<Order, 'category' | 'priority' | 'place' | 'title'> & { facility?: Order['facility']; building?: string | null }

/** The promises become those of what it really is, counted from the report; what was kept stays kept. */
export function decideCorrect(order: Order, request: Stamp & Correction, promise: ServicePromise, local: LocalTime, now: number): Decision {
  if (moved(order.state, 'cancel') === null) throw new Refusal('illegal-move', { current: order })
  const { category, priority, place, title } = request
  const times = promisedTimes(promise, local, Date.parse(order.reportedAt))
  const ground = { terms: termsOf(promise), now }
  return stay(order, request, 'order.corrected', ground, () => ({
    category, priority, place, title, facility: request.facility ?? null, building: request.building === undefined ? order.building : request.building, promise: promise.id,
    ...times, finishBy: order.agreed ?? times.finishBy,
  }))
}

/** Three quarters of the time are gone. Null where that is no longer so, or was said. */
export function decideWarn(order: Order, kind: PromiseKind, ground: Ground): Decision | null {
  const clock = openClocks(order).find((one) => one.kind === kind)
  if (!clock || order.warned?.includes(kind) || order.late.includes(kind) || (order.waiting?.paused && kind !== 'respond')) return null
  if (ground.now < Date.parse(warnedAt(order, kind, clock.by, ground.terms))) return null
  return tell(order, 'order.warned', ground, { warned: [...(order.warned ?? []), kind] })
}

/** A promise whose time has come; null where it was kept, broken before, stands still, or needs keeping no more. */
export function decideLate(order: Order, kind: PromiseKind, ground: Ground): Decision | null {
  if (!overdue(order, ground.now).includes(kind) && !dueNow(order, kind, ground.now)) return null
  const next = broken(order, kind)
  return { steps: [{ fact: 'order.late', order: next }], timers: timersBetween(order, next, ground.terms) }
}

/** The next of the chain hears of it. Null where nothing is broken any more, or it is not yet time. */
export function decideEscalate(order: Order, ground: Ground): Decision | null {
  const at = escalatesAt(order, ground.terms)
  if (at === null || ground.now < Date.parse(at)) return null
  return tell(order, 'order.escalated', ground, { escalation: (order.escalation ?? 0) + 1 })
}

type Set = (at: string, before: Order) => Partial<Order>

/** A promise that was broken is said before the move that would hide it, whichever of the timer and the move comes first. */
function move(order: Order, stamp: Stamp, by: OrderMove, fact: OrderFact, ground: Ground, set: Set): Decision {
  checkSeen(order, stamp)
  const state = moved(order.state, by)
  if (state === null) throw new Refusal('illegal-move', { current: order })
  return made(order, stamp, fact, ground, (at, before) => ({ ...set(at, before), state }))
}

/** Something that a person says of an order without moving it. */
function stay(order: Order, stamp: Stamp, fact: OrderFact, ground: Ground, set: Set): Decision {
  checkSeen(order, stamp)
  return made(order, stamp, fact, ground, set)
}

function made(order: Order, stamp: Stamp, fact: OrderFact, ground: Ground, set: Set): Decision {
  const at = doneAt(order, stamp.at ?? null, ground.now)
  const steps: Decision['steps'] = []
  let before = order
  for (const kind of overdue(order, Date.parse(at))) {
    before = broken(before, kind)
    steps.push({ fact: 'order.late', order: before })
  }
  const version = before.version + 1
  const step: OrderStep = { at, onSite: stamp.onSite ?? null, note: stamp.note ?? '', reason: stamp.reason ?? '' }
  const next: Order = { ...before, ...set(at, before), photos: withPhotos(before, stamp, at), version, touched: version, step }
  steps.push({ fact, order: next })
  return { steps, timers: timersBetween(order, next, ground.terms) }
}

/** Something that the system notes: nobody's decision is overtaken by it. */
function tell(order: Order, fact: OrderFact, ground: Ground, set: Partial<Order>): Decision {
  const next: Order = { ...order, ...set, version: order.version + 1, step: null }
  return { steps: [{ fact, order: next }], timers: timersBetween(order, next, ground.terms) }
}

/** Whoever saw an older state that a person has changed since is told so. */
function checkSeen(order: Order, { version }: Stamp): void {
  if (version === null || version === undefined) return
  if (version > order.version || version < (order.touched ?? order.version)) throw new Refusal('conflict', { current: order })
}

/** By the mover's own clock, but never before what was done last, nor in the future. */
function doneAt(order: Order, at: string | null, now: number): string {
  if (at === null) return iso(now)
  const last = Date.parse(order.step?.at ?? order.reportedAt)
  return iso(Math.min(now, Math.max(last, Date.parse(at))))
}

/** The wait is over: what stood still goes on where it stood. */
function resumed(order: Order, at: string): Partial<Order> {
  const waiting: Waiting | null = order.waiting ?? null
  if (!waiting) return {}
  if (!waiting.paused) return { waiting: null }
  const gone = Math.max(0, Date.parse(at) - Date.parse(waiting.since))
  const on = <T extends string | null | undefined>(by: T, kept: string | null | undefined): T => (by && !kept ? (iso(Date.parse(by) + gone) as T) : by)
  return {
    waiting: null,
    arriveBy: on(order.arriveBy, order.arrivedAt),
    solutionBy: on(order.solutionBy, order.solutionAt),
    finishBy: on(order.finishBy, order.finishedAt),
    closeBy: on(order.closeBy, order.closedAt),
  }
}

function passedOn(order: Order): Order['dispatch'] {
  const { dispatch } = order
  const person = order.assignee ?? dispatch?.person ?? null
  return { mode: dispatch?.mode ?? 'propose', person: null, until: null, passed: [...new Set([...(dispatch?.passed ?? []), ...(person ? [person] : [])])] }
}

function withPhotos(order: Order, { photos }: Stamp, at: string): Order['photos'] {
  if (!photos || photos.length === 0) return order.photos ?? null
  return [...(order.photos ?? []), ...photos.map(({ id, kind }) => ({ id, kind, at }))]
}

const broken = (order: Order, kind: PromiseKind): Order => ({ ...order, late: [...order.late, kind], version: order.version + 1, step: null })

/** Promises of which the time is past (not merely come), unsaid and running. */
function overdue(order: Order, at: number): PromiseKind[] {
  return openClocks(order).flatMap(({ kind, by }) => (!order.late.includes(kind) && !(order.waiting?.paused && kind !== 'respond') && Date.parse(by) < at ? [kind] : []))
}

const dueNow = (order: Order, kind: PromiseKind, now: number): boolean =>
  openClocks(order).some((clock) => clock.kind === kind && !order.late.includes(kind) && !(order.waiting?.paused && kind !== 'respond') && Date.parse(clock.by) <= now)

const iso = (at: number): string => new Date(at).toISOString()
