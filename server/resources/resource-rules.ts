import { isFirm, type AddResource, type ContactResource, type Resource } from '#shared/resources.ts'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'

type Said = Omit<z.output<typeof AddResource>, 'community'>

/** What is put into the pool, or what it becomes. Of firms there is no stock. */
export function decideKept(before: Pick<Resource, 'id' | 'version' | 'community'> & Partial<Resource>, { version: _seen, ...said }: Said & { version?: number }): Resource {
  const counted = isFirm(said.kind) ? { stock: null, wanted: null } : { stock: said.stock ?? null, wanted: said.wanted ?? null }
  return {
    ...said, ...counted, id: before.id, version: before.version + 1, community: before.community, point: said.point ?? null, goodUntil: said.goodUntil ?? null, contactedAt: before.contactedAt ?? null, ended: null,
  }
}

/** A contact that did not answer was last reached when it was before. */
export const decideContacted = (resource: Resource, { reached }: Pick<z.output<typeof ContactResource>, 'reached'>, now: number): Resource => ({
  ...resource, version: resource.version + 1, ...(reached && { contactedAt: new Date(now).toISOString() }),
})

export const decideEnded = (resource: Resource): Resource => ({ ...resource, version: resource.version + 1, ended: true })

/** @throws Refusal where it has ended, or is not as it was seen */
export function checkSeen(resource: Resource, version: number): void {
  if (resource.version !== version) throw new Refusal('conflict', { current: resource })
  if (resource.ended) throw new Refusal('illegal-move', { current: resource })
}
