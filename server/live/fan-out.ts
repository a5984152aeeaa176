import type { Fact } from '#shared/facts.ts'
import { Room, type Seen } from './room.ts'
import type { LiveServer } from './socket-server.ts'

/** Milliseconds between two frames of a room at most. */
const longestTick = 50
/** A room waits longer the more screens one frame goes to: 4 screens 1 ms, 200 screens 50 ms. */
const screensPerMillisecond = 4

/**
 * From the journal's tail to the rooms: one encoded frame per room and tick, so that a change costs the same however
 * many screens show it. A quiet room gets its fact at once.
 */
export class FanOut {
  private readonly io: LiveServer
  private readonly rooms = new Map<string, Room>()
  private readonly byCommunity = new Map<string, Set<Room>>()
  private readonly everywhere = new Set<Room>()
  private readonly due = new Map<Room, NodeJS.Timeout>()
  private seen: number

  constructor(io: LiveServer, cursor: number) {
    this.io = io
    this.seen = cursor
  }

  /** How far this process has handed the journal on. */
  get cursor(): number {
    return this.seen
  }

  get roomCount(): number {
    return this.rooms.size
  }

  all(): Iterable<Room> {
    return this.rooms.values()
  }

  /** The room of a watch, made when its first screen comes. */
  room(seen: Seen): Room {
    const { communities } = seen
    const fresh = new Room(seen, this.seen)
    const known = this.rooms.get(fresh.key)
    if (known) return known
    this.rooms.set(fresh.key, fresh)
    if (!communities) this.everywhere.add(fresh)
    for (const community of communities ?? []) {
      const rooms = this.byCommunity.get(community) ?? new Set<Room>()
      this.byCommunity.set(community, rooms.add(fresh))
    }
    return fresh
  }

  /** Forgets rooms that no screen has chosen. */
  sweep(chosen: ReadonlySet<Room | null>): void {
    for (const room of this.rooms.values()) {
      if (chosen.has(room)) continue
      this.rooms.delete(room.key)
      this.everywhere.delete(room)
      for (const community of room.communities ?? []) {
        const rooms = this.byCommunity.get(community)
        rooms?.delete(room)
        if (rooms?.size === 0) this.byCommunity.delete(community)
      }
      clearTimeout(this.due.get(room))
      this.due.delete(room)
    }
  }

  size(room: Room): number {
    return this.io.sockets.adapter.rooms.get(room.key)?.size ?? 0
  }

  take(facts: readonly Fact[], to: number): void {
    const touched = new Set<Room>()
    for (const fact of facts) {
      // What belongs to no community (regions, plans), and a new community, concerns every screen's catalogue.
      const rooms = fact.community === null || fact.name === 'community.opened' ? this.rooms.values() : this.interested(fact.community)
      for (const room of rooms) {
        room.take(fact)
        touched.add(room)
      }
    }
    this.seen = to
    for (const room of touched) this.plan(room)
  }

  /** The journal is another one than before (a restored backup, a standby that lacks the last commits): all begins anew. */
  rewind(cursor: number): void {
    this.sweep(new Set())
    this.seen = cursor
  }

  flush(room: Room): void {
    clearTimeout(this.due.get(room))
    this.due.delete(room)
    if (!room.waits) return
    room.flushedAt = Date.now()
    const frame = room.flush(this.seen)
    if (this.size(room) > 0) this.io.to(room.key).emit('frame', frame)
  }

  private *interested(community: string): Generator<Room> {
    yield* this.everywhere
    yield* this.byCommunity.get(community) ?? []
  }

  private plan(room: Room): void {
    if (this.due.has(room)) return
    const tick = Math.min(longestTick, Math.floor(this.size(room) / screensPerMillisecond))
    const wait = room.flushedAt + tick - Date.now()
    if (wait <= 0) this.flush(room)
    else this.due.set(room, setTimeout(() => this.flush(room), wait))
  }
}
