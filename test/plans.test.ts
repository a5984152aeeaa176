import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findings } from '#db/schema/findings.ts'
import { factRows } from '#db/schema/journal.ts'
import { plans } from '#db/schema/plans.ts'
import { resources } from '#db/schema/resources.ts'
import { plansOf } from '#db/library/all.ts'
import type { Finding } from '#shared/findings.ts'
import { problemsOf } from '#shared/plan-rules.ts'
import { PlanFile, scenes, type Plan, type PlanContent, type PlanStep } from '#shared/plans.ts'
import type { Role } from '#shared/roles.ts'
import { createApp } from '#server/app.ts'
import type { Caller } from '#server/identity/caller.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { contentOf } from '#server/plans/edition-rules.ts'
import { planCommands } from '#server/plans/plan-commands.ts'
import { publishLibrary } from '#server/plans/plan-library.ts'
import { planQueries } from '#server/plans/plan-queries.ts'
import { Refusal } from '#server/refusal.ts'
import { freshDatabase } from './database.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'
import { publishedPlan } from './published-plan.ts'
import { makeWorld, testConfig } from './world.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

const as = (role: Role, scope: Caller['grants'][number]['scope'] = { kind: 'everything' }): Caller => ({ ...on.caller, actor: { ...on.caller.actor, name: role }, grants: [{ role, scope }] })
type Name = keyof typeof planCommands
const act = async (name: Name, input: object, id: string = randomUUID(), caller: Caller = as('administrator')): Promise<Plan> =>
  (await carryOut({ parts: on.parts, caller }, planCommands, name, input as never, id)).body as unknown as Plan
