import { see, type Caller } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkedHouseholds, findActivation, householdCounts, rollOf } from './check-store.ts'

export const checkQueries: QueryHandlers<'checks' | 'checkedHouseholds'> = {
  checks: async (parts, { id, caller }) => {
    await seen(parts, caller, 'checks', id)
    const [rollCall, households] = await Promise.all([rollOf(parts, id), householdCounts(parts, id)])
    return { rollCall, households }
  },
  checkedHouseholds: async (parts, { id, caller, tell }) => {
    const community = await seen(parts, caller, 'checkedHouseholds', id)
    const list = await checkedHouseholds(parts, id)
    tell(community, { activation: id, count: list.length })
    return list
  },
}

/** The community of a plan that is carried out, once the caller's right there is clear. */
async function seen(parts: Parts, caller: Caller, view: 'checks' | 'checkedHouseholds', id: string): Promise<string> {
  const activation = await findActivation(parts, id)
  if (!activation) throw new Refusal('not-found')
  return (await see(parts, caller, view, activation.community)).id
}
