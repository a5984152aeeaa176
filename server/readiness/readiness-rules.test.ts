import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cadence } from '#shared/drills.ts'
import { posts, type Post } from '#shared/people.ts'
import type { PlanStep } from '#shared/plans.ts'
import { readinessReasons } from '#shared/readiness.ts'
import { bilingual } from '#shared/text.ts'
import { fits, readinessOf, readinessOfAll, worth, type Held, type Pooled, type Rated, type Standing } from './readiness-rules.ts'

const now = Date.parse('2026-11-22T08:00:00Z')
const week = 7 * 86_400
const ago = (days: number): string => new Date(now - days * 86_400_000).toISOString()
const named = (zh: string, en: string) => ({ zh, en })

const step = (key: string, post: Post, more: Partial<PlanStep> = {}): PlanStep => ({ key, post, name: bilingual(key), instruction: bilingual(key), minutes: 5, after: [], notify: null, ...more })
const plan = (more: Partial<Rated> = {}): Rated => ({
  id: 'edition', series: 'series', scene: 'burst-pipe', publishedAt: ago(100),
  steps: [step('valve', 'repair'), step('calm', 'butler', { orElse: ['security'] }), step('told', 'greening', { kind: 'notify' })],
  resources: [{ kind: 'repair-firm', amount: 1 }, { kind: 'supply', amount: 100, name: named('沙袋', 'Sandbags') }], ...more,
})
const resource = (kind: Pooled['kind'], name: string, more: Partial<Pooled> = {}): Pooled => ({ kind, name: named(name, name), stock: null, goodUntil: null, contactedAt: ago(3), contact: true, ...more })
const pool = [
  ...['甲', '乙', '丙'].map((name) => resource('repair-firm', name)), ...['丁', '戊'].map((name) => resource('supermarket', name)), resource('hospital', '己'),
  resource('supply', '防汛沙袋', { stock: 120, contact: false, contactedAt: null }),
]
const drill = (more: Partial<Held> = {}): Held => ({ plan: 'series', endedAt: ago(30), points: [2, 3], ...more })
const ready = (more: Partial<Standing> = {}): Standing => ({
  community: 'c', zone: 'Asia/Shanghai', cover: [{ posts: ['duty-manager', 'repair', 'security'], seconds: week }], resources: pool, drills: [drill()], ...more,
})
const cadence = (scene: Cadence['scene'], months: number, community: string | null = null) => ({ scene, months, community })
const usual = [cadence(null, 3), cadence('fire', 6), cadence('lift-entrapment', 12)]
const judge = (standing: Standing, of = plan(), cadences = usual) => readinessOf(of, standing, cadences, now)
/** What is met is not named. */
const reasonIn = (judged: ReturnType<typeof judge>, reason: (typeof readinessReasons)[number]) => judged.reasons.find((one) => one.reason === reason) ?? { share: 1, about: [], named: [] }

