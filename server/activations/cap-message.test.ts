import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import type { LonLat } from '#shared/geo.ts'
import { scenes, type Notice } from '#shared/plans.ts'
import { TypedBilingual } from '#shared/text.ts'
import { plainLine } from '../files/plain-text.ts'
import { readCap, type CapMessage } from '../ingest/cap-message.ts'
import { readAlert } from '../ingest/cap-xml.ts'
import { capMessage } from './cap-message.ts'
import { messageOf } from './message-work.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const at = '2026-11-22T08:00:00.000Z'
const activation: Activation = {
  id, version: 1, plan: id, scene: 'gas-leak', name: { zh: '燃气泄漏', en: 'Gas leak' }, community: id, building: null, place: '3 号楼', alarm: null, commander: 'x', reason: 'x', state: 'running',
  startedAt: at, targetAt: null, finishedAt: null, steps: [], mode: 'real',
}
const notice: Notice = { to: { zh: '住户', en: 'Residents' }, text: { zh: '请撤离', en: 'Leave the building' }, audience: 'residents', way: 'cap' }

function read(xml: string): CapMessage {
  const result = readCap(readAlert(Buffer.from(xml)))
  if (result.kind !== 'message') throw new Error(JSON.stringify(result))
  return result.message
}

const hostile = [
  ']]>', '<!DOCTYPE a [<!ENTITY b "c">]>', '&amp;amp;', '&#0;', '&lol;', '<info><severity>Minor</severity></info>', '</headline><status>Actual</status>', '"><x a=\'b\'>', '<?xml version="1.0"?>', '<!--', '-->',
  'a\u0000b', '\ufffe', '\ud800', '\u2028', '👩‍👩‍👧‍👦', '\u202e', '__proto__', '#text', '@xmlns', ' a  b ', '{{x}}', '%s', "' or 1=1", 'a\r\nb',
]
const typed = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }))
const both = fc.record({ zh: typed, en: typed }).filter((one) => TypedBilingual.safeParse(one).success).map((one) => TypedBilingual.parse(one))
/** As XML can hold it, on one line. */
const plain = (text: string): string => plainLine(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''), 400)

const corner = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true })).map(([lon, lat]): LonLat => [Number(lon.toFixed(6)) || 0, Number(lat.toFixed(6)) || 0])
const ring = fc.array(corner, { minLength: 3, maxLength: 12 }).map((corners): LonLat[] => (corners[0] ? [...corners, corners[0]] : []))

describe('a message as a public warning', () => {
  it('is read back by our own reader as it was said, whatever its words hold', () => {
    fc.assert(
      fc.property(both, both, both, typed, fc.option(ring, { nil: undefined }), fc.array(ring, { maxLength: 3 }), fc.constantFrom(...scenes), fc.boolean(), both, (name, to, text, place, area, outlines, scene, drill, community) => {
        const mode = drill ? id : 'real'
        const { status, type, identifier, sender, sentAt, infos } = read(capMessage({ ...activation, scene, name, place, area, mode }, { ...notice, to, text }, { id, at, where: { community, outlines } }))
        expect({ status, type, identifier, sender, sentAt }).toEqual({ status: drill ? 'exercise' : 'actual', type: 'alert', identifier: id, sender: `watchfloor.${id}`, sentAt: at })
        expect(infos.map((info) => info.text.language)).toEqual(['zh-CN', 'en-US'])
        for (const [i, language] of (['zh', 'en'] as const).entries()) {
          const info = infos[i]
          expect(info?.text.event).toBe(plain(name[language]).slice(0, 200).trim() || scene)
          expect(info?.text.headline.endsWith(plain(text[language]))).toBe(true)
          expect(/^(【演练】|\[Exercise\])/.test(info?.text.headline ?? '')).toBe(drill || /^(【演练】|\[Exercise\])/.test(plain(text[language])))
          expect(info?.areas).toHaveLength(1)
          expect(info?.areas[0]?.rings).toEqual(area ? [area] : outlines)
          const words = [community[language], place].map((said) => plainLine(plain(said), 200)).filter(Boolean).join(' ')
          if (words) expect(plainLine(info?.areas[0]?.words ?? '', 500)).toBe(plainLine(words, 500))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('says what it is about as the standard wants it, and an exercise that it is one', () => {
    const xml = capMessage(activation, notice, { id, at })
    expect(xml).toContain('<sent>2026-11-22T08:00:00-00:00</sent>')
    expect(xml).toContain('<scope>Public</scope>')
    // Whoever gets it late leaves it out.
    expect(xml).toContain('<certainty>Observed</certainty>\n    <expires>2026-11-22T09:00:00-00:00</expires>\n    <headline>')
    expect(read(xml).infos[0]).toMatchObject({ severity: 'critical', urgency: 'Immediate', certainty: 'Observed', categories: ['Safety'], text: { event: '燃气泄漏', headline: '请撤离' } })
    const drill = capMessage({ ...activation, mode: id }, { ...notice, audience: 'staff' }, { id, at })
    expect(drill).toContain('<note>演练，并非真实事件 / This is an exercise, not a real event</note>')
    expect(drill).toContain('<scope>Restricted</scope>\n  <restriction>')
  })

  it('leaves by the gateway for real and is captured in a drill; only a public warning carries XML', () => {
    const sent = (mode: string, way: Notice['way']) => messageOf({ ...activation, mode }, { ...notice, way }, { id, step: null, at })
    expect(sent('real', 'cap')).toMatchObject({ channel: 'webhook', body: { kind: 'plan.notify', way: 'cap', audience: 'residents', cap: expect.stringContaining('<status>Actual</status>') } })
    expect(sent(id, 'cap')).toMatchObject({ channel: 'capture', body: { cap: expect.stringContaining('<status>Exercise</status>') } })
    expect(sent(id, 'gateway').channel).toBe('capture')
    expect(sent('real', null).body).not.toHaveProperty('cap')
  })
})
