import type { Position } from '#shared/patrol.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import type { FanOut } from './fan-out.ts'
import type { LiveServer } from './socket-server.ts'

const every = 1_000

/** Reads the newest position of everybody who moved since `tick`, and the tick it came to. */
export type ReadMoved = (sql: Parts['sql'], tick: number) => Promise<{ tick: number; positions: Position[] }>

/** One volatile frame per second and room: what is lost is made good by the next. */
export class PositionsFeed {
  private readonly io: LiveServer
  private readonly fanOut: FanOut
  private readonly parts: Parts
  private readonly read: ReadMoved
  private readonly rounds: Rounds
  private tick: number | null = null

  constructor(io: LiveServer, fanOut: FanOut, parts: Parts, read: ReadMoved) {
    this.io = io
    this.fanOut = fanOut
    this.parts = parts
    this.read = read
    this.rounds = new Rounds(every, () => this.send(), parts.log, 'positions could not be read')
  }

  start(): void {
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  private async send(): Promise<void> {
    // The first round only finds out where the ticks stand: what lies before is in the snapshots.
    const moved = await this.read(this.parts.sql, this.tick ?? Number.MAX_SAFE_INTEGER)
    this.tick = moved.tick
    if (moved.positions.length === 0) return
    for (const room of this.fanOut.all()) {
      if (!room.shows.has('person')) continue
      const { located } = room
      const positions = located ? moved.positions.filter((position) => located.has(position.community)) : moved.positions
      if (positions.length > 0) this.io.to(room.key).volatile.emit('positions', { positions })
    }
  }
}