describe('how ready a community is', () => {
  it('is 100 where nothing is missing, by reasons that are worth 100 together', () => {
    const judged = judge(ready())
    expect(judged).toMatchObject({ community: 'c', plan: 'edition', scene: 'burst-pipe', percent: 100 })
    expect(judged.reasons).toEqual([])
    expect(Object.keys(worth).toSorted()).toEqual(readinessReasons.toSorted())
    expect(Object.values(worth).reduce((sum, one) => sum + one, 0)).toBe(100)
  })

  it('is 0 for who has nothing of a plan that was never looked over', () => {
    expect(judge({ community: 'c', zone: 'Asia/Shanghai', cover: [], resources: [], drills: [] }, plan({ publishedAt: ago(366) })).percent).toBe(10)
    expect(reasonIn(judge({ community: 'c', zone: 'x', cover: [], resources: [], drills: [] }), 'in-date').share).toBe(1)
  })

  it('counts the time for which a post, or whoever stands in, is there', () => {
    const days = ready({ cover: [{ posts: ['duty-manager', 'repair', 'butler'], seconds: week / 2 }, { posts: ['duty-manager', 'repair', 'security'], seconds: week / 4 }, { posts: ['duty-manager'], seconds: week / 4 }] })
    expect(reasonIn(judge(days), 'posts')).toEqual({ reason: 'posts', weight: 25, share: 0.75, about: ['repair', 'butler'], named: [] })
    // What the system does by itself needs nobody.
    expect(reasonIn(judge(days, plan({ steps: [step('told', 'greening', { kind: 'notify' })] })), 'posts').share).toBe(1)
  })

  it('wants contacts tested within 30 days of what the plan needs, and of nothing else', () => {
    const stale = pool.map((one) => (one.name.zh === '乙' || one.kind === 'hospital' ? { ...one, contactedAt: ago(31) } : one))
    expect(reasonIn(judge(ready({ resources: stale })), 'contacts')).toMatchObject({ share: 2 / 3, named: [named('乙', '乙')] })
    expect(reasonIn(judge(ready({ resources: pool.map((one) => ({ ...one, contact: false })) })), 'contacts').share).toBe(0)
    expect(reasonIn(judge(ready({ resources: [] })), 'contacts')).toMatchObject({ share: 0, about: ['repair-firm', 'supply'] })
  })

  it('wants what the table names in stock', () => {
    const short = pool.map((one) => (one.kind === 'supply' ? { ...one, stock: 40 } : one))
    expect(reasonIn(judge(ready({ resources: short })), 'stock')).toMatchObject({ share: 0.7, named: [named('沙袋', 'Sandbags')], about: [] })
    const uncounted = judge(ready(), plan({ resources: [{ kind: 'key', amount: 2 }] }))
    expect(reasonIn(uncounted, 'stock')).toMatchObject({ share: 0, about: ['key'] })
    expect(reasonIn(judge(ready({ resources: [...pool, resource('key', '三角钥匙')] }), plan({ resources: [{ kind: 'key', amount: 2 }] })), 'stock').share).toBe(0.5)
  })

  it('finds a line of the table by its name in either language, and by its kind', () => {
    const sandbags = { kind: 'supply' as const, amount: 1, name: named('沙袋', 'Sandbags') }
    expect(fits(sandbags, { kind: 'supply', name: named('防汛沙袋', 'x') })).toBe(true)
    expect(fits(sandbags, { kind: 'supply', name: named('x', 'big SANDBAGS') })).toBe(true)
    expect(fits(sandbags, { kind: 'supply', name: named('挡水板', 'Flood barriers') })).toBe(false)
    expect(fits(sandbags, { kind: 'tool', name: named('沙袋', 'Sandbags') })).toBe(false)
    expect(fits({ kind: 'supply', amount: 1 }, { kind: 'supply', name: named('挡水板', 'Flood barriers') })).toBe(true)
  })

  it('takes goods and agreements for good until the end of their day, in the community’s own calendar', () => {
    const until = (day: string, zone: string) => reasonIn(judge(ready({ zone, resources: pool.map((one) => (one.name.zh === '甲' ? { ...one, goodUntil: day } : one)) })), 'in-date')
    expect(until('2026-11-22', 'Asia/Shanghai').share).toBe(1)
    expect(until('2026-11-21', 'Asia/Shanghai')).toMatchObject({ share: 3 / 4, named: [named('甲', '甲')] })
    // At 08:00 in London it is still the 21st in Honolulu.
    expect(until('2026-11-21', 'Pacific/Honolulu').share).toBe(1)
  })

  it('keeps the rule of the pool only with agreements in force', () => {
    const expired = pool.map((one) => (one.kind === 'hospital' ? { ...one, goodUntil: '2026-01-01' } : one))
    expect(reasonIn(judge(ready({ resources: expired })), 'pool')).toMatchObject({ share: 2 / 3, about: ['hospital'] })
    expect(reasonIn(judge(ready({ resources: expired })), 'in-date').share).toBe(1)
  })

  it('wants the plan looked over within a year', () => {
    expect(reasonIn(judge(ready(), plan({ publishedAt: ago(365) })), 'reviewed').share).toBe(1)
    expect(reasonIn(judge(ready(), plan({ publishedAt: ago(366) })), 'reviewed').share).toBe(0)
  })
})

