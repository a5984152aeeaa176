import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import express from 'express'
import pino from 'pino'
import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alarms } from '#db/schema/alarms.ts'
import { quarantine } from '#db/schema/ingest.ts'
import { AlarmKind, type Alarm } from '#shared/alarms.ts'
import { doorAddresses } from '#shared/paths.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { kindFromName } from '#server/ingest/alertmanager-message.ts'
import { alertmanagerRoutes } from '#server/ingest/alertmanager-routes.ts'
import { usualRates } from '#server/ingest/door-intake.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { Unanswered } from '#server/journal/journal.ts'
import type { SayAlarms } from '#server/live/handler.ts'
import { problemHandler } from '#server/problem.ts'
import fc from 'fast-check'
import { openFeatures, type Features } from './features.ts'

const log = pino({ level: 'silent' })
const operator = { kind: 'system', id: 'test', name: 'test' } as const
let on: Features
let key: string
let companyKey: string

beforeAll(async () => {
  on = await openFeatures()
  key = (await issueKey(on.parts, { name: 'prometheus', community: on.world.a.id, doors: ['alertmanager'] }, operator)).secret
  companyKey = (await issueKey(on.parts, { name: 'grafana', community: null, doors: ['alertmanager'] }, operator)).secret
})
afterAll(() => on?.close())

let count = 0
let name: string
beforeEach(() => {
  name = `Case${++count}`
})

const serve = (say: SayAlarms = sayAlarms, rates = usualRates) => {
  const app = express()
  app.use(alertmanagerRoutes(on.parts, say, { secret: 'a secret of the installation', rates }))
  app.use(problemHandler(log))
  return app
}

const post = (body: unknown, { say = sayAlarms, by = key, search = '', rates = usualRates }: { say?: SayAlarms; by?: string; search?: string; rates?: typeof usualRates } = {}) =>
  request(serve(say, rates)).post(doorAddresses.alertmanager + search).set('Authorization', `Bearer ${by}`).set('Content-Type', 'application/json').set('Accept-Language', 'en').send(JSON.stringify(body))

