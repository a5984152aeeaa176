import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPublic, lookupPublic, PrivateAddress } from './public-address.ts'

/** Milliseconds, from the first packet to the last header. */
const patience = 10_000

export type Post = { url: string; headers: Record<string, string>; body: string; stop: AbortSignal; /** Lets addresses of this machine and its networks pass. */ allowPrivate: boolean }

/**
 * Posts to an address that somebody else named and returns the HTTP status. Follows no redirect and reads nothing of the answer, so
 * that a hostile receiver costs ten seconds of one connection at most.
 */
export async function guardedPost({ url, headers, body, stop, allowPrivate }: Post): Promise<number> {
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  // A name is checked when it is resolved; an address never is.
  if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddress(host)
  const signal = AbortSignal.any([AbortSignal.timeout(patience), stop])
  return new Promise((answered, failed) => {
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST', agent: false, signal, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, ...(allowPrivate ? {} : { lookup: lookupPublic }),
    })
    request.once('response', (response) => {
      answered(response.statusCode ?? 0)
      response.destroy()
    })
    // An answer that is thrown away halfway ends in an error that says nothing any more.
    request.on('error', (error) => failed(signal.aborted && !stop.aborted ? new Error('no answer within 10 s') : error))
    request.end(body)
  })
}
