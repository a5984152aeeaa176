import { real } from '#shared/modes.ts'
import type { FactName } from '#shared/facts.ts'
import type { PatrolRoute, PatrolRun, VisitCheckpoint } from '#shared/patrol.ts'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** Each step is one version and one fact. */
export type RunStep = { fact: Extract<FactName, `run.${string}`>; run: PatrolRun }

export function decideStart(id: string, route: PatrolRoute, person: string, now: number): RunStep[] {
  const run: PatrolRun = {
    id,
    version: 1,
    community: route.community,
    route: route.id,
    person,
    state: 'walking',
    startedAt: new Date(now).toISOString(),
    finishedAt: null,
    visits: [],
    checkpoints: route.checkpoints.length,
    mode: real,
  }
  return [{ fact: 'run.started', run }]
}

/** The last checkpoint ends the run. A checkpoint of another route, or one that was visited already, is refused. */
export function decideVisit(run: PatrolRun, route: PatrolRoute, { checkpoint, finding }: z.output<typeof VisitCheckpoint>, now: number): RunStep[] {
  if (!route.checkpoints.some(({ key }) => key === checkpoint)) {
    throw new Refusal('invalid', { errors: [{ field: 'checkpoint', message: { zh: '不是这条路线的巡更点', en: 'Not a checkpoint of this route' } }] })
  }
  if (run.state !== 'walking' || run.visits.some((visit) => visit.checkpoint === checkpoint)) throw new Refusal('illegal-move', { current: run })
  const at = new Date(now).toISOString()
  const visited: PatrolRun = { ...run, version: run.version + 1, visits: [...run.visits, { checkpoint, at, ...(finding ? { finding } : {}) }] }
  const steps: RunStep[] = [{ fact: 'run.visited', run: visited }]
  if (visited.visits.length < visited.checkpoints) return steps
  return [...steps, { fact: 'run.finished', run: { ...visited, version: visited.version + 1, state: 'finished', finishedAt: at } }]
}
