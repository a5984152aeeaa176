import { nounOf, type Fact } from '#shared/facts.ts'
import type { BuildingHeat } from '#shared/heat.ts'
import type { Indicator } from '#shared/indicators.ts'
import type { Parts } from '../parts.ts'
import type { FanOut } from './fan-out.ts'
import type { Room } from './room.ts'
import type { LiveServer, LiveSocket } from './socket-server.ts'

const every = 1_000
/** Figures also change because time passes: everything is looked at again this often. */
const refresh = 300_000

export type ReadFigures = {
  heat: (parts: Parts, communities: string[] | null) => Promise<BuildingHeat[]>
  indicators: (parts: Parts, communities: string[] | null) => Promise<Indicator[]>
}

/** `wanted`: the last fact that concerns the room; `counted`: how far the projections were when the room was last read. */
type Sent = { heat: Map<string, string>; indicators: Map<string, string>; wanted: number; counted: number; readAt: number }

/** Heat and indicators of each room: whole for a screen that joins, then only what changed, at most once a second. */
export class FiguresFeed {
  private readonly io: LiveServer
  private readonly fanOut: FanOut
  private readonly parts: Parts
  private readonly read: ReadFigures
  private readonly rooms = new Map<Room, Sent>()
  private timer: NodeJS.Timeout | undefined
  private stopped = false

  constructor(io: LiveServer, fanOut: FanOut, parts: Parts, read: ReadFigures) {
    this.io = io
    this.fanOut = fanOut
    this.parts = parts
    this.read = read
  }

  start(): void {
    if (this.stopped) return
    this.timer = setTimeout(() => {
      void this.round().finally(() => this.start())
    }, every)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  /** The projections will have counted these facts a moment later. */
  take(facts: readonly Fact[]): void {
    const counted = facts.filter((fact) => ['order', 'alarm', 'run'].includes(nounOf(fact.name)))
    if (counted.length === 0) return
    for (const [room, sent] of this.rooms) {
      const { communities } = room
      const last = counted.findLast((fact) => communities === null || (fact.community !== null && communities.has(fact.community)))
      if (last) sent.wanted = last.seq
    }
  }

  async joined(socket: LiveSocket, room: Room): Promise<void> {
    const figures = await this.readRoom(room)
    socket.emit('figures', figures)
  }

  private async round(): Promise<void> {
    const now = Date.now()
    for (const [room, sent] of this.rooms) {
      if (this.fanOut.size(room) === 0) {
        this.rooms.delete(room)
        continue
      }
      if (sent.wanted <= sent.counted && now - sent.readAt < refresh) continue
      try {
        await this.sendChanged(room, sent)
      } catch (error) {
        this.parts.log.warn({ err: error }, 'figures could not be read')
      }
    }
  }

  private async sendChanged(room: Room, sent: Sent): Promise<void> {
    const before = { heat: sent.heat, indicators: sent.indicators }
    const figures = await this.readRoom(room)
    const changed = {
      heat: figures.heat.filter((one) => before.heat.get(one.building) !== JSON.stringify(one)),
      indicators: figures.indicators.filter((one) => before.indicators.get(one.name) !== JSON.stringify(one)),
    }
    if (changed.heat.length + changed.indicators.length > 0) this.io.to(room.key).emit('figures', changed)
  }

  private async readRoom(room: Room): Promise<{ heat: BuildingHeat[]; indicators: Indicator[] }> {
    const [row] = await this.parts.sql<{ counted: number | null }[]>`select min(cursor) as counted from consumer where name in ('heat', 'indicators')`
    const communities = room.communities && [...room.communities]
    const [heat, indicators] = await Promise.all([this.read.heat(this.parts, communities), this.read.indicators(this.parts, communities)])
    this.rooms.set(room, {
      heat: new Map(heat.map((one) => [one.building, JSON.stringify(one)])),
      indicators: new Map(indicators.map((one) => [one.name, JSON.stringify(one)])),
      wanted: this.rooms.get(room)?.wanted ?? 0,
      counted: row?.counted ?? 0,
      readAt: Date.now(),
    })
    return { heat, indicators }
  }
}
