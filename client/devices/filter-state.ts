import { create } from 'zustand'
import type { DeviceKind, DeviceState } from '#shared/devices.ts'

export type DeviceFilter = { text: string; kind: DeviceKind | null; state: DeviceState | null; building: string | null }

export const noFilter: DeviceFilter = { text: '', kind: null, state: null, building: null }

/** What the page looks for, remembered while it is away. */
export const useDeviceFilter = create<DeviceFilter>()(() => noFilter)
export const setFilter = (part: Partial<DeviceFilter>): void => useDeviceFilter.setState(part)
export const isFiltered = ({ text, kind, state, building }: DeviceFilter): boolean => text.trim() !== '' || kind !== null || state !== null || building !== null
