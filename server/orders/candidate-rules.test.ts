import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LonLat } from '#shared/geo.ts'
import { categories, Candidate } from '#shared/orders.ts'
import { skills } from '#shared/people.ts'
import { skillsFor } from '#shared/skills.ts'
import { asTheCrowWalks, brokenBy, loaded, rank, unplaced, type Carried, type Scene, type Staff } from './candidate-rules.ts'

const now = Date.parse('2026-03-01T08:00:00Z')
const minute = 60_000
const iso = (minutes: number) => new Date(now + minutes * minute).toISOString()
const place: LonLat = [120, 30]
const scene: Scene = { place, grid: null, metres: asTheCrowWalks }
const task = {
  id: '0192f0c1-7d3e-4b52-9a66-0d2a8c1f3eff', category: 'repair', title: '3 单元电梯困人', assignee: null, building: null, language: null, dispatch: null, state: 'reported',
  arriveBy: null, arrivedAt: null, finishBy: iso(600), finishedAt: null,
} as const
const person = (more: Partial<Staff> = {}): Staff => ({
  id: '0192f0c1-7d3e-4b52-9a66-0d2a8c1f3e01', skills: ['lift'], languages: ['zh'], grid: null, onShift: true, carries: [], offered: [], givenAt: null,
  position: { point: place, at: now - 5_000 }, ...more,
})
const carried = (order: string, more: Partial<Carried> = {}): Carried => ({ order, building: null, arriveBy: null, finishBy: now + 600 * minute, minutes: 30, ...more })
const first = (staff: Staff, about: Parameters<typeof rank>[0] = task, where: Scene = scene): Candidate => {
  const [one] = rank(about, where, [staff], now)
  if (!one) throw new Error('nobody')
  return one
}

const within = (from: number, to: number) => fc.option(fc.integer({ min: now + from * minute, max: now + to * minute }))
const carries = fc.uniqueArray(fc.record({ order: fc.uuid(), building: fc.constantFrom(null, 'b1', 'b2'), arriveBy: within(-60, 300), finishBy: within(-60, 600), minutes: fc.integer({ min: 5, max: 90 }) }), {
  selector: ({ order }) => order, maxLength: 7,
})
const staff = fc.record({
  id: fc.uuid(),
  skills: fc.uniqueArray(fc.constantFrom(...skills), { maxLength: 4 }),
  languages: fc.subarray(['zh', 'en'] as const),
  grid: fc.constantFrom(null, '1', '2'),
  onShift: fc.boolean(),
  carries,
  offered: fc.array(fc.uuid(), { maxLength: 3 }),
  givenAt: within(-600, 0),
  position: fc.option(
    fc.record({
      point: fc.tuple(fc.double({ min: 119, max: 121, noNaN: true }), fc.double({ min: 29, max: 31, noNaN: true })),
      at: fc.integer({ min: now - 7_200_000, max: now + 60_000 }),
    }),
  ),
})
const several = fc.uniqueArray(staff, { selector: ({ id }) => id, maxLength: 20 })

