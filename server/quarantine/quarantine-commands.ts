import { quarantine } from '#db/schema/ingest.ts'
import { real } from '#shared/modes.ts'
import type { Quarantined } from '#shared/quarantine.ts'
import { allow, allowCompany, type Caller } from '../identity/caller.ts'
import type { Deliver } from '../ingest/door-replay.ts'
import { change, type Work } from '../journal/change.ts'
import type { CommandHandlers, KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { findQuarantined } from './quarantine-store.ts'

type QuarantineCommand = 'quarantine.replay' | 'quarantine.dismiss'

export function quarantineCommands(deliver: Deliver): CommandHandlers<QuarantineCommand> {
  return {
    /** What goes through the door is committed there; should this be asked twice, the ids in it make a double harmless. */
    'quarantine.replay': async (parts, { id, request, caller, language = 'zh' }) => {
      const { kept, holder } = await waiting(parts, caller, 'quarantine.replay', id, request.version)
      const errors = await deliver(kept.door, request.body, holder, language)
      if (errors.length > 0) throw new Refusal('invalid', { errors: errors.slice(0, 20), ...(kept.community ? { community: kept.community } : {}) })
      return workOf(kept, 'quarantine.replayed', {})
    },
    'quarantine.dismiss': async (parts, { id, request, caller }) => {
      const { kept } = await waiting(parts, caller, 'quarantine.dismiss', id, request.version)
      return workOf(kept, 'quarantine.dismissed', request.reason ? { reason: request.reason } : {})
    },
  }
}

async function waiting(parts: Parts, caller: Caller, command: QuarantineCommand, id: string, version: number): Promise<{ kept: Quarantined; holder: KeyHolder }> {
  const found = await findQuarantined(parts, id)
  if (!found) throw new Refusal('not-found')
  const { community, state } = found.kept
  if (community === null) allowCompany(caller, command)
  else await allow(parts, caller, command, community)
  const current = fateOf(found.kept)
  if (state !== 'kept') throw new Refusal('illegal-move', { current })
  if (found.kept.version !== version) throw new Refusal('conflict', { current })
  return found
}

const fateOf = ({ id, version, at, door, community, state }: Quarantined) => ({ id, version, at, door, community, state })

function workOf(kept: Quarantined, fact: 'quarantine.replayed' | 'quarantine.dismissed', said: { reason?: string }): Work {
  const body = { ...fateOf(kept), version: kept.version + 1, state: fact === 'quarantine.replayed' ? ('replayed' as const) : ('dismissed' as const) }
  return {
    changes: [change(quarantine, { id: body.id, version: body.version, state: body.state }, { name: fact, body })],
    reply: { fact, body },
    community: kept.community,
    mode: real,
    detail: { message: kept.id, door: kept.door, key: kept.key, ...said },
  }
}
