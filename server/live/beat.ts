import { connect, type Sql } from '#db/client.ts'
import { doors, type Door } from '#shared/doors.ts'
import type { Logger } from 'pino'
import { Rounds } from '../rounds.ts'
import type { FanOut } from './fan-out.ts'
import { readFeeds, type Feed } from './feed-store.ts'
import type { Proof } from './proof.ts'
import type { Room } from './room.ts'
import { readQuietWalls, silentAt, silentFor } from './silent-walls.ts'
import type { LiveServer } from './socket-server.ts'
import { deafFor, readDeaf } from './stations.ts'

/** How many messages wait in quarantine, by the community of their key; null for keys of the company. */
export type ReadQuarantined = (sql: Sql) => Promise<{ community: string | null; count: number }[]>

const every = 2_000
/** Milliseconds without a beat after which walls are given their time anew. */
const outage = 6_000

/**
 * The proof of freshness. A beat goes out only after the database itself has answered, and says how far the room has
 * been served: a socket that is merely open proves nothing.
 */
export class Beat {
  private readonly io: LiveServer
  private readonly fanOut: FanOut
  private readonly proof: Proof
  private readonly quarantined: ReadQuarantined
  private readonly sql: Sql
  private readonly rounds: Rounds
  /** Journal head minus what was handed on, at the last beat, in facts. */
  lag = 0
  private at = 0
  /** By the database's clock. */
  private last = 0
  private since = 0

  constructor(io: LiveServer, fanOut: FanOut, proof: Proof, quarantined: ReadQuarantined, url: string, log: Logger) {
    this.io = io
    this.fanOut = fanOut
    this.proof = proof
    this.quarantined = quarantined
    // Its own connection: a beat must not queue behind a slow snapshot.
    this.sql = connect(url, { max: 1, name: 'watchfloor-beat', role: 'watchfloor_app', statementTimeout: 1_500 })
    this.rounds = new Rounds(every, () => this.beat(), log, 'no heartbeat: the database did not answer')
  }

  /** Whether the last heartbeat is recent and found nothing left behind. */
  fresh(now: number): boolean {
    return now - this.at < every + 2_000 && this.lag === 0
  }

  /** The first beat comes at once: until then nobody knows whether this process is level. */
  start(): void {
    this.rounds.start(0)
  }

  async stop(): Promise<void> {
    await this.rounds.stop()
    await this.sql.end({ timeout: 1 })
  }

  private async beat(): Promise<void> {
    const [row] = await this.sql<{ seq: number; at: number }[]>`
      select seq, (extract(epoch from clock_timestamp()) * 1000)::bigint as at from journal_head`
    if (!row) return
    const [feeds, quiet, deaf, kept] = await Promise.all([readFeeds(this.sql), readQuietWalls(this.sql), readDeaf(this.sql), this.quarantined(this.sql)])
    if (row.at - this.last > outage) this.since = row.at
    this.last = row.at
    const silent = silentAt(quiet, row.at, this.since)
    this.lag = Math.max(0, row.seq - this.fanOut.cursor)
    this.at = Date.now()
    for (const room of this.fanOut.all()) {
      this.fanOut.flush(room)
      const from = room.cursor
      room.advance(this.fanOut.cursor)
      // What could not be read is of whoever its key is of; a key of the company may have meant anybody.
      const quarantined = kept.filter(({ community }) => room.tended === null || (community !== null && room.tended.has(community))).reduce((sum, { count }) => sum + count, 0)
      const told = { feeds: newest(feeds, room), walls: silentFor(room, silent), deaf: deafFor(room, deaf), quarantined, proven: this.proof.at }
      this.io.to(room.key).emit('beat', { from, to: room.cursor, head: row.seq, at: row.at, ...told })
    }
  }
}

function newest(feeds: readonly Feed[], room: Room): Record<Door, number | null> {
  const ages = Object.fromEntries(doors.map((door) => [door, null])) as Record<Door, number | null>
  for (const feed of feeds) {
    if (room.communities && !room.communities.has(feed.community)) continue
    ages[feed.door] = Math.max(ages[feed.door] ?? 0, feed.at)
  }
  return ages
}
