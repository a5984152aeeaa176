import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { cut, SlowScreens, waiting } from '#server/live/slow-screens.ts'
import { socketServer, type LiveServer } from '#server/live/socket-server.ts'

const megabyte = 1_000_000
const dearest = 20 * megabyte

let http: Server
let live: LiveServer
const clients: Socket[] = []

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect()
  live.sockets.sockets.forEach(cut)
  await live.close()
})

/** A server that sends 12 MB/s to two screens, one of which has stopped reading as a frozen browser does. */
async function stoppedScreenAmongTwo(): Promise<{ dearestSeen: () => number; healthyHeard: () => number; push: () => void; left: () => number }> {
  http = createServer()
  live = socketServer(http, () => true)
  live.use((socket, next) => {
    socket.data = { caller: { kind: 'person', actor: { kind: 'system', id: 't', name: 't' }, person: null, grants: [] }, session: '', stamp: '', room: null, snapshot: { bytes: 0, at: 0 }, waitingSince: 0 }
    next()
  })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  const { port } = http.address() as AddressInfo
  const open = async (): Promise<Socket> => {
    const client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false, forceNew: true })
    clients.push(client)
    await new Promise<void>((connected) => client.once('connect', connected))
    return client
  }
  const [healthy, stopped] = [await open(), await open()]
  let heard = 0
  healthy.on('frame', () => heard++)
  const { ws } = stopped.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  ws._socket.pause()

  let most = 0
  let sent = 0
  const frame = { from: 0, to: 0, facts: [], catalogue: false, padding: 'x'.repeat(megabyte / 4) }
  const push = (): void => {
    sent++
    live.emit('frame', frame)
    for (const socket of live.sockets.sockets.values()) most = Math.max(most, waiting(socket))
  }
  return { dearestSeen: () => most, healthyHeard: () => sent - heard, push, left: () => live.sockets.sockets.size }
}

/** Fifty frames of 250 kB a second until `over`, at most for 600 frames. */
function pushUntil(push: () => void, over: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let frames = 0
    const timer = setInterval(() => {
      push()
      if (!over() && ++frames < 600) return
      clearInterval(timer)
      resolve()
    }, 20)
  })
}

test('a screen that stopped reading is cut before it costs 20 MB, and its neighbour misses nothing', async () => {
  const load = await stoppedScreenAmongTwo()
  const slow = new SlowScreens(live, pino({ level: 'silent' }))
  slow.start()
  await pushUntil(load.push, () => load.left() === 1)
  slow.stop()
  expect(load.left()).toBe(1)
  expect(load.dearestSeen()).toBeGreaterThan(megabyte)
  expect(load.dearestSeen()).toBeLessThan(dearest)
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (load.healthyHeard() > 0) return
      clearInterval(look)
      resolve()
    }, 10)
  })
})

test('control: without the cut it costs more', async () => {
  const load = await stoppedScreenAmongTwo()
  await pushUntil(load.push, () => load.dearestSeen() > dearest)
  expect(load.dearestSeen()).toBeGreaterThan(dearest)
})