const refused = async (what: Promise<unknown>): Promise<Refusal> => {
  const error: unknown = await what.then(() => null, (raised: unknown) => raised)
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`)
  return error
}

const words = { zh: '关阀', en: 'Close the valve' }
const step = (key: string, after: string[] = [], more: Partial<PlanStep> = {}): PlanStep => ({ key, post: 'repair', name: words, instruction: { zh: '', en: '' }, minutes: 5, after, notify: null, ...more })
const content = (more: Partial<PlanContent> = {}): PlanContent => ({
  scene: 'burst-pipe', name: words, purpose: words, triggers: [], targetMinutes: 60, steps: [step('valve'), step('dry', ['valve'])], resources: [], measures: [], standDown: [], acceptMinutes: 2, secondPerson: false, ...more,
})
const inReview = async (more: object = {}): Promise<Plan> => {
  const draft = await act('plan.draft', { ...content(), ...more })
  return act('plan.submit', { version: 1 }, draft.id)
}
const inForce = async (more: object = {}): Promise<Plan> => act('plan.publish', { version: 2, change: '首版' }, (await inReview(more)).id)
const kept = async (id: string): Promise<Plan> => {
  const [plan] = await on.parts.db.select().from(plans).where(eq(plans.id, id))
  if (!plan) throw new Error('no such plan')
  return plan
}
const write = async (...changes: Parameters<typeof systemCommand>[3]['changes']) => on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))

async function finding(plan: string | null, more: Partial<Finding> = {}): Promise<Finding> {
  const row: Finding = {
    id: randomUUID(), version: 1, community: on.world.a.id, activation: null, drill: null, plan, step: null, text: '阀门难找', owner: null, dueOn: null, category: null, order: null, proposal: '标出阀门', edition: null,
    state: 'open', outcome: '', by: 'x', at: new Date().toISOString(), ...more,
  }
  expect((await write(change(findings, row, { name: 'finding.noted', body: row }))).ok).toBe(true)
  return row
}

describe('an edition', () => {
  it('is drafted, looked over, sent back, put right and published', async () => {
    const draft = await act('plan.draft', content(), randomUUID(), as('drill-lead'))
    expect(draft).toMatchObject({ version: 1, edition: 1, state: 'draft', series: draft.id, by: 'drill-lead', publishedAt: null, publishedBy: null, change: '', findings: [] })
    expect((await act('plan.submit', { version: 1 }, draft.id, as('drill-lead'))).state).toBe('review')
    expect((await refused(act('plan.return', { version: 2 }, draft.id))).errors).toMatchObject([{ field: 'reason' }])
    expect(await act('plan.return', { version: 2, reason: '缺少时限' }, draft.id)).toMatchObject({ state: 'draft', returned: { by: 'administrator', at: expect.any(String), reason: '缺少时限' } })
    const better = await act('plan.change', { version: 3, ...content({ name: { zh: '=爆管 <b>', en: ' Burst pipe ' } }) }, draft.id)
    expect(better).toMatchObject({ version: 4, name: { zh: '=爆管 <b>', en: 'Burst pipe' }, by: 'administrator' })
    expect((await kept(draft.id)).returned).toMatchObject({ reason: '缺少时限' })
    expect((await act('plan.submit', { version: 4 }, draft.id)).returned).toBeNull()
    const edition = await act('plan.publish', { version: 5, change: '首版' }, draft.id)
    expect(edition).toMatchObject({ state: 'published', publishedBy: 'administrator', change: '首版' })
    expect(await kept(draft.id)).toEqual(edition)
    expect(JSON.stringify(await on.parts.sql`select detail from audit where name = 'plan.return'`)).toContain('缺少时限')
  })

  it('takes the place of the one before in the same commit, with the findings that changed it', async () => {
    const first = await inForce()
    const [one, two] = [await finding(first.series), await finding(first.series)]
    const next = await inReview({ series: first.series, steps: [step('valve'), step('mark', ['valve'])] })
    expect(next).toMatchObject({ edition: 2, series: first.series })
    const second = await act('plan.publish', { version: 2, change: '标出阀门', findings: [one.id, two.id, one.id] }, next.id)
    expect(second.findings).toEqual([one.id, two.id])
    expect((await kept(first.id)).state).toBe('retired')
    expect(contentOf(await kept(first.id))).toEqual(contentOf(first))
    const told = await on.parts.db.select({ name: factRows.name, command: factRows.command }).from(factRows).where(eq(factRows.entity, second.id))
    const together = await on.parts.db.select({ name: factRows.name, entity: factRows.entity }).from(factRows).where(eq(factRows.command, told.at(-1)?.command ?? '')).orderBy(factRows.seq)
    expect(together.map(({ name, entity }) => [name, entity])).toEqual([['plan.retired', first.id], ['plan.published', second.id], ...together.slice(2).map(({ entity }) => ['finding.taken-in', entity])])
    expect(together.slice(2).map(({ entity }) => entity).toSorted()).toEqual([one.id, two.id].toSorted())
    const rows = await on.parts.db.select({ edition: findings.edition, version: findings.version, state: findings.state }).from(findings).where(eq(findings.plan, first.series))
    expect(rows).toEqual([{ edition: second.id, version: 2, state: 'open' }, { edition: second.id, version: 2, state: 'open' }])
    const library = await planQueries.plans(on.parts, { ...asking, id: '', params: {}, caller: as('observer'), now: Date.now() })
    expect(library.filter(({ series }) => series === first.series)).toEqual([second])
  })

  it('takes in no finding of another plan, none twice', async () => {
    const first = await inForce()
    const [other, used] = [await finding(null), await finding(first.series, { edition: randomUUID() })]
    const next = await inReview({ series: first.series })
    const refusal = await refused(act('plan.publish', { version: 2, change: 'x', findings: [other.id, used.id, randomUUID()] }, next.id))
    expect(refusal.errors.map(({ field }) => field)).toEqual(['findings.0', 'findings.1', 'findings.2'])
    expect((await kept(first.id)).state).toBe('published')
  })

  it('is the only one being worked on, also for two at once', async () => {
    const first = await inForce()
    const both = await Promise.allSettled([1, 2].map(() => act('plan.draft', { ...content(), series: first.series })))
    const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const lost = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []))
    expect([made.length, lost.map(({ fault, current }) => [fault, (current as Plan).id])]).toEqual([1, [['illegal-move', made[0]?.id]]])
    expect((await refused(act('plan.draft', { ...content(), series: first.series }))).current).toMatchObject({ id: made[0]?.id, state: 'draft' })
    expect((await refused(act('plan.draft', { ...content(), series: randomUUID() }))).errors).toMatchObject([{ field: 'series' }])
  })

  it('moves only as its state allows, and only as it was seen', async () => {
    const draft = await act('plan.draft', content())
    expect((await refused(act('plan.change', { version: 9, ...content() }, draft.id))).fault).toBe('conflict')
    expect((await refused(act('plan.publish', { version: 1, change: 'x' }, draft.id))).fault).toBe('illegal-move')
    expect((await refused(act('plan.return', { version: 1, reason: 'x' }, draft.id))).fault).toBe('illegal-move')
    await act('plan.submit', { version: 1 }, draft.id)
    expect((await refused(act('plan.change', { version: 2, ...content() }, draft.id))).fault).toBe('illegal-move')
    const edition = await act('plan.publish', { version: 2, change: 'x' }, draft.id)
    for (const [name, input] of [['plan.submit', {}], ['plan.return', { reason: 'x' }], ['plan.publish', { change: 'x' }], ['plan.change', content()]] as const) {
      expect((await refused(act(name, { version: 3, ...input }, draft.id))).fault, name).toBe('illegal-move')
    }
    expect((await refused(act('plan.submit', { version: 1 }, randomUUID()))).fault).toBe('not-found')
    expect(await act('plan.retire', { version: 3, reason: '不再适用' }, draft.id)).toMatchObject({ state: 'retired', publishedAt: edition.publishedAt })
    expect((await refused(act('plan.retire', { version: 4, reason: 'x' }, draft.id))).fault).toBe('illegal-move')
  })

  it('that was dropped was never in force, and leaves room for the next', async () => {
    const first = await inForce()
    const draft = await act('plan.draft', { ...content(), series: first.series })
    expect(await act('plan.retire', { version: 1, reason: '不改了' }, draft.id)).toMatchObject({ state: 'retired', publishedAt: null })
    expect((await kept(first.id)).state).toBe('published')
    expect(await act('plan.draft', { ...content(), series: first.series })).toMatchObject({ edition: 3, state: 'draft' })
  })

  it('says the same for ever once it was published: the database refuses anything else', async () => {
    const edition = await inForce()
    const answer = await write(change(plans, { ...edition, version: edition.version + 1, name: { zh: '改', en: 'Changed' } }))
    expect(answer.ok).toBe(false)
    expect((await kept(edition.id)).name).toEqual(edition.name)
  })
})

describe('who may', () => {
  it('write in the library is who may for the whole company', async () => {
    const draft = await act('plan.draft', content())
    const there: Caller['grants'][number]['scope'] = { kind: 'community', id: on.world.a.id }
    for (const caller of [as('administrator', there), as('drill-lead', there), as('duty-manager'), as('observer')]) {
      expect((await refused(act('plan.draft', content(), randomUUID(), caller))).fault).toBe('not-allowed')
      expect((await refused(act('plan.submit', { version: 1 }, draft.id, caller))).fault).toBe('not-allowed')
    }
    await act('plan.submit', { version: 1 }, draft.id, as('drill-lead'))
    for (const [name, input] of [['plan.publish', { version: 2, change: 'x' }], ['plan.return', { version: 2, reason: 'x' }], ['plan.retire', { version: 2, reason: 'x' }]] as const) {
      expect((await refused(act(name, input, draft.id, as('drill-lead')))).fault).toBe('not-allowed')
    }
  })
})

describe('before it is published', () => {
  it('each mistake is named at its field, in both languages, with what to do', async () => {
    const wrong = content({
      steps: [
        step('a'), step('ask', ['a', 'gone'], { kind: 'decide' }), step('b', ['b']), step('b'), step('in', ['a'], { kind: 'block', block: randomUUID() }), step('c', ['a'], { when: { step: 'a', answer: 'yes' } }),
      ],
      measures: [{ key: 'dry', name: words, step: 'gone' }],
    })
    const plan = await inReview(wrong)
    const { fault, errors } = await refused(act('plan.publish', { version: 2, change: 'x' }, plan.id))
    expect(fault).toBe('invalid')
    expect(errors.map(({ field }) => field).toSorted()).toEqual(['measures.0.step', 'steps.1.after', 'steps.1.answers', 'steps.2.after', 'steps.3.key', 'steps.4.block', 'steps.5.when'])
    for (const { message } of errors) expect(message).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u) as string, en: expect.stringMatching(/[a-z]{3}/) as string })
    expect((await kept(plan.id)).state).toBe('review')
  })

  it('a block must be in force, and hold none itself', async () => {
    const inner = await inForce({ name: { zh: '疏散', en: 'Evacuate' } })
    const outer = await inForce({ steps: [step('a'), step('in', ['a'], { kind: 'block', block: inner.series })] })
    const third = await inReview({ steps: [step('in', [], { kind: 'block', block: outer.series })] })
    expect((await refused(act('plan.publish', { version: 2, change: 'x' }, third.id))).errors).toMatchObject([{ field: 'steps.0.block' }])
    // What others put in takes no blocks either, and nothing puts itself in.
    const nested = await inReview({ series: inner.series, steps: [step('in', [], { kind: 'block', block: inner.series })] })
    expect((await refused(act('plan.publish', { version: 2, change: 'x' }, nested.id))).errors).toMatchObject([{ field: 'steps.0.block' }])
  })

  it('the world is looked at: posts, pool, devices', async () => {
    const pump = { id: randomUUID(), version: 1, community: on.world.a.id, kind: 'tool' as const, name: words, amount: '1', contact: '', place: words, point: null }
    expect((await write(change(resources, pump, { name: 'resource.stocked', body: pump }))).ok).toBe(true)
    const asked = content({
      steps: [step('a'), step('b', [], { post: 'greening' }), step('c', [], { post: 'greening', orElse: ['security'] }), step('d', [], { kind: 'instruct', instruct: { device: 'gas', action: 'stop' } }), step('e', [], { kind: 'instruct', instruct: { device: 'lift', action: 'stop' } })],
      resources: [{ kind: 'tool', amount: 1 }, { kind: 'hospital', amount: 1 }],
    })
    const problems = (now: number) => planQueries.planProblems(on.parts, { ...asking, id: '', params: {}, body: asked, caller: as('drill-lead'), now })
    expect(await problems(Date.now())).toEqual([
      { problem: 'unheld-post', weight: 'warning', step: 'b', about: 'greening' }, { problem: 'no-device', weight: 'warning', step: 'd', about: 'gas' }, { problem: 'no-resource', weight: 'warning', step: null, about: 'hospital' },
    ])
    // Of a time for which nobody is planned yet nothing is said.
    expect((await problems(Date.now() + 40 * 86_400_000)).map(({ problem }) => problem)).toEqual(['no-device', 'no-resource'])
    await expect(planQueries.planProblems(on.parts, { ...asking, id: '', params: {}, body: asked, caller: as('duty-manager'), now: 0 })).rejects.toThrow('not-allowed')
  })
})

describe('the library', () => {
  it('holds each scene, without a mistake, and is given out as a file that is read again', async () => {
    const all = plansOf((...name) => name.join('/'), '2026-01-01T00:00:00.000Z')
    expect([...new Set(all.map(({ scene }) => scene))].toSorted()).toEqual([...scenes].toSorted())
    const uuids = plansOf(() => randomUUID(), '2026-01-01T00:00:00.000Z')
    for (const plan of uuids) {
      expect(problemsOf(contentOf(plan)).filter(({ weight }) => weight === 'error'), plan.name.en).toEqual([])
      expect(PlanFile.safeParse({ format: 'watchfloor-plan/1', plans: [contentOf(plan)] }).success, plan.name.en).toBe(true)
    }
  })

  it('is put in once where there is nothing; what there was, or was retired, is left alone', async () => {
    const other = await openFeatures()
    try {
      const count = async () => (await other.parts.db.select({ scene: plans.scene, state: plans.state, series: plans.series }).from(plans)).toSorted((a, b) => a.series.localeCompare(b.series))
      const snow = publishedPlan({ scene: 'snow', name: words, purpose: words, steps: [step('a')] })
      const gone: Plan = { ...snow, version: 2, state: 'retired' }
      const put = await other.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes: [change(plans, snow), change(plans, gone)], reply: null, community: null, mode: 'real' }))
      expect(put.ok).toBe(true)
      await Promise.all([publishLibrary(other.parts), publishLibrary(other.parts)])
      const first = await count()
      expect([...new Set(first.map(({ scene }) => scene))].toSorted()).toEqual([...scenes].toSorted())
      expect(first.filter(({ scene }) => scene === 'snow')).toEqual([{ scene: 'snow', state: 'retired', series: snow.series }])
      expect(first.filter(({ scene }) => scene === 'lift-entrapment').map(({ series }) => series)).toContain(other.world.plan.series)
      const blocks = (await other.parts.db.select({ steps: plans.steps }).from(plans)).flatMap(({ steps }) => steps.flatMap(({ block }) => block ?? []))
      expect(blocks.filter((block) => !first.some(({ series }) => series === block))).toEqual([])
      await publishLibrary(other.parts)
      expect(await count()).toEqual(first)
    } finally {
      await other.close()
    }
  })

  it('is there from the start of an installation, with the format of its files, for anybody', async () => {
    const database = await freshDatabase()
    await makeWorld(database.url)
    const app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
    try {
      const { url } = await app.start()
      const schema = await fetch(`${url}/plan.schema.json`)
      expect([schema.status, schema.headers.get('content-type')]).toEqual([200, expect.stringContaining('application/schema+json')])
      expect(await schema.json()).toMatchObject({ title: 'watchfloor-plan/1', type: 'object', required: ['format', 'plans'], additionalProperties: false, properties: { format: { const: 'watchfloor-plan/1' } } })
      expect(await (await fetch(`${url}/docs`)).text()).toContain('/plan.schema.json')
      const { parts, close } = openParts(database.url, 'test-library', pino({ level: 'silent' }))
      expect((await parts.db.selectDistinct({ scene: plans.scene }).from(plans)).length).toBe(scenes.length)
      await close()
    } finally {
      await app.stop()
      await database.drop()
    }
  })

  it('is read by whoever is signed in: all editions, one with its steps, one as a file', async () => {
    const first = await inForce()
    const next = await act('plan.draft', { ...content(), series: first.series })
    const ask = { ...asking, params: {}, caller: as('observer'), now: Date.now() }
    const editions = (await planQueries.planEditions(on.parts, { ...ask, id: '' })).filter(({ series }) => series === first.series)
    expect(editions.map(({ id, steps, state }) => [id, steps, state])).toEqual([[next.id, 2, 'draft'], [first.id, 2, 'published']])
    expect(await planQueries.plan(on.parts, { ...ask, id: next.id })).toEqual(await kept(next.id))
    expect(JSON.parse(await planQueries.planExport(on.parts, { ...ask, id: first.id }))).toEqual({ format: 'watchfloor-plan/1', plans: [contentOf(first)] })
    await expect(planQueries.plan(on.parts, { ...ask, id: randomUUID() })).rejects.toThrow('not-found')
  })
})