type Labels = Record<string, string>
const alert = (labels: Labels = {}, more: object = {}) => ({
  status: 'firing', labels: { alertname: name, severity: 'warning', ...labels }, annotations: { summary: `${name} 水位高` }, startsAt: '2026-11-22T01:00:00.123456789Z', endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus', fingerprint: `${name}-${JSON.stringify(labels).length}`, ...more,
})
const group = (...alerts: unknown[]) => ({ version: '4', groupKey: '{}:{}', truncatedAlerts: 0, status: 'firing', receiver: 'watchfloor', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://am', alerts })

const mine = async (): Promise<Alarm[]> => {
  const rows = (await on.parts.db.select().from(alarms)) as Alarm[]
  return rows.filter(({ text, kind }) => text.includes(name) || kind.includes(name.toLowerCase()))
}
const kept = async () => (await on.parts.db.select().from(quarantine)).filter(({ body }) => body.includes(name))

describe('an alert of Alertmanager', () => {
  it('becomes an alarm of the key’s community, and goes when it is resolved', async () => {
    expect((await post(group(alert()))).status).toBe(202)
    const [raised] = await mine()
    expect(raised).toMatchObject({ community: on.world.a.id, device: null, kind: `case${count}`, severity: 'minor', state: 'unacknowledged', count: 1, deviceAt: '2026-11-22T01:00:00.123Z', text: `${name} 水位高` })
    expect((await post(group(alert({}, { status: 'resolved', endsAt: '2026-11-22T01:05:00Z' })))).status).toBe(202)
    expect(await mine()).toMatchObject([{ id: raised?.id, state: 'returned' }])
  })

  it('is raised once however often its group is repeated, also in other words', async () => {
    for (let i = 0; i < 5; i++) expect((await post(group(alert({}, { annotations: { summary: `${name}: ${i} %` } })))).status).toBe(202)
    expect(await mine()).toMatchObject([{ count: 1, version: 1 }])
    expect((await post(group(alert(), alert()))).body.answers).toMatchObject([{ ok: true }, { ok: true }])
    expect(await mine()).toMatchObject([{ count: 1 }])
  })

  it('that is heard to end before it is heard to begin is over', async () => {
    expect((await post(group(alert({}, { status: 'resolved', endsAt: '2026-11-22T01:05:00Z' })))).status).toBe(202)
    expect((await post(group(alert()))).status).toBe(202)
    expect(await mine()).toEqual([])
    await post(group(alert({}, { startsAt: '2026-11-22T02:00:00Z' })))
    expect(await mine()).toMatchObject([{ state: 'unacknowledged' }])
  })

  it('that fires anew is another time of the same alarm', async () => {
    await post(group(alert()))
    await post(group(alert({}, { status: 'resolved', endsAt: '2026-11-22T01:05:00Z' })))
    await post(group(alert({}, { startsAt: '2026-11-22T01:10:00Z' })))
    expect(await mine()).toMatchObject([{ state: 'unacknowledged', count: 2 }])
    // A late copy of the first changes nothing.
    await post(group(alert()))
    expect(await mine()).toMatchObject([{ state: 'unacknowledged', count: 2 }])
  })

  it('of one name stays apart from another of that name', async () => {
    await post(group(alert({ instance: 'a' }), alert({ instance: 'bb' })))
    expect(await mine()).toHaveLength(2)
    await post(group(alert({ instance: 'a' }, { status: 'resolved' })))
    expect((await mine()).map(({ state }) => state).toSorted()).toEqual(['returned', 'unacknowledged'])
  })

  it('without a fingerprint is told apart by its labels, in any order of them', async () => {
    const bare = (labels: Labels) => alert(labels, { fingerprint: undefined })
    await post(group(bare({ x: '1', y: '2' }), bare({ y: '2', x: '1' }), bare({ x: '1', y: '3' })))
    expect(await mine()).toHaveLength(2)
  })

  it('is of the device that its labels name; a disk is none', async () => {
    await post(group(alert({ device: '1-L1', case: 'lift' }), alert({ device: 'rootfs' }), alert({ watchfloor_device: '2-L1', n: '12' })))
    expect((await mine()).map(({ device }) => String(device)).toSorted()).toEqual(['null', String(on.world.a.machines[0]?.id), String(on.world.a.machines[1]?.id)].toSorted())
    const unknown = await post(group(alert({ watchfloor_device: 'nowhere' })))
    expect([unknown.status, unknown.body.errors]).toEqual([400, [{ field: 'alerts[0].device', message: 'No such device code in this community' }]])
  })

  it('names its community by label or address, within its key only', async () => {
    const at = async (labels: Labels, by: string, search = '') => (await post(group(alert(labels)), { by, search })).status
    expect(await at({ community: 'B', n: '1' }, companyKey)).toBe(202)
    expect(await at({ n: '22' }, companyKey, '?community=B')).toBe(202)
    expect(await at({ community: 'somebody else’s word' }, key)).toBe(202)
    expect(await at({ n: '333' }, companyKey)).toBe(400)
    expect(await at({ community: 'B' }, key)).toBe(400)
    expect(await at({ watchfloor_community: 'nowhere' }, companyKey, '?community=B')).toBe(400)
    expect(await at({}, key, '?community=B')).toBe(400)
    expect((await mine()).map(({ community }) => community).toSorted()).toEqual([on.world.b.id, on.world.b.id, on.world.a.id].toSorted())
  })

  it.each([
    ['critical', 'critical'], ['CRITICAL', 'critical'], ['page', 'critical'], ['error', 'major'], ['high', 'major'], ['major', 'major'], ['warning', 'minor'], ['minor', 'minor'], ['info', 'notice'], ['', 'notice'], ['什么', 'notice'],
  ])('of severity “%s” is %s', async (label, severity) => {
    await post(group(alert({ severity: label })))
    expect(await mine()).toMatchObject([{ severity }])
  })

  it('is of a known kind where its label says so', async () => {
    await post(group(alert({ kind: 'water.level' }), alert({ kind: 'no such kind' })))
    expect((await mine()).map(({ kind }) => kind).toSorted()).toEqual([`case${count}`, 'water.level'].toSorted())
  })

  it('always gets a kind that is one, stable, and its own', () => {
    expect(kindFromName('HighPumpPressure')).toBe('high-pump-pressure')
    expect(kindFromName('水泵房水位高')).toMatch(/^alert-[0-9a-f]{8}$/)
    expect(kindFromName('磁盘 full')).toMatch(/^full-[0-9a-f]{8}$/)
    expect(kindFromName('磁盘 full')).not.toBe(kindFromName('内存 full'))
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 100 })), (text) => {
      expect(AlarmKind.safeParse(kindFromName(text)).success, text).toBe(true)
      expect(kindFromName(text)).toBe(kindFromName(text))
    }))
  })
})

