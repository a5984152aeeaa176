import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { connect, type Sql } from '#db/client.ts'
import { doorPaths } from '#shared/doors.ts'
import { queries, type Query, type QueryName } from '#shared/queries.ts'
import { grantable, sees, type Role } from '#shared/roles.ts'
import { createApp, type App } from '#server/app.ts'
import type { Terminal } from '#server/cli.ts'
import { readHouseholdsCommand, runHouseholdsCommand } from '#server/import/household-command.ts'
import { readRequestsCommand, runRequestsCommand } from '#server/import/requests-command.ts'
import { openParts } from '#server/installation.ts'
import { makeLog } from '#server/log.ts'
import { pastOrderMaker } from '#server/orders/past-order.ts'
import { readPromiseBook } from '#server/orders/promise-book.ts'
import { freshDatabase } from './database.ts'
import { RawScreen } from './raw-screen.ts'
import { send, signIn } from './screen.ts'
import { makeUsers } from './user.ts'
import { makeWorld, testConfig, type World } from './world.ts'

/** Numbers that occur nowhere else, one for each way in. */
const phones = Array.from({ length: 11 }, () => `1${randomInt(3_000_000_000, 9_999_999_999)}`)
const [reported, knocked, imported, joined, changed, brought, previewed, filed, refused, unreadable, sought] = phones as [string, string, string, string, string, string, string, string, string, string, string]
const [resident, need] = [`甲${randomInt(1e9)}`, `需求${randomInt(1e9)}`]
/** Degrees, exact in a double and in text. */
const point: [number, number] = [120 + randomInt(1e7) / 1e9, 30 + randomInt(1e7) / 1e9]
/** What everybody may read: the control of every search. */
const title = `厨房跑水 ${randomInt(1e9)}`
const personal = [...phones, resident, need, ...point.map(String)]
const found = (text: string, marks: readonly string[] = personal): string[] => marks.filter((mark) => text.includes(mark))

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
let sql: Sql
let folder: string
let order: string
let activation: string
let guard: string
const logged: string[] = []
const told: string[] = []
const log = makeLog('trace', { write: (line) => void logged.push(line) })
const cookies = new Map<Role, string>()
const screens = new Map<Role, RawScreen>()
const terminal: Terminal = { language: 'zh', say: ({ zh }) => told.push(zh), complain: ({ zh }) => told.push(zh) }
const as = (role: Role): { cookie: string } => ({ cookie: cookies.get(role) ?? '' })

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  folder = mkdtempSync(join(tmpdir(), 'watchfloor-personal-'))
  const staff = world.a.staff[1]
  if (!staff) throw new Error('no staff')
  guard = staff.id
  await makeUsers(database.url, grantable.map((role) => ({ username: `a-${role}`, grants: [{ role, scope: { kind: 'everything' } }], ...(role === 'field' ? { person: guard } : {}) })))
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  sql = connect(database.url, { max: 1, name: 'test-personal' })
  for (const role of grantable) {
    cookies.set(role, await signIn(base, `a-${role}`))
    screens.set(role, await RawScreen.open(base, cookies.get(role) ?? ''))
  }
  await plant()
})
afterAll(async () => {
  for (const screen of screens.values()) screen.close()
  await app?.stop()
  await sql?.end()
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Everything personal, through every way in. */
async function plant(): Promise<void> {
  const { a, key } = world
  const house = a.houses[0]?.id ?? ''
  const report = { community: a.id, building: house, category: 'repair', title, reporter: '业主', reporterPhone: reported }
  const retried = { 'idempotency-key': randomUUID() }
  const first = await send(base, '/api/orders', report, as('duty-manager'), retried)
  await send(base, '/api/orders', report, as('duty-manager'), retried)
  order = (first.body.body as { id: string }).id
  await send(base, `/api/orders/${order}/reassign`, { version: 1, assignee: guard }, as('duty-manager'))
  await send(base, '/api/orders', { ...report, reporterPhone: `${refused}${'0'.repeat(40)}` }, as('duty-manager'))
  await send(base, '/api/orders', report, as('observer'))
  const message = { id: randomUUID(), community: 'A', building: '1', category: 'repair', title: '水管漏水', phone: knocked }
  const requests = doorPaths.requests.path
  await send(base, requests, message, { key })
  await send(base, requests, message, { key })
  await send(base, requests, { ...message, id: 'no id', phone: unreadable }, { key })
  await standThere()

  const join = { community: a.id, code: 'NEW-1', name: { zh: '新人', en: 'New' }, post: 'repair', skills: [], phone: joined }
  const { id, version } = (await send(base, '/api/people', join, as('administrator'))).body.body as { id: string; version: number }
  const { community: _community, code: _code, ...about } = join
  await send(base, `/api/people/${id}/change`, { ...about, version, phone: changed }, as('administrator'))
  const csv = (phone: string) => `code,name,name_en,post,skills,phone,grid\nNEW-${phone.slice(-4)},某人,Somebody,repair,,${phone},\n`
  await send(base, queries.peoplePreview.path, { community: a.id, text: csv(previewed) }, as('administrator'))
  await send(base, '/api/people/import', { community: a.id, text: csv(brought) }, as('administrator'))

  for (const { path } of [queries.audit, queries.auditExport]) {
    expect((await send(base, path, { text: sought }, as('administrator'))).status, path).toBe(200)
    expect((await send(base, path, { text: `${sought}\u0007` }, as('administrator'))).status, path).toBe(400)
  }

  const { parts, close } = openParts(database.url, 'test-import', pino({ level: 'silent' }))
  const open = async () => parts
  const care = file('care.csv', `楼栋,房号,姓名,电话,等级,需求\n1,2 单元 1201,${resident},${filed},红,${need}\n99,1,${resident},${filed},红,${need}\n1,1,${resident},${filed}${resident},红,${need}\n`)
  await runHouseholdsCommand(readHouseholdsCommand([care, '--community', 'A']), open, terminal)
  const requestsFile = file('requests.csv', `编号,报修时间,标题,楼栋,姓名,联系电话\n1,2026-01-02 10:00,路灯不亮,1,业主,${imported}\n2,昨天,路灯不亮,1,业主,${imported}\n`)
  await runRequestsCommand(readRequestsCommand([requestsFile, '--community', 'A']), open, async ({ sql }) => pastOrderMaker(await readPromiseBook(sql)), terminal)
  await close()
  // After the households are on file: they are asked after.
  activation = ((await send(base, '/api/activations', { plan: world.plan.id, community: a.id, building: house, drill: true, reason: '演练', at: new Date().toISOString() }, as('duty-manager'))).body.body as { id: string }).id
  await vi.waitFor(async () => expect(await sql`select from plan_check where activation_id = ${activation}`).toHaveLength(1), { timeout: 20_000 })
  await Promise.all([...screens.values()].map((screen) => screen.heard(title)))
}

const standThere = () => send(base, doorPaths.positions.path, { person: world.a.staff[1]?.code, point }, { key: world.key })

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Every row of every table that holds a mark, by table; partitions count as their table. */
async function tablesWith(marks: readonly string[]): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }[]>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`
  const holding: Record<string, string[]> = {}
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ text: string }[]>(`select row_to_json(t)::text as text from "${name}" t`)
    const here = [...new Set(rows.flatMap(({ text }) => found(text, marks)))]
    if (here.length > 0) holding[name] = here.toSorted()
  }
  return holding
}

const fetched = async (path: string, role: Role, body?: object): Promise<string> =>
  (await fetch(base + path, { headers: { cookie: cookies.get(role) ?? '', ...(body ? { 'content-type': 'application/json', origin: base } : {}) }, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) })).text()

/** What each query can be asked of this world; `null` where it takes a file. */
const asked: { [N in QueryName]: string | null } = {
  me: '', sites: '?communities=A', plans: '', order: 'order', candidates: 'order', alarmTimeline: 'order', alarm: 'order', alarms: '', devices: 'building', heat: '?community=A',
  indicators: '?communities=A', moment: 'now?community=A', onDuty: '?communities=A', care: 'building', households: 'building', orderContact: 'order',
  personContact: 'person', personPosition: 'person', staff: '?community=A', peoplePreview: null, peopleExport: '?community=A', roster: '?community=A&from=from&to=to',
  rosterPreview: null, rosterExport: '?community=A', handovers: '?community=A', members: '', sessions: '', memberSessions: 'order', policy: '', walls: '', wall: '', wallPairing: null, keys: '', dispatchRules: '', responses: '', promises: '', calendars: '', checklists: '',
  webhooks: '', deliveries: '?state=all', templates: '', quarantine: '?state=all', warning: 'order',
  stocktake: '?communities=A', stocktakePlans: '', workDone: '?community=A&from=2026-01-01&to=2026-12-31', workDoneExport: '?community=A&from=2026-01-01&to=2026-12-31', maintenance: '?community=A&month=2099-01',
  reportCodes: '?community=A', similarOrders: null,
  redistribution: '', orders: '', ordersExport: '', orderRelated: 'order', orderReports: 'order', filters: '',
  rules: '', ruleTrial: null, deviceHistory: 'device?key=temperature&from=from&to=to',
  instructions: 'device', device: 'device', deviceList: '', devicesPreview: null, devicesExport: '?community=A',
  windows: '?community=A', feeds: '?community=A', scorecard: '?month=2026-11&communities=A', scorecardExport: '?month=2026-11&communities=A',
  planEditions: '', plan: 'plan', planProblems: null, planExport: 'plan', findings: '', report: 'activation', reportExport: 'activation',
  handoversWaiting: '?communities=A', audit: '', auditExport: '',
  drills: '?communities=A', drill: 'order', cadences: '',
  readiness: '?communities=A',
  activation: 'activation', activations: '?communities=A', activationPreview: '', checks: 'activation', checkedHouseholds: 'activation', resources: '?community=A',
}
function pathOf(name: QueryName, how: string): string {
  const [what = '', search = ''] = how.split('?')
  const id = { order, activation, plan: world.plan.id, building: world.a.houses[0]?.id ?? '', person: guard, device: world.a.machines[0]?.id ?? '', now: new Date().toISOString() }[what] ?? ''
  const day = 86_400_000
  const filled = search.replace('=A', `=${world.a.id}`).replace('=from', `=${new Date(Date.now() - day).toISOString()}`).replace('=to', `=${new Date(Date.now() + day).toISOString()}`)
  return queries[name].path.replace(/:\w+/, encodeURIComponent(id)) + (filled && `?${filled}`)
}

describe('what is personal', () => {
  it('lies in its own rows and in no fact, audit line, command, timer or message', async () => {
    // Messages follow from facts, a moment later.
    await expect.poll(async () => (await tablesWith(personal)).outlet?.length).toBe(2)
    expect(await tablesWith([title])).toMatchObject({ fact: [title], command: [title], work_order: [title] })
    expect(await tablesWith(personal)).toEqual({
      work_order: [reported, knocked, imported].toSorted(),
      person: [changed, brought].toSorted(),
      household: [filed, resident, need].toSorted(),
      position: point.map(String).toSorted(),
      position_latest: point.map(String).toSorted(),
      // Kept for 30 days for those who connect machines; nobody else reads it.
      quarantine: [unreadable],
      // For a week, so that a message that did not leave can be sent again.
      outlet: [reported, knocked].toSorted(),
    })
  })

  it('comes down to no screen but the places of people to those who are shown them', async () => {
    for (const [role, screen] of screens) {
      // Who comes later is sent a snapshot, who was there frames.
      const later = await RawScreen.open(base, cookies.get(role) ?? '')
      await standThere()
      for (const each of [screen, later]) {
        await each.heard(title)
        if (sees.positions.includes(role)) await each.heard(String(point[0]))
      }
      later.close()
      for (const text of [screen.texts.join('\n'), later.texts.join('\n')]) {
        expect(found(text, [title]), role).toEqual([title])
        expect(found(text), role).toEqual(sees.positions.includes(role) ? point.map(String) : [])
      }
    }
  })

  const meant: Partial<Record<QueryName, readonly string[]>> = {
    households: [filed, resident, need], checkedHouseholds: [filed, resident, need], orderContact: [reported], orderReports: [reported], personPosition: point.map(String), peopleExport: [changed, brought], quarantine: [unreadable],
  }
  it.each(Object.keys(asked) as QueryName[])('is told by no query that is not meant to: %s', async (name) => {
    const how = asked[name]
    if (how === null) return
    for (const role of grantable) {
      const { body }: Query = queries[name]
      const asks: Partial<Record<QueryName, object>> = { audit: { limit: 500 }, redistribution: { community: world.a.id, from: guard }, activationPreview: { plan: world.plan.id, community: world.a.id, drill: true } }
      const text = await fetched(pathOf(name, how), role, body && (asks[name] ?? {}))
      if (name === 'audit' && sees.audit.includes(role)) expect(text).toContain('"entries"')
      expect(found(text), role).toEqual(personal.filter((mark) => meant[name]?.includes(mark) && sees[name].includes(role)))
    }
  })

  it('is no parameter of any query: what people type goes in a body', () => {
    const chosen = ['brief', 'community', 'communities', 'plan', 'activation', 'from', 'to', 'window', 'instant', 'state', 'month', 'key', 'limit']
    const asks = (Object.keys(queries) as QueryName[]).flatMap((name) => Object.keys((queries[name].params as z.ZodObject).shape).map((param) => [name, param]))
    expect(asks.filter(([, param = '']) => !chosen.includes(param))).toEqual([])
  })

  it('tells nobody how far away people are who is not shown where they are', async () => {
    for (const role of grantable.filter((one) => sees.candidates.includes(one))) {
      const list = JSON.parse(await fetched(pathOf('candidates', 'order'), role)) as { metres: number | null; minutes: number | null; positionAgeSeconds: number | null }[]
      const near = list.filter(({ metres, minutes, positionAgeSeconds }) => metres !== null || minutes !== null || positionAgeSeconds !== null)
      expect(near, role).toHaveLength(sees.positions.includes(role) ? 1 : 0)
    }
  })

  it('is told only where the audit says who looked, and not what they saw', async () => {
    const seen = await sql<{ name: string; by: { name: string }; detail: Record<string, unknown>; outcome: string }[]>`select name, by, detail, outcome from audit`
    for (const name of ['orderContact', 'orderReports', 'personPosition', 'households', 'checkedHouseholds', 'personContact', 'peopleExport', 'quarantine'] as const) {
      const lines = seen.filter((line) => line.name === name)
      const of = (outcome: string) => [...new Set(lines.filter((line) => line.outcome === outcome).map(({ by }) => by.name))].toSorted()
      expect(of('done'), name).toEqual(grantable.filter((role) => sees[name].includes(role)).map((role) => `a-${role}`).toSorted())
      expect(of('refused'), name).toEqual(grantable.filter((role) => !sees[name].includes(role)).map((role) => `a-${role}`).toSorted())
    }
    for (const name of Object.keys(queries) as QueryName[]) {
      const query: Query = queries[name]
      if (meant[name]) expect(query.logged, `${name} tells what is personal`).toBe(true)
    }
  })

  it('is in no line of the log at its most talkative, no metric, no document, nothing an importer says', async () => {
    const all = logged.join('')
    expect(found(all, ['/api/orders', `/api/orders/${order}/contact`, queries.households.path.replace(':id', world.a.houses[0]?.id ?? '')])).toHaveLength(3)
    const places = { log: all, metrics: await fetched('/metrics', 'administrator'), document: await fetched('/openapi.json', 'administrator'), importers: told.join('\n') }
    for (const [place, text] of Object.entries(places)) {
      expect(text.length, place).toBeGreaterThan(50)
      expect(found(text), place).toEqual([])
    }
  })

  it('is in no error that the database raises about a row of it', async () => {
    const error: unknown = await sql`insert into household (id, version, community_id, building_id, place, name, phone, level, needs)
      values (${randomUUID()}, 1, ${world.a.id}, ${world.a.houses[0]?.id ?? ''}, '1', ${resident}, ${filed}, 'red', null)`.catch((raised: unknown) => raised)
    expect(found(JSON.stringify(error))).toEqual([filed, resident])
    const before = logged.length
    log.error({ err: error }, 'a household')
    expect(logged.slice(before).join('')).toMatch(/23502.*a household/)
    expect(found(logged.slice(before).join(''))).toEqual([])
  })

  it('would be found', async () => {
    const hidden = { order: { body: { deep: [`x${reported}`] } } }
    expect([found(JSON.stringify(hidden)), found(String(point))]).toEqual([[reported], point.map(String)])
  })
})
