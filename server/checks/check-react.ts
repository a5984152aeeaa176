import type { Reaction } from '../live/handler.ts'

export const checkReaction: Reaction = { name: 'check.open', react: () => Promise.resolve(null) }
