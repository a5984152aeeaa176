import { describe, expect, test, vi } from 'vitest'
import { makeDemo } from '#db/demo/demo.ts'
import { pictureOf } from '#shared/picture.ts'
import type { Shift } from '#shared/shifts.ts'
import type { Moment } from './actions.ts'
import { companyOf, usernameOf } from './company.ts'
import { handoverDuties } from './handover-rules.ts'

// A whole company is made here; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 })

const minute = 60_000
// 16:00 where the demo lives: everywhere the early shift goes and the late one comes.
const change = Date.parse('2026-11-23T08:00:00Z')
const demo = makeDemo({ now: change })
const company = companyOf(demo)
const picture = (shifts: readonly Shift[] = demo.shifts) => pictureOf({ order: [], alarm: [], person: [], shift: [...shifts], run: [], activation: [] })
const at = (minutes: number, speed = 1): Moment => ({ now: change + minutes * minute, speed, day: 0, present: new Set() })
const signs = (moment: Moment, shifts?: readonly Shift[]) => handoverDuties(company, picture(shifts), moment).flatMap((act) => (act.kind === 'sign' ? [act] : []))

describe('at a change of shift', () => {
  test('who goes signs before who comes, each once, everywhere, and in time', () => {
    expect(signs(at(0.5))).toEqual([])
    const given = signs(at(2.5))
    expect(given.map(({ side }) => side)).toEqual(demo.communities.map(() => 'give'))
    const all = signs(at(6))
    expect(all.filter(({ side }) => side === 'take')).toHaveLength(demo.communities.length)
    expect(new Set(all.map(({ key }) => key)).size).toBe(2 * demo.communities.length)
    expect(signs(at(7))).toEqual(all)
  })

  test('it is those of the roster who sign, each for their own side', () => {
    for (const { side, as, community } of signs(at(10))) {
      const shift = demo.shifts.find((one) => one.community === community && one.post === 'duty-manager' && Date.parse(side === 'give' ? one.endsAt : one.startsAt) === change)
      const person = shift && company.people.get(shift.person)
      expect(person && usernameOf(person)).toBe(as)
    }
  })

  test('nobody signs where the same person goes on, or long after', () => {
    const same = demo.shifts.filter(({ post }) => post === 'duty-manager').map((shift) => ({ ...shift, person: demo.people.find((one) => one.community === shift.community)?.id ?? '' }))
    expect(signs(at(10), same)).toEqual([])
    expect(signs(at(121))).toEqual([])
  })

  test('a faster day is signed faster', () => {
    expect(signs(at(0.7, 10))).toHaveLength(2 * demo.communities.length)
  })
})
