import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, drizzleOn, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { activations } from '#db/schema/activations.ts'
import { drills } from '#db/schema/drills.ts'
import { plans } from '#db/schema/plans.ts'
import { promises } from '#db/schema/promises.ts'
import { Plan } from '#shared/plans.ts'
import { Limits, promiseFor } from '#shared/promises.ts'
import { change } from '#server/journal/change.ts'
import { emptyDatabase } from './database.ts'

/** The last migration of release 0.1.0: what it left behind is what this release must take over. */
const lastOfBefore = '0005_catalogue.sql'
const migrations = join(import.meta.dirname, '../db/migrations')

let database: Awaited<ReturnType<typeof emptyDatabase>>
let sql: Sql
const [region, community, person, shift, key, ownPromise, slowPromise, plan, activation, drill] = Array.from({ length: 10 }, () => randomUUID())

beforeAll(async () => {
  database = await emptyDatabase()
  const before = mkdtempSync(join(tmpdir(), 'watchfloor-before-'))
  for (const name of readdirSync(migrations).filter((file) => file.endsWith('.sql') && file <= lastOfBefore)) copyFileSync(join(migrations, name), join(before, name))
  await migrate(database.url, before)
  rmSync(before, { recursive: true })
  sql = connect(database.url, { max: 1, name: 'test-upgrade' })
  await liveOnTheReleaseBefore()
  await migrate(database.url)
})
afterAll(async () => {
  await sql?.end()
  await database?.drop()
})

const oldStep = { key: 'call', post: 'security', name: { zh: '报警', en: 'Call' }, instruction: { zh: '拨打 119', en: 'Call 119' }, minutes: 5, after: [], notify: { to: { zh: '消防', en: 'Fire service' }, text: { zh: '请速来', en: 'Come' } } }

async function liveOnTheReleaseBefore(): Promise<void> {
  const commands = [
    work('site', [
      row('region', { id: region, version: 1, name: { zh: '北区', en: 'North' } }),
      row('community', { id: community, version: 1, region_id: region, code: 'A', name: { zh: '甲', en: 'A' }, households: 10, zone: 'Asia/Shanghai', center: [120, 30] }),
      row('person', { id: person, version: 1, community_id: community, code: 'A-1', name: { zh: '张一', en: 'Zhang' }, post: 'repair', skills: ['lift'] }),
      row('shift', { id: shift, version: 1, community_id: community, person_id: person, post: 'repair', starts_at: '2026-11-20T00:00:00Z', ends_at: '2026-11-20T08:00:00Z' }),
      row('machine_key', { id: key, version: 1, name: '网关', prefix: 'wf_abcde', hash: 'h', community_id: null, doors: ['alarms'], made_at: '2026-11-01T00:00:00Z' }),
    ]),
    work('promises', [
      row('promise', { id: ownPromise, version: 1, region_id: null, community_id: community, category: 'repair', priority: 'normal', respond_minutes: 15, arrive_minutes: 30, finish_minutes: 300 }),
      row('promise', { id: slowPromise, version: 1, region_id: region, community_id: null, category: 'complaint', priority: 'low', respond_minutes: 60, arrive_minutes: null, finish_minutes: 7200 }),
    ]),
    work('plans', [
      row('plan', { id: plan, version: 1, scene: 'fire', name: { zh: '火灾', en: 'Fire' }, purpose: { zh: '救人', en: 'Save people' }, fits: ['fire.signal'], target_minutes: 30, steps: [oldStep], resources: ['hospital', 'key'] }),
      row('activation', {
        id: activation, version: 1, plan_id: plan, scene: 'fire', name: { zh: '火灾', en: 'Fire' }, community_id: community, building_id: null, place: '', alarm_id: null, commander: '王', reason: '演练', state: 'running',
        started_at: '2026-11-20T00:00:00Z', target_at: null, finished_at: null, mode: drill,
        steps: [{ ...oldStep, state: 'open', openedAt: '2026-11-20T00:00:00.000Z', dueAt: '2026-11-20T00:05:00.000Z', doneAt: null, doneBy: null, note: '', late: false }],
      }),
      row('drill', { id: drill, version: 1, community_id: community, activation_id: activation, lead: '王', started_at: '2026-11-20T00:00:00Z', ended_at: null }),
    ]),
    work('grants', [
      row('role_grant', { id: randomUUID(), version: 1, user_id: 'u1', role: 'administrator', scope_kind: 'everything', scope_id: null }),
      row('role_grant', { id: randomUUID(), version: 1, user_id: 'u2', role: 'duty-manager', scope_kind: 'community', scope_id: community }),
      row('role_grant', { id: randomUUID(), version: 1, user_id: 'u2', role: 'observer', scope_kind: 'region', scope_id: region }),
    ]),
  ]
  for (const id of ['u1', 'u2', 'u3']) {
    await sql`insert into "user" (id, name, email, email_verified, created_at, updated_at, username) values (${id}, ${`名 ${id}`}, ${`${id}@x.invalid`}, false, now(), now(), ${id})`
  }
  await sql`insert into session (id, expires_at, token, created_at, updated_at, user_id) values ('s1', now() + interval '1 hour', 't1', now(), now(), 'u1')`
  const [answer] = await sql<{ result: { answers: { ok: boolean }[] } }[]>`select journal_commit(${JSON.stringify(commands)}::text::jsonb) as result`
  expect(answer?.result.answers).toEqual(commands.map(() => expect.objectContaining({ ok: true })))
}

