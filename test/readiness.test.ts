import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activations } from '#db/schema/activations.ts'
import { drills, scores } from '#db/schema/drills.ts'
import { plans } from '#db/schema/plans.ts'
import { resources } from '#db/schema/resources.ts'
import { shifts } from '#db/schema/shifts.ts'
import type { Activation } from '#shared/activations.ts'
import type { Rating } from '#shared/drills.ts'
import type { Post } from '#shared/people.ts'
import type { Plan } from '#shared/plans.ts'
import type { Readiness, ReadinessReason } from '#shared/readiness.ts'
import { bilingual } from '#shared/text.ts'
import type { Caller } from '#server/identity/caller.ts'
import { change, type Change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readinessQueries } from '#server/readiness/readiness-queries.ts'
import { asking, openFeatures, type Features } from './features.ts'
import { publishedPlan } from './published-plan.ts'

const hour = 3_600_000
const day = 24 * hour
let on: Features
let own: Plan
let block: Plan
/** A week of which nobody plans anything else: the world's own shifts are over by then. */
const now = Date.now() + 2 * day
const iso = (at: number): string => new Date(at).toISOString()

beforeAll(async () => {
  on = await openFeatures()
  const step = (key: string, post: Post, more: Partial<Plan['steps'][number]> = {}): Plan['steps'][number] => ({ key, post, name: bilingual(key), instruction: bilingual(key), minutes: 5, after: [], notify: null, ...more })
  block = publishedPlan({ scene: 'fire', name: bilingual('急救'), purpose: bilingual('—'), steps: [step('aid', 'greening')] })
  own = publishedPlan({
    scene: 'burst-pipe', name: bilingual('爆管'), purpose: bilingual('—'), triggers: [{ on: 'alarm', kinds: ['water.leak'] }], resources: [{ kind: 'supply', amount: 100, name: { zh: '沙袋', en: 'Sandbags' } }],
    steps: [step('valve', 'repair', { orElse: ['security'] }), step('part', 'greening', { kind: 'block', block: block.series })],
  })
  await write([change(plans, { ...block, publishedAt: iso(now) }), change(plans, { ...own, publishedAt: iso(now) })])
})
afterAll(() => on?.close())

