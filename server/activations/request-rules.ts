import type { ResourceRequest } from '#shared/activations.ts'
import { distance, type LonLat } from '#shared/geo.ts'
import { isInDate, type Resource } from '#shared/resources.ts'

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
/** The same, when so many come back. */
export const putBack = (resource: Resource, amount: number): Resource => counted(resource, amount)

function counted(resource: Resource, by: number): Resource {
  if (typeof resource.stock !== 'number') return resource
  return { ...resource, version: resource.version + 1, stock: Math.max(0, resource.stock + by) }
}
