import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cadence } from '#shared/drills.ts'
import type { Scene } from '#shared/plans.ts'
import { dutiesOf, type HeldDrill } from './duty-rules.ts'

const [a, b] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const place = (id: string, zone = 'Asia/Shanghai') => ({ id, zone })
const cadence = (scene: Scene | null, months: number, community: string | null = null): Cadence => ({ id: `${scene}${community}`, version: 1, community, scene, months, ended: false })
const held = (scene: Scene | null, endedAt: string, another = true, community = a): HeldDrill => ({ id: `${scene} ${endedAt}`, community, scene, endedAt, another })
const at = (text: string): number => Date.parse(text)
const now = at('2026-11-22T08:00:00Z')

describe('what a community owes', () => {
  it('is due so many months after its last proof, in its own calendar, and late once that has passed', () => {
    const duty = (last: string) => dutiesOf([cadence('fire', 6)], [place(a)], [held('fire', last)], [], now)[0]
    expect(duty('2026-08-31T10:00:00Z')).toMatchObject({ state: 'kept', dueAt: '2027-02-28T10:00:00.000Z', provedAt: '2026-08-31T10:00:00Z' })
    expect(duty('2026-06-10T10:00:00Z')).toMatchObject({ state: 'soon' })
    expect(duty('2026-05-22T07:59:00Z')).toMatchObject({ state: 'late' })
  })

  it('is for one that never drilled the end of this quarter', () => {
    expect(dutiesOf([cadence(null, 3)], [place(a)], [], [], now)).toMatchObject([{ state: 'never', proof: null, dueAt: '2026-12-31T15:59:59.999Z' }])
  })

  it('is its own where it has one, and else that of all', () => {
    const duties = dutiesOf([cadence('fire', 6), cadence('fire', 1, a)], [place(a), place(b)], [], [], now)
    expect(new Map(duties.map(({ community, months }) => [community, months]))).toEqual(new Map([[a, 1], [b, 6]]))
    expect(dutiesOf([cadence('snow', 12, a)], [place(b)], [], [], now)).toEqual([])
    expect(dutiesOf([{ ...cadence(null, 3), ended: true }], [place(a)], [], [], now)).toEqual([])
  })

  it('of any scene is not proved by the same scene twice in a row, that of the scene is', () => {
    const drills = [held('fire', '2026-06-01T00:00:00Z'), held('fire', '2026-11-01T00:00:00Z', false)]
    const [any, fire] = [null, 'fire' as const].map((scene) => dutiesOf([cadence(scene, 3)], [place(a)], drills, [], now)[0])
    expect(any).toMatchObject({ state: 'late', proof: drills[0]?.id })
    expect(fire).toMatchObject({ state: 'kept', proof: drills[1]?.id })
  })

  it('says which drill that is planned comes first', () => {
    const coming = [
      { id: 'later', community: a, scene: 'fire' as const, plannedAt: '2026-12-20T00:00:00Z' }, { id: 'sooner', community: a, scene: 'fire' as const, plannedAt: '2026-12-01T00:00:00Z' },
      { id: 'other', community: a, scene: 'snow' as const, plannedAt: '2026-11-25T00:00:00Z' }, { id: 'elsewhere', community: b, scene: 'fire' as const, plannedAt: '2026-11-24T00:00:00Z' },
    ]
    const next = (scene: Scene | null) => dutiesOf([cadence(scene, 3)], [place(a)], [], coming, now)[0]?.next
    expect([next('fire'), next(null), next('gas-leak')]).toEqual(['sooner', 'other', null])
  })

  it('lists what is late before what never was, what is soon due, and what is kept', () => {
    const instant = fc.integer({ min: at('2022-01-01T00:00:00Z'), max: now }).map((time) => new Date(time).toISOString())
    fc.assert(fc.property(fc.array(fc.record({ scene: fc.constantFrom<Scene>('fire', 'snow', 'gas-leak'), endedAt: instant, another: fc.boolean(), community: fc.constantFrom(a, b) })), (drills) => {
      const duties = dutiesOf([cadence(null, 3), cadence('fire', 6), cadence('snow', 12)], [place(a), place(b)], drills.map((one, i) => ({ ...one, id: String(i) })), [], now)
      expect(duties).toHaveLength(6)
      const ranks = duties.map(({ state }) => ['late', 'never', 'soon', 'kept'].indexOf(state))
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))
      for (const { state, dueAt, proof } of duties) {
        expect(state === 'never').toBe(proof === null)
        if (proof !== null) expect(at(dueAt) < now).toBe(state === 'late')
      }
    }))
  })
})
