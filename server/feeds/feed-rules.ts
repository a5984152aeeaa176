import { doors, type Door } from '#shared/doors.ts'
import { feedLimits, type FeedState } from '#shared/feeds.ts'

/** What is known of one door of one community; `own` where it has a limit of its own, whose `seconds` may be null. */
export type KnownFeed = { community: string; door: Door; heardAt: number | null; own: { version: number; seconds: number | null } | null }

export const limitOf = ({ door, own }: Pick<KnownFeed, 'door' | 'own'>): number | null => (own ? own.seconds : feedLimits[door])

/** A feed that was never heard is not there, and therefore not silent. `since`: from when on somebody listened; epoch milliseconds. */
export function isSilent(feed: KnownFeed, since: number, now: number): boolean {
  const seconds = limitOf(feed)
  return seconds !== null && feed.heardAt !== null && now - Math.max(feed.heardAt, since) > seconds * 1000
}

/** Every door there is, as somebody of the community reads it. */
export function feedStates(community: string, known: readonly KnownFeed[], now: number): FeedState[] {
  return doors.map((door) => {
    const feed = known.find((one) => one.door === door) ?? { community, door, heardAt: null, own: null }
    const heardAt = feed.heardAt === null ? null : new Date(feed.heardAt).toISOString()
    return { community, door, heardAt, seconds: limitOf(feed), silent: isSilent(feed, 0, now), own: feed.own !== null }
  })
}
