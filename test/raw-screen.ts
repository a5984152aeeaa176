import { gunzipSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import { shown } from '#shared/picture.ts'
import type { ClientEvents, Frame, PositionsFrame, ServerEvents, Snapshot, WatchReply, WatchScope } from '#shared/watch.ts'

/** Where a screen that was away takes its watch up again. */
type Held = { cursor: number; room: string }

/** Everything that comes down one watch, as it came: as text to search, snapshots and frames to read. */
export class RawScreen {
  readonly texts: string[] = []
  readonly snapshots: Snapshot[] = []
  readonly frames: Frame[] = []
  readonly positions: PositionsFrame['positions'] = []
  reply: WatchReply | null = null
  private readonly socket: Socket<ServerEvents, ClientEvents>
  private readonly waiting = new Set<() => void>()

  private constructor(socket: Socket<ServerEvents, ClientEvents>) {
    this.socket = socket
    socket.on('snapshot', (gzipped) => this.snapshots.push(JSON.parse(unpacked(gzipped)) as Snapshot))
    socket.on('frame', (frame) => this.frames.push(frame))
    socket.on('positions', ({ positions }) => this.positions.push(...positions))
    socket.onAny((event: string, ...values: unknown[]) => {
      this.texts.push([event, ...values.map((value) => (isBinary(value) ? unpacked(value) : JSON.stringify(value)))].join(' '))
      for (const look of this.waiting) look()
    })
  }

  static async open(url: string, cookie: string, scope: WatchScope = { kind: 'everything' }, held: Held | null = null): Promise<RawScreen> {
    const socket: Socket<ServerEvents, ClientEvents> = io(url, { transports: ['websocket'], extraHeaders: { cookie, origin: url }, forceNew: true, reconnection: false })
    const screen = new RawScreen(socket)
    await new Promise<void>((connected) => socket.once('connect', connected))
    screen.reply = await socket.emitWithAck('watch', { scope, shows: [...shown], cursor: held?.cursor ?? null, room: held?.room ?? null })
    screen.texts.push(JSON.stringify(screen.reply))
    if (screen.reply.ok) await screen.until(() => screen.snapshots.length > 0 || screen.frames.length > 0)
    return screen
  }

  /** What it would come back with. */
  get held(): Held {
    const room = this.reply?.ok ? this.reply.room : ''
    return { cursor: Math.max(0, ...this.snapshots.map(({ cursor }) => cursor), ...this.frames.map(({ to }) => to)), room }
  }

  heard(words: string): Promise<void> {
    return this.until(() => this.texts.some((text) => text.includes(words)))
  }

  /** Looks after every arrival. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return
        this.waiting.delete(look)
        resolve()
      }
      this.waiting.add(look)
      look()
    })
  }

  close(): void {
    this.socket.disconnect()
  }
}

const isBinary = (value: unknown): value is ArrayBuffer | Uint8Array => value instanceof Uint8Array || value instanceof ArrayBuffer
const unpacked = (gzipped: ArrayBuffer | Uint8Array): string => gunzipSync(new Uint8Array(gzipped)).toString()
