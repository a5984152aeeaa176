import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Member, Session } from '#shared/members.ts'
import type { Grant } from '#shared/roles.ts'
import { Screen, send } from './screen.ts'
import { administrator, Browser, openSignInServer, type SignInServer } from './sign-in-server.ts'

let on: SignInServer
let chief: Browser
beforeAll(async () => {
  on = await openSignInServer({ TRUST_PROXY: '1' }, [administrator('chief')])
  chief = await new Browser(on.base, '10.0.0.1').signedInAs('chief')
})
afterAll(() => on.close())

const screens: Screen[] = []
afterEach(() => {
  for (const screen of screens.splice(0)) screen.close()
})

const secret = 'a-good-long-password'
const everything: Grant = { role: 'duty-manager', scope: { kind: 'everything' } }
const atA = (): Grant => ({ role: 'duty-manager', scope: { kind: 'community', id: on.world.a.id } })

let members = 0
let member: Member
let who: Browser
beforeEach(async () => {
  const username = `member-${++members}`
  const { body } = await chief.post('/api/members', { username, name: username, password: secret, grants: [everything] })
  member = body.body as Member
  who = await signedIn()
})
const signedIn = (): Promise<Browser> => new Browser(on.base, `198.51.100.${members}`).signedInAs(member.username, secret)

async function screenOf(browser: Browser): Promise<Screen> {
  const screen = new Screen(on.base, browser.cookie, { kind: 'everything' })
  screens.push(screen)
  await screen.until(() => screen.reply?.ok === true && screen.stream.cursor !== null)
  return screen
}

const report = (community: string) => send(on.base, '/api/orders', { community, category: 'repair', title: `灯坏了 ${randomUUID()}` }, { cookie: chief.cookie })
const statusOf = async (browser: Browser): Promise<number> => (await browser.get('/api/me')).status
const activeAt = async (browser: Browser): Promise<number> => {
  const [row] = await on.sql<{ at: string }[]>`select active_at as at from session where token = ${tokenOf(browser)}`
  return Date.parse(row?.at ?? '')
}
const tokenOf = (browser: Browser): string => decodeURIComponent(browser.session).split('.')[0] ?? ''
const longAgo = (browser: Browser, minutes: number) => on.sql`update session set active_at = now() - make_interval(mins => ${minutes}) where token = ${tokenOf(browser)}`

/** Facts after the goodbye reach a screen that stayed, and not the one that was sent away. */
async function hearsNothingMore(screen: Screen, witness: Screen): Promise<void> {
  const heard = screen.heard.length
  const { body } = await report(on.world.a.id)
  await witness.reached(Number(body.cursor))
  expect(screen.socket.connected).toBe(false)
  expect(screen.heard.length).toBe(heard)
  expect(witness.byes).toEqual([])
}

describe('an open screen is sent away', () => {
  const ends: [string, 'signed-out' | 'rights-changed', () => Promise<{ status: number }>][] = [
    ['when its member is disabled', 'signed-out', () => chief.post(`/api/members/${member.id}/disable`, { version: 1, reason: '离职' })],
    ['when its member is reset', 'signed-out', () => chief.post(`/api/members/${member.id}/reset`, { version: 1, password: 'another-long-password' })],
    ['when its member has other rights', 'rights-changed', () => chief.post(`/api/members/${member.id}/change`, { version: 1, name: 'x', grants: [atA()] })],
    ['when its member has no rights left', 'rights-changed', () => chief.post(`/api/members/${member.id}/change`, { version: 1, name: 'x', grants: [] })],
    ['when somebody signs out there', 'signed-out', () => who.post('/api/auth/sign-out')],
    ['when its session is revoked by an administrator', 'signed-out', async () => {
      const [session] = Object.values((await chief.get(`/api/members/${member.id}/sessions`)).body) as Session[]
      return chief.post(`/api/sessions/${session?.id}/revoke`)
    }],
    ['when its session is revoked from another of the same member', 'signed-out', async () => {
      const other = await signedIn()
      const session = (Object.values((await other.get('/api/sessions')).body) as Session[]).find(({ own }) => !own)
      return other.post(`/api/sessions/${session?.id}/revoke`)
    }],
  ]
  test.each(ends)('%s: %s, and no frame comes after', async (_when, why, end) => {
    const [screen, witness] = [await screenOf(who), await screenOf(chief)]
    const before = await report(on.world.b.id)
    await Promise.all([screen.reached(Number(before.body.cursor)), witness.reached(Number(before.body.cursor))])
    expect((await end()).status).toBe(200)
    await screen.until(() => screen.byes.length > 0)
    expect(screen.byes).toEqual([why])
    await screen.until(() => !screen.socket.connected)
    await hearsNothingMore(screen, witness)
  })

  test('and comes back with fewer rights to a picture without what it lost', async () => {
    const [a, b] = [await report(on.world.a.id), await report(on.world.b.id)]
    const screen = await screenOf(who)
    await screen.reached(Number(b.body.cursor))
    const shown = (): string[] => [...screen.stream.picture.order.keys()]
    const idOf = (answer: typeof a): string => (answer.body.body as { id: string }).id
    expect(shown()).toEqual(expect.arrayContaining([idOf(a), idOf(b)]))

    await chief.post(`/api/members/${member.id}/change`, { version: 1, name: 'x', grants: [atA()] })
    await screen.until(() => screen.byes.length > 0)
    const had = screen.snapshots
    screen.socket.connect()
    await screen.until(() => screen.snapshots > had && !shown().includes(idOf(b)))
    expect(shown()).toContain(idOf(a))
    for (const noun of Object.values(screen.stream.picture)) {
      for (const one of noun.values()) expect('community' in one && one.community).toBe(on.world.a.id)
    }
    const heard = screen.heard.length
    const later = [await report(on.world.b.id), await report(on.world.a.id)]
    await screen.reached(Number(later[1]?.body.cursor))
    const told = JSON.stringify(screen.heard.slice(heard))
    expect(told).toContain(later[1] && idOf(later[1]))
    expect(told).not.toContain(later[0] && idOf(later[0]))
    expect(told).not.toContain(on.world.b.id)
  })
})

