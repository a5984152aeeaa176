import { isDeepStrictEqual } from 'node:util'
import type { Device } from '#shared/devices.ts'

/** Whether two say the same of a device, its version and what was heard of it aside; nothing, an empty list and an empty table are alike. */
export function sameDevice(one: Device, other: Device): boolean {
  return isDeepStrictEqual(told(one), told(other))
}

function told(device: Device): Record<string, unknown> {
  const { version: _version, state: _state, seenAt: _seenAt, actions, ...rest } = device
  const kept: Record<string, unknown> = { actions: (actions ?? []).toSorted() }
  for (const [key, value] of Object.entries(rest)) {
    const empty = value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
    if (!empty) kept[key] = value
  }
  return kept
}
