import { once } from 'node:events'
import { connect as connectSocket, type AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { guardedServer } from '#server/guarded-server.ts'
import { createHttp } from '#server/http.ts'
import { isOwnOrigin } from '#server/identity/origin.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { freshDatabase } from './database.ts'
import { poll, raw, upgrade, type Back } from './raw.ts'
import { Stock } from './rights-stock.ts'
import { signIn } from './screen.ts'
import { makeWorld, password, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
/** As on a desk of its own, and as behind a proxy that speaks TLS. */
let plain: App
let behind: App
let base: string
let proxied: string
let world: World
let stock: Stock
let reading: Opened
let cookie: string
const log = pino({ level: 'silent' })
const site = 'https://watch.example.com'

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  plain = await createApp(testConfig(database.url), database.url, log)
  const port = await freePort()
  behind = await createApp(testConfig(database.url, { PUBLIC_URL: site, TRUST_PROXY: '1', PORT: String(port) }), database.url, log)
  base = (await plain.start()).url
  await behind.start()
  proxied = `http://127.0.0.1:${port}`
  stock = new Stock(database.url, world)
  reading = openParts(database.url, 'test', log)
  cookie = await signIn(base, 'manager')
})
afterAll(async () => {
  await Promise.all([plain?.stop(), behind?.stop()])
  await reading?.close()
  await stock?.close()
  await database?.drop()
})