describe('a drill', () => {
  const of = (drills: Held[], scene: Rated['scene'] = 'burst-pipe', cadences = usual) => {
    const judged = judge(ready({ drills }), plan({ scene }), cadences)
    return [reasonIn(judged, 'drilled').share, reasonIn(judged, 'passed').share, ...reasonIn(judged, 'drilled').about, ...reasonIn(judged, 'passed').about]
  }
  it('counts within its scene’s cadence, else within that of any scene', () => {
    expect(of([drill({ endedAt: '2026-08-22T08:00:00Z' })])).toEqual([1, 1])
    expect(of([drill({ endedAt: '2026-08-22T07:59:00Z' })])).toEqual([0, 1, 'late'])
    expect(of([drill({ endedAt: '2026-08-22T07:59:00Z' })], 'fire')).toEqual([1, 1])
    expect(of([drill({ endedAt: '2026-08-22T07:59:00Z' })], 'fire', [...usual, cadence('fire', 1, 'c')])).toEqual([0, 1, 'late'])
    expect(of([drill({ endedAt: '2026-08-22T07:59:00Z' })], 'fire', [...usual, cadence('fire', 1, 'other')])).toEqual([1, 1])
    expect(of([drill({ endedAt: '2026-08-22T07:59:00Z' })], 'burst-pipe', [])).toEqual([0, 1, 'late'])
  })

  it('of another plan counts half, where the scene has no cadence of its own', () => {
    expect(of([drill({ plan: 'another' })])).toEqual([0.5, 0, 'others', 'never'])
    expect(of([drill({ plan: 'another' })], 'fire')).toEqual([0, 0, 'never', 'never'])
    expect(of([])).toEqual([0, 0, 'never', 'never'])
  })

  it('is passed by its scores', () => {
    expect(of([drill({ points: [1, 2] })])).toEqual([1, 0, 'failed'])
    expect(of([drill({ points: [3, 3, 0] })])).toEqual([1, 0, 'failed'])
    expect(of([drill({ points: [] })])).toEqual([1, 0, 'unscored'])
  })
})

describe('whatever is known of it', () => {
  const resources = fc.array(fc.record({
    kind: fc.constantFrom<Pooled['kind']>('repair-firm', 'supermarket', 'hospital', 'supply', 'tool', 'key'), name: fc.constantFrom(named('沙袋', 'Sandbags'), named('甲', 'A')),
    stock: fc.option(fc.nat(300)), goodUntil: fc.option(fc.constantFrom('2026-01-01', '2027-01-01')), contactedAt: fc.option(fc.constantFrom(ago(1), ago(60))), contact: fc.boolean(),
  }))
  const standing = fc.record({
    community: fc.constant('c'), zone: fc.constantFrom('Asia/Shanghai', 'not a zone'), resources, drills: fc.array(fc.record({ plan: fc.constantFrom('series', 'another'), endedAt: fc.constantFrom(ago(10), ago(200)), points: fc.array(fc.double({ min: 0, max: 3, noNaN: true })) }), { maxLength: 2 }),
    cover: fc.array(fc.record({ posts: fc.subarray([...posts]), seconds: fc.nat(week / 4) }), { maxLength: 4 }),
  })

  it('the percentage is the sum of its shares, and something is named wherever anything is missing', () => {
    fc.assert(fc.property(standing, (one) => {
      const { percent, reasons } = judge(one)
      const taken = reasons.reduce((all, { weight, share }) => all + weight * (1 - share), 0)
      expect(Math.abs(100 - taken - percent)).toBeLessThan(1)
      expect(percent === 100).toBe(reasons.length === 0)
      for (const { reason, share, about, named: names } of reasons) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThan(1)
        if (reason !== 'reviewed') expect(about.length + names.length, reason).toBeGreaterThan(0)
      }
    }))
  })

  it('more of anything makes nobody less ready', () => {
    fc.assert(fc.property(standing, (one) => {
      const more = { ...one, cover: one.cover.map(({ seconds }) => ({ posts: [...posts], seconds })), resources: [...one.resources, resource('supply', '沙袋', { stock: 500 }), resource('hospital', '己')], drills: [drill()] }
      expect(judge(more).percent).toBeGreaterThanOrEqual(judge(one).percent)
    }))
  })

  it('of all is the least ready first, and gives way after each community', async () => {
    const standings = [ready(), ready({ resources: [] })]
    let turns = 0
    const all = await readinessOfAll([plan(), plan({ resources: [] })], standings, usual, now, async () => void turns++)
    expect([all.length, turns]).toEqual([4, 2])
    expect(all.map(({ percent }) => percent)).toEqual(standings.flatMap((one) => [judge(one), judge(one, plan({ resources: [] }))]).map(({ percent }) => percent).toSorted((a, b) => a - b))
  })
})
