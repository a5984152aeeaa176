import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alarm } from '#shared/alarms.ts'
import type { Plan, Trigger } from '#shared/plans.ts'
import { isPlaced, placeOf, proposedFirst, whereKinds, type Where } from './start-rules.ts'

const where = fc.record<Where>({
  kind: fc.constantFrom(...whereKinds), building: fc.option(fc.constant('b1'), { nil: null }), unit: fc.option(fc.constant('u1'), { nil: null }),
  buildings: fc.uniqueArray(fc.constantFrom('b1', 'b2', 'b3')), area: fc.option(fc.constant<Where['area']>([[120, 30], [121, 30], [121, 31], [120, 30]]), { nil: null }),
})

const plan = (id: string, triggers: Trigger[]) => ({ id, triggers, name: { zh: id, en: id } }) as unknown as Plan
const alarm = (id: string, more: Partial<Alarm> = {}) => ({ id, kind: 'lift.trapped', severity: 'critical', building: 'b1', community: 'a', raisedAt: '2026-11-21T00:00:00Z', mode: 'real', ...more }) as Alarm

describe('where a plan is started', () => {
  it('is said by exactly what was chosen, whatever was chosen before', () => {
    fc.assert(fc.property(where, (chosen) => {
      const said = placeOf(chosen)
      const ways = [said.building != null, (said.buildings?.length ?? 0) > 0, said.area !== undefined].filter(Boolean).length
      expect(ways).toBe(isPlaced(chosen) && chosen.kind !== 'whole' ? 1 : 0)
      if (said.unit !== undefined) expect(said.building).not.toBeNull()
    }))
  })
})

describe('what is proposed', () => {
  const lift = plan('lift', [{ on: 'alarm', kinds: ['lift.trapped'] }])
  const many = plan('many', [{ on: 'alarm', kinds: ['lift.trapped'], count: 3 }])
  const other = plan('other', [{ on: 'words', words: ['smoke'] }])

  it('stands before the rest, which keeps its order', () => {
    expect(proposedFirst([other, many, lift], alarm('1'), []).map(({ plan: { id }, fits }) => `${id}${fits}`)).toEqual(['lifttrue', 'otherfalse', 'manyfalse'])
    expect(proposedFirst([other, lift], undefined, [alarm('1')]).map(({ fits }) => fits)).toEqual([false, false])
  })

  it('counts alarms that stand beside it, itself once', () => {
    const standing = [alarm('1'), alarm('2')]
    expect(proposedFirst([many], alarm('1'), standing)[0]?.fits).toBe(false)
    expect(proposedFirst([many], alarm('1'), [...standing, alarm('3')])[0]?.fits).toBe(true)
    expect(proposedFirst([many], alarm('1'), [...standing, alarm('3', { building: 'b2' })])[0]?.fits).toBe(false)
  })

  it('is nothing for what is staged, which does not count beside what is real either', () => {
    const staged = { mode: 'drill-1' }
    expect(proposedFirst([lift], alarm('1', staged), [])[0]?.fits).toBe(false)
    expect(proposedFirst([many], alarm('1'), [alarm('2', staged), alarm('3', staged)])[0]?.fits).toBe(false)
  })
})
