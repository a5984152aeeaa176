import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Sql } from '#db/client.ts'
import type { Room } from './room.ts'
import { readSnapshotText } from './snapshot-store.ts'

const compress = promisify(gzip)
/** Milliseconds for which one snapshot serves everybody who needs it: a reconnect storm is one read. */
const shared = 1_000

export type PackedSnapshot = { cursor: number; gzipped: Buffer }

/** Whole pictures, read in one statement, gzipped once. */
export class Snapshots {
  private readonly sql: Sql
  private readonly held = new Map<string, { until: number; packed: Promise<PackedSnapshot> }>()

  constructor(sql: Sql) {
    this.sql = sql
  }

  of(room: Room): Promise<PackedSnapshot> {
    const now = Date.now()
    for (const [key, one] of this.held) if (one.until < now) this.held.delete(key)
    const held = this.held.get(room.key)
    if (held) return held.packed
    const packed = this.pack(room)
    this.held.set(room.key, { until: now + shared, packed })
    packed.catch(() => this.held.delete(room.key))
    return packed
  }

  forget(): void {
    this.held.clear()
  }

  private async pack(room: Room): Promise<PackedSnapshot> {
    const text = await readSnapshotText(this.sql, room.communities && [...room.communities], [...room.shows], room.located && [...room.located])
    const cursor = Number(/^{"cursor" ?: ?(\d+)/.exec(text)?.[1] ?? Number.NaN)
    if (Number.isNaN(cursor)) throw new Error('a snapshot must begin with its cursor')
    return { cursor, gzipped: await compress(text, { level: 1 }) }
  }
}