describe('a group', () => {
  it('whose alerts are partly unreadable: the good are taken, the others kept with their reason', async () => {
    const reply = await post(group(alert({ n: 'good' }), { ...alert(), startsAt: 'yesterday' }, { ...alert(), status: 'perhaps' }, alert({ n: 'good too' })))
    expect(reply.status).toBe(207)
    expect(reply.body.answers.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, false, false, true])
    expect(reply.body.answers[1].errors[0].field).toBe('alerts[1].startsAt')
    expect(await mine()).toHaveLength(2)
    const rows = await kept()
    expect(rows.map(({ community, door, state }) => ({ community, door, state }))).toEqual([1, 2].map(() => ({ community: on.world.a.id, door: 'alertmanager', state: 'kept' })))
  })

  it('of none that can be read is refused for good, so that it is not sent again', async () => {
    for (const body of [group({ ...alert(), startsAt: 1 }), { nothing: name }, { alerts: name }, [name], name, 1, null]) {
      const { status } = await post(body)
      expect([status >= 400 && status < 500, status === 429], JSON.stringify(body)).toEqual([true, false])
    }
    expect((await kept()).length).toBe(5)
    expect(await mine()).toEqual([])
  })

  it('is asked for again while the journal does not answer, and nothing of it is kept as unreadable', async () => {
    const away: SayAlarms = async () => Promise.reject(new Unanswered('away'))
    const reply = await post(group(alert()), { say: away })
    expect([reply.status, Number(reply.headers['retry-after']) > 0]).toEqual([503, true])
    expect(await kept()).toEqual([])
    expect((await post(group(alert()))).status).toBe(202)
    expect(await mine()).toMatchObject([{ count: 1 }])
  })

  it('that comes too fast is asked for again, not dropped', async () => {
    const rates = { ...usualRates, ordinary: { perSecond: 1, burst: 1 } }
    const reply = await post(group(alert({ n: '1' }), alert({ n: '22' }), alert({ n: '333', severity: 'critical' })), { rates })
    expect(reply.status).toBe(503)
    expect((await mine()).map(({ severity }) => severity).toSorted()).toEqual(['critical', 'minor'])
  })

  it('of thousands is taken whole', async () => {
    const many = Array.from({ length: 1_200 }, (_, i) => alert({ n: String(i) }, { fingerprint: `${name}-${i}`, ...(i === 1_100 ? { startsAt: 'never' } : {}) }))
    const reply = await post(group(...many))
    expect(reply.status).toBe(207)
    expect(reply.body.answers).toHaveLength(1_200)
    expect(reply.body.answers[1_100].errors[0].field).toBe('alerts[1100].startsAt')
    expect(await mine()).toHaveLength(1_199)
  })

  it('of Grafana is read as well', async () => {
    const grafana = {
      receiver: 'watchfloor', status: 'firing', orgId: 1, state: 'alerting', title: '[FIRING:1] 水泵压力低', message: '**Firing**', version: '1', groupKey: '{}/{}:{}', truncatedAlerts: 3, groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'https://grafana.example.com/',
      alerts: [{
        status: 'firing', labels: { alertname: '水泵压力低', grafana_folder: '一期', kind: 'pump.pressure-low', severity: 'critical', device: '3-L1' }, annotations: { description: `${name} 压力 0.12 MPa，低于 0.2 MPa`, summary: '' },
        startsAt: '2026-11-22T09:00:10.5+08:00', endsAt: '0001-01-01T00:00:00Z', generatorURL: 'https://grafana.example.com/alerting/grafana/x/view', fingerprint: '57c6d9296de2ad39', silenceURL: 'https://grafana.example.com/', dashboardURL: '', panelURL: '', values: { A: 0.12, B: null }, valueString: '[ var=A value=0.12 ]',
      }],
    }
    expect((await post(grafana, { by: companyKey, search: '?community=A' })).status).toBe(202)
    expect(await mine()).toMatchObject([{ kind: 'pump.pressure-low', severity: 'critical', device: on.world.a.machines[2]?.id, deviceAt: '2026-11-22T01:00:10.500Z' }])
  })

  it('needs a key for this door', async () => {
    const { secret } = await issueKey(on.parts, { name: 'other', community: null, doors: ['alarms'] }, operator)
    expect((await post(group(alert()), { by: secret })).status).toBe(403)
    expect((await post(group(alert()), { by: randomUUID() })).status).toBe(401)
  })

  const samples = new URL('../../shared/data/devices/alertmanager/', import.meta.url)
  it.skipIf(!existsSync(samples)).each(['all_ok', 'all_ok_multiple', 'with_common_items'])('as recorded from the field: %s (skipped where ../shared/data is absent)', async (file) => {
    const body = JSON.parse(readFileSync(new URL(`${file}.json`, samples), 'utf8')) as { alerts: Record<string, unknown>[] }
    const fire = { ...body, alerts: body.alerts.map((one, i) => ({ ...one, status: 'firing', fingerprint: `${name}-${file}-${i}`, annotations: { summary: name } })) }
    expect((await post(body)).status).toBe(202)
    expect((await post(fire)).status).toBe(202)
    expect(await mine()).toHaveLength(body.alerts.length)
  })
})
