import { createHash, randomUUID } from 'node:crypto'
import type { ConnectPacket } from 'aedes'

/** Seconds without a word after which a client is gone, whatever it asks for. */
const longestKeepalive = 3_600

/** Said in MQTT 5, which its clients understand: unsupported protocol version, with the reason in words. Null for who speaks 3.1 or 3.1.1. */
export function refuseNewer({ protocolVersion }: Pick<ConnectPacket, 'protocolVersion'>): Buffer | null {
  if (protocolVersion !== 5) return null
  const words = Buffer.from('MQTT 3.1.1 is spoken here')
  const properties = Buffer.concat([Buffer.from([0x1f, 0, words.length]), words])
  return Buffer.concat([Buffer.from([0x20, 3 + properties.length, 0, 0x84, properties.length]), properties])
}

/**
 * What a client asks for and does not get: a session that is kept, a last will, silence for ever. Its name is its key's own, so that
 * nobody puts another's connection out by calling itself the same.
 */
export function prepare(packet: ConnectPacket): void {
  const key = createHash('sha256').update(`${packet.username ?? ''}\n${packet.password?.toString() ?? ''}`).digest('base64url').slice(0, 16)
  packet.clientId = `${key}/${packet.clientId || randomUUID()}`
  packet.clean = true
  packet.keepalive = Math.min(packet.keepalive || longestKeepalive, longestKeepalive)
  delete packet.will
}
