import { z } from 'zod'
import { LonLat } from './geo.ts'
import { GivenInstant, Id, Instant, languages, Typed, type Language } from './text.ts'

export const categories = ['repair', 'security', 'cleaning', 'greening', 'complaint', 'parking', 'resident-service', 'inspection'] as const
export type Category = (typeof categories)[number]
export const priorities = ['urgent', 'high', 'normal', 'low'] as const
export type Priority = (typeof priorities)[number]
export const orderSources = ['app', 'phone', 'butler', 'patrol', 'alarm', 'inspection', 'api', 'import', 'code', 'forum', 'drill', 'maintenance', 'plan'] as const
export type OrderSource = (typeof orderSources)[number]
/** What a public repair is about: each has a time limit of its own, set by its effect on residents. */
export const facilities = ['lift', 'water', 'power', 'gas', 'fire', 'drainage', 'access', 'lighting', 'road', 'playground', 'landscape', 'other'] as const
export type Facility = (typeof facilities)[number]

export const orderStates = [
  'reported', 'assigned', 'accepted', 'on-the-way', 'arrived', 'waiting', 'done', 'verified', 'closed', 'called-back', 'reopened', 'cancelled', 'merged',
] as const
export type OrderState = (typeof orderStates)[number]
export const orderMoves = [
  'assign', 'grab', 'accept', 'decline', 'depart', 'arrive', 'wait', 'resume', 'finish', 'verify', 'close', 'call-back', 'reopen', 'cancel', 'merge',
] as const
export type OrderMove = (typeof orderMoves)[number]

/** The state each move leads to; a pair that is missing is an illegal move. Who waits for a part and goes on starts over as accepted. */
export const orderTransitions = {
  reported: { assign: 'assigned', grab: 'accepted', cancel: 'cancelled', merge: 'merged' },
  assigned: { assign: 'assigned', accept: 'accepted', decline: 'reported', cancel: 'cancelled', merge: 'merged' },
  accepted: { assign: 'assigned', decline: 'reported', depart: 'on-the-way', arrive: 'arrived', wait: 'waiting', finish: 'done', cancel: 'cancelled', merge: 'merged' },
  'on-the-way': { assign: 'assigned', decline: 'reported', arrive: 'arrived', wait: 'waiting', cancel: 'cancelled', merge: 'merged' },
  arrived: { assign: 'assigned', wait: 'waiting', finish: 'done', cancel: 'cancelled', merge: 'merged' },
  waiting: { assign: 'assigned', resume: 'accepted', arrive: 'arrived', finish: 'done', cancel: 'cancelled', merge: 'merged' },
  done: { verify: 'verified', close: 'closed', reopen: 'reopened' },
  verified: { close: 'closed', reopen: 'reopened' },
  closed: { 'call-back': 'called-back', reopen: 'reopened' },
  'called-back': { reopen: 'reopened' },
  reopened: { assign: 'assigned', grab: 'accepted', cancel: 'cancelled', merge: 'merged' },
  cancelled: {},
  merged: {},
} as const satisfies Record<OrderState, Partial<Record<OrderMove, OrderState>>>

/** The state that `move` leads to from `state`, or null where the move is illegal. */
export function moved(state: OrderState, move: OrderMove): OrderState | null {
  const moves: Partial<Record<OrderMove, OrderState>> = orderTransitions[state]
  return moves[move] ?? null
}

/** What cannot be left out of a move; what a checklist asks for besides is in `checklists.ts`. */
export const moveNeeds: Partial<Record<OrderMove, 'reason' | 'waiting' | 'into' | 'result'>> = {
  decline: 'reason', wait: 'waiting', reopen: 'reason', cancel: 'reason', merge: 'into', 'call-back': 'result',
}

/** What is promised of an order. `solution`: a proposal to the resident; `close`: the resident's matter settled; `call-back`: asked afterwards. */
export const promiseKinds = ['respond', 'arrive', 'solution', 'finish', 'close', 'call-back'] as const
export type PromiseKind = (typeof promiseKinds)[number]

