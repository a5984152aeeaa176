import type { Reaction } from '../live/handler.ts'

export const findingOrderReaction: Reaction = { name: 'order.of-finding', react: () => Promise.resolve(null) }
