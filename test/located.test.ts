import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { DoorPosition, doorPaths } from '#shared/doors.ts'
import { grantable, sees, type Grant, type GrantableRole, type Scope } from '#shared/roles.ts'
import { createApp, type App } from '#server/app.ts'
import { takePositions } from '#server/patrol/position-door.ts'
import { positionQueries } from '#server/patrol/position-queries.ts'
import { latestOf, latestSince } from '#server/patrol/position-store.ts'
import { Upkeep } from '#server/upkeep.ts'
import { freshDatabase } from './database.ts'
import { asking, openFeatures, type Features } from './features.ts'
import { RawScreen } from './raw-screen.ts'
import { send, signIn } from './screen.ts'
import { makeUsers } from './user.ts'
import { makeWorld, testConfig, type World } from './world.ts'

describe('where people are', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let world: World
  let app: App
  let base: string
  const cookies = new Map<string, string>()
  const screens = new Map<string, RawScreen>()

  const scopes = ['everything', 'region', 'community'] as const
  const scopeOf = (kind: (typeof scopes)[number]): Scope => (kind === 'everything' ? { kind } : { kind, id: kind === 'region' ? world.a.region : world.a.id })
  const two = (first: GrantableRole, second: GrantableRole): Grant[] => [
    { role: first, scope: { kind: 'community', id: world.a.id } },
    { role: second, scope: { kind: 'community', id: world.b.id } },
  ]
  const matrix = grantable.flatMap((role) => scopes.map((scope) => ({ role, scope })))

  beforeAll(async () => {
    database = await freshDatabase()
    world = await makeWorld(database.url)
    await makeUsers(database.url, [
      ...matrix.map(({ role, scope }) => ({ username: `${role}-${scope}`, grants: [{ role, scope: scopeOf(scope) }] })),
      { username: 'manages-a-observes-b', grants: two('duty-manager', 'observer') },
      { username: 'manages-b-observes-all', grants: [{ role: 'observer', scope: { kind: 'everything' } }, { role: 'duty-manager', scope: { kind: 'community', id: world.b.id } }] },
    ])
    app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
    base = (await app.start()).url
    await move()
    for (const username of ['manager', ...matrix.map(({ role, scope }) => `${role}-${scope}`), 'manages-a-observes-b', 'manages-b-observes-all']) {
      cookies.set(username, await signIn(base, username))
      screens.set(username, await RawScreen.open(base, cookies.get(username) ?? ''))
    }
    // The feed goes round all rooms in one turn: when a second turn has reached one, the first has reached all.
    for (const _ of [1, 2]) {
      await move()
      const manager = screens.get('manager')
      const before = manager?.positions.length ?? 0
      await manager?.until(() => manager.positions.length >= before + people().length)
    }
  })
  afterAll(async () => {
    for (const screen of screens.values()) screen.close()
    await app?.stop()
    await database?.drop()
  })

  const people = () => [world.a.staff[1], world.b.staff[1]].flatMap((person) => person ?? [])
  const move = () => send(base, doorPaths.positions.path, people().map(({ code }) => ({ person: code, point: [120, 30] })), { key: world.key })
  /** Something that every screen hears in turn, so that silence before it is silence. */
  const report = async (title: string) => {
    for (const { id } of [world.a, world.b]) await send(base, '/api/orders', { community: id, category: 'repair', title }, { cookie: cookies.get('manager') ?? '' })
  }
  const communitiesOf = (positions: readonly { community: string }[]): string[] => [...new Set(positions.map(({ community }) => community))].toSorted()
  const placesOf = (screen: RawScreen | undefined) => ({
    snapshot: communitiesOf(screen?.snapshots.flatMap(({ positions }) => positions) ?? []), frames: communitiesOf(screen?.positions ?? []),
  })

  it('come down to each role at each scope exactly where the table says so', async () => {
    for (const { role, scope } of matrix) {
      const screen = screens.get(`${role}-${scope}`)
      const there = !sees.positions.includes(role) ? [] : scope === 'everything' ? [world.a.id, world.b.id].toSorted() : [world.a.id]
      expect({ role, scope, ...placesOf(screen) }).toEqual({ role, scope, snapshot: there, frames: there })
      expect(screen?.snapshots[0]?.rows.person.length, `${role} at ${scope} is shown people themselves`).toBe(scope === 'everything' ? 10 : 5)
    }
  })

  it('come down to somebody with two roles only of where the one of them sees them', () => {
    const first = screens.get('manages-a-observes-b')
    expect(placesOf(first)).toEqual({ snapshot: [world.a.id], frames: [world.a.id] })
    expect(communitiesOf(first?.snapshots[0]?.rows.person ?? [])).toEqual([world.a.id, world.b.id].toSorted())
    expect(placesOf(screens.get('manages-b-observes-all'))).toEqual({ snapshot: [world.b.id], frames: [world.b.id] })
  })

  it('do not widen when a screen comes back with its cursor, nor when it names the room of another', async () => {
    const [manager, screen] = [screens.get('manager'), screens.get('manages-a-observes-b')]
    if (!manager || !screen) throw new Error('no screens')
    screen.close()
    await report('回来以后')
    for (const held of [screen.held, { ...screen.held, room: manager.held.room }]) {
      const back = await RawScreen.open(base, cookies.get('manages-a-observes-b') ?? '', undefined, held)
      expect(back.reply).toMatchObject({ ok: true, via: held.room === screen.held.room ? 'backlog' : 'snapshot' })
      await back.heard('回来以后')
      await move()
      await back.until(() => back.positions.length > 0)
      back.close()
      expect(communitiesOf([...back.snapshots.flatMap(({ positions }) => positions), ...back.positions])).toEqual([world.a.id])
    }
  })
})