export const waitReasons = ['part', 'resident', 'vendor'] as const
export type WaitReason = (typeof waitReasons)[number]

export const Waiting = z.strictObject({ reason: z.enum(waitReasons), since: Instant, until: Instant, /** Whether the clocks stand still meanwhile. */ paused: z.boolean() })
export type Waiting = z.infer<typeof Waiting>

/** How an order comes to somebody: proposed to the desk, given to the best, given in turn, or free for whoever is first. */
export const dispatchModes = ['propose', 'assign', 'rotate', 'grab'] as const
export type DispatchMode = (typeof dispatchModes)[number]

/** `person`: who was proposed or given it; `until`: when it goes on to the next; `passed`: who declined it or let it pass. */
export const Dispatch = z.strictObject({ mode: z.enum(dispatchModes), person: Id.nullable(), until: Instant.nullable(), passed: z.array(Id) })
export type Dispatch = z.infer<typeof Dispatch>

export const photoKinds = ['report', 'before', 'after', 'signature'] as const
export const PhotoRef = z.strictObject({ id: Id, kind: z.enum(photoKinds), at: Instant })
export type PhotoRef = z.infer<typeof PhotoRef>

/**
 * What made this version. `at`: when it was done, by the clock of whoever did it, which may be long before it was heard of; `said`: what
 * that clock said where it cannot have been then; `onSite`: whether they stood at its place (within 150 m), null where that is not known.
 * Where they stood is written nowhere.
 */
export const OrderStep = z.strictObject({ at: Instant, said: Instant.nullish(), onSite: z.boolean().nullable(), note: z.string(), reason: z.string() })
export type OrderStep = z.infer<typeof OrderStep>

export const CalledBack = z.strictObject({ reached: z.boolean(), satisfied: z.boolean(), rating: z.int().min(1).max(5).nullable() })
export type CalledBack = z.infer<typeof CalledBack>

export const Order = z.strictObject({
  id: Id,
  version: z.int(),
  /** Short and speakable, for the phone: "1121-7Q4K". */
  number: z.string(),
  community: Id,
  building: Id.nullable(),
  /** Unit and room as the reporter said them: "2 单元 1201". */
  place: z.string(),
  point: LonLat.nullable(),
  category: z.enum(categories),
  priority: z.enum(priorities),
  source: z.enum(orderSources),
  title: z.string(),
  description: z.string(),
  reporter: z.string().nullable(),
  state: z.enum(orderStates),
  assignee: Id.nullable(),
  /** The alarm that this order came from. */
  alarm: Id.nullable(),
  reportedAt: Instant,
  assignedAt: Instant.nullable(),
  respondedAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** Promised times, fixed when reported: later changes of the defaults do not rewrite them. A pause that is allowed moves them on. */
  respondBy: Instant,
  arriveBy: Instant.nullable(),
  finishBy: Instant,
  /** Promises already broken. */
  late: z.array(z.enum(promiseKinds)),
  /** `real`, or the id of the drill that this order belongs to. */
  mode: z.string(),

  // What only some orders have. Left out of facts where there is none; facts of before had none of it.
  /** In English, of a title that the system made itself. */
  titleEn: z.string().nullish(),
  facility: z.enum(facilities).nullish(),
  device: Id.nullish(),
  /** The reporter's. */
  language: z.enum(languages).nullish(),
  /** How many residents reported it; left out: one. */
  reports: z.int().min(1).nullish(),
  /** The promise row that binds it. */
  promise: Id.nullish(),
  solutionBy: Instant.nullish(),
  closeBy: Instant.nullish(),
  /** Known once it is closed. */
  callBackBy: Instant.nullish(),
  solutionAt: Instant.nullish(),
  verifiedAt: Instant.nullish(),
  calledBackAt: Instant.nullish(),
  /** The solution that was proposed, and the date agreed with the resident. */
  solution: z.string().nullish(),
  agreed: Instant.nullish(),
  waiting: Waiting.nullish(),
  /** Promises of which three quarters had gone. */
  warned: z.array(z.enum(promiseKinds)).nullish(),
  /** How far up it has gone: index into `escalationChain`. */
  escalation: z.int().min(0).max(3).nullish(),
  dispatch: Dispatch.nullish(),
  /** The version that the last person made: what the system noted since is no change that anybody would decide differently for. */
  touched: z.int().nullish(),
  /** Keys of the checklist's items that are done. */
  checked: z.array(z.string()).nullish(),
  photos: z.array(PhotoRef).nullish(),
  /** Why it was late, or why the resident complained: the cause that the stocktake asks for. */
  rootCause: z.string().nullish(),
  called: CalledBack.nullish(),
  reopened: z.int().nullish(),
  reopenedFrom: z.enum(orderStates).nullish(),
  /** Its finish and its closing are promised anew from here. */
  reopenedAt: Instant.nullish(),
  /** For how many milliseconds its clocks stood still since the report, or since it was reopened. */
  paused: z.int().min(0).nullish(),
  /** When it was last moved, or its wait ended: nothing is done before that. What is only said of it does not count. */
  movedAt: Instant.nullish(),
  mergedInto: Id.nullish(),
  /** The item of the maintenance plan that it carries out. */
  maintenance: Id.nullish(),
  step: OrderStep.nullish(),
})
export type Order = z.infer<typeof Order>

