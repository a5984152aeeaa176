import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Authenticator, period } from './authenticator.ts'
import { Screen } from './screen.ts'
import { administrator, Browser, openSignInServer, type Said, type SignInServer } from './sign-in-server.ts'
import { password } from './world.ts'

let on: SignInServer
beforeAll(async () => {
  on = await openSignInServer({ TRUST_PROXY: '1' }, [...['chief', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'].map((name) => administrator(name)), { username: 'watcher', grants: [{ role: 'observer', scope: { kind: 'everything' } }] }])
  await on.sql`update policy set second_factor = array['administrator', 'drill-lead']`
})
afterAll(() => on.close())

/** Each test begins with a period, so that none changes while a code is on its way. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: Math.ceil(Date.now() / period) * period + 1_000 })
})

const screens: Screen[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const screen of screens.splice(0)) screen.close()
})

let addresses = 0
const browser = (): Browser => new Browser(on.base, `198.51.100.${++addresses}`)
const totp = (who: Browser, code: string): Promise<Said> => who.post('/api/auth/two-factor/verify-totp', { code })
const audit = async (name: string): Promise<Record<string, unknown>[]> => (await on.sql<{ detail: Record<string, unknown> }[]>`select detail from audit where name = ${name} order by seq`).map(({ detail }) => detail)
const wrong = { status: 401, body: { type: '/faults/wrong-sign-in' } }
/** A code that is not right now, nor soon. */
const wrongCode = (app: Authenticator): string => {
  const near = [-2, -1, 0, 1, 2].map((off) => app.code(off))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
}

/** Sets a second factor up, with the code of a period ago, so that the present one is still unused. */
async function enrolled(username: string): Promise<{ who: Browser; app: Authenticator; backup: string[] }> {
  const who = await browser().signedInAs(username)
  const { body } = await who.post('/api/auth/two-factor/enable', { password })
  const app = new Authenticator(String(body.totpURI))
  expect(await totp(who, app.code(-1))).toMatchObject({ status: 200, body: { next: 'signed-in' } })
  return { who, app, backup: body.backupCodes as string[] }
}

/** Past the password, before the code. */
async function challenged(username: string): Promise<Browser> {
  const who = browser()
  expect((await who.signIn(username)).body).toEqual({ next: 'second-factor' })
  return who
}

describe('who needs a second factor and has none', () => {
  test('is told who they are and how to set it up, and nothing else', async () => {
    const who = await browser().signedInAs('chief')
    expect((await who.get('/api/auth/get-session')).body).toMatchObject({ secondFactor: 'needed', source: 'password' })
    expect((await who.get('/api/me')).status).toBe(200)
    for (const path of ['/api/members', '/api/sessions', '/api/plans', '/api/sites?communities=']) {
      expect(await who.get(path)).toMatchObject({ status: 403, body: { type: '/faults/second-factor-needed' } })
    }
    const { a } = on.world
    expect(await who.post('/api/orders', { community: a.id, category: 'repair', title: '灯坏了' })).toMatchObject({ status: 403, body: { type: '/faults/second-factor-needed' } })
    const socket = io(on.base, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { cookie: who.cookie, origin: on.base } })
    const refused = await new Promise<string>((told) => socket.on('connect', () => told('connected')).on('connect_error', (error) => told(error.message)))
    socket.close()
    expect(refused).toBe('second-factor-needed')
    expect((await who.post('/api/auth/sign-out')).status).toBe(200)
  })

  test('is let in by setting it up, in a session of its own that lasts no longer; all others end', async () => {
    const [who, other] = [await browser().signedInAs('chief'), await browser().signedInAs('chief')]
    const before = who.session
    const [first] = await on.sql<{ expires: string }[]>`select max(expires_at) as expires from session s join member m using (user_id) where m.username = 'chief'`
    expect(await who.post('/api/auth/two-factor/enable', { password: 'not-it' })).toMatchObject(wrong)
    const { status, body } = await who.post('/api/auth/two-factor/enable', { password })
    expect(status).toBe(200)
    expect(body.backupCodes).toHaveLength(10)
    const app = new Authenticator(String(body.totpURI))
    expect(app.account).toBe('chief')
    expect((await who.get('/api/members')).status).toBe(403)
    expect(await totp(who, wrongCode(app))).toMatchObject(wrong)
    expect(await totp(who, app.code())).toMatchObject({ status: 200 })

    expect(who.session).not.toBe(before)
    expect((await who.get('/api/members')).status).toBe(200)
    expect((await who.get('/api/auth/get-session')).body).toMatchObject({ secondFactor: 'set' })
    expect((await other.get('/api/me')).status).toBe(401)
    const left = await on.sql<{ expires: string }[]>`select expires_at as expires from session s join member m using (user_id) where m.username = 'chief'`
    expect(left).toHaveLength(1)
    expect(Date.parse(left[0]?.expires ?? '')).toBeLessThanOrEqual(Date.parse(first?.expires ?? ''))
    expect(await audit('second-factor.set-up')).toEqual([{ address: who.address }])
    // It stands: nothing is shown or set up again by who only holds the session.
    expect(await who.post('/api/auth/two-factor/enable', { password })).toMatchObject({ status: 409, body: { type: '/faults/illegal-move' } })
    expect(await totp(who, app.code(1))).toMatchObject({ status: 409 })
  })

  test('loses the screen when the policy begins to ask for it, and is refused with that reason', async () => {
    await on.sql`update policy set second_factor = '{}'`
    const who = await browser().signedInAs('seventh')
    const screen = new Screen(on.base, who.cookie, { kind: 'everything' })
    screens.push(screen)
    await screen.until(() => screen.reply?.ok === true)
    const refused = new Promise<string>((told) => screen.socket.on('connect_error', (error) => told(error.message)))
    await on.sql`update policy set second_factor = array['administrator']`
    await screen.until(() => screen.byes.length > 0)
    expect(screen.byes).toEqual(['rights-changed'])
    screen.socket.connect()
    expect(await refused).toBe('second-factor-needed')
  })
})

describe('a sign-in with a second factor', () => {
  test('is none before the code', async () => {
    const { app } = await enrolled('second')
    const who = await challenged('second')
    expect(who.session).toBe('')
    expect((await who.get('/api/me')).status).toBe(401)
    expect((await who.get('/api/auth/get-session')).body).toEqual({})
    expect(await totp(who, app.code())).toMatchObject({ status: 200, body: { next: 'signed-in' } })
    expect((await who.get('/api/members')).status).toBe(200)
    expect((await audit('session.opened')).at(-1)).toMatchObject({ how: 'totp', address: who.address })
  })

  test('takes a code once, in no order twice, and not from two at once', async () => {
    const { app } = await enrolled('third')
    // The code that set it up is used already.
    expect(await totp(await challenged('third'), app.code(-1))).toMatchObject(wrong)
    const both = [await challenged('third'), await challenged('third')]
    const answers = await Promise.all(both.map((who) => totp(who, app.code())))
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 401])
    expect(await totp(await challenged('third'), app.code())).toMatchObject(wrong)
    expect(await totp(await challenged('third'), app.code(-1))).toMatchObject(wrong)
    // The control: the next one is taken.
    expect(await totp(await challenged('third'), app.code(1))).toMatchObject({ status: 200 })
  })

  test('takes a backup code once', async () => {
    const { backup } = await enrolled('fourth')
    const [first = '', second = ''] = backup
    const by = async (code: string) => (await challenged('fourth')).post('/api/auth/two-factor/verify-backup-code', { code })
    expect(await by('aaaaa-bbbbb')).toMatchObject(wrong)
    expect(await by(first)).toMatchObject({ status: 200, body: { next: 'signed-in' } })
    expect(await by(first)).toMatchObject(wrong)
    expect(await by(second)).toMatchObject({ status: 200 })
    expect((await audit('session.opened')).at(-1)).toMatchObject({ how: 'backup-code' })
  })

  test('is over after five wrong codes, and codes are counted with passwords', async () => {
    const { app } = await enrolled('fifth')
    const who = await challenged('fifth')
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await totp(who, wrongCode(app))).status)
    // One of the five tries of this address was the password.
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
    expect((await who.signIn('fifth')).status).toBe(429)
    // Elsewhere the right code is taken as ever: nobody locks an account by guessing.
    expect(await totp(await challenged('fifth'), app.code())).toMatchObject({ status: 200 })
  })

  test('belongs to who gave the password: a code without a challenge, or with a forged or stale one, is none', async () => {
    const { app } = await enrolled('sixth')
    const needed = { status: 401, body: { type: '/faults/sign-in-needed' } }
    expect(await totp(browser(), app.code())).toMatchObject(needed)
    const forged = browser()
    forged.cookies.set('watchfloor.two_factor', '2fa-abcdefghijklmnopqrst.c2lnbmF0dXJl')
    expect(await totp(forged, app.code())).toMatchObject(needed)

    const stale = await challenged('sixth')
    await on.sql`update verification set expires_at = now() - interval '1 s'`
    expect(await totp(stale, app.code())).toMatchObject(needed)

    // The signature is looked at, too: the id alone is not enough.
    const [real, thief] = [await challenged('sixth'), browser()]
    thief.cookies.set('watchfloor.two_factor', `${decodeURIComponent(real.cookies.get('watchfloor.two_factor') ?? '').split('.')[0]}.AAAA`)
    expect((await totp(thief, app.code())).status).toBe(401)
    expect(thief.session).toBe('')
  })

  test('asks of each anew: no answer makes a browser one that is not asked', async () => {
    const { app } = await enrolled('watcher')
    const who = await challenged('watcher')
    expect(await who.post('/api/auth/two-factor/verify-totp', { code: app.code(), trustDevice: true })).toMatchObject({ status: 400, body: { type: '/faults/invalid' } })
    expect(await totp(who, app.code())).toMatchObject({ status: 200 })
    await who.post('/api/auth/sign-out')
    expect((await who.signIn('watcher')).body).toEqual({ next: 'second-factor' })
  })
})

describe('taking it away', () => {
  test('is for those whose roles do not need it, with their password', async () => {
    await on.sql`delete from two_factor`
    await on.sql`update "user" set two_factor_enabled = false`
    const { who } = await enrolled('watcher')
    expect(await who.post('/api/auth/two-factor/disable', { password: 'not-it' })).toMatchObject(wrong)
    expect(await who.post('/api/auth/two-factor/disable', { password })).toMatchObject({ status: 200, body: {} })
    expect((await who.get('/api/me')).status).toBe(200)
    expect((await browser().signIn('watcher')).body).toEqual({ next: 'signed-in' })

    const { who: chief } = await enrolled('chief')
    expect(await chief.post('/api/auth/two-factor/disable', { password })).toMatchObject({ status: 403, body: { type: '/faults/not-allowed' } })
    expect((await browser().signIn('chief')).body).toEqual({ next: 'second-factor' })
  })
})
