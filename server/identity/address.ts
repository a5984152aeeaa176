import type { Request, RequestHandler } from 'express'

/** Set by us on every request, whatever the client sent: the address as express judges it by its trusted proxies. */
export const addressHeader = 'x-watchfloor-address'

export const stampAddress: RequestHandler = (req, _res, next) => {
  req.headers[addressHeader] = req.ip ?? ''
  next()
}

/** For limits and the audit. */
export const addressOf = (req: Request): string => req.ip ?? ''