describe('a screen that was away', () => {
  test('comes back to nothing when its member was disabled meanwhile', async () => {
    const screen = await screenOf(who)
    screen.socket.disconnect()
    await chief.post(`/api/members/${member.id}/disable`, { version: 1, reason: '离职' })
    const missed = await report(on.world.a.id)
    const refused = new Promise<string>((told) => screen.socket.on('connect_error', (error) => told(error.message)))
    const [heard, snapshots] = [screen.heard.length, screen.snapshots]
    screen.socket.connect()
    expect(await refused).toBe('sign-in-needed')
    expect([screen.heard.length, screen.snapshots]).toEqual([heard, snapshots])
    expect(missed.status).toBe(200)
  })

  test('comes back to all that it missed when nothing was changed, as a control', async () => {
    const screen = await screenOf(who)
    screen.socket.disconnect()
    const missed = await report(on.world.a.id)
    screen.socket.connect()
    await screen.reached(Number(missed.body.cursor))
  })

  test('comes back to what is left when it has fewer rights', async () => {
    const screen = await screenOf(who)
    screen.socket.disconnect()
    await chief.post(`/api/members/${member.id}/change`, { version: 1, name: 'x', grants: [atA()] })
    const [missed, kept] = [await report(on.world.b.id), await report(on.world.a.id)]
    const heard = screen.heard.length
    screen.socket.connect()
    await screen.reached(Number(kept.body.cursor))
    expect(JSON.stringify(screen.heard.slice(heard))).not.toContain(on.world.b.id)
    expect([...screen.stream.picture.order.values()].map(({ community }) => community)).not.toContain(on.world.b.id)
    expect(missed.status).toBe(200)
  })
})

