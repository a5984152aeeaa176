import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import { resumed } from '#shared/order-steps.ts'
import { moved, type CalledBack, type Order, type ReportOrder, type WaitReason } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'
import type { Bilingual } from '#shared/text.ts'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { LocalTime } from './clock-rules.ts'
import { orderNumber } from './order-number.ts'
import { move, passedOn, stay, tell, type Decision, type Ground, type Stamp } from './order-step-rules.ts'
import { timersBetween } from './order-timer-rules.ts'
import { callBackBy, promisedTimes, termsOf } from './promise-rules.ts'

export type Report = z.output<typeof ReportOrder>

/** A new order. Its promises are counted from `now` and stay as they are, whatever the defaults become. */
export function decideReport(id: string, request: Report, site: { id: string } & LocalTime, promise: ServicePromise, alarm: Alarm | null, now: number): Decision {
  const reportedAt = iso(now)
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
    reportedAt,
    assignedAt: null,
    respondedAt: null,
    arrivedAt: null,
    finishedAt: null,
    closedAt: null,
    ...promisedTimes(promise.limits, site, { reportedAt }),
    late: [],
    mode: alarm?.mode ?? real,
    facility: request.facility ?? null,
    device: request.device ?? alarm?.device ?? null,
    language: request.language ?? null,
    promise: promise.id,
    touched: 1,
    photos: request.photos.length > 0 ? request.photos.map((photo) => ({ id: photo, kind: 'report' as const, at: reportedAt })) : null,
  }
  return { steps: [{ fact: 'order.reported', order }], timers: timersBetween(null, order, termsOf(promise)) }
}

/** Gives the order to somebody. Who passed it on before is not forgotten until it is accepted. */
export function decideReassign(order: Order, request: Stamp & { assignee: string; dispatch?: Order['dispatch'] }, ground: Ground): Decision {
  const fact = order.assignee === null ? 'order.assigned' : 'order.reassigned'
  const passed = order.dispatch && order.dispatch.passed.length > 0 ? { ...order.dispatch, person: null, until: null } : null
  return move(order, request, 'assign', fact, ground, (at, before) => ({
    ...resumed(before, at), assignee: request.assignee, assignedAt: at, dispatch: request.dispatch ?? passed,
  }))
}

/** The first who takes what is free for all. */
export function decideGrab(order: Order, request: Stamp & { assignee: string }, ground: Ground): Decision {
  return move(order, request, 'grab', 'order.grabbed', ground, (at) => ({ assignee: request.assignee, assignedAt: at, respondedAt: order.respondedAt ?? at, dispatch: null }))
}

/** The first to accept is the response that the resident was promised. */
export function decideAccept(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'accept', 'order.accepted', ground, (at) => ({ respondedAt: order.respondedAt ?? at, dispatch: null }))
}

/** Whoever cannot take it gives it back, whoever gave it to them. */
export function decideDecline(order: Order, request: Stamp & { reason: string }, ground: Ground): Decision {
  return move(order, request, 'decline', 'order.declined', ground, (_at, before) => passedOn(before))
}

/** What dispatch makes of an order that nobody has: a proposal, or an order free for all. Null where somebody has it. */
export function decideDispatch(order: Order, dispatch: NonNullable<Order['dispatch']>, ground: Ground): Decision | null {
  return moved(order.state, 'grab') === null ? null : tell(order, 'order.dispatched', ground, { dispatch })
}

export const decideDepart = (order: Order, request: Stamp, ground: Ground): Decision => move(order, request, 'depart', 'order.departed', ground)

export function decideArrive(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'arrive', 'order.arrived', ground, (at, before) => ({ ...resumed(before, at), arrivedAt: order.arrivedAt ?? at }))
}

/** Only reasons that the promise allows let the clocks stand still. A wait told after its end is over at once, by its timer. */
export function decideWait(order: Order, request: Stamp & { reason: WaitReason; until: string }, ground: Ground): Decision {
  const { reason } = request
  return move(order, { ...request, reason: '' }, 'wait', 'order.waited', ground, (since) => {
    const until = later('until', request.until, { after: since, now: ground.now, days: longestWait })
    return { waiting: { reason, since, until, paused: ground.terms.pauses.includes(reason) } }
  })
}

