import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { commands, type CommandName } from '#shared/commands.ts'
import { doorPaths, type MessageDoor as Door } from '#shared/doors.ts'
import { queries, type Query, type QueryName } from '#shared/queries.ts'
import { freshDatabase } from './database.ts'
import { raw, type Back } from './raw.ts'
import { makeCallers, type RightsCaller } from './rights-callers.ts'
import { examples, type Asked } from './rights-examples.ts'
import { Stock } from './rights-stock.ts'
import { makeWorld, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let base: string
let world: World
let stock: Stock
let reading: Opened
let administrator: RightsCaller
const before = Object.getOwnPropertyNames(Object.prototype).sort((a, b) => a.localeCompare(b))

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const config = testConfig(database.url)
  const log = pino({ level: 'silent' })
  app = await createApp(config, database.url, log)
  base = (await app.start()).url
  stock = new Stock(database.url, world)
  // Most of what is asked here is refused, and then there is nobody to wait for.
  stock.inTurn = false
  reading = openParts(database.url, 'test', log)
  const found = (await makeCallers(stock, config, base)).find(({ name }) => name === 'administrator at everything')
  if (!found) throw new Error('nobody administers')
  administrator = found
})
afterAll(async () => {
  await app?.stop()
  await reading?.close()
  await stock?.close()
  await database?.drop()
})

const commandNames = Object.keys(commands) as CommandName[]
/** What a request may say, of whichever of its forms. */
const ownKeys = (request: unknown): string[] => {
  const { shape, options = [] } = request as { shape?: object; options?: unknown[] }
  return shape ? Object.keys(shape) : options.flatMap(ownKeys)
}
const json = { 'content-type': 'application/json' }
const asked = async (name: CommandName | QueryName): Promise<Asked> => examples[name].ask(stock.spots().A, { world, stock, caller: administrator })

const post = (path: string, id: string | undefined, body: string): Promise<Back> =>
  raw(base, { method: 'POST', path: path.replace(':id', id ?? randomUUID()), headers: { ...json, ...administrator.headers, 'accept-language': 'en' }, body })
/** What people made happen; the system goes on with its own work meanwhile. */
const facts = async (): Promise<number> => (await reading.parts.sql<{ count: number }[]>`select count(*)::int as count from fact where by->>'kind' = 'person'`)[0]?.count ?? 0

