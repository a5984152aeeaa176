import { findings } from '#db/schema/findings.ts'
import type { CommandName } from '#shared/commands.ts'
import type { FactName } from '#shared/facts.ts'
import type { Finding } from '#shared/findings.ts'
import { real } from '#shared/modes.ts'
import { covers, may } from '#shared/roles.ts'
import { allow, type Caller, type Place } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { changed, closed, noted, ordering, type MayOrder } from './finding-rules.ts'
import { findFinding, readNamed } from './finding-store.ts'

type FindingCommand = Extract<CommandName, `finding.${string}`>

/** What a drill showed is put right in the world: findings are always of the real one. */
export const findingCommands: CommandHandlers<FindingCommand> = {
  'finding.note': async (parts, { id, request, caller, now }) => {
    const place = await allow(parts, caller, 'finding.note', request.community)
    const { activation = null, drill = null, plan = null, owner = null } = request
    const named = await readNamed(parts, request.community, { activation, drill, plan, owner })
    return workOf('finding.noted', ordering(noted(id, request, named, { name: caller.actor.name, now }), null, mayOrder(caller, place)))
  },
  'finding.change': async (parts, { id, request, caller }) => {
    const { finding, place } = await allowed(parts, caller, 'finding.change', id)
    const named = await readNamed(parts, finding.community, { ...finding, owner: request.owner ?? null })
    return workOf('finding.changed', ordering(changed(finding, request, named), finding, mayOrder(caller, place)))
  },
  'finding.close': async (parts, { id, request, caller }) => workOf('finding.closed', closed((await allowed(parts, caller, 'finding.close', id)).finding, request)),
}

async function allowed(parts: Parts, caller: Caller, command: FindingCommand, id: string): Promise<{ finding: Finding; place: Place }> {
  const finding = await findFinding(parts, id)
  if (!finding) throw new Refusal('not-found')
  return { finding, place: await allow(parts, caller, command, finding.community) }
}

/** What they may do with orders there by themselves. */
function mayOrder({ grants }: Caller, place: Place): MayOrder {
  const here = grants.filter(({ scope }) => covers(scope, place))
  return { report: here.some(({ role }) => may['order.report'].includes(role)), assign: here.some(({ role }) => may['order.reassign'].includes(role)) }
}

const workOf = (fact: Extract<FactName, `finding.${string}`>, body: Finding): Work => ({
  changes: [change(findings, body, { name: fact, body })],
  reply: { fact, body },
  community: body.community,
  mode: real,
  detail: { finding: body.id, state: body.state, dueOn: body.dueOn, ...(body.activation ? { activation: body.activation } : {}), ...(body.plan ? { plan: body.plan } : {}) },
})
