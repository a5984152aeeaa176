import type { Stream } from './stream-rules.ts'

/** Milliseconds without a beat, or behind one head, after which a screen says that it is not fresh. */
export const freshFor = 4500
/** A cut this short is not shown: most reconnects are quicker. */
const graceAfterCut = 1500

export type Socket = { connected: boolean; since: number }
export type Link = 'opening' | 'live' | 'stale' | 'off'
export type Freshness = { link: Link; fresh: boolean; why: 'cut' | 'silent' | 'behind' | null; since: number | null }

/** All times are this machine's clock, epoch milliseconds. `since` is when the picture was last known to be true. */
export function freshness(stream: Pick<Stream, 'cursor' | 'beatAt' | 'behind'>, socket: Socket, now: number): Freshness {
  const since = stream.behind ? Math.min(stream.behind.since, stream.beatAt ?? stream.behind.since) : stream.beatAt
  if (stream.cursor === null || stream.beatAt === null) {
    const waited = now - socket.since > freshFor
    return { link: socket.connected || !waited ? 'opening' : 'off', fresh: !waited, why: waited ? (socket.connected ? 'silent' : 'cut') : null, since: null }
  }
  const silent = now - stream.beatAt > freshFor
  if (!socket.connected) {
    const stale = silent || now - socket.since > graceAfterCut
    return { link: 'off', fresh: !stale, why: stale ? 'cut' : null, since }
  }
  if (silent) return { link: 'stale', fresh: false, why: 'silent', since }
  if (stream.behind && now - stream.behind.since > freshFor) return { link: 'stale', fresh: false, why: 'behind', since }
  return { link: 'live', fresh: true, why: null, since: null }
}
