import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '#shared/members.ts'
import type { Grant } from '#shared/roles.ts'
import { send } from './screen.ts'
import { administrator, Browser, openSignInServer, type Said, type SignInServer } from './sign-in-server.ts'

/** What two administrators do at the same moment, and what one may not do to oneself. */
let on: SignInServer
let chief: Browser
let second: Browser

beforeAll(async () => {
  on = await openSignInServer({ TRUST_PROXY: '1' }, [administrator('chief'), administrator('second')])
  chief = await new Browser(on.base, '10.0.0.1').signedInAs('chief')
  second = await new Browser(on.base, '10.0.0.2').signedInAs('second')
})
afterAll(() => on.close())

const member = async (username: string): Promise<Member> => {
  const found = (Object.values((await chief.get('/api/members')).body) as Member[]).find((one) => one.username === username)
  if (!found) throw new Error(`there is no ${username}`)
  return found
}
const make = (username: string, grants: Grant[]): Promise<Said> => chief.post('/api/members', { username, name: '某人', password: 'a-good-long-password', grants })
const signsIn = async (username: string, secret: string): Promise<boolean> => (await new Browser(on.base, '10.0.0.3').signIn(username, secret)).status === 200

test('of two resets at once one holds, and it is the one that was answered with done', async () => {
  await make('reset-me', [{ role: 'observer', scope: { kind: 'community', id: on.world.a.id } }])
  const { id, version } = await member('reset-me')
  const passwords = ['password-number-one', 'password-number-two']
  const answers = await Promise.all(passwords.map((password, i) => (i === 0 ? chief : second).post(`/api/members/${id}/reset`, { version, password })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(1)
  for (const [i, password] of passwords.entries()) expect(await signsIn('reset-me', password), password).toBe(answers[i]?.status === 200)
})

test('nobody sets a new password for oneself without the old one', async () => {
  const { id, version } = await member('chief')
  const { status, body } = await chief.post(`/api/members/${id}/reset`, { version, password: 'taken-over-by-whoever' })
  expect([status, (body.errors as { field: string }[])[0]?.field]).toEqual([400, 'id'])
  expect(await signsIn('chief', 'taken-over-by-whoever')).toBe(false)
})

test('what was answered once is not told again to who may no longer see it', async () => {
  await make('moves', [{ role: 'duty-manager', scope: { kind: 'community', id: on.world.a.id } }])
  const mover = await new Browser(on.base, '10.0.0.4').signedInAs('moves', 'a-good-long-password')
  const headers = { 'idempotency-key': randomUUID() }
  const order = { community: on.world.a.id, category: 'repair', title: '灯坏了' }
  const report = (by: Browser) => send(on.base, '/api/orders', order, { cookie: by.cookie }, headers)
  const first = await report(mover)
  expect(first.status).toBe(200)
  expect((await report(mover)).body).toEqual(first.body)
  const held = await member('moves')
  await chief.post(`/api/members/${held.id}/change`, { version: held.version, name: held.name, grants: [{ role: 'observer', scope: { kind: 'community', id: on.world.b.id } }] })
  const again = await new Browser(on.base, '10.0.0.4').signedInAs('moves', 'a-good-long-password')
  expect((await report(again)).status).toBe(404)
})

test('two administrators of everything who disable each other at once: one is left', async () => {
  const [a, b] = await Promise.all([member('chief'), member('second')])
  const answers = await Promise.all([
    chief.post(`/api/members/${b.id}/disable`, { version: b.version, reason: 'x' }),
    second.post(`/api/members/${a.id}/disable`, { version: a.version, reason: 'x' }),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(await on.sql`select count(*)::int as left from member where disabled_at is null and username in ('chief', 'second')`).toEqual([{ left: 1 }])
})
