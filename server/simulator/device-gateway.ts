import { setTimeout as sleep } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import type { Demo } from '#db/demo/demo.ts'

type Settings = { port: number; key: string; demo: Pick<Demo, 'communities' | 'devices'> }

/** Milliseconds that a simulated device takes to do what it is told. */
const pause = 2_000
const pauseOfReconnect = 5_000

/** The demo's gateway: it speaks for every device that may be told to act, and does what it is told. */
export class DeviceGateway {
  private readonly settings: Settings
  private client: MqttClient | null = null

  constructor(settings: Settings) {
    this.settings = settings
  }

  start(): void {
    const { port, key } = this.settings
    const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { username: key, protocolVersion: 4, reconnectPeriod: pauseOfReconnect, reconnectOnConnackError: true, resubscribe: false })
    this.client = client
    // It is tried again; the day goes on without it.
    client.on('error', () => {})
    client.on('connect', () => {
      client.subscribe('v1/gateway/rpc', { qos: 1 })
      for (const { topic, code } of this.spokenFor()) client.publish(topic, JSON.stringify({ device: code }), { qos: 1 })
    })
    client.on('message', (_topic, payload) => void this.act(client, payload))
  }

  async stop(): Promise<void> {
    await this.client?.endAsync(true)
  }

  private spokenFor(): { topic: string; code: string }[] {
    const { communities, devices } = this.settings.demo
    const codes = new Map(communities.map(({ id, code }) => [id, code]))
    return devices.filter(({ actions }) => actions && actions.length > 0).map(({ community, code }) => ({ topic: `watchfloor/${codes.get(community)}/gateway/connect`, code }))
  }

  private async act(client: MqttClient, payload: Buffer): Promise<void> {
    const { device, data } = JSON.parse(payload.toString()) as { device: string; data: { id: number } }
    await sleep(pause)
    client.publish('v1/gateway/rpc', JSON.stringify({ device, id: data.id, data: { success: true } }), { qos: 1 })
  }
}