describe('what no request may bring along', () => {
  /** What a row or a caller has, and what objects have by birth. */
  const privileged: [string, string][] = [
    ...['grants', 'role', 'scope', 'user', 'user_id', 'by', 'actor', 'mode', 'at', 'id', 'version', 'state', 'secondFactor', 'isAdmin', 'hash', 'prefix', 'replaces', 'revokedAt', 'disabledAt', 'expiresAt', 'source', 'once', 'cursor']
      .map((key): [string, string] => [key, '[]']),
    ['__proto__', '{"polluted":true}'], ['constructor', '{"prototype":{"polluted":true}}'], ['prototype', '{"polluted":true}'], ['toString', '"x"'], ['hasOwnProperty', '1'],
  ]

  it.each(commandNames)('%s takes none of it', async (name) => {
    const { id, body } = await asked(name)
    const own = ownKeys(commands[name].request)
    const count = await facts()
    for (const [key, value] of privileged.filter(([one]) => !own.includes(one))) {
      const held = JSON.stringify(body).slice(1)
      const { status, text } = await post(commands[name].path, id, `{"${key}":${value}${held === '}' ? '' : ','}${held}`)
      expect(status, `${name} with ${key}: ${text}`).toBe(400)
      expect((JSON.parse(text) as { errors: { field: string }[] }).errors.map(({ field }) => field), `${name} with ${key}`).toContain(key)
    }
    expect(await facts()).toBe(count)
  })

  it('is looked for within what is inside, too', async () => {
    const { body } = await asked('person.join')
    const spoiled = JSON.stringify(body).replace('"name":{', '"name":{"__proto__":{"polluted":true},')
    expect(await post('/api/people', undefined, spoiled)).toMatchObject({ status: 400 })
    expect((await post('/api/people', undefined, JSON.stringify(body))).status).toBe(200)
  })

  it.each(Object.keys(queries) as QueryName[])('%s takes no parameter that it does not know', async (name) => {
    const { id, params = {}, body } = await asked(name)
    const { path, body: asksBody }: Query = queries[name]
    const filled = path.replaceAll(/:(\w+)/g, (_, part: string) => (part === 'id' ? (id ?? '') : (params[part] ?? '')))
    for (const extra of ['grants=1', '__proto__[polluted]=1', '__proto__=1', 'constructor.prototype.polluted=1', 'caller[kind]=person', 'role=administrator']) {
      const rest = new URLSearchParams(Object.fromEntries(Object.entries(params).filter(([key]) => !path.includes(`:${key}`))))
      const headers = { ...administrator.headers, ...(asksBody ? json : {}) }
      const { status, text } = await raw(base, { method: asksBody ? 'POST' : 'GET', path: `${filled}?${rest}&${extra}`, headers, ...(asksBody ? { body: JSON.stringify(body) } : {}) })
      expect(status === 400 || (name === 'wall' && status === 403), `${name} with ${extra}: ${status} ${text.slice(0, 200)}`).toBe(true)
    }
  })

  it('changes no object that the server is made of: by command, door, query or socket', async () => {
    const pollution = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'
    for (const door of Object.keys(doorPaths) as Door[]) {
      await raw(base, { method: 'POST', path: doorPaths[door].path, headers: { ...json, authorization: `Bearer ${world.key}` }, body: pollution })
      await raw(base, { method: 'POST', path: `${doorPaths[door].path}?__proto__[polluted]=1`, headers: { ...json, authorization: `Bearer ${world.key}` }, body: `[${pollution}]` })
    }
    await raw(base, { method: 'POST', path: '/api/auth/sign-in/username', headers: { ...json, origin: base }, body: pollution })
    const socket = io(base, { transports: ['websocket'], extraHeaders: administrator.headers, reconnection: false, forceNew: true })
    await new Promise<void>((connected, failed) => socket.on('connect', () => connected()).on('connect_error', failed))
    expect((await socket.timeout(10_000).emitWithAck('watch', JSON.parse(pollution))).ok).toBe(false)
    socket.disconnect()
    expect(Object.getOwnPropertyNames(Object.prototype).sort((a, b) => a.localeCompare(b))).toEqual(before)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

/** As people and machines try them: each is text, and stays text. */
const corpus = [
  "'; drop table work_order; --", "' or '1'='1", "1); insert into region (id) values ('x'); --", "x' union select token from session --", "'||pg_sleep(60)||'", '$1 ${1} $$ :name ?', "\\'; select 1 --",
  '{"$ne": null}', '{"$where": "sleep(1000)"}', 'a\r\nSet-Cookie: admin=1', 'a\nX-Admin: 1', '%0d%0aLocation:%20https://evil.example',
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '<svg/onload=alert(1)>', '{{constructor.constructor("return process")()}}', '${process.env.SECRET}', '#{7*7}', '<%= 7*7 %>',
  '../../../../etc/passwd', '..\\..\\windows\\win.ini', 'file:///etc/passwd', '| cat /etc/passwd', '$(id)', '`id`', '=HYPERLINK("https://evil.example")', '@SUM(1+1)*cmd|\' /C calc\'!A0', '%s%n%x', '*)(uid=*))(|(uid=*',
  '\u202eevil\u202c', 'a\u200bb\ufeffc', 'ＳＥＬＥＣＴ', 'e\u0301\u0301\u0301', '👩‍👩‍👧‍👦', '𠮷野家', 'null', 'undefined', 'NaN', '1e309', '__proto__', 'constructor', '\u2028\u2029',
]
/** What is no text at all. */
const noText = ['a\u0000b', '\ud800', '\udc00x', 'a\u0007b', '\u007f']

const perField = 8
let turn = 0
/** Each field is given some of them in turn, and all that is no text. */
function some(): string[] {
  turn += perField
  return [...Array.from({ length: perField }, (_, i) => corpus[(turn + i) % corpus.length] ?? ''), ...noText]
}

type Leaf = { path: (string | number)[]; value: string }
const leavesOf = (value: unknown, path: (string | number)[] = []): Leaf[] => {
  if (typeof value === 'string') return [{ path, value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}
const at = (value: unknown, path: (string | number)[]): unknown => path.reduce<unknown>((held, key) => (typeof held === 'object' && held !== null ? Reflect.get(held, key) : undefined), value)
function replaced(value: unknown, path: (string | number)[], text: string): unknown {
  const copy = structuredClone(value)
  Reflect.set(at(copy, path.slice(0, -1)) as object, path.at(-1) ?? '', text)
  return copy
}

describe('text from outside', () => {
  const optional: Partial<Record<CommandName, object>> = {
    'order.report': { place: 'x', description: 'x', reporter: 'x', reporterPhone: 'x' }, 'order.reassign': { reason: 'x' }, 'order.accept': { note: 'x' }, 'order.finish': { note: 'x' }, 'order.close': { note: 'x' },
    'alarm.acknowledge': { note: 'x' }, 'activation.start': { place: 'x' }, 'activation.complete-step': { note: 'x' }, 'activation.finish': { note: 'x' }, 'activation.check-step': { note: 'x' }, 'activation.give-step': { reason: 'x' }, 'activation.agree': { reason: 'x' }, 'activation.add-step': { instruction: 'x' }, 'check.mark': { note: 'x' }, 'resource.add': { amount: 'x', contact: 'x' }, 'resource.change': { amount: 'x', contact: 'x' }, 'resource.contact': { note: 'x' }, 'plan.submit': { reason: 'x' }, 'finding.note': { proposal: 'x', step: 'x' }, 'finding.change': { proposal: 'x', step: 'x' }, 'person.join': { grid: 'x' }, 'person.change': { grid: 'x' }, 'person.leave': { reason: 'x' },
  }

  it.each(commandNames)('%s: whatever is typed is refused clearly, or comes back as it was typed', async (name) => {
    const first = await asked(name)
    for (const { path } of leavesOf({ ...(first.body as object), ...optional[name] })) {
      const wrong = await Promise.all(some().map(async (text) => {
        const { id, body } = await asked(name)
        const { status, text: said } = await post(commands[name].path, id, JSON.stringify(replaced({ ...(body as object), ...optional[name] }, path, text)))
        const shown = `${name} ${path.join('.')} ${JSON.stringify(text)}: ${status} ${said.slice(0, 200)}`
        if (status >= 500 || (noText.includes(text) && status !== 400)) return [shown]
        // A resident who joins says their own place, and a plan that runs has the reason and the name that it was started with.
        const kept = status === 200 && name !== 'order.join' && (!name.startsWith('activation.') || name === 'activation.start') ? at((JSON.parse(said) as { body: unknown }).body, path) : undefined
        // Names that people sign in with are written small.
        const typed = path.at(-1) === 'username' ? text.trim().toLowerCase() : text.trim()
        return typeof kept === 'string' && kept !== typed ? [`${shown} came back as ${JSON.stringify(kept)}`] : []
      }))
      expect(wrong.flat()).toEqual([])
    }
  })

  it.each(Object.keys(queries) as QueryName[])('%s: no parameter, path or body is more than text', async (name) => {
    const { path, body: asksBody }: Query = queries[name]
    const first = await asked(name)
    const tries = ['id', ...Object.keys(first.params ?? {}), ...(asksBody ? ['text'] : []), ...(name.startsWith('audit') ? ['actor', 'name', 'community', 'from'] : [])]
    for (const field of tries) {
      const wrong = await Promise.all(some().map(async (text) => {
        const given = Buffer.from(text).toString()
        const value = (key: string, own: string | undefined): string => encodeURIComponent(key === field ? given : (own ?? ''))
        const params: Record<string, string> = { ...first.params, ...(field === 'id' || asksBody ? {} : { [field]: given }) }
        const filled = path.replaceAll(/:(\w+)/g, (_, part: string) => value(part, part === 'id' ? first.id : params[part]))
        const query = Object.keys(params).filter((key) => !path.includes(`:${key}`)).map((key) => `${key}=${value(key, params[key])}`).join('&')
        const headers = { ...administrator.headers, ...(asksBody ? json : {}) }
        const { status, text: said } = await raw(base, {
          method: asksBody ? 'POST' : 'GET', path: `${filled}?${query}`, headers, ...(asksBody ? { body: JSON.stringify(replaced(first.body ?? {}, [field], text)) } : {}),
        })
        return status >= 500 ? [`${name} ${field} ${JSON.stringify(text)}: ${status} ${said.slice(0, 200)}`] : []
      }))
      expect(wrong.flat()).toEqual([])
    }
  })

  it('through a door is stored as it was sent', async () => {
    for (const text of corpus.filter((one) => one.trim() !== '')) {
      const [id, alarm] = [randomUUID(), randomUUID()]
      const send = (door: Door, body: object): Promise<Back> => raw(base, { method: 'POST', path: doorPaths[door].path, headers: { ...json, authorization: `Bearer ${world.key}` }, body: JSON.stringify(body) })
      const sent = await send('requests', { id, community: 'A', category: 'repair', title: text, place: text, description: text, reporter: text.slice(0, 60), phone: text.slice(0, 30) })
      expect(sent.status, text).toBe(202)
      const [row] = await reading.parts.sql<{ title: string; place: string; description: string }[]>`select title, place, description from work_order where title = ${text.trim()} order by reported_at desc limit 1`
      expect(row, text).toEqual({ title: text.trim(), place: text.trim(), description: text.trim() })
      expect((await send('alarms', { id: alarm, community: 'A', kind: `test.k${alarm.slice(0, 8)}`, severity: 'notice', change: 'raised', text })).status, text).toBe(202)
      for (const body of [{ id: randomUUID(), community: text, category: 'repair', title: 'x' }, { id: text, community: 'A', category: 'repair', title: 'x' }, { id: randomUUID(), community: 'A', category: text, title: 'x' }]) {
        expect((await send('requests', body)).status, text).toBe(400)
      }
      expect((await send('positions', { person: `${text} ${id}`.slice(0, 120), point: [120, 30] })).status, text).toBe(400)
    }
  })

  it('has run nothing: all tables are there, and nothing is in them that nobody put there', async () => {
    const [found] = await reading.parts.sql<{ tables: number; regions: number; orders: number }[]>`
      select (select count(*)::int from unnest(array['work_order', 'region', 'session', 'person', 'audit']) t where to_regclass(t) is not null) as tables,
        (select count(*)::int from region) as regions, (select count(*)::int from work_order) as orders`
    expect(found).toMatchObject({ tables: 5, regions: 2 })
    expect(found?.orders).toBeGreaterThan(corpus.length)
  })
})
