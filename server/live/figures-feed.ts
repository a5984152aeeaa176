import { nounOf, type Fact } from '#shared/facts.ts'
import type { BuildingHeat } from '#shared/heat.ts'
import type { Indicator } from '#shared/indicators.ts'
import type { Figures } from '#shared/watch.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import type { FanOut } from './fan-out.ts'
import type { Room } from './room.ts'
import type { LiveServer, LiveSocket } from './socket-server.ts'

const every = 1_000
/** Indicators are sums over a whole scope, and nobody reads them by the second. */
const indicatorsEvery = 5_000
/** Figures also change because time passes: everything is looked at again this often. */
const refresh = 300_000
/** The projections have counted by then what happened before a room opened. */
const settling = 3_000

export type ReadFigures = {
  heat: (parts: Parts, communities: string[] | null) => Promise<BuildingHeat[]>
  indicators: (parts: Parts, communities: string[] | null) => Promise<Indicator[]>
}

type Sent = {
  heat: Map<string, string>
  indicators: Map<string, string>
  /** Communities in which something happened, and the number of its last fact: read again until the projections have counted it. */
  changed: Map<string, number>
  indicatorsAt: number
  readAt: number
}

/** Heat and indicators of each room: whole for a screen that joins, then only what changed, at most once a second. */
export class FiguresFeed {
  private readonly io: LiveServer
  private readonly fanOut: FanOut
  private readonly parts: Parts
  private readonly read: ReadFigures
  private readonly rooms = new Map<Room, Sent>()
  private readonly rounds: Rounds

  constructor(io: LiveServer, fanOut: FanOut, parts: Parts, read: ReadFigures) {
    this.io = io
    this.fanOut = fanOut
    this.parts = parts
    this.read = read
    this.rounds = new Rounds(every, () => this.round(), parts.log, 'figures could not be read')
  }

  start(): void {
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  /** The projections will have counted these facts a moment later. */
  take(facts: readonly Fact[]): void {
    for (const { name, community, seq } of facts) {
      if (community === null || !['order', 'alarm', 'run'].includes(nounOf(name))) continue
      for (const [room, sent] of this.rooms) if (!room.communities || room.communities.has(community)) sent.changed.set(community, seq)
    }
  }

  /** The whole for one screen. What the room was last sent stays as it is: its other screens still need the differences from that. */
  async joined(socket: LiveSocket, room: Room): Promise<void> {
    if (room.lean) return
    const held = this.rooms.get(room)
    const now = this.parts.now()
    // Known before anything is awaited, so that facts of meanwhile are noted; looked at again soon for those of just before.
    const sent: Sent = held ?? { heat: new Map(), indicators: new Map(), changed: new Map(), indicatorsAt: now, readAt: now - refresh + settling }
    this.rooms.set(room, sent)
    const whole = await this.readWhole(room)
    if (!held) differences(sent, whole)
    socket.emit('figures', whole)
  }

  private async round(): Promise<void> {
    const now = this.parts.now()
    for (const [room, sent] of this.rooms) {
      if (this.fanOut.size(room) === 0) {
        this.rooms.delete(room)
        continue
      }
      const old = now - sent.readAt >= refresh
      if (!old && sent.changed.size === 0) continue
      if (old) sent.readAt = now
      const changed = differences(sent, old ? await this.readWhole(room) : await this.readChanged(room, sent))
      if (changed.heat.length + changed.indicators.length > 0) this.io.to(room.key).emit('figures', changed)
    }
  }

  private async readWhole(room: Room): Promise<Figures> {
    const among = room.communities && [...room.communities]
    const [heat, indicators] = await Promise.all([this.read.heat(this.parts, among), this.read.indicators(this.parts, among)])
    return { heat, indicators }
  }

  private async readChanged(room: Room, sent: Sent): Promise<Figures> {
    const [row] = await this.parts.sql<{ counted: number | null }[]>`select min(cursor) as counted from consumer where name in ('heat', 'indicators')`
    const now = this.parts.now()
    const due = now - sent.indicatorsAt >= indicatorsEvery
    const heat = await this.read.heat(this.parts, [...sent.changed.keys()])
    const indicators = due ? await this.read.indicators(this.parts, room.communities && [...room.communities]) : []
    const counted = row?.counted ?? 0
    // A community stays until the indicators, too, have been read after the projections counted its last fact.
    if (due) for (const [community, seq] of sent.changed) if (seq <= counted) sent.changed.delete(community)
    if (due) sent.indicatorsAt = now
    return { heat, indicators }
  }
}

/** What differs from what the room was last sent; it counts as sent from here on. */
const differences = (sent: Sent, { heat, indicators }: Figures): Figures => ({
  heat: news(sent.heat, heat, (one) => one.building),
  indicators: news(sent.indicators, indicators, (one) => one.name),
})

function news<T>(sent: Map<string, string>, read: readonly T[], keyOf: (one: T) => string): T[] {
  return read.filter((one) => {
    const text = JSON.stringify(one)
    if (sent.get(keyOf(one)) === text) return false
    sent.set(keyOf(one), text)
    return true
  })
}
