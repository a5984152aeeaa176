import type { CheckState } from '#shared/checks.ts'
import { see, type Caller } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkedHouseholds, checksOf, findActivation, rollOf } from './check-store.ts'

export const checkQueries: QueryHandlers<'checks' | 'checkedHouseholds'> = {
  checks: async (parts, { id, caller }) => {
    await seen(parts, caller, 'checks', id)
    const [rollCall, all] = await Promise.all([rollOf(parts, id), checksOf(parts, id)])
    const households = all.filter(({ subject }) => subject === 'household')
    const of = (state: CheckState): number => households.filter((check) => check.state === state).length
    return { rollCall, households: { open: of('open'), safe: of('safe'), help: of('help'), unreachable: of('unreachable'), away: of('away') } }
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