describe('a sign-in without anybody at the desk', () => {
  test('ends after half an hour, for screens and requests, and does not come back by them', async () => {
    const screen = await screenOf(who)
    await longAgo(who, 31)
    await screen.until(() => screen.byes.length > 0)
    expect(screen.byes).toEqual(['idle'])
    expect(await statusOf(who)).toBe(401)
    expect((await send(on.base, '/api/orders', { community: on.world.a.id, category: 'repair', title: '灯' }, { cookie: who.cookie })).status).toBe(401)
    const refused = new Promise<string>((told) => screen.socket.on('connect_error', (error) => told(error.message)))
    screen.socket.connect()
    expect(await refused).toBe('sign-in-needed')
    expect(Date.now() - (await activeAt(who))).toBeGreaterThan(30 * 60_000)
    expect(Object.values((await chief.get(`/api/members/${member.id}/sessions`)).body)).toEqual([])
  })

  test('goes on while somebody moves there, or acts', async () => {
    const screen = await screenOf(who)
    await longAgo(who, 29)
    screen.socket.emit('active')
    await expect.poll(async () => Date.now() - (await activeAt(who))).toBeLessThan(60_000)

    const acting = await signedIn()
    await longAgo(acting, 29)
    expect((await send(on.base, '/api/orders', { community: on.world.a.id, category: 'repair', title: '灯' }, { cookie: acting.cookie })).status).toBe(200)
    await expect.poll(async () => Date.now() - (await activeAt(acting))).toBeLessThan(60_000)
    expect(screen.byes).toEqual([])
  })

  test('is not kept by a screen that is merely open, nor by what it reads', async () => {
    const [screen, acting] = [await screenOf(who), await signedIn()]
    await longAgo(who, 20)
    const before = await activeAt(who)
    for (const path of ['/api/me', '/api/sessions', '/api/plans', '/api/auth/get-session']) expect((await who.get(path)).status).toBe(200)
    screen.socket.emit('painted')
    // What would have been written by now: a sign of life after it has.
    await longAgo(acting, 20)
    await send(on.base, '/api/orders', { community: on.world.a.id, category: 'repair', title: '灯' }, { cookie: acting.cookie })
    await expect.poll(async () => Date.now() - (await activeAt(acting))).toBeLessThan(60_000)
    expect(await activeAt(who)).toBe(before)
  })

  test('is written down once a minute at most', async () => {
    const act = (browser: Browser) => send(on.base, '/api/orders', { community: on.world.a.id, category: 'repair', title: '灯' }, { cookie: browser.cookie })
    await longAgo(who, 20)
    await act(who)
    await expect.poll(async () => Date.now() - (await activeAt(who))).toBeLessThan(60_000)
    await longAgo(who, 20)
    const other = await signedIn()
    await longAgo(other, 20)
    await act(who)
    await act(other)
    await expect.poll(async () => Date.now() - (await activeAt(other))).toBeLessThan(60_000)
    expect(Date.now() - (await activeAt(who))).toBeGreaterThan(19 * 60_000)
  })
})

describe('a sign-in', () => {
  const expires = async (): Promise<number> => Date.parse((await on.sql<{ at: string }[]>`select expires_at as at from session where token = ${tokenOf(who)}`)[0]?.at ?? '')

  test('lasts twelve hours from its beginning, whatever is done with it', async () => {
    const [row] = await on.sql<{ hours: number }[]>`select (extract(epoch from expires_at - created_at) / 3600)::float8 as hours from session where token = ${tokenOf(who)}`
    expect(row?.hours).toBeCloseTo(12, 2)
    // Old enough for a library that prolongs to prolong it.
    await on.sql`update session set created_at = now() - interval '11 h', updated_at = now() - interval '11 h', expires_at = now() + interval '1 h' where token = ${tokenOf(who)}`
    const before = await expires()
    const screen = await screenOf(who)
    screen.socket.emit('active')
    for (const path of ['/api/me', '/api/auth/get-session', '/api/sessions']) expect((await who.get(path)).status).toBe(200)
    expect((await send(on.base, '/api/orders', { community: on.world.a.id, category: 'repair', title: '灯' }, { cookie: who.cookie })).status).toBe(200)
    expect(await expires()).toBe(before)

    await on.sql`update session set expires_at = now() - interval '1 s' where token = ${tokenOf(who)}`
    await screen.until(() => screen.byes.length > 0)
    expect(screen.byes).toEqual(['signed-out'])
    expect(await statusOf(who)).toBe(401)
  })

  test('is listed with where it is from, and is its owner\'s to end, or an administrator\'s, and nobody else\'s', async () => {
    const other = await signedIn()
    const own = Object.values((await other.get('/api/sessions')).body) as Session[]
    expect(own).toHaveLength(2)
    expect(own.filter((session) => session.own)).toHaveLength(1)
    for (const session of own) expect(session).toMatchObject({ address: other.address, agent: expect.any(String) as string })
    const stranger = await new Browser(on.base, '10.0.0.9').signedInAs('manager')
    const [first] = own
    expect((await stranger.post(`/api/sessions/${first?.id}/revoke`)).status).toBe(403)
    expect((await stranger.post(`/api/sessions/${randomUUID()}/revoke`)).status).toBe(404)
    expect((await stranger.get(`/api/members/${member.id}/sessions`)).status).toBe(403)
    expect(await statusOf(other)).toBe(200)
  })

  test('has the hours and minutes that the server is told', async () => {
    const short = await openSignInServer({ SESSION_HOURS: '1', SESSION_IDLE_MINUTES: '5' })
    const browser = await new Browser(short.base).signedInAs('manager')
    const [row] = await short.sql<{ hours: number }[]>`select (extract(epoch from expires_at - created_at) / 3600)::float8 as hours from session`
    expect(row?.hours).toBeCloseTo(1, 2)
    await short.sql`update session set active_at = now() - interval '4 min'`
    expect((await browser.get('/api/me')).status).toBe(200)
    await short.sql`update session set active_at = now() - interval '6 min'`
    await expect.poll(async () => (await browser.get('/api/me')).status).toBe(401)
    await short.close()
  })
})
