import { digestOf } from '../journal/system.ts'
import { slug, type LoggedAlarm } from './alarm-log.ts'
import type { Event } from './event.ts'

export const deviceManners = ['keep', 'map', 'none'] as const
/** The log's sources as device codes; each on one of the community's own devices, always the same one; or as alarms of the whole community. */
export type DeviceManner = (typeof deviceManners)[number]

/** A log's alarms as a gateway of `community` would send them. Without devices the source goes into the kind, so that two sources stay two alarms. */
export function alarmEvents(alarms: readonly LoggedAlarm[], community: string, manner: DeviceManner, devices: readonly string[]): Event[] {
  const onDevice = (tag: string): string | null => {
    if (manner === 'keep') return tag === '' ? null : tag
    if (manner === 'none' || devices.length === 0) return null
    return devices[Number.parseInt(digestOf(tag).slice(0, 8), 16) % devices.length] ?? null
  }
  return alarms.map(({ at, tag, kind, severity, change, text }) => {
    const device = onDevice(tag)
    const named = device === tag ? kind : `${slug(tag)}.${kind}`.slice(0, 60).replace(/[.-]+$/, '')
    return { door: 'alarms', at: at / 1000, message: { community, device, kind: named, severity, change, text: text || `${tag} ${kind}` } }
  })
}