describe('positions', () => {
  let on: Features
  let superuser: Sql
  beforeAll(async () => {
    on = await openFeatures()
    superuser = connect(on.url, { max: 1, name: 'test-located' })
  })
  afterAll(async () => {
    await superuser?.end()
    await on?.close()
  })

  const day = 86_400_000
  const date = (at: number) => new Date(at).toISOString().slice(0, 10)
  const historyOf = (person: string) =>
    on.parts.sql<{ age: number; table: string }[]>`
      select round(extract(epoch from now() - at) / 86400)::int as age, tableoid::regclass::text as table from position where person_id = ${person} order by at desc`

  it('are erased after 30 days: whole days, what lies in no day of its own, and where somebody was last seen', async () => {
    const [walks, left] = on.world.a.staff
    if (!walks || !left) throw new Error('no staff')
    const now = Date.now()
    const ages = [0, 10, 28, 31, 32, 45, 200]
    // Days of their own for all but the tenth and what is very old.
    for (const age of ages) if (age !== 10 && age !== 200) await on.parts.sql`select make_partitions(${date(now - age * day)}::date, ${date(now - age * day)}::date)`
    for (const [person, age] of [...ages.map((age) => [walks, age] as const), [left, 31] as const]) {
      const at = new Date(now - age * day).toISOString()
      await superuser`insert into position (person_id, community_id, at, received_at, lon, lat) values (${person.id}, ${person.community}, ${at}, ${at}, 120, 30)`
    }
    for (const [person, age, tick] of [[walks, 0, 2], [left, 31, 1]] as const) {
      const at = new Date(now - age * day).toISOString()
      await superuser`insert into position_latest (person_id, community_id, at, lon, lat, tick) values (${person.id}, ${person.community}, ${at}, 120, 30, ${tick})`
    }
    const tables = (await historyOf(walks.id)).map(({ table }) => table)
    expect(tables.filter((table) => table === 'position_default')).toHaveLength(2)
    expect(new Set(tables).size).toBe(6)

    const upkeep = new Upkeep(on.parts)
    await upkeep.start()
    await upkeep.stop()
    expect((await historyOf(walks.id)).map(({ age }) => age)).toEqual([0, 10, 28])
    expect(await historyOf(left.id)).toEqual([])
    expect((await latestOf(on.parts.sql, null)).map(({ person }) => person)).toEqual([walks.id])
    expect((await latestSince(on.parts.sql, 1, null)).tick).toBe(2)
  })

  it('of somebody who has left are neither taken nor told', async () => {
    const person = on.world.b.staff[1]
    if (!person) throw new Error('no staff')
    const walk = () => takePositions(on.parts, [DoorPosition.parse({ person: person.code, point: [121, 30] })], on.key)
    const told: unknown[] = []
    const look = () => positionQueries.personPosition(on.parts, { ...asking, id: person.id, params: {}, caller: on.caller, now: Date.now(), tell: (community) => void told.push(community) })
    expect(await walk()).toMatchObject([{ ok: true }])
    expect(await look()).toMatchObject({ point: [121, 30] })
    await superuser`update person set left_at = now() where id = ${person.id}`
    expect(await walk()).toMatchObject([{ ok: false, errors: [{ field: 'person' }] }])
    expect(await look()).toBeNull()
    expect(told).toEqual([person.community, person.community])
  })

  it('cannot be erased by the application in any other way', async () => {
    await expect(on.parts.sql`delete from position_latest`).rejects.toThrow(/permission denied/)
    await expect(on.parts.sql`delete from position`).rejects.toThrow(/permission denied/)
  })
})
