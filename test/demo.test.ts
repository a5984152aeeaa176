import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDemo, type Demo } from '#db/demo/demo.ts'
import { day } from '#db/demo/local-time.ts'
import { demoPassword, simulatorUser } from '#db/demo/users.ts'
import { shifts } from '#db/schema/shifts.ts'
import type { Fact } from '#shared/facts.ts'
import { createApp } from '#server/app.ts'
import { demoKey } from '#server/demo/demo-key.ts'
import { loadDemo } from '#server/demo/demo-load.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { PictureFeed } from '#server/simulator/picture-feed.ts'
import { SignIns } from '#server/simulator/sign-ins.ts'
import { Simulator } from '#server/simulator/simulator.ts'
import { freshDatabase } from './database.ts'
import { testConfig } from './world.ts'

const now = Date.now()
const days = 2
const quiet = () => undefined
const log = pino({ level: 'silent' })

type Held = { facts: number; orders: number; open: number; shifts: number; users: number; content: string }

async function held({ parts }: Opened): Promise<Held> {
  const [row] = await parts.sql<Held[]>`
    select (select count(*) from fact) as facts, (select count(*) from work_order) as orders, (select count(*) from shift) as shifts,
      (select count(*) from work_order where state not in ('closed', 'cancelled')) as open, (select count(*) from "user") as users,
      (select md5(string_agg(id::text || version, '' order by id)) from work_order) as content`
  if (!row) throw new Error('unreachable')
  return row
}

describe('the demo region in a database', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let opened: Opened
  let demo: Demo
  beforeAll(async () => {
    database = await freshDatabase()
    opened = openParts(database.url, 'test', log)
    demo = await loadDemo(opened.parts, now, quiet, days)
  })
  afterAll(async () => {
    await opened.close()
    await database.drop()
  })

  test('has a made-up phone for everybody, and in no fact', async () => {
    const [row] = await opened.parts.sql<{ phones: number; told: number }[]>`
      select (select count(*) from person where phone ~ '^13[0-9] 0000 [0-9]{4}$') as phones, (select count(*) from fact where name = 'person.joined' and body::text ~ '0000 [0-9]{4}') as told`
    expect(row).toEqual({ phones: 300, told: 0 })
  })

  test('is whole: everything made is there, and open orders have their clocks', async () => {
    const [row] = await opened.parts.sql<{ devices: number; people: number; signIns: number; unclocked: number }[]>`
      select (select count(*) from device) as devices, (select count(*) from person) as people,
        (select count(*) from person join account on account.user_id = person.user_id where password is not null) as "signIns",
        (select count(*) from work_order o where state in ('reported', 'assigned', 'accepted', 'arrived') and not 'finish' = any(late)
          and not exists (select from timer where subject_id = o.id)) as unclocked`
    expect(row).toEqual({ devices: 2000, people: 300, signIns: 300, unclocked: 0 })
    expect((await held(opened)).open).toBeGreaterThan(40)
  })

  test('is made once: loading again changes nothing, a day later only shifts are added', async () => {
    const before = await held(opened)
    await loadDemo(opened.parts, now, quiet, days)
    expect(await held(opened)).toEqual(before)
    await loadDemo(opened.parts, now + day, quiet, days)
    const after = await held(opened)
    expect(after).toMatchObject({ orders: before.orders, content: before.content, users: before.users })
    expect(after.shifts).toBeGreaterThan(before.shifts)
  })

  test('leaves out a shift of somebody whom whoever tries it has planned otherwise', async () => {
    const [there, next] = [now + day, now + 2 * day].map((at) => makeDemo({ now: at }).shifts)
    const known = new Set(there?.map(({ id }) => id))
    const added = (next ?? []).filter(({ id }) => !known.has(id))
    const [left, ...others] = added
    if (!left) throw new Error('no day is added')
    const work = { changes: [change(shifts, { ...left, id: randomUUID() })], reply: null, community: left.community, mode: 'real' }
    expect(await opened.parts.journal.commit(systemCommand('test', 'shift.plan', randomUUID(), work))).toMatchObject({ ok: true })
    await loadDemo(opened.parts, now + 2 * day, quiet, days)
    const made = await opened.parts.sql<{ id: string }[]>`select id from shift where id = any(${added.map(({ id }) => id)})`
    expect(made.map(({ id }) => id).toSorted()).toEqual(others.map(({ id }) => id).toSorted())
  })

  test('comes out the same when its making was broken off and taken up later', async () => {
    const other = await freshDatabase()
    const again = openParts(other.url, 'test', log)
    try {
      let left = 800
      const journal = Object.create(again.parts.journal, {
        commit: { value: (...args: Parameters<typeof again.parts.journal.commit>) => (left-- > 0 ? again.parts.journal.commit(...args) : Promise.reject(new Error('broken off'))) },
      }) as typeof again.parts.journal
      await expect(loadDemo({ ...again.parts, journal }, now, quiet, days)).rejects.toThrow('broken off')
      await loadDemo(again.parts, now + 60_000, quiet, days)
      const { content, orders, users } = await held(opened)
      expect(await held(again)).toMatchObject({ content, orders, users })
    } finally {
      await again.close()
      await other.drop()
    }
  })

  // Last, because it goes on with what the others look at: a company of its own would take half a minute more.
  test('is played by the simulator through the public doors: people move, an emergency is staged, staff act under their own names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watchfloor-demo-'))
    const { secret } = await demoKey(opened.parts, folder)
    const app = await createApp({ ...testConfig(database.url), port: 0 }, database.url, log)
    const { url } = await app.start()
    const simulator = new Simulator({ url, key: secret, demo, speed: 60, say: quiet })
    const people = new SignIns(url, demoPassword)
    const wanted: ((fact: Fact) => boolean)[] = [
      (fact) => fact.name === 'alarm.raised' && fact.body.kind === 'lift.trapped',
      (fact) => fact.name === 'order.reported' && fact.body.title.includes('被困'),
      (fact) => fact.name.startsWith('order.') && fact.by.kind === 'person' && demo.people.some(({ name }) => name.zh === fact.by.name),
    ]
    let hear: (facts: readonly Fact[]) => void = quiet
    const feed = new PictureFeed(url, { cookie: () => people.cookieOf(simulatorUser), onFacts: (facts) => hear(facts), onLost: quiet })
    try {
      const heard = Promise.all(wanted.map((fits) => new Promise<void>((done) => {
        const before = hear
        hear = (facts) => {
          before(facts)
          if (facts.some(fits)) done()
        }
      })))
      await feed.start()
      // What is raised before the feed has its snapshot is told to nobody here.
      await expect.poll(() => feed.level, { timeout: 30_000 }).toBe(true)
      simulator.start()
      simulator.stage('lift-entrapment')
      await heard
      const [row] = await opened.parts.sql<{ people: number }[]>`select count(*) as people from position_latest`
      expect(row?.people).toBeGreaterThan(20)
    } finally {
      simulator.stop()
      feed.stop()
      await app.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test('the same demo is made on every machine', () => {
  expect(makeDemo({ now }).communities[0]?.id).toBe('05bd8df4-146d-50af-a860-bbdc83cce329')
})
