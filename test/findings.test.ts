import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activations } from '#db/schema/activations.ts'
import { drills } from '#db/schema/drills.ts'
import { findings } from '#db/schema/findings.ts'
import { factRows } from '#db/schema/journal.ts'
import { people } from '#db/schema/people.ts'
import type { Finding } from '#shared/findings.ts'
import type { Role } from '#shared/roles.ts'
import type { Caller } from '#server/identity/caller.ts'
import { findingCommands } from '#server/findings/finding-commands.ts'
import { findingQueries } from '#server/findings/finding-queries.ts'
import { change, type Change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { freeFindings } from '#server/plans/plan-store.ts'
import { Refusal } from '#server/refusal.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

type Name = keyof typeof findingCommands
const act = async (name: Name, input: object, id: string = randomUUID(), caller: Caller = on.caller): Promise<Finding> =>
  (await carryOut({ parts: on.parts, caller }, findingCommands, name, input as never, id)).body as unknown as Finding
const note = (more: object = {}): Promise<Finding> => act('finding.note', { community: on.world.a.id, text: '阀门没有标识，找了 8 分钟', ...more })
const fieldsOf = async (what: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await what.then(() => null, (raised: unknown) => raised)
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`)
  return error.fault === 'invalid' ? error.errors.map(({ field }) => field) : [error.fault]
}
const write = async (...changes: Change[]): Promise<void> => {
  const answer = await on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  if (!answer.ok) throw new Error(answer.message)
}
const kept = async (id: string): Promise<Finding | undefined> => (await on.parts.db.select().from(findings).where(eq(findings.id, id)))[0]

/** A drill of the world's plan in A or B, as it was carried out. */
async function drilled(at: 'a' | 'b'): Promise<{ activation: string; drill: string }> {
  const [activation, drill] = [randomUUID(), randomUUID()]
  const { plan } = on.world
  const community = on.world[at].id
  const now = new Date().toISOString()
  const steps = plan.steps.map((step) => ({ ...step, state: 'done' as const, openedAt: now, dueAt: null, doneAt: now, doneBy: 'x', note: '', late: false }))
  await write(
    change(drills, { id: drill, version: 1, community, activation, lead: 'x', startedAt: now, endedAt: now, state: 'ended', plan: plan.series }),
    change(activations, {
      id: activation, version: 1, plan: plan.id, series: plan.series, scene: plan.scene, name: plan.name, community, building: null, place: '', alarm: null, commander: 'x', reason: 'x', state: 'finished',
      startedAt: now, targetAt: null, finishedAt: now, mode: drill, steps,
    }),
  )
  return { activation, drill }
}

describe('a finding', () => {
  it('is noted with who puts it right until when, changed, and closed with what came of it', async () => {
    const [owner] = on.world.a.staff
    const { activation, drill } = await drilled('a')
    const noted = await note({ activation, drill, owner: owner?.id, dueOn: '2026-12-01', category: 'repair', proposal: '在图上标出阀门', step: 'send' })
    expect(noted).toMatchObject({
      version: 1, state: 'open', activation, drill, plan: on.world.plan.series, owner: owner?.id, dueOn: '2026-12-01', category: 'repair', proposal: '在图上标出阀门', step: 'send', order: null, edition: null, outcome: '', by: 'manager',
    })
    expect(await kept(noted.id)).toEqual(noted)
    const changed = await act('finding.change', { version: 1, text: '=阀门 <b>', dueOn: '2026-12-24' }, noted.id)
    // What is left out is taken away; where it came from stays.
    expect(changed).toMatchObject({ version: 2, text: '=阀门 <b>', owner: null, category: null, proposal: null, step: null, dueOn: '2026-12-24', activation, plan: on.world.plan.series })
    const closed = await act('finding.close', { version: 2, state: 'done', outcome: '已挂牌' }, noted.id)
    expect(closed).toMatchObject({ version: 3, state: 'done', outcome: '已挂牌' })
    expect(await fieldsOf(act('finding.change', { version: 3, text: 'x' }, noted.id))).toEqual(['illegal-move'])
    expect(await fieldsOf(act('finding.close', { version: 3, state: 'dropped', outcome: 'x' }, noted.id))).toEqual(['illegal-move'])
    const facts = await on.parts.db.select({ name: factRows.name, mode: factRows.mode }).from(factRows).where(eq(factRows.entity, noted.id)).orderBy(factRows.seq)
    expect(facts).toEqual(['finding.noted', 'finding.changed', 'finding.closed'].map((name) => ({ name, mode: 'real' })))
  })

  it('proposes to the plan that was carried out, or to the one that is named', async () => {
    const { activation, drill } = await drilled('a')
    expect((await note({ activation })).plan).toBeNull()
    expect((await note({ activation, proposal: 'x' })).plan).toBe(on.world.plan.series)
    expect((await note({ drill, proposal: 'x' })).plan).toBe(on.world.plan.series)
    expect((await note({ plan: on.world.plan.series })).plan).toBe(on.world.plan.series)
    const later = await note({ activation })
    expect((await act('finding.change', { version: 1, text: 'x', proposal: 'y' }, later.id)).plan).toBe(on.world.plan.series)
  })

  it('names nothing that is not of its community, and nobody who left', async () => {
    const { activation, drill } = await drilled('b')
    const [there] = on.world.b.staff
    const gone = on.world.a.staff[3]
    if (!there || !gone) throw new Error('no staff')
    const kept3 = await note({ owner: gone.id })
    await write(change(people, { ...gone, version: 2, leftAt: new Date().toISOString() }))
    expect(await fieldsOf(note({ activation, drill, plan: randomUUID(), owner: there.id }))).toEqual(['activation', 'drill', 'plan', 'owner'])
    expect(await fieldsOf(note({ owner: gone.id }))).toEqual(['owner'])
    const own = await drilled('a')
    expect(await fieldsOf(note({ activation: own.activation, step: 'nothing' }))).toEqual(['step'])
    // Whose it was and who has left since does not stand in the way of other changes.
    expect(await act('finding.change', { version: 1, text: '改', owner: gone.id }, kept3.id)).toMatchObject({ owner: gone.id })
    expect(await fieldsOf(act('finding.change', { version: 2, text: '改', owner: there.id }, kept3.id))).toEqual(['owner'])
  })

  it('is moved by who saw it as it is: of two at once one wins', async () => {
    const noted = await note()
    expect(await fieldsOf(act('finding.change', { version: 2, text: 'x' }, noted.id))).toEqual(['conflict'])
    const both = await Promise.allSettled([act('finding.close', { version: 1, state: 'done', outcome: 'x' }, noted.id), act('finding.close', { version: 1, state: 'dropped', outcome: 'y' }, noted.id)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await kept(noted.id))?.version).toBe(2)
  })
})

const as = (role: Role, community: string): Caller => ({ ...on.caller, grants: [{ role, scope: { kind: 'community', id: community } }] })

describe('the order that follows from a finding', () => {
  it('is brought about only by who may report one and give it to somebody', async () => {
    const owner = on.world.a.staff[0]?.id
    const [lead, duty] = [as('drill-lead', on.world.a.id), as('duty-manager', on.world.a.id)]
    const by = (caller: Caller, more: object) => act('finding.note', { community: on.world.a.id, text: 'x', ...more }, randomUUID(), caller)
    expect(await fieldsOf(by(lead, { category: 'repair' }))).toEqual(['category'])
    expect(await fieldsOf(by(lead, { category: 'repair', owner }))).toEqual(['category', 'owner'])
    expect(await by(lead, { owner, dueOn: '2026-12-01' })).toMatchObject({ owner, category: null })
    const made = await by(duty, { category: 'repair', owner })
    expect(await fieldsOf(act('finding.change', { version: 1, text: 'y', category: 'cleaning', owner }, made.id, lead))).toEqual(['category'])
    expect(await act('finding.change', { version: 1, text: 'y', category: 'repair', owner }, made.id, lead)).toMatchObject({ version: 2 })
    // Rights over another community say nothing here.
    const elsewhere = { ...lead, grants: [...lead.grants, ...as('duty-manager', on.world.b.id).grants] }
    expect(await fieldsOf(by(elsewhere, { category: 'repair' }))).toEqual(['category'])
  })
})

describe('what an edition can take in', () => {
  it('is no proposal that was dropped', async () => {
    const plan = on.world.plan.series
    const [kept, dropped] = [await note({ plan, proposal: 'x' }), await note({ plan, proposal: 'y' })]
    await act('finding.close', { version: 1, state: 'dropped', outcome: '不采纳' }, dropped.id)
    expect((await freeFindings(on.parts, plan, [kept.id, dropped.id])).map(({ id }) => id)).toEqual([kept.id])
  })
})

describe('who looks', () => {
  const list = (caller: Caller, params: { communities?: string; plan?: string; activation?: string; state?: 'open' | 'all'; limit?: number } = {}) => findingQueries.findings(on.parts, { ...asking, id: '', params: { communities: '', state: 'all', limit: 300, ...params }, caller, now: Date.now() })

  it('is told of what lies in their scope, what presses most first, of one plan or one run', async () => {
    const { activation } = await drilled('b')
    const there = await act('finding.note', { community: on.world.b.id, text: '对讲不通', activation, proposal: '带备用对讲' })
    const [mine, all] = [await list(as('butler', on.world.a.id)), await list(on.caller)]
    expect(mine.some(({ id }) => id === there.id)).toBe(false)
    expect(mine.length).toBeGreaterThan(1)
    expect(all.find(({ state, dueOn }) => state === 'open' && dueOn === null)?.id).toBe(there.id)
    expect(all.map(({ state, dueOn }) => (state === 'open' ? (dueOn ?? '9') : 'over'))).toEqual(all.map(({ state, dueOn }) => (state === 'open' ? (dueOn ?? '9') : 'over')).toSorted())
    expect(new Set(all.map(({ state }) => state)).size).toBeGreaterThan(1)
    expect(await list(on.caller, { state: 'open', limit: 3 })).toEqual(all.slice(0, 3))
    expect((await list(on.caller, { state: 'open' })).every(({ state }) => state === 'open')).toBe(true)
    expect((await list(on.caller, { activation })).map(({ id }) => id)).toEqual([there.id])
    expect((await list(on.caller, { plan: on.world.plan.series })).every(({ plan }) => plan === on.world.plan.series)).toBe(true)
    expect((await list(on.caller, { plan: on.world.plan.series, communities: on.world.b.id })).map(({ id }) => id)).toEqual([there.id])
    await expect(list(as('butler', on.world.a.id), { communities: on.world.b.id })).rejects.toThrow('not-found')
    await expect(list(as('observer', on.world.a.id))).rejects.toThrow('not-allowed')
  })

  it('does nothing to what is not theirs', async () => {
    const there = await act('finding.note', { community: on.world.b.id, text: 'x' })
    const stranger = as('duty-manager', on.world.a.id)
    expect(await fieldsOf(act('finding.change', { version: 1, text: 'y' }, there.id, stranger))).toEqual(['not-found'])
    expect(await fieldsOf(act('finding.note', { community: on.world.b.id, text: 'y' }, randomUUID(), stranger))).toEqual(['not-found'])
    expect(await fieldsOf(act('finding.close', { version: 1, state: 'done', outcome: 'y' }, there.id, as('butler', on.world.b.id)))).toEqual(['not-allowed'])
  })
})