async function write(changes: Change[]): Promise<void> {
  const answer = await on.parts.journal.commit(systemCommand('test', 'readiness', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  if (!answer.ok) throw new Error(answer.message)
}

const ask = (communities: string, caller: Caller = on.caller, brief: '' | '1' = ''): Promise<Readiness[]> => readinessQueries.readiness(on.parts, { ...asking, id: '', params: { communities, brief }, caller, now })
const of = async (community: string): Promise<Readiness> => {
  const found = (await ask(community)).find(({ plan }) => plan === own.id)
  if (!found) throw new Error('not judged')
  return found
}
/** What is met is not named. */
const reasonOf = async (community: string, reason: ReadinessReason['reason']): Promise<Pick<ReadinessReason, 'share' | 'about' | 'named'>> =>
  (await of(community)).reasons.find((one) => one.reason === reason) ?? { share: 1, about: [], named: [] }

/** Shifts in hours from now. */
function shift(of: Features['world']['a'], post: Post, from: number, to: number, state: 'planned' | 'absent' = 'planned'): Change {
  const person = of.staff.find((one) => one.post === post)
  const row = { id: randomUUID(), version: 1, community: of.id, person: person?.id ?? '', post, startsAt: iso(now + from * hour), endsAt: iso(now + to * hour), state, roster: null }
  return change(shifts, row)
}

async function held(community: string, series: string, daysAgo: number, rated: [string, Rating][][], state: 'finished' | 'aborted' = 'finished', steps: Activation['steps'] = []): Promise<string> {
  const [id, activation] = [randomUUID(), randomUUID()]
  const [startedAt, endedAt] = [iso(now - daysAgo * day - hour), iso(now - daysAgo * day)]
  const objectives = [...new Set(rated.flat().map(([key]) => key))].map((key) => ({ key, name: bilingual(key) }))
  await write([
    change(activations, {
      id: activation, version: 1, plan: own.id, scene: 'burst-pipe', name: own.name, community, building: null, place: '', alarm: null, commander: 'x', reason: 'x', state, startedAt, targetAt: null, finishedAt: endedAt, steps, mode: id, series,
    }),
    change(drills, { id, version: 1, community, activation, lead: 'x', startedAt, endedAt, state: 'ended', plan: series, scene: 'burst-pipe', plannedAt: startedAt, objectives }),
  ])
  await write(rated.map((one) => change(scores, { id: randomUUID(), version: 1, community, drill: id, kind: 'observer', by: 'x', at: endedAt, rated: one.map(([objective, rating]) => ({ objective, rating, note: '' })), calm: null, note: '' })))
  return id
}

describe('readiness of a community for a plan', () => {
  it('is told of each published plan, but not of parts of others, the least ready first', async () => {
    const list = await ask('')
    expect(new Set(list.map(({ community }) => community))).toEqual(new Set([on.world.a.id, on.world.b.id]))
    expect(new Set(list.map(({ plan }) => plan))).toEqual(new Set([own.id, on.world.plan.id]))
    const percents = list.map(({ percent }) => percent)
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect(await ask('', on.caller, '1')).toEqual(list.map((one) => ({ ...one, reasons: [] })))
    expect((await ask(on.world.a.id)).every(({ community }) => community === on.world.a.id)).toBe(true)
  })

  it('counts the hours of the week in which the post or whoever stands in is there', async () => {
    const { a, b } = on.world
    expect(await reasonOf(a.id, 'posts')).toMatchObject({ share: 0, about: ['repair'] })
    // Three days of repair, of which one is shared, two of security, and absent for the rest; what lies beyond the week is cut off.
    await write([shift(a, 'repair', -10, 72), shift(a, 'security', 48, 120), shift(a, 'repair', 120, 168, 'absent'), shift(b, 'security', 100, 300)])
    expect((await reasonOf(a.id, 'posts')).share).toBeCloseTo(120 / 168, 6)
    expect((await reasonOf(b.id, 'posts')).share).toBeCloseTo(68 / 168, 6)
    await write([shift(a, 'security', 120, 168)])
    expect(await reasonOf(a.id, 'posts')).toMatchObject({ share: 1, about: [] })
  })

  it('looks into the pool of that community: what is there, good, tested, and not ended', async () => {
    const { a, b } = on.world
    const row = { id: randomUUID(), version: 1, community: a.id, kind: 'supply' as const, name: { zh: '防汛沙袋', en: 'Sandbags' }, amount: '60', contact: '000-1', place: bilingual('库房'), point: null, stock: 60, goodUntil: iso(now - 2 * day).slice(0, 10), contactedAt: iso(now - 31 * day) }
    await write([change(resources, row), change(resources, { ...row, id: randomUUID(), ended: true })])
    expect(await reasonOf(a.id, 'stock')).toMatchObject({ share: 0.6, named: [{ zh: '沙袋', en: 'Sandbags' }] })
    expect(await reasonOf(a.id, 'in-date')).toMatchObject({ share: 0, named: [row.name] })
    expect(await reasonOf(a.id, 'contacts')).toMatchObject({ share: 0, named: [row.name] })
    expect(await reasonOf(b.id, 'stock')).toMatchObject({ share: 0 })
    await write([change(resources, { ...row, version: 2, stock: 100, goodUntil: iso(now + 2 * day).slice(0, 10), contactedAt: iso(now) })])
    for (const reason of ['stock', 'in-date', 'contacts'] as const) expect(await reasonOf(a.id, reason)).toMatchObject({ share: 1 })
  })

  it('takes the last drill of the plan that was held to its end, and the mean of what each said of each objective', async () => {
    const { a } = on.world
    expect([await reasonOf(a.id, 'drilled'), await reasonOf(a.id, 'passed')]).toMatchObject([{ share: 0, about: ['never'] }, { share: 0, about: ['never'] }])
    await held(a.id, own.series, 20, [[['valve', 'P']]], 'aborted')
    expect(await reasonOf(a.id, 'drilled')).toMatchObject({ share: 0 })
    // Begun and finished, with nothing done.
    const untouched = own.steps.map((step) => ({ ...step, state: 'open' as const, openedAt: iso(now), dueAt: null, doneAt: null, doneBy: null, note: '', late: false }))
    await held(a.id, own.series, 18, [], 'finished', untouched)
    expect(await reasonOf(a.id, 'drilled')).toMatchObject({ share: 0, about: ['never'] })
    await held(a.id, on.world.plan.series, 15, [], 'finished', untouched.map((step) => ({ ...step, state: 'done' as const })))
    expect(await reasonOf(a.id, 'drilled')).toMatchObject({ share: 0.5, about: ['others'] })
    await held(a.id, own.series, 12, [])
    expect([await reasonOf(a.id, 'drilled'), await reasonOf(a.id, 'passed')]).toMatchObject([{ share: 1 }, { share: 0, about: ['unscored'] }])
    // Everybody's U of one objective, whatever the other: not passed.
    await held(a.id, own.series, 10, [[['valve', 'U'], ['calm', 'P']], [['valve', 'U'], ['calm', 'P']]])
    expect(await reasonOf(a.id, 'passed')).toMatchObject({ share: 0, about: ['failed'] })
    // A U beside a P is an M, and with the P of the other objective 2.25 points on the mean.
    await held(a.id, own.series, 5, [[['valve', 'U'], ['calm', 'P']], [['valve', 'P'], ['calm', 'P']]])
    expect(await reasonOf(a.id, 'passed')).toMatchObject({ share: 1 })
    expect(await reasonOf(on.world.b.id, 'drilled')).toMatchObject({ share: 0, about: ['never'] })
  })

  it('hears residents as one, beside each who watched', async () => {
    const { b } = on.world
    const drill = await held(b.id, own.series, 3, Array.from({ length: 3 }, () => [['valve', 'P']]))
    const said = await reasonOf(b.id, 'passed')
    await write(Array.from({ length: 30 }, () => change(scores, { id: randomUUID(), version: 1, community: b.id, drill, kind: 'resident', by: 'x', at: iso(now), rated: [{ objective: 'valve', rating: 'U', note: '' }], calm: null, note: '' })))
    expect([said.share, (await reasonOf(b.id, 'passed')).share]).toEqual([1, 1])
  })

  it('is 100 only where nothing at all is missing', async () => {
    const { a } = on.world
    const firm = (kind: 'repair-firm' | 'supermarket' | 'hospital') => change(resources, { id: randomUUID(), version: 1, community: a.id, kind, name: bilingual(kind), amount: '', contact: '000-2', place: bilingual('近'), point: null, contactedAt: null })
    const pool = [firm('repair-firm'), firm('repair-firm'), firm('supermarket'), firm('supermarket'), firm('hospital')]
    await write(pool)
    expect(await of(a.id)).toMatchObject({ percent: 98 })
    await write([firm('repair-firm')])
    expect(await of(a.id)).toMatchObject({ percent: 100, scene: 'burst-pipe' })
  })

  it('is nobody’s business elsewhere', async () => {
    const grants: Caller['grants'] = [{ role: 'field', scope: { kind: 'community', id: on.world.a.id } }]
    expect(new Set((await ask('', { ...on.caller, grants })).map(({ community }) => community))).toEqual(new Set([on.world.a.id]))
    await expect(ask(on.world.b.id, { ...on.caller, grants })).rejects.toMatchObject({ fault: 'not-found' })
    await expect(ask('', { ...on.caller, kind: 'wall', grants: [{ role: 'wall', scope: { kind: 'everything' } }] })).rejects.toMatchObject({ fault: 'not-allowed' })
    await expect(ask('not an id')).rejects.toMatchObject({ fault: 'invalid' })
  })
})
