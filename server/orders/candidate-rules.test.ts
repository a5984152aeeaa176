import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories, Candidate } from '#shared/orders.ts'
import { skills } from '#shared/people.ts'
import { rank, skillsFor, unplaced, type Staff } from './candidate-rules.ts'

const now = Date.parse('2026-03-01T08:00:00Z')
const place: [number, number] = [120, 30]
const task = { category: 'repair', title: '3 单元电梯困人', assignee: null } as const
const person = (more: Partial<Staff> = {}): Staff => ({
  id: '0192f0c1-7d3e-4b52-9a66-0d2a8c1f3e01', skills: ['lift'], onShift: true, openOrders: 0, inBuilding: false, position: { point: place, at: now - 5_000 }, ...more,
})
const first = (staff: Staff): Candidate => {
  const [one] = rank(task, place, [staff], now)
  if (!one) throw new Error('nobody')
  return one
}

const staff = fc.record({
  id: fc.uuid(),
  skills: fc.uniqueArray(fc.constantFrom(...skills), { maxLength: 4 }),
  onShift: fc.boolean(),
  openOrders: fc.integer({ min: 0, max: 9 }),
  inBuilding: fc.boolean(),
  position: fc.option(
    fc.record({
      point: fc.tuple(fc.double({ min: 119, max: 121, noNaN: true }), fc.double({ min: 29, max: 31, noNaN: true })),
      at: fc.integer({ min: now - 7_200_000, max: now + 60_000 }),
    }),
  ),
})

describe('ranking people for an order', () => {
  it('never puts anybody who is excluded above somebody who is suitable, and loses nobody', () => {
    fc.assert(
      fc.property(fc.uniqueArray(staff, { selector: ({ id }) => id, maxLength: 20 }), fc.constantFrom(...categories), (people, category) => {
        const ranked = rank({ ...task, category }, place, people, now)
        expect(ranked.map(({ person: id }) => id).sort()).toEqual(people.map(({ id }) => id).sort())
        const firstExcluded = ranked.findIndex(({ suitable }) => !suitable)
        if (firstExcluded >= 0) expect(ranked.slice(firstExcluded).some(({ suitable }) => suitable)).toBe(false)
        for (const one of ranked) {
          expect(one.suitable).toBe(one.exclusions.length === 0)
          expect(Candidate.parse(one)).toEqual(one)
        }
      }),
    )
  })

  it('does not depend on the order in which people come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(staff, { selector: ({ id }) => id, maxLength: 10 }), (people) => {
        expect(rank(task, place, people.toReversed(), now)).toEqual(rank(task, place, people, now))
      }),
    )
  })

  it('prefers the nearer of two who are alike', () => {
    const far = person({ id: '0192f0c1-7d3e-4b52-9a66-0d2a8c1f3e02', position: { point: [120.01, 30], at: now } })
    expect(rank(task, place, [far, person()], now).map(({ person: id }) => id)).toEqual([person().id, far.id])
  })

  it('measures no distance from a position older than 30 minutes', () => {
    const old = first(person({ position: { point: place, at: now - 31 * 60_000 } }))
    expect(old).toMatchObject({ metres: null, minutes: null, positionAgeSeconds: 1860, suitable: false, exclusions: ['silent'] })
    expect(first(person({ position: { point: place, at: now - 29 * 60_000 } })).metres).toBe(0)
  })

  it('tells those who are not shown where people are nothing that follows from it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 3_600 }), (metres, age) => {
        const somewhere = unplaced(person({ position: { point: [120, 30 + metres / 111_195], at: now - age * 1000 } }))
        expect(first(somewhere)).toEqual(first(person({ position: null })))
      }),
    )
  })

  it('says why somebody cannot', () => {
    expect(first(person({ onShift: false })).exclusions).toEqual(['off-shift'])
    expect(first(person({ skills: ['greening'] })).exclusions).toEqual(['no-skill'])
    expect(first(person({ openOrders: 5 })).exclusions).toEqual(['overloaded'])
    expect(rank({ ...task, assignee: person().id }, place, [person()], now)[0]?.exclusions).toEqual(['already-assigned'])
  })

  it('reads the skill from the words of a repair', () => {
    expect(skillsFor(task)).toEqual(['lift'])
    expect(skillsFor({ category: 'repair', title: '厨房水管漏水' })).toEqual(['plumbing'])
    expect(skillsFor({ category: 'repair', title: 'No power in the hall' })).toEqual(['electric'])
    expect(skillsFor({ category: 'cleaning', title: '电梯脏' })).toEqual(['cleaning'])
  })
})
