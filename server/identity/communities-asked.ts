import type { View } from '#shared/roles.ts'
import { Id } from '#shared/text.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { seeAnywhere, seenCommunities, type Caller, type Place } from './caller.ts'

/**
 * The communities of a comma list of ids, or all that the caller may see where it is empty.
 * @throws Refusal not-found where one is outside the caller's scope, as if it did not exist; not-allowed where the role does not do
 */
export async function communitiesAsked(parts: Pick<Parts, 'db'>, caller: Caller, view: View, list: string): Promise<Place[]> {
  const ids = list === '' ? null : [...new Set(list.split(',').map((id) => id.trim().toLowerCase()))]
  if (ids?.some((id) => !Id.safeParse(id).success)) {
    throw new Refusal('invalid', { errors: [{ field: 'communities', message: { zh: '应为以逗号分隔的编号', en: 'A comma list of ids is wanted' } }] })
  }
  if (!ids) seeAnywhere(caller, view)
  const places = await seenCommunities(parts, caller, view, ids)
  if (ids && places.length < ids.length) {
    // Every role has the picture of its scope, so what is not in that is not the caller's at all.
    const near = await seenCommunities(parts, caller, 'picture', ids)
    throw new Refusal(near.length === ids.length ? 'not-allowed' : 'not-found')
  }
  return places
}
