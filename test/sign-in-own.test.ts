import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Authenticator, period } from './authenticator.ts'
import { administrator, Browser, openSignInServer, type Said, type SignInServer } from './sign-in-server.ts'
import { password } from './world.ts'

let on: SignInServer
beforeAll(async () => {
  on = await openSignInServer({ TRUST_PROXY: '1', SESSION_IDLE_MINUTES: '20' }, ['chief', 'second', 'third', 'fourth', 'fifth', 'a-long-user-name'].map((name) => administrator(name)))
  await on.sql`update policy set second_factor = array['administrator', 'drill-lead']`
})
afterAll(() => on.close())

/** Each test begins with a period, so that none changes while a code is on its way. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: Math.ceil(Date.now() / period) * period + 1_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

let addresses = 0
const browser = (): Browser => new Browser(on.base, `198.51.100.${++addresses}`)
const audit = async (name: string): Promise<{ by: string; detail: Record<string, unknown> }[]> => on.sql`
  select by ->> 'name' as by, detail from audit where name = ${name} order by seq`
const fieldsOf = ({ status, body }: Said) => ({ status, type: body.type, fields: ((body.errors ?? []) as { field: string }[]).map(({ field }) => field) })
const wrongAt = (field: string) => ({ status: 401, type: '/faults/wrong-sign-in', fields: [field] })

const fresh = 'another-good-password'
const change = (who: Browser, old: string, next: string): Promise<Said> => who.post('/api/auth/password', { password: old, newPassword: next })
const replace = (who: Browser, code: string, secret = password): Promise<Said> => who.post('/api/auth/two-factor/replace', { password: secret, code })
const codes = (who: Browser, code: string, secret = password): Promise<Said> => who.post('/api/auth/two-factor/backup-codes', { password: secret, code })
const totp = (who: Browser, code: string): Promise<Said> => who.post('/api/auth/two-factor/verify-totp', { code })

/** With a second factor, set up with the code of a period ago, so that the present one is still unused. */
async function enrolled(username: string): Promise<{ who: Browser; app: Authenticator; backup: string[] }> {
  const who = await browser().signedInAs(username)
  const { body } = await who.post('/api/auth/two-factor/enable', { password })
  const app = new Authenticator(String(body.totpURI))
  expect((await totp(who, app.code(-1))).status).toBe(200)
  return { who, app, backup: body.backupCodes as string[] }
}

async function challenged(username: string): Promise<Browser> {
  const who = browser()
  expect((await who.signIn(username)).body).toEqual({ next: 'second-factor' })
  return who
}

test('a page is told after how long it goes idle', async () => {
  const who = await browser().signedInAs('manager')
  expect((await who.get('/api/auth/get-session')).body.idleAfter).toBe(20 * 60_000)
})

