import type { Call } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import type { Work } from '../journal/change.ts'
import { allow } from '../identity/caller.ts'
import { Refusal } from '../refusal.ts'

export async function redistribute(parts: Parts, { request, caller }: Call<'order.redistribute'>): Promise<Work> {
  await allow(parts, caller, 'order.redistribute', request.community)
  throw new Refusal('unavailable')
}
