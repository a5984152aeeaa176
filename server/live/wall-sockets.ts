import { eq } from 'drizzle-orm'
import { walls } from '#db/schema/walls.ts'
import type { Fact } from '#shared/facts.ts'
import type { WallScreen } from '#shared/walls.ts'
import { wallView } from '../identity/wall-view.ts'
import type { Parts } from '../parts.ts'
import type { LiveServer, LiveSocket } from './socket-server.ts'

/** Milliseconds between two notes that a wall paints. */
const notedEvery = 3_000

/** What a wall's own sockets are told besides what all screens are, and what they tell. */
export class WallSockets {
  private readonly io: LiveServer
  private readonly parts: Parts
  private readonly noted = new Map<string, number>()

  constructor(io: LiveServer, parts: Parts) {
    this.io = io
    this.parts = parts
  }

  /** A wall has come: it is told what it is now. */
  welcome(socket: LiveSocket): void {
    const { caller } = socket.data
    if (caller.kind !== 'wall') return
    const { id } = caller.actor
    socket.on('painted', () => this.painted(id))
    socket.on('disconnect', () => this.gone(id))
    this.write(this.parts.sql`update wall_paint set connected = true where wall_id = ${id}`)
    this.parts.db
      .select()
      .from(walls)
      .where(eq(walls.id, id))
      .then(([row]) => {
        if (row) socket.emit('wall', wallView(row))
      })
      .catch((error: unknown) => {
        this.parts.log.warn({ err: error }, 'a wall could not be told what it is')
        socket.conn.close()
      })
  }

  /** What has been decided about walls reaches them here; returns the sockets of those that are revoked. */
  take(facts: readonly Fact[]): LiveSocket[] {
    const revoked: LiveSocket[] = []
    for (const fact of facts) {
      if (!fact.name.startsWith('wall.')) continue
      const body = fact.body as WallScreen
      for (const socket of this.of(fact.id)) {
        if (body.revokedAt) revoked.push(socket)
        else socket.emit('wall', body)
      }
    }
    return revoked
  }

  private of(id: string): LiveSocket[] {
    return [...this.io.sockets.sockets.values()].filter(({ data }) => data.caller.kind === 'wall' && data.caller.actor.id === id)
  }

  private painted(id: string): void {
    const now = this.parts.now()
    if (now - (this.noted.get(id) ?? 0) < notedEvery) return
    this.noted.set(id, now)
    // The database's clock, which is the one that beats go by.
    this.write(this.parts.sql`
      insert into wall_paint (wall_id, at, connected) values (${id}, clock_timestamp(), true)
      on conflict (wall_id) do update set at = excluded.at, connected = true`)
  }

  private gone(id: string): void {
    if (this.of(id).length > 0) return
    this.noted.delete(id)
    this.write(this.parts.sql`update wall_paint set connected = false where wall_id = ${id}`)
  }

  private write(written: Promise<unknown>): void {
    written.catch((error: unknown) => this.parts.log.warn({ err: error }, 'that a wall paints could not be noted'))
  }
}
