import { z } from 'zod'
import { doors, type Door } from './doors.ts'
import { Id, Instant, Typed } from './text.ts'

/** A machine's key as lists show it: its secret was shown once and is kept nowhere. */
export const MachineKey = z.strictObject({
  id: Id,
  version: z.int(),
  name: z.string(),
  /** The first characters, by which its owner knows it. */
  prefix: z.string(),
  /** Null: the whole company. */
  community: Id.nullable(),
  doors: z.array(z.enum(doors)),
  /** A key of one device, which then need not name itself. */
  device: Id.nullish(),
  /** Only messages signed with its signing secret are taken (Standard Webhooks). */
  signed: z.boolean(),
  madeAt: Instant,
  /** Until when a key that was rotated still opens. */
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** The key in whose place this one came. */
  replaces: Id.nullable(),
})
export type MachineKey = z.infer<typeof MachineKey>

/** `clockSkew`: seconds by which the sender's clock was ahead (positive) or behind when it last signed. */
export const KeyState = MachineKey.extend({ usedAt: Instant.nullable(), address: z.string().nullable(), clockSkew: z.number().nullable() })
export type KeyState = z.infer<typeof KeyState>

/** What a key of one device opens. */
export const deviceDoors: readonly Door[] = ['alarms', 'telemetry']

export const IssueKey = z.strictObject({
  name: Typed(60).min(1),
  community: Id.nullable(),
  doors: z.array(z.enum(doors)).min(1).max(doors.length),
  /** Of this device only; its community is the key's. */
  device: Id.nullish(),
  signed: z.boolean().default(false),
})
/** A new key for the same doors; the old one opens for `overlapHours` more. */
export const RotateKey = z.strictObject({ version: z.int().min(1), overlapHours: z.int().min(0).max(720).default(24) })
export const RevokeKey = z.strictObject({ version: z.int().min(1) })

/** Told once, beside the reply: `key` for the Authorization header, `signing` (whsec_…) for signatures where it is a signed key. */
export type KeySecret = { key: string; signing: string | null }
