import fc from 'fast-check'
import { expect, it } from 'vitest'
import { history, judge, type Audit } from './audit-made.ts'
import { choice, tampered, tampers, type TamperName } from './audit-tampers.ts'

const seed = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31)
console.log(`audit histories and tampers: SEED=${seed}`)

it('10,000 tampers at random are all found', () => {
  const tried = new Map<TamperName, number>()
  const missed: string[] = []
  fc.assert(
    fc.property(history(fc.boolean()), fc.array(choice, { minLength: 25, maxLength: 25 }), (audit, choices) => {
      for (const [name, numbers] of choices) {
        const changed = tampered(audit, name, numbers)
        if (!changed) continue
        tried.set(name, (tried.get(name) ?? 0) + 1)
        if (judge(changed).findings.length === 0) missed.push(`${name} ${numbers.join()} ${JSON.stringify(audit)}`)
      }
    }),
    { seed, numRuns: 600 },
  )
  console.log([...tried].map(([name, count]) => `${name} ${count}`).join(', '))
  expect(missed.slice(0, 1), `of ${missed.length}`).toEqual([])
  expect([...tried.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10_000)
  expect(tried.size).toBe(Object.keys(tampers).length)
})

it('2,000 histories that nobody touched, pruned or not, are never accused', () => {
  let pruned = 0
  fc.assert(
    fc.property(history(fc.boolean()), (audit) => {
      if (audit.anchor) pruned++
      expect(judge(audit).findings).toEqual([])
      // Nor are they where fewer heads were copied.
      expect(judge({ ...audit, heads: audit.heads.filter((_, i) => i % 2) }).findings).toEqual([])
    }),
    { seed, numRuns: 2_000 },
  )
  expect(pruned).toBeGreaterThan(100)
})

it('control: without copied heads a cut tail goes unseen', () => {
  let unseen = 0
  const cut = (audit: Audit, n: number): Audit | null => tampered(audit, 'cutTail', [n, 0, 0])
  fc.assert(
    fc.property(history(fc.constant(false)), fc.nat(1_000), (audit, n) => {
      const changed = cut(audit, n)
      if (!changed || changed.seals.length === 0) return
      expect(judge(changed).findings.map(({ kind }) => kind)).toContain('tail-cut')
      if (judge(changed, false).findings.length === 0) unseen++
    }),
    { seed, numRuns: 300 },
  )
  expect(unseen).toBeGreaterThan(200)
})

it('control: without copies a cut beginning goes unseen, and so it does where a copy of its anchor was made', () => {
  let unseen = 0
  fc.assert(
    fc.property(history(fc.constant(false)), fc.nat(1_000), (audit, n) => {
      const changed = tampered(audit, 'cutBeginning', [n, 0, 0])
      if (!changed?.anchor || changed.seals.length === 0) return
      expect(judge(changed).findings.map(({ kind }) => kind)).toEqual(['anchor-uncopied'])
      for (const blind of [judge(changed, false), judge({ ...changed, anchors: [changed.anchor] })]) expect(blind.findings).toEqual([])
      unseen++
    }),
    { seed, numRuns: 300 },
  )
  expect(unseen).toBeGreaterThan(50)
})

it.each<[TamperName, string[]]>([
  ['edit', ['edited', 'taken-out']],
  ['remove', ['deleted']],
  ['insert', ['inserted', 'unsealed', 'seal-removed']],
  ['swap', ['swapped']],
  ['removeSeal', ['seal-removed', 'unsealed', 'tail-cut', 'rewritten']],
  ['cutTail', ['tail-cut']],
  ['forgeHead', ['head-forged', 'rewritten', 'tail-cut', 'anchor-forged', 'pruned-early']],
  ['pruneEarly', ['pruned-early', 'anchor-forged']],
  ['cutBeginning', ['anchor-uncopied']],
])('says how: %s', (name, kinds) => {
  fc.assert(
    fc.property(history(fc.constant(false)), fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000)), (audit, numbers) => {
      const changed = tampered(audit, name, numbers)
      const found = changed && judge(changed).findings.map(({ kind }) => kind as string)
      if (found) expect(kinds).toContain(found.find((kind) => kinds.includes(kind)) ?? found[0])
    }),
    { seed, numRuns: 300 },
  )
})
