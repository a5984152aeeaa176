import { stocktakePlans } from '#db/schema/complaints.ts'
import { real } from '#shared/modes.ts'
import type { StocktakePlan } from '#shared/complaints.ts'
import { may, within } from '#shared/roles.ts'
import { allow, allowCompany, type Caller } from '../identity/caller.ts'
import { change, type TimerChange, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { nextSending, zoneOfMost } from './plan-rules.ts'
import { coveredBy, findPlan, planIdOf, type Covered } from './plan-store.ts'

export const stocktakeCommands: CommandHandlers<'stocktake.plan'> = { 'stocktake.plan': plan }

async function plan(parts: Parts, { request, caller, now }: Call<'stocktake.plan'>): Promise<Work> {
  const covered = await coveredBy(parts, request)
  await allowScope(parts, caller, request, covered)
  const id = planIdOf(request)
  const held = await findPlan(parts, id)
  // Said twice, or by two at once, it is said.
  if (held && held.at === request.at && held.enabled === request.enabled) return { changes: [], reply: { fact: null, body: held }, community: held.community, mode: real }
  if (held && held.version !== request.version) throw new Refusal('conflict', { current: held })
  if (!held && request.version !== null) throw new Refusal('not-found')
  const next: StocktakePlan = { ...request, id, version: (held?.version ?? 0) + 1, lastDay: held?.lastDay ?? null }
  return {
    changes: [change(stocktakePlans, next, { name: 'stocktake.planned', body: next })],
    timers: [timerOf(next, covered, now)],
    reply: { fact: 'stocktake.planned', body: next }, community: next.community, mode: real, detail: { at: next.at, enabled: next.enabled, ...(next.region ? { region: next.region } : {}) },
  }
}

/** When it is due next, or that it is no more. */
export function timerOf(plan: StocktakePlan, covered: readonly Covered[], now: number): TimerChange {
  const key = `stocktake:${plan.id}`
  if (!plan.enabled) return { key, dueAt: null }
  const zone = zoneOfMost(covered.map((place) => place.zone))
  return { key, name: 'stocktake.send', subject: plan.id, dueAt: new Date(nextSending({ at: plan.at, zone }, plan.lastDay, now)).toISOString() }
}

async function allowScope(parts: Parts, caller: Caller, { region, community }: Pick<StocktakePlan, 'region' | 'community'>, covered: readonly Covered[]): Promise<void> {
  if (community) return void (await allow(parts, caller, 'stocktake.plan', community))
  if (!region) return allowCompany(caller, 'stocktake.plan')
  const holds = (roles: readonly string[] | null) => caller.grants.some(({ role, scope }) => (roles === null || roles.includes(role)) && within({ kind: 'region', id: region }, scope, () => null))
  if (covered.length === 0 || !holds(null)) throw new Refusal('not-found')
  if (!holds(may['stocktake.plan'])) throw new Refusal('not-allowed')
}