const row = (table: string, fields: Record<string, unknown>) => ({ table, row: fields, expect: 0, fact: null })
const work = (name: string, changes: unknown[]) => ({
  id: randomUUID(), name, digest: '', by: { kind: 'system', id: 'test', name: 'test' }, changes, reply: null, community: null, mode: 'real',
})

const promisesNow = () => drizzleOn(sql).select().from(promises)

describe('an installation of the release before', () => {
  it('keeps everybody’s rights, each person’s in one row', async () => {
    const members = await sql`select user_id, username, name, source, grants, disabled_at from member order by user_id`
    expect([...members]).toEqual([
      { user_id: 'u1', username: 'u1', name: '名 u1', source: 'password', disabled_at: null, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] },
      {
        user_id: 'u2', username: 'u2', name: '名 u2', source: 'password', disabled_at: null,
        grants: expect.arrayContaining([{ role: 'duty-manager', scope: { kind: 'community', id: community } }, { role: 'observer', scope: { kind: 'region', id: region } }]),
      },
    ])
  })

  it('keeps its sign-ins, keys, people and shifts', async () => {
    expect(await sql`select active_at is not null as active from session where id = 's1'`).toEqual([{ active: true }])
    expect(await sql`select signed, expires_at, revoked_at from machine_key where id = ${key ?? ''}`).toEqual([{ signed: false, expires_at: null, revoked_at: null }])
    expect(await sql`select phone, grid, left_at from person where id = ${person ?? ''}`).toEqual([{ phone: null, grid: null, left_at: null }])
    expect(await sql`select state, roster_id from shift where id = ${shift ?? ''}`).toEqual([{ state: 'planned', roster_id: null }])
  })

  it('keeps its plans as first editions, which can be replaced, and what runs of them', async () => {
    const db = drizzleOn(sql)
    const [held] = await db.select().from(plans)
    expect(Plan.parse(held)).toMatchObject({
      id: plan, series: plan, edition: 1, state: 'published', triggers: [{ on: 'alarm', kinds: ['fire.signal'] }], resources: [{ kind: 'hospital', amount: 1 }, { kind: 'key', amount: 1 }], steps: [oldStep],
    })
    const [running] = await db.select().from(activations)
    expect(running).toMatchObject({ id: activation, series: plan, edition: 1, state: 'running', mode: drill, steps: [{ key: 'call', state: 'open' }] })
    expect(await db.select().from(drills)).toMatchObject([{ id: drill, state: 'running', plan, scene: 'fire' }])
    if (!held) throw new Error('no plan')
    const retire = (body: typeof held) => sql<{ result: { answers: { ok: boolean }[] } }[]>`
      select journal_commit(${JSON.stringify([{ ...work('plan.retire', [change(plans, { ...body, version: 2 }, { name: 'plan.retired', body: { ...body, version: 2 } })]) }])}::text::jsonb) as result`
    // What it says cannot be changed, that it is over can.
    expect((await retire({ ...held, purpose: { zh: '别的', en: 'Else' } }))[0]?.result.answers[0]?.ok).toBe(false)
    expect((await retire({ ...held, state: 'retired' }))[0]?.result.answers[0]?.ok).toBe(true)
  })

  it('keeps the promises that it had changed, and says the rest as the field does', async () => {
    const rows = await sql<{ id: string; community: string | null; category: string; priority: string; source: string | null; facility: string | null; limits: Limits }[]>`
      select id, community_id as community, category, priority, source, facility, limits from promise where version = 1 and until is null and "from" < '2021-01-01' and pauses is not null and warn_at = 75`
    const minutes = (amount: number) => ({ unit: 'minutes', amount })
    const workingDay = { unit: 'working-days', amount: 1 }
    const limits = (id: string | undefined) => rows.find((one) => one.id === id)?.limits
    expect(limits(ownPromise)).toEqual({ respond: minutes(15), arrive: minutes(30), solution: null, finish: minutes(300), close: null, callBack: workingDay })
    expect(limits(slowPromise)).toEqual({ respond: minutes(60), arrive: null, solution: minutes(1440), finish: minutes(7200), close: minutes(7200), callBack: workingDay })
    const usual = (category: string, priority: string) => rows.find((one) => one.id !== slowPromise && one.community === null && one.source === null && one.facility === null && one.category === category && one.priority === priority)?.limits
    expect(usual('repair', 'normal')).toEqual({ respond: minutes(20), arrive: null, solution: null, finish: { unit: 'days', amount: 0 }, close: null, callBack: workingDay })
    expect(usual('repair', 'urgent')).toMatchObject({ respond: minutes(10), arrive: minutes(15) })
    expect(usual('complaint', 'normal')).toEqual({ respond: minutes(120), arrive: null, solution: minutes(1440), finish: minutes(2880), close: minutes(2880), callBack: workingDay })
    expect(usual('security', 'high')).toMatchObject({ respond: minutes(20), arrive: minutes(30) })
    expect(rows.find(({ source }) => source === 'forum')?.limits.respond).toEqual(minutes(1440))
    expect(rows.every((one) => Limits.safeParse(one.limits).success)).toBe(true)
    const times = { region: region ?? '', category: 'repair', priority: 'normal', facility: 'lift' }
    const book = await promisesNow()
    expect([promiseFor(book, { ...times, community: community ?? '' }, Date.now())?.id, promiseFor(book, { ...times, community: randomUUID() }, Date.now())?.facility]).toEqual([ownPromise, 'lift'])
  })

  it('asks administrators and drill leads for a second factor from now on', async () => {
    expect(await sql`select second_factor from policy`).toEqual([{ second_factor: ['administrator', 'drill-lead'] }])
  })
})
