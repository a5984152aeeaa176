import type { Caller } from '../identity/caller.ts'
import { endSession } from '../identity/sign-in-store.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { administered } from './member-reach.ts'
import { memberOfUser } from './member-store.ts'
import { sessionUser } from './session-store.ts'

export const sessionCommands: CommandHandlers<'session.revoke'> = {
  /** One's own, or one of a member whom the caller administers. The session goes before the line in the audit: it must not outlive it. */
  'session.revoke': async (parts, { id, caller }) => {
    const user = await sessionUser(parts, id)
    if (user === null) throw new Refusal('not-found')
    if (user !== caller.actor.id) await refuseOthers(parts, caller, user)
    await endSession(parts, id)
    return { changes: [], reply: { fact: null, body: { id, version: 1 } }, community: null, mode: 'real', detail: { session: id, user } }
  },
}

async function refuseOthers(parts: Parts, caller: Caller, user: string): Promise<void> {
  const member = await memberOfUser(parts, user)
  if (!member) throw new Refusal('not-found')
  await administered(parts, caller, member.id)
}
