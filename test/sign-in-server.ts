import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { connect, type Sql } from '#db/client.ts'
import { createApp, type App } from '#server/app.ts'
import type { Config } from '#server/config.ts'
import type { Grant } from '#shared/roles.ts'
import { freshDatabase } from './database.ts'
import { makeUsers, type NewUser } from './user.ts'
import { makeWorld, password, testConfig, type World } from './world.ts'

/** A server with the test's world on a database of its own. `sql` is a superuser's. */
export type SignInServer = { base: string; world: World; sql: Sql; app: App; url: string; lines: string[]; close(): Promise<void> }

/** `changes`: what this server is told other than the test's own settings. */
export async function openSignInServer(changes: NodeJS.ProcessEnv | ((config: Config) => Config) = {}, users: readonly NewUser[] = []): Promise<SignInServer> {
  const database = await freshDatabase()
  const world = await makeWorld(database.url)
  await makeUsers(database.url, users)
  const sql = connect(database.url, { max: 2, name: 'test-sign-in' })
  const lines: string[] = []
  const config = typeof changes === 'function' ? changes(testConfig(database.url)) : testConfig(database.url, changes)
  const app = await createApp(config, database.url, pino({ level: 'debug' }, { write: (line: string) => lines.push(line) }))
  const { url: base } = await app.start()
  return {
    base, world, sql, app, url: database.url, lines,
    async close() {
      await app.stop()
      await sql.end({ timeout: 1 })
      await database.drop()
    },
  }
}

export type Said = { status: number; body: Record<string, unknown>; location: string | null; retryAfter: number }

/** What a browser does of signing in: it keeps cookies and sends them. `address`: as its proxy says, where the server trusts one. */
export class Browser {
  readonly base: string
  readonly cookies = new Map<string, string>()
  address: string | null

  constructor(base: string, address: string | null = null) {
    this.base = base
    this.address = address
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get session(): string {
    return this.cookies.get('watchfloor.session_token') ?? ''
  }

  get(path: string): Promise<Said> {
    return this.ask('GET', path)
  }

  post(path: string, body: unknown = {}): Promise<Said> {
    return this.ask('POST', path, body)
  }

  signIn(username: string, secret: string = password): Promise<Said> {
    return this.post('/api/auth/sign-in/username', { username, password: secret })
  }

  async signedInAs(username: string, secret: string = password): Promise<this> {
    const said = await this.signIn(username, secret)
    if (said.body.next !== 'signed-in') throw new Error(`${username}: ${said.status} ${JSON.stringify(said.body)}`)
    return this
  }

  private async ask(method: string, path: string, body?: unknown): Promise<Said> {
    const answer = await fetch(path.startsWith('http') ? path : this.base + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookies.size > 0 ? { cookie: this.cookie } : {}),
        ...(this.address ? { 'x-forwarded-for': this.address } : {}),
        'accept-language': 'en',
        ...(method === 'POST' ? { origin: this.base, 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    })
    for (const line of answer.headers.getSetCookie()) this.keep(line)
    const text = await answer.text()
    const said: unknown = text === '' ? null : JSON.parse(text.startsWith('<') ? 'null' : text.replace(/^Found\..*$/s, 'null'))
    return { status: answer.status, body: (said ?? {}) as Said['body'], location: answer.headers.get('location'), retryAfter: Number(answer.headers.get('retry-after') ?? 0) }
  }

  private keep(line: string): void {
    const [pair = '', ...rest] = line.split(';')
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    if (value === '' || rest.some((one) => /^\s*max-age=0$/i.test(one))) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

export const administrator = (username: string, scope: Grant['scope'] = { kind: 'everything' }): NewUser => ({ username, grants: [{ role: 'administrator', scope }] })
