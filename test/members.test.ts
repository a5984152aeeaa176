import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Member } from '#shared/members.ts'
import type { Grant } from '#shared/roles.ts'
import { administrator, Browser, openSignInServer, type Said, type SignInServer } from './sign-in-server.ts'

let on: SignInServer
let chief: Browser
/** Administers community A. */
let local: Browser
const at = (id: string): Grant['scope'] => ({ kind: 'community', id })
const observerAt = (id: string): Grant => ({ role: 'observer', scope: at(id) })

beforeAll(async () => {
  on = await openSignInServer({ TRUST_PROXY: '1' }, [administrator('chief')])
  chief = await new Browser(on.base, '10.0.0.1').signedInAs('chief')
  await made({ username: 'local-a', grants: [{ role: 'administrator', scope: at(on.world.a.id) }] })
  local = await new Browser(on.base, '10.0.0.2').signedInAs('local-a', 'a-good-long-password')
})
afterAll(() => on.close())

let names = 0
let name = ''
beforeEach(() => {
  name = `member-${++names}`
})

const create = (by: Browser, more: Record<string, unknown> = {}): Promise<Said> =>
  by.post('/api/members', { username: name, name: '某人', password: 'a-good-long-password', grants: [observerAt(on.world.a.id)], ...more })
async function made(more: Record<string, unknown> = {}): Promise<Member> {
  const { status, body } = await create(chief, more)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.body as Member
}
const change = (by: Browser, member: Member, more: Record<string, unknown> = {}): Promise<Said> =>
  by.post(`/api/members/${member.id}/change`, { version: member.version, name: member.name, grants: member.grants, ...more })
const fieldsOf = ({ status, body }: Said): [number, string[]] => [status, ((body.errors ?? []) as { field: string }[]).map(({ field }) => field)]
const chiefMember = async (): Promise<Member> => {
  const found = (Object.values((await chief.get('/api/members')).body) as Member[]).find(({ username }) => username === 'chief')
  if (!found) throw new Error('there is no chief')
  return found
}
const signsIn = async (username: string, secret = 'a-good-long-password'): Promise<boolean> => (await new Browser(on.base, '10.0.0.3').signIn(username, secret)).status === 200

describe('a member', () => {
  test('is made with a sign-in, a line in the audit and no password anywhere in it', async () => {
    const member = await made()
    expect(member).toMatchObject({ username: name, version: 1, source: 'password', person: null, disabledAt: null })
    expect(await signsIn(name)).toBe(true)
    const [line] = await on.sql<{ by: unknown; detail: unknown }[]>`select by, detail from audit where name = 'member.create' order by seq desc limit 1`
    expect(line).toMatchObject({ detail: { username: name } })
    const everything = await on.sql`select to_jsonb(audit)::text as line from audit union all select to_jsonb(fact)::text from fact union all select to_jsonb(command)::text from command`
    expect(JSON.stringify(everything)).not.toContain('a-good-long-password')
    expect(on.lines.join('')).not.toContain('a-good-long-password')
  })

  test('has a name of its own, in whatever letters, and of those tried at once one gets it', async () => {
    await made({ username: `${name}.One` })
    expect(fieldsOf(await create(chief, { username: `${name}.oNE` }))).toEqual([400, ['username']])
    expect(fieldsOf(await create(chief, { username: 'CHIEF' }))).toEqual([400, ['username']])
    const several = await Promise.all([0, 1, 2, 3].map((i) => create(chief, { username: `${name}.many`, password: `password-number-${i}` })))
    const winners = several.flatMap(({ status }, i) => (status === 200 ? [i] : []))
    expect(winners).toHaveLength(1)
    expect(await signsIn(`${name}.many`, `password-number-${winners[0]}`)).toBe(true)
    expect(await on.sql`select count(*)::int as members from member where username = ${`${name}.many`}`).toEqual([{ members: 1 }])
  })

  test('whose making was broken off can be made again', async () => {
    await on.sql`insert into "user" (id, name, username, email, email_verified, created_at, updated_at) values (${name}, 'x', ${name}, ${name}, false, now() - interval '1 h', now())`
    expect((await create(chief)).status).toBe(200)
    expect(await signsIn(name)).toBe(true)
  })

  test.each([
    ['a short password', { password: 'short' }, 'password'],
    ['a name with spaces', { username: 'two words' }, 'username'],
    ['a role that nobody can be given', { grants: [{ role: 'wall', scope: { kind: 'everything' } }] }, 'grants[0].role'],
    ['a key that there is not', { disabledAt: null }, 'disabledAt'],
  ])('is not made with %s', async (_what, more, field) => {
    expect(fieldsOf(await create(chief, more))).toEqual([400, [field]])
  })

  test('that was made from a retry is one, and told alike', async () => {
    const key = crypto.randomUUID()
    const ask = () => fetch(`${on.base}/api/members`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: on.base, cookie: chief.cookie, 'idempotency-key': key },
      body: JSON.stringify({ username: name, name: '某人', password: 'a-good-long-password', grants: [observerAt(on.world.a.id)] }),
    }).then((answer) => answer.json() as Promise<unknown>)
    expect(await ask()).toEqual(await ask())
  })
})

