import type { MaintenanceWindow } from '#shared/windows.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** An instant as a field of date and time holds it, in the time of this screen. */
export function localField(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** What the fields mean; an empty beginning is now. Null where it cannot be. */
export function spanOf(from: string, until: string, now: number): { from: string; until: string } | null {
  const [start, end] = [from === '' ? now : new Date(from).getTime(), new Date(until).getTime()]
  if (Number.isNaN(start) || Number.isNaN(end) || end <= start || end <= now) return null
  return { from: new Date(start).toISOString(), until: new Date(end).toISOString() }
}

export const windowGroups = ['running', 'planned', 'past'] as const
export type WindowGroup = (typeof windowGroups)[number]

/** What runs by its end, what is planned by its beginning, what is past newest first. `device`: only those that cover it. */
export function grouped(windows: readonly MaintenanceWindow[], device: { id: string; building: string | null } | null): Record<WindowGroup, MaintenanceWindow[]> {
  const shown = device ? windows.filter((one) => covers(one, device)) : windows
  const of = (...states: MaintenanceWindow['state'][]): MaintenanceWindow[] => shown.filter(({ state }) => states.includes(state))
  return {
    running: of('running').toSorted((a, b) => a.until.localeCompare(b.until)),
    planned: of('planned').toSorted((a, b) => a.from.localeCompare(b.from)),
    past: of('over', 'cancelled').toSorted((a, b) => (b.endedAt ?? b.until).localeCompare(a.endedAt ?? a.until)),
  }
}

function covers({ devices, building }: MaintenanceWindow, device: { id: string; building: string | null }): boolean {
  return devices.length > 0 ? devices.includes(device.id) : building === null || building === device.building
}
