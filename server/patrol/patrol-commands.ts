import { runs } from '#db/schema/patrol.ts'
import { ownOnly, type Role } from '#shared/roles.ts'
import { allow, type Caller } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideStart, decideVisit, type RunStep } from './run-rules.ts'
import { findRoute, findRun, findWalking, worksAt } from './run-store.ts'

export const patrolCommands: CommandHandlers<'run.start' | 'run.visit'> = { 'run.start': start, 'run.visit': visit }

async function start(parts: Parts, { id, request, caller, now }: Call<'run.start'>): Promise<Work> {
  const route = await findRoute(parts, request.route)
  if (!route) throw new Refusal('not-found')
  ownRun(await allow(parts, caller, 'run.start', route.community), caller, request.person)
  if (!(await worksAt(parts, route.community, request.person))) {
    throw new Refusal('invalid', { errors: [{ field: 'person', message: { zh: '此人不属于本小区', en: 'Not a person of this community' } }] })
  }
  const walking = await findWalking(parts, route, request.person)
  if (walking) throw new Refusal('conflict', { current: walking })
  return workOf(decideStart(id, route, request.person, now))
}

async function visit(parts: Parts, { id, request, caller, now }: Call<'run.visit'>): Promise<Work> {
  const run = await findRun(parts, id)
  if (!run) throw new Refusal('not-found')
  ownRun(await allow(parts, caller, 'run.visit', run.community), caller, run.person)
  const route = await findRoute(parts, run.route)
  if (!route) throw new Refusal('not-found')
  return workOf(decideVisit(run, route, request, now))
}

/** Field staff walk for themselves: a round is proof of who was there. */
function ownRun({ id, roles }: { id: string; roles: readonly Role[] }, caller: Caller, person: string): void {
  if (caller.person !== person && roles.every((role) => ownOnly.includes(role))) throw new Refusal('not-allowed', { community: id })
}

function workOf(steps: RunStep[]): Work {
  const last = steps.at(-1)
  if (!last) throw new Error('a decision without a step')
  return {
    changes: steps.map(({ fact, run }) => change(runs, run, { name: fact, body: run })),
    reply: { fact: last.fact, body: last.run },
    community: last.run.community,
    mode: last.run.mode,
  }
}
