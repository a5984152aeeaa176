import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { GroupRole } from '#shared/members.ts'
import { client, openProvider, type Otherwise, type Person, type Provider } from './company-provider.ts'
import { Screen } from './screen.ts'
import { administrator, Browser, openSignInServer, type Said, type SignInServer } from './sign-in-server.ts'

let provider: Provider
let on: SignInServer
beforeAll(async () => {
  provider = await openProvider()
  on = await openWith(provider.issuer)
  const { a, b } = on.world
  const groups: GroupRole[] = [
    { group: 'floor-a', grant: { role: 'duty-manager', scope: { kind: 'community', id: a.id } } },
    { group: 'floor-b', grant: { role: 'duty-manager', scope: { kind: 'community', id: b.id } } },
    { group: 'chiefs', grant: { role: 'administrator', scope: { kind: 'everything' } } },
  ]
  await on.sql`update policy set groups = ${JSON.stringify(groups)}::jsonb, second_factor = array['administrator']`
})
afterAll(async () => {
  await on.close()
  await provider.close()
})

const screens: Screen[] = []
afterEach(() => {
  for (const screen of screens.splice(0)) screen.close()
  provider.otherwise = {}
  provider.away = false
})

/** The address to which the company sends browsers back must be known before the server listens. */
async function openWith(issuer: string): Promise<SignInServer> {
  const port = await freePort()
  const env = { TRUST_PROXY: '1', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_NAME: '集团账号' }
  return openSignInServer(env, [administrator('chief')])
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

let people = 0
let addresses = 0
const newBrowser = (): Browser => new Browser(on.base, `198.51.100.${++addresses}`)
const somebody = (groups: unknown, more: Partial<Person> = {}): Person => ({ sub: `sub-${++people}`, preferred_username: `person-${people}`, name: `员工 ${people}`, groups, ...more })

async function begin(browser: Browser): Promise<string> {
  const { status, body } = await browser.post('/api/auth/sign-in/company')
  expect(status).toBe(200)
  return String(body.url)
}

/** The whole way, as a browser goes it. @returns where it is sent in the end */
async function comeIn(person: Person, browser = newBrowser(), otherwise: Otherwise = {}): Promise<Said & { browser: Browser }> {
  Object.assign(provider, { person, otherwise })
  const url = await begin(browser)
  return { ...(await browser.get(provider.agree(url))), browser }
}

const memberOf = async (person: Person) => (await on.sql<{ id: string; user: string; version: number; grants: unknown[] }[]>`
  select m.id, m.user_id as user, m.version, m.grants from member m join account a on a.user_id = m.user_id where a.account_id = ${person.sub} and a.provider_id = 'company'`)[0]

describe('a company account', () => {
  test('is offered by its name, where there is one', async () => {
    expect((await newBrowser().get('/api/auth/ways')).body).toEqual({ company: { name: '集团账号' } })
  })

  test('signs in with state, nonce and PKCE, and has the rights of its groups', async () => {
    const person = somebody(['floor-a', 'something-else'])
    provider.person = person
    const browser = newBrowser()
    const url = new URL(await begin(browser))
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code', client_id: client.id, code_challenge_method: 'S256', redirect_uri: `${on.base}/api/auth/callback/company`,
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(url.searchParams.get(name)?.length).toBeGreaterThan(20)
    expect(url.searchParams.get('scope')?.split(' ')).toContain('openid')

    const back = provider.agree(url.href)
    expect(await browser.get(back)).toMatchObject({ status: 302, location: '/' })
    const log = on.lines.join('')
    expect(log).toContain('/api/auth/callback/company')
    for (const [, value] of new URL(back).searchParams) expect(log).not.toContain(value)
    expect((await browser.get('/api/me')).body).toMatchObject({ grants: [{ role: 'duty-manager', scope: { kind: 'community', id: on.world.a.id } }], communities: [{ id: on.world.a.id }] })
    expect((await browser.get('/api/auth/get-session')).body).toMatchObject({ source: 'company', user: { username: `${person.preferred_username}@company`, name: person.name } })
    const [fact] = await on.sql`select name, by from fact where entity_id = ${(await memberOf(person))?.id ?? ''}`
    expect(fact).toMatchObject({ name: 'member.created', by: { kind: 'system', id: 'company-sign-in' } })
    const [line] = await on.sql<{ detail: unknown }[]>`select detail from audit where name = 'session.opened' order by seq desc limit 1`
    expect(line?.detail).toMatchObject({ how: 'company' })
  })

  test('keeps none of the company\'s tokens', async () => {
    await comeIn(somebody(['floor-a']))
    expect(await on.sql`select count(*)::int as kept from account where provider_id = 'company' and coalesce(access_token, refresh_token, id_token) is not null`).toEqual([{ kept: 0 }])
  })

  test('without a group that gives a role comes in nowhere, and is told so', async () => {
    for (const groups of [[], ['elsewhere'], undefined, { 'floor-a': true }]) {
      const person = somebody(groups)
      const { location, browser } = await comeIn(person)
      expect(location).toBe('/?sign-in=no-role')
      expect((await browser.get('/api/me')).status).toBe(401)
      expect(await memberOf(person)).toBeUndefined()
    }
    expect(await on.sql`select count(*)::int as left from "user" u where not exists (select from member where user_id = u.id) and exists (select from account a where a.user_id = u.id and a.provider_id = 'company')`).toEqual([{ left: 0 }])
  })

  test('has other rights when its groups are others, on screens that are open too, and none when they are gone', async () => {
    const person = somebody(['floor-a'])
    const { browser } = await comeIn(person)
    const screen = new Screen(on.base, browser.cookie, { kind: 'everything' })
    screens.push(screen)
    await screen.until(() => screen.reply?.ok === true)
    expect(screen.reply).toMatchObject({ communities: [on.world.a.id] })

    const again = await comeIn({ ...person, groups: ['floor-b'] })
    expect((await again.browser.get('/api/me')).body).toMatchObject({ communities: [{ id: on.world.b.id }] })
    await screen.until(() => screen.byes.includes('rights-changed'))

    const last = await comeIn({ ...person, groups: [] })
    expect(last.location).toBe('/?sign-in=no-role')
    expect(await memberOf(person)).toMatchObject({ version: 3, grants: [] })
    for (const was of [browser, again.browser, last.browser]) await expect.poll(async () => (await was.get('/api/me')).status).toBe(401)
    // It comes back with its groups.
    expect((await comeIn(person)).location).toBe('/')
  })

  test('never becomes a password account, whatever it is called', async () => {
    const [chief] = await on.sql<{ id: string; email: string }[]>`select u.id, u.email from "user" u where username = 'chief'`
    for (const more of [{ preferred_username: 'chief' }, { preferred_username: 'Chief', email: chief?.email, email_verified: true }, { sub: chief?.id }, { email: 'chief' }]) {
      const person = somebody(['floor-a'], more as Partial<Person>)
      const { browser, location } = await comeIn(person)
      expect(location).toBe('/')
      const { body } = await browser.get('/api/me')
      expect(body.user).not.toMatchObject({ id: chief?.id })
      expect(body.grants).toEqual([{ role: 'duty-manager', scope: { kind: 'community', id: on.world.a.id } }])
    }
    expect(await on.sql`select provider_id from account where user_id = ${chief?.id ?? ''}`).toEqual([{ provider_id: 'credential' }])
    expect((await newBrowser().signIn('chief')).body).toEqual({ next: 'signed-in' })
    expect((await newBrowser().signIn('chief@company')).status).toBe(401)
  })

  test('that is disabled here stays out', async () => {
    const person = somebody(['floor-a'])
    const { browser } = await comeIn(person)
    await on.sql`update member set disabled_at = now(), version = version + 1 where id = ${(await memberOf(person))?.id ?? ''}`
    const again = await comeIn(person)
    expect(again.location).toBe('/?sign-in=refused')
    for (const was of [browser, again.browser]) await expect.poll(async () => (await was.get('/api/me')).status).toBe(401)
  })

  test('answers for its second factor itself, and cannot set up ours', async () => {
    const { browser } = await comeIn(somebody(['chiefs']))
    expect((await browser.get('/api/members')).status).toBe(200)
    expect((await browser.post('/api/auth/two-factor/enable', { password: 'x' })).status).toBe(409)
  })

  test('may tell its groups at the userinfo address, but only its own', async () => {
    expect((await comeIn(somebody(['floor-a']), undefined, { groupsElsewhere: true })).location).toBe('/')
    expect((await comeIn(somebody(['chiefs']), undefined, { groupsElsewhere: true, userinfoOf: 'somebody-else' })).location).toBe('/?sign-in=no-role')
  })
})

describe('an answer that cannot be trusted is refused:', () => {
  const lies: [string, Otherwise][] = [
    ['of another nonce', { nonce: 'another-nonce' }],
    ['of no nonce', { nonce: '' }],
    ['by another issuer', { issuer: 'https://login.example.com' }],
    ['for another client', { audience: 'another-client' }],
    ['for us, but handed to another', { azp: 'another-client' }],
    ['by another key', { signedBy: 'another' }],
    ['by no key', { signedBy: 'nobody' }],
    ['by our secret as a key', { signedBy: 'secret' }],
    ['that has expired', { expired: true }],
    ['without an ID token', { bare: true }],
  ]
  test.each(lies)('%s', async (_what, otherwise) => {
    const person = somebody(['chiefs'])
    const { location, browser } = await comeIn(person, undefined, otherwise)
    expect(location).toBe('/?sign-in=refused')
    expect(browser.session).toBe('')
    expect(await memberOf(person)).toBeUndefined()
    // The control: the same person is let in by an answer that is right.
    expect((await comeIn(person)).location).toBe('/')
  })

  test('to another browser, to a state that nobody began, and a second time', async () => {
    provider.person = somebody(['floor-a'])
    const [victim, attacker] = [newBrowser(), newBrowser()]
    const back = provider.agree(await begin(attacker))
    expect((await victim.get(back)).location).toBe('/?sign-in=expired')
    const made = new URL(back)
    made.searchParams.set('state', 'made-up-state-of-thirty-two-chars')
    expect((await victim.get(made.href)).location).toBe('/?sign-in=expired')
    made.searchParams.delete('state')
    expect((await victim.get(made.href)).location).toMatch(/^\/\?sign-in=(expired|refused)$/)
    expect(victim.session).toBe('')
    expect((await attacker.get(back)).location).toBe('/')
    await attacker.post('/api/auth/sign-out')
    expect((await attacker.get(back)).location).toBe('/?sign-in=expired')
    expect(attacker.session).toBe('')
  })

  test('with a code that was taken by somebody else, who has not the verifier', async () => {
    provider.person = somebody(['chiefs'])
    const [victim, thief] = [newBrowser(), newBrowser()]
    const stolen = new URL(provider.agree(await begin(victim))).searchParams.get('code') ?? ''
    const own = new URL(provider.agree(await begin(thief)))
    own.searchParams.set('code', stolen)
    expect((await thief.get(own.href)).location).toBe('/?sign-in=refused')
    expect(thief.session).toBe('')
  })

  test('and a no of the company is a no', async () => {
    const browser = newBrowser()
    const state = new URL(await begin(browser)).searchParams.get('state') ?? ''
    expect((await browser.get(`/api/auth/callback/company?error=access_denied&state=${state}`)).location).toBe('/?sign-in=refused')
  })
})

describe('where the company\'s server is away', () => {
  test('passwords work, and its button says so', async () => {
    const fresh = await openWith(`http://127.0.0.1:${await freePort()}`)
    const browser = new Browser(fresh.base)
    expect((await browser.signIn('manager')).status).toBe(200)
    expect((await browser.post('/api/auth/sign-in/company')).status).toBe(503)
    await fresh.close()
  })

  test('in the middle of it, the browser is sent back and told', async () => {
    provider.person = somebody(['floor-a'])
    const browser = newBrowser()
    const back = provider.agree(await begin(browser))
    provider.away = true
    expect((await browser.get(back)).location).toMatch(/^\/\?sign-in=(unavailable|refused)$/)
    expect(browser.session).toBe('')
  })
})

test('where nobody signs in by it, there is no such door', async () => {
  const plain = await openSignInServer()
  const browser = new Browser(plain.base)
  expect((await browser.get('/api/auth/ways')).body).toEqual({ company: null })
  expect((await browser.post('/api/auth/sign-in/company')).status).toBe(404)
  expect((await browser.get('/api/auth/callback/company?code=x&state=y')).status).toBe(404)
  await plain.close()
})