/** Fields that are left out of facts and pictures where they hold nothing. */
export const optionalOrderFields = [
  'titleEn', 'facility', 'device', 'language', 'reports', 'promise', 'solutionBy', 'closeBy', 'callBackBy', 'solutionAt', 'verifiedAt', 'calledBackAt', 'solution', 'agreed',
  'waiting', 'warned', 'escalation', 'dispatch', 'touched', 'checked', 'photos', 'rootCause', 'called', 'reopened', 'reopenedFrom', 'reopenedAt', 'paused', 'movedAt', 'mergedInto', 'maintenance', 'step',
] as const satisfies (keyof Order)[]

/** People's titles are what they typed; those that the system made are in both languages. */
export const titleIn = ({ title, titleEn }: Pick<Order, 'title' | 'titleEn'>, language: Language): string => (language === 'en' ? (titleEn ?? title) : title)

/** States of what is over. The database's indexes of open orders say the same. */
export const overStates = ['closed', 'called-back', 'cancelled', 'merged'] as const satisfies OrderState[]

export const isOpenOrder = (order: Pick<Order, 'state'>): boolean => !(overStates as readonly OrderState[]).includes(order.state)

/** Who hears when a promise is broken, one after the other. */
export const escalationChain = ['assignee', 'butler', 'duty-manager', 'regional-head'] as const
export type EscalationLevel = (typeof escalationChain)[number]

/** One promise of an order: when it is due, and when it was kept. */
export type Clock = { kind: PromiseKind; by: string; kept: string | null }

/** The promises that bind an order, in the order of its life. */
export function clocksOf(order: Order): Clock[] {
  const clocks: [PromiseKind, string | null | undefined, string | null | undefined][] = [
    ['respond', order.respondBy, order.respondedAt],
    ['arrive', order.arriveBy, order.arrivedAt],
    ['solution', order.solutionBy, order.solutionAt],
    ['finish', order.finishBy, order.finishedAt],
    ['close', order.closeBy, order.closedAt],
    ['call-back', order.callBackBy, order.calledBackAt],
  ]
  return clocks.flatMap(([kind, by, kept]) => (by ? [{ kind, by, kept: kept ?? null }] : []))
}

/** Promises of which the clock runs or stands still: not kept, and not overtaken by what came after. */
export function openClocks(order: Order): Clock[] {
  if (order.state === 'cancelled' || order.state === 'merged') return []
  const worked = order.finishedAt !== null
  return clocksOf(order).filter(({ kind, kept }) => {
    if (kept !== null) return false
    if (kind === 'call-back') return order.state === 'closed'
    if (order.state === 'closed' || order.state === 'called-back') return false
    return kind === 'close' || !worked
  })
}

