import { createServer, type RequestListener, type Server } from 'node:http'

/** Milliseconds: a request that trickles in holds its connection no longer than this. `look`: how often that is looked at. */
export type Patience = { request: number; headers: number; look: number }

export const patience: Patience = { request: 30_000, headers: 10_000, look: 5_000 }

const mostHeaders = 100
const mostHeaderBytes = 16 * 1024

/** An HTTP server that no slow or endless request can hold. Longest body: see where each is read. */
export function guardedServer(listener: RequestListener, { request, headers, look }: Patience = patience): Server {
  const server = createServer({ requestTimeout: request, headersTimeout: headers, connectionsCheckingInterval: look, maxHeaderSize: mostHeaderBytes }, listener)
  server.maxHeadersCount = mostHeaders
  return server
}
