import { eq } from 'drizzle-orm'
import { webhooks } from '#db/schema/webhooks.ts'
import { communities } from '#db/schema/sites.ts'
import type { Webhook } from '#shared/webhooks.ts'
import type { Parts } from '../parts.ts'
import type { Hearing } from './webhook-rules.ts'

export async function findWebhook(parts: Pick<Parts, 'db'>, id: string): Promise<Webhook | null> {
  const [row] = await parts.db.select().from(webhooks).where(eq(webhooks.id, id))
  return row ?? null
}

/** Those that are on, with the communities of their region or their one community. */
export async function hearingWebhooks(parts: Pick<Parts, 'db'>): Promise<Hearing[]> {
  const on = await parts.db.select().from(webhooks).where(eq(webhooks.enabled, true))
  const places = on.some(({ region }) => region !== null) ? await parts.db.select({ id: communities.id, region: communities.region }).from(communities) : []
  return on.map((hook) => {
    if (hook.community !== null) return { ...hook, communities: new Set([hook.community]) }
    return { ...hook, communities: hook.region === null ? null : new Set(places.filter(({ region }) => region === hook.region).map(({ id }) => id)) }
  })
}
