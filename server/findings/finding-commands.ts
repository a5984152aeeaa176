import { findings } from '#db/schema/findings.ts'
import type { CommandName } from '#shared/commands.ts'
import type { FactName } from '#shared/facts.ts'
import type { Finding } from '#shared/findings.ts'
import { real } from '#shared/modes.ts'
import { allow, type Caller } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { changed, closed, noted } from './finding-rules.ts'
import { findFinding, readNamed } from './finding-store.ts'

type FindingCommand = Extract<CommandName, `finding.${string}`>

/** What a drill showed is put right in the world: findings are always of the real one. */
export const findingCommands: CommandHandlers<FindingCommand> = {
  'finding.note': async (parts, { id, request, caller, now }) => {
    await allow(parts, caller, 'finding.note', request.community)
    const { activation = null, drill = null, plan = null, owner = null } = request
    const named = await readNamed(parts, request.community, { activation, drill, plan, owner })
    return workOf('finding.noted', noted(id, request, named, { name: caller.actor.name, now }))
  },
  'finding.change': async (parts, { id, request, caller }) => {
    const finding = await allowed(parts, caller, 'finding.change', id)
    const named = await readNamed(parts, finding.community, { ...finding, owner: request.owner ?? null })
    return workOf('finding.changed', changed(finding, request, named))
  },
  'finding.close': async (parts, { id, request, caller }) => workOf('finding.closed', closed(await allowed(parts, caller, 'finding.close', id), request)),
}

async function allowed(parts: Parts, caller: Caller, command: FindingCommand, id: string): Promise<Finding> {
  const finding = await findFinding(parts, id)
  if (!finding) throw new Refusal('not-found')
  await allow(parts, caller, command, finding.community)
  return finding
}

const workOf = (fact: Extract<FactName, `finding.${string}`>, body: Finding): Work => ({
  changes: [change(findings, body, { name: fact, body })],
  reply: { fact, body },
  community: body.community,
  mode: real,
  detail: { finding: body.id, state: body.state, dueOn: body.dueOn, ...(body.activation ? { activation: body.activation } : {}), ...(body.plan ? { plan: body.plan } : {}) },
})
