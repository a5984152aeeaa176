import { and, desc, getTableColumns, inArray, sql } from 'drizzle-orm'
import { activations } from '#db/schema/activations.ts'
import { see } from '../identity/caller.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import { leavingOut } from '../journal/leaving-out.ts'
import { readTimeline } from '../journal/timeline-store.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import type { QueryReply } from '#shared/queries.ts'
import { optionalActivationFields } from '#shared/activations.ts'
import { Refusal } from '../refusal.ts'
import { findActivation } from './activation-store.ts'
import { onWire } from './activation-wire.ts'

export const activationQueries: QueryHandlers<'activation' | 'activations'> = {
  activation: one,
  activations: list,
}

async function one(parts: Parts, { id, caller }: Ask<'activation'>): Promise<QueryReply<'activation'>> {
  const activation = await findActivation(parts, id)
  if (!activation) throw new Refusal('not-found')
  await see(parts, caller, 'activation', activation.community)
  return { activation: onWire(activation), timeline: await readTimeline(parts, id) }
}

const most = 200
const { notes: _notes, requests: _requests, ...listed } = getTableColumns(activations)
const counted = (where: string) => sql<number>`(select count(*)::int from jsonb_array_elements(${activations.steps}) step where ${sql.raw(where)})`
const withoutNone = leavingOut<QueryReply<'activations'>[number]>(optionalActivationFields.filter((name) => name !== 'notes' && name !== 'requests'))

async function list(parts: Parts, { params, caller }: Ask<'activations'>): Promise<QueryReply<'activations'>> {
  const places = await communitiesAsked(parts, caller, 'activations', params.communities)
  const rows = await parts.db
    .select({ ...listed, steps: sql<number>`jsonb_array_length(${activations.steps})`, done: counted(`step->>'state' in ('done', 'skipped', 'passed')`), lateSteps: counted(`step->>'late' = 'true'`) })
    .from(activations)
    .where(and(inArray(activations.community, places.map(({ id }) => id)), params.plan ? sql`${params.plan} in (${activations.series}, ${activations.plan})` : undefined))
    .orderBy(desc(activations.startedAt), desc(activations.id))
    .limit(most)
  return rows.map(withoutNone)
}