export function decideResume(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'resume', 'order.resumed', ground, (at, before) => resumed(before, at))
}

/** A date that the resident agreed to is what the finish is promised for. */
export function decideSolution(order: Order, request: Stamp & { solution: string; agreed?: string | null }, ground: Ground): Decision {
  checkOpen(order, request)
  return stay(order, request, 'order.solution-proposed', ground, (at) => {
    const agreed = request.agreed ? later('agreed', request.agreed, { after: at, now: ground.now, days: farthestDate }) : null
    return { solution: request.solution, solutionAt: order.solutionAt ?? at, ...(agreed ? { agreed, finishBy: agreed } : {}) }
  })
}

export function decideFinish(order: Order, request: Stamp & { checked?: readonly string[] }, ground: Ground): Decision {
  const checked = request.checked && request.checked.length > 0 ? [...request.checked] : (order.checked ?? null)
  return move(order, request, 'finish', 'order.finished', ground, (at, before) => ({ ...resumed(before, at), finishedAt: at, respondedAt: order.respondedAt ?? at, checked }))
}

export function decideVerify(order: Order, request: Stamp, ground: Ground): Decision {
  return move(order, request, 'verify', 'order.verified', ground, (at) => ({ verifiedAt: at }))
}

/** The call-back is promised from here. */
export function decideClose(order: Order, request: Stamp, ground: Ground & { local: LocalTime }): Decision {
  return move(order, request, 'close', 'order.closed', ground, (at) => ({ closedAt: at, callBackBy: callBackBy(ground.terms, ground.local, order, at) }))
}

/** Who was not reached has said nothing. */
export function decideCallBack(order: Order, request: Stamp & CalledBack, ground: Ground): Decision {
  const { reached, satisfied, rating } = request
  return move(order, request, 'call-back', 'order.called-back', ground, (at) => ({
    calledBackAt: at, called: { reached, satisfied: reached && satisfied, rating: reached ? rating : null },
  }))
}

/**
 * It was not settled after all: to be finished and closed is promised anew, from now and by the same row. The response is not: somebody
 * knows of it; nor what the work overtook. What was late stays told.
 */
export function decideReopen(order: Order, request: Stamp & { reason: string }, ground: Ground & { local: LocalTime }): Decision {
  const { terms: { limits }, local } = ground
  return move(order, request, 'reopen', 'order.reopened', ground, (at) => {
    const { finishBy, closeBy } = limits ? promisedTimes(limits, local, { reportedAt: order.reportedAt, reopenedAt: at }) : order
    return {
      assignee: null, assignedAt: null, finishedAt: null, verifiedAt: null, closedAt: null, callBackBy: null, calledBackAt: null, called: null, dispatch: null, agreed: null,
      arriveBy: order.arrivedAt ? order.arriveBy : null, solutionBy: order.solutionAt ? order.solutionBy : null, finishBy, closeBy,
      warned: order.warned?.filter((kind) => kind !== 'finish' && kind !== 'close' && kind !== 'call-back') ?? null,
      reopened: (order.reopened ?? 0) + 1, reopenedFrom: order.state, reopenedAt: at, paused: null,
    }
  })
}

export function decideCancel(order: Order, request: Stamp & { reason: string }, ground: Ground): Decision {
  return move(order, request, 'cancel', 'order.cancelled', ground, (at) => ({ closedAt: at, waiting: null, dispatch: null }))
}

/** Two orders for one matter: this one ends in the other, which then has the residents of both. */
export function decideMerge(order: Order, into: Order, request: Stamp, ground: Ground): Decision {
  const ended = move(order, request, 'merge', 'order.merged', ground, (at) => ({ closedAt: at, mergedInto: into.id, waiting: null, dispatch: null }))
  if (into.id === order.id || into.community !== order.community || into.mode !== order.mode || !inHand(into)) {
    throw invalid('into', { zh: '只能并入本小区另一张未完成的工单', en: 'Only another order of the same community that is not done can take it' })
  }
  const joined = decideJoin(into, order.reports ?? 1, ground)
  return { steps: [...ended.steps, ...joined.steps], timers: ended.timers }
}

