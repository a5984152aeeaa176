import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { households } from '#db/schema/households.ts'
import { resources } from '#db/schema/resources.ts'
import { shifts } from '#db/schema/shifts.ts'
import { ActivationPreview, type PreviewActivation } from '#shared/activations.ts'
import { posts, skills } from '#shared/people.ts'
import type { PlanStep } from '#shared/plans.ts'
import { previewQueries } from '#server/activations/preview-queries.ts'
import { change } from '#server/journal/change.ts'
import type { z } from 'zod'
import { asking, openFeatures, type Features } from './features.ts'
import { finish, planStep, publish, start, write } from './plan-stage.ts'

let on: Features
const name = { zh: '水泵', en: 'Pump' }
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

const preview = async (body: z.output<typeof PreviewActivation>): Promise<ActivationPreview> =>
  ActivationPreview.parse(await previewQueries.activationPreview(on.parts, { ...asking, body, id: '', params: {}, caller: on.caller, now: Date.now() }))

const step = fc.record({
  post: fc.constantFrom(...posts), skill: fc.option(fc.constantFrom(...skills), { nil: undefined }), orElse: fc.option(fc.uniqueArray(fc.constantFrom(...posts), { maxLength: 3 }), { nil: undefined }), after: fc.array(fc.nat(), { maxLength: 2 }),
  request: fc.boolean(),
})
const steps = fc.array(step, { minLength: 1, maxLength: 10 }).map((all) => all.map(({ after, request, ...more }, i): PlanStep => planStep(`s${i}`, {
  ...more, after: i === 0 ? [] : [...new Set(after.map((n) => `s${n % i}`))], ...(request && i === 0 ? { kind: 'request', request: { kind: 'tool', amount: 1 } } : {}),
})))
const roster = fc.array(fc.record({ there: fc.boolean(), post: fc.constantFrom(...posts) }), { minLength: 5, maxLength: 5 })

describe('what is shown before a plan starts', () => {
  it('is what then happens: who gets each step, what is asked for, what is running', async () => {
    const { a } = on.world
    const versions = a.roster.map(() => 1)
    await write(on, [1, 2].map((n) => change(resources, { id: randomUUID(), version: 1, community: a.id, kind: 'tool', name, amount: '', contact: '', place: name, point: [120 + n / 1_000, 30], stock: n })))
    await fc.assert(
      fc.asyncProperty(roster, steps, fc.boolean(), fc.boolean(), async (there, all, drill, secondPerson) => {
        await write(on, a.roster.map((shift, i) => {
          versions[i] = (versions[i] ?? 0) + 1
          return change(shifts, { ...shift, version: versions[i] ?? 0, state: there[i]?.there ? 'planned' : 'absent', post: there[i]?.post ?? shift.post })
        }))
        const plan = await publish(on, all, { resources: [{ kind: 'tool', amount: 4 }], secondPerson })
        const building = a.houses[0]?.id
        const ask = { plan: plan.id, community: a.id, building, drill }
        const shown = await preview(ask)
        expect(shown).toMatchObject({ running: null, asks: secondPerson && !drill, buildings: [building] })
        expect(shown.steps.map(({ key }) => key)).toEqual(all.map(({ key }) => key))
        const begun = await start(on, plan, { building, drill })
        if (begun.state === 'asked') return
        for (const one of begun.steps) {
          const said = shown.steps.find(({ key }) => key === one.key)
          if (one.state === 'open') expect(said?.person?.person).toBe(one.holder?.person)
          if (one.state === 'done') expect(said?.person).toBeNull()
        }
        const [asked] = begun.requests ?? []
        // What the runs before used up is found no more.
        if (asked) expect(shown.resources[0]?.found[0] ?? { resource: null, metres: null }).toMatchObject({ resource: asked.resource, metres: asked.metres })
        expect((await preview(ask)).running).toBe(begun.id)
        await finish(on, begun)
      }),
      { numRuns: 15 },
    )
  })

  it('says how busy they are elsewhere, who stands in, and what is short', async () => {
    const { b } = on.world
    const supplies = await publish(on, [planStep('guard'), planStep('clean', { post: 'cleaning', orElse: ['greening', 'butler'] }), planStep('call', { post: 'greening' })], {
      resources: [{ kind: 'repair-firm', amount: 2 }, { kind: 'tool', amount: 3 }, { kind: 'repair-firm', amount: 1 }],
    })
    const at = { version: 1, community: b.id, name, amount: '', contact: '', place: name }
    await write(on, [
      change(resources, { ...at, id: randomUUID(), kind: 'repair-firm', point: null }), change(resources, { ...at, id: randomUUID(), kind: 'repair-firm', point: null, ended: true }),
      change(resources, { ...at, id: randomUUID(), kind: 'tool', point: null, stock: 1 }),
      ...(['red', 'red', 'green'] as const).map((level, i) => change(households, { id: randomUUID(), version: 1, community: b.id, building: b.houses[i]?.id ?? '', place: '1', name: 'x', phone: null, level, needs: '' })),
    ])
    await start(on, await publish(on, [planStep('other')]), { community: b.id })
    const shown = await preview({ plan: supplies.id, community: b.id, drill: false })
    expect(shown.steps).toEqual([
      { key: 'guard', person: { person: b.staff[3]?.id, name: b.staff[3]?.name }, standIn: false, busy: 1 },
      { key: 'clean', person: { person: b.staff[4]?.id, name: b.staff[4]?.name }, standIn: true, busy: 0 },
      { key: 'call', person: null, standIn: false, busy: 0 },
    ])
    expect(shown.resources.map(({ kind, amount, found, short }) => [kind, amount, found.length, short])).toEqual([['repair-firm', 3, 1, 2], ['tool', 3, 1, 2]])
    expect([shown.care, shown.buildings]).toEqual([{ red: 2, yellow: 0, green: 1 }, []])
    expect((await preview({ plan: supplies.id, community: b.id, drill: false, buildings: [b.houses[0]?.id ?? ''] })).care).toEqual({ red: 1, yellow: 0, green: 0 })
  })

  it('is refused for what is not there', async () => {
    const ask = { plan: on.world.plan.id, community: on.world.a.id, drill: false }
    await expect(preview({ ...ask, plan: randomUUID() })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'plan' }] })
    await expect(preview({ ...ask, community: randomUUID() })).rejects.toMatchObject({ fault: 'not-found' })
    await expect(preview({ ...ask, building: on.world.b.houses[0]?.id })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'building' }] })
    await expect(preview({ ...ask, buildings: [on.world.b.houses[0]?.id ?? ''] })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'buildings' }] })
  })
})
