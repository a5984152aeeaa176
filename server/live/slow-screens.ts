import type { Logger } from 'pino'
import type { LiveServer, LiveSocket } from './socket-server.ts'

const every = 500
const most = { bytes: 1_000_000, milliseconds: 5_000 } as const
/** How long a snapshot may lie in the buffer of a slow but honest line. */
const snapshotGrace = 30_000

/** Cuts screens that do not read what they are sent; they come back by cursor. One of them must not cost the others. */
export class SlowScreens {
  private readonly io: LiveServer
  private readonly log: Logger
  private timer: NodeJS.Timeout | undefined

  constructor(io: LiveServer, log: Logger) {
    this.io = io
    this.log = log
  }

  start(): void {
    this.timer = setInterval(() => this.look(Date.now()), every)
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private look(now: number): void {
    for (const socket of this.io.sockets.sockets.values()) {
      const bytes = waiting(socket)
      if (bytes === 0) {
        socket.data.waitingSince = 0
        continue
      }
      socket.data.waitingSince ||= now
      const { snapshot } = socket.data
      const fresh = now - snapshot.at < snapshotGrace
      const patience = fresh ? snapshotGrace : most.milliseconds
      if (bytes <= most.bytes + (fresh ? snapshot.bytes : 0) && now - socket.data.waitingSince < patience) continue
      this.log.info({ bytes, ms: now - socket.data.waitingSince }, 'a screen was cut because it does not read')
      cut(socket)
    }
  }
}

/** What the transports keep to themselves; there is no public way to see a client's backlog. */
type Buffered = { writeBuffer: { data?: unknown }[]; transport: { socket?: { bufferedAmount?: number; terminate?: () => void } } }
const bufferOf = (socket: LiveSocket): Buffered => socket.conn as unknown as Buffered

/** Bytes that were sent to a screen and have not left this process. */
export function waiting(socket: LiveSocket): number {
  const { writeBuffer, transport } = bufferOf(socket)
  let bytes = transport.socket?.bufferedAmount ?? 0
  for (const packet of writeBuffer) bytes += sizeOf(packet.data)
  return bytes
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length
  return data instanceof Uint8Array ? data.byteLength : 0
}

/** A polite close would wait behind the very bytes that are not read. */
export function cut(socket: LiveSocket): void {
  const webSocket = bufferOf(socket).transport.socket
  socket.conn.close(true)
  webSocket?.terminate?.()
}
