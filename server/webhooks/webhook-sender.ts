import { Webhook as Signer } from 'standardwebhooks'
import { webhooks } from '#db/schema/webhooks.ts'
import { real } from '#shared/modes.ts'
import type { Webhook } from '#shared/webhooks.ts'
import { change } from '../journal/change.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import { guardedPost } from '../outlet/guarded-post.ts'
import { Undeliverable, type Send } from '../outlet/outlet.ts'
import type { Parts } from '../parts.ts'
import { webhookSecret } from './webhook-rules.ts'
import { findWebhook } from './webhook-store.ts'

type Settings = { secret: string; allowPrivate: boolean }

/** Sends by Standard Webhooks: signed over id, time of this attempt and body. The id is the message's, however often it is sent. */
export const webhookSender =
  (parts: Parts, { secret, allowPrivate }: Settings): Send =>
  async ({ id, body: { webhook, ...message } }, stop) => {
    const hook = await findWebhook(parts, String(webhook))
    if (!hook || hook.endedAt !== null) throw new Undeliverable('the webhook was ended')
    if (!hook.enabled) throw new Undeliverable('the webhook is off')
    const body = JSON.stringify(message)
    const at = new Date(parts.now())
    const headers = {
      'content-type': 'application/json', 'user-agent': 'Watchfloor', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Signer(webhookSecret(secret, hook.id)).sign(id, at, body),
    }
    const status = await guardedPost({ url: hook.url, headers, body, stop, allowPrivate })
    if (status >= 200 && status < 300) return `HTTP ${status}`
    if (status === 410) {
      await switchOff(parts, hook)
      throw new Undeliverable('HTTP 410: the receiver wants no more, the webhook is off')
    }
    throw new Error(status >= 300 && status < 400 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`)
  }

/** The receiver said that it is gone for good. Somebody faster has decided something else, and that stands. */
async function switchOff(parts: Parts, hook: Webhook): Promise<void> {
  const off: Webhook = { ...hook, version: hook.version + 1, enabled: false }
  await parts.journal.commit(
    systemCommand('outlet', 'webhook.gone', idFrom('webhook.gone', off.id, off.version), {
      changes: [change(webhooks, off, { name: 'webhook.changed', body: off })], reply: null, community: off.community, mode: real, detail: { webhook: off.id, name: off.name },
    }),
    'bulk',
  )
}
