import { orderPhotos, orderReports } from '#db/schema/orders.ts'
import type { CommandName, CommandRequest } from '#shared/commands.ts'
import { distance } from '#shared/geo.ts'
import { isFreeFor, isOwnWork } from '#shared/order-hands.ts'
import type { Order } from '#shared/orders.ts'
import { may, ownOnly, type Role } from '#shared/roles.ts'
import { allow, type Caller, type Place } from '../identity/caller.ts'
import { change, type Change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandler, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { placeOf } from './candidate-store.ts'
import type { LocalTime } from './clock-rules.ts'
import { checkFinish } from './finish-rules.ts'
import {
  decideAccept, decideArrive, decideCallBack, decideCancel, decideClose, decideCorrect, decideDecline, decideDepart, decideExplain, decideFinish, decideGrab, decideJoin, decideMerge,
  decideNote, decideReassign, decideReopen, decideReport, decideResume, decideSolution, decideVerify, decideWait,
} from './order-rules.ts'
import type { Decision, Ground, Stamp } from './order-step-rules.ts'
import { findAlarm, findOrder, hasBuilding, hasDevice, reporterOf, reportsOf, unknownPhotos, worksAt } from './order-store.ts'
import { onWire, workOf } from './order-work.ts'
import { bindingFor, groundOf, localTime, readPromiseBook, type PromiseBook } from './promise-book.ts'
import { redistribute } from './redistribute-command.ts'
import { forOthers, unknown } from './unknown.ts'

type OrderCommand = Extract<CommandName, `order.${string}`>

export const orderCommands: CommandHandlers<OrderCommand> = {
  'order.report': report,
  'order.reassign': reassign,
  'order.redistribute': redistribute,
  'order.grab': grab,
  'order.accept': moving('order.accept', decideAccept),
  'order.decline': moving('order.decline', decideDecline),
  'order.depart': moving('order.depart', decideDepart),
  'order.arrive': moving('order.arrive', decideArrive),
  'order.wait': moving('order.wait', decideWait),
  'order.resume': moving('order.resume', decideResume),
  'order.propose-solution': moving('order.propose-solution', decideSolution),
  'order.finish': finish,
  'order.verify': moving('order.verify', decideVerify),
  'order.close': moving('order.close', (order, request, ground, { local }) => decideClose(order, request, { ...ground, local })),
  'order.call-back': moving('order.call-back', decideCallBack),
  'order.reopen': moving('order.reopen', (order, request, ground, { local }) => decideReopen(order, request, { ...ground, local })),
  'order.cancel': moving('order.cancel', decideCancel),
  'order.merge': merge,
  'order.join': join,
  'order.note': moving('order.note', decideNote),
  'order.explain': moving('order.explain', decideExplain),
  'order.correct': correct,
}

async function report(parts: Parts, { id, request, caller, now }: Call<'order.report'>): Promise<Work> {
  const place = await allow(parts, caller, 'order.report', request.community)
  const alarm = request.alarm ? await findAlarm(parts, place.id, request.alarm) : null
  if (request.alarm && !alarm) throw unknown('alarm')
  if (request.building && !(await hasBuilding(parts, place.id, request.building))) throw unknown('building')
  if (request.device && !(await hasDevice(parts, place.id, request.device))) throw unknown('device')
  const attached = await photosOf(parts, caller, id, request.photos.map((photo) => ({ id: photo, kind: 'report' })))
  const binding = bindingFor(await readPromiseBook(parts.sql), place, request, now)
  if (!binding) throw unknown('priority')
  return workOf(decideReport(id, request, { id: place.id, ...binding.local }, binding.promise, alarm, now), { reporterPhone: request.reporterPhone ?? null, changes: attached })
}

async function reassign(parts: Parts, { id, request, caller, now }: Call<'order.reassign'>): Promise<Work> {
  const { order, book } = await allowed(parts, 'order.reassign', { id, caller })
  const decision = decideReassign(order, request, groundOf(book, order, now))
  if (!(await worksAt(parts, order.community, request.assignee))) throw unknown('assignee')
  return workOf(decision, {}, { reason: request.reason, from: order.assignee, to: request.assignee })
}

type Simple = Exclude<OrderCommand, 'order.report' | 'order.reassign' | 'order.redistribute' | 'order.grab' | 'order.finish' | 'order.merge' | 'order.join' | 'order.correct'>

/** A move by whoever has the order, or by somebody who may move those of others. */
function moving<N extends Simple>(name: N, decide: (order: Order, request: CommandRequest<N> & Stamp, ground: Ground, besides: { local: LocalTime }) => Decision): CommandHandler<N> {
  return async (parts, { id, request, caller, now }) => {
    const { order, roles, book, place } = await allowed(parts, name, { id, caller })
    checkOwn(order, roles, caller, request)
    const stamp = await stampOf(parts, order, request as Stamped)
    const decision = decide(order, { ...request, ...stamp }, groundOf(book, order, now), { local: localTime(book, place) })
    if (isOwnWork(name, order, caller.person)) throw forOthers('fourEyes')
    return workOf(decision, { changes: await photosOf(parts, caller, order.id, stamp.photos) })
  }
}

/** Free for whoever works there, as far as dispatch leaves it free; whoever may give it to others may take it in any case. */
async function grab(parts: Parts, { id, request, caller, now }: Call<'order.grab'>): Promise<Work> {
  const { order, book, roles } = await allowed(parts, 'order.grab', { id, caller })
  const { person } = caller
  if (person === null || !(await worksAt(parts, order.community, person))) throw new Refusal('not-allowed', { community: order.community })
  const stamp = await stampOf(parts, order, request)
  const decision = decideGrab(order, { ...request, ...stamp, assignee: person }, groundOf(book, order, now))
  if (!isFreeFor(order, person) && !roles.some((role) => may['order.reassign'].includes(role))) throw forOthers('notFree')
  return workOf(decision, { changes: await photosOf(parts, caller, order.id, stamp.photos) }, { to: person })
}

async function finish(parts: Parts, { id, request, caller, now }: Call<'order.finish'>): Promise<Work> {
  const { order, roles, book } = await allowed(parts, 'order.finish', { id, caller })
  checkOwn(order, roles, caller, request)
  const decision = decideFinish(order, { ...request, ...(await stampOf(parts, order, request)) }, groundOf(book, order, now))
  await checkFinish(parts, order, request)
  return workOf(decision, { changes: await photosOf(parts, caller, order.id, request.photos) })
}

/** The residents of both are then with the other order, and are told once. */
async function merge(parts: Parts, { id, request, caller, now }: Call<'order.merge'>): Promise<Work> {
  const { order, book } = await allowed(parts, 'order.merge', { id, caller })
  const into = await findOrder(parts, request.into)
  if (!into || into.community !== order.community) throw unknown('into')
  const stamp = await stampOf(parts, order, request)
  const decision = decideMerge(order, into, { ...request, ...stamp }, groundOf(book, order, now))
  const [reporter, others, attached] = await Promise.all([reporterOf(parts, order.id), reportsOf(parts, order.id), photosOf(parts, caller, order.id, stamp.photos)])
  const first = {
    id: idFrom('merged', order.id, into.id), version: 1, order: into.id, community: into.community, at: order.reportedAt, ...reporter, place: order.place,
    description: order.description || order.title, source: order.source, language: order.language ?? null,
  }
  const reports = [first, ...others.map((row) => ({ ...row, version: row.version + 1, order: into.id }))]
  const work = workOf(decision, { changes: [...reports.map((row) => change(orderReports, row)), ...attached] }, { into: into.id })
  const ended = decision.steps.find(({ fact }) => fact === 'order.merged')
  return ended ? { ...work, reply: { fact: ended.fact, body: onWire(ended.order) } } : work
}

async function join(parts: Parts, { id, request, caller, now }: Call<'order.join'>): Promise<Work> {
  const { order, book } = await allowed(parts, 'order.join', { id, caller })
  const { reporter, reporterPhone, language, ...said } = request
  const row = {
    id: idFrom('joined', order.id, String(order.version)), version: 1, order: order.id, community: order.community, at: new Date(now).toISOString(), reporter: reporter ?? null,
    phone: reporterPhone ?? null, language: language ?? null, ...said,
  }
  return workOf(decideJoin(order, 1, groundOf(book, order, now)), { changes: [change(orderReports, row)] })
}

async function correct(parts: Parts, { id, request, caller, now }: Call<'order.correct'>): Promise<Work> {
  const { order, book, place } = await allowed(parts, 'order.correct', { id, caller })
  if (request.building && !(await hasBuilding(parts, place.id, request.building))) throw unknown('building')
  const binding = bindingFor(book, place, { ...request, source: order.source }, Date.parse(order.reportedAt))
  if (!binding) throw unknown('priority')
  return workOf(decideCorrect(order, request, binding.promise, { ...groundOf(book, order, now), local: binding.local }), {}, { reason: request.reason })
}

type Allowed = { order: Order; roles: Role[]; place: Place; book: PromiseBook }

async function allowed(parts: Parts, name: OrderCommand, { id, caller }: Pick<Call<OrderCommand>, 'id' | 'caller'>): Promise<Allowed> {
  const order = await findOrder(parts, id)
  if (!order) throw new Refusal('not-found')
  const [place, book] = await Promise.all([allow(parts, caller, name, order.community), readPromiseBook(parts.sql)])
  return { order, roles: place.roles, place, book }
}

/** Field staff move only what is theirs; who names no version moves what is theirs, whatever became of it meanwhile. */
function checkOwn(order: Order, roles: readonly Role[], caller: Caller, request: { version?: number | null }): void {
  const own = caller.person !== null && order.assignee === caller.person
  if (own) return
  if (roles.every((role) => ownOnly.includes(role))) throw new Refusal('not-allowed')
  if (request.version === null || request.version === undefined) throw unknown('version')
}

/** Metres within which somebody stands at a place. */
const there = 150

type Stamped = Partial<Pick<CommandRequest<'order.accept'>, 'at' | 'point' | 'photos'>>

/** Where they stood is answered and forgotten. */
async function stampOf(parts: Parts, order: Order, request: Stamped): Promise<Required<Pick<Stamp, 'at' | 'onSite' | 'photos'>>> {
  const place = request.point ? await placeOf(parts, order) : null
  return { at: request.at ?? null, onSite: request.point && place ? distance(request.point, place) <= there : null, photos: request.photos ?? [] }
}

async function photosOf(parts: Parts, caller: Caller, order: string, photos: Stamp['photos'] = []): Promise<Change[]> {
  if (photos.length === 0) return []
  if ((await unknownPhotos(parts, caller.actor.id, photos.map(({ id }) => id))).length > 0) throw unknown('photos')
  return photos.map(({ id, kind }) => change(orderPhotos, { id, version: 1, order, kind }))
}