describe('an administrator of a community', () => {
  test('sees and changes those whose every right lies in it', async () => {
    const [inside, both] = [await made(), await made({ username: `${name}-both`, grants: [observerAt(on.world.a.id), observerAt(on.world.b.id)] })]
    const seen = Object.values((await local.get('/api/members')).body) as Member[]
    expect(seen.map(({ id }) => id)).toContain(inside.id)
    expect(seen.flatMap(({ grants }) => grants).every(({ scope }) => scope.kind === 'community' && scope.id === on.world.a.id)).toBe(true)
    expect((await change(local, inside, { name: '改名' })).status).toBe(200)
    expect((await change(local, both)).status).toBe(404)
    for (const what of ['disable', 'enable', 'reset']) {
      expect((await local.post(`/api/members/${both.id}/${what}`, { version: 1, ...(what === 'disable' ? { reason: 'x' } : what === 'reset' ? { password: 'a-good-long-password' } : {}) })).status).toBe(404)
    }
    expect((await local.get(`/api/members/${both.id}/sessions`)).status).toBe(404)
    expect((await local.get(`/api/members/${inside.id}/sessions`)).status).toBe(200)
  })

  test('gives nothing beyond it, at making or later, and cannot tell what is elsewhere from what is nowhere', async () => {
    const member = await made()
    const beyond: Grant[][] = [[observerAt(on.world.b.id)], [observerAt(crypto.randomUUID())], [observerAt(on.world.a.id), { role: 'observer', scope: { kind: 'region', id: on.world.a.region } }]]
    const told: string[] = []
    for (const grants of beyond) {
      const refused = await create(local, { username: `${name}-x`, grants })
      expect(refused.status).toBe(404)
      told.push(JSON.stringify(refused.body))
      expect((await change(local, member, { grants })).status).toBe(404)
    }
    expect(told[0]).toBe(told[1])
    expect((await create(local, { username: `${name}-y`, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] })).status).toBe(403)
    expect(fieldsOf(await create(local, { username: `${name}-z`, grants: [] }))).toEqual([400, ['grants']])
    expect(await on.sql`select username from "user" where username like ${`${name}-%`}`).toEqual([])
  })

  test('neither sees nor changes what holds for the company', async () => {
    expect((await local.get('/api/policy')).status).toBe(403)
    expect((await local.post('/api/policy', { version: 2, secondFactor: [], groups: [] })).status).toBe(403)
  })
})

