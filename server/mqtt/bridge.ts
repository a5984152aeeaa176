import { connect, type IClientOptions, type IPublishPacket, type MqttClient, type Packet } from 'mqtt'
import { communitiesByCode } from '../ingest/telemetry-devices.ts'
import { idFrom } from '../journal/system.ts'
import type { DeviceCall, KeyHolder, TellDevice } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { insist } from './insist.ts'
import { NotAllowed, type TakeMessage } from './message-take.ts'
import { requestOf } from './request-rules.ts'
import { bridged, namedRequestTopic, readTopic, type Topic } from './topics.ts'

/** A client takes one message after the other, each with its commit: so many of them share the work. */
const links = 16
const firstPause = 1_000
const longestPause = 30_000
/** Seconds for which a foreign broker keeps for us what comes while we are away. */
const awayFor = 7 * 86_400
const mostBytes = 256 * 1024
/** Milliseconds in which the broker has to take an instruction over. */
const tellPatience = 5_000

/** Of MQTT 5: nobody has subscribed to it. */
const noSubscribers = 0x10
/** What a broker of 3.1.1 answers to a client of 5, in its own words and in those of 5. */
const versionRefused: readonly number[] = [1, 0x84]

/** Stands for the broker where a key is wanted: there its own users and lists guard the topics. */
const broker = idFrom('mqtt', 'bridge')
/** A community that is not there: what names none of ours is nobody's. */
const nowhere = '00000000-0000-0000-0000-000000000000'

export type BridgeSettings = { url: string; clientId: string; links?: number }

/**
 * Takes in what a broker of the user's own brings, by topics that name community and device. With MQTT 5 by shared subscriptions, so that
 * any number of processes share the work; with 3.1.1 one process takes it all. The broker keeps what comes while we are away, and each
 * message until it is committed.
 */
export class MqttBridge {
  private readonly parts: Parts
  private readonly take: TakeMessage
  private readonly settings: BridgeSettings
  private version: 4 | 5 = 5
  private clients: MqttClient[] = []
  private away: 'not yet' | 'told' | null = 'not yet'
  private stopped = false

  constructor(parts: Parts, take: TakeMessage, settings: BridgeSettings) {
    this.parts = parts
    this.take = take
    this.settings = settings
  }

  get connections(): number {
    return this.clients.filter(({ connected }) => connected).length
  }

  /** Does not wait: a broker that is away is tried until it is there. */
  async start(): Promise<null> {
    this.openAll()
    return null
  }

  private openAll(): void {
    const count = this.version === 5 ? (this.settings.links ?? links) : bridged.length
    // Without shared subscriptions each link has topics of its own, lest everything come several times.
    const topicsOf = (i: number): string[] => (this.version === 5 ? bridged.map((topic) => `$share/watchfloor/${topic}`) : bridged.slice(i, i + 1))
    this.clients = Array.from({ length: count }, (_, i) => this.open(i, topicsOf(i)))
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.all(this.clients.map((client) => client.endAsync(true)))
  }

  /** An instruction is never kept by anybody for later: where the broker knows no expiry it is sent once and not acknowledged. */
  readonly tell: TellDevice = async (call) => {
    const client = this.clients.find(({ connected }) => connected)
    if (!client) throw new Error('the broker (MQTT_URL) is away')
    const topic = namedRequestTopic(call.communityCode, call.code, call.number)
    const reason = await publish(client, topic, JSON.stringify(requestOf(call, 'device')), this.version === 5 ? this.left(call) : null)
    return reason === noSubscribers ? 'nobody' : 'told'
  }

  private left({ expiresAt }: DeviceCall): number {
    return Math.max(1, Math.floor((Date.parse(expiresAt) - this.parts.now()) / 1_000))
  }

  private open(place: number, topics: string[]): MqttClient {
    const options: IClientOptions = {
      protocolVersion: this.version, clientId: `${this.settings.clientId}-${place}`, clean: false, resubscribe: false, reconnectPeriod: firstPause, reconnectOnConnackError: true, connectTimeout: 10_000, keepalive: 15,
      ...(this.version === 5 ? { properties: { sessionExpiryInterval: awayFor, receiveMaximum: 100, maximumPacketSize: mostBytes } } : {}),
    }
    const client = connect(this.settings.url, options)
    client.handleMessage = (packet, done) => void this.hear(client, packet as IPublishPacket).then(() => done(), done)
    client.on('connect', () => {
      client.options.reconnectPeriod = firstPause
      this.cameBack()
      client.subscribe(topics, { qos: 1 }, (error, granted) => {
        const denied = granted?.filter(({ qos }) => qos > 2).map(({ topic }) => topic) ?? []
        if (!this.stopped && (error || denied.length > 0)) this.parts.log.error({ err: error, denied }, 'the broker (MQTT_URL) does not let us subscribe: see its access lists')
      })
    })
    client.on('error', (error) => {
      if (this.version === 5 && 'code' in error && versionRefused.includes(Number(error.code))) this.speakOlder()
      else this.wentAway(error)
    })
    client.on('close', () => {
      client.options.reconnectPeriod = Math.min(longestPause, (client.options.reconnectPeriod ?? firstPause) * 2)
      if (this.connections === 0) this.wentAway(null)
    })
    return client
  }

  /** The sender is answered by its broker; what we do not acknowledge comes again with the next connection. */
  private async hear(client: MqttClient, { topic: name, payload }: IPublishPacket): Promise<void> {
    const topic = readTopic(name)
    if (!topic) return
    try {
      await insist(async () => this.take(topic, Buffer.isBuffer(payload) ? payload : Buffer.from(payload), await this.holderOf(topic)), () => this.stopped || !client.connected)
    } catch (error) {
      if (error instanceof NotAllowed) return
      client.stream.destroy()
      throw error
    }
  }

  private async holderOf({ community: code = '' }: Topic): Promise<KeyHolder> {
    const community = (await communitiesByCode(this.parts.sql, [code])).get(code) ?? nowhere
    return { id: broker, name: 'MQTT', community, doors: ['alarms', 'telemetry'] }
  }

  private speakOlder(): void {
    this.version = 4
    const newer = this.clients
    this.clients = []
    for (const client of newer) client.end(true)
    if (!this.stopped) this.openAll()
  }

  private wentAway(error: Error | null): void {
    if (this.away === 'told' || this.stopped) return
    this.away = 'told'
    this.parts.log.warn({ err: error }, 'the broker (MQTT_URL) is away: it is tried again and again')
  }

  private cameBack(): void {
    if (this.away === null) return
    this.away = null
    this.parts.log.info({ version: this.version === 5 ? '5' : '3.1.1' }, 'connected to the broker (MQTT_URL)')
  }
}

/** The broker's reason code, which mqtt.js keeps to itself; `seconds`: how long it may still be handed on, null where that cannot be said. */
function publish(client: MqttClient, topic: string, payload: string, seconds: number | null): Promise<number> {
  return new Promise((done, failed) => {
    let [sent, reason] = [-1, 0]
    const hear = (packet: Packet): void => {
      if (packet.cmd === 'puback' && packet.messageId === sent) reason = packet.reasonCode ?? 0
    }
    // What comes back with a later connection would be sent again then.
    const timer = setTimeout(() => client.removeOutgoingMessage(sent), tellPatience)
    client.on('packetreceive', hear)
    client.publish(topic, payload, seconds === null ? { qos: 0 } : { qos: 1, properties: { messageExpiryInterval: seconds } }, (error) => {
      clearTimeout(timer)
      client.off('packetreceive', hear)
      if (error) failed(error)
      else done(reason)
    })
    sent = client.getLastMessageId()
  })
}