describe('one’s own password', () => {
  test('is changed with the old one: all other sign-ins end, this one goes on under another token and no longer than before', async () => {
    const [who, other] = [await browser().signedInAs('manager'), await browser().signedInAs('manager')]
    const thief = browser()
    thief.cookies.set('watchfloor.session_token', who.session)
    const { expiresAt } = (await who.get('/api/auth/get-session')).body
    const answer = await change(who, password, fresh)
    expect(answer).toMatchObject({ status: 200, body: {} })
    expect((await who.get('/api/me')).status).toBe(200)
    expect((await who.get('/api/auth/get-session')).body.expiresAt).toBe(expiresAt)
    expect((await other.get('/api/me')).status).toBe(401)
    expect((await thief.get('/api/me')).status).toBe(401)
    expect((await browser().signIn('manager')).status).toBe(401)
    expect((await browser().signIn('manager', fresh)).body).toEqual({ next: 'signed-in' })
    expect(await audit('password.changed')).toEqual([{ by: 'manager', detail: { address: who.address } }])
    expect(JSON.stringify(await on.sql`select * from audit`)).not.toContain(fresh)
    expect(on.lines.join('')).not.toContain(fresh)
  })

  test('is not changed with a wrong old one, which is said at its field, written down and counted', async () => {
    const who = await browser().signedInAs('manager-a')
    const refusals = (await audit('session.refused')).length
    const said = []
    for (let i = 0; i < 6; i++) said.push(await change(who, 'not-the-password', fresh))
    expect(said.slice(0, 5).map(fieldsOf)).toEqual(Array<unknown>(5).fill(wrongAt('password')))
    expect(said[5]).toMatchObject({ status: 429, body: { type: '/faults/too-many' } })
    expect(said[5]?.retryAfter).toBeGreaterThan(20)
    // Five wrong ones, and one line that says that the guessing goes on.
    expect(await audit('session.refused')).toHaveLength(refusals + 6)
    // The right one has to wait as well.
    expect((await change(who, password, fresh)).status).toBe(429)
    expect((await browser().signIn('manager-a')).body).toEqual({ next: 'signed-in' })
  })

  test.each([
    ['too short', 'short-only1'],
    ['too long', 'x'.repeat(129)],
    ['the old one', password],
    ['the user name', 'A-Long-User-Name'],
  ])('is not made one that is %s', async (_what, next) => {
    const who = await browser().signedInAs('a-long-user-name')
    expect(fieldsOf(await change(who, password, next))).toEqual({ status: 400, type: '/faults/invalid', fields: ['newPassword'] })
    expect((await who.get('/api/auth/get-session')).body).toMatchObject({ source: 'password' })
  })

  test('takes its full length', async () => {
    const who = await browser().signedInAs('a-long-user-name')
    const long = '密'.repeat(128)
    expect((await change(who, password, long)).status).toBe(200)
    expect((await browser().signIn('a-long-user-name', long)).body).toEqual({ next: 'signed-in' })
  })

  test('is nobody else’s business: not without a sign-in, not of a company account', async () => {
    expect(await change(browser(), password, fresh)).toMatchObject({ status: 401, body: { type: '/faults/sign-in-needed' } })
    const who = await browser().signedInAs('observer')
    await on.sql`update member set source = 'company' where username = 'observer'`
    expect(await change(who, password, fresh)).toMatchObject({ status: 409, body: { type: '/faults/illegal-move' } })
    await on.sql`update member set source = 'password' where username = 'observer'`
  })

  test('of two changes at once one is made', async () => {
    const [one, two] = [await browser().signedInAs('observer'), await browser().signedInAs('observer')]
    const answers = await Promise.all([change(one, password, `${fresh}-1`), change(two, password, `${fresh}-2`)])
    expect(answers.map(({ status }) => status).sort((one, two) => one - two)).toEqual([200, 401])
  })
})

describe('new backup codes', () => {
  test('take the place of the old ones, for the password and a code', async () => {
    const { who, app, backup } = await enrolled('chief')
    const [first = '', second = ''] = backup
    expect(fieldsOf(await codes(who, app.code(), 'not-it'))).toEqual(wrongAt('password'))
    expect(fieldsOf(await codes(who, 'aaaaa-bbbbb'))).toEqual(wrongAt('code'))
    // A wrong password took no code away, and a code is taken once.
    const made = (await codes(who, app.code())).body.backupCodes as string[]
    expect(fieldsOf(await codes(who, app.code()))).toEqual(wrongAt('code'))
    expect(new Set([...made, ...backup]).size).toBe(20)
    const by = async (code: string) => (await challenged('chief')).post('/api/auth/two-factor/verify-backup-code', { code })
    expect((await by(first)).status).toBe(401)
    expect(await by(made[0] ?? '')).toMatchObject({ status: 200, body: { next: 'signed-in' } })
    // One of them gets others.
    expect((await codes(who, second)).status).toBe(401)
    const next = (await codes(who, made[1] ?? '')).body.backupCodes as string[]
    expect((await codes(who, made[2] ?? '')).status).toBe(401)
    expect((await by(next[0] ?? '')).status).toBe(200)
    expect(await audit('second-factor.backup-codes')).toEqual([{ by: 'chief', detail: { address: who.address } }, { by: 'chief', detail: { address: who.address } }])
    expect(JSON.stringify(await on.sql`select * from two_factor`)).not.toContain(next[1])
  })

  test('are for those who have a second factor', async () => {
    expect(await codes(await browser().signedInAs('second'), '123456')).toMatchObject({ status: 409, body: { type: '/faults/illegal-move' } })
    expect(await codes(browser(), '123456')).toMatchObject({ status: 401, body: { type: '/faults/sign-in-needed' } })
  })
})

