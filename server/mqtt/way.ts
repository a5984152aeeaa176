import type { TellDevice } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { MqttBridge } from './bridge.ts'
import { MqttBroker } from './broker.ts'
import type { TakeMessage } from './message-take.ts'

/** `port`: of a broker of our own, null for none. `url`: of one that is used in its place. */
type Settings = { port: number | null; host: string; url: string | null; clientId: string }

/** How devices reach this process by MQTT, and it them. */
export type MqttWay = { tell: TellDevice; readonly connections: number; /** The port that devices connect to; null where that is a foreign broker's. */ start(): Promise<number | null>; stop(): Promise<void> }

/** Null where there is none. */
export function mqttWay(parts: Parts, take: TakeMessage, { port, host, url, clientId }: Settings): MqttWay | null {
  if (url !== null) return new MqttBridge(parts, take, { url, clientId })
  return port === null ? null : new MqttBroker(parts, take, { port, host })
}
