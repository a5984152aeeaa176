import { resources } from '#db/schema/resources.ts'
import { activations } from '#db/schema/activations.ts'
import type { Activation, ResourceRequest } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import type { Resource } from '#shared/resources.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { onWire } from './activation-wire.ts'
import { requestKey } from './flow-rules.ts'
import { allowedPlan, checkRuns } from './plan-allowed.ts'
import { pointOf, readPool } from './place-store.ts'
import { wrong } from './step-refusals.ts'
import { chosen, decideMove, requestFor, stockAfter } from './request-rules.ts'

export const requestCommands: CommandHandlers<'activation.request' | 'activation.move-request'> = {
  'activation.request': request,
  'activation.move-request': moveRequest,
}

const most = 200

/** Something more than the plan asked for. Whoever else did something to the plan meanwhile is no reason to refuse it. */
async function request(parts: Parts, { id, request: { kind, amount, resource }, caller, now }: Call<'activation.request'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.request', id)
  checkRuns(activation)
  const [pool, at] = await Promise.all([readPool(parts, activation.community), pointOf(parts, activation)])
  const held = activation.requests ?? []
  // All of them are in each fact.
  if (held.length >= most) throw wrong('kind', 'requests')
  const need = { key: requestKey(held), step: null, kind, amount }
  const choice = resource ? [chosen(pool, need, resource, now)] : pool
  const called = { ...requestFor(need, choice, at, caller.actor.name, now), version: activation.version + 1 }
  return workOf('activation.requested', activation, [...held, called], stockAfter(pool, null, called), { kind, amount })
}

async function moveRequest(parts: Parts, { id, request: said, caller, now }: Call<'activation.move-request'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.move-request', id)
  // What was brought goes back after it was stood down too.
  if (said.state !== 'returned' && said.state !== 'cancelled') checkRuns(activation)
  const [pool, at] = await Promise.all([readPool(parts, activation.community), pointOf(parts, activation)])
  const { before, after } = decideMove(activation, said, pool, at, now)
  const requests = (activation.requests ?? []).map((one) => (one === before ? after : one))
  return workOf('activation.request-moved', activation, requests, stockAfter(pool, before, after), { request: after.key, state: after.state })
}

/** What the stock becomes goes along, in one commit; in a drill it stays what it is, and nothing was taken. */
function workOf(fact: 'activation.requested' | 'activation.request-moved', activation: Activation, requests: ResourceRequest[], stock: Resource[], detail: Record<string, unknown>): Work {
  const drill = isDrill(activation.mode)
  const next: Activation = { ...activation, version: activation.version + 1, requests: drill ? requests.map(({ drawn: _none, ...request }) => request) : requests }
  const body = onWire(next)
  return {
    changes: [change(activations, next, { name: fact, body }), ...(drill ? [] : stock.map((resource) => change(resources, resource, { name: 'resource.drawn', body: resource })))],
    reply: { fact, body },
    community: activation.community,
    mode: activation.mode,
    detail,
  }
}
