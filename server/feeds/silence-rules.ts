import type { Severity } from '#shared/alarms.ts'
import type { DeviceKind } from '#shared/devices.ts'
import type { Door } from '#shared/doors.ts'
import { idFrom } from '../journal/system.ts'
import type { AlarmSaid } from '../live/handler.ts'
import { isSilent, type KnownFeed } from './feed-rules.ts'

/** A device that has not been heard for longer than its limit; times in epoch milliseconds, `silentAfter` in seconds. */
export type QuietDevice = { id: string; version: number; community: string; kind: DeviceKind; silentAfter: number; heardAt: number | null }
/** An alarm of silence whose reason has gone: `heardAt` since, or nobody waits for a word any more. */
export type HeardAgain = { alarm: string; kind: 'device.silent' | 'gateway.silent'; severity: Severity; device: string; community: string; heardAt: number | null }
/** A feed that was told to be silent and may be so still. */
export type ToldFeed = { alarm: string; community: string; door: Door; severity: Severity }

/** From when on somebody has listened; a round that comes this much later than the one before means that nobody did. Milliseconds. */
export const outage = 20_000
export const listeningSince = (since: number, lastRound: number | null, now: number): number => (lastRound === null || now - lastRound > outage ? now : since)

/**
 * Of the quiet ones, those that are a matter: after we ourselves were away everybody gets their time anew, and one that was never heard
 * is waited for from when it was first missed. `missed` remembers that, and is brought up to date.
 */
export function silentDevices(quiet: readonly QuietDevice[], missed: Map<string, number>, since: number, now: number): QuietDevice[] {
  const never = new Set(quiet.filter(({ heardAt }) => heardAt === null).map(({ id }) => id))
  for (const id of missed.keys()) if (!never.has(id)) missed.delete(id)
  for (const id of never) if (!missed.has(id)) missed.set(id, now)
  return quiet.filter(({ id, heardAt, silentAfter }) => now - Math.max(heardAt ?? missed.get(id) ?? now, since) >= silentAfter * 1000)
}

/** The same silence is always the same message, whichever process hears it. */
export function silenceOf({ id, version, community, kind, heardAt }: QuietDevice): AlarmSaid {
  const gateway = kind === 'gateway'
  return {
    id: idFrom('silence', id, version, heardAt ?? 'never'), community, device: id, kind: gateway ? 'gateway.silent' : 'device.silent', severity: gateway ? 'major' : 'minor',
    change: 'raised', text: '', at: null,
  }
}

export const endOfSilence = ({ alarm, kind, severity, device, community, heardAt }: HeardAgain): AlarmSaid => ({
  id: idFrom('silence-over', alarm, heardAt ?? 'unexpected'), community, device, kind, severity, change: 'cleared', text: '', at: null,
})

/** What is to be said of feeds. `told`: those whose alarm stands and is active. */
export function feedsToTell(feeds: readonly KnownFeed[], told: readonly ToldFeed[], since: number, now: number): AlarmSaid[] {
  const name = ({ community, door }: Pick<KnownFeed, 'community' | 'door'>): string => `${community}/${door}`
  const standing = new Set(told.map(name))
  const about = { device: null, kind: 'feed.silent', text: '', at: null } as const
  const raised = feeds.filter((feed) => isSilent(feed, since, now) && !standing.has(name(feed))).map(({ community, door, heardAt, own }): AlarmSaid => ({
    ...about, id: idFrom('feed-silence', community, door, heardAt ?? '', own?.version ?? 0), community, subject: door, severity: 'major', change: 'raised',
  }))
  const known = new Map(feeds.map((feed) => [name(feed), feed]))
  const cleared = told.flatMap(({ alarm, community, door, severity }): AlarmSaid[] => {
    const feed = known.get(name({ community, door }))
    if (feed && isSilent(feed, 0, now)) return []
    return [{ ...about, id: idFrom('feed-silence-over', alarm, feed?.heardAt ?? '', feed?.own?.version ?? 0), community, subject: door, severity, change: 'cleared' }]
  })
  return [...raised, ...cleared]
}
