import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import mqtt, { type MqttClient } from 'mqtt'

/** All that stands outside of the installation and counts what reaches it: the company's gateway, a subscriber, devices. */
export class Outside {
  readonly reached = { gateway: 0, subscriber: 0, device: 0 }
  private server: Server | null = null
  private readonly clients: MqttClient[] = []

  async open(): Promise<{ gateway: string; subscriber: string }> {
    this.server = createServer((req, res) => {
      this.reached[req.url === '/gateway' ? 'gateway' : 'subscriber']++
      req.resume().on('end', () => res.writeHead(204).end())
    }).listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    const base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return { gateway: `${base}/gateway`, subscriber: `${base}/subscriber` }
  }

  /** A device on its line: what is instructed in a drill would be heard here. It comes back whenever the broker does. */
  async device(port: number, secret: string): Promise<void> {
    const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { username: secret, protocolVersion: 4, reconnectPeriod: 100 })
    this.clients.push(client)
    client.on('error', () => {})
    client.on('message', () => this.reached.device++)
    await new Promise<void>((connected) => client.once('connect', () => connected()))
    await client.subscribeAsync('v1/devices/me/rpc/request/+', { qos: 1 })
  }

  get total(): number {
    return this.reached.gateway + this.reached.subscriber + this.reached.device
  }

  /** Counts anew. */
  forget(): void {
    Object.assign(this.reached, { gateway: 0, subscriber: 0, device: 0 })
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.endAsync(true)))
    this.server?.closeAllConnections()
    this.server?.close()
  }
}
