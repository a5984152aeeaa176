import { desc, inArray, or } from 'drizzle-orm'
import { webhooks } from '#db/schema/webhooks.ts'
import { sees } from '#shared/roles.ts'
import type { Webhook } from '#shared/webhooks.ts'
import { seeAnywhere, seenCommunities, seesEverything, type Caller } from '../identity/caller.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { listDeliveries } from './delivery-queries.ts'

export const webhookQueries: QueryHandlers<'webhooks' | 'deliveries'> = { webhooks: listWebhooks, deliveries: listDeliveries }

const longest = 500

/** Newest first; those of the whole company only for who administers it. */
async function listWebhooks(parts: Parts, { caller }: Ask<'webhooks'>): Promise<Webhook[]> {
  seeAnywhere(caller, 'webhooks')
  const places = await seenCommunities(parts, caller, 'webhooks', null)
  const theirs = or(inArray(webhooks.community, places.map(({ id }) => id)), inArray(webhooks.region, wholeRegions(caller)))
  return parts.db
    .select()
    .from(webhooks)
    .where(seesEverything(caller, 'webhooks') ? undefined : theirs)
    .orderBy(desc(webhooks.madeAt), webhooks.id)
    .limit(longest)
}

/** Regions that the caller administers as a whole. */
const wholeRegions = (caller: Caller): string[] => caller.grants.flatMap(({ role, scope }) => (sees.webhooks.includes(role) && scope.kind === 'region' ? [scope.id] : []))