/** Whether a promise's clock stands still. A response is always possible, and a date agreed with the resident stands whatever is waited for. */
export const standsStill = (order: Order, kind: PromiseKind): boolean => (order.waiting?.paused ?? false) && kind !== 'respond' && !(kind === 'finish' && order.agreed)

/** The promise whose clock runs now, the soonest of several; null where nothing is promised any more. */
export function runningPromise(order: Order): { kind: PromiseKind; by: string; paused: boolean } | null {
  const open = openClocks(order)
  const next = open.find(({ kind }) => kind === 'respond') ?? open.find(({ kind }) => kind === 'arrive') ?? open.toSorted((a, b) => Date.parse(a.by) - Date.parse(b.by))[0]
  return next ? { kind: next.kind, by: next.by, paused: standsStill(order, next.kind) } : null
}

export const candidateReasons = ['skill', 'near', 'free', 'fresh-position', 'same-building', 'same-grid', 'language'] as const
export const candidateExclusions = ['off-shift', 'no-skill', 'already-assigned', 'overloaded', 'silent', 'declined'] as const

/** One ranked person for an order, with reasons and exclusions as codes that the screen puts into words. */
export const Candidate = z.strictObject({
  person: Id,
  suitable: z.boolean(),
  score: z.number(),
  metres: z.number().nullable(),
  minutes: z.number().nullable(),
  openOrders: z.int(),
  positionAgeSeconds: z.number().nullable(),
  /** Promises of orders in hand that this one would break. */
  wouldBreak: z.int(),
  reasons: z.array(z.enum(candidateReasons)),
  exclusions: z.array(z.enum(candidateExclusions)),
})
export type Candidate = z.infer<typeof Candidate>

export const ReportOrder = z.strictObject({
  community: Id,
  building: Id.nullish(),
  place: Typed(120).default(''),
  point: LonLat.nullish(),
  category: z.enum(categories),
  priority: z.enum(priorities).default('normal'),
  source: z.enum(orderSources).default('phone'),
  facility: z.enum(facilities).nullish(),
  device: Id.nullish(),
  language: z.enum(languages).nullish(),
  title: Typed(120).min(1),
  description: Typed(4000).default(''),
  reporter: Typed(60).nullish(),
  reporterPhone: Typed(30).nullish(),
  alarm: Id.nullish(),
  /** Photos that were handed in before. */
  photos: z.array(Id).max(9).default([]),
})

/**
 * What every move carries. `version`: the order as its mover saw it; left out by whoever moves an order of their own, possibly from
 * where there was no network: it then counts if it is still theirs and the move is still possible. `at` and `point`: when and where
 * it was done, by their own device; `point` only answers whether they were there.
 */
const stamp = {
  version: z.int().min(1).nullish(),
  note: Typed(2000).default(''),
  at: GivenInstant.nullish(),
  point: LonLat.nullish(),
  photos: z.array(z.strictObject({ id: Id, kind: z.enum(photoKinds) })).max(9).default([]),
}
const Reason = Typed(400).min(1)

