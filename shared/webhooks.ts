import { z } from 'zod'
import { Id, Instant, Typed } from './text.ts'

/** What an outside system may hear of; a fact's name, or all of a noun by `order.*`. */
export const webhookEvents = [
  'order.*', 'order.reported', 'order.assigned', 'order.reassigned', 'order.accepted', 'order.departed', 'order.arrived', 'order.waited', 'order.finished', 'order.verified', 'order.closed',
  'order.called-back', 'order.reopened', 'order.cancelled', 'order.merged', 'order.late', 'order.escalated', 'alarm.*', 'alarm.raised', 'alarm.acknowledged', 'alarm.cleared',
] as const

/** Where to, and what about. Null community and region: the whole company. Its signing secret was shown once. */
export const Webhook = z.strictObject({
  id: Id,
  version: z.int(),
  name: z.string(),
  url: z.url(),
  region: Id.nullable(),
  community: Id.nullable(),
  events: z.array(z.enum(webhookEvents)),
  enabled: z.boolean(),
  madeAt: Instant,
  endedAt: Instant.nullable(),
})
export type Webhook = z.infer<typeof Webhook>

const about = { name: Typed(60).min(1), url: z.url({ protocol: /^https?$/ }).max(500), region: Id.nullable(), community: Id.nullable(), events: z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length) }
export const CreateWebhook = z.strictObject(about)
export const ChangeWebhook = z.strictObject({ ...about, version: z.int().min(1), enabled: z.boolean() })
export const EndWebhook = z.strictObject({ version: z.int().min(1) })
export const ResendDelivery = z.strictObject({})

export const deliveryStates = ['waiting', 'sent', 'captured', 'failed'] as const
/** One message that leaves, and what became of it. `to`: the webhook's name, or the masked phone of a resident. */
export const Delivery = z.strictObject({
  id: Id, at: Instant, community: Id.nullable(), kind: z.enum(['webhook', 'resident', 'staff', 'other']), to: z.string(), about: z.string(), state: z.enum(deliveryStates),
  attempts: z.int(), nextAt: Instant.nullable(), answer: z.string().nullable(), mode: z.string(),
})
export type Delivery = z.infer<typeof Delivery>
/** Told once, beside the reply: whsec_… */
export type WebhookSecret = { signing: string }
