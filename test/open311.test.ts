import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { readForm } from '#server/ingest/open311-form.ts'
import { reportOf } from '#server/ingest/open311-report.ts'
import { jurisdictionOf } from '#server/ingest/open311-store.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { createApp, type App } from '#server/app.ts'
import { Journal } from '#server/journal/journal.ts'
import { categories } from '#shared/orders.ts'
import { freshDatabase } from './database.ts'
import { signIn, send } from './screen.ts'
import { makeWorld, testConfig, type World } from './world.ts'

const recorded = join(import.meta.dirname, '../../shared/data/open311/codeforamerica')
const given = existsSync(recorded)
if (!given) console.warn(`${recorded} is not there: Open311 is not compared with recorded answers`)

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let sql: Sql
let base: string
/** A key of A, and another. */
let key: string
let other: string
const logged: string[] = []

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  sql = connect(database.url, { max: 1, name: 'test-open311' })
  const journal = new Journal(database.url, pino({ level: 'silent' }), () => {})
  const made = async (community: string | null, doors: ('requests' | 'alarms')[], signed = false) =>
    (await issueKey({ journal, now: Date.now }, { name: 'resident app', community, doors, signed }, { kind: 'system', id: 'test', name: 'test' })).secret
  key = await made(world.a.id, ['requests'])
  other = await made(null, ['requests'])
  await journal.stop()
})
afterAll(async () => {
  await app?.stop()
  await sql?.end()
  await database?.drop()
})

type Said = { status: number; type: string; text: string; xml: Tree; json: unknown }
type Tree = { [name: string]: unknown }

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => ['service', 'request', 'error', 'attribute', 'value', 'endpoint', 'format'].includes(name) })

async function read(answer: Response): Promise<Said> {
  const [type, text] = [answer.headers.get('content-type') ?? '', await answer.text()]
  const isXml = type.startsWith('text/xml')
  if (isXml) {
    expect(XMLValidator.validate(text)).toBe(true)
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/)
  }
  return { status: answer.status, type, text, xml: isXml ? (parser.parse(text) as Tree) : {}, json: isXml ? null : (JSON.parse(text) as unknown) }
}

const get = async (path: string, headers: Record<string, string> = {}): Promise<Said> => read(await fetch(`${base}/open311/v2/${path}`, { headers: { 'accept-language': 'en', ...headers } }))

const field = { service_code: 'repair', lat: '30.0001', long: '120.0001', description: 'Water from the ceiling' }
async function post(fields: Record<string, string>, { format = 'xml', api_key = key as string | null, headers = {} as Record<string, string> } = {}): Promise<Said> {
  const body = new URLSearchParams({ ...(api_key === null ? {} : { api_key }), ...fields })
  return read(await fetch(`${base}/open311/v2/requests.${format}`, { method: 'POST', body, headers: { 'accept-language': 'en', ...headers } }))
}
const idOf = ({ xml }: Said): string => (xml as { service_requests: { request: { service_request_id: string }[] } }).service_requests.request[0]?.service_request_id ?? ''
async function reported(fields: Record<string, string> = {}): Promise<string> {
  const said = await post({ ...field, description: `matter ${Math.random()}`, ...fields })
  expect(said.status, said.text).toBe(200)
  return idOf(said)
}
const rowOf = async (id: string) => (await sql`select * from work_order where id = ${id}`)[0] as Record<string, unknown>

/** Names of elements in their order, one of each that repeats. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shape(value[0])] : []
  return typeof value === 'object' && value !== null ? Object.entries(value).map(([name, inner]) => [name, shape(inner)]) : null
}
const recordedShape = (file: string): unknown => shape((({ '?xml': _, ...rest }) => rest)(parser.parse(readFileSync(join(recorded, file), 'utf8').replace(/^HTTP.*\n\s*/, '').replace(/ xmlns:\w+="[^"]*"/g, '')) as Tree))
const shapeOf = ({ xml: { '?xml': _, ...rest } }: Said): unknown => shape(rest)
const sorted = (shaped: unknown): unknown => (Array.isArray(shaped) ? shaped.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : shaped)

