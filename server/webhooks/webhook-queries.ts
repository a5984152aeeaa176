import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const webhookQueries: QueryHandlers<'webhooks' | 'deliveries'> = {
  webhooks: notYet,
  deliveries: notYet,
}
