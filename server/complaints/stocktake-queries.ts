import type { StocktakePlan } from '#shared/complaints.ts'
import { sees, within } from '#shared/roles.ts'
import { seeAnywhere, seenCommunities, type Caller } from '../identity/caller.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { allPlans } from './plan-store.ts'
import { readStocktake } from './stocktake-store.ts'

export const stocktakeQueries: QueryHandlers<'stocktake' | 'stocktakePlans'> = {
  stocktake: async (parts, { params, caller, now }) => {
    const places = await communitiesAsked(parts, caller, 'stocktake', params.communities)
    return readStocktake(parts, places.map(({ id }) => id), now)
  },

  stocktakePlans: async (parts, { caller }) => {
    seeAnywhere(caller, 'stocktakePlans')
    const [plans, places] = await Promise.all([allPlans(parts), seenCommunities(parts, caller, 'stocktakePlans', null)])
    const mine = new Set(places.map(({ id }) => id))
    return plans.filter((plan) => (plan.community ? mine.has(plan.community) : covered(caller, plan)))
  },
}

const covered = (caller: Caller, { region }: StocktakePlan): boolean =>
  caller.grants.some(({ role, scope }) => sees.stocktakePlans.includes(role) && within(region ? { kind: 'region', id: region } : { kind: 'everything' }, scope, () => null))
