import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gathered } from './gathered.ts'

/** A world that changes with every look, and answers when it is told to. */
function slowWorld() {
  const looks: { keys: string[]; answer: (error?: Error) => void }[] = []
  let changes = 0
  const gathered = new Gathered<number>((keys) => {
    const seen = ++changes
    return new Promise((resolve, reject) => {
      looks.push({ keys, answer: (error) => (error ? reject(error) : resolve(new Map(keys.map((key) => [key, seen])))) })
    })
  })
  return { gathered, looks }
}

describe('reading for many at once', () => {
  it('looks once for all who asked while another look was under way, and for each key once', async () => {
    const { gathered, looks } = slowWorld()
    const first = gathered.get(['a'])
    const others = [gathered.get(['a', 'b']), gathered.get(['b', 'c'])]
    looks[0]?.answer()
    expect((await first).get('a')).toBe(1)
    await expect.poll(() => looks.length).toBe(2)
    looks[1]?.answer()
    expect((await Promise.all(others)).map((found) => [...found])).toEqual(Array(2).fill([['a', 2], ['b', 2], ['c', 2]]))
    expect(looks.map(({ keys }) => keys)).toEqual([['a'], ['a', 'b', 'c']])
  })

  it('never answers with what was seen before the question', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), async (turns) => {
        let world = 0
        const gathered = new Gathered<number>(async () => {
          const seen = world
          await Promise.resolve()
          return new Map([['a', seen]])
        })
        const asked = turns.map(async (turn) => {
          for (let i = 0; i < turn; i++) await Promise.resolve()
          const before = ++world
          expect((await gathered.get(['a'])).get('a')).toBeGreaterThanOrEqual(before)
        })
        await Promise.all(asked)
      }),
    )
  })

  it('fails for those who asked together, and goes on for the next', async () => {
    const { gathered, looks } = slowWorld()
    const failed = gathered.get(['a'])
    looks[0]?.answer(new Error('away'))
    await expect(failed).rejects.toThrow('away')
    const next = gathered.get(['a'])
    await expect.poll(() => looks.length).toBe(2)
    looks[1]?.answer()
    expect((await next).get('a')).toBe(2)
  })
})
