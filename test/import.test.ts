import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { factRows } from '#db/schema/journal.ts'
import { orders } from '#db/schema/orders.ts'
import { buildings, communities, features } from '#db/schema/sites.ts'
import { Area } from '#shared/geo.ts'
import { Order } from '#shared/orders.ts'
import { CannotGoOn, type Said, type Terminal } from '#server/cli.ts'
import { readRequestsCommand, runRequestsCommand } from '#server/import/requests-command.ts'
import { readSiteCommand, runSiteCommand } from '#server/import/site-command.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { pastOrderMaker } from '#server/orders/past-order.ts'
import { readPromiseBook } from '#server/orders/promise-book.ts'
import { freshDatabase } from './database.ts'

const data = join(import.meta.dirname, '../../shared/data')
const absent = !existsSync(data)
if (absent) console.log(`skipped: no real data at ${data}`)

const make = async ({ sql }: Opened['parts']) => pastOrderMaker(await readPromiseBook(sql))

let folder: string
let database: Awaited<ReturnType<typeof freshDatabase>>
let opened: Opened
let said: Said[]
let complained: Said[]
const terminal: Terminal = { language: 'en', say: (line) => said.push(line), complain: (line) => complained.push(line) }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchfloor-import-'))
  database = await freshDatabase()
  opened = openParts(database.url, 'test-import', pino({ level: 'silent' }))
})
beforeEach(() => {
  said = []
  complained = []
})
afterAll(async () => {
  await opened?.close()
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const site = (path: string, ...flags: string[]) => runSiteCommand(readSiteCommand([path, ...flags]), async () => opened.parts, terminal)
const requests = (path: string, ...flags: string[]) => runRequestsCommand(readRequestsCommand([path, ...flags]), async () => opened.parts, make, terminal)
const refusal = (doing: Promise<void>) => doing.then(() => 'not refused', (error: unknown) => (error instanceof CannotGoOn ? error.said.en : String(error)))
const factCount = async () => (await opened.parts.db.select({ count: sql<number>`count(*)::int` }).from(factRows))[0]?.count

const square = (west: number, south: number, size = 0.0004): number[][] => [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
const feature = (properties: object, coordinates: unknown, type = 'Polygon', id?: string) => ({ type: 'Feature', ...(id ? { id } : {}), properties, geometry: { type, coordinates } })
const collection = (...list: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features: list })

const estate = collection(
  feature({ building: 'apartments', 'building:levels': '6;7', name: '1号楼', 'name:en': 'Building 1' }, [square(120, 30)], 'Polygon', 'way/1'),
  feature({ building: 'yes', 'building:levels': '1.5' }, [square(120.001, 30).toReversed()], 'Polygon', 'way/2'),
  feature({ building: 'apartments', height: '30 m' }, [square(120.002, 30).slice(0, -1)], 'Polygon', 'way/3'),
  feature({ building: 'apartments' }, [[square(120.003, 30)], [square(120.0035, 30.001)]], 'MultiPolygon', 'way/4'),
  feature({ building: 'apartments' }, [[[120.004, 30], [120.0044, 30.0004], [120.0044, 30], [120.004, 30.0005], [120.004, 30]]], 'Polygon', 'way/5'),
  feature({ building: 'apartments', name: '1号楼', 'name:en': 'Building 1' }, [square(120, 30)], 'Polygon', 'way/1'),
  feature({ building: 'apartments' }, [square(120.005, 30)], 'Polygon', 'way/1'),
  feature({ building: 'apartments' }, [120, 30], 'Point', 'node/6'),
  feature({ building: 'apartments' }, [[[120, 30], [120, 30]]]),
  feature({ building: 'apartments' }, [square(4_000_000, 30)]),
  feature({ building: 'apartments' }, [[['a', 'b'], [1, 2], [3, 4], [1, 2]]]),
  null,
  feature({ highway: 'service', name: '环路' }, [[120, 30], [120.003, 30]], 'LineString', 'way/7'),
  feature({ barrier: 'gate' }, [120, 30.0005], 'Point', 'node/8'),
  feature({ shop: 'bakery' }, [120, 30], 'Point'),
)

describe('a site', () => {
  it('comes in whole or says feature by feature why not', async () => {
    await site(file('estate.geojson', estate), '--community', 'E1', '--region', '东区', '--name', '东湖/East Lake')
    const [community] = await opened.parts.db.select().from(communities).where(eq(communities.code, 'E1'))
    expect(community).toMatchObject({ name: { zh: '东湖', en: 'East Lake' }, zone: 'Asia/Shanghai', version: 1 })
    const rows = await opened.parts.db.select().from(buildings).where(eq(buildings.community, community?.id ?? '')).orderBy(asc(buildings.code))
    expect(rows.map((row) => row.levels)).toEqual(expect.arrayContaining([7, 1.5, 10]))
    expect(rows).toHaveLength(6)
    expect(rows.find((row) => row.code === '1')?.name).toEqual({ zh: '1号楼', en: 'Building 1' })
    for (const row of rows) expect(Area.safeParse(row.footprint).success).toBe(true)
    const beside = await opened.parts.db.select().from(features).where(eq(features.community, community?.id ?? ''))
    expect(beside.map((one) => one.kind).toSorted()).toEqual(['gate', 'road'])
    expect(complained.map((line) => /#(\d+)/.exec(line.en)?.[1])).toEqual(['7', '8', '9', '10', '11'])
    const repairs = said.map((line) => line.en).join('\n')
    for (const repair of ['wound the wrong way', 'not closed', 'crosses itself', '1 features are repeated', '1 features are of no use']) expect(repairs).toContain(repair)
  })

  it('that comes a second time changes only what has changed', async () => {
    const before = await factCount()
    await site(file('estate.geojson', estate), '--community', 'E1')
    expect(await factCount()).toBe(before)
    await site(file('estate2.geojson', estate.replace('"6;7"', '"18"')), '--community', 'E1')
    expect(await factCount()).toBe((before ?? 0) + 1)
    const [row] = await opened.parts.db.select().from(buildings).where(eq(buildings.code, '1'))
    expect(row).toMatchObject({ levels: 18, version: 2 })
  })

  it('on a shifted grid is put where it stands', async () => {
    await site(file('gcj.geojson', collection(feature({ building: 'apartments' }, [square(116.404, 39.915)], 'Polygon', 'way/9'))), '--community', 'E2', '--region', '东区', '--datum', 'gcj02')
    const [community] = await opened.parts.db.select().from(communities).where(eq(communities.code, 'E2'))
    expect(community?.center[0]).toBeCloseTo(116.39776 + 0.0002, 3)
    expect(community?.center[1]).toBeCloseTo(39.9136 + 0.0002, 3)
  })

  it.each([
    ['not.geojson', '<html></html>', /is not GeoJSON/],
    ['half.geojson', '{"type":"FeatureCollection","features":[', /not well-formed JSON/],
    ['none.geojson', '{"type":"FeatureCollection","features":[]}', /holds no feature/],
    ['other.geojson', '{"type":"Topology"}', /no FeatureCollection/],
    ['meters.geojson', '{"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[1]}', /EPSG::3857: convert/],
    ['empty.geojson', '', /is empty/],
    ['zip.geojson', 'PK\u0003\u0004xxxx', /ZIP archive/],
    ['useless.geojson', collection(feature({ shop: 'x' }, [1, 2], 'Point')), /nothing to import/],
  ])('in %s is refused in one sentence', async (name, content, sentence) => {
    expect(await refusal(site(file(name, content), '--community', 'E3', '--region', '东区'))).toMatch(sentence)
  })
})

const csv = (...lines: string[]) => ['Unique Key,Created Date,Closed Date,Complaint Type,Descriptor,Status,Latitude,Longitude', ...lines].join('\r\n')

describe('requests', () => {
  it('become past orders, at the building where they were; what cannot be read is named by line', async () => {
    const path = file('requests.csv', csv(
      '1,2026/1/3 14:05,2026/1/3 15:00,PLUMBING,"leak,\r\nkitchen",Closed,30.0002,120.0002',
      '2,01/04/2026 02:05:00 PM,,Noise - Residential,Loud Music,Open,30.0002,120.0012',
      '3,gestern,,HEATING,,Open,30,120',
      '4,2026-01-04 10:00,2026-01-03 10:00,HEATING,,Closed,30,120',
      '5,2026-01-04 10:00,,HEATING',
      '6,2999-01-04 10:00,,HEATING,,Open,30,120',
      '7,2026-01-04 10:00,,Quantum Flux,"open',
      '8,2026-01-04 10:00,,Quantum Flux,,Open,95,120',
      '9,1767420306,,Quantum Flux,,Open,,',
    ))
    await requests(path, '--community', 'E1')
    expect(complained.map((line) => /^Line (\d+)/.exec(line.en)?.[1])).toEqual(['5', '6', '7', '8', '9', '10'])
    expect(said.at(-2)?.en).toBe('9 rows: 3 in (0 of them from before, 1 closed, 2 at a building), 6 left out')
    expect(said.at(-1)?.en).toContain('Quantum Flux')
    const rows = await opened.parts.db.select().from(orders).orderBy(asc(orders.reportedAt))
    expect(rows.map((row) => [row.category, row.state, row.reportedAt])).toEqual([
      ['repair', 'closed', '2026-01-03T06:05:00.000Z'],
      ['resident-service', 'reported', '2026-01-03T06:05:06.000Z'],
      ['complaint', 'reported', '2026-01-04T06:05:00.000Z'],
    ])
    expect(rows[0]).toMatchObject({ closedAt: '2026-01-03T07:00:00.000Z', version: 2, late: [], source: 'import', title: 'PLUMBING · leak, kitchen' })
    expect(rows[2]?.late).toEqual(['respond', 'solution', 'finish', 'close'])
    for (const { reporterPhone: _, ...row } of rows) expect(Order.safeParse(row).success).toBe(true)
    const told = await opened.parts.db.select().from(factRows).where(eq(factRows.entity, rows[0]?.id ?? '')).orderBy(asc(factRows.seq))
    expect(told.map((fact) => [fact.name, fact.at])).toEqual([['order.reported', '2026-01-03T06:05:00.000Z'], ['order.closed', '2026-01-03T07:00:00.000Z']])
  })

  it('that come a second time are the same ones, and close when their source has closed them', async () => {
    const before = await factCount()
    const path = file('again.csv', csv('1,2026/1/3 14:05,2026/1/3 15:00,PLUMBING,"leak,\r\nkitchen",Closed,30.0002,120.0002', '9,1767420306,2026-01-05,Quantum Flux,,Closed,,'))
    await requests(path, '--community', 'E1')
    expect(await factCount()).toBe((before ?? 0) + 1)
  })

  it('are understood in other encodings, delimiters and languages', async () => {
    const gbk = Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x3b, 0xc9, 0xcf, 0xb1, 0xa8, 0xca, 0xb1, 0xbc, 0xe4, 0x3b, 0xc0, 0xe0, 0xb1, 0xf0, 0x0a, 0x41, 0x31, 0x3b, 0x32, 0x30, 0x32, 0x36, 0x2f, 0x31, 0x2f, 0x35, 0x20, 0x38, 0x3a, 0x30, 0x30, 0x3b, 0xc2, 0xa9, 0xcb, 0xae, 0x0a])
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('编号\t上报时间\t类别\nB1\t2026年1月6日 下午3时20分\t乱停车\n', 'utf16le')])
    const bom = '\ufeff编号|上报时间|类别\rC1|2026-01-07T08:00:00+08:00|保洁 垃圾\r'
    for (const [name, content] of [['gbk.csv', gbk], ['utf16.csv', utf16], ['bom.csv', bom]] as const) await requests(file(name, content), '--community', 'E1')
    const rows = await opened.parts.db.select({ title: orders.title, category: orders.category, at: orders.reportedAt }).from(orders).where(sql`reported_at >= '2026-01-05'`).orderBy(asc(orders.reportedAt))
    expect(rows).toEqual([
      { title: '漏水', category: 'repair', at: '2026-01-05T00:00:00.000Z' },
      { title: '乱停车', category: 'parking', at: '2026-01-06T07:20:00.000Z' },
      { title: '保洁 垃圾', category: 'cleaning', at: '2026-01-07T00:00:00.000Z' },
    ])
  })

  it('are read as --map says', async () => {
    const path = file('mapped.csv', 'a,b,when\nX1,灯不亮,2026-02-01\n')
    expect(await refusal(requests(path, '--community', 'E1'))).toMatch(/what a request is about|time of report/)
    await requests(path, '--community', 'E1', '--map', 'id=a,reported=when', '--map', 'title=b')
    expect(said.at(-1)?.en).toContain('1 in')
    expect(await refusal(requests(path, '--community', 'E1', '--map', 'title=zzz'))).toContain('There is no column "zzz"')
  })

  it.each([
    ['page.csv', '<!doctype html><table>', /looks like HTML/],
    ['data.csv', '{"a":1}', /looks like JSON/],
    ['blank.csv', ' \n \n', /nothing in it/],
    ['words.csv', 'only words\nand more words\n', /nothing in it parts columns/],
    ['one.csv', 'a,b,c\n', /only one row/],
    ['binary.csv', new Uint8Array([1, 2, 0, 4, 0, 0, 7, 8, 9, 0, 1]), /not a text file/],
    ['sheet.csv', 'PK\u0003\u0004', /Excel/],
  ])('in %s are refused in one sentence', async (name, content, sentence) => {
    expect(await refusal(requests(file(name, content), '--community', 'E1'))).toMatch(sentence)
  })

  it('of a community that is not there are refused', async () => {
    expect(await refusal(requests(file('r.csv', csv('1,2026-01-01,,HEAT,,Open,30,120')), '--community', 'NOPE'))).toContain('There is no community "NOPE"')
  })
})

