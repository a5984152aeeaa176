import { existsSync, readFileSync } from 'node:fs'
import express from 'express'
import fc from 'fast-check'
import pino from 'pino'
import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alarms } from '#db/schema/alarms.ts'
import { quarantine } from '#db/schema/ingest.ts'
import type { Alarm } from '#shared/alarms.ts'
import { doorAddresses } from '#shared/paths.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { readCap } from '#server/ingest/cap-message.ts'
import { capRoutes } from '#server/ingest/cap-routes.ts'
import { readAlert } from '#server/ingest/cap-xml.ts'
import { usualRates } from '#server/ingest/door-intake.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { Unanswered } from '#server/journal/journal.ts'
import type { SayAlarms } from '#server/live/handler.ts'
import { problemHandler } from '#server/problem.ts'
import { Timers } from '#server/timers/timers.ts'
import { warningQueries } from '#server/warnings/warning-queries.ts'
import { takeWarning } from '#server/warnings/warning-take.ts'
import { warningTimers } from '#server/warnings/warning-timers.ts'
import { asking, openFeatures, type Features } from './features.ts'
import { seed } from './hostile.ts'

const log = pino({ level: 'silent' })
const operator = { kind: 'system', id: 'test', name: 'test' } as const
let on: Features
let company: string
let ofA: string
let ofB: string

beforeAll(async () => {
  on = await openFeatures()
  const key = async (community: string | null) => (await issueKey(on.parts, { name: 'weather', community, doors: ['cap'] }, operator)).secret
  ;[company, ofA, ofB] = [await key(null), await key(on.world.a.id), await key(on.world.b.id)]
})
afterAll(() => on?.close())

let name: string
let count = 0
beforeEach(() => {
  name = `W${++count}`
})

const serve = (say: SayAlarms = sayAlarms) => {
  const app = express()
  app.use(capRoutes(on.parts, takeWarning(say), { secret: 'a secret of the installation', rates: usualRates }))
  app.use(problemHandler(log))
  return app
}

const post = (body: string | Buffer, { by = company, say = sayAlarms, type = 'application/cap+xml' }: { by?: string; say?: SayAlarms; type?: string } = {}) =>
  request(serve(say)).post(doorAddresses.cap).set('Authorization', `Bearer ${by}`).set('Content-Type', type).set('Accept-Language', 'en').send(body)

/** Latitude first, around community A (120, 30) or B (121, 30), or both. */
const around = (west: number, east = west): string => `29.9,${west - 0.1} 29.9,${east + 0.1} 30.1,${east + 0.1} 30.1,${west - 0.1} 29.9,${west - 0.1}`
const [A, B, both, nowhere] = [around(120), around(121), around(120, 121), around(10)]

