import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { sendProblem } from '../problem.ts'

/** Whether a browser page at `origin` is ours: the configured addresses, or the very host that the request came to. */
export function isOwnOrigin(config: Pick<Config, 'publicUrl' | 'origins'>, origin: string, host: string | undefined): boolean {
  if (origin === config.publicUrl || config.origins.includes(origin)) return true
  try {
    return host !== undefined && new URL(origin).host === host
  } catch {
    return false
  }
}

/** Refuses what another site's page sends with our user's cookies. Machines send no Origin and need none. */
export function ownOriginOnly(config: Pick<Config, 'publicUrl' | 'origins'>): RequestHandler {
  return (req, res, next) => {
    const origin = req.get('origin')
    const foreign = origin ? !isOwnOrigin(config, origin, req.get('host')) : req.get('sec-fetch-site') === 'cross-site'
    if (foreign && req.method !== 'GET' && req.method !== 'HEAD') sendProblem(res, 'not-allowed')
    else next()
  }
}
