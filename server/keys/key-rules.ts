import { deviceDoors, type IssueKey, type RotateKey, type MachineKey } from '#shared/keys.ts'
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

const notThere = { zh: '此小区没有该设备', en: 'There is no such device in this community' } as const
const otherDoors = { zh: '单个设备的密钥只能送设备数据和告警', en: 'A key of one device sends its values and alarms only' } as const

/**
 * `known`: whether the device is one of the key's community.
 * @throws Refusal invalid
 */
export function checkDeviceKey({ doors }: z.infer<typeof IssueKey>, known: boolean): void {
  if (!known) throw new Refusal('invalid', { errors: [{ field: 'device', message: notThere }] })
  if (!doors.every((door) => deviceDoors.includes(door))) throw new Refusal('invalid', { errors: [{ field: 'doors', message: otherDoors }] })
}
