import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { SideProcess } from './side-process.ts'

/**
 * Screens that only count the frames they get, so that the load process leaves the cores to the server. Those of Socket.IO speak
 * just enough of its protocol: 0 open, 40 join, 2 ping, 3 pong, 42 event.
 */
export class ManyScreens {
  frames = 0
  private readonly sockets: WebSocket[] = []
  private wanted = 0
  private onWanted: () => void = () => {}

  static async open(side: SideProcess, kind: 'plain' | 'rooms', many: number): Promise<ManyScreens> {
    const screens = new ManyScreens()
    const path = kind === 'plain' ? '/' : '/socket.io/?EIO=4&transport=websocket'
    for (let i = 0; i < many; i++) {
      const socket = new WebSocket(`ws://127.0.0.1:${side.port}${path}`, { perMessageDeflate: false })
      screens.sockets.push(socket)
      if (kind === 'plain') {
        socket.on('message', () => screens.heard())
        await once(socket, 'open')
      } else await new Promise<void>((joined) => socket.on('message', (data: Buffer) => screens.hearSocketIo(socket, data, joined)))
    }
    return screens
  }

  /** Resolves when `frames` more than now have arrived at all screens together. Ask before they are sent. */
  more(frames: number): Promise<void> {
    this.wanted = this.frames + frames
    return new Promise((resolve) => (this.onWanted = resolve))
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate()
  }

  private hearSocketIo(socket: WebSocket, data: Buffer, joined: () => void): void {
    const [kind, of] = [data[0], data[1]]
    if (kind === 0x30) socket.send('40')
    else if (kind === 0x32) socket.send('3')
    else if (kind === 0x34 && of === 0x30) joined()
    else if (kind === 0x34 && of === 0x32) this.heard()
  }

  private heard(): void {
    this.frames++
    if (this.frames === this.wanted) this.onWanted()
  }
}
