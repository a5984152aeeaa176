import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { freshDatabase, temporaryFolder } from './database.ts'
import { buildServer, type ServerProcess, startServer } from './server-process.ts'
import { administrator, Browser } from './sign-in-server.ts'
import { makeUsers } from './user.ts'
import { makeWorld } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: Sql
let dir: string
let server: ServerProcess | null = null

beforeAll(async () => {
  buildServer()
  dir = temporaryFolder('recovery')
  database = await freshDatabase()
  sql = connect(database.url, { max: 1, name: 'test-recovery' })
  await makeWorld(database.url)
  await makeUsers(database.url, [administrator('chief')])
})
afterAll(async () => {
  await sql?.end()
  await database?.drop()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => {
  server = null
})
afterEach(async () => void (await server?.end('SIGKILL')))

/** The real process, on a database that is named by its address. */
function start(args: string[], env: NodeJS.ProcessEnv = {}): ServerProcess {
  server = startServer({ dataDir: dir, args, env: { DATABASE_URL: database.url, ...env } })
  return server
}

const state = async () =>
  (await sql`
    select m.version, m.disabled_at is not null as disabled, m.grants, u.two_factor_enabled as factor, a.password,
      (select count(*)::int from two_factor where user_id = u.id) as factors, (select count(*)::int from session where user_id = u.id) as sessions
    from member m join "user" u on u.id = m.user_id join account a on a.user_id = u.id where m.username = 'chief'`)[0]
const recoveries = () => sql`select by ->> 'kind' as kind, by ->> 'id' as by, outcome, detail from audit where name = 'member.recover' order by seq`

describe('an administrator who cannot sign in any more', () => {
  test('is let in again by whoever starts the server: new password, no second factor, enabled, signed out elsewhere', async () => {
    const before = start([])
    const old = await new Browser((await before.ready) ?? '').signedInAs('chief')
    await sql`update member set disabled_at = now() where username = 'chief'`
    await sql`update "user" set two_factor_enabled = true where username = 'chief'`
    await sql`insert into two_factor (id, secret, backup_codes, user_id) select 'lost', 'x', 'x', id from "user" where username = 'chief'`
    expect(await before.end('SIGTERM')).toBe(0)
    expect(before.said()).not.toContain('--recover')
    const held = await state()

    const helping = start(['--recover', 'Chief'])
    const base = (await helping.ready) ?? ''
    const [, given = ''] = /New password of Chief, .*: ([\w-]{20,})$/m.exec(helping.said()) ?? []
    expect(helping.said()).toContain(`管理员 Chief 的新密码（只显示这一次，登录后请更改）：${given}`)
    expect(helping.said()).toMatch(/Start without --recover from now on/)
    expect(await state()).toMatchObject({ disabled: false, factor: false, factors: 0, sessions: 0, version: Number(held?.version) + 1, grants: held?.grants })

    expect((await new Browser(base).signIn('chief')).status).toBe(401)
    expect((await new Browser(base).signIn('chief', given)).body).toEqual({ next: expect.any(String) as string })
    const cookie = new Browser(base)
    cookie.cookies.set('watchfloor.session_token', old.session)
    expect((await cookie.get('/api/me')).status).toBe(401)
    const user = (await sql`select user_id as id from member where username = 'chief'`)[0]?.id as string
    expect(await recoveries()).toEqual([{ kind: 'system', by: 'recovery', outcome: 'done', detail: { user, username: 'chief', enabled: true } }])
    expect(JSON.stringify([await sql`select * from audit`, await sql`select * from fact`, await sql`select * from command`])).not.toContain(given)
    expect(await helping.end('SIGTERM')).toBe(0)

    // The next start does nothing of it.
    const after = await state()
    const again = start([])
    const next = new Browser((await again.ready) ?? '')
    expect(again.said()).not.toContain('New password')
    expect((await next.signIn('chief', given)).status).toBe(200)
    expect(await state()).toMatchObject({ version: after?.version, password: after?.password })
    expect(await recoveries()).toHaveLength(1)
  })

  test.each([
    ['nobody', 'nobody-of-that-name', {}],
    ['somebody who administers nothing', 'manager', {}],
    ['a company account', 'observer', { source: 'company' }],
  ])('is not %s: one sentence, exit 1, and nothing changes', async (_who, username, changes: { source?: string }) => {
    if (changes.source) await sql`update member set source = ${changes.source}, grants = '[{"role":"administrator","scope":{"kind":"everything"}}]' where username = ${username}`
    const before = [await sql`select id, password from account order by id`, await sql`select id, version from member order by id`]
    const refused = start(['--recover', username])
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toMatch(new RegExp(`^"${username}" is no administrator .*\n“${username}”不是[^\n]*$`))
    expect([await sql`select id, password from account order by id`, await sql`select id, version from member order by id`]).toEqual(before)
  })

  test.each([[['--recover']], [['--recover', '']], [['--recover=']], [['--other']], [['chief']]])('is not helped by %j, which is no start at all', async (args) => {
    const refused = start(args)
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toMatch(/^".*" is not understood: npm start takes nothing, or --recover and the user name of an administrator\.\n无法识别/)
  })
})
