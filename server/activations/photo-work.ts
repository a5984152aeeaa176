import { orderPhotos } from '#db/schema/orders.ts'
import type { Caller } from '../identity/caller.ts'
import { change, type Change } from '../journal/change.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

const unknown = { zh: '照片须由本人刚刚上传且未用过', en: 'A photo must be one that you just handed in and that belongs to nothing yet' } as const

/**
 * Photos that somebody puts to a running plan, which they then belong to.
 * @throws Refusal where one is not their own, belongs to something, or is named twice
 */
export async function photosOf(parts: Pick<Parts, 'sql'>, caller: Caller, activation: string, ids: readonly string[] = []): Promise<Change[]> {
  if (ids.length === 0) return []
  const free = await parts.sql<{ id: string }[]>`
    select id from photo where id = any(${[...ids]}::uuid[]) and by = ${caller.actor.id} and not exists (select from order_photo where order_photo.id = photo.id)`
  if (free.length < ids.length) throw new Refusal('invalid', { errors: [{ field: 'photos', message: unknown }] })
  return ids.map((id) => change(orderPhotos, { id, version: 1, order: activation, kind: 'report' }))
}