describe('nobody', () => {
  test('disables or lowers themselves', async () => {
    const own = await chiefMember()
    expect(fieldsOf(await change(chief, own, { grants: [observerAt(on.world.a.id)] }))).toEqual([400, ['grants']])
    expect(fieldsOf(await chief.post(`/api/members/${own.id}/disable`, { version: own.version, reason: 'x' }))).toEqual([400, ['id']])
    expect((await change(chief, own, { name: '总管' })).status).toBe(200)
  })

  test('takes the last administrator of everything away, not even two who take each other at once', async () => {
    const everything: Grant = { role: 'administrator', scope: { kind: 'everything' } }
    const other = await made({ grants: [everything] })
    const second = await new Browser(on.base, '10.0.0.4').signedInAs(name, 'a-good-long-password')
    const own = await chiefMember()
    const both = await Promise.all([
      chief.post(`/api/members/${other.id}/disable`, { version: other.version, reason: 'x' }),
      second.post(`/api/members/${own.id}/disable`, { version: own.version, reason: 'x' }),
    ])
    expect(both.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(await on.sql`select count(*)::int as chiefs from member where disabled_at is null and grants @> ${JSON.stringify([everything])}::jsonb`).toEqual([{ chiefs: 1 }])
    await on.sql`update member set disabled_at = null where username = 'chief'`
    await on.sql`update member set disabled_at = now() where username = ${name}`
    chief = await new Browser(on.base, '10.0.0.1').signedInAs('chief')
  })

  test('without a right, or without a member, may do or see anything', async () => {
    await made({ grants: [observerAt(on.world.a.id)] })
    const who = await new Browser(on.base, '10.0.0.5').signedInAs(name, 'a-good-long-password')
    await on.sql`delete from member where username = ${name}`
    await expect.poll(async () => ((await who.get('/api/me')).body.grants as unknown[] | undefined)?.length).toBe(0)
    expect((await who.get('/api/me')).body).toMatchObject({ communities: [], regions: [] })
    expect((await who.get('/api/members')).status).toBe(403)
    expect((await who.post('/api/orders', { community: on.world.a.id, category: 'repair', title: '灯' })).status).toBe(404)
  })
})

describe('a member is changed', () => {
  test('on what was last seen only', async () => {
    const member = await made()
    expect((await change(chief, member, { name: '一' })).status).toBe(200)
    const late = await change(chief, member, { name: '二' })
    expect(late).toMatchObject({ status: 409, body: { current: { version: 2, name: '一' } } })
  })

  test('and so is the member of staff behind it, who has one sign-in at most', async () => {
    const { a, b } = on.world
    const [guard, other] = [a.staff[3]?.id ?? '', b.staff[3]?.id ?? '']
    const member = await made({ person: guard })
    const who = await new Browser(on.base, '10.0.0.6').signedInAs(name, 'a-good-long-password')
    expect((await who.get('/api/me')).body).toMatchObject({ person: guard })
    expect(fieldsOf(await create(chief, { username: `${name}-2`, person: guard }))).toEqual([400, ['person']])
    expect(fieldsOf(await create(local, { username: `${name}-3`, person: other }))).toEqual([400, ['person']])
    expect((await change(chief, member, { person: null })).status).toBe(200)
    await expect.poll(async () => (await who.get('/api/me')).body.person).toBeNull()
    expect(await on.sql`select user_id from person where id = ${guard}`).toEqual([{ user_id: null }])
  })

  test('by a reset: another password, no second factor, no sign-in left', async () => {
    const member = await made()
    const who = await new Browser(on.base, '10.0.0.7').signedInAs(name, 'a-good-long-password')
    await on.sql`update "user" set two_factor_enabled = true where id = ${member.user}`
    await on.sql`insert into two_factor (id, secret, backup_codes, user_id) values (${name}, 'x', 'x', ${member.user})`
    expect((await chief.post(`/api/members/${member.id}/reset`, { version: 1, password: 'another-long-password' })).status).toBe(200)
    expect(await on.sql`select id from session where user_id = ${member.user}`).toEqual([])
    await expect.poll(async () => (await who.get('/api/me')).status).toBe(401)
    expect([await signsIn(name), await signsIn(name, 'another-long-password')]).toEqual([false, true])
    expect(await on.sql`select id from two_factor where user_id = ${member.user}`).toEqual([])
  })

  test('by being disabled and enabled again, without the sign-ins of before', async () => {
    const member = await made()
    const who = await new Browser(on.base, '10.0.0.8').signedInAs(name, 'a-good-long-password')
    expect((await chief.post(`/api/members/${member.id}/disable`, { version: 1, reason: '离职' })).status).toBe(200)
    await expect.poll(async () => (await who.get('/api/me')).status).toBe(401)
    expect(await signsIn(name)).toBe(false)
    expect((await chief.post(`/api/members/${member.id}/disable`, { version: 2, reason: 'x' })).status).toBe(409)
    expect((await chief.post(`/api/members/${member.id}/enable`, { version: 2 })).status).toBe(200)
    expect((await who.get('/api/me')).status).toBe(401)
    expect(await signsIn(name)).toBe(true)
    const [line] = await on.sql<{ detail: unknown }[]>`select detail from audit where name = 'member.disable' and outcome = 'done' order by seq desc limit 1`
    expect(line?.detail).toMatchObject({ reason: '离职', username: name })
  })
})

describe('the policy', () => {
  test('is changed as a whole, on what was last seen, to places that there are', async () => {
    const { version } = (await chief.get('/api/policy')).body as { version: number }
    const group = (scope: Grant['scope']) => ({ group: 'floor', grant: { role: 'observer', scope } })
    expect(fieldsOf(await chief.post('/api/policy', { version, secondFactor: [], groups: [group(at(on.world.a.id)), group(at(crypto.randomUUID()))] }))).toEqual([400, ['groups[1].grant.scope']])
    expect(await chief.post('/api/policy', { version, secondFactor: ['drill-lead'], groups: [group(at(on.world.a.id))] })).toMatchObject({ status: 200, body: { fact: 'policy.changed' } })
    expect((await chief.get('/api/policy')).body).toMatchObject({ version: version + 1, secondFactor: ['drill-lead'], groups: [{ group: 'floor' }], company: null })
    expect((await chief.post('/api/policy', { version, secondFactor: [], groups: [] })).status).toBe(409)
  })
})

