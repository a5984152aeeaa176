import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import { isPassed, nearestRating, ratingPoints, ratings, type Drill, type Score } from '#shared/drills.ts'
import { resultOf } from './result-rules.ts'

const id = '00000000-0000-4000-8000-000000000001'
const name = { zh: '项', en: 'One' }
const drill: Drill = {
  id, version: 3, community: id, activation: id, lead: 'x', startedAt: '2026-11-22T08:00:00.000Z', endedAt: '2026-11-22T09:00:00.000Z', state: 'ended',
  objectives: [{ key: 'there', name, minutes: 15, step: 'arrive' }, { key: 'told', name }],
}
const score = (rated: Score['rated'], calm: Score['calm'] = null): Score => ({ id, version: 1, community: id, drill: id, kind: 'observer', by: 'x', at: '', rated, calm, note: '' })
const rated = (objective: string, rating: (typeof ratings)[number]) => ({ objective, rating, note: '' })

describe('the result of a drill', () => {
  it('is the mean of what was said of each objective, and the minutes that its step took', () => {
    const steps = [{ key: 'arrive', state: 'done', doneAt: '2026-11-22T08:12:30.000Z' }] as Activation['steps']
    const activation = { startedAt: '2026-11-22T08:00:00.000Z', steps } as Activation
    const result = resultOf(drill, [score([rated('there', 'P'), rated('told', 'M')], 'S'), score([rated('there', 'S')], 'M')], activation)
    expect(result.objectives).toMatchObject([{ key: 'there', points: 2.5, rating: 'S', said: 2, minutes: 12.5, target: 15 }, { key: 'told', points: 1, rating: 'M', said: 1, minutes: null, target: null }])
    expect(result).toMatchObject({ calm: { points: 1.5, rating: 'M', said: 2 }, rating: 'S', passed: false })
  })

  it('is open while nobody has scored, and passed or not only once it has ended', () => {
    expect(resultOf(drill, [], null)).toMatchObject({ rating: null, passed: null, calm: { said: 0, rating: null } })
    expect(resultOf({ ...drill, state: 'running' }, [score([rated('there', 'P')])], null)).toMatchObject({ rating: 'P', passed: null })
    expect(resultOf({ ...drill, state: 'aborted' }, [score([rated('there', 'P')])], null)).toMatchObject({ passed: null })
  })

  it('is passed at S or better with no U, whatever was said', () => {
    const said = fc.array(fc.record({ there: fc.constantFrom(...ratings), told: fc.constantFrom(...ratings) }), { minLength: 1 })
    fc.assert(fc.property(said, (all) => {
      const result = resultOf(drill, all.map((one) => score([rated('there', one.there), rated('told', one.told)])), null)
      const means = (['there', 'told'] as const).map((key) => all.reduce((sum, one) => sum + ratingPoints[one[key]], 0) / all.length)
      const mean = ((means[0] ?? 0) + (means[1] ?? 0)) / 2
      expect(result.passed).toBe(mean >= 2 - 1e-9 && result.objectives.every(({ rating }) => rating !== 'U'))
      for (const [i, { points, rating }] of result.objectives.entries()) {
        expect(points).toBeCloseTo(means[i] ?? NaN)
        expect(Math.abs(ratingPoints[rating ?? 'U'] - (points ?? NaN))).toBeLessThanOrEqual(0.5)
      }
    }))
  })

  it('is not the residents’ alone, however many browsers say the same', () => {
    const observers = Array.from({ length: 5 }, () => score([rated('there', 'P')], 'P'))
    const crowd = Array.from({ length: 60 }, () => ({ ...score([rated('there', 'U')], 'U'), kind: 'resident' as const }))
    expect(resultOf(drill, [...observers, ...crowd], null)).toMatchObject({ objectives: [{ points: 2.5, said: 65 }, { said: 0 }], calm: { points: 2.5, said: 65 }, passed: true })
    expect(resultOf(drill, crowd, null)).toMatchObject({ objectives: [{ points: 0, said: 60 }, { points: null }], passed: false })
  })

  it('takes the lesser rating halfway between two', () => {
    expect([3, 2.5, 2.51, 1.5, 0.5, 0.51, 0].map(nearestRating)).toEqual(['P', 'S', 'P', 'M', 'U', 'M', 'U'])
    expect([isPassed([]), isPassed([2]), isPassed([3, 0.4]), isPassed([2, 1.9])]).toEqual([null, true, false, false])
  })
})
