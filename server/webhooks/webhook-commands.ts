import { webhooks } from '#db/schema/webhooks.ts'
import type { CommandName } from '#shared/commands.ts'
import { real } from '#shared/modes.ts'
import type { Scope } from '#shared/roles.ts'
import type { Webhook, WebhookSecret } from '#shared/webhooks.ts'
import { allow, allowCompany, mayGive, scopeJudge, type Caller } from '../identity/caller.ts'
import { change, type Told, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { resend } from './resend-command.ts'
import { webhookSecret } from './webhook-rules.ts'
import { findWebhook } from './webhook-store.ts'

type WebhookCommand = Extract<CommandName, `webhook.${string}`>
type Where = Pick<Webhook, 'region' | 'community'>

/** `secret`: the installation's, from which the webhooks' signing secrets follow. */
export function webhookCommands(secret: string): CommandHandlers<WebhookCommand | 'delivery.resend'> {
  async function create(parts: Parts, { id, request, caller, now }: Call<'webhook.create'>): Promise<Told> {
    await allowWhere(parts, caller, 'webhook.create', request)
    checkUrl(request.url)
    const hook: Webhook = { ...request, id, version: 1, events: [...new Set(request.events)], enabled: true, madeAt: new Date(now).toISOString(), endedAt: null }
    const once: WebhookSecret = { signing: webhookSecret(secret, id) }
    return { ...workOf('webhook.created', hook), once }
  }
  return { 'webhook.create': create, 'webhook.change': changeWebhook, 'webhook.end': end, 'delivery.resend': resend }
}

async function changeWebhook(parts: Parts, { id, request, caller }: Call<'webhook.change'>): Promise<Work> {
  const held = await allowedWebhook(parts, caller, 'webhook.change', id, request.version)
  await allowWhere(parts, caller, 'webhook.change', request)
  checkUrl(request.url)
  return workOf('webhook.changed', { ...held, ...request, version: held.version + 1, events: [...new Set(request.events)] })
}

async function end(parts: Parts, { id, request, caller, now }: Call<'webhook.end'>): Promise<Work> {
  const held = await allowedWebhook(parts, caller, 'webhook.end', id, request.version)
  return workOf('webhook.ended', { ...held, version: held.version + 1, enabled: false, endedAt: new Date(now).toISOString() })
}

async function allowedWebhook(parts: Parts, caller: Caller, command: WebhookCommand, id: string, version: number): Promise<Webhook> {
  const held = await findWebhook(parts, id)
  if (!held) throw new Refusal('not-found')
  await allowWhere(parts, caller, command, held)
  if (held.endedAt !== null) throw new Refusal('illegal-move', { current: held })
  if (held.version !== version) throw new Refusal('conflict', { current: held })
  return held
}

/** A webhook of the whole company is the company's, one of a region that of whoever administers the region. */
async function allowWhere(parts: Parts, caller: Caller, command: WebhookCommand, { region, community }: Where): Promise<void> {
  if (region !== null && community !== null) throw invalid('region', { zh: '只能选区域或小区之一', en: 'Either a region or a community' })
  if (community !== null) return void (await allow(parts, caller, command, community))
  if (region === null) return allowCompany(caller, command)
  const judge = await scopeJudge(parts)
  const scope: Scope = { kind: 'region', id: region }
  if (mayGive(judge, caller, command, { scope })) return
  throw new Refusal(caller.grants.some((held) => judge(scope, held.scope)) ? 'not-allowed' : 'not-found')
}

/** A password in an address would be shown to whoever sees the list. */
function checkUrl(url: string): void {
  const { username, password } = new URL(url)
  if (username !== '' || password !== '') throw invalid('url', { zh: '地址中不能带用户名或密码', en: 'No user name or password in the address' })
}

const invalid = (field: string, message: { zh: string; en: string }): Refusal => new Refusal('invalid', { errors: [{ field, message }] })

const workOf = (fact: 'webhook.created' | 'webhook.changed' | 'webhook.ended', body: Webhook): Work => ({
  changes: [change(webhooks, body, { name: fact, body })], reply: { fact, body }, community: body.community, mode: real,
  detail: { webhook: body.id, name: body.name, host: new URL(body.url).host, events: body.events, enabled: body.enabled },
})
