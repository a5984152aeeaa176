import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { createHttp } from '#server/http.ts'
import { Unanswered } from '#server/journal/journal.ts'
import { isOutage } from '#server/outage.ts'
import { freshDatabase } from './database.ts'
import { signIn } from './screen.ts'
import { makeWorld, password, testConfig } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let cookie: string
let pages: Server
const lines: string[] = []

beforeAll(async () => {
  database = await freshDatabase()
  await makeWorld(database.url)
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  cookie = await signIn(base, 'manager')

  const clientDir = mkdtempSync(join(tmpdir(), 'watchfloor-pages-'))
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><style nonce="__NONCE__"></style>')
  const nothing = { auth: () => Promise.resolve(), doors: [], api: [], ready: () => Promise.resolve({}), registry: new Registry(), clientDir }
  pages = createServer(createHttp({ config: testConfig(database.url), log, ...nothing }))
  await new Promise<void>((listening) => pages.listen(0, '127.0.0.1', listening))
})
afterAll(async () => {
  pages.close()
  await app.stop()
  await database.drop()
})

const ask = (method: string, path: string, body: unknown, more: Record<string, string> = {}) =>
  fetch(base + path, { method, headers: { origin: base, 'content-type': 'application/json', ...more }, ...(method === 'POST' ? { body: JSON.stringify(body) } : {}) })

describe('of better-auth', () => {
  const closed: [string, string, unknown][] = [
    ['POST', '/api/auth/update-user', { name: '别人', username: 'other' }],
    ['POST', '/api/auth/is-username-available', { username: 'manager' }],
    ['POST', '/api/auth/sign-in/email', { email: 'manager@watchfloor.invalid', password }],
    ['POST', '/api/auth/sign-up/email', { email: 'x@example.com', name: 'x', password: 'long-enough-password' }],
    ['POST', '/api/auth/change-password', { currentPassword: password, newPassword: 'another-password' }],
    ['GET', '/api/auth/list-sessions', null],
    ['GET', '/api/auth/ok', null],
    ['GET', '/api/auth/sign-in/username', null],
    ['POST', '/api/auth/get-session', {}],
    ['POST', '/API/auth/update-user', { name: '别人' }],
    ['POST', '/api/auth/sign-in/social', { provider: 'company', callbackURL: '/' }],
    ['POST', '/api/auth/link-social', { provider: 'company' }],
    ['POST', '/api/auth/two-factor/send-otp', {}],
    ['POST', '/api/auth/two-factor/get-totp-uri', { password }],
    ['POST', '/api/auth/two-factor/generate-backup-codes', { password }],
    ['POST', '/api/auth/revoke-sessions', {}],
    ['POST', '/api/auth/request-password-reset', { email: 'manager@watchfloor.invalid' }],
    ['GET', '/api/auth/error', null],
  ]
  test.each(closed)('%s %s does not exist, signed in or not', async (method, path, body) => {
    for (const headers of [{}, { cookie }] as Record<string, string>[]) {
      const answer = await ask(method, path, body, headers)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
      expect(await answer.json()).toMatchObject({ type: '/faults/not-found' })
    }
  })

  test('one signs in, is known, and signs out', async () => {
    const own = await signIn(base, 'observer')
    const known = async () => ((await (await ask('GET', '/api/auth/get-session', null, { cookie: own })).json()) as { user: { username: string } } | null)?.user.username
    expect(await known()).toBe('observer')
    expect((await ask('POST', '/api/auth/sign-out', {}, { cookie: own })).status).toBe(200)
    expect(await known()).toBeUndefined()
  })
})

describe('a body at the sign-in of more than 16 kB is refused', () => {
  const sent = (headers: Record<string, string | number>, body: string) =>
    new Promise<{ status: number; text: string }>((answered, failed) => {
      const asking = request(`${base}/api/auth/sign-in/username`, { method: 'POST', headers: { origin: base, ...headers } }, (reply) => {
        let text = ''
        reply.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => answered({ status: reply.statusCode ?? 0, text }))
      })
      asking.on('error', failed)
      asking.end(body)
    })
  const body = (size: number) => JSON.stringify({ username: 'manager', password: 'x'.repeat(size) })
  const json = { 'content-type': 'application/json' }

  test.each([
    ['with its length', { ...json, 'content-length': body(20_000).length }],
    ['in chunks', { ...json, 'transfer-encoding': 'chunked' }],
    ['in chunks, of another type', { 'content-type': 'application/x-www-form-urlencoded', 'transfer-encoding': 'chunked' }],
    ['in chunks, of no type', { 'transfer-encoding': 'chunked' }],
  ])('%s', async (_how, headers) => {
    const answer = await sent(headers, body(20_000))
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.text)).toMatchObject({ type: '/faults/too-large' })
  })

  test('and a smaller one is read, in chunks too', async () => {
    expect((await sent({ ...json, 'transfer-encoding': 'chunked' }, JSON.stringify({ username: 'manager', password }))).status).toBe(200)
    expect((await sent({ ...json, 'transfer-encoding': 'chunked' }, body(20))).status).toBe(401)
  })
})

describe('files', () => {
  test('one that is missing is not found, and no outage of the database', async () => {
    const answer = await fetch(`${base}/assets/nope.js`)
    expect(answer.status).toBe(404)
    expect(lines.filter((line) => line.includes('the database is away'))).toEqual([])
  })

  test.each(['/', '/index.html', '/orders'])('the page at %s has its nonce and is never stored', async (path) => {
    const answer = await fetch(`http://127.0.0.1:${(pages.address() as AddressInfo).port}${path}`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1]
    expect(nonce).not.toBe('__NONCE__')
    expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
  })
})

test('the log holds no session, not even in detail', () => {
  const token = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)).split('.')[0] ?? ''
  expect(token.length).toBeGreaterThan(20)
  const written = lines.join('')
  expect(written).toContain('/api/auth/sign-in/username')
  expect(written).toContain('"set-cookie":"[Redacted]"')
  expect(written).not.toContain(token)
})

test('a socket file that is missing is an outage, another file is not', () => {
  const missing = (syscall: string) => Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall })
  expect(isOutage(new Error('query', { cause: missing('connect') }))).toBe(true)
  expect(isOutage(missing('stat'))).toBe(false)
  expect(isOutage(new Unanswered('late'))).toBe(true)
})