describe('the recorded answers', () => {
  it.skipIf(!given)('have the elements of ours: services, in whichever order', async () => {
    expect(sorted(shapeOf(await get('services.xml?jurisdiction_id=A')))).toEqual(sorted(recordedShape('services.xml')))
  })

  it.skipIf(!given)('have the elements of ours: requests, one and several, and none', async () => {
    const id = await reported()
    expect(shapeOf(await get('requests.xml?jurisdiction_id=A'))).toEqual(recordedShape('service_requests.xml'))
    expect(shapeOf(await get(`requests/${id}.xml?jurisdiction_id=A`))).toEqual(recordedShape('get_service_request.xml'))
    const none = await get('requests.xml?jurisdiction_id=A&start_date=2001-01-01T00:00:00Z&end_date=2001-02-01T00:00:00Z')
    expect(shapeOf(none)).toEqual(recordedShape('service_requests_empty.xml'))
  })

  it.skipIf(!given)('have the elements of ours: a report, a token, what is not found', async () => {
    expect(shapeOf(await post({ ...field, account_id: '7', description: 'recorded' }))).toEqual(recordedShape('post_service_request.xml'))
    expect(shapeOf(await get(`tokens/${await reported()}.xml?jurisdiction_id=A`))).toEqual(recordedShape('request_id_from_token.xml'))
    const missing = await get('requests/not-an-id.xml?jurisdiction_id=A')
    expect([missing.status, shapeOf(missing)]).toEqual([404, recordedShape('get_service_request_not_found.xml')])
  })

  it.skipIf(!given)('have the elements of ours: a definition, which the standard itself puts into attributes', async () => {
    const said = await get('services/repair.xml?jurisdiction_id=A')
    const definition = said.xml.service_definition as { service_code: string; attributes: { attribute: Tree[] } }
    const theirs = (parser.parse(readFileSync(join(recorded, 'service_definition.xml'), 'utf8')) as { service_definition: { attribute: Tree[] } }).service_definition.attribute[0]
    expect(definition.service_code).toBe('repair')
    expect(shape(definition.attributes.attribute[0])).toEqual(shape(theirs))
  })

  it.skipIf(!given)('refuse a key as the standard does', async () => {
    const said = await post(field, { api_key: 'wf_nothing' })
    expect(readFileSync(join(recorded, '403.xml'), 'utf8')).toContain('403 Forbidden')
    expect([said.status, said.xml.errors]).toEqual([403, { error: [{ code: '403', description: expect.stringContaining('api_key') }] }])
  })
})

