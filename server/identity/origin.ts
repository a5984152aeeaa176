import type { RequestHandler } from 'express'
import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config.ts'
import { sendProblem } from '../problem.ts'

type Own = Pick<Config, 'publicUrl' | 'origins' | 'secureCookies'>

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Whether a browser page at `origin` is ours: one of the configured addresses, or the very host that the request came to. That
 * host counts only where no address is configured, or on the machine itself; and without TLS nothing is ours that should have it.
 */
export function isOwnOrigin({ publicUrl, origins, secureCookies }: Own, origin: string, host: string | undefined): boolean {
  if (origin === publicUrl || origins.includes(origin)) return true
  const page = asPage(origin)
  if (!page || page.host !== host?.toLowerCase()) return false
  return loopback.test(page.hostname) || (publicUrl === undefined && (page.protocol === 'https:' || !secureCookies))
}

/** Browsers write an origin in one way only; what is written otherwise comes from none. */
function asPage(origin: string): URL | null {
  if (!URL.canParse(origin)) return null
  const page = new URL(origin)
  return page.origin === origin && /^https?:$/.test(page.protocol) ? page : null
}

/** Whether a request comes from a page of ours, or from no page at all: machines send no Origin and need none. */
export function isOwnRequest(config: Own, { origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return origin === undefined ? site !== 'cross-site' && site !== 'same-site' : isOwnOrigin(config, origin, host)
}

/** Where a browser comes back to from the company's own sign-in. */
const comesBack = '/auth/callback/'

/** Refuses what another site's page, or a link on it, sends with our user's cookies: even a look may leave a line in the audit. */
export function ownOriginOnly(config: Own): RequestHandler {
  return (req, res, next) => {
    if (isOwnRequest(config, req.headers) || (req.method === 'GET' && req.path.startsWith(comesBack))) next()
    else sendProblem(res, 'foreign-page')
  }
}
