import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import type { Drill, ScoredDrill } from '#shared/drills.ts'
import { scorePaths } from '#shared/paths.ts'
import { createApp, type App } from '#server/app.ts'
import { freshDatabase } from './database.ts'
import { Stock } from './rights-stock.ts'
import { send, signIn } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
let sql: Sql
let stock: Stock
let manager: { cookie: string }
let drill: string

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  app = await createApp(testConfig(database.url, { TRUST_PROXY: '1' }), database.url, pino({ level: 'silent' }))
  base = (await app.start()).url
  sql = connect(database.url, { max: 1, name: 'test-scores' })
  stock = new Stock(database.url, world)
  manager = { cookie: await signIn(base, 'manager') }
})
afterAll(async () => {
  await app?.stop()
  await stock?.close()
  await sql?.end()
  await database?.drop()
})
beforeEach(async () => {
  drill = await stock.runningDrill(stock.spots().A)
  const objectives = [{ key: 'there', name: { zh: '到场', en: 'On site' }, minutes: 15 }, { key: 'told', name: { zh: '告知住户', en: 'Residents told' } }]
  await sql`update drill set objectives = ${JSON.stringify(objectives)}::text::jsonb where id = ${drill}`
})

const open = async (body: object = { version: 1 }) => {
  const answer = await send(base, `/api/drills/${drill}/open-scoring`, body, manager)
  return { ...answer, code: (answer.body as { once?: { code: string } }).once?.code ?? '' }
}
const read = async () => (await (await fetch(`${base}/api/drills/${drill}`, { headers: manager })).json()) as { drill: Drill; scores: { by: string; kind: string; version: number; note: string }[]; result: { objectives: { points: number | null; said: number }[] } }

/** A resident's browser: by an address of its own, without cookies, with the secret that it made. */
class Browser {
  private static made = 0
  private readonly address: string
  readonly secret = randomBytes(16).toString('base64url')

  constructor(address = `203.0.113.${++Browser.made}`) {
    this.address = address
  }

  async look(code: string) {
    const answer = await fetch(base + scorePaths.look.replace(':code', encodeURIComponent(code)), { headers: { 'x-forwarded-for': this.address } })
    return { status: answer.status, body: (await answer.json()) as ScoredDrill }
  }

  async score(code: string, name: string, more: object = {}) {
    const body = { name, secret: this.secret, rated: [{ objective: 'there', rating: 'S' }], ...more }
    const headers = { 'x-forwarded-for': this.address, origin: base, 'content-type': 'application/json', 'accept-language': 'en' }
    const answer = await fetch(base + scorePaths.give.replace(':code', encodeURIComponent(code)), { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, after: answer.headers.get('retry-after'), body: (await answer.json()) as { errors?: { field: string; message: string }[] } }
  }
}

describe('a code by which residents score', () => {
  it('is shown once, is kept as its hash alone, and shows the drill without any person', async () => {
    const { code, status, body } = await open()
    expect(status).toBe(200)
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{12}$/)
    expect((await open({ version: 2, hours: 0 })).status).toBe(400)
    for (const table of ['drill', 'fact', 'command', 'audit']) expect(await sql.unsafe(`select from ${table} t where row_to_json(t)::text like '%${code}%'`), table).toHaveLength(0)
    expect(JSON.stringify(await read())).not.toContain(code)
    const { status: seen, body: shown } = await new Browser().look(` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)}`)
    expect(seen).toBe(200)
    expect(Object.keys(shown).toSorted()).toEqual(['at', 'community', 'objectives', 'open', 'plan', 'until', 'zone'])
    expect(shown).toMatchObject({ community: { zh: '小区A', en: 'Estate A' }, plan: { zh: '电梯困人' }, open: true, objectives: [{ key: 'there', name: { zh: '到场', en: 'On site' } }, { key: 'told' }] })
    expect((body as { body: Drill }).body.codeUntil).toBe(shown.until)
  })

  it('opens nothing where it is wrong, was replaced, or its time is over, and says which to who had it', async () => {
    const [first, browser] = [await open(), new Browser()]
    const second = await open({ version: 2 })
    const replies = await Promise.all([browser.look('AAAA2222BBBB'), browser.look(first.code), browser.look('%27%20or%201=1'), browser.score(first.code, '王')])
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(replies[0]?.body).toEqual(replies[1]?.body)
    await sql`update drill set code_until = now() - interval '1 minute' where id = ${drill}`
    expect(await browser.look(second.code)).toMatchObject({ status: 200, body: { open: false } })
    expect((await browser.score(second.code, '王')).status).toBe(409)
    expect((await read()).scores).toEqual([])
  })

  it('is refused for a drill that does not run, and closes two weeks after it ended', async () => {
    const { code } = await open()
    await sql`update drill set state = 'ended', ended_at = now() - interval '15 days', code_until = now() + interval '1 day' where id = ${drill}`
    expect((await new Browser().score(code, '王')).status).toBe(409)
    expect((await open({ version: 2 })).status).toBe(409)
  })
})

