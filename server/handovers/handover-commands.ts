import { handovers } from '#db/schema/handovers.ts'
import { real } from '#shared/modes.ts'
import type { Handover } from '#shared/handovers.ts'
import { allow, type Caller } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideNote, decideSign, type HandoverStep, type Signer } from './handover-rules.ts'
import { findHandover } from './handover-store.ts'

type HandoverCommand = 'handover.note' | 'handover.sign'

export const handoverCommands: CommandHandlers<HandoverCommand> = {
  'handover.note': async (parts, { id, request, caller, now }) => {
    const handover = await allowed(parts, 'handover.note', id, caller)
    return workOf(decideNote(handover, request, signerOf(caller), now))
  },
  'handover.sign': async (parts, { id, request, caller, now }) => {
    const handover = await allowed(parts, 'handover.sign', id, caller)
    return workOf(decideSign(handover, request, signerOf(caller), now), { side: request.side })
  },
}

async function allowed(parts: Parts, command: HandoverCommand, id: string, caller: Caller): Promise<Handover> {
  const handover = await findHandover(parts, id)
  if (!handover) throw new Refusal('not-found')
  await allow(parts, caller, command, handover.community)
  return handover
}

const signerOf = ({ actor, person }: Caller): Signer => ({ user: actor.id, name: actor.name, person })

export function workOf({ fact, handover, timers }: HandoverStep, detail: Record<string, unknown> = {}): Work {
  return {
    changes: [change(handovers, handover, { name: fact, body: handover })],
    timers,
    reply: { fact, body: handover },
    community: handover.community,
    mode: real,
    detail,
  }
}
