import type { Reaction } from '../live/handler.ts'

export const drillReaction: Reaction = { name: 'drill.follow', react: () => Promise.resolve(null) }