async function freePort(): Promise<number> {
  const server = guardedServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** What the system does by itself of an order of before is not counted. */
const facts = async (): Promise<number> => (await reading.parts.sql<{ count: number }[]>`select count(*)::int as count from fact where by->>'kind' <> 'system'`)[0]?.count ?? 0
const order = () => JSON.stringify({ community: world.a.id, category: 'repair', title: '灯坏了' })
const json = { 'content-type': 'application/json' }
const statuses = async (asked: Promise<Back>[]): Promise<number[]> => (await Promise.all(asked)).map(({ status }) => status)

describe('a page of another site', () => {
  /** What a browser, or somebody who plays one, may say of where its page is from, while the host is ours. */
  const hostile = (own: string): (string | string[])[] => {
    const { protocol, hostname, host, port } = new URL(own)
    const end = port ? `:${port}` : ''
    return [
      'null', 'file://', 'https://evil.example', `${protocol}//${hostname}.evil.example${end}`, `${protocol}//evil-${host}`, `${protocol}//sub.${host}`,
      `${protocol}//${hostname}:1${port || '443'}`, `ftp://${host}`, `ws://${host}`, `${protocol}//${hostname}.${end}`, `${protocol}//user@${host}`, `${protocol}//${host}@evil.example`,
      own.toUpperCase(), `${own}/`, `${own}/path`, `${own} `, `${own}\u0009x`, `${protocol}//\uff11\uff12\uff17.0.0.1${end}`, `chrome-extension://${hostname}`, `data:text/html,${host}`,
      `${own}, https://evil.example`, [own, 'https://evil.example'], ['https://evil.example', own], '', '*', `${protocol}//[::ffff:127.0.0.1]${end}`,
    ].map((origin) => (typeof origin === 'string' ? Buffer.from(origin).toString('latin1') : origin))
  }

  it('is refused on polling, on the upgrade and for commands; our own is taken', async () => {
    const before = await facts()
    const wrong: string[] = []
    // Whitespace around a header is no part of it; an upgrade is refused as a bad request.
    for (const origin of hostile(base).filter((one) => typeof one !== 'string' || one === one.trim())) {
      const headers = { origin, cookie }
      const given = await statuses([poll(base, headers), upgrade(base, headers), raw(base, { method: 'POST', path: '/api/orders', headers: { ...json, ...headers }, body: order() })])
      if (given.join() !== '403,400,403') wrong.push(`${JSON.stringify(origin)}: ${given.join(' ')}`)
    }
    expect(wrong).toEqual([])
    expect(await facts()).toBe(before)
    const own = { origin: base, cookie }
    expect(await statuses([poll(base, own), upgrade(base, own), raw(base, { method: 'POST', path: '/api/orders', headers: { ...json, ...own }, body: order() })])).toEqual([200, 101, 200])
  })

  it('is refused behind a proxy too, where only the configured address is ours, and only with TLS', async () => {
    const wrong: string[] = []
    const host = 'watch.example.com'
    const foreign = [...hostile(site), 'http://watch.example.com', 'https://watch.example.com:8443', 'https://example.com', 'https://10.0.0.5']
    for (const origin of foreign.filter((one) => typeof one !== 'string' || one === one.trim())) {
      const given = await statuses([poll(proxied, { origin, host }), upgrade(proxied, { origin, host })])
      if (given.join() !== '403,400') wrong.push(`${JSON.stringify(origin)}: ${given.join(' ')}`)
    }
    // A page at the very host that was asked: right only where no address is configured.
    const given = await statuses([poll(proxied, { origin: 'https://10.0.0.5', host: '10.0.0.5' }), upgrade(proxied, { origin: 'http://10.0.0.5', host: '10.0.0.5' })])
    if (given.join() !== '403,400') wrong.push(`the host itself: ${given.join(' ')}`)
    expect(wrong).toEqual([])
    expect(await statuses([poll(proxied, { origin: site, host }), upgrade(proxied, { origin: site, host }), poll(proxied, { origin: proxied })])).toEqual([200, 101, 200])
  })

  it('would pass where only the end of the host were compared', () => {
    const careless = (origin: string, host: string): boolean => URL.canParse(origin) && new URL(origin).host.endsWith(host)
    const { host } = new URL(base)
    const passed = hostile(base).flat().filter((origin) => careless(origin, host))
    expect(passed.length).toBeGreaterThan(3)
    expect(passed.filter((origin) => origin !== base && isOwnOrigin({ publicUrl: undefined, origins: [], secureCookies: false }, origin, host))).toEqual([])
  })

  it('cannot act with our cookie: forms, plain text, and fetches without an Origin', async () => {
    const before = await facts()
    const form = 'community=x&category=repair&title=x'
    const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'text/plain;charset=UTF-8', 'application/json; charset=x', '']
    for (const type of types) {
      for (const from of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Record<string, string>[]) {
        for (const body of [form, order()]) {
          const { status } = await raw(base, { method: 'POST', path: '/api/orders', headers: { cookie, ...(type ? { 'content-type': type } : {}), ...from }, body })
          expect(status, `${type} ${JSON.stringify(from)}`).toBe(403)
        }
      }
      // Even from our own page only JSON is a command.
      const own = await raw(base, { method: 'POST', path: '/api/orders', headers: { cookie, origin: base, ...(type ? { 'content-type': type } : {}) }, body: order() })
      expect(own.status, type).toBe(415)
    }
    expect((await raw(base, { method: 'POST', path: '/api/auth/sign-out', headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    // A link on another page sends the cookie along: nobody is made to look, or to take a file away.
    for (const from of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
      expect((await raw(base, { method: 'GET', path: '/api/me', headers: { cookie, ...from } })).status).toBe(403)
    }
    expect(await facts()).toBe(before)
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      const { headers } = await raw(base, { method, path: '/api/me', headers: { cookie, origin: 'https://evil.example', 'access-control-request-method': 'POST' } })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('every answer', () => {
  const kinds: [string, () => Promise<Back>][] = [
    ['healthz', () => raw(base, { path: '/healthz' })],
    ['readyz', () => raw(base, { path: '/readyz' })],
    ['metrics', () => raw(base, { path: '/metrics' })],
    ['the page', () => raw(base, { path: '/', headers: { accept: 'text/html' } })],
    ['a screen of it', () => raw(base, { path: '/admin/keys', headers: { accept: 'text/html' } })],
    ['what is done', () => raw(base, { method: 'POST', path: '/api/orders', headers: { ...json, cookie, origin: base }, body: order() })],
    ['what is asked', () => raw(base, { path: '/api/me', headers: { cookie } })],
    ['401', () => raw(base, { path: '/api/me' })],
    ['403', () => raw(base, { method: 'POST', path: '/api/orders', headers: { origin: 'https://evil.example' } })],
    ['404 of the API', () => raw(base, { path: '/api/nothing' })],
    ['404 of a file', () => raw(base, { path: '/assets/nothing.js' })],
    ['400', () => raw(base, { method: 'POST', path: '/api/orders', headers: { ...json, cookie, origin: base }, body: '{' })],
    ['413', () => raw(base, { method: 'POST', path: '/api/orders', headers: { ...json, cookie, origin: base }, body: `"${'x'.repeat(200_000)}"` })],
    ['a door', () => raw(base, { method: 'POST', path: '/api/doors/alarms', headers: { ...json, authorization: `Bearer ${world.key}` }, body: '[]' })],
    ['the sign-in', () => raw(base, { path: '/api/auth/get-session' })],
    ['the first run', () => raw(base, { path: '/api/first-run' })],
    ['the contract', () => raw(base, { path: '/openapi.json' })],
    ['its page', () => raw(base, { path: '/docs' })],
    ['polling', () => poll(base, { origin: base, cookie })],
  ]

  it.each(kinds)('%s says what a browser may do with it, and that is nothing from elsewhere', async (_kind, asked) => {
    const { headers } = await asked()
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/default-src '(self|none)'/)
    expect(policy).not.toMatch(/unsafe|https?:|\*|strict-dynamic/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers.server).toBeUndefined()
  })

  it('of the page carries a nonce of its own, and names no other host', async () => {
    const [one, two] = [await raw(base, { path: '/', headers: { accept: 'text/html' } }), await raw(base, { path: '/', headers: { accept: 'text/html' } })]
    const nonceOf = ({ headers }: Back): string => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
    expect(nonceOf(one)).toMatch(/^[\w+/=]{24}$/)
    expect(nonceOf(one)).not.toBe(nonceOf(two))
    if (one.status === 404) return
    expect(one.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|(src|href)="(https?:)?\/\/|__NONCE__/)
    expect(one.headers['cache-control']).toBe('no-store')
  })

  it('asks for TLS from then on where the site has it', async () => {
    expect((await raw(proxied, { path: '/healthz' })).headers['strict-transport-security']).toMatch(/max-age=\d{7,}/)
    expect((await raw(base, { path: '/healthz' })).headers['strict-transport-security']).toBeUndefined()
  })
})

describe('cookies', () => {
  const enter = (to: string, origin: string, host?: string) =>
    raw(to, { method: 'POST', path: '/api/auth/sign-in/username', headers: { ...json, origin, ...(host ? { host, 'x-forwarded-proto': 'https' } : {}) }, body: JSON.stringify({ username: 'manager', password }) })
  const session = ({ headers }: Back): string => headers['set-cookie']?.find((one) => one.includes('session_token')) ?? ''

  it('are for this server, not for scripts, not for other sites, and with TLS only there', async () => {
    const [local, secure] = [session(await enter(base, base)), session(await enter(proxied, site, 'watch.example.com'))]
    for (const flags of [local, secure]) {
      expect(flags).toMatch(/; HttpOnly/i)
      expect(flags).toMatch(/; SameSite=(Lax|Strict)/i)
      expect(flags).toMatch(/; Path=\//i)
      expect(flags).not.toMatch(/; Domain=/i)
    }
    expect(secure).toMatch(/^__Secure-watchfloor\.session_token=/)
    expect(secure).toMatch(/; Secure/i)
    expect(local).not.toMatch(/; Secure/i)
  })

  it('of walls are stricter still', async () => {
    for (const [to, secure] of [[base, false], [proxied, true]] as const) {
      const { token } = await stock.wall({ kind: 'everything' })
      const { status, headers } = await raw(to, { method: 'POST', path: '/api/walls/renew', headers: { ...json, origin: to, cookie: `watchfloor.wall=${token}`, 'x-watchfloor-as': 'wall' }, body: '{}' })
      const [given = ''] = headers['set-cookie'] ?? []
      expect(status).toBe(200)
      expect(given).toMatch(/^watchfloor\.wall=[\w-]{43};.*HttpOnly/i)
      expect(given).toMatch(/; SameSite=Strict/i)
      expect(/; Secure/i.test(given)).toBe(secure)
    }
  })
})

describe('an address', () => {
  it('is what the proxy says only where there is one', async () => {
    const used = async (to: string): Promise<unknown> => {
      const key = await stock.usableKey()
      const sent = await raw(to, { method: 'POST', path: '/api/doors/alarms', headers: { ...json, authorization: `Bearer ${key.secret}`, 'x-forwarded-for': '203.0.113.9', 'x-watchfloor-address': '198.51.100.1' }, body: '[]' })
      expect(sent.status).toBe(400)
      await expect.poll(() => stock.lastUse(key.id)).not.toBeNull()
      return stock.lastUse(key.id)
    }
    expect(await used(base)).toBe('127.0.0.1')
    expect(await used(proxied)).toBe('203.0.113.9')
  })
})

describe('too much', () => {
  it('is refused by size: bodies, headers, addresses, packets', async () => {
    const headers = { ...json, cookie, origin: base }
    const big = (bytes: number): string => JSON.stringify({ title: 'x'.repeat(bytes) })
    expect((await raw(base, { method: 'POST', path: '/api/orders', headers, body: big(101 * 1024) })).status).toBe(413)
    expect((await raw(base, { method: 'POST', path: '/api/auth/sign-in/username', headers, body: big(17 * 1024) })).status).toBe(413)
    expect((await raw(base, { method: 'POST', path: '/api/doors/alarms', headers: { ...json, authorization: `Bearer ${world.key}` }, body: big(1025 * 1024) })).status).toBe(413)
    expect((await raw(base, { method: 'POST', path: '/api/first-run', headers, body: big(101 * 1024) })).status).toBe(413)
    expect((await raw(base, { path: '/api/me', headers: { 'x-long': 'x'.repeat(17 * 1024) } })).status).toBe(431)
    expect((await raw(base, { path: `/api/me?${'x'.repeat(17 * 1024)}` })).status).toBe(431)
    const socket = io(base, { transports: ['websocket'], extraHeaders: { cookie, origin: base }, reconnection: false, forceNew: true })
    await new Promise<void>((connected, failed) => socket.on('connect', () => connected()).on('connect_error', failed))
    const cut = new Promise<string>((ended) => socket.on('disconnect', (why) => ended(why)))
    socket.emit('watch', 'x'.repeat(70 * 1024), () => {})
    expect(await cut).toMatch(/transport/)
  })

  it('time is not given: a request that trickles in is cut off, where a server without limits waits', async () => {
    const trickle = async (patience?: { request: number; headers: number; look: number }): Promise<string> => {
      const server = guardedServer((req, res) => void req.resume().on('end', () => res.end('done')), patience)
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const socket = connectSocket((server.address() as AddressInfo).port, '127.0.0.1')
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n')
      const drops = setInterval(() => socket.write('x'), 20)
      const heard = await new Promise<string>((told) => {
        socket.on('data', (data: Buffer) => told(data.toString())).on('error', () => told('cut'))
      })
      clearInterval(drops)
      socket.destroy()
      server.closeAllConnections()
      server.close()
      return heard
    }
    expect(await trickle({ request: 300, headers: 200, look: 50 })).toMatch(/^HTTP\/1\.1 408/)
    expect(await trickle()).toMatch(/done$/)
  })
})

describe('what is not there', () => {
  const nowhere = [
    '/debug', '/debug/pprof', '/api/debug', '/api/test', '/api/internal', '/__debug', '/console', '/actuator/env', '/server-status', '/trace', '/api/eval', '/graphql', '/phpinfo.php', '/wp-login.php',
    '/.env', '/.git/config', '/package.json', '/server/app.ts', '/dist/server/main.js', '/main.js.map', '/node_modules/express/package.json', '/@vite/client', '/.data/secret', '/index.html/../../package.json',
    '/assets/../../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/..%5c..%5cpackage.json', '//etc/passwd', '/assets/%00', '/%c0%ae%c0%ae/etc/passwd', '/assets//etc/passwd',
    '/api/auth/ok', '/api/auth/error', '/api/auth/reference', '/api/auth/sign-up/email', '/api/auth/list-sessions', '/api/auth/admin/list-users', '/api/auth/update-user', '/api/auth/delete-user', '/api/auth/../me',
    '/socket.io/admin', '/socket.io/socket.io.js',
  ]

  it.each(nowhere)('%s answers with the page or with nothing', async (path) => {
    const page = await raw(base, { path: '/', headers: { accept: 'text/html' } })
    const plainText = (text: string): string => text.replaceAll(/nonce="[^"]*"|content="[\w+/=]{24}"/g, '')
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) {
      const { status, text } = await raw(base, { method, path, headers: { cookie, origin: base, accept: '*/*' } })
      const isPage = status === 200 && plainText(text) === plainText(page.text)
      expect(isPage || (status >= 400 && status < 500), `${method} ${path}: ${status} ${text.slice(0, 200)}`).toBe(true)
      expect(text).not.toMatch(/watchfloor_app|"private": true|root:|DATABASE_URL|repositoryformatversion/)
    }
  })
})

describe('an error', () => {
  const tells = /\bat .+\(|node_modules|\.[jt]sx?:\d|\bselect\b|\binsert\b|\brelation\b|postgres|drizzle|zod|express|\/home\/|\/work\/|\bstack\b|ECONN/i

  async function failing(): Promise<express.Express> {
    const broken = express.Router().get('/api/broken', () => {
      throw Object.assign(new Error('relation "person" does not exist: select phone from person'), { code: '42P01', query: 'select phone', stack: 'Error\n    at run (/home/x/server/app.ts:12:3)' })
    })
    return createHttp({ config: testConfig(database.url), log, auth: async () => {}, doors: [], api: [broken], ready: async () => ({}), registry: new Registry(), clientDir: '/nowhere' })
  }

  async function listening(app: express.Express): Promise<{ url: string; close: () => void }> {
    const server = guardedServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
  }

  it('that nobody foresaw says nothing but where to look it up', async () => {
    const { url, close } = await listening(await failing())
    const { status, text } = await raw(url, { path: '/api/broken', headers: { 'accept-language': 'en' } })
    close()
    expect(status).toBe(500)
    expect(text).not.toMatch(tells)
    expect(JSON.parse(text)).toMatchObject({ type: '/faults/internal', instance: expect.stringMatching(/^urn:uuid:/) })
  })

  it('would tell where express answered by itself', async () => {
    const naked = express().get('/api/broken', () => {
      throw new Error('relation "person" does not exist')
    })
    const { url, close } = await listening(naked)
    expect((await raw(url, { path: '/api/broken' })).text).toMatch(tells)
    close()
  })

  it('of any foreseen kind says nothing of the inside either', async () => {
    const headers = { ...json, cookie, origin: base, 'accept-language': 'en' }
    const bad: Back[] = await Promise.all([
      raw(base, { path: '/api/orders/x', headers }),
      raw(base, { path: '/api/orders/%ff', headers }),
      raw(base, { path: "/api/heat?community=1'%20or%201=1", headers }),
      raw(base, { method: 'POST', path: '/api/orders', headers, body: '{"community":' }),
      raw(base, { method: 'POST', path: '/api/orders', headers, body: '{"community":1}' }),
      raw(base, { method: 'POST', path: '/api/orders', headers: { ...headers, 'content-encoding': 'gzip' }, body: 'x' }),
      raw(base, { method: 'POST', path: '/api/orders', headers: { ...headers, 'content-encoding': 'nonsense' }, body: 'x' }),
      raw(base, { method: 'POST', path: '/api/auth/sign-in/username', headers, body: '{"username":{"$ne":null},"password":{"$ne":null}}' }),
      raw(base, { method: 'POST', path: '/api/doors/alarms', headers: { ...json, authorization: 'Bearer wf_x' }, body: '{}' }),
    ])
    for (const { status, text } of bad) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(text).not.toMatch(tells)
    }
  })
})