describe('a second factor that the policy requires', () => {
  test('is replaced by its owner; the old one holds until the new one has shown a code', async () => {
    const { who, app, backup } = await enrolled('second')
    expect(fieldsOf(await replace(who, app.code(), 'not-it'))).toEqual(wrongAt('password'))
    expect(fieldsOf(await replace(who, '000000'))).toEqual(wrongAt('code'))
    const { status, body } = await replace(who, app.code())
    expect(status).toBe(200)
    const next = new Authenticator(String(body.totpURI))
    expect(next.account).toBe('second')
    expect(next.secret).not.toBe(app.secret)

    // Begun and not confirmed: nothing has changed.
    const other = await challenged('second')
    expect(await totp(other, next.code())).toMatchObject({ status: 401 })
    expect(await totp(other, app.code(1))).toMatchObject({ status: 200 })
    expect(fieldsOf(await totp(who, app.code()))).toEqual(wrongAt('code'))
    // It is the session's in which the proof was given.
    expect(await totp(other, next.code())).toMatchObject({ status: 409 })

    const before = who.session
    expect(await totp(who, next.code(-1))).toMatchObject({ status: 200, body: { next: 'signed-in' } })
    expect(who.session).not.toBe(before)
    expect((await who.get('/api/members')).status).toBe(200)
    expect((await other.get('/api/me')).status).toBe(401)
    expect(await audit('second-factor.replaced')).toEqual([{ by: 'second', detail: { address: who.address } }])

    vi.setSystemTime(Date.now() + 2 * period)
    expect(await totp(await challenged('second'), app.code())).toMatchObject({ status: 401 })
    expect(await totp(await challenged('second'), next.code(-3))).toMatchObject({ status: 401 })
    expect(await totp(await challenged('second'), next.code())).toMatchObject({ status: 200 })
    const by = async (code = '') => (await challenged('second')).post('/api/auth/two-factor/verify-backup-code', { code })
    expect((await by(backup[0])).status).toBe(401)
    expect((await by((body.backupCodes as string[])[0])).status).toBe(200)
  })

  test('is replaced without the phone by a backup code, which is used then', async () => {
    const { who, backup } = await enrolled('third')
    const { body } = await replace(who, backup[0] ?? '')
    expect(fieldsOf(await replace(who, backup[0] ?? ''))).toEqual(wrongAt('code'))
    expect(await totp(who, new Authenticator(String(body.totpURI)).code())).toMatchObject({ status: 200 })
    // Confirmed once: there is nothing more to confirm.
    expect(await totp(who, new Authenticator(String(body.totpURI)).code(1))).toMatchObject({ status: 409 })
  })

  test('begun twice, is the one begun last; too late, it is none', async () => {
    const { who, backup } = await enrolled('fourth')
    const [one, two] = [await replace(who, backup[0] ?? ''), await replace(who, backup[1] ?? '')].map(({ body }) => new Authenticator(String(body.totpURI)))
    expect((await totp(who, one?.code() ?? '')).status).toBe(401)
    await on.sql`update verification set expires_at = now() - interval '1 s' where identifier like 'replacement-%'`
    expect((await totp(who, two?.code() ?? '')).status).toBe(409)
  })

  test('is not guessed at: codes are counted with passwords', async () => {
    const { who } = await enrolled('fifth')
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await replace(who, 'aaaaa-bbbbb')).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })
})
