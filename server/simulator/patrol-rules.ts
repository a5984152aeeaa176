import { idOf, makeRandom } from '#db/demo/random.ts'
import type { PatrolRoute, PatrolRun } from '#shared/patrol.ts'
import type { Picture } from '#shared/picture.ts'
import type { Act, Moment } from './actions.ts'
import { usernameOf, type Company } from './company.ts'
import { isAtHand } from './staff-rules.ts'
import { hasArrived, type Walker } from './walker-rules.ts'

/** Minutes of the played day between the starts of two rounds in one community. */
const every = 80

export const checkpointGoal = (run: PatrolRun, key: string): string => `run ${run.id} ${key}`

/** The checkpoint that a run comes to next; null after the last. */
export function nextCheckpoint(company: Company, run: PatrolRun): PatrolRoute['checkpoints'][number] | null {
  const route = company.routes.find(({ id }) => id === run.route)
  return route?.checkpoints.find(({ key }) => !run.visits.some((visit) => visit.checkpoint === key)) ?? null
}

/** What guards do now: say that they are at a checkpoint when they have walked there, and start the next round. */
export function patrolDuties(company: Company, picture: Picture, walkers: ReadonlyMap<string, Walker>, moment: Moment): Act[] {
  const runs = [...picture.run.values()].filter((run) => run.mode === 'real')
  return [...runs.flatMap((run) => visitOf(company, run, walkers)), ...company.communities.flatMap((_, i) => startOf(company, picture, runs, i, moment))]
}

function visitOf(company: Company, run: PatrolRun, walkers: ReadonlyMap<string, Walker>): Act[] {
  const guard = company.people.get(run.person)
  const walker = walkers.get(run.person)
  const next = nextCheckpoint(company, run)
  if (!guard || !walker || !next || !hasArrived(walker, checkpointGoal(run, next.key))) return []
  return [{ kind: 'command', name: 'run.visit', key: idOf('visit', run.id, next.key), as: usernameOf(guard), id: run.id, body: { checkpoint: next.key } }]
}

function startOf(company: Company, picture: Picture, runs: readonly PatrolRun[], place: number, moment: Moment): Act[] {
  const community = company.communities[place]
  if (!community || runs.some((run) => run.community === community.id)) return []
  const round = moment.day / (every * 60_000) + place / company.communities.length
  // A round that could not be started in its first third is left out.
  if (round % 1 > 0.33) return []
  const routes = company.routes.filter((route) => route.community === community.id)
  const random = makeRandom(`${community.id} ${Math.floor(round)}`)
  const busy = new Set([...picture.order.values()].flatMap((order) => (isAtHand(order) ? (order.assignee ?? []) : [])))
  const guards = [...moment.present].sort().flatMap((id) => company.people.get(id) ?? [])
    .filter((person) => person.community === community.id && person.post === 'security' && !busy.has(person.id))
  if (guards.length === 0 || routes.length === 0) return []
  const [guard, route] = [random.pick(guards), random.pick(routes)]
  const key = idOf('run', community.id, Math.floor(round), guard.id)
  return [{ kind: 'command', name: 'run.start', key, as: usernameOf(guard), id: null, body: { route: route.id, person: guard.id } }]
}
