import { policies } from '#db/schema/members.ts'
import { policyId, type Policy } from '#shared/members.ts'
import { allowCompany } from '../identity/caller.ts'
import { change } from '../journal/change.ts'
import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { reasons } from './member-rules.ts'
import { unknownScopes } from './member-store.ts'
import { readPolicy } from './policy-store.ts'

export const policyCommands: CommandHandlers<'policy.change'> = {
  'policy.change': async (parts, { request, caller }) => {
    allowCompany(caller, 'policy.change')
    const held = await readPolicy(parts)
    if (held.version !== request.version) throw new Refusal('conflict', { current: held })
    const unknown = await unknownScopes(parts, request.groups.map(({ grant }) => grant))
    const wrong = request.groups.flatMap(({ grant }, i) => (unknown.includes(grant.scope) ? [{ field: `groups[${i}].grant.scope`, message: reasons.outside }] : []))
    if (wrong.length > 0) throw new Refusal('invalid', { errors: wrong })
    const policy: Policy = { id: policyId, version: held.version + 1, secondFactor: [...new Set(request.secondFactor)], groups: request.groups }
    return {
      changes: [change(policies, policy, { name: 'policy.changed', body: policy })],
      reply: { fact: 'policy.changed', body: policy },
      community: null,
      mode: 'real',
      detail: { secondFactor: policy.secondFactor, groups: policy.groups.length },
    }
  },
}
