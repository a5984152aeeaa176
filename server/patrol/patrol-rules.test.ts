import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PatrolRun, type PatrolRoute } from '#shared/patrol.ts'
import { judge } from './position-rules.ts'
import { decideStart, decideVisit } from './run-rules.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const now = Date.parse('2026-03-10T10:30:00Z')
const routeOf = (keys: string[]): PatrolRoute => ({
  id, version: 1, community: id, name: { zh: '夜巡', en: 'Night round' }, checkpoints: keys.map((key) => ({ key, name: { zh: key, en: key }, point: [120, 30] })),
})

describe('a patrol run', () => {
  it('ends with its last checkpoint, in whatever order they are walked', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }), fc.nat(), (keys, turn) => {
        const route = routeOf(keys)
        let run = decideStart(id, route, id, now)[0]?.run
        const walked = keys.map((_, i) => keys[(i + turn) % keys.length] ?? '')
        for (const [i, key] of walked.entries()) {
          if (!run) throw new Error('no run')
          const steps = decideVisit(run, route, { checkpoint: key }, now)
          expect(steps.map(({ fact }) => fact)).toEqual(i === keys.length - 1 ? ['run.visited', 'run.finished'] : ['run.visited'])
          run = steps.at(-1)?.run
          expect(PatrolRun.parse(run)).toEqual(run)
        }
        expect(run).toMatchObject({ state: 'finished', version: keys.length + 2 })
      }),
    )
  })

  it('refuses a checkpoint twice, and one of another route', () => {
    const route = routeOf(['a', 'b'])
    const run = decideVisit(decideStart(id, route, id, now)[0]?.run as PatrolRun, route, { checkpoint: 'a' }, now)[0]?.run as PatrolRun
    expect(() => decideVisit(run, route, { checkpoint: 'a' }, now)).toThrow(expect.objectContaining({ fault: 'illegal-move', current: run }))
    expect(() => decideVisit(run, route, { checkpoint: 'z' }, now)).toThrow(expect.objectContaining({ fault: 'invalid' }))
  })
})

describe('when somebody was there', () => {
  it('is never in the future, and never more than a day ago', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: now - 10 * 365 * 86_400_000, max: now + 365 * 86_400_000 })), (said) => {
        const { at, current } = judge(said, now)
        expect(at).toBeLessThanOrEqual(now)
        expect(at).toBeGreaterThanOrEqual(now - 86_400_000)
        if (said !== null && said <= now && said >= now - 86_400_000) expect(at).toBe(said)
        expect(current).toBe(at >= now - 600_000)
      }),
    )
  })
})
