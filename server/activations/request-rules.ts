import { requestMoves, type Activation, type MoveRequest, type RequestState, type ResourceRequest } from '#shared/activations.ts'
import { distance, type LonLat } from '#shared/geo.ts'
import { isInDate, type Resource } from '#shared/resources.ts'
import type { Bilingual } from '#shared/text.ts'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** `key`: of the request, by which it is moved on. */
export type Need = Pick<ResourceRequest, 'key' | 'step' | 'kind' | 'amount'>
type Found = { resource: Resource; metres: number | null }

/** What is called for: asked of the best that the pool has, or only needed where it has none. What is counted is taken from its stock by `drawn`. */
export function requestFor(need: Need, pool: readonly Resource[], at: LonLat | null, by: string, now: number): ResourceRequest {
  const [best] = foundIn(pool, need, at, now)
  const waiting: ResourceRequest = { ...need, resource: null, name: null, metres: null, state: 'needed', at: new Date(now).toISOString(), by, eta: null }
  return best ? askedOf(waiting, best.resource, at) : waiting
}

/** The same request, asked of this one. `drawn`: what that takes from a stock that is counted. */
export function askedOf({ drawn: _before, ...request }: ResourceRequest, resource: Resource, at: LonLat | null): ResourceRequest {
  const { stock } = resource
  return {
    ...request, resource: resource.id, name: resource.name, metres: metresTo(resource, at), state: 'asked',
    ...(typeof stock === 'number' && { drawn: Math.min(stock, request.amount) }),
  }
}

/** Of a kind: what has not ended, is in date and not used up; those with enough first, then nearest first. */
export function foundIn(pool: readonly Resource[], need: Pick<Need, 'kind' | 'amount'>, at: LonLat | null, now: number): Found[] {
  const enough = ({ resource }: Found): number => Number((resource.stock ?? need.amount) >= need.amount)
  return pool
    .filter((resource) => resource.kind === need.kind && isAvailable(resource, now))
    .map((resource) => ({ resource, metres: metresTo(resource, at) }))
    .toSorted((a, b) => enough(b) - enough(a) || (a.metres ?? Infinity) - (b.metres ?? Infinity) || (a.resource.id < b.resource.id ? -1 : 1))
}

const isAvailable = (resource: Resource, now: number): boolean => !resource.ended && (resource.stock ?? 1) >= 1 && isInDate(resource, now)
const metresTo = ({ point }: Resource, at: LonLat | null): number | null => (point && at ? Math.round(distance(point, at)) : null)

/** What is left when so many are taken: never less than none. What is not counted stays as it is. */
export const drawn = (resource: Resource, amount: number): Resource => counted(resource, -amount)

const notThere = { zh: '资源池中没有此项', en: 'The pool holds no such thing' } as const
const usedUp = { zh: '已用完、已到期或已停用', en: 'It is used up, out of date or no longer there' } as const
const nothing = { zh: '资源池中没有可用的，请先补充', en: 'The pool has none to give: add one first' } as const
const wrong = (field: 'resource' | 'request', message: Bilingual): Refusal => new Refusal('invalid', { errors: [{ field, message }] })

/** What somebody chose of the pool. */
export function chosen(pool: readonly Resource[], { kind }: Pick<Need, 'kind'>, id: string, now: number): Resource {
  const resource = pool.find((one) => one.id === id && one.kind === kind)
  if (!resource) throw wrong('resource', notThere)
  if (!isAvailable(resource, now)) throw wrong('resource', usedUp)
  return resource
}

/**
 * A request is moved on: asked of somebody (the best, where nobody is named), coming in so many minutes, there, back, or no longer wanted.
 * What others did to the plan meanwhile is no conflict; that this request was moved on is. `now` in epoch milliseconds.
 */
export function decideMove(activation: Activation, said: z.output<typeof MoveRequest>, pool: readonly Resource[], at: LonLat | null, now: number): { before: ResourceRequest; after: ResourceRequest } {
  const before = activation.requests?.find(({ key }) => key === said.request)
  if (!before) throw wrong('request', { zh: '没有此项请求', en: 'No such request' })
  if (said.version > activation.version || said.version < (before.version ?? 0)) throw new Refusal('conflict', { current: activation })
  const moves: readonly RequestState[] = requestMoves[before.state]
  if (!moves.includes(said.state)) throw new Refusal('illegal-move', { current: activation })
  const free = pool.map((resource) => (resource.id === before.resource ? counted(resource, taken(before)) : resource))
  return { before, after: { ...moved(before, said, free, at, now), version: activation.version + 1 } }
}

function moved(before: ResourceRequest, said: z.output<typeof MoveRequest>, pool: readonly Resource[], at: LonLat | null, now: number): ResourceRequest {
  const eta = said.state === 'coming' && typeof said.minutes === 'number' ? new Date(now + said.minutes * 60_000).toISOString() : null
  if (said.state === 'asked') return { ...askedOf(before, resourceFor(before, said, pool, at, now), at), eta: null }
  return { ...before, state: said.state, eta: said.state === 'coming' ? eta : before.eta }
}

/** Whom it is asked of: another than before, where it was asked already. */
function resourceFor(before: ResourceRequest, { resource }: z.output<typeof MoveRequest>, pool: readonly Resource[], at: LonLat | null, now: number): Resource {
  if (resource) return chosen(pool, before, resource, now)
  const [best] = foundIn(pool.filter(({ id }) => id !== before.resource), before, at, now)
  if (!best) throw wrong('resource', nothing)
  return best.resource
}

/** Requests that hold what they took. */
const holding: readonly RequestState[] = ['asked', 'coming', 'there']
const taken = (request: ResourceRequest | null): number => (request && holding.includes(request.state) ? (request.drawn ?? 0) : 0)

/** The stocks that are different once a request is `after` what was `before`; null where it is new. */
export function stockAfter(pool: readonly Resource[], before: ResourceRequest | null, after: ResourceRequest): Resource[] {
  const by = new Map<string, number>()
  const add = (request: ResourceRequest | null, sign: 1 | -1): void => {
    if (request?.resource) by.set(request.resource, (by.get(request.resource) ?? 0) + sign * taken(request))
  }
  add(before, 1)
  add(after, -1)
  return pool.flatMap((resource) => {
    const change = by.get(resource.id) ?? 0
    return change === 0 ? [] : [counted(resource, change)]
  })
}

function counted(resource: Resource, by: number): Resource {
  if (typeof resource.stock !== 'number') return resource
  return { ...resource, version: resource.version + 1, stock: Math.max(0, resource.stock + by) }
}
