import type { Server as HttpServer } from 'node:http'
import type { Fact } from '#shared/facts.ts'
import type { Config } from '../config.ts'
import { isOwnOrigin } from '../identity/origin.ts'
import type { Sessions } from '../identity/sessions.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problem.ts'
import { Rounds } from '../rounds.ts'
import { Beat } from './beat.ts'
import { FanOut } from './fan-out.ts'
import { FiguresFeed, type ReadFigures } from './figures-feed.ts'
import { PositionsFeed, type ReadMoved } from './positions-feed.ts'
import type { Room } from './room.ts'
import { cut, SlowScreens } from './slow-screens.ts'
import { Snapshots } from './snapshots.ts'
import { socketServer, type LiveServer, type LiveSocket } from './socket-server.ts'
import { openWatch } from './watch.ts'

const sweepEvery = 1_000
/** Milliseconds that screens have to say goodbye. */
const farewell = 1_000

/** Everything that comes down: screens, their rooms, and what is sent to them. */
export class Live {
  readonly io: LiveServer
  readonly fanOut: FanOut
  readonly beat: Beat
  private readonly parts: Parts
  private readonly sessions: Sessions
  private readonly snapshots: Snapshots
  private readonly positions: PositionsFeed
  private readonly figures: FiguresFeed
  private readonly slow: SlowScreens
  private readonly joining = new Set<Room>()
  private readonly sweeping: Rounds

  constructor(http: HttpServer, parts: Parts, sessions: Sessions, config: Config, url: string, cursor: number, read: { moved: ReadMoved; figures: ReadFigures }) {
    this.parts = parts
    this.sessions = sessions
    this.io = socketServer(http, ({ headers }) => headers.origin === undefined || isOwnOrigin(config, headers.origin, headers.host))
    this.fanOut = new FanOut(this.io, cursor)
    this.beat = new Beat(this.io, this.fanOut, url, parts.log)
    this.snapshots = new Snapshots(url)
    this.positions = new PositionsFeed(this.io, this.fanOut, parts, read.moved)
    this.figures = new FiguresFeed(this.io, this.fanOut, parts, read.figures)
    this.slow = new SlowScreens(this.io, parts.log)
    this.sweeping = new Rounds(sweepEvery, () => this.sweep(), parts.log, 'sessions could not be checked')
    this.admit()
    this.io.on('connection', (socket) => this.welcome(socket))
  }

  start(): void {
    this.beat.start()
    this.positions.start()
    this.figures.start()
    this.slow.start()
    this.sweeping.start()
  }

  take(facts: Fact[], to: number): void {
    this.fanOut.take(facts, to)
    this.figures.take(facts)
  }

  async stop(): Promise<void> {
    await Promise.all([this.sweeping.stop(), this.positions.stop(), this.figures.stop()])
    this.slow.stop()
    this.io.emit('bye', 'shutting-down')
    const closed = this.io.close()
    const force = setTimeout(() => this.io.sockets.sockets.forEach(cut), farewell)
    await closed
    clearTimeout(force)
    await Promise.all([this.beat.stop(), this.snapshots.stop()])
  }

  private admit(): void {
    this.io.use((socket, next) => {
      this.sessions.identify(socket.handshake.headers).then(
        ({ caller, session }) => {
          socket.data = { caller, session, room: null, opened: 0, paintedAt: 0, snapshot: { bytes: 0, at: 0 }, waitingSince: 0 }
          next()
        },
        () => next(new Error('sign-in-needed')),
      )
    })
  }

  private welcome(socket: LiveSocket): void {
    socket.on('watch', (request, reply) => {
      if (typeof reply !== 'function') return
      const live = { parts: this.parts, fanOut: this.fanOut, snapshots: this.snapshots, joining: this.joining, onJoined: this.joined }
      openWatch(live, socket, request).then(reply, (error: unknown) => {
        this.parts.log.warn({ err: error }, 'a watch could not be opened')
        reply({ ok: false, problem: problem('unavailable', 'zh') })
      })
    })
    socket.on('painted', () => {
      socket.data.paintedAt = this.parts.now()
    })
  }

  private readonly joined = (socket: LiveSocket, room: Room): void => {
    this.figures.joined(socket, room).catch((error: unknown) => this.parts.log.warn({ err: error }, 'figures could not be read'))
  }

  /** Signed out, disabled, expired: within a second nothing more is sent. */
  private async sweep(): Promise<void> {
    this.fanOut.sweep(this.joining)
    const sockets = [...this.io.sockets.sockets.values()]
    if (sockets.length === 0) return
    const ended = await this.sessions.ended([...new Set(sockets.map((socket) => socket.data.session))])
    for (const socket of sockets) {
      if (!ended.has(socket.data.session)) continue
      socket.emit('bye', 'signed-out')
      socket.disconnect(true)
    }
  }
}
