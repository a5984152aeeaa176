import { see } from '../identity/caller.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { communityOf, countCare, readHouseholds } from './household-store.ts'

export const householdQueries: QueryHandlers<'care' | 'households'> = {
  care: async (parts, ask) => {
    await seenBuilding(parts, ask, 'care')
    return countCare(parts, ask.id)
  },
  households: async (parts, ask) => {
    const community = await seenBuilding(parts, ask, 'households')
    const list = await readHouseholds(parts, ask.id)
    ask.tell(community, { building: ask.id, count: list.length })
    return list
  },
}

/** The community of the building in the path, once the caller's right there is clear. */
async function seenBuilding(parts: Parts, { id, caller }: Pick<Ask<'care'>, 'id' | 'caller'>, view: 'care' | 'households'): Promise<string> {
  const community = await communityOf(parts, id)
  if (!community) throw new Refusal('not-found')
  await see(parts, caller, view, community)
  return community
}
