import { z } from 'zod'
import { doors, type Door } from './doors.ts'
import { Id, Instant } from './text.ts'

/** Seconds without a word after which a feed that was ever heard is silent; null: it may be quiet for as long as it likes. */
export const feedLimits: Record<Door, number | null> = { requests: null, alarms: null, positions: null, telemetry: 300, alertmanager: null, cap: null }

/** A feed of a community with a limit of its own. `seconds` null: it may be quiet. */
export const FeedLimit = z.strictObject({ id: Id, version: z.int(), community: Id, door: z.enum(doors), seconds: z.int().min(30).max(2_592_000).nullable() })
export type FeedLimit = z.infer<typeof FeedLimit>

export const FeedState = z.strictObject({ community: Id, door: z.enum(doors), heardAt: Instant.nullable(), seconds: z.int().nullable(), silent: z.boolean(), own: z.boolean() })
export type FeedState = z.infer<typeof FeedState>

export const LimitFeed = z.strictObject({ community: Id, door: z.enum(doors), seconds: z.int().min(30).max(2_592_000).nullable() })
