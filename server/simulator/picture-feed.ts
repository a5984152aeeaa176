import { gunzipSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import type { Fact } from '#shared/facts.ts'
import { applyFacts, emptyPicture, pictureOf, shown, type Picture } from '#shared/picture.ts'
import type { ClientEvents, Frame, ServerEvents, Snapshot, WatchReply } from '#shared/watch.ts'

type Listen = { cookie: () => Promise<string | null>; onFacts: (facts: readonly Fact[]) => void; onLost: () => void }

/** Milliseconds until a link that was cut, or a watch that was refused, is tried again. */
const pause = 2_000

/** Holds the company's picture as any screen does: a snapshot, then frames in order. */
export class PictureFeed {
  private readonly url: string
  private readonly listen: Listen
  private socket: Socket<ServerEvents, ClientEvents> | null = null
  private timer: NodeJS.Timeout | undefined
  private cursor: number | null = null
  private stopped = false
  picture: Picture = emptyPicture()

  constructor(url: string, listen: Listen) {
    this.url = url
    this.listen = listen
  }

  /** Whether the picture is that of now. */
  get level(): boolean {
    return this.cursor !== null
  }

  async start(): Promise<void> {
    const cookie = await this.listen.cookie()
    if (this.stopped) return
    if (!cookie) return this.again()
    const socket: Socket<ServerEvents, ClientEvents> = io(this.url, { transports: ['websocket'], reconnection: false, extraHeaders: { cookie } })
    this.socket = socket
    socket.on('connect', () => this.watch(socket))
    socket.on('connect_error', (error) => {
      if (error.message === 'sign-in-needed') this.listen.onLost()
      this.again()
    })
    socket.on('disconnect', () => this.again())
    socket.on('snapshot', (gzipped) => this.take(gzipped))
    socket.on('frame', (frame) => this.follow(socket, frame))
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    this.socket?.disconnect()
  }

  private again(): void {
    this.cursor = null
    this.socket?.removeAllListeners()
    this.socket?.disconnect()
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => void this.start(), pause)
  }

  private watch(socket: Socket<ServerEvents, ClientEvents>): void {
    socket.emit('watch', { scope: { kind: 'everything' }, shows: [...shown], cursor: null }, (reply: WatchReply) => {
      if (!reply.ok) this.again()
    })
  }

  private take(gzipped: ArrayBuffer | Uint8Array): void {
    const snapshot = JSON.parse(gunzipSync(new Uint8Array(gzipped)).toString('utf8')) as Snapshot
    this.picture = pictureOf(snapshot.rows)
    this.cursor = snapshot.cursor
  }

  private follow(socket: Socket<ServerEvents, ClientEvents>, { from, to, facts }: Frame): void {
    if (this.cursor === null || to <= this.cursor) return
    if (from > this.cursor) {
      this.cursor = null
      this.watch(socket)
      return
    }
    const news = facts.filter((fact) => fact.seq > (this.cursor ?? 0))
    this.picture = applyFacts(this.picture, news)
    this.cursor = to
    this.listen.onFacts(news)
  }
}
