import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const none = () => Promise.reject(new Refusal('not-found'))

export const previewQueries: QueryHandlers<'activationPreview'> = {
  activationPreview: none,
}
