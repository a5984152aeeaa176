import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Aedes, type Client } from 'aedes'
import { MachineKeys } from '../ingest/machine-key-store.ts'
import { KeyUses } from '../ingest/key-use-store.ts'
import { DoorLimit } from '../ingest/door-limit.ts'
import type { KeyHolder, TellDevice } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { insist } from './insist.ts'
import type { TakeMessage } from './message-take.ts'
import { PacketGauge } from './packet-gauge.ts'
import { prepare, refuseNewer } from './connect-rules.ts'
import { requestOf } from './request-rules.ts'
import { Sessions, type Session } from './sessions.ts'
import { MqttSignIn } from './sign-in.ts'
import { gatewayTopic, isListening, listening, readTopic, requestTopic, type Topic } from './topics.ts'

const mostBytes = 256 * 1024
const mostSignInBytes = 16 * 1024
const mostConnections = 20_000
/** Connections from one address that are not signed in yet. */
const mostKnocking = 200
const signInPatience = 10_000
/** A client that does not read is cut after this long. */
const readPatience = 10_000
/** A revoked key must stop within 5 s, also on connections that are open. */
const keyPause = 2_000
/** Nobody may listen there: what was taken goes no further. */
const taken = 'watchfloor/taken'
const nothing = Buffer.alloc(0)

export type BrokerAddress = { host: string; port: number }

/**
 * The broker of our own, for MQTT 3.1.1: devices and gateways sign in with a key, say what they have to say, and hear instructions. It
 * passes nothing from one client to another and keeps nothing; a message is acknowledged when it is committed or in quarantine.
 */
export class MqttBroker {
  private readonly parts: Parts
  private readonly take: TakeMessage
  private readonly address: BrokerAddress
  private readonly sessions = new Sessions()
  private readonly signIn: MqttSignIn
  private readonly uses: KeyUses
  private readonly knocking = new Map<string, number>()
  private readonly logged = new DoorLimit({ perSecond: 1 / 60, burst: 3 })
  private readonly rounds: Rounds
  private readonly ending = new AbortController()
  private running: { server: Server; aedes: Aedes } | null = null

  constructor(parts: Parts, take: TakeMessage, address: BrokerAddress) {
    this.parts = parts
    this.take = take
    this.address = address
    this.signIn = new MqttSignIn(new MachineKeys(parts))
    this.uses = new KeyUses(parts)
    this.rounds = new Rounds(keyPause, () => this.closeRevoked(), parts.log, 'keys of MQTT connections could not be looked at')
  }

  get connections(): number {
    return this.sessions.size
  }

