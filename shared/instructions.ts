import { z } from 'zod'
import { deviceActions } from './devices.ts'
import { Id, Instant, Typed } from './text.ts'

export const instructionStates = ['waiting', 'done', 'refused', 'expired', 'captured'] as const

/** Milliseconds in which a device has to answer; nothing is carried out later. */
export const instructionStays = 30_000

/** Something that the room told a device to do, and what came of it. `answer`: in the device's words. */
export const Instruction = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  device: Id,
  action: z.enum(deviceActions),
  reason: z.string(),
  by: z.string(),
  at: Instant,
  expiresAt: Instant,
  state: z.enum(instructionStates),
  answeredAt: Instant.nullable(),
  answer: z.string(),
  mode: z.string(),
})
export type Instruction = z.infer<typeof Instruction>

/** Why the system itself refused: no process has a way to devices, or nobody who speaks for this one was listening. Then `answer` is one of these and `answeredAt` null. */
export const unreached = ['no-broker', 'nobody'] as const

/**
 * `confirm`: the device's code, said by the one who gives it: nothing dangerous by a slip. `at`: when it was confirmed; older than 30 s
 * is refused. `drill`: the drill it belongs to; it is then captured and reaches no device.
 */
export const GiveInstruction = z.strictObject({
  device: Id, action: z.enum(deviceActions), reason: Typed(400).min(1), confirm: Typed(120).min(1), at: z.iso.datetime({ offset: true }), drill: Id.nullish(),
})
