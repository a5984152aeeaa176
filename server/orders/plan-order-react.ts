import type { Reaction } from '../live/handler.ts'

export const planOrderReaction: Reaction = { name: 'order.of-plan', react: () => Promise.resolve(null) }
