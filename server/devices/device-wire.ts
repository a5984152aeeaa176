import type { Device } from '#shared/devices.ts'
import { leavingOut } from '../journal/leaving-out.ts'

/** A device as facts have it: what only some have is left out where there is none. */
export const onWire = leavingOut<Device>([
  'unit', 'floor', 'room', 'power', 'network', 'controller', 'gateway', 'serial', 'attributes', 'silentAfter', 'actions', 'camera', 'serviceDays', 'serviceHours', 'servicedAt',
  'servicedHours', 'removedAt',
])
