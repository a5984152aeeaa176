import type { Request, Response } from 'express'
import { isIP } from 'node:net'
import { Unanswered } from '../journal/journal.ts'
import { addressHeader } from './address.ts'

type Handler = { handler: (request: globalThis.Request) => Promise<globalThis.Response> }

const challengeCookie = /(?:^|\.)two_factor$/

/** Asks better-auth as the browser would, with a body of our own making. */
export class AuthCall {
  private readonly auth: Handler

  constructor(auth: Handler) {
    this.auth = auth
  }

  post(req: Request, path: string, body: Record<string, unknown>): Promise<Answer> {
    return this.call(req, 'POST', path, body, req.headers.cookie)
  }

  /** With nothing but the challenge: a session that the browser holds besides is no part of this. */
  postChallenge(req: Request, path: string, body: Record<string, unknown>): Promise<Answer> {
    return this.call(req, 'POST', path, body, cookiesOf(req).filter(([name]) => challengeCookie.test(name)).map((pair) => pair.join('=')).join('; '))
  }

  get(req: Request, path: string): Promise<Answer> {
    return this.call(req, 'GET', path, null, req.headers.cookie)
  }

  /** The challenge's id without its signature, which better-auth checks; null where the browser holds none. */
  challengeIn(req: Request, name: string): string | null {
    const value = cookiesOf(req).find(([one]) => one === name)?.[1]
    if (!value) return null
    try {
      return /^[!-~]{1,200}(?=\.|$)/.exec(decodeURIComponent(value))?.[0].split('.')[0] ?? null
    } catch {
      return null
    }
  }

  private async call(req: Request, method: string, path: string, body: Record<string, unknown> | null, cookie: string | undefined): Promise<Answer> {
    const base = `${req.protocol}://${req.get('host') ?? 'localhost'}`
    const headers = new Headers({ [addressHeader]: isIP(req.ip ?? '') ? String(req.ip) : '', 'user-agent': req.get('user-agent')?.slice(0, 300) ?? '' })
    if (cookie) headers.set('cookie', cookie)
    if (body) {
      headers.set('content-type', 'application/json')
      headers.set('origin', base)
    }
    const response = await this.auth.handler(new Request(`${base}/api/auth${path}`, { method, headers, body: body && JSON.stringify(body) }))
    // It turns what the database could not do into an error of its own; doing it again later is right.
    if (response.status >= 500) throw new Unanswered(`sign-in answered ${response.status}`)
    return new Answer(response, (await response.json().catch(() => null)) as Record<string, unknown> | null)
  }
}

/** What better-auth said. Its body stays here: it holds the session's token, which is for the cookie alone. */
export class Answer {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly location: string | null
  private readonly cookies: string[]

  constructor(response: globalThis.Response, body: Record<string, unknown> | null) {
    this.status = response.status
    this.body = body ?? {}
    this.location = response.headers.get('location')
    this.cookies = response.headers.getSetCookie()
  }

  get code(): string {
    return typeof this.body.code === 'string' ? this.body.code : ''
  }

  get token(): string {
    return typeof this.body.token === 'string' ? this.body.token : ''
  }

  /** The token of the session that the cookie now names; better-auth's body still names the one before. */
  get newToken(): string {
    const cookie = this.cookies.findLast((one) => /session_token=[^;]/.test(one) && !/max-age=0/i.test(one)) ?? ''
    return decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')[0] ?? ''
  }

  passCookies(res: Response): void {
    for (const cookie of this.cookies) res.append('Set-Cookie', cookie)
  }
}

function cookiesOf(req: Request): [string, string][] {
  return (req.headers.cookie ?? '').split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf('=')
    return at > 0 ? [[part.slice(0, at).trim(), part.slice(at + 1).trim()]] : []
  })
}
