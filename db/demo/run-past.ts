import { distance } from '#shared/geo.ts'
import type { Actor } from '#shared/facts.ts'
import type { PatrolRoute, PatrolRun } from '#shared/patrol.ts'
import type { Person } from '#shared/people.ts'
import { hour, instant, minute } from './local-time.ts'
import type { PastFact } from './past.ts'
import type { Random } from './random.ts'

/** Metres a guard covers in a minute, looking as they go. */
const pace = 55

/** Milliseconds after which a run is told by beginning and end. */
const summed = 36 * hour

/** The facts of one patrol run up to `now`: a checkpoint is missed now and then. */
export function runFacts(random: Random, run: { id: string; at: number; route: PatrolRoute; guard: Person }, now: number, userOf: (person: Person) => string): PastFact[] {
  const by: Actor = { kind: 'person', id: userOf(run.guard), name: run.guard.name.zh }
  let body: PatrolRun = {
    id: run.id, version: 1, community: run.route.community, route: run.route.id, person: run.guard.id, state: 'walking',
    startedAt: instant(run.at), finishedAt: null, visits: [], checkpoints: run.route.checkpoints.length, mode: 'real',
  }
  const facts: PastFact[] = [{ at: run.at, name: 'run.started', by, body }]
  let at = run.at
  run.route.checkpoints.forEach((checkpoint, i) => {
    const before = run.route.checkpoints[i - 1]
    at += ((before ? distance(before.point, checkpoint.point) * 1.3 : 80) / pace + random.between(0.5, 1.5)) * minute
    const last = i === run.route.checkpoints.length - 1
    if (random.chance(0.025) && !last) return
    body = { ...body, version: body.version + 1, visits: [...body.visits, { checkpoint: checkpoint.key, at: instant(at) }] }
    facts.push({ at, name: 'run.visited', by, body })
  })
  body = { ...body, version: body.version + 1, state: 'finished', finishedAt: instant(at + minute) }
  facts.push({ at: at + minute, name: 'run.finished', by, body })
  if (at < now - summed) return [facts[0], { at: at + minute, name: 'run.finished', by, body: { ...body, version: 2 } } satisfies PastFact].flatMap((fact) => fact ?? [])
  return facts.filter((fact) => fact.at <= now)
}
