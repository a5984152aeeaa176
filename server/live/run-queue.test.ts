import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RunQueue } from './run-queue.ts'

it('calls that name the same thing go one after the other as they came, whatever each takes, and one that fails holds nothing up', async () => {
  const call = fc.record({ names: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }), turns: fc.nat(5), fails: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 15 }), async (calls) => {
      const queue = new RunQueue()
      const seen = new Map<string, number[]>()
      const busy = new Set<string>()
      const work = async ({ names, turns, fails }: (typeof calls)[number], i: number): Promise<void> => {
        for (const name of names) {
          expect(busy.has(name)).toBe(false)
          busy.add(name)
          seen.set(name, [...(seen.get(name) ?? []), i])
        }
        for (let turn = 0; turn < turns; turn++) await Promise.resolve()
        for (const name of names) busy.delete(name)
        if (fails) throw new Error('refused')
      }
      const results = await Promise.allSettled(calls.map((one, i) => queue.run(new Set(one.names), () => work(one, i))))
      expect(results.map(({ status }) => status)).toEqual(calls.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')))
      for (const order of seen.values()) expect(order).toEqual(order.toSorted((a, b) => a - b))
    }),
  )
})
