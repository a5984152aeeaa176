import type { Community } from '#shared/sites.ts'
import { hour, minute } from './local-time.ts'
import type { PastFact } from './past.ts'
import type { Scene } from './past-scene.ts'
import { idOf, type Random } from './random.ts'
import { runFacts } from './run-past.ts'

/** Patrol history is kept shorter than the rest: it is compared by the day. */
const days = 8
const roundsADay = 16

/** The patrol runs of one community. Communities start at different minutes, so that somebody walks at any time. */
export function runHistory(scene: Scene, random: Random, community: Community): PastFact[] {
  const { demo, dates, crew, now, userOf } = scene
  const routes = demo.routes.filter((route) => route.community === community.id)
  const shiftedBy = demo.communities.indexOf(community) / demo.communities.length
  return dates.slice(-days).flatMap((date) =>
    Array.from({ length: roundsADay }, (_, i) => i).flatMap((i) => {
      const start = ((i + shiftedBy) * 24) / roundsADay
      const at = date + start * hour + random.between(0, 12) * minute
      const guard = crew.guard(random, community.id, at)
      const route = i % 2 === 0 && start < 6 ? routes.at(-1) : routes[i % Math.min(2, routes.length)]
      return guard && route && scene.within(at) ? runFacts(random, { id: idOf(demo.seed, 'run', route.id, at), at, route, guard }, now, userOf) : []
    }),
  )
}