describe('Open311', () => {
  it('says where it is, in both formats', async () => {
    for (const format of ['xml', 'json']) {
      const said = await read(await fetch(`${base}/open311/discovery.${format}`))
      expect(said.status).toBe(200)
      expect(said.text).toContain(`${base}/open311/v2`)
      expect(said.text).toContain('application/json')
    }
  })

  it('tells XML and JSON the same', async () => {
    const id = await reported({ description: 'a <b> & "c" 漏水\n二行' })
    for (const path of ['services', 'services/repair', 'requests', `requests/${id}`]) {
      const [xml, json] = await Promise.all([get(`${path}.xml?api_key=${key}`), get(`${path}.json?api_key=${key}`)])
      expect([xml.type, json.type]).toEqual(['text/xml; charset=utf-8', 'application/json; charset=utf-8'])
      const [root] = Object.entries(xml.xml).filter(([name]) => name !== '?xml').map(([, value]) => value)
      const spark = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(spark)
        if (typeof value !== 'object' || value === null) return value === '' ? null : value
        const entries = Object.entries(value)
        if (entries.length === 1 && Array.isArray(entries[0]?.[1])) return spark(entries[0][1])
        return Object.fromEntries(entries.map(([name, inner]) => [name, spark(inner)]))
      }
      const text = (value: unknown): unknown => (Array.isArray(value) ? value.map(text) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, text(inner)])) : value === null ? null : (JSON.stringify(value) ?? '').replace(/^"|"$/g, '').trim())
      expect(text(spark(root))).toEqual(text(json.json))
    }
  })

  it('lists our categories in the language that is asked for', async () => {
    const codes = async (language: string) => (await get('services.json?jurisdiction_id=A', { 'accept-language': language })).json as { service_code: string; service_name: string; type: string }[]
    const [zh, en] = [await codes('zh-CN'), await codes('en')]
    expect(zh.map(({ service_code }) => service_code)).toEqual([...categories])
    expect([zh[0]?.service_name, en[0]?.service_name, zh[0]?.type]).toEqual(['维修', 'Repair', 'realtime'])
    const form = (await get('services/repair.json?jurisdiction_id=A', { 'accept-language': 'zh' })).json as { attributes: { code: string; values: { key: string; name: string }[] | null }[] }
    expect(form.attributes.map(({ code }) => code)).toEqual(['building', 'place'])
    expect(form.attributes[0]?.values?.[0]).toEqual({ key: '1', name: '1 栋' })
  })

  it('makes an order of a report, whichever way its place is told', async () => {
    const { houses } = world.a
    const ways: [Record<string, string>, number | null][] = [
      [{ lat: '30.0001', long: '120.0001' }, 0], [{ address_id: '2' }, 1], [{ address_string: '3 栋 2 单元' }, 2], [{ address_string: 'somewhere', 'attribute[building]': '4' }, 3], [{ address_string: '13 栋旁' }, null],
    ]
    for (const [place, house] of ways) {
      const id = idOf(await post({ service_code: 'cleaning', description: JSON.stringify(place), ...place }))
      expect(await rowOf(id), JSON.stringify(place)).toMatchObject({ community_id: world.a.id, building_id: house === null ? null : houses[house]?.id, category: 'cleaning', source: 'app', state: 'reported' })
    }
    const full = await reported({
      first_name: '小明', last_name: '王', phone: '13912345678', email: 'a@b.cn', device_id: 'device-77', media_url: 'http://127.0.0.1:1/picture.jpg', 'attribute[place]': '2 单元 1201', 'attribute[COLOUR]': 'red', description: '漏水',
    })
    const row = await rowOf(full)
    expect(row).toMatchObject({ title: '漏水', place: '2 单元 1201', reporter: '王小明', reporter_phone: '13912345678', description: '漏水\nCOLOUR: red\nhttp://127.0.0.1:1/picture.jpg' })
    expect(JSON.stringify(row)).not.toMatch(/a@b\.cn|device-77/)
  })

  it('shows how far a request has come: open, closed, when, in the zone of the community', async () => {
    const id = await reported({ phone: '13912340000', first_name: 'Jane', last_name: 'Smith' })
    const one = async () => ((await get(`requests/${id}.json?jurisdiction_id=A`)).json as Tree[])[0] ?? {}
    expect(await one()).toMatchObject({ status: 'open', service_code: 'repair', service_name: 'Repair', address_id: '1', requested_datetime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/), expected_datetime: expect.stringMatching(/\+08:00$/) })
    const cookie = await signIn(base, 'manager')
    expect((await send(base, `/api/orders/${id}/cancel`, { version: 1, reason: '重复' }, { cookie })).status).toBe(200)
    const closed = await one()
    expect(closed).toMatchObject({ status: 'closed', status_notes: expect.stringContaining('Cancelled') })
    const ids = async (status: string) => ((await get(`requests.json?jurisdiction_id=A&status=${status}`)).json as Tree[]).map((row) => row.service_request_id)
    expect([(await ids('open')).includes(id), (await ids('closed')).includes(id), (await ids('open,closed')).includes(id)]).toEqual([false, true, true])
  })

  it('tells nobody but the app that sent it what a resident wrote, and nobody who that is', async () => {
    const secret = `secret-${Math.random()}`
    const id = await reported({ description: secret, phone: '13912349999', last_name: 'Winterbottom', 'attribute[place]': 'Tower Room', lat: '30.000123', long: '120.000456' })
    const texts = async (more: string) => (await Promise.all(['xml', 'json'].flatMap((format) => [get(`requests.${format}?jurisdiction_id=A${more}`), get(`requests/${id}.${format}?jurisdiction_id=A${more}`)]))).map(({ text }) => text)
    for (const text of [...(await texts('')), ...(await texts(`&api_key=${other}`))]) {
      expect(text).toContain(id)
      expect(text).not.toMatch(new RegExp(`${secret}|13912349999|Winterbottom|Tower Room|30\\.000123|120\\.000456`))
    }
    for (const text of await texts(`&api_key=${key}`)) {
      expect(text).toContain(secret)
      expect(text).not.toMatch(/13912349999|Winterbottom/)
    }
    expect(logged.join('')).not.toMatch(new RegExp(`${secret}|13912349999|${key}`))
    expect(logged.join('')).toContain('/open311/v2/requests')
  })

  it('lists nothing of the company’s own, of other communities, or of drills', async () => {
    const cookie = await signIn(base, 'manager')
    const own = await send(base, '/api/orders', { community: world.a.id, category: 'repair', title: '内部' }, { cookie })
    const there = idOf(await post({ ...field, jurisdiction_id: 'B', address_id: '1', description: 'in B' }, { api_key: other }))
    const { text } = await get('requests.xml?jurisdiction_id=A')
    for (const id of [(own.body.body as { id: string }).id, there]) {
      expect(text).not.toContain(id)
      expect((await get(`requests/${id}.xml?jurisdiction_id=A`)).status).toBe(404)
    }
    expect((await get(`requests/${there}.xml?jurisdiction_id=B`)).status).toBe(200)
  })

  it('takes a retry for what it is, and the same words later for another report', async () => {
    const again = { ...field, description: `again ${Math.random()}` }
    const ids = [idOf(await post(again)), idOf(await post(again)), String(((await post(again, { format: 'json' })).json as Tree[])[0]?.service_request_id)]
    expect(new Set(ids).size).toBe(1)
    expect(idOf(await post({ ...again, phone: '13900000001' }))).not.toBe(ids[0])
    expect((await sql`select from work_order where description = ${again.description}`).length).toBe(2)

    const form = readForm(Buffer.from(new URLSearchParams({ api_key: key, ...again }).toString()))
    const place = await jurisdictionOf(sql, 'A', null)
    const [asker] = await sql<{ id: string }[]>`select by->>'id' as id from fact where entity_id = ${ids[0] ?? ''}`
    const at = Date.parse(String((await rowOf(ids[0] ?? '')).reported_at))
    const idAt = async (seconds: number) => (await reportOf({ sql, now: () => at + seconds * 1000 }, { form, place, key: asker?.id ?? '', language: 'en' })).id
    expect([await idAt(1), await idAt(59)]).toEqual([ids[0], ids[0]])
    expect([await idAt(121), await idAt(3_600)]).not.toContain(ids[0])
  })

  it('knows which community is meant, and says which word is missing or wrong', async () => {
    const asked = (path: string) => get(path).then(({ status, xml }) => [status, JSON.stringify(xml.errors ?? '')])
    expect(await asked('services.xml')).toEqual([400, expect.stringContaining('jurisdiction_id')])
    expect(await asked('services.xml?jurisdiction_id=')).toEqual([400, expect.stringContaining('jurisdiction_id')])
    expect(await asked('services.xml?jurisdiction_id=NOWHERE')).toEqual([404, expect.stringContaining('jurisdiction_id')])
    expect(await asked(`services.xml?api_key=${key}`)).toEqual([200, '""'])
    expect(await asked(`services.xml?api_key=${key}&jurisdiction_id=B`)).toEqual([404, expect.stringContaining('jurisdiction_id')])
    expect(await asked('services/nothing.xml?jurisdiction_id=A')).toEqual([404, expect.stringContaining('service_code')])
    expect(await asked('services.xml?jurisdiction_id=A%00')).toEqual([404, expect.stringContaining('jurisdiction_id')])
    for (const dates of ['start_date=0000-01-01T00:00:00Z', 'end_date=0000-01-20T00:00:00Z', 'end_date=9999-12-31T23:59:59-14:00', 'start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z', 'start_date=yesterday', 'start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z', 'status=lost']) {
      expect((await get(`requests.xml?jurisdiction_id=A&${dates}`)).status, dates).toBe(400)
    }
    expect((await get('requests.xml?jurisdiction_id=A&start_date=2026-01-01T00:00:00 08:00&end_date=2026-03-01T00:00:00+08:00')).status).toBe(200)
    expect((await get('services.yaml?jurisdiction_id=A')).status).toBe(406)
    expect(await asked('nothing')).toEqual([404, expect.any(String)])
  })

  it('refuses a report that cannot be one, in the words of the standard, and keeps it without its key', async () => {
    const bad: [Record<string, string>, number, string][] = [
      [{ service_code: '' }, 400, 'service_code'], [{ service_code: '001' }, 404, 'service_code'], [{ lat: '' }, 400, 'long'], [{ lat: '91' }, 400, 'lat'], [{ lat: '', long: '' }, 400, 'location'],
      [{ description: 'x'.repeat(4001) }, 400, 'description'], [{ description: 'a\u0000b' }, 400, 'description'], [{ jurisdiction_id: 'B' }, 404, 'jurisdiction_id'], [{ jurisdiction_id: 'A\u0000' }, 404, 'jurisdiction_id'],
    ]
    for (const [fields, status, word] of bad) {
      const said = await post({ ...field, ...fields })
      expect([said.status, said.text], JSON.stringify(fields)).toEqual([status, expect.stringContaining(word)])
      expect(((await post({ ...field, ...fields }, { format: 'json' })).json as Tree[])[0]?.code).toBe(status)
    }
    for (const api_key of [null, '', `wf_${'A'.repeat(43)}`]) expect((await post(field, { api_key })).status).toBe(403)
    const raw = (body: string | Uint8Array<ArrayBuffer>, type = 'application/x-www-form-urlencoded') => fetch(`${base}/open311/v2/requests.xml`, { method: 'POST', body, headers: { 'content-type': type } }).then(({ status }) => status)
    expect(await raw(`api_key=${key}&service_code=repair&description=%FF%FE`)).toBe(400)
    expect(await raw(`api_key=${key}&service_code=repair&description=%E6%BC`)).toBe(400)
    expect(await raw(new Uint8Array([...Buffer.from(`api_key=${key}&description=`), 0xff]))).toBe(400)
    expect(await raw('{}', 'application/json')).toBe(400)
    expect(await raw(`api_key=${key}&description=${'x'.repeat(200_000)}`)).toBe(413)
    const kept = await sql<{ body: string }[]>`select body from quarantine where door = 'requests'`
    expect(kept.some(({ body }) => body.includes('%FF%FE'))).toBe(true)
    expect(JSON.stringify(kept)).not.toContain(key)
  })
})
