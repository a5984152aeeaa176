import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Fact } from '#shared/facts.ts'
import { RecentFacts } from './recent-facts.ts'

const fact = (seq: number): Fact => ({ seq }) as Fact

it('gives exactly what follows on a number, or nothing at all, however facts were handed over and wherever the journal was taken up again', () => {
  const step = fc.oneof(fc.record({ hand: fc.integer({ min: 1, max: 9 }) }), fc.record({ skip: fc.integer({ min: 1, max: 20 }) }), fc.constant('forget' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 8 }), (steps, kept, limit) => {
      const recent = new RecentFacts(kept)
      // The journal's end, the last that was handed over, and after which all were.
      let [last, handed, since] = [0, 0, 0]
      for (const one of steps) {
        if (one === 'forget') {
          recent.forget()
          since = last
        } else if ('skip' in one) {
          last += one.skip
          since = last
        } else {
          recent.take(Array.from({ length: one.hand }, (_, i) => fact(last + i + 1)))
          last += one.hand
          handed = last
        }
        for (let from = 0; from <= last + 1; from++) {
          const found = recent.after(from, limit)
          if (found === null) continue
          expect(found.map(({ seq }) => seq)).toEqual(Array.from({ length: found.length }, (_, i) => from + i + 1))
          expect(found.length).toBeGreaterThan(0)
          expect(found.length).toBe(Math.min(limit, handed - from))
        }
        if (handed > since && handed - since <= kept) expect(recent.after(since, limit)).not.toBeNull()
      }
    }),
  )
})
