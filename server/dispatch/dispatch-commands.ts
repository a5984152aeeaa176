import { eq } from 'drizzle-orm'
import { dispatchRules } from '#db/schema/dispatch.ts'
import { regions } from '#db/schema/sites.ts'
import type { DispatchRule } from '#shared/dispatch.ts'
import { real } from '#shared/modes.ts'
import { may } from '#shared/roles.ts'
import { allow, allowCompany, type Caller, type Place } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

type DispatchCommand = 'dispatch.set' | 'dispatch.end'

export const dispatchCommands: CommandHandlers<DispatchCommand> = { 'dispatch.set': set, 'dispatch.end': end }

/** What a rule is about names it: there is one at most about the same, and setting it anew changes it. */
async function set(parts: Parts, { request, caller }: Call<'dispatch.set'>): Promise<Work> {
  const about = { ...request, region: request.community === null ? request.region : null }
  const place = await allowAt(parts, caller, 'dispatch.set', about)
  if (place && request.region !== null && request.region !== place.region) throw unknownRegion()
  const id = idFrom('dispatch.rule', about.region ?? '', about.community ?? '', about.category ?? '', about.hours ?? '')
  const held = await findRule(parts, id)
  const rule: DispatchRule = { id, version: (held?.version ?? 0) + 1, ...about, ended: false }
  return workOf('dispatch.set', rule, {})
}

async function end(parts: Parts, { id, request, caller }: Call<'dispatch.end'>): Promise<Work> {
  const held = await findRule(parts, id)
  if (!held) throw new Refusal('not-found')
  await allowAt(parts, caller, 'dispatch.end', held)
  if (held.ended) throw new Refusal('illegal-move', { current: held })
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  return workOf('dispatch.ended', { ...held, version: held.version + 1, ended: true }, { reason: request.reason })
}

async function findRule(parts: Pick<Parts, 'db'>, id: string): Promise<DispatchRule | null> {
  const [rule] = await parts.db.select().from(dispatchRules).where(eq(dispatchRules.id, id))
  return rule ?? null
}

/** A rule of a region concerns all of it: who administers one of its communities does not set it. */
async function allowAt(parts: Pick<Parts, 'db'>, caller: Caller, command: DispatchCommand, { region, community }: Pick<DispatchRule, 'region' | 'community'>): Promise<Place | null> {
  if (community !== null) return allow(parts, caller, command, community)
  if (region === null) {
    allowCompany(caller, command)
    return null
  }
  const [known] = await parts.db.select({ id: regions.id }).from(regions).where(eq(regions.id, region))
  const here = caller.grants.filter(({ scope }) => scope.kind === 'everything' || (scope.kind === 'region' && scope.id === region))
  if (!known || here.length === 0) throw new Refusal('not-found')
  if (!here.some(({ role }) => may[command].includes(role))) throw new Refusal('not-allowed')
  return null
}

const unknownRegion = () => new Refusal('invalid', { errors: [{ field: 'region', message: { zh: '不是这个小区所在的区域', en: 'Is not the region of this community' } }] })

const workOf = (fact: 'dispatch.set' | 'dispatch.ended', body: DispatchRule, detail: Record<string, unknown>): Work => ({
  changes: [change(dispatchRules, body, { name: fact, body })],
  reply: { fact, body },
  community: body.community,
  mode: real,
  detail: { rule: body.id, region: body.region, category: body.category, hours: body.hours, mode: body.mode, acceptMinutes: body.acceptMinutes, ...detail },
})