type Said = { id?: string; type?: string; status?: string; sent?: string; references?: string; polygon?: string; event?: string; severity?: string; expires?: string | null; more?: string; area?: string; response?: string; headline?: string }
const day = 86_400_000
const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
const start = Date.now() - 3_600_000
const sentAt = (minutes: number): string => new Date(start + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
const reference = (id: string, sent = sentAt(0)): string => `met@example.gov.cn,${name}-${id},${sent}`

const info = ({ polygon = A, event = '台风', severity = 'Severe', expires = at(600), area, response = 'Shelter', headline = `${name} 台风橙色预警` }: Said): string => `
  <info><language>zh-CN</language><category>Met</category><event>${event}</event><responseType>${response}</responseType><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty>
    <onset>${at(60)}</onset>${expires === null ? '' : `<expires>${expires}</expires>`}<senderName>市气象台</senderName><headline>${headline}</headline>
    <description>受台风影响，预计今天夜里到明天有大到暴雨。</description><instruction>关好门窗，加固高空悬挂物。</instruction><web>https://example.gov.cn/</web>
    <area>${area ?? `<areaDesc>沿江各区</areaDesc><polygon>${polygon}</polygon>`}</area></info>
  <info><language>en-US</language><category>Met</category><event>Typhoon</event><responseType>${response}</responseType><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty>
    ${expires === null ? '' : `<expires>${expires}</expires>`}<headline>Typhoon warning, orange</headline><instruction>Close doors &amp; windows</instruction><area>${area ?? `<areaDesc>Districts along the river</areaDesc><polygon>${polygon}</polygon>`}</area></info>`

const cap = (said: Said = {}): string => `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${name}-${said.id ?? '1'}</identifier><sender>met@example.gov.cn</sender><sent>${said.sent ?? sentAt(0)}</sent><status>${said.status ?? 'Actual'}</status>
  <msgType>${said.type ?? 'Alert'}</msgType><scope>Public</scope>${said.references === undefined ? '' : `<references>${said.references}</references>`}${said.more ?? ''}${said.type === 'Cancel' ? '' : info(said)}</alert>`

const mine = async (): Promise<Alarm[]> => ((await on.parts.db.select().from(alarms)) as Alarm[]).filter(({ text }) => text.includes(name))
const ringing = async (): Promise<string[]> => (await mine()).filter(({ state }) => state === 'unacknowledged').map(({ community }) => (community === on.world.a.id ? 'A' : 'B')).toSorted()
const kept = async () => (await on.parts.db.select().from(quarantine)).filter(({ body }) => body.includes(name))
const warning = (id: string) => warningQueries.warning(on.parts, { ...asking, id, params: {}, caller: on.caller, now: Date.now() })

describe('a public warning', () => {
  it('of a typhoon in Chinese rings in the community that it covers, and says all there is to know', async () => {
    const reply = await post(cap())
    expect([reply.status, reply.body.warnings]).toEqual([202, undefined])
    const [alarm] = await mine()
    expect(alarm).toMatchObject({ community: on.world.a.id, device: null, kind: 'weather.typhoon', severity: 'major', state: 'unacknowledged', text: `${name} 台风橙色预警`, warning: reply.body.answers[0].id, exercise: null })
    expect(await mine()).toHaveLength(1)
    expect(await warning(alarm?.warning ?? '')).toMatchObject({
      identifier: `${name}-1`, sender: 'met@example.gov.cn', status: 'actual', state: 'standing', severity: 'major', urgency: 'Expected', certainty: 'Likely', communities: [on.world.a.id], replaces: null,
      texts: [{ language: 'zh-CN', event: '台风', instruction: '关好门窗，加固高空悬挂物。', web: 'https://example.gov.cn/' }, { language: 'en-US', instruction: 'Close doors & windows' }],
      areas: [{ words: '沿江各区 / Districts along the river', rings: [expect.arrayContaining([[119.9, 29.9]])] }],
    })
  })

  it('sent again rings once', async () => {
    for (let i = 0; i < 3; i++) expect((await post(cap())).status).toBe(202)
    expect(await mine()).toMatchObject([{ count: 1, version: 1 }])
  })

  it.each([['Extreme', 'critical'], ['Severe', 'major'], ['Moderate', 'minor'], ['Minor', 'notice'], ['Unknown', 'notice']])('%s is %s', async (severity, meant) => {
    await post(cap({ severity }))
    expect(await mine()).toMatchObject([{ severity: meant }])
  })

  it('that covers no community is kept, and its sender is told', async () => {
    const reply = await post(cap({ polygon: nowhere }))
    expect([reply.status, reply.body.warnings]).toEqual([202, [{ field: 'alert', message: 'It concerns no community here: kept, and no alarm was raised' }]])
    expect(await mine()).toEqual([])
    expect(await warning(reply.body.answers[0].id)).toMatchObject({ communities: [] })
  })

  it('is found by a circle, and by the words and codes of its area', async () => {
    const hits = async (area: string): Promise<string[]> => {
      name = `W${++count}`
      await post(cap({ area: `<areaDesc>x</areaDesc>${area}` }))
      return ringing()
    }
    expect(await hits('<circle>30.05,120.0 6</circle>')).toEqual(['A'])
    expect(await hits('<circle>30.05,120.0 5</circle>')).toEqual([])
    expect(await hits('<circle>30,120.5 50</circle>')).toEqual(['A', 'B'])
    expect(await hits('<geocode><valueName>X</valueName><value>B</value></geocode>')).toEqual(['B'])
    expect(await hits('<geocode><valueName>X</valueName><value>北区</value></geocode>')).toEqual(['A'])
    name = `W${++count}`
    await post(cap({ area: '<areaDesc>小区A、南区</areaDesc>' }))
    expect(await ringing()).toEqual(['A', 'B'])
  })

  it('that is an exercise or a test is shown as one', async () => {
    await post(cap({ status: 'Exercise' }))
    expect(await mine()).toMatchObject([{ exercise: 'exercise' }])
    await post(cap({ id: '2', status: 'Test' }))
    expect((await mine()).map(({ exercise }) => exercise).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['exercise', 'test'])
    expect(await warning((await mine())[0]?.warning ?? '')).toMatchObject({ status: expect.stringMatching(/exercise|test/) })
  })

  it.each([['status', 'Draft'], ['status', 'System'], ['type', 'Ack'], ['type', 'Error']])('whose %s is %s does nothing, and its sender is told', async (field, value) => {
    const reply = await post(cap({ [field]: value }))
    expect([reply.status, reply.body.warnings?.[0]?.message]).toEqual([202, expect.stringContaining('nothing was done')])
    expect([await mine(), await kept()]).toEqual([[], []])
  })
})

describe('what comes after a warning', () => {
  it('an update takes its place: who is still concerned keeps the same alarm, who no longer is loses it', async () => {
    await post(cap({ polygon: both }))
    const before = await mine()
    expect(await ringing()).toEqual(['A', 'B'])
    await post(cap({ id: '2', type: 'Update', sent: sentAt(5), references: reference('1'), polygon: B, severity: 'Extreme' }))
    expect(await ringing()).toEqual(['B'])
    const after = await mine()
    expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
    expect(after.find(({ community }) => community === on.world.b.id)).toMatchObject({ severity: 'critical' })
    expect(await warning(before[0]?.warning ?? '')).toMatchObject({ state: 'replaced' })
  })

  it('an update of another kind is another alarm in its place', async () => {
    await post(cap())
    await post(cap({ id: '2', type: 'Update', sent: sentAt(5), references: reference('1'), event: '暴雨' }).replaceAll('Typhoon<', 'Rainstorm<'))
    expect((await mine()).map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual(['weather.rain unacknowledged', 'weather.typhoon returned'])
  })

  it('a cancellation clears it, also one that comes first', async () => {
    await post(cap())
    await post(cap({ id: 'c', type: 'Cancel', sent: sentAt(5), references: reference('1') }))
    expect(await mine()).toMatchObject([{ state: 'returned' }])
    name = `W${++count}`
    await post(cap({ id: 'c', type: 'Cancel', sent: sentAt(5), references: reference('1') }))
    expect((await post(cap())).body.warnings).toEqual([{ field: 'alert', message: 'The warning is over: no alarm was raised' }])
    expect(await mine()).toEqual([])
  })

  it('an update that says all clear ends it', async () => {
    await post(cap())
    await post(cap({ id: '2', type: 'Update', sent: sentAt(5), references: reference('1'), response: 'AllClear' }))
    expect(await mine()).toMatchObject([{ state: 'returned' }])
  })

  it('the same identifier sent later is what counts, whichever comes first', async () => {
    await post(cap({ sent: sentAt(10), polygon: B }))
    await post(cap({ sent: sentAt(0), polygon: A }))
    expect(await ringing()).toEqual(['B'])
    await post(cap({ sent: sentAt(20), polygon: A }))
    expect(await ringing()).toEqual(['A'])
  })

  it('an exercise ends nothing that is meant', async () => {
    await post(cap())
    await post(cap({ id: 'c', type: 'Cancel', status: 'Test', sent: sentAt(5), references: reference('1') }))
    await post(cap({ id: '2', type: 'Update', status: 'Exercise', sent: sentAt(6), references: reference('1'), polygon: nowhere }))
    expect(await ringing()).toEqual(['A'])
  })

  it('a feed of one community touches no other', async () => {
    await post(cap({ polygon: both }))
    await post(cap({ polygon: both }), { by: ofA })
    expect(await mine()).toHaveLength(2)
    await post(cap({ id: 'c', type: 'Cancel', sent: sentAt(5), references: reference('1') }), { by: ofB })
    expect(await ringing()).toEqual(['A', 'B'])
    await post(cap({ id: 'c', type: 'Cancel', sent: sentAt(5), references: reference('1') }))
    // The community's own feed still says that it stands.
    expect(await ringing()).toEqual(['A'])
    await post(cap({ id: 'c', type: 'Cancel', sent: sentAt(5), references: reference('1') }), { by: ofA })
    expect(await ringing()).toEqual([])
  })

  it('another key of the company, or another sender, ends and changes nothing', async () => {
    const other = (await issueKey(on.parts, { name: 'other', community: null, doors: ['cap'] }, operator)).secret
    await post(cap())
    const cancel = (): string => cap({ id: 'c', type: 'Cancel', sent: sentAt(5), references: reference('1') })
    await post(cancel(), { by: other })
    await post(cancel().replace('<sender>met@example.gov.cn', '<sender>evil@example.com'))
    await post(cap({ id: '2', type: 'Update', sent: sentAt(6), references: reference('1'), polygon: nowhere }).replace('<sender>met@example.gov.cn', '<sender>evil@example.com'))
    expect(await ringing()).toEqual(['A'])
    await post(cancel())
    expect(await ringing()).toEqual([])
  })

  it('a key that took the place of another ends what came by that one, also where its word came first', async () => {
    const old = await issueKey(on.parts, { name: 'old', community: null, doors: ['cap'] }, operator)
    const young = await issueKey(on.parts, { name: 'young', community: null, doors: ['cap'], replaces: old.id }, operator)
    const cancel = (): string => cap({ id: 'c', type: 'Cancel', sent: sentAt(5), references: reference('1') })
    await post(cap(), { by: old.secret })
    expect(await ringing()).toEqual(['A'])
    await post(cancel(), { by: young.secret })
    expect(await ringing()).toEqual([])
    name = `W${++count}`
    await post(cancel(), { by: young.secret })
    await post(cap(), { by: old.secret })
    expect(await mine()).toEqual([])
  })

  it('its end clears it', async () => {
    await post(cap({ expires: at(-1) }))
    expect(await mine()).toEqual([])
    await post(cap({ id: '2', expires: new Date(Date.now() + 1_200).toISOString() }))
    expect(await ringing()).toEqual(['A'])
    const timers = new Timers(on.parts, warningTimers(sayAlarms))
    timers.start()
    await expect.poll(ringing, { timeout: 8_000 }).toEqual([])
    await timers.stop()
    expect(await warning((await mine())[0]?.warning ?? '')).toMatchObject({ state: 'expired' })
  })

  it('without an end it stands for a day', async () => {
    await post(cap({ expires: null }))
    expect(await ringing()).toEqual(['A'])
    await post(cap({ id: '2', expires: null, sent: new Date(Date.now() - day - 60_000).toISOString() }))
    expect(await mine()).toHaveLength(1)
  })

  it('what was kept but could not be said is said when it comes again', async () => {
    const away: SayAlarms = async () => Promise.reject(new Unanswered('away'))
    expect((await post(cap(), { say: away })).status).toBe(503)
    expect(await mine()).toEqual([])
    expect((await post(cap())).status).toBe(202)
    expect(await ringing()).toEqual(['A'])
  })

  it('leaves the same in every order, whole or with repeats', async () => {
    const messages = (): Said[] => [
      { id: '1', polygon: both },
      { id: '2', type: 'Update', sent: sentAt(5), references: reference('1'), polygon: A },
      { id: '3', type: 'Update', sent: sentAt(10), references: reference('2', sentAt(5)), polygon: both, severity: 'Extreme' },
      { id: 'x', sent: sentAt(12), polygon: B, event: '高温' },
      { id: 'c', type: 'Cancel', sent: sentAt(15), references: `${reference('x', sentAt(12))} ${reference('1')}` },
      { id: 'x', sent: sentAt(20), polygon: B, event: '高温' },
    ]
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 0, 2, 4], { minLength: 9, maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        name = `W${++count}`
        for (const one of order) expect((await post(cap(messages()[one]))).status).toBe(202)
        const standing = (await mine()).filter(({ state }) => state === 'unacknowledged').map(({ community, kind, severity }) => `${community === on.world.a.id ? 'A' : 'B'} ${kind} ${severity}`)
        expect(standing.toSorted()).toEqual(['A weather.typhoon critical', 'B weather.heat major', 'B weather.typhoon critical'])
      }),
      { seed, numRuns: 6 },
    )
  })

  it('leaves the same when all come at once', async () => {
    for (let i = 0; i < 5; i++) {
      name = `W${++count}`
      const all = [cap({ polygon: both }), cap({ id: '2', type: 'Update', sent: sentAt(5), references: reference('1'), polygon: A }), cap({ id: 'c', type: 'Cancel', sent: sentAt(9), references: `${reference('2', sentAt(5))} ${reference('1')}` }), cap({ id: '9', polygon: B })]
      expect((await Promise.all(all.map((one) => post(one)))).map(({ status }) => status)).toEqual([202, 202, 202, 202])
      expect(await ringing()).toEqual(['B'])
    }
  })
})

