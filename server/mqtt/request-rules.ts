import type { DeviceCall } from '../live/handler.ts'

/** ThingsBoard's call of a device. `params` let it know the same instruction again, and one that came too late. */
export function requestOf({ instruction, number, code, action, expiresAt }: DeviceCall, as: 'device' | 'gateway'): Record<string, unknown> {
  const said = { method: action, params: { instruction, expiresAt } }
  return as === 'device' ? said : { device: code, data: { id: number, ...said } }
}