describe('the real world', () => {
  it.skipIf(absent)('brings 16 communities of Kunming and 626 buildings of Tsinghua', async () => {
    await site(join(data, 'sites/kunming-communities/buildings.geojson'), '--by', 'community', '--region', '昆明')
    expect(said.filter((line) => / buildings, /.test(line.en))).toHaveLength(16)
    expect(complained).toEqual([])
    await site(join(data, 'sites/tsinghua-beijing/buildings.geojson'), '--community', 'THU', '--region', '北京', '--boundary', join(data, 'sites/tsinghua-beijing/campus_boundary.geojson'))
    expect(said.map((line) => line.en).join('\n')).toContain('THU: 626 buildings, 0 other features; 626 new')
    const [row] = await opened.parts.db.select().from(communities).where(eq(communities.code, 'THU'))
    expect(row?.boundary?.type).toBe('Polygon')
  })

  it.skipIf(absent)('brings 1,000 requests of New York, once', async () => {
    const path = join(data, 'requests/nyc-2024-residential/311_Service_Requests.csv')
    await requests(path, '--community', 'E1', '--zone', 'America/New_York')
    expect(said.map((line) => line.en).join('\n')).toMatch(/1000 rows: 1000 in \(0 of them from before, 293 closed/)
    await requests(path, '--community', 'E1', '--zone', 'America/New_York')
    expect(said.map((line) => line.en).join('\n')).toMatch(/1000 in \(1000 of them from before/)
  })
})

describe('the command line', () => {
  const run = (language: string, ...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'server/import.ts', ...args], { encoding: 'utf8', env: { PATH: process.env.PATH, LANG: language } })

  it('says what is wrong in the language of its user and ends with 1 or 2', () => {
    const chinese = run('zh_CN.UTF-8', 'site', join(folder, 'nothing.geojson'), '--community', 'X')
    expect([chinese.status, chinese.stderr.trim()]).toEqual([1, `找不到文件 ${join(folder, 'nothing.geojson')}。`])
    const english = run('C', 'site', '--sideways')
    expect(english.status).toBe(2)
    expect(english.stderr).toMatch(/^Unknown option '--sideways'/)
    expect(run('C', 'planets').status).toBe(2)
    const help = run('zh_CN.UTF-8', '--help')
    expect([help.status, help.stdout.startsWith('用法')]).toEqual([0, true])
  })
})
