import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { DoorAlarm, DoorPosition, DoorRequest } from '#shared/doors.ts'
import { Area, Shape } from '#shared/geo.ts'
import { CannotGoOn } from '#server/cli.ts'
import { openCsv } from '#server/files/csv-file.ts'
import { readWhole } from '#server/files/file-text.ts'
import { readCollection, readSites } from '#server/import/site-reading.ts'
import { buildingRows, centerOf, featureRows } from '#server/import/site-rows.ts'
import { alarmEvents } from '#server/replay/alarm-events.ts'
import { alarmColumns, readAlarm, type LoggedAlarm } from '#server/replay/alarm-log.ts'
import { readAlertmanager } from '#server/replay/alertmanager.ts'
import { readGpx } from '#server/replay/gpx.ts'
import { requestEvents } from '#server/replay/request-events.ts'
import { trackOnto } from '#server/replay/track-onto.ts'
import { Building, Feature } from '#shared/sites.ts'
import { hostileValue, mutated, seed } from './hostile.ts'

const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bad-'))
const path = join(folder, 'file')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Reads what can be read, or refuses in a sentence; anything else thrown fails the test. @returns whether it was read */
async function readOrRefused(read: () => unknown): Promise<boolean> {
  try {
    await read()
    return true
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error
    expect(error.said.zh.length * error.said.en.length).toBeGreaterThan(0)
    return false
  }
}

/** Every damaged file is read or refused; of so many, some must be read and some not, else the test tries nothing. */
async function tryAll(files: fc.Arbitrary<Buffer>, count: number, read: () => unknown): Promise<void> {
  let readable = 0
  for (const bytes of fc.sample(files, { seed, numRuns: count })) {
    writeFileSync(path, bytes)
    if (await readOrRefused(read)) readable++
  }
  expect(readable).toBeGreaterThan(0)
  expect(readable).toBeLessThan(count)
}

const id = '3f2b8c1a-9d4e-4f60-8a7b-5c6d7e8f9a0b'
const community = { id, code: 'X' }

const square = [[120, 30], [120.001, 30], [120.001, 30.001], [120, 30.001], [120, 30]]
const properties = { building: 'apartments', 'building:levels': '6', name: '一号楼', 'name:en': 'One', ref: '1' }
const geojson = Buffer.from(JSON.stringify({
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', id: 'way/1', properties, geometry: { type: 'Polygon', coordinates: [square] } },
    { type: 'Feature', id: 'way/2', properties: { highway: 'service', name: '路' }, geometry: { type: 'LineString', coordinates: square.slice(0, 3) } },
    { type: 'Feature', id: 'way/3', properties, geometry: { type: 'MultiPolygon', coordinates: [[square], [square]] } },
  ],
}))

function readSiteFile(text: string): void {
  const file = readSites(readCollection(text, path), { datum: 'gcj02', by: null, as: null })
  for (const site of file.sites.values()) {
    centerOf(site)
    for (const row of buildingRows(community, site, new Map())) expect(Building.safeParse(row).error?.message).toBeUndefined()
    for (const row of featureRows(community, site)) expect(Feature.safeParse(row).error?.message).toBeUndefined()
    for (const { footprint } of site.buildings) expect(Area.safeParse(footprint).success).toBe(true)
    for (const { shape } of site.features) expect(Shape.safeParse(shape).success).toBe(true)
  }
}

