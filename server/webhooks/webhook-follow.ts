import { idFrom } from '../journal/system.ts'
import type { Follow } from '../outlet/outgoing.ts'
import { hears, messageOf } from './webhook-rules.ts'
import { hearingWebhooks } from './webhook-store.ts'

/** One message for each fact that a webhook hears of. Where nobody listens, it costs one look at an empty table. */
export const followWebhooks: Follow = async (parts, facts, now) => {
  const told = facts.filter(({ name }) => name.startsWith('order.') || name.startsWith('alarm.'))
  const hooks = told.length > 0 ? await hearingWebhooks(parts) : []
  return told.flatMap((fact) =>
    hooks.filter((hook) => hears(hook, fact, now)).map((hook) => ({
      id: idFrom('webhook', hook.id, fact.seq), community: fact.community, mode: fact.mode, channel: 'subscriber' as const, body: { webhook: hook.id, ...messageOf(fact) },
    })),
  )
}
