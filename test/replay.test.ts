import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { openCsv } from '#server/files/csv-file.ts'
import { openParts, type Opened } from '#server/installation.ts'
import { alarmEvents } from '#server/replay/alarm-events.ts'
import { alarmColumns, readAlarm } from '#server/replay/alarm-log.ts'
import { readAlertmanager } from '#server/replay/alertmanager.ts'
import { DoorClient } from '#server/replay/door-client.ts'
import type { Event } from '#server/replay/event.ts'
import { readGpx } from '#server/replay/gpx.ts'
import { readGround } from '#server/replay/ground.ts'
import { play, type Clock } from '#server/replay/play.ts'
import { requestEvents } from '#server/replay/request-events.ts'
import { trackOnto } from '#server/replay/track-onto.ts'
import type { DoorPosition } from '#shared/doors.ts'
import { distance, type LonLat } from '#shared/geo.ts'
import { freshDatabase } from './database.ts'
import { makeWorld, testConfig, type World } from './world.ts'

const data = join(import.meta.dirname, '../../shared/data')
const absent = !existsSync(data)
if (absent) console.log(`skipped: no real data at ${data}`)

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
let reading: Opened
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchfloor-replay-'))
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const log = pino({ level: 'silent' })
  app = await createApp(testConfig(database.url), database.url, log)
  base = (await app.start()).url
  reading = openParts(database.url, 'test-replay', log)
})
afterAll(async () => {
  await app?.stop()
  await reading?.close()
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Time that passes only when somebody waits. */
function handClock(): Clock & { waited: number[] } {
  let at = 1_000_000
  const waited: number[] = []
  return {
    waited,
    now: () => at,
    until: async (then) => {
      waited.push(Math.max(0, then - at))
      at = Math.max(at, then)
    },
  }
}
const never = new AbortController().signal
const played = (events: readonly Event[], client: Pick<DoorClient, 'send'> = new DoorClient(base, world.key, 'en')) => play(events, 1e6, client, handClock(), never, () => undefined)
const count = async (table: string) => (await reading.parts.sql<{ count: number }[]>`select count(*)::int as count from ${reading.parts.sql(table)}`)[0]?.count

const walk = `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
  <trkpt lat="51.5" lon="-0.1"><time>2024-01-01T08:00:00Z</time></trkpt>
  <trkpt lat="51.501" lon="-0.1"><time>2024-01-01T08:01:00Z</time></trkpt>
  <trkpt lat="abc" lon="-0.1"/>
  <trkpt lat="51.502" lon="-0.099"><time>2024-01-01T08:03:00Z</time></trkpt></trkseg></trk></gpx>`

describe('a track', () => {
  it('keeps its times and passes over what is no point', () => {
    const track = readGpx(walk, 'walk.gpx')
    expect(track.points.map((one) => one.seconds)).toEqual([0, 60, 180])
    expect([track.skipped, track.timed]).toEqual([1, true])
  })

  it('without times is walked', () => {
    const track = readGpx(walk.replaceAll(/<time>[^<]*<\/time>/g, ''), 'walk.gpx')
    expect(track.timed).toBe(false)
    expect(track.points[1]?.seconds).toBeCloseTo(111.2 / 1.3, 0)
  })

  it.each([
    ['a DOCTYPE', '<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>', /DOCTYPE/],
    ['no XML', 'lat,lon\n1,2', /not XML/],
    ['broken XML', '<gpx><trk></gpx>', /line 1/],
    ['another XML', '<kml/>', /no gpx element/],
    ['one point', '<gpx><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>', /fewer than two/],
  ])('that is %s is refused in one sentence', (_, text, sentence) => expect(() => readGpx(text, 'x.gpx')).toThrow(sentence))

  it('is laid onto a community, no larger than it, with its shape', () => {
    const site: LonLat[] = [[120, 30], [120.004, 30], [120.004, 30.001], [120, 30.001]]
    const { points } = readGpx(walk, 'walk.gpx')
    const { points: moved, scale } = trackOnto(points, site)
    const long = (list: readonly { point: LonLat }[]) => list.slice(1).map(({ point }, at) => distance(list[at]?.point ?? point, point))
    expect(moved.map((one) => one.seconds)).toEqual([0, 60, 180])
    for (const { point } of moved) expect(distance(point, [120.002, 30.0005])).toBeLessThan(400)
    long(moved).forEach((metres, at) => expect(metres / ((long(points)[at] ?? 0) * scale)).toBeCloseTo(1, 1))
  })

  it('arrives as the positions of a guard', async () => {
    const guard = world.a.staff[3]
    const ground = await readGround(reading.parts, 'A')
    expect(ground.guards).toEqual([guard?.code])
    const { points } = trackOnto(readGpx(walk, 'walk.gpx').points, ground.points)
    const events = points.map(({ seconds, point }): Event => ({ door: 'positions', at: seconds, message: { person: guard?.code ?? '', point } }))
    // Real moments: a position from a clock of 1970 would be taken for a wrong clock.
    const client = new DoorClient(base, world.key, 'en')
    const result = await play(events, 1e6, client, { now: Date.now, until: async () => undefined }, never, () => undefined)
    expect([result.taken, result.refused]).toEqual([3, 0])
    const rows = await reading.parts.sql`select lon from position where person_id = ${guard?.id ?? ''}`
    expect(rows).toHaveLength(3)
  })
})

describe('an alarm log', () => {
  const log = 'timestamp,tag,type,description\n2024-05-01 00:00:20,FIR123,L,LOW\n2024-05-01 00:00:30,FIR123,L NR,LOW RECOVERED\n2024-05-01 00:01:00,PIR7,HH,HIGH HIGH\nnever,FIR1,L,x\n'

  async function read(path: string) {
    const file = await openCsv(path)
    const columns = alarmColumns(file.header, path)
    const rows: ReturnType<typeof readAlarm>[] = []
    for await (const record of file.records()) rows.push(record.cells ? readAlarm(record.cells, columns) : record.problem)
    return rows
  }
  const good = (rows: Awaited<ReturnType<typeof read>>) => rows.flatMap((row) => ('at' in row ? [row] : []))

  it('raises and clears alarms on devices of the community', async () => {
    const path = join(folder, 'alarms.csv')
    writeFileSync(path, log)
    const rows = await read(path)
    expect(rows).toHaveLength(4)
    expect(good(rows).map((row) => [row.kind, row.severity, row.change])).toEqual([['value.low', 'minor', 'raised'], ['value.low', 'minor', 'cleared'], ['value.high-high', 'major', 'raised']])
    const before = (await count('alarm')) ?? 0
    const result = await played(alarmEvents(good(rows), 'A', 'map', (await readGround(reading.parts, 'A')).devices))
    expect([result.taken, result.refused]).toEqual([3, 0])
    expect(await count('alarm')).toBe(before + 2)
  })

  it('whose devices are not there is refused with the reason', async () => {
    const result = await played(alarmEvents([{ at: 0, tag: 'NO-SUCH', kind: 'value.low', severity: 'minor', change: 'raised', text: '' }], 'A', 'keep', []))
    expect([result.taken, result.refused]).toEqual([0, 1])
    expect([...result.reasons.keys()][0]).toMatch(/^device: /)
  })

  it('in the words of Alertmanager is understood', () => {
    const body = { status: 'resolved', alerts: [{ status: 'resolved', labels: { alertname: 'DiskSpace', instance: 'cs30', severity: 'critical' }, annotations: { summary: 'full' }, startsAt: '2017-05-09T07:01:37Z', endsAt: '2017-05-09T07:08:37Z' }] }
    expect(readAlertmanager(JSON.stringify(body), 'x.json').map((one) => [one.tag, one.kind, one.severity, one.change])).toEqual([
      ['cs30', 'disk-space', 'critical', 'raised'],
      ['cs30', 'disk-space', 'critical', 'cleared'],
    ])
    expect(() => readAlertmanager('{"a":1}', 'x.json')).toThrow(/not what Alertmanager sends/)
  })

  it.skipIf(absent)('of a real storm passes the door whole', async () => {
    const rows = good(await read(join(data, 'devices/tep-alarm-storm/text_alarms_deadband/text_alarms_deadband_10.csv')))
    expect(rows).toHaveLength(159)
    const result = await played(alarmEvents(rows, 'B', 'map', (await readGround(reading.parts, 'B')).devices))
    expect([result.taken, result.refused]).toEqual([159, 0])
  })

  it.skipIf(absent)('of every real kind can be read', async () => {
    for (const name of ['text_alarms_original_1.csv', 'text_alarms_original_10.csv']) {
      const rows = await read(join(data, 'devices/tep-alarm-storm/text_alarms_original', name))
      expect(good(rows)).toHaveLength(rows.length)
    }
    for (const name of readdirSync(join(data, 'devices/alertmanager')).filter((one) => one.endsWith('.json'))) {
      expect(readAlertmanager(readFileSync(join(data, 'devices/alertmanager', name), 'utf8'), name).length).toBeGreaterThan(1)
    }
    for (const name of readdirSync(join(data, 'tracks/walks')).filter((one) => one.endsWith('.gpx'))) {
      expect(readGpx(readFileSync(join(data, 'tracks/walks', name), 'utf8'), name).points.length).toBeGreaterThan(200)
    }
  })
})

describe('requests', () => {
  it('arrive as residents report them', async () => {
    const path = join(folder, 'requests.csv')
    writeFileSync(path, '编号,上报时间,类别,描述\n1,2024-01-01 10:00,水管漏水,厨房\n2,2024-01-01 10:05,噪音扰民,楼上\n')
    const { events, problems } = await requestEvents(await openCsv(path), new Map(), { community: 'A', zone: 'Asia/Shanghai', buildings: ['1', '2'] })
    expect(problems).toEqual([])
    const before = (await count('work_order')) ?? 0
    expect((await played(events)).taken).toBe(2)
    expect(await count('work_order')).toBe(before + 2)
  })
})

describe('playing', () => {
  const position = (at: number): Event => ({ door: 'positions', at, message: { person: 'S', point: [1, 2] } })
  const silent = { send: async ({ messages }: { messages: object[] }) => ({ taken: messages.length, refused: 0, reasons: [], retries: 0 }) }

  it('keeps the gaps, divided by the speed, whatever the order in the file', async () => {
    const clock = handClock()
    await play([position(100), position(40), position(70)], 10, silent, clock, never, () => undefined)
    expect(clock.waited).toEqual([0, 3_000, 3_000])
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const result = await play([position(0), position(1000)], 1, silent, handClock(), stop.signal, () => stop.abort())
    expect(result.sent).toBe(1)
  })

  it('sends the same bytes again until they are answered, and no longer when the key is refused', async () => {
    const bodies: string[] = []
    const server = createServer((req, res) => {
      const chunks: Buffer[] = []
      req.on('data', (chunk: Buffer) => chunks.push(chunk))
      req.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString())
        if (bodies.length === 1) res.writeHead(503).end()
        else if (bodies.length === 2) req.socket.destroy()
        else if (bodies.length === 3) res.writeHead(202, { 'content-type': 'application/json' }).end('{"answers":[{"ok":true,"id":null,"cursor":1}]}')
        else res.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"title":"A valid key is needed"}')
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = new DoorClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'wf_x', 'en', { whole: 20_000, pause: 10 })
    const messages: DoorPosition[] = [{ person: 'S', point: [1, 2] }]
    expect(await client.send({ door: 'positions', messages })).toMatchObject({ taken: 1, retries: 2 })
    expect(new Set(bodies).size).toBe(1)
    await expect(client.send({ door: 'positions', messages })).rejects.toThrow(/refuses: A valid key is needed/)
    server.close()
  })
})

it('the command plays a file against a running server with a key of its own, and revokes it', async () => {
  const path = join(folder, 'one.csv')
  writeFileSync(path, 'timestamp,tag,type,description\n2024-05-01 00:00:20,T1,H,HIGH\n2024-05-01 00:00:21,T1,H NR,NORMAL\n')
  const args = ['--import', 'tsx', 'server/replay.ts', 'alarms', path, '--community', 'A', '--speed', '100', '--url', base]
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, LANG: 'zh_CN.UTF-8', DATABASE_URL: database.url, DATA_DIR: folder } })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect([code, out]).toEqual([0, expect.stringContaining('共 2 条：送出 2，接收 2，未接收 0，重试 0 次')])
  const [row] = await reading.parts.sql<{ open: number }[]>`select count(*)::int as open from machine_key where name = 'replay' and revoked_at is null`
  expect(row?.open).toBe(0)
})
