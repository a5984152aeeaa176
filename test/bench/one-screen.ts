import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import type { Fact } from '#shared/facts.ts'
import { shown } from '#shared/picture.ts'
import type { ClientEvents, ServerEvents } from '#shared/watch.ts'
import type { SideProcess } from './side-process.ts'

export type OneScreen = { close(): void }

/** Calls `arrive` with the mark of each order that comes. */
export type Arrive = (mark: string) => void

export async function screenOfFloor(side: SideProcess, arrive: Arrive): Promise<OneScreen> {
  const socket = new WebSocket(`ws://127.0.0.1:${side.port}`, { perMessageDeflate: false })
  await once(socket, 'open')
  socket.on('message', (data: Buffer) => arrive((JSON.parse(data.toString()) as { description: string }).description))
  return { close: () => socket.terminate() }
}

export const screenOfOurs = (side: SideProcess, arrive: Arrive): Promise<OneScreen> =>
  screenOf(`http://127.0.0.1:${side.port}`, side.cookie, (fact) => {
    if ('description' in fact.body) arrive(fact.body.description)
  })

/** The whole company, by the real protocol, without what a browser would draw of it. */
export async function screenOf(base: string, cookie: string, onFact: (fact: Fact) => void): Promise<OneScreen> {
  const socket: Socket<ServerEvents, ClientEvents> = io(base, {
    transports: ['websocket'], extraHeaders: { cookie, origin: base }, reconnection: false, forceNew: true,
  })
  socket.on('frame', ({ facts }) => facts.forEach(onFact))
  await new Promise<void>((resolve, reject) => {
    socket.on('connect_error', reject)
    // Figures are the last thing that a joining screen is sent.
    socket.once('figures', () => resolve())
    socket.on('connect', () => {
      socket.emit('watch', { scope: { kind: 'everything' }, shows: [...shown], cursor: null }, (reply) => {
        if (!reply.ok) reject(new Error(JSON.stringify(reply.problem)))
      })
    })
  })
  return { close: () => socket.disconnect() }
}
