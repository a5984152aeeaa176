import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import type { Fact } from '#shared/facts.ts'
import { shown } from '#shared/picture.ts'
import { FanOut } from '#server/live/fan-out.ts'
import { socketServer } from '#server/live/socket-server.ts'
import { offeredOrder } from './offered-order.ts'
import { serveSide } from './side.ts'

/*
 * Many screens on one server without a database. `plain` sends each frame over `ws`; `rooms` sends the same through the product's
 * rooms and Socket.IO. Told `watches N`, the screens are spread over N watches; told `send FRAMES FACTS`, that many frames go out
 * with that many facts each.
 */

type Screens = { send(facts: Fact[], cursor: number): void; watches(many: number): void; encodings(): number }

/** A little more than the longest tick, so that what is taken at once is a frame of its own. */
const pace = 55
const community = randomUUID()

function plain(http: Server): Screens {
  const screens = new WebSocketServer({ server: http, perMessageDeflate: false })
  let encoded = 0
  return {
    send: (facts, cursor) => {
      encoded++
      const frame = Buffer.from(JSON.stringify({ from: cursor - facts.length, to: cursor, facts, catalogue: false }))
      for (const screen of screens.clients) screen.send(frame, { binary: false })
    },
    watches: () => {},
    encodings: () => encoded,
  }
}

function rooms(http: Server): Screens {
  const io = socketServer(http, () => true)
  const fanOut = new FanOut(io, 0)
  let encoded = 0
  const encode = io.encoder.encode.bind(io.encoder)
  io.encoder.encode = (packet) => {
    encoded++
    return encode(packet)
  }
  return {
    send: (facts, cursor) => fanOut.take(facts, cursor),
    watches: (many) => {
      io.socketsLeave([...fanOut.all()].map((room) => room.key))
      fanOut.sweep(new Set())
      const keys = Array.from({ length: many }, () => {
        const communities = [community, randomUUID()]
        return fanOut.room({ communities, shows: shown, located: communities, tended: communities }).key
      })
      ;[...io.sockets.sockets.values()].forEach((socket, i) => void socket.join(keys[i % many] ?? ''))
    },
    encodings: () => encoded,
  }
}

let cursor = 0
const someFacts = (many: number): Fact[] =>
  Array.from({ length: many }, (): Fact => {
    const body = offeredOrder(community, null, '昨晚开始漏，水已经流到客厅，请尽快派人来看。')
    return {
      seq: ++cursor, at: body.reportedAt, name: 'order.reported', id: body.id, version: 1, community, mode: 'real',
      by: { kind: 'key', id: body.id, name: 'bench' }, command: body.id, body,
    }
  })

async function sendFrames(screens: Screens, frames: number, facts: number): Promise<void> {
  for (let i = 0; i < frames; i++) {
    screens.send(someFacts(facts), cursor)
    await sleep(pace)
  }
}

const http = createServer()
const screens = process.argv[2] === 'plain' ? plain(http) : rooms(http)
http.listen(0, '127.0.0.1')
await once(http, 'listening')

const onLine = (line: string): void => {
  const [what, first, second] = line.split(' ')
  if (what === 'watches') screens.watches(Number(first))
  else void sendFrames(screens, Number(first), Number(second))
}
serveSide({ port: (http.address() as AddressInfo).port, cookie: '' }, onLine, async () => http.closeAllConnections(), screens.encodings)