export const ReassignOrder = z.strictObject({ assignee: Id, version: z.int().min(1), reason: Typed(400).default('') })
export const MoveOrder = z.strictObject(stamp)
export const DeclineOrder = z.strictObject({ ...stamp, reason: Reason })
export const WaitOrder = z.strictObject({ ...stamp, reason: z.enum(waitReasons), until: GivenInstant })
export const FinishOrder = z.strictObject({ ...stamp, checked: z.array(Typed(60)).max(40).default([]) })
/** `agreed`: the day that was agreed with the resident; the finish is then promised for it. */
export const ProposeSolution = z.strictObject({ ...stamp, version: z.int().min(1), solution: Typed(2000).min(1), agreed: GivenInstant.nullish() })
export const ReasonOrder = z.strictObject({ ...stamp, version: z.int().min(1), reason: Reason })
export const CallBackOrder = z.strictObject({ ...stamp, version: z.int().min(1), ...CalledBack.shape })
export const MergeOrder = z.strictObject({ ...stamp, version: z.int().min(1), into: Id })
export const NoteOrder = z.strictObject({ ...stamp, note: Typed(2000).default('') }).refine(({ note, photos }) => note !== '' || photos.length > 0, { path: ['note'], params: { fault: 'note-needed' } })
export const ExplainOrder = z.strictObject({ version: z.int().min(1), rootCause: Typed(2000).min(1) })
/** Put right what was written down wrong; the promises are those of what it really is, counted from the report. */
export const CorrectOrder = z.strictObject({
  version: z.int().min(1),
  category: z.enum(categories),
  priority: z.enum(priorities),
  facility: z.enum(facilities).nullish(),
  building: Id.nullish(),
  place: Typed(120).default(''),
  title: Typed(120).min(1),
  reason: Typed(400).default(''),
})
/** One more resident with the same matter. */
export const JoinOrder = z.strictObject({
  reporter: Typed(60).nullish(),
  reporterPhone: Typed(30).nullish(),
  language: z.enum(languages).nullish(),
  place: Typed(120).default(''),
  description: Typed(4000).default(''),
  source: z.enum(orderSources).default('phone'),
})
/** Several orders go to others, all or none. */
export const RedistributeOrders = z.strictObject({
  community: Id,
  moves: z.array(z.strictObject({ order: Id, version: z.int().min(1), assignee: Id })).min(1).max(500),
  reason: Typed(400).min(1),
})

/** What a list of orders is filtered by; what is left out does not filter. */
export const OrderFilter = z.strictObject({
  communities: z.array(Id).max(3000).nullish(),
  building: Id.nullish(),
  device: Id.nullish(),
  assignee: z.union([Id, z.literal('nobody')]).nullish(),
  states: z.array(z.enum(orderStates)).max(orderStates.length).nullish(),
  categories: z.array(z.enum(categories)).max(categories.length).nullish(),
  priorities: z.array(z.enum(priorities)).max(priorities.length).nullish(),
  sources: z.array(z.enum(orderSources)).max(orderSources.length).nullish(),
  /** Only those with a broken promise. */
  late: z.boolean().nullish(),
  /** Only those closed ones whose resident is still to be called back. */
  callBack: z.boolean().nullish(),
  /** Words of number, title, place, description. */
  text: Typed(100).nullish(),
  /** Reported from (including) and until (excluding). */
  from: GivenInstant.nullish(),
  until: GivenInstant.nullish(),
})
export type OrderFilter = z.infer<typeof OrderFilter>

/** Newest report first after `before`, an instant of a report; at most 100. */
export const OrderAsk = z.strictObject({ ...OrderFilter.shape, before: GivenInstant.nullish(), most: z.int().min(1).max(100).default(50) })

/** What somebody is about to report, to find what may be the same. */
export const SimilarAsk = z.strictObject({
  community: Id, building: Id.nullish(), device: Id.nullish(), place: Typed(120).default(''), category: z.enum(categories), title: Typed(120).default(''),
})
/** `recurring`: how often this fault came back at the same place in 90 days. */
export const SimilarOrders = z.strictObject({ duplicates: z.array(Order), recurring: z.strictObject({ count: z.int(), since: Instant.nullable(), orders: z.array(Order) }) })

/** A resident who reported an order, for who may see it: `told` counts the messages sent to them. */
export const OrderReport = z.strictObject({
  id: Id, order: Id, at: Instant, reporter: z.string().nullable(), phone: z.string().nullable(), place: z.string(), description: z.string(), source: z.enum(orderSources), language: z.enum(languages).nullable(),
})
export type OrderReport = z.infer<typeof OrderReport>

/** What a redistribution would do: for each order the best other person, or nobody and why. */
export const RedistributionAsk = z.strictObject({ community: Id, from: Id.nullish(), orders: z.array(Id).max(500).nullish() })
export const Redistribution = z.array(z.strictObject({ order: Id, version: z.int(), candidate: Candidate.nullable(), others: z.array(Candidate) }))
export type Redistribution = z.infer<typeof Redistribution>
