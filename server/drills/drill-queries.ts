import type { Drill, DrillResult, Score } from '#shared/drills.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import { see, seeAnywhere, seesEverything } from '../identity/caller.ts'
import { holdsForCaller } from '../identity/scope-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { cadencesInForce, drillBefore, drillsIn, findActivation, findDrill, scoresOf } from './drill-store.ts'
import { onWire } from './drill-wire.ts'
import { dutiesOf } from './duty-rules.ts'
import { comingDrills, heldDrills } from './duty-store.ts'
import { resultOf } from './result-rules.ts'
import { scoreOf } from './score-commands.ts'

export const drillQueries: QueryHandlers<'drills' | 'drill' | 'cadences'> = {
  drills: async (parts, { params, caller, now }) => {
    const places = await communitiesAsked(parts, caller, 'drills', params.communities)
    const ids = places.map(({ id }) => id)
    const all = params.communities === '' && seesEverything(caller, 'drills')
    const [cadences, held, coming, drills] = await Promise.all([cadencesInForce(parts), heldDrills(parts, ids), comingDrills(parts, ids), drillsIn(parts, all ? null : ids, params.limit)])
    return { duties: dutiesOf(cadences, places, held, coming, now), drills: drills.map(onWire) }
  },
  drill: async (parts, { id, caller }) => {
    const drill = await findDrill(parts, id)
    if (!drill) throw new Refusal('not-found')
    await see(parts, caller, 'drill', drill.community)
    const [scores, before] = await Promise.all([scoresOf(parts, drill.id), drillBefore(parts, drill)])
    return {
      drill: onWire(drill), scores, mine: scores.find((one) => one.id === scoreOf(drill.id, caller.actor.id)) ?? null,
      result: await resultIn(parts, drill, scores), before: before && (await resultIn(parts, before)),
    }
  },
  cadences: async (parts, { caller }) => {
    seeAnywhere(caller, 'cadences')
    return (await cadencesInForce(parts)).filter(await holdsForCaller(parts, caller, 'cadences'))
  },
}

async function resultIn(parts: Parts, drill: Drill, given?: readonly Score[]): Promise<DrillResult> {
  const [scores, activation] = await Promise.all([given ?? scoresOf(parts, drill.id), drill.activation ? findActivation(parts, drill.activation) : null])
  return resultOf(drill, scores, activation)
}
