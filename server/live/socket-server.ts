import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { ClientEvents, ServerEvents } from '#shared/watch.ts'
import type { Caller } from '../identity/caller.ts'
import type { Room } from './room.ts'

/** What the server knows of one screen. */
export type Screen = {
  caller: Caller
  session: string
  /** Of the rights with which it came; with others it must come again. */
  stamp: string
  /** The room it is in or about to join. */
  room: Room | null
  /** Bytes of the last snapshot and when it was sent: what may lie in the buffer without being slow. */
  snapshot: { bytes: number; at: number }
  /** Since when something has been waiting in its buffer, epoch milliseconds; 0 when empty. */
  waitingSince: number
}

type NoEvents = Record<string, never>
export type LiveServer = Server<ClientEvents, ServerEvents, NoEvents, Screen>
export type LiveSocket = Socket<ClientEvents, ServerEvents, NoEvents, Screen>

/**
 * Socket.IO as it is safe: no compression (10x CPU), no recovery of its own (it skips authorisation and loses data),
 * small packets up, quick pings, and an exact Origin, because CORS does not guard the upgrade.
 */
export function socketServer(http: HttpServer, isOwn: (request: IncomingMessage) => boolean): LiveServer {
  const server: LiveServer = new Server(http, {
    path: '/socket.io',
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    pingInterval: 5_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    allowRequest: (request, answer) => answer(null, isOwn(request)),
  })
  // Its answers do not pass the application, which says this of all others.
  server.engine.on('headers', (headers: Record<string, string>) => {
    Object.assign(headers, { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'", 'Cross-Origin-Resource-Policy': 'same-origin', 'Cache-Control': 'no-store' })
  })
  return server
}
