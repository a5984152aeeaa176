import { createHook } from 'node:async_hooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administrator, Browser, openSignInServer, type SignInServer } from './sign-in-server.ts'
import { password } from './world.ts'

let on: SignInServer
beforeAll(async () => {
  on = await openSignInServer({ TRUST_PROXY: '1' }, [administrator('chief'), { username: 'gone', grants: [] }, { username: 'lost', grants: [] }])
})
afterAll(() => on.close())

let addresses = 0
/** A browser at an address where nobody has been. */
const stranger = (): Browser => new Browser(on.base, `198.51.100.${++addresses}`)
const isKnown = async (browser: Browser): Promise<boolean> => (await browser.get('/api/me')).status === 200
const audit = (name: string) =>
  on.sql<{ by: { kind: string; id: string }; outcome: string; detail: Record<string, unknown> }[]>`select by, outcome, detail from audit where name = ${name} order by seq`

describe('a sign-in', () => {
  test('gives a cookie that scripts cannot read, and no token in any answer', async () => {
    const answer = await fetch(`${on.base}/api/auth/sign-in/username`, {
      method: 'POST', headers: { 'content-type': 'application/json', origin: on.base }, body: JSON.stringify({ username: 'Manager', password }),
    })
    const text = await answer.text()
    expect(JSON.parse(text)).toEqual({ next: 'signed-in' })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^watchfloor\.session_token=[^;]+;.*HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const browser = await stranger().signedInAs('manager')
    const token = decodeURIComponent(browser.session).split('.')[0] ?? ''
    for (const path of ['/api/auth/get-session', '/api/sessions', '/api/me']) expect(JSON.stringify(await browser.get(path))).not.toContain(token)
    expect(on.lines.join('')).not.toContain(token)
  })

  test('never takes up a session that was planted before', async () => {
    const [victim, attacker] = [stranger(), await stranger().signedInAs('observer')]
    victim.cookies.set('watchfloor.session_token', attacker.session)
    await victim.signedInAs('manager')
    expect(victim.session).not.toBe(attacker.session)
    expect((await victim.get('/api/auth/get-session')).body).toMatchObject({ user: { username: 'manager' } })
    // What was planted is worth nothing any more, least of all the victim.
    expect(await isKnown(attacker)).toBe(false)

    const made = stranger()
    made.cookies.set('watchfloor.session_token', 'chosen-by-somebody.c2lnbmVkPw%3D%3D')
    await made.signedInAs('manager')
    expect(made.session).not.toContain('chosen-by-somebody')
  })

  test('that was ended is ended for every copy of its cookie', async () => {
    const browser = await stranger().signedInAs('manager')
    const [copy, other] = [stranger(), await stranger().signedInAs('manager')]
    copy.cookies.set('watchfloor.session_token', browser.session)
    expect(await isKnown(copy)).toBe(true)
    expect((await browser.post('/api/auth/sign-out')).status).toBe(200)
    expect(browser.session).toBe('')
    expect([await isKnown(copy), await isKnown(other)]).toEqual([false, true])
  })

  test('with a cookie signed by another, or not at all, is none', async () => {
    const browser = await stranger().signedInAs('manager')
    const [token = '', signature = ''] = decodeURIComponent(browser.session).split('.')
    for (const forged of [token, `${token}.`, `${token}.${signature.slice(0, -4)}AAA=`, `${token.slice(0, -1)}x.${signature}`]) {
      const forger = stranger()
      forger.cookies.set('watchfloor.session_token', encodeURIComponent(forged))
      expect(await isKnown(forger)).toBe(false)
    }
  })
})

