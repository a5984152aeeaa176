import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const activationQueries: QueryHandlers<'activation' | 'activations'> = {
  activation: none,
  activations: none,
}
