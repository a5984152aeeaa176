import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const webhookCommands: CommandHandlers<'webhook.create' | 'webhook.change' | 'webhook.end' | 'delivery.resend'> = {
  'webhook.create': notYet,
  'webhook.change': notYet,
  'webhook.end': notYet,
  'delivery.resend': notYet,
}