describe('a wrong sign-in', () => {
  const wrongs: [string, string, string][] = [
    ['a wrong password', 'manager', 'not-the-password'],
    ['a name that nobody has', 'nobody-has-this', password],
    ['a disabled account, with its password', 'gone', password],
    ['a name that is none', "manager' or 1=1 --", password],
    ['a name of one letter', 'm', password],
    ['a name that no database takes', 'a\u0000b', password],
    ['half a letter', 'a\ud800', password],
    ['an empty password', 'manager', ''],
    ['a password beyond all measure', 'manager', 'x'.repeat(5_000)],
  ]
  beforeAll(() => on.sql`update member set disabled_at = now() where username = 'gone'`)

  test('is answered alike, whatever is wrong', async () => {
    const answers: string[] = []
    for (const [, username, secret] of wrongs) {
      const browser = stranger()
      const { status, body } = await browser.signIn(username, secret)
      answers.push(JSON.stringify({ status, body, cookies: [...browser.cookies.keys()] }))
    }
    expect(new Set(answers).size).toBe(1)
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ status: 401, body: { type: '/faults/wrong-sign-in' }, cookies: [] })
  })

  test('costs the same work, whatever is wrong', async () => {
    let hashed = 0
    const hook = createHook({ init: (_id, kind) => void (hashed += kind === 'SCRYPTREQUEST' ? 1 : 0) }).enable()
    const work: [string, number][] = []
    for (const [what, username, secret] of wrongs) {
      hashed = 0
      await stranger().signIn(username, secret)
      work.push([what, hashed])
    }
    hook.disable()
    expect(work).toEqual(wrongs.map(([what]) => [what, 1]))
  })

  test('is in the audit with its address, and with the name only of an account that there is', async () => {
    const before = (await audit('session.refused')).length
    const browser = new Browser(on.base, '203.0.113.77')
    await browser.signIn('my-password-in-the-wrong-field', 'x')
    await browser.signIn('manager', 'x-wrong')
    const [unknown, known] = (await audit('session.refused')).slice(before)
    expect(unknown).toMatchObject({ outcome: 'refused', detail: { address: '203.0.113.77' } })
    expect(JSON.stringify(unknown)).not.toContain('my-password')
    expect(known?.detail).toMatchObject({ username: 'manager', user: on.world.users.manager, address: '203.0.113.77' })
    expect(JSON.stringify(await audit('session.refused'))).not.toContain('x-wrong')
    expect(on.lines.join('')).not.toContain('my-password')
  })

  test('and a right one, and a sign-out, are in the audit with their address', async () => {
    const browser = await new Browser(on.base, '203.0.113.78').signedInAs('manager')
    await browser.post('/api/auth/sign-out')
    for (const name of ['session.opened', 'session.closed']) {
      expect((await audit(name)).at(-1)).toMatchObject({ by: { kind: 'person', id: on.world.users.manager }, outcome: 'done', detail: { address: '203.0.113.78' } })
    }
  })
})

describe('guessing', () => {
  test('stops after five, also with the right password, and says for how long', async () => {
    const guesser = new Browser(on.base, '203.0.113.1')
    const answers = []
    for (let i = 0; i < 6; i++) answers.push(await guesser.signIn('observer', `guess-${i}`))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
    const lines = (await audit('session.refused')).filter(({ detail }) => (detail as { address?: string }).address === '203.0.113.1')
    expect(lines).toHaveLength(6)
    expect(lines.at(-1)).toMatchObject({ detail: { throttled: true, username: 'observer' } })
    const right = await guesser.signIn('observer')
    expect(right).toMatchObject({ status: 429, body: { type: '/faults/too-many' } })
    expect(right.retryAfter).toBeGreaterThan(0)
    expect(right.retryAfter).toBeLessThanOrEqual(30)
  })

  test('at a name that nobody has stops just the same', async () => {
    const guesser = new Browser(on.base, '203.0.113.2')
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await guesser.signIn('nobody-at-all', `guess-${i}`)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('many at once gets no more through', async () => {
    const guesser = new Browser(on.base, '203.0.113.3')
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => guesser.signIn('chief', `guess-${i}`)))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
  })

  test('from everywhere does not shut the control room out, though it shuts strangers out', async () => {
    const desk = new Browser(on.base, '10.0.0.5')
    await desk.signedInAs('manager-a')
    await desk.post('/api/auth/sign-out')
    for (let i = 0; i < 40; i++) await stranger().signIn('manager-a', 'a-guess')
    expect((await stranger().signIn('manager-a')).status).toBe(429)
    expect((await desk.signIn('manager-a')).status).toBe(200)
  })
})

test('a sign-in that was let through while its password was changed is none', async () => {
  // The control: without the change the same sign-in is one.
  expect((await stranger().signIn('lost')).status).toBe(200)
  await on.sql.unsafe(`
    create function change_meanwhile() returns trigger language plpgsql as $$ begin
      if new.user_id = (select user_id from member where username = 'lost') then update account set password = 'changed' where user_id = new.user_id; end if;
      return new;
    end $$`)
  await on.sql`create trigger change_meanwhile before insert on session for each row execute function change_meanwhile()`
  const browser = stranger()
  expect((await browser.signIn('lost')).status).toBe(401)
  await on.sql`drop trigger change_meanwhile on session`
  expect(browser.session).toBe('')
})

test.each(['%00.x', 'a%00b.x', '%', '.x', 'x'.repeat(5_000)])('a challenge that nobody gave (%s) is none', async (challenge) => {
  const browser = stranger()
  browser.cookies.set('watchfloor.two_factor', challenge)
  expect(await browser.post('/api/auth/two-factor/verify-totp', { code: '123456' })).toMatchObject({ status: 401, body: { type: '/faults/sign-in-needed' } })
})
