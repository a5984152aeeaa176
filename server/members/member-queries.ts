import type { Config } from '../config.ts'
import { scopeJudge, seeAnywhere, seesEverything } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { administered } from './member-reach.ts'
import { reachOfMember } from './member-rules.ts'
import { allMembers } from './member-store.ts'
import { readPolicy } from './policy-store.ts'
import { openSessions } from './session-store.ts'

export const memberQueries = (config: Pick<Config, 'company' | 'sessionIdleMinutes'>): QueryHandlers<'members' | 'sessions' | 'memberSessions' | 'policy'> => ({
  members: async (parts, { caller }) => {
    seeAnywhere(caller, 'members')
    const [all, within] = await Promise.all([allMembers(parts), scopeJudge(parts)])
    return all.filter(({ grants }) => reachOfMember(caller.grants, grants, within) === 'administers')
  },

  sessions: async (parts, { caller, session }) => {
    if (caller.kind !== 'person') throw new Refusal('not-allowed')
    return openSessions(parts, caller.actor.id, session, config.sessionIdleMinutes)
  },

  memberSessions: async (parts, { id, caller, session }) => {
    const member = await administered(parts, caller, id)
    return openSessions(parts, member.user, session, config.sessionIdleMinutes)
  },

  policy: async (parts, { caller }) => {
    if (!seesEverything(caller, 'policy')) throw new Refusal('not-allowed')
    return { ...(await readPolicy(parts)), company: config.company && { name: config.company.name } }
  },
})
