import { createHash, randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { arrive, emptyStream, type Arrival, type Stream } from '#client/live/stream-rules.ts'
import { readSnapshot } from '#client/live/snapshot.ts'
import { shown, type Picture } from '#shared/picture.ts'
import type { ClientEvents, Figures, Frame, PositionsFrame, ServerEvents, WatchReply, WatchScope } from '#shared/watch.ts'
import { password } from './world.ts'

/** Signs in over HTTP and returns the cookie that a browser would hold. */
export async function signIn(base: string, username: string): Promise<string> {
  const answer = await fetch(`${base}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}

export type Answered = { status: number; body: Record<string, unknown> }

/** One POST as a signed-in person or, with a key, as a machine. */
export async function send(base: string, path: string, body: unknown, as: { cookie: string } | { key: string }, headers: Record<string, string> = {}): Promise<Answered> {
  const who: Record<string, string> = 'cookie' in as ? { cookie: as.cookie, origin: base } : { authorization: `Bearer ${as.key}` }
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...who, ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> }
}

/** What everybody must agree on: every entity shown, whole. */
export function hashOf(picture: Picture): string {
  const all = shown.map((noun) => [noun, [...picture[noun].values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(sorted)])
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]))
      : value

/** A screen without glass: the client's own stream rules on a real socket. It counts what must never happen. */
export class Screen {
  stream: Stream = emptyStream()
  readonly heard: Frame[] = []
  readonly positions: PositionsFrame[] = []
  figures: Figures[] = []
  snapshots = 0
  gaps = 0
  reply: WatchReply | null = null
  byes: string[] = []
  readonly socket: Socket<ServerEvents, ClientEvents>
  private readonly scope: WatchScope
  private room: string | null = null
  private deaf = false
  private queue: Promise<void> = Promise.resolve()
  private waiting: { held: () => boolean; resolve: () => void }[] = []

  /** `careless` is the control: after a cut it ignores what it missed and goes on with what comes live. */
  constructor(base: string, cookie: string, scope: WatchScope, careless = false) {
    this.scope = scope
    this.socket = io(base, {
      transports: ['websocket'],
      extraHeaders: { cookie, origin: base },
      reconnectionDelay: 20,
      reconnectionDelayMax: 200,
      forceNew: true,
    })
    this.socket.on('connect', () => {
      // What the old line still had is the old line's.
      this.stream = { ...this.stream, asking: false }
      this.deaf = careless && this.stream.cursor !== null
      this.ask()
    })
    this.socket.on('snapshot', (gzipped) => {
      this.snapshots++
      this.later(async () => {
        const { cursor, rows } = await readSnapshot(gzipped)
        this.take({ kind: 'snapshot', cursor, rows })
      })
    })
    this.socket.on('frame', (frame) => {
      this.heard.push(frame)
      this.later(() => this.take({ kind: 'frame', frame }))
    })
    this.socket.on('beat', (beat) => this.later(() => this.take({ kind: 'beat', beat, received: Date.now() })))
    this.socket.on('positions', (frame) => {
      this.positions.push(frame)
      this.settle()
    })
    this.socket.on('figures', (figures) => {
      this.figures.push(figures)
      this.settle()
    })
    this.socket.on('bye', (why) => {
      this.byes.push(why)
      this.settle()
    })
    this.socket.on('disconnect', () => this.settle())
  }

  get hash(): string {
    return hashOf(this.stream.picture)
  }

  /** Resolves as soon as it holds; looks after every arrival. */
  until(held: () => boolean): Promise<void> {
    if (held()) return Promise.resolve()
    return new Promise((resolve) => this.waiting.push({ held, resolve }))
  }

  reached(cursor: number): Promise<void> {
    return this.until(() => (this.stream.cursor ?? -1) >= cursor)
  }

  /** Cuts the line under it without a word, as a pulled cable does. */
  cut(): void {
    this.socket.io.engine.transport.close()
    this.socket.io.engine.close()
  }

  close(): void {
    this.socket.disconnect()
  }

  private ask(): void {
    this.stream = { ...this.stream, asking: true }
    this.socket.timeout(3_000).emit('watch', { scope: this.scope, shows: [...shown], cursor: this.stream.cursor, room: this.room }, (late, reply) => {
      this.stream = { ...this.stream, asking: false }
      if (late || !reply?.ok) {
        if (this.socket.connected && (late || (reply && !reply.ok && reply.problem.status === 503))) this.ask()
      }
      this.reply = reply ?? null
      if (reply?.ok) this.room = reply.room
      this.settle()
    })
  }

  private later(work: () => void | Promise<void>): void {
    this.queue = this.queue.then(work)
  }

  private take(arrival: Arrival): void {
    if (this.deaf) {
      if (arrival.kind !== 'beat') return
      this.deaf = false
      this.stream = { ...this.stream, cursor: arrival.beat.to }
    }
    const { stream, ask } = arrive(this.stream, arrival)
    this.stream = stream
    if (ask) {
      this.gaps++
      this.ask()
    }
    this.settle()
  }

  private settle(): void {
    this.waiting = this.waiting.filter(({ held, resolve }) => {
      if (!held()) return true
      resolve()
      return false
    })
  }
}