describe('XML that is hostile or wrong', () => {
  const refused = async (body: string | Buffer, words: RegExp, type?: string) => {
    const reply = await post(body, type ? { type } : {})
    expect(reply.status, String(body).slice(0, 200)).toBe(400)
    expect(JSON.stringify(reply.body.errors)).toMatch(words)
  }

  it('is refused with words and kept', async () => {
    await refused(`<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY a "b">]>${cap().replace(/<\?xml.*\?>/, '')}`, /document type/)
    await refused(cap().replace('<scope>', '<!ENTITY x SYSTEM "file:///etc/passwd"><scope>'), /document type/)
    await refused(cap().replace('</alert>', ''), /Not well-formed/)
    await refused(cap().replace('encoding="UTF-8"', 'encoding="GBK"'), /UTF-8/)
    await refused(Buffer.from(cap(), 'utf16le'), /UTF-8/)
    await refused(Buffer.concat([Buffer.from(cap()), Buffer.from([0xff, 0xfe])]), /UTF-8/)
    await refused(cap().replace('<scope>', `${'<a>'.repeat(60_000)}<scope>`), /nests too deep|Not well-formed/)
    await refused(cap().replace('<scope>', `${'<a/>'.repeat(30_000)}<scope>`), /too many elements/)
    await refused(`${'<!--'.repeat(60_000)}`, /Not well-formed/)
    await refused(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${cap().replace(/<\?xml.*\?>/, '')}</entry></feed>`, /feed/)
    await refused(cap().replace('cap:1.2', 'cap:9'), /root must be/)
    await refused(cap().replace('<alert xmlns', '<report xmlns').replace('</alert>', '</report>'), /root must be/)
    await refused('{"alert":1}', /Not well-formed/)
    expect((await kept()).length).toBeGreaterThan(8)
    expect(await mine()).toEqual([])
  })

  it('over 256 KB, of another type or without a body is refused', async () => {
    expect((await post(cap({ more: `<note>${'x'.repeat(257 * 1024)}</note>` }))).status).toBe(413)
    expect((await post(cap(), { type: 'text/plain' })).status).toBe(415)
    expect((await post('')).status).toBe(400)
    expect((await post(cap(), { type: 'text/xml' })).status).toBe(202)
  })

  it('names every field that is wrong', async () => {
    const reply = await post(cap({ type: 'Shout', severity: 'Awful' }).replace(/<sent>.*<\/sent>/, '<sent>yesterday</sent>').replace(/<scope>.*<\/scope>/, ''))
    expect(reply.body.errors.map(({ field }: { field: string }) => field)).toEqual(['alert.sent', 'alert.msgType', 'alert.scope'])
    const inner = await post(cap({ severity: 'Awful', polygon: '30,120 30,121', expires: 'never' }).replace('<event>台风</event>', ''))
    expect(inner.body.errors.map(({ field }: { field: string }) => field)).toEqual(expect.arrayContaining(['alert.info[0].event', 'alert.info[0].severity', 'alert.info[0].expires', 'alert.info[0].area[0].polygon', 'alert.info[1].severity']))
    expect((await kept())[0]).toMatchObject({ door: 'cap', community: null, state: 'kept' })
    for (const polygon of ['', '91,120 30,120 30,121 91,120', '30,181 30,120 30,121', 'NaN,1 2,3 4,5', '30,120', '120.5;30']) expect((await post(cap({ polygon }))).status, polygon).toBe(400)
    expect((await post(cap({ type: 'Cancel' }))).body.errors).toEqual([{ field: 'alert.references', message: 'A cancellation must name what it cancels: sender,identifier,sent' }])
  })

  it('of another namespace within is left out, and text stays text', async () => {
    const signed = cap({ more: '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><info><event>x</event></info></Signature><x:identifier xmlns:x="urn:other">other</x:identifier>', headline: `${name} &lt;script&gt; &amp;amp; <![CDATA[<b>&amp;</b>]]>` })
    const reply = await post(signed)
    expect(reply.status).toBe(202)
    expect((await mine())[0]?.text).toBe(`${name} <script> &amp; <b>&amp;</b>`)
    const prefixed = cap({ id: '2' }).replace('xmlns=', 'xmlns:c=').replace(/<(\/?)(\w)/g, '<$1c:$2').replace('<c:?', '<?')
    expect((await post(prefixed)).status).toBe(202)
  })

  it('survives polygons of any shape: over the antimeridian, crossing, flat, huge', async () => {
    for (const polygon of ['29,179 31,-179 31,-170 29,-170 29,179', '29,119 31,121 29,121 31,119 29,119', '30,120 30,120 30,120 30,120', '-90,-180 90,-180 90,180 -90,180 -90,-180', '29.9,119.9 29.9,120.1 30.1,120.1 30.1,119.9']) {
      expect((await post(cap({ id: String(++count), polygon }))).status, polygon).toBe(202)
    }
    const many = Array.from({ length: 9_000 }, (_, i) => `${(30 + 5 * Math.sin(i / 1500)).toFixed(3)},${(120 + 5 * Math.cos(i / 1500)).toFixed(3)}`).join(' ')
    expect((await post(cap({ id: 'big', polygon: many }).replace(/<info><language>en[\s\S]*<\/info>/, ''))).status).toBe(202)
  })
})

describe('as recorded from the field (skipped where ../shared/data is absent)', () => {
  const samples = new URL('../../shared/data/warnings/', import.meta.url)
  const read = (file: string) => readCap(readAlert(readFileSync(new URL(file, samples))))
  it.skipIf(!existsSync(samples))('Macau: three languages, an update that says all clear and refers to itself', () => {
    const said = read('mo-cap_monsoon.xml')
    expect(said).toMatchObject({ kind: 'message', message: { type: 'update', identifier: 'SMG-Weather_MS_2025_006_03', sentAt: '2025-04-12T21:52:12.000Z', allClear: true } })
    if (said.kind !== 'message') return
    expect(said.message.infos.map(({ text }) => text.language)).toEqual(expect.arrayContaining(['zh-mo', 'pt-PT']))
    const [lon = 0, lat = 0] = said.message.infos[0]?.areas[0]?.rings[0]?.[0] ?? []
    expect([lon, lat]).toEqual([113.5709, 22.0766])
  })
  it.skipIf(!existsSync(samples))('Kazakhstan, and two of version 1.1', () => {
    expect(read('kz-2.49.0.0.398.0-20250306-133701-0284797-00-EN.xml')).toMatchObject({ kind: 'message', message: { infos: [{ text: { event: 'Freezing rain, icing' }, expiresAt: '2025-03-07T16:00:00.000Z', areas: [{ codes: ['304'] }] }] } })
    expect(read('earthquake.cap')).toMatchObject({ kind: 'message', message: { infos: [{ severity: 'notice', areas: [{ circles: [{ middle: [-173.274, -16.053], metres: 0 }] }] }] } })
    expect(read('weather.cap')).toMatchObject({ kind: 'message', message: { infos: [{ severity: 'major', areas: [{ codes: ['030049', 'MTZ014'] }] }] } })
  })
})
