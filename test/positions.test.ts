import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DoorPosition } from '#shared/doors.ts'
import { readFeeds } from '#server/live/feed-store.ts'
import { takePositions } from '#server/patrol/position-door.ts'
import { latestOf, latestSince, storePositions, type Measured } from '#server/patrol/position-store.ts'
import { openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on.close())

const minute = 60_000
const message = (person: string, more: object = {}) => DoorPosition.parse({ person, point: [120, 30], ...more })
const iso = (at: number) => new Date(at).toISOString()
const newestOf = async (person: string) => (await latestOf(on.parts.sql, null)).find((one) => one.person === person)
const historyOf = async (person: string) => (await on.parts.sql`select from position where person_id = ${person}`).length

describe('the door for positions', () => {
  it('stores all and shows the newest of each person, whatever comes last', async () => {
    const [one, two] = on.world.a.staff
    if (!one || !two) throw new Error('no staff')
    const now = Date.now()
    const answers = await takePositions(
      on.parts,
      [
        message(one.code, { at: iso(now - 1_000), point: [120.2, 30.2], accuracy: 8, battery: 77 }),
        message(one.code, { at: iso(now - 5_000) }),
        message('nobody'),
        message(two.code, { at: iso(now - 30 * minute) }),
      ],
      on.key,
    )
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false, true])
    expect(answers[2]).toMatchObject({ fault: 'invalid', errors: [{ field: 'person' }] })
    expect(await newestOf(one.id)).toEqual({ person: one.id, community: on.world.a.id, at: now - 1_000, point: [120.2, 30.2], accuracy: 8, battery: 77 })
    expect(await historyOf(one.id)).toBe(2)
    // Half an hour old: kept, but it does not say where somebody is.
    expect([await newestOf(two.id), await historyOf(two.id)]).toEqual([undefined, 1])
    expect(await readFeeds(on.parts.sql)).toEqual([{ community: on.world.a.id, door: 'positions', at: expect.closeTo(now, -5) }])
  })

  it('believes no clock that runs ahead', async () => {
    const person = on.world.a.staff[2]
    if (!person) throw new Error('no staff')
    await takePositions(on.parts, [message(person.code, { at: '2027-11-21T00:00:00Z' })], on.key)
    expect((await newestOf(person.id))?.at).toBeLessThanOrEqual(Date.now())
  })

  it('knows only the people of the key', async () => {
    const codes = [on.world.a.staff[0]?.code ?? '', on.world.b.staff[0]?.code ?? '']
    const answers = await takePositions(on.parts, codes.map((code) => message(code)), { ...on.key, community: on.world.b.id })
    expect(answers.map(({ ok }) => ok)).toEqual([false, true])
  })
})

describe('the newest positions', () => {
  it('are read by tick without missing anybody, while several write', async () => {
    const people = [...on.world.a.staff, ...on.world.b.staff]
    const start = Date.now()
    const measured = (person: (typeof people)[number], round: number): Measured => ({
      person: person.id, community: person.community, at: start + round, point: [120, 30], accuracy: null, battery: null, receivedAt: start, current: true,
    })
    let { tick } = await latestSince(on.parts.sql, Number.MAX_SAFE_INTEGER, null)
    const seen = new Map<string, number>()
    const writes = Promise.all(Array.from({ length: 60 }, (_, round) => storePositions(on.parts.sql, people.filter((_, i) => (i + round) % 3 > 0).map((one) => measured(one, round)))))
    let writing = true
    void writes.finally(() => (writing = false))
    do {
      const moved = await latestSince(on.parts.sql, tick, null)
      expect(moved.tick).toBeGreaterThanOrEqual(tick)
      tick = moved.tick
      for (const { person, at } of moved.positions) seen.set(person, at)
    } while (writing)
    await writes
    for (const { person, at } of (await latestSince(on.parts.sql, tick, null)).positions) seen.set(person, at)
    const newest = await latestOf(on.parts.sql, null)
    for (const { person, at } of newest) if (at >= start) expect(seen.get(person)).toBe(at)
    expect(seen.size).toBe(people.length)
  })
})
