import { eq } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { rules } from '#db/schema/rules.ts'
import { real } from '#shared/modes.ts'
import type { FactName } from '#shared/facts.ts'
import type { ValueRule } from '#shared/rules.ts'
import { allowScope, scopeOf } from '../identity/scope-asked.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { findRule } from './rule-store.ts'

export const ruleCommands: CommandHandlers<'rule.set' | 'rule.change' | 'rule.switch' | 'rule.end'> = {
  'rule.set': set,
  'rule.change': changeRule,
  'rule.switch': switchRule,
  'rule.end': end,
}

type RuleFact = Extract<FactName, `rule.${string}`>
type About = Pick<ValueRule, 'name' | 'community' | 'deviceKind' | 'device' | 'key' | 'test' | 'alarm' | 'severity'>

/** A new rule does nothing before it is switched on. */
async function set(parts: Parts, { id, request, caller, now }: Call<'rule.set'>): Promise<Work> {
  const about = await placed(parts, request)
  await allowScope(parts, caller, 'rule.set', scopeOf(about))
  return workOf('rule.set', { id, version: 1, ...about, enabled: false, changedAt: iso(now), changedBy: caller.actor.name, ended: false })
}

/** It stays switched as it is. What stands by the rule as it was is over where it no longer holds. */
async function changeRule(parts: Parts, { id, request, caller, now }: Call<'rule.change'>): Promise<Work> {
  const rule = await mine(parts, caller, 'rule.change', id, request.version)
  const { version: _version, ...asked } = request
  const about = await placed(parts, asked)
  await allowScope(parts, caller, 'rule.change', scopeOf(about))
  return workOf('rule.changed', moved({ ...rule, ...about }, caller, now), { was: aboutOf(rule) })
}

async function switchRule(parts: Parts, { id, request, caller, now }: Call<'rule.switch'>): Promise<Work> {
  const rule = await mine(parts, caller, 'rule.switch', id, request.version)
  if (rule.enabled === request.enabled) throw new Refusal('illegal-move', { current: rule })
  return workOf('rule.switched', moved({ ...rule, enabled: request.enabled }, caller, now), { enabled: request.enabled })
}

async function end(parts: Parts, { id, request, caller, now }: Call<'rule.end'>): Promise<Work> {
  const rule = await mine(parts, caller, 'rule.end', id, request.version)
  return workOf('rule.ended', moved({ ...rule, enabled: false, ended: true }, caller, now), { reason: request.reason })
}

async function mine(parts: Parts, caller: Call<'rule.end'>['caller'], command: 'rule.change' | 'rule.switch' | 'rule.end', id: string, version: number): Promise<ValueRule> {
  const rule = await findRule(parts, id)
  if (!rule) throw new Refusal('not-found')
  await allowScope(parts, caller, command, scopeOf(rule))
  if (version !== rule.version) throw new Refusal('conflict', { current: rule })
  if (rule.ended) throw new Refusal('illegal-move', { current: rule })
  return rule
}

/** A rule of one device is of that device's community. */
async function placed(parts: Parts, { name, community, deviceKind, device, key, test, alarm, severity }: About): Promise<About> {
  const about = { name, community, deviceKind, device, key, test, alarm, severity }
  if (device === null) return about
  const [found] = await parts.db.select({ community: devices.community, removedAt: devices.removedAt }).from(devices).where(eq(devices.id, device))
  if (!found || found.removedAt !== null) throw new Refusal('not-found')
  if (community !== null && community !== found.community) throw new Refusal('invalid', { errors: [{ field: 'device', message: elsewhere }] })
  return { ...about, community: found.community }
}

const moved = (rule: ValueRule, caller: Call<'rule.end'>['caller'], now: number): ValueRule => ({ ...rule, version: rule.version + 1, changedAt: iso(now), changedBy: caller.actor.name })

function workOf(fact: RuleFact, body: ValueRule, detail: Record<string, unknown> = {}): Work {
  return { changes: [change(rules, body, { name: fact, body })], reply: { fact, body }, community: body.community, mode: real, detail: { rule: body.id, ...aboutOf(body), ...detail } }
}

const aboutOf = ({ name, deviceKind, device, key, test, alarm, severity }: ValueRule) => ({ name, deviceKind, device, key, test, alarm, severity })

const iso = (at: number): string => new Date(at).toISOString()

const elsewhere = { zh: '不在这个小区', en: 'It is not in this community' }
