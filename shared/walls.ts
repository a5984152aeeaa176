import { z } from 'zod'
import { Scope } from './roles.ts'
import { Id, Instant, Typed } from './text.ts'

export const layouts = ['wall', 'map', 'lists'] as const
export type Layout = (typeof layouts)[number]

/** What a wall is asked to show; null: what it shows by itself. */
export const WallTarget = z.strictObject({ kind: z.enum(['community', 'building', 'order', 'alarm', 'activation']), id: Id })
export type WallTarget = z.infer<typeof WallTarget>

/** A screen on a wall: paired once, it looks and never acts. */
export const WallScreen = z.strictObject({
  id: Id,
  version: z.int(),
  name: z.string(),
  scope: Scope,
  layout: z.enum(layouts),
  pointed: WallTarget.nullable(),
  /** Rises with each order to reload. */
  reloads: z.int(),
  pairedAt: Instant,
  pairedBy: z.string(),
  /** It renews itself; without that it ends here. */
  expiresAt: Instant,
  revokedAt: Instant.nullable(),
})
export type WallScreen = z.infer<typeof WallScreen>

/** As lists show it. */
export const WallState = WallScreen.extend({ paintedAt: Instant.nullable(), connected: z.boolean() })
export type WallState = z.infer<typeof WallState>

const codeForm = /^[A-HJ-NP-Z2-9]{8}$/
const asCode = (text: string): string => text.toUpperCase().replaceAll(/[\s-]/g, '')

/** Eight letters and digits that cannot be mistaken for one another, as people type them. */
export const PairingCode = z.string().max(20).transform(asCode).pipe(z.string().regex(codeForm))
export const isPairingCode = (text: string): boolean => codeForm.test(asCode(text))

/** Milliseconds for which a code is good. */
export const pairingStays = 600_000

/** What a screen that wants to be a wall is given: the code for people, the secret for itself. */
export const Pairing = z.strictObject({ code: z.string(), secret: z.string(), expiresAt: Instant })
export type Pairing = z.infer<typeof Pairing>

/** Whoever is about to approve a code asks what waits under it; `address`: from where the screen asked, null where that is not known. */
export const LookAtPairing = z.strictObject({ code: PairingCode })
export const WaitingScreen = z.strictObject({ since: Instant, address: z.string().nullable() })
export type WaitingScreen = z.infer<typeof WaitingScreen>

const version = z.int().min(1)
const Name = Typed(60).min(1)
export const ApproveWall = z.strictObject({ code: PairingCode, name: Name, scope: Scope, layout: z.enum(layouts).default('wall') })
export const ChangeWall = z.strictObject({ version, name: Name, scope: Scope, layout: z.enum(layouts) })
export const PointWall = z.strictObject({ version, target: WallTarget.nullable() })
export const ReloadWall = z.strictObject({ version })
export const RevokeWall = z.strictObject({ version })

/** Milliseconds after its last paint at which a wall counts as silent: with a look every 3 s it is known within 15. */
export const wallSilentAfter = 10_000

/** A wall that stopped painting, as desks are told of it. */
export type SilentWall = { id: string; name: string; since: number }
