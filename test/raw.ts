import { request, type IncomingHttpHeaders } from 'node:http'

export type Sent = { method?: string; path: string; headers?: Record<string, string | string[]>; body?: string | Buffer }
export type Back = { status: number; headers: IncomingHttpHeaders; text: string }

/** One request as it is: any header, any path, nothing added. */
export function raw(base: string, { method = 'GET', path, headers = {}, body }: Sent): Promise<Back> {
  const { hostname, port } = new URL(base)
  return new Promise((answered, failed) => {
    const asking = request({ hostname, port, method, path, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) }, agent: false })
    asking.on('response', (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('end', () => answered({ status: reply.statusCode ?? 0, headers: reply.headers, text: Buffer.concat(chunks).toString() }))
      reply.on('error', failed)
    })
    asking.on('upgrade', (reply, socket) => {
      socket.destroy()
      answered({ status: reply.statusCode ?? 0, headers: reply.headers, text: '' })
    })
    asking.on('error', failed)
    asking.end(body)
  })
}

/** A page at `origin` opening Socket.IO, by polling or by a websocket. */
export const poll = (base: string, headers: Record<string, string | string[]>): Promise<Back> => raw(base, { path: '/socket.io/?EIO=4&transport=polling', headers })
export const upgrade = (base: string, headers: Record<string, string | string[]>): Promise<Back> =>
  raw(base, {
    path: '/socket.io/?EIO=4&transport=websocket',
    headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': Buffer.from('0123456789abcdef').toString('base64'), ...headers },
  })
