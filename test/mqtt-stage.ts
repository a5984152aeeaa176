import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import type { Door } from '#shared/doors.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { telemetryTaking } from '#server/ingest/telemetry-take.ts'
import { hearAnswer } from '#server/instructions/instruction-answers.ts'
import { MqttBroker } from '#server/mqtt/broker.ts'
import { messageTaking, type TakeMessage } from '#server/mqtt/message-take.ts'
import { readingsTaking } from '#server/readings/take-readings.ts'
import type { Parts } from '#server/parts.ts'
import { openFeatures, type Features } from './features.ts'

export const operator = { kind: 'system', id: 'test', name: 'test' } as const

/** Takes messages in as the server does, with no rule that judges values. */
export const takingOf = (parts: Parts): TakeMessage => messageTaking(parts, { telemetry: telemetryTaking(parts, readingsTaking(async () => {})), alarms: takeAlarms, answer: hearAnswer })

/** The features with a broker of our own, clients that can be made, and what they left behind. */
export type MqttStage = Omit<Features, 'key'> & {
  broker: MqttBroker
  port: number
  key(of?: { community?: string | null; device?: string | null; doors?: Door[]; signed?: boolean }): Promise<{ id: string; secret: string }>
  /** Connected and signed in. */
  client(secret: string, more?: IClientOptions): Promise<MqttClient>
  /** A socket without a protocol. */
  raw(): Promise<Socket>
  /** Values in their history, oldest first. */
  values(): Promise<{ device: string; key: string; at: number; value: unknown }[]>
  kept(): Promise<{ door: string; body: string; reason: { field: string }[] }[]>
}

export async function openMqtt(taking: (parts: Parts) => TakeMessage = takingOf): Promise<MqttStage> {
  const features = await openFeatures()
  const { parts, world } = features
  const broker = new MqttBroker(parts, taking(parts), { host: '127.0.0.1', port: 0 })
  const port = await broker.start()
  const clients: MqttClient[] = []
  const sockets: Socket[] = []
  return {
    ...features,
    broker,
    port,
    key: ({ community = world.a.id, device = null, doors = ['telemetry', 'alarms'] as Door[], signed = false } = {}) => issueKey(parts, { name: 'mqtt', community, device, doors, signed }, operator),
    client: async (secret, more = {}) => {
      const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { username: secret, protocolVersion: 4, reconnectPeriod: 100, ...more })
      clients.push(client)
      await new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve())
        client.once('error', reject)
      })
      return client
    },
    raw: async () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      sockets.push(socket)
      await once(socket, 'connect')
      return socket
    },
    values: async () =>
      (await parts.sql<{ device: string; key: string; at: string; value: unknown }[]>`select device_id as device, key, at, value from reading order by at, key`).map((row) => ({ ...row, at: Date.parse(row.at) })),
    kept: () => parts.sql`select door, body, reason from quarantine order by seq`,
    close: async () => {
      await Promise.all(clients.map((client) => client.endAsync(true)))
      for (const socket of sockets) socket.destroy()
      await broker.stop()
      await features.close()
    },
  }
}

/** Resolves when its line is cut, whatever its end says to that. */
export function closing(client: MqttClient): Promise<void> {
  client.on('error', () => {})
  return new Promise((resolve) => client.once('close', resolve))
}

/** The next message that a client hears. */
export const nextMessage = (client: MqttClient): Promise<{ topic: string; body: unknown }> =>
  new Promise((resolve) => client.once('message', (topic, payload) => resolve({ topic, body: JSON.parse(payload.toString()) as unknown })))