  /** The port that it listens on. */
  async start(): Promise<number> {
    const aedes = await Aedes.createBroker({
      connectTimeout: signInPatience,
      drainTimeout: readPatience,
      maxClientsIdLength: mostSignInBytes,
      maxInflightInbound: 100,
      maxTopicLevels: 10,
      preConnect: (client, packet, callback) => {
        const newer = refuseNewer(packet)
        if (newer) this.refuse(client, 'it speaks MQTT 5, and this broker 3.1.1: set the client to 3.1.1, or use a broker of your own by MQTT_URL')
        if (newer) client.conn.end(newer)
        else prepare(packet)
        callback(null, newer === null)
      },
      authenticate: (client, username, password, done) => void this.authenticate(client, [username ?? '', password?.toString() ?? '']).then(
        (opens) => done(null, opens),
        (error: unknown) => done(Object.assign(error instanceof Error ? error : new Error(String(error)), { returnCode: 3 }), false),
      ),
      authorizeSubscribe: (client, subscription, callback) => {
        const { topic } = subscription
        const as = isListening(topic) ? listening[topic] : null
        if (as) this.sessions.of(client)?.listens.add(as)
        callback(null, isListening(topic) ? subscription : null)
      },
      authorizePublish: (client, packet, callback) => {
        const [session, topic] = [client && this.sessions.of(client), readTopic(packet.topic)]
        if (!session || !topic) return callback(new Error('no such topic'))
        this.hear(session, topic, Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload)).then(
          () => {
            Object.assign(packet, { topic: taken, payload: nothing, retain: false })
            callback(null)
          },
          callback,
        )
      },
    })
    aedes.on('unsubscribe', (topics, client) => {
      for (const topic of topics) if (isListening(topic) && listening[topic]) this.sessions.of(client)?.listens.delete(listening[topic])
    })
    aedes.on('clientError', (client, error) => this.parts.log.debug({ err: error, client: client.id }, 'an MQTT connection ended'))
    aedes.on('connectionError', (_client, error) => this.parts.log.debug({ err: error }, 'an MQTT connection ended before it was signed in'))
    const server = createServer((socket) => this.accept(aedes, socket))
    server.maxConnections = mostConnections
    this.running = { server, aedes }
    await new Promise<void>((open, failed) => {
      server.once('error', failed)
      server.listen(this.address.port, this.address.host, open)
    })
    this.rounds.start()
    const { port } = server.address() as AddressInfo
    this.parts.log.info({ host: this.address.host, port }, 'MQTT is open for devices')
    return port
  }

  async stop(): Promise<void> {
    this.ending.abort()
    await this.rounds.stop()
    const running = this.running
    this.running = null
    if (!running) return
    await Promise.all([new Promise((closed) => running.server.close(closed)), new Promise<void>((closed) => running.aedes.close(closed))])
  }

  /** Sends an instruction to the device's own connection, or to that of its gateway; once and now, for a later one would be done later. */
  readonly tell: TellDevice = async (call) => {
    const way = this.sessions.reaching(call)
    if (!way) return 'nobody'
    const { client } = way.session
    const topic = way.as === 'device' ? requestTopic(call.number) : gatewayTopic
    await new Promise<void>((sent) => client.publish({ cmd: 'publish', topic, payload: JSON.stringify(requestOf(call, way.as)), qos: 0, retain: false, dup: false }, () => sent()))
    return client.closed ? 'nobody' : 'told'
  }

  private accept(aedes: Aedes, socket: Socket): void {
    const address = socket.remoteAddress ?? ''
    const knocking = this.knocking.get(address) ?? 0
    if (knocking >= mostKnocking) return void socket.destroy()
    this.knocking.set(address, knocking + 1)
    guard(socket)
    const client = aedes.handle(socket)
    const settled = (): void => {
      const left = (this.knocking.get(address) ?? 1) - 1
      if (left > 0) this.knocking.set(address, left)
      else this.knocking.delete(address)
      client.off('connected', settled)
      socket.off('close', settled)
    }
    client.on('connected', settled)
    socket.on('close', settled)
    socket.on('close', () => this.left(client))
  }

  private async authenticate(client: Client, given: readonly string[]): Promise<boolean> {
    const address = addressOf(client)
    const holder = await this.signIn.holderOf(given, address)
    if (!holder) this.refuse(client, 'it has no key that opens here')
    if (!holder || client.closed) return false
    this.sessions.open(client, holder)
    this.uses.note(holder.id, { address, skew: null })
    this.turn(holder, 'connect')
    return true
  }

  private left(client: Client): void {
    const session = this.sessions.close(client)
    if (session) this.turn(session.holder, 'disconnect')
  }

  /** That a device came or went is a value of its own. */
  private turn(holder: KeyHolder, what: 'connect' | 'disconnect'): void {
    if (!holder.device || !holder.doors.includes('telemetry') || this.ending.signal.aborted) return
    this.take({ form: 'device', what }, Buffer.from('null'), holder).catch((error: unknown) => this.parts.log.debug({ err: error, what }, 'that a device came or went could not be kept'))
  }

  /** Resolves when the message may be acknowledged; where it rejects the connection ends and the sender keeps what it has. */
  private async hear(session: Session, topic: Topic, payload: Buffer): Promise<void> {
    const { whole } = await insist(() => this.take(topic, payload, session.holder), () => session.client.closed || this.ending.signal.aborted)
    if (whole) this.sessions.heard(session, topic, payload)
  }

  private async closeRevoked(): Promise<void> {
    const asked = this.sessions.keys()
    if (asked.length === 0) return
    const rows = await this.parts.sql<{ id: string }[]>`
      select id from machine_key where id = any(${asked}::uuid[]) and revoked_at is null and (expires_at is null or expires_at > ${new Date(this.parts.now()).toISOString()})`
    const closed = this.sessions.closeOthers(new Set(rows.map(({ id }) => id)), new Set(asked))
    if (closed > 0) this.parts.log.info({ closed }, 'MQTT connections were closed because their keys are over')
  }

  /** Said now and then: a device that is set up wrongly knocks for ever. */
  private refuse(client: Client, why: string): void {
    const address = addressOf(client)
    if (this.logged.take(address, 1, performance.now()) > 0) this.parts.log.warn({ address }, `an MQTT client was refused: ${why}`)
  }
}

const addressOf = ({ conn }: Client): string => ('remoteAddress' in conn && typeof conn.remoteAddress === 'string' ? conn.remoteAddress : '')

/** aedes takes what there is by `read()`; whatever is too long ends there, before its parser has collected it. */
function guard(socket: Socket): void {
  const gauge = new PacketGauge(mostSignInBytes, mostBytes)
  const read = socket.read.bind(socket)
  socket.read = (size?: number): unknown => {
    const chunk: unknown = read(size)
    if (!(chunk instanceof Uint8Array) || gauge.pass(chunk)) return chunk
    socket.destroy(new Error('an MQTT packet was too large'))
    return null
  }
}