describe('whoever holds it', () => {
  it('scores once by a name, again by the same browser, and by no name that another took', async () => {
    const { code } = await open()
    const [one, other] = [new Browser(), new Browser()]
    expect((await one.score(code, '王阿姨', { calm: 'P', note: '很及时' })).status).toBe(201)
    expect((await one.score(code, '王阿姨', { rated: [{ objective: 'there', rating: 'U' }, { objective: 'told', rating: 'P' }], note: '再想想' })).status).toBe(201)
    const taken = await other.score(code, ' 王 阿姨')
    expect([taken.status, taken.body.errors]).toEqual([400, [{ field: 'name', message: 'Somebody has scored by this name already: choose another' }]])
    expect((await other.score(code, '李')).status).toBe(201)
    const { scores, result } = await read()
    expect(scores.map(({ by, kind, version }) => [by, kind, version])).toEqual(expect.arrayContaining([['王阿姨', 'resident', 2], ['李', 'resident', 1]]))
    expect(result.objectives).toMatchObject([{ points: 1, said: 2 }, { points: 3, said: 1 }])
  })

  it('at the same moment as others, says each once', async () => {
    const { code } = await open()
    const browser = new Browser()
    const replies = await Promise.all(Array.from({ length: 5 }, () => browser.score(code, '王')))
    expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(201))
    expect((await read()).scores).toMatchObject([{ version: 5 }])
  })

  it('leaves their name and words in the row, and in no fact, command or line of the audit', async () => {
    const { code } = await open()
    await new Browser().score(code, '赵钱孙', { note: '别处看不到', rated: [{ objective: 'there', rating: 'P', note: '也不在此' }] })
    for (const text of ['赵钱孙', '别处看不到', '也不在此']) {
      for (const table of ['fact', 'command', 'audit']) expect(await sql.unsafe(`select from ${table} t where row_to_json(t)::text like '%${text}%'`), `${table} ${text}`).toHaveLength(0)
    }
    expect((await read()).scores).toMatchObject([{ by: '赵钱孙', note: '别处看不到' }])
    const audit = await sql<{ by: { kind: string; id: string } }[]>`select by from audit where name = 'score.resident' order by seq desc limit 1`
    expect(audit[0]?.by).toMatchObject({ kind: 'key', id: drill })
  })

  it('that was struck out is not said again, and leaves the name to others', async () => {
    const { code } = await open()
    const [wrong, other] = [new Browser(), new Browser()]
    await wrong.score(code, '孙阿姨', { note: '乱评' })
    const [score] = await sql<{ id: string }[]>`select id from drill_score where drill_id = ${drill}`
    const struck = await send(base, `/api/scores/${score?.id}/strike`, { version: 1, reason: '不在现场' }, manager)
    expect(struck).toMatchObject({ status: 200, body: { body: { kind: 'resident', by: '', note: '', struck: { reason: '不在现场' } } } })
    expect(await wrong.score(code, '孙阿姨')).toMatchObject({ status: 400, body: { errors: [{ field: 'name', message: expect.stringContaining('struck out') as string }] } })
    expect((await other.score(code, '孙阿姨')).status).toBe(201)
    expect(await read()).toMatchObject({ scores: [{ by: '孙阿姨', note: '乱评' }, { by: '孙阿姨' }], result: { objectives: [{ said: 1 }, { said: 0 }] } })
  })

  it('is refused what is not asked: other objectives, other fields, no secret', async () => {
    const { code } = await open()
    const browser = new Browser()
    const fields = async (more: object) => (await browser.score(code, '王', more)).body.errors?.map(({ field }) => field)
    expect(await fields({ rated: [{ objective: 'other', rating: 'P' }] })).toEqual(['rated[0].objective'])
    expect(await fields({ drill })).toEqual(['drill'])
    expect(await fields({ secret: 'short' })).toEqual(['secret'])
    expect(await fields({ rated: [{ objective: 'there', rating: 'X' }] })).toEqual(['rated[0].rating'])
  })

  it('is no crowd: one address brings only so many who score for the first time', async () => {
    const { code } = await open()
    const neighbours = Array.from({ length: 21 }, () => new Browser('198.51.100.9'))
    const statuses: number[] = []
    for (const [i, neighbour] of neighbours.entries()) statuses.push((await neighbour.score(code, `邻居${i}`)).status)
    expect(statuses).toEqual([...Array<number>(20).fill(201), 429])
    expect((await neighbours[0]?.score(code, '邻居0'))?.status).toBe(201)
    expect((await new Browser().score(code, '别处')).status).toBe(201)
  })

  it('is let in only so often, and may guess no codes', async () => {
    const guesser = new Browser()
    const statuses: number[] = []
    for (let i = 0; i < 305; i++) statuses.push((await guesser.look(`GUESS${String(i).padStart(7, '2')}`)).status)
    expect(statuses.indexOf(429)).toBe(300)
    const { code } = await open()
    expect((await guesser.look(code)).status).toBe(429)
    expect((await new Browser().look(code)).status).toBe(200)
    const noisy = new Browser()
    const scored: { status: number; after: string | null }[] = []
    for (let i = 0; i < 62; i++) scored.push(await noisy.score(code, '王'))
    expect(scored.findIndex(({ status }) => status === 429)).toBe(60)
    expect(Number(scored.at(-1)?.after)).toBeGreaterThan(0)
  })
})