/** More residents with the same matter. */
export function decideJoin(order: Order, residents: number, ground: Ground): Decision {
  checkOpen(order)
  return tell(order, 'order.joined', ground, { reports: (order.reports ?? 1) + residents })
}

/** Of what is over, too; but what was merged goes on elsewhere. */
export function decideNote(order: Order, request: Stamp, ground: Ground): Decision {
  if (order.state === 'merged') throw new Refusal('illegal-move', { current: order })
  return stay(order, request, 'order.noted', ground)
}

/** What the system says of an order: nobody's decision is overtaken by it. */
export function decideRemark(order: Order, note: string, ground: Ground): Decision {
  const { steps, timers } = stay(order, { note }, 'order.noted', ground)
  return { steps: steps.map((step) => ({ ...step, order: { ...step.order, touched: order.touched ?? order.version } })), timers }
}

export function decideExplain(order: Order, request: Stamp & { rootCause: string }, ground: Ground): Decision {
  if (order.state === 'merged') throw new Refusal('illegal-move', { current: order })
  return stay(order, request, 'order.explained', ground, () => ({ rootCause: request.rootCause }))
}

export type Correction = Pick<Order, 'category' | 'priority' | 'place' | 'title'> & { facility?: Order['facility']; building?: string | null }

/**
 * The promises become those of what it really is, counted as they always were. What was kept stays kept, what was late stays told: a
 * correction is no pardon.
 */
export function decideCorrect(order: Order, request: Stamp & Correction, promise: ServicePromise, ground: Ground & { local: LocalTime }): Decision {
  checkOpen(order, request)
  const { category, priority, place, title } = request
  const times = promisedTimes(promise.limits, ground.local, order)
  const overtaken = Boolean(order.reopenedAt)
  return stay(order, request, 'order.corrected', { ...ground, terms: termsOf(promise), bound: ground.terms }, () => ({
    category, priority, place, title, titleEn: title === order.title ? order.titleEn : null, facility: request.facility ?? null, building: request.building === undefined ? order.building : request.building, promise: promise.id,
    respondBy: order.respondedAt ? order.respondBy : times.respondBy,
    arriveBy: order.arrivedAt || overtaken ? order.arriveBy : times.arriveBy,
    solutionBy: order.solutionAt || overtaken ? order.solutionBy : times.solutionBy,
    finishBy: order.agreed ?? times.finishBy,
    closeBy: times.closeBy,
  }))
}

/** Whether there is still work to do; such an order can be given to somebody, corrected, and joined by others. */
export const inHand = ({ state }: Pick<Order, 'state'>): boolean => moved(state, 'cancel') !== null

/** Whoever acts on what they saw long ago is told that first. */
function checkOpen(order: Order, { version }: Stamp = {}): void {
  if (inHand(order)) return
  throw new Refusal(version && version < (order.touched ?? order.version) ? 'conflict' : 'illegal-move', { current: order })
}

/** Days from now. */
const longestWait = 90
const farthestDate = 366

/** @throws Refusal where it does not lie after `after`, or more than `days` after `now` (epoch milliseconds). */
function later(field: string, instant: string, { after, now, days }: { after: string; now: number; days: number }): string {
  const at = Date.parse(instant)
  if (at <= Date.parse(after)) throw invalid(field, { zh: '须是将来的时间', en: 'Must lie in the future' })
  if (at > now + days * 86_400_000) throw invalid(field, { zh: `最多 ${days} 天以后`, en: `${days} days ahead at most` })
  return iso(at)
}

const invalid = (field: string, message: Bilingual): Refusal => new Refusal('invalid', { errors: [{ field, message }] })

const iso = (at: number): string => new Date(at).toISOString()
