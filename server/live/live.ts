import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http'
import { connect, type Sql } from '#db/client.ts'
import type { Fact } from '#shared/facts.ts'
import type { WatchReply } from '#shared/watch.ts'
import type { Config } from '../config.ts'
import { isOwnRequest } from '../identity/origin.ts'
import type { SignedIn } from '../identity/sessions.ts'
import { socketHeaders, type Callers } from '../identity/wall-or-person.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { Rounds } from '../rounds.ts'
import { Beat, type ReadQuarantined } from './beat.ts'
import { FanOut } from './fan-out.ts'
import { FiguresFeed, type ReadFigures } from './figures-feed.ts'
import { PositionsFeed, type ReadMoved } from './positions-feed.ts'
import { Proof } from './proof.ts'
import type { Room } from './room.ts'
import { cut, SlowScreens } from './slow-screens.ts'
import { Snapshots } from './snapshots.ts'
import { socketServer, type LiveServer, type LiveSocket } from './socket-server.ts'
import { Stations } from './stations.ts'
import { WallSockets } from './wall-sockets.ts'
import { newestOnly, openWatch } from './watch.ts'

/** Milliseconds: with the question itself, what is revoked is over within a second. */
const sweepEvery = 500
/** Milliseconds that screens have to say goodbye. */
const farewell = 1_000

/** Everything that comes down: screens, their rooms, and what is sent to them. */
export class Live {
  readonly io: LiveServer
  readonly fanOut: FanOut
  readonly beat: Beat
  readonly proof = new Proof()
  private readonly parts: Parts
  private readonly sessions: Callers
  private readonly walls: WallSockets
  private readonly stations: Stations
  private readonly snapshots: Snapshots
  private readonly positions: PositionsFeed
  private readonly figures: FiguresFeed
  private readonly slow: SlowScreens
  /** For snapshots and backlogs: however many screens come back, commands and queries have their own. */
  private readonly sql: Sql
  private readonly sweeping: Rounds

  constructor(http: HttpServer, parts: Parts, sessions: Callers, config: Config, url: string, cursor: number, read: { moved: ReadMoved; figures: ReadFigures; quarantined: ReadQuarantined }) {
    this.parts = parts
    this.sessions = sessions
    this.io = socketServer(http, ({ headers }) => isOwnRequest(config, headers))
    this.fanOut = new FanOut(this.io, cursor)
    this.beat = new Beat(this.io, this.fanOut, this.proof, read.quarantined, url, parts.log)
    // The whole company's snapshot takes longer on a busy machine than other statements may.
    this.sql = connect(url, { max: 2, name: 'watchfloor-watch', role: 'watchfloor_app', statementTimeout: 20_000 })
    this.snapshots = new Snapshots(this.sql)
    this.positions = new PositionsFeed(this.io, this.fanOut, parts, read.moved)
    this.figures = new FiguresFeed(this.io, this.fanOut, parts, read.figures)
    this.slow = new SlowScreens(this.io, parts.log)
    this.walls = new WallSockets(this.io, parts)
    this.stations = new Stations(parts)
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
    // First, so that a wall that is revoked gets none of what comes with it.
    for (const socket of this.walls.take(facts)) this.dismiss(socket, 'signed-out')
    this.fanOut.take(facts, to)
    this.proof.take(facts)
    this.figures.take(facts)
  }

  /** The journal went back: every screen is sent away and comes again for a snapshot. */
  rewind(cursor: number): void {
    // The line is closed, not the session: a client comes back by itself.
    for (const socket of this.io.sockets.sockets.values()) socket.conn.close()
    this.snapshots.forget()
    this.fanOut.rewind(cursor)
  }

  async stop(): Promise<void> {
    await Promise.all([this.sweeping.stop(), this.positions.stop(), this.figures.stop()])
    this.slow.stop()
    this.io.emit('bye', 'shutting-down')
    const closed = this.io.close()
    const force = setTimeout(() => this.io.sockets.sockets.forEach(cut), farewell)
    await closed
    clearTimeout(force)
    await Promise.all([this.beat.stop(), this.sql.end({ timeout: 1 })])
  }

  private admit(): void {
    this.io.use((socket, next) => {
      this.newcomer(socketHeaders(socket.handshake)).then(
        ({ caller, session, stamp }) => {
          socket.data = { caller, session, stamp, room: null, snapshot: { bytes: 0, at: 0 }, waitingSince: 0 }
          next()
        },
        (error: unknown) => {
          // Only who is not signed in is turned away; a database that is away makes clients come again by themselves.
          if (error instanceof Refusal) next(new Error(error.fault))
          else socket.conn.close()
        },
      )
    })
  }

  /** Requests may be answered from a moment ago; a socket, which then stays, is not let in on rights that were taken meanwhile. */
  private async newcomer(headers: IncomingHttpHeaders): Promise<SignedIn> {
    const who = await this.sessions.identify(headers)
    const now = (await this.sessions.standing([who.session])).get(who.session)
    if (now?.over === null && now.stamp === who.stamp) return who
    this.sessions.forget()
    return this.sessions.identify(headers)
  }

  private welcome(socket: LiveSocket): void {
    const live = { parts: this.parts, sql: this.sql, fanOut: this.fanOut, snapshots: this.snapshots, onJoined: this.joined }
    const offer = newestOnly()
    socket.on('watch', (request, reply) => {
      if (typeof reply !== 'function') return
      const open = async (): Promise<void> => {
        let answered = false
        const answer = (told: WatchReply): void => {
          answered = true
          reply(told)
        }
        try {
          await openWatch(live, socket, request, answer)
        } catch (error) {
          this.parts.log.warn({ err: error }, 'a watch could not be opened')
          if (answered) socket.conn.close()
          else reply({ ok: false, problem: problem('unavailable', 'zh') })
        }
      }
      offer(open, () => reply({ ok: false, problem: problem('too-many', 'zh') }))
    })
    socket.on('active', () => this.sessions.touched(socket.data.session))
    this.walls.welcome(socket)
    this.stations.welcome(socket)
  }

  private readonly joined = (socket: LiveSocket, room: Room): void => {
    this.figures.joined(socket, room).catch((error: unknown) => this.parts.log.warn({ err: error }, 'figures could not be read'))
  }

  /** Signed out, disabled, expired, other rights: within a second nothing more is sent. */
  private async sweep(): Promise<void> {
    const sockets = [...this.io.sockets.sockets.values()]
    this.fanOut.sweep(new Set(sockets.map((socket) => socket.data.room)))
    if (sockets.length === 0) return
    const standing = await this.sessions.standing([...new Set(sockets.map((socket) => socket.data.session))])
    for (const socket of sockets) {
      const now = standing.get(socket.data.session) ?? { over: 'signed-out' }
      if (now.over === null && now.stamp === socket.data.stamp) continue
      this.dismiss(socket, now.over ?? 'rights-changed')
    }
  }

  private dismiss(socket: LiveSocket, why: 'signed-out' | 'idle' | 'rights-changed'): void {
    this.sessions.forget()
    socket.emit('bye', why)
    socket.disconnect(true)
  }
}
