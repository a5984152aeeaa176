import { DateTime } from 'luxon'
import type { z } from 'zod'
import type { Device, NextService } from '#shared/devices.ts'

export type Service = z.infer<typeof NextService>
/** `hours`: what its `runningHours` say now. `planned`: the day (yyyy-mm-dd) of the next piece of maintenance that is scheduled for it. */
export type ServiceKnown = { hours: number | null; planned: string | null; now: number; zone: string }

const dayMs = 86_400_000

/**
 * Which comes first: so many days after the last service, the day on which it will have run so many hours if it goes on as it did since,
 * or what is planned. What was never serviced counts from its installation; where that is not known either, it is due. Null: by none of them.
 */
export function nextService(device: Device, { hours, planned, now, zone }: ServiceKnown): Service | null {
  const day = (at: number): string => DateTime.fromMillis(at, { zone }).toISODate() ?? ''
  const installed = typeof device.attributes?.installedOn === 'string' ? Date.parse(device.attributes.installedOn) : Number.NaN
  const since = device.servicedAt ? Date.parse(device.servicedAt) : Number.isNaN(installed) ? null : installed
  const due: Service[] = []
  if (device.serviceDays) due.push({ day: day(since === null ? now : since + device.serviceDays * dayMs), by: 'days' })
  if (device.serviceHours && hours !== null) due.push({ day: day(now + untilWorn(device, hours, { since, now })), by: 'hours' })
  if (planned) due.push({ day: planned, by: 'plan' })
  return due.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))[0] ?? null
}

/** Milliseconds. A device runs at most all day long, which is also supposed where nothing tells how much it runs. */
function untilWorn({ serviceHours, servicedHours }: Device, hours: number, { since, now }: { since: number | null; now: number }): number {
  const ran = Math.max(0, hours - (servicedHours ?? 0))
  const left = (serviceHours ?? 0) - ran
  if (left <= 0) return 0
  const days = since === null ? 0 : (now - since) / dayMs
  const share = days >= 1 && ran > 0 ? Math.min(1, ran / (days * 24)) : 1
  // A device that hardly runs is not worn for years: beyond ten of them nobody plans.
  return Math.min((left / 24 / share) * dayMs, 3_650 * dayMs)
}
