import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import type { Message, Send } from './outlet.ts'

/** RFC 5424: facility 13 (log audit), severity 5 (notice). */
const priority = 13 * 8 + 5
const patience = 10_000

export type Target = { protocol: 'udp' | 'tcp'; host: string; port: number }

/** One message by RFC 5424: its body as JSON, by which it can be read back out of a log file. */
export const syslogText = ({ at, body }: Pick<Message, 'at' | 'body'>, host: string, process: number): string =>
  `<${priority}>1 ${new Date(at).toISOString()} ${host.slice(0, 255) || '-'} watchfloor ${process} ${typeof body.kind === 'string' ? body.kind : '-'} - ${JSON.stringify(body)}`

/** By TCP with octet counting (RFC 6587), or by UDP, of which nobody says whether it arrived. */
export const syslogTo =
  (target: Target): Send =>
  async (message) => {
    const text = Buffer.from(syslogText(message, hostname(), process.pid))
    await (target.protocol === 'tcp' ? byTcp(target, text) : byUdp(target, text))
    return `${target.protocol} ${target.host}:${target.port}`
  }

function byTcp({ host, port }: Target, text: Buffer): Promise<void> {
  return new Promise((sent, failed) => {
    const socket = connect({ host, port, timeout: patience }, () => socket.end(Buffer.concat([Buffer.from(`${text.length} `), text])))
    // A syslog server says nothing; that it closes its side too is the only answer there is.
    socket.resume().once('close', () => sent()).once('error', failed)
    socket.once('timeout', () => socket.destroy(socket.writableFinished ? undefined : new Error('no answer within 10 s')))
  })
}

function byUdp({ host, port }: Target, text: Buffer): Promise<void> {
  return new Promise((sent, failed) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', failed)
    socket.send(text, port, host, (error) => {
      socket.close()
      if (error) failed(error)
      else sent()
    })
  })
}
