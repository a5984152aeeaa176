import type { RotateKey, MachineKey } from '#shared/keys.ts'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'

const hour = 3_600_000

/** Whether a key opens at `now`, epoch milliseconds. */
export const works = ({ revokedAt, expiresAt }: Pick<MachineKey, 'revokedAt' | 'expiresAt'>, now: number): boolean =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now)

/**
 * The old key as it is once another has come in its place: it still opens for the overlap.
 * @throws Refusal illegal-move for one that is over or has been rotated already, conflict for another version
 */
export function rotated(key: MachineKey, { version, overlapHours }: z.infer<typeof RotateKey>, now: number): MachineKey {
  if (key.revokedAt !== null || key.expiresAt !== null) throw new Refusal('illegal-move', { current: key })
  if (key.version !== version) throw new Refusal('conflict', { current: key })
  return { ...key, version: key.version + 1, expiresAt: new Date(now + overlapHours * hour).toISOString() }
}