describe('damaged files', () => {
  it('of sites, by bytes: 800', () => tryAll(mutated(geojson), 800, async () => readSiteFile(await readWhole(path, 2 ** 20))))

  it('of sites, by grammar: 800 features of which only sound ones become buildings', () => {
    const geometry = fc.oneof(hostileValue, fc.record({ type: fc.oneof(fc.constantFrom('Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'), hostileValue), coordinates: fc.oneof(hostileValue, fc.constantFrom<unknown>(square, [square], [[square]], [120, 30])) }))
    const tags = fc.oneof(hostileValue, fc.dictionary(fc.constantFrom('building', 'highway', 'name', 'building:levels', 'height', 'ref', 'id', 'element'), fc.oneof(hostileValue, fc.constantFrom<unknown>('yes', 'service', '6', 7))))
    const features = fc.array(fc.oneof(hostileValue, fc.record({ type: fc.constant('Feature'), id: hostileValue, properties: tags, geometry })), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(features, (list) => readSiteFile(JSON.stringify({ type: 'FeatureCollection', features: list }))), { seed, numRuns: 800 })
  })

  it('of requests, by bytes: 600, and what is read fits the door', async () => {
    const csv = Buffer.from('编号,上报时间,类别,描述,纬度,经度\r\n1,2026/1/3 14:05,漏水,"厨房,\r\n很大",30,120\r\n2,01/04/2026 02:05 PM,噪音,,30.1,120.1\r\n')
    await tryAll(mutated(csv), 600, async () => {
      const { events } = await requestEvents(await openCsv(path), new Map(), { community: 'A', zone: 'Asia/Shanghai', buildings: [] })
      for (const { message } of events) expect(DoorRequest.safeParse({ id, ...message }).error?.message).toBeUndefined()
    })
  })

  it('of alarms, by bytes: 600, and what is read fits the door', async () => {
    const csv = Buffer.from('timestamp;tag;type;description\n2024-05-01 00:00:20;FIR-123;L;LOW\n2024-05-01 00:00:30;FIR-123;L NR;LOW RECOVERED\n')
    await tryAll(mutated(csv), 600, async () => {
      const file = await openCsv(path)
      const columns = alarmColumns(file.header, path)
      const alarms: LoggedAlarm[] = []
      for await (const record of file.records()) {
        const read = record.cells ? readAlarm(record.cells, columns) : record.problem
        if ('at' in read) alarms.push(read)
      }
      for (const { message } of alarmEvents(alarms, 'A', 'none', [])) expect(DoorAlarm.safeParse({ id, ...message }).error?.message).toBeUndefined()
    })
  })

  it('of Alertmanager, by bytes: 400, and what is read fits the door', () => {
    const body = Buffer.from(JSON.stringify({ alerts: [{ status: 'resolved', labels: { alertname: 'Disk', instance: 'a', severity: 'page' }, annotations: { summary: '满' }, startsAt: '2024-01-01T00:00:00Z', endsAt: '2024-01-01T00:01:00Z' }] }))
    return tryAll(mutated(body), 400, async () => {
      const alarms = readAlertmanager(await readWhole(path, 2 ** 20), path)
      for (const { message } of alarmEvents(alarms, 'A', 'none', [])) expect(DoorAlarm.safeParse({ id, ...message }).error?.message).toBeUndefined()
    })
  })

  it('of tracks, by bytes: 600, and what is read fits the door', () => {
    const point = (minute: number) => `<trkpt lat="51.50${minute}" lon="-0.1"><ele>1</ele><time>2024-01-01T08:0${minute}:00Z</time></trkpt>`
    const gpx = Buffer.from(`<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>${[0, 1, 2, 3].map(point).join('')}</trkseg></trk></gpx>`)
    return tryAll(mutated(gpx), 600, async () => {
      const { points } = readGpx(await readWhole(path, 2 ** 20), path)
      for (const one of [...points, ...trackOnto(points, [[120, 30], [120.001, 30.001]]).points]) {
        expect(one.seconds).toBeGreaterThanOrEqual(0)
        expect(DoorPosition.safeParse({ person: 'S', point: one.point }).error?.message).toBeUndefined()
      }
    })
  })

  it('that only nest are refused', async () => {
    writeFileSync(path, `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`)
    expect(await readOrRefused(async () => readGpx(await readWhole(path, 2 ** 20), path))).toBe(false)
    writeFileSync(path, '['.repeat(100_000) + ']'.repeat(100_000))
    expect(await readOrRefused(async () => readCollection(await readWhole(path, 2 ** 20), path))).toBe(false)
    writeFileSync(path, `"${'a,"'.repeat(50_000)}`)
    expect(await readOrRefused(() => openCsv(path))).toBe(false)
  })
})
