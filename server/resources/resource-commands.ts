import { resources } from '#db/schema/resources.ts'
import type { CommandName } from '#shared/commands.ts'
import type { FactName } from '#shared/facts.ts'
import { real } from '#shared/modes.ts'
import type { Resource } from '#shared/resources.ts'
import { allow, type Caller } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import { leavingOut } from '../journal/leaving-out.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkSeen, decideContacted, decideEnded, decideKept } from './resource-rules.ts'
import { findResource } from './resource-store.ts'

type ResourceCommand = Extract<CommandName, `resource.${string}`>

export const resourceCommands: CommandHandlers<ResourceCommand> = {
  'resource.add': async (parts, { id, request: { community, ...said }, caller }) => {
    const place = await allow(parts, caller, 'resource.add', community)
    return workOf('resource.stocked', decideKept({ id, version: 0, community: place.id }, said))
  },
  'resource.change': async (parts, { id, request, caller }) => {
    const resource = await allowed(parts, 'resource.change', { id, version: request.version, caller })
    return workOf('resource.changed', decideKept(resource, request))
  },
  'resource.contact': async (parts, { id, request, caller, now }) => {
    const resource = await allowed(parts, 'resource.contact', { id, version: request.version, caller })
    return workOf('resource.contacted', decideContacted(resource, request, now), { reached: request.reached, ...(request.note && { note: request.note }) })
  },
  'resource.end': async (parts, { id, request, caller }) => {
    const resource = await allowed(parts, 'resource.end', { id, version: request.version, caller })
    return workOf('resource.ended', decideEnded(resource), { reason: request.reason })
  },
}

async function allowed(parts: Parts, name: ResourceCommand, { id, version, caller }: { id: string; version: number; caller: Caller }): Promise<Resource> {
  const resource = await findResource(parts, id)
  if (!resource) throw new Refusal('not-found')
  await allow(parts, caller, name, resource.community)
  checkSeen(resource, version)
  return resource
}

const onWire = leavingOut<Resource>(['stock', 'wanted', 'goodUntil', 'contactedAt', 'ended'])

function workOf(fact: Extract<FactName, `resource.${string}`>, resource: Resource, detail: Record<string, unknown> = {}): Work {
  const body = onWire(resource)
  return { changes: [change(resources, resource, { name: fact, body })], reply: { fact, body }, community: resource.community, mode: real, detail: { resource: resource.id, ...detail } }
}