describe('ranking people for an order', () => {
  it('never puts anybody who is excluded above somebody who is suitable, loses nobody, and says why of everybody', () => {
    fc.assert(
      fc.property(several, fc.constantFrom(...categories), fc.nat(), (people, category, who) => {
        const passed = people.filter((_, i) => i % 3 === who % 3).map(({ id }) => id)
        const ranked = rank({ ...task, category, dispatch: { mode: 'assign', person: null, until: null, passed } }, scene, people, now)
        expect(ranked.map(({ person: id }) => id).sort()).toEqual(people.map(({ id }) => id).sort())
        const firstExcluded = ranked.findIndex(({ suitable }) => !suitable)
        if (firstExcluded >= 0) expect(ranked.slice(firstExcluded).some(({ suitable }) => suitable)).toBe(false)
        for (const one of ranked) {
          expect(one.suitable).toBe(one.exclusions.length === 0)
          if (one.suitable) expect(one.reasons).toContain('skill')
          expect(one.exclusions.includes('declined')).toBe(passed.includes(one.person))
          expect(Candidate.parse(one)).toEqual(one)
        }
      }),
    )
  })

  it('does not depend on the order in which people come', () => {
    fc.assert(
      fc.property(several, (people) => {
        expect(rank(task, scene, people.toReversed(), now)).toEqual(rank(task, scene, people, now))
      }),
    )
  })

  it('prefers the nearer of two who are alike, the freer, and who breaks nothing', () => {
    const other = (more: Partial<Staff>) => person({ id: '0192f0c1-7d3e-4b52-9a66-0d2a8c1f3e02', ...more })
    const preferred = (one: Staff, two: Staff, about: Parameters<typeof rank>[0] = task) => rank(about, scene, [two, one], now)[0]?.person
    expect(preferred(person(), other({ position: { point: [120.01, 30], at: now } }))).toBe(person().id)
    expect(preferred(person(), other({ carries: [carried('a')] }))).toBe(person().id)
    expect(preferred(person(), other({ offered: ['a'] }))).toBe(person().id)
    const urgent = { ...task, arriveBy: iso(10) }
    expect(preferred(person({ carries: [carried('a')] }), other({ carries: [carried('a', { arriveBy: now + 20 * minute })] }), urgent)).toBe(person().id)
    expect(rank(urgent, scene, [other({ carries: [carried('a', { arriveBy: now + 20 * minute })] })], now)[0]?.wouldBreak).toBe(1)
  })

  it('prefers who speaks the language of the reporter and whose grid it is, and gives both as reasons', () => {
    const english = first(person({ languages: ['zh', 'en'] }), { ...task, language: 'en' })
    expect(english.reasons).toContain('language')
    expect(first(person(), { ...task, language: 'en' }).score).toBeLessThan(english.score)
    expect(first(person(), { ...task, language: 'zh' }).reasons).not.toContain('language')
    expect(first(person({ grid: '1' }), task, { ...scene, grid: '1' }).reasons).toContain('same-grid')
    expect(first(person({ grid: '2' }), task, { ...scene, grid: '1' }).reasons).not.toContain('same-grid')
  })

  it('measures no distance from a position older than 30 minutes', () => {
    const old = first(person({ position: { point: place, at: now - 31 * minute } }))
    expect(old).toMatchObject({ metres: null, minutes: null, positionAgeSeconds: 1860, suitable: false, exclusions: ['silent'] })
    expect(first(person({ position: { point: place, at: now - 29 * minute } })).metres).toBe(0)
  })

  it('tells those who are not shown where people are nothing that follows from it', () => {
    fc.assert(
      fc.property(staff, fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 3_600 }), (one, metres, age) => {
        const somewhere = unplaced({ ...one, position: { point: [120, 30 + metres / 111_195], at: now - age * 1000 } })
        expect(first(somewhere)).toEqual(first({ ...one, position: null }))
      }),
    )
  })

  it('says why somebody cannot', () => {
    expect(first(person({ onShift: false })).exclusions).toEqual(['off-shift'])
    expect(first(person({ skills: ['greening'] })).exclusions).toEqual(['no-skill'])
    expect(first(person({ carries: [1, 2, 3, 4, 5].map((n) => carried(String(n))) })).exclusions).toEqual(['overloaded'])
    expect(first(person(), { ...task, assignee: person().id }).exclusions).toEqual(['already-assigned'])
    expect(first(person(), { ...task, dispatch: { mode: 'assign', person: null, until: null, passed: [person().id] } }).exclusions).toEqual(['declined'])
  })

  it('does not count the order itself as a load, and counts what the same round gave', () => {
    expect(first(person({ carries: [carried(task.id)] })).openOrders).toBe(0)
    const other = { ...task, id: 'another' }
    expect(first(loaded(person(), other, now))).toMatchObject({ openOrders: 1 })
    expect(first(loaded(person(), other, now)).score).toBeLessThan(first(person()).score)
  })

  it('reads the skill from the words of a repair', () => {
    expect(skillsFor(task)).toEqual(['lift'])
    expect(skillsFor({ category: 'repair', title: '厨房水管漏水' })).toEqual(['plumbing'])
    expect(skillsFor({ category: 'repair', title: 'No power in the hall' })).toEqual(['electric'])
    expect(skillsFor({ category: 'cleaning', title: '电梯脏' })).toEqual(['cleaning'])
  })
})

describe('promises that one more order would break', () => {
  it('breaks nothing where nothing is carried, and never more than there are', () => {
    fc.assert(
      fc.property(carries, carries, ([one], others) => {
        if (!one) return
        expect(brokenBy(one, [], now)).toBe(0)
        const promised = others.flatMap(({ arriveBy, finishBy }) => [arriveBy, finishBy]).filter((by) => by !== null && by >= now).length
        expect(brokenBy(one, others.filter(({ order }) => order !== one.order), now)).toBeLessThanOrEqual(promised)
      }),
    )
  })

  it('breaks only what can no longer be done behind it', () => {
    const tight = carried('a', { finishBy: now + 40 * minute })
    expect(brokenBy(carried('new', { finishBy: now + 30 * minute }), [tight], now)).toBe(1)
    expect(brokenBy(carried('new', { finishBy: now + 50 * minute }), [tight], now)).toBe(0)
    expect(brokenBy(carried('new', { finishBy: now + 30 * minute }), [carried('a', { finishBy: now + 61 * minute })], now)).toBe(0)
    expect(brokenBy(carried('new', { finishBy: now + 30 * minute }), [carried('late', { finishBy: now - minute })], now)).toBe(0)
  })
})
