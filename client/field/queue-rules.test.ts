import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '#shared/faults.ts'
import { afterFailure, bodyOf, meaning, nextToSend, stops, unsentPhotos, waitAfter, type Entry } from './queue-rules.ts'

const refused: Problem = { type: '/faults/conflict', title: '', status: 409, detail: '' }
const entry = (key: number, order: string, more: Partial<Entry> = {}): Entry => ({
  key: String(key), order, about: { number: '', title: '' }, deed: 'note', at: '2026-11-22T08:00:00.000Z', said: { note: '' }, photos: [], refused: null, ...more,
})

/** A queue of three orders' deeds, mixed; what the server refuses is drawn too. */
const queues = fc.array(fc.record({ order: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }), { maxLength: 20 })

describe('a queue', () => {
  test('sends all of each order in its order, up to what is refused, and nothing after that', () => {
    fc.assert(fc.property(queues, (drawn) => {
      let held = drawn.map(({ order }, index) => entry(index, order))
      const sent: number[] = []
      for (let next = nextToSend(held); next; next = nextToSend(held)) {
        const { key } = next
        if (drawn[Number(key)]?.fails) held = held.map((one) => (one.key === key ? { ...one, refused } : one))
        else {
          sent.push(Number(key))
          held = held.filter((one) => one.key !== key)
        }
      }
      for (const order of ['a', 'b', 'c']) {
        const mine = drawn.flatMap((one, index) => (one.order === order ? [{ ...one, index }] : []))
        const broken = mine.findIndex(({ fails }) => fails)
        const wanted = (broken === -1 ? mine : mine.slice(0, broken)).map(({ index }) => index)
        expect(sent.filter((index) => drawn[index]?.order === order)).toEqual(wanted)
        expect(stops(held).filter((stop) => stop.entry.order === order)).toHaveLength(broken === -1 ? 0 : 1)
      }
      expect(held.length + sent.length).toBe(drawn.length)
    }))
  })

  test('leaves an order alone for this round, not the others', () => {
    expect(nextToSend([entry(1, 'a'), entry(2, 'b')], new Set(['a']))?.key).toBe('2')
    expect(nextToSend([entry(1, 'a')], new Set(['a']))).toBeNull()
  })

  test('says how much waits behind what was refused', () => {
    expect(stops([entry(1, 'a', { refused }), entry(2, 'b'), entry(3, 'a'), entry(4, 'a')])).toMatchObject([{ entry: { key: '1' }, behind: 2 }])
  })
})

describe('an answer', () => {
  const of = (type: Problem['type'], status: number): Problem => ({ type, title: '', status, detail: '' })
  test.each([
    [200, null, 'done'], [null, null, 'again'], [503, null, 'again'], [500, of('/faults/internal', 500), 'again'], [429, of('/faults/too-many', 429), 'again'],
    [401, of('/faults/sign-in-needed', 401), 'sign-in'], [403, of('/faults/second-factor-needed', 403), 'sign-in'],
    [409, of('/faults/conflict', 409), 'refused'], [400, of('/faults/invalid', 400), 'refused'], [403, of('/faults/not-allowed', 403), 'refused'], [404, of('/faults/not-found', 404), 'refused'],
    // The deed was carried out under this key, whatever was said of it since.
    [422, of('/faults/reused-key', 422), 'done'],
    // A network that asks for a sign-in of its own.
    [403, null, 'again'], [302, null, 'again'],
  ] as const)('%s %j means %s', (status, problem, wanted) => {
    expect(meaning(status, problem)).toBe(wanted)
  })
})

test('a deed that the server fails over five times stops its order and is shown; what is away does not count', () => {
  const internal: Problem = { type: '/faults/internal', title: 'x', status: 500, detail: '' }
  let one = entry(1, 'a')
  const behind = entry(2, 'a')
  const shown = [0, 1, 2, 3, 4].map(() => {
    one = { ...one, ...afterFailure(one, 500, internal) }
    return stops([one, behind]).length
  })
  expect(shown).toEqual([0, 0, 0, 0, 1])
  expect(nextToSend([one, behind, entry(3, 'b')])?.key).toBe('3')
  for (const status of [null, 502, 503, 429]) expect(afterFailure(one, status, { ...internal, status: status ?? 0 })).toBeNull()
  expect(afterFailure(one, 500, null)).toBeNull()
})

test('a photo that was handed in long ago is handed in again', () => {
  const now = Date.parse('2026-11-22T08:00:00.000Z')
  const photo = (key: string, at: number | null) => ({ key, kind: 'after' as const, sent: at === null ? null : { id: key, at } })
  const held = entry(1, 'a', { photos: [photo('new', null), photo('fresh', now - 3_600_000), photo('old', now - 21 * 3_600_000)] })
  expect(unsentPhotos(held, now).map(({ key }) => key)).toEqual(['new', 'old'])
})

test('a deed names its photos as the server does', () => {
  const held = entry(1, 'a', { deed: 'finish', said: { note: 'n', checked: ['k'] }, photos: [{ key: 'here', kind: 'signature', sent: { id: 'there', at: 0 } }] })
  expect(bodyOf(held)).toEqual({ note: 'n', checked: ['k'], at: held.at, photos: [{ id: 'there', kind: 'signature' }] })
})

test('tries come further apart, to a minute', () => {
  const waits = [1, 2, 3, 4, 5, 6, 20].map((failures) => waitAfter(failures, 1))
  expect(waits).toEqual([4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
  expect(waitAfter(1, 0)).toBe(2_000)
})
