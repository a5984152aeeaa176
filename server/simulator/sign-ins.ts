import { exchange, type Outcome } from './outcome.ts'

/** Between two sign-ins, milliseconds: visitors share the address and its limit with the simulator. */
const pause = 1_500

/** Signs played people in when they first act, one after the other, and speaks for them. */
export class SignIns {
  private readonly url: string
  private readonly password: string
  private readonly cookies = new Map<string, string>()
  private readonly waiting = new Map<string, Promise<string | null>>()
  private line: Promise<unknown> = Promise.resolve()

  constructor(url: string, password: string) {
    this.url = url
    this.password = password
  }

  /** The session's cookie; null where the server cannot be asked now. */
  async cookieOf(username: string): Promise<string | null> {
    const held = this.cookies.get(username)
    if (held) return held
    const asked = this.waiting.get(username) ?? this.inLine(username)
    this.waiting.set(username, asked)
    return asked.finally(() => this.waiting.delete(username))
  }

  forget(username: string): void {
    this.cookies.delete(username)
  }

  get<T>(username: string, path: string): Promise<Outcome<T>> {
    return this.send<T>(username, path, { method: 'GET' })
  }

  post<T>(username: string, path: string, body: unknown, key: string): Promise<Outcome<T>> {
    return this.send<T>(username, path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': key } })
  }

  private async send<T>(username: string, path: string, init: { method: string; body?: string; headers?: Record<string, string> }): Promise<Outcome<T>> {
    const cookie = await this.cookieOf(username)
    if (!cookie) return { kind: 'again' }
    const outcome = await exchange<T>(this.url + path, { ...init, headers: { ...init.headers, cookie } })
    if (outcome.kind !== 'refused' || outcome.status !== 401) return outcome
    this.forget(username)
    return { kind: 'again' }
  }

  private inLine(username: string): Promise<string | null> {
    const mine = this.line.then(() => this.signIn(username))
    this.line = mine.then(() => new Promise((resume) => setTimeout(resume, pause)))
    return mine
  }

  private async signIn(username: string): Promise<string | null> {
    try {
      const response = await fetch(`${this.url}/api/auth/sign-in/username`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password: this.password }),
      })
      await response.body?.cancel()
      const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
      if (!response.ok || !cookie) return null
      this.cookies.set(username, cookie)
      return cookie
    } catch {
      return null
    }
  }
}
