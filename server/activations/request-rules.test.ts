import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestMoves, requestStates, ResourceRequest, type Activation, type RequestState } from '#shared/activations.ts'
import { resourceKinds, type Resource } from '#shared/resources.ts'
import { chosen, decideMove, foundIn, requestFor, stockAfter } from './request-rules.ts'

const now = Date.parse('2026-11-22T08:00:00Z')
const name = { zh: '水泵', en: 'Pump' }
const idOf = (n: number): string => `0192f0c1-7d3e-7b52-9a66-${String(n).padStart(12, '0')}`
const resourceOf = (n: number, more: Partial<Resource> = {}): Resource => ({
  id: idOf(n), version: 1, community: idOf(0), kind: 'tool', name, amount: '', contact: '', place: name, point: null, stock: null, wanted: null, goodUntil: null, contactedAt: null, ended: null, ...more,
})
const place: [number, number] = [120, 30]
const need = { key: 'r1', step: null, kind: 'tool' as const, amount: 3 }

const anyResource = fc.record({
  kind: fc.constantFrom(...resourceKinds.slice(3, 5)), stock: fc.option(fc.nat(6)), metres: fc.option(fc.nat(2_000)), ended: fc.boolean(),
  goodUntil: fc.option(fc.constantFrom('2026-11-21', '2026-11-22', '2027-01-01')),
})
const pools = fc.array(anyResource, { maxLength: 8 }).map((all) =>
  all.map(({ metres, ...more }, i) => resourceOf(i + 1, { ...more, ended: more.ended || null, point: metres === null ? null : [120, 30 + metres / 111_195] })))

/** Some plans, each with what it asked for, over one pool. */
type World = { pool: Resource[]; plans: Pick<Activation, 'version' | 'requests'>[] }
type Act = { plan: number; request: number; state: RequestState; resource: number | null; amount: number }

function acted({ pool, plans }: World, { plan: at, request, state, resource, amount }: Act): World {
  const plan = plans[at % plans.length]
  if (!plan) throw new Error('there is no plan')
  const requests = plan.requests ?? []
  const with_ = (next: ResourceRequest[], stock: Resource[]): World => ({
    pool: pool.map((one) => stock.find(({ id }) => id === one.id) ?? one),
    plans: plans.map((one) => (one === plan ? { version: plan.version + 1, requests: next } : one)),
  })
  try {
    const moving = requests[request]
    if (!moving) {
      const called = requestFor({ ...need, key: `r${requests.length + 1}`, amount }, resource === null ? pool : [chosen(pool, need, idOf(resource), now)], place, 'x', now)
      return with_([...requests, called], stockAfter(pool, null, called))
    }
    const said = { version: plan.version, request: moving.key, state, resource: resource === null ? null : idOf(resource), minutes: 5 }
    const { before, after } = decideMove(plan as Activation, said, pool, place, now)
    return with_(requests.map((one) => (one === before ? after : one)), stockAfter(pool, before, after))
  } catch (error) {
    if (error instanceof Error && ['invalid', 'illegal-move'].includes(error.message)) return { pool, plans }
    throw error
  }
}

const acts = fc.array(
  fc.record({ plan: fc.nat(2), request: fc.nat(4), state: fc.constantFrom(...requestStates), resource: fc.option(fc.integer({ min: 1, max: 9 })), amount: fc.integer({ min: 1, max: 8 }) }),
  { maxLength: 60 },
)
const heldOf = ({ plans }: World, resource: string): number =>
  plans.flatMap(({ requests }) => requests ?? []).filter((one) => one.resource === resource && ['asked', 'coming', 'there'].includes(one.state)).reduce((sum, one) => sum + (one.drawn ?? 0), 0)

describe('what is called for', () => {
  it('is never more than there is: what is held and what is left are what there was, whatever is asked for, moved on and brought back', () => {
    fc.assert(
      fc.property(pools, acts, (pool, all) => {
        const empty: World = { pool, plans: [1, 2, 3].map(() => ({ version: 1, requests: [] })) }
        const end = all.reduce((world, act) => {
          const next = acted(world, act)
          for (const one of next.plans.flatMap(({ requests }) => requests ?? [])) expect(ResourceRequest.parse(one)).toEqual(one)
          return next
        }, empty)
        for (const { id, stock } of pool) {
          const left = end.pool.find((one) => one.id === id)?.stock
          if (stock === null) expect([left, heldOf(end, id)]).toEqual([null, 0])
          else expect((left ?? -1) + heldOf(end, id)).toBe(stock)
          expect(left ?? 0).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('would be more than there is, were what is asked of another not put back', () => {
    const pool = [resourceOf(1, { stock: 3 }), resourceOf(2, { stock: 3 })]
    const asked = requestFor(need, pool, place, 'x', now)
    const moved = decideMove({ version: 2, requests: [asked] } as unknown as Activation, { version: 2, request: 'r1', state: 'asked' }, pool, place, now)
    expect(stockAfter(pool, null, moved.after).map(({ id, stock }) => [id, stock])).toEqual([[idOf(2), 0]])
    const drawn = pool.map((one) => stockAfter(pool, null, asked).find(({ id }) => id === one.id) ?? one)
    expect(stockAfter(drawn, moved.before, moved.after).map(({ id, stock }) => [id, stock])).toEqual([[idOf(1), 3], [idOf(2), 0]])
  })

  it('is asked of what is there, in date and of its kind; of those with enough first, then of the nearest', () => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 1, max: 8 }), (pool, amount) => {
        const found = foundIn(pool, { kind: 'tool', amount }, place, now)
        const fits = pool.filter(({ kind, ended, stock, goodUntil }) => kind === 'tool' && !ended && stock !== 0 && goodUntil !== '2026-11-21')
        expect(new Set(found.map(({ resource }) => resource.id))).toEqual(new Set(fits.map(({ id }) => id)))
        const short = found.map(({ resource: { stock } }) => typeof stock === 'number' && stock < amount)
        expect(short).toEqual(short.toSorted((a, b) => Number(a) - Number(b)))
        for (const part of [true, false]) {
          const metres = found.filter((_, i) => short[i] === part).map((one) => one.metres ?? Infinity)
          expect(metres).toEqual(metres.toSorted((a, b) => a - b))
        }
        const { state, resource } = requestFor({ ...need, amount }, pool, place, 'x', now)
        expect([state, resource]).toEqual(found[0] ? ['asked', found[0].resource.id] : ['needed', null])
      }),
    )
  })

  it('goes on only as the table says, and is refused to whoever has not seen how it was moved on', () => {
    const pool = [1, 2, 3].map((n) => resourceOf(n))
    for (const from of requestStates) {
      for (const to of requestStates) {
        const requests = [{ ...requestFor(need, pool, place, 'x', now), state: from, version: 4 }]
        const plan = { version: 7, requests } as unknown as Activation
        const move = () => decideMove(plan, { version: 5, request: 'r1', state: to }, pool, place, now)
        if ((requestMoves[from] as readonly RequestState[]).includes(to)) expect(move().after).toMatchObject({ state: to, version: 8 })
        else expect(move).toThrow(expect.objectContaining({ fault: 'illegal-move', current: plan }))
        expect(() => decideMove(plan, { version: 3, request: 'r1', state: to }, pool, place, now)).toThrow(expect.objectContaining({ fault: 'conflict' }))
        expect(() => decideMove(plan, { version: 8, request: 'r1', state: to }, pool, place, now)).toThrow(expect.objectContaining({ fault: 'conflict' }))
      }
    }
  })
})
