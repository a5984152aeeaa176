import { skewTold } from '#shared/alarms.ts'
import type { Quality, Scalar } from '#shared/devices.ts'
import { timeIsLate } from '../live/reading-time.ts'

/** Values are kept for 100 days; whoever says that one is older has a wrong clock. Milliseconds. */
const oldest = 100 * 86_400_000

/**
 * When a value is held to have been measured, and how far that is to be trusted. Epoch milliseconds; `said`: by the device's own clock.
 * Never ahead of now: what comes after it would be taken for older, and change nothing.
 */
export function timeOf(said: number | null, receivedAt: number): { at: number; quality: Exclude<Quality, 'suspect'> } {
  if (said === null) return { at: receivedAt, quality: 'good' }
  if (said > receivedAt + skewTold.ahead || said < receivedAt - oldest) return { at: receivedAt, quality: 'clock' }
  return { at: Math.min(said, receivedAt), quality: timeIsLate({ at: said, receivedAt }) ? 'late' : 'good' }
}

/** PostgreSQL holds neither NUL nor half of a surrogate pair. */
// oxlint-disable-next-line no-control-regex -- the point is to refuse it
const unstorable = /[\u0000\ud800-\udfff]/u

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && value.length <= 400 && !unstorable.test(value))

/** Names that a rule and a chart can ask for. */
// oxlint-disable-next-line no-control-regex -- the point is to refuse them
export const isKey = (key: string): boolean => key.length >= 1 && key.length <= 60 && key.trim() === key && !/[\u0000-\u001f\u007f\ud800-\udfff]/u.test(key)
