import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resources } from '#db/schema/resources.ts'
import { Activation, requestStates, type ResourceRequest } from '#shared/activations.ts'
import type { CommandInput } from '#shared/commands.ts'
import { Resource } from '#shared/resources.ts'
import { requestCommands } from '#server/activations/request-commands.ts'
import { change } from '#server/journal/change.ts'
import { isRace } from '#server/journal/journal.ts'
import { Refusal } from '#server/refusal.ts'
import { resourceCommands } from '#server/resources/resource-commands.ts'
import { resourceQueries } from '#server/resources/resource-queries.ts'
import { siteQueries } from '#server/sites/site-queries.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'
import { finish, planStep, publish, start, write } from './plan-stage.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

const name = { zh: '水泵', en: 'Pump' }
const pump = { kind: 'tool' as const, name, place: { zh: '仓库', en: 'Store' }, amount: '3 台', contact: '仓库 8001', stock: 3, wanted: 4 }
const add = async (more: Partial<CommandInput<'resource.add'>> = {}): Promise<Resource> =>
  Resource.parse((await carryOut(on, resourceCommands, 'resource.add', { community: on.world.a.id, ...pump, ...more })).body)
const stocked = async (stock: number | null, more: Partial<Resource> = {}): Promise<string> => {
  const id = randomUUID()
  await write(on, [change(resources, { id, version: 1, community: on.world.a.id, kind: 'tool', name, amount: '', contact: '', place: name, point: [120.001, 30], stock, ...more })])
  return id
}
const stockOf = async (id: string): Promise<number | null> => (await on.parts.sql<{ stock: number | null }[]>`select stock from resource where id = ${id}`)[0]?.stock ?? null
const now = () => Date.now()
const pool = async (): Promise<Resource[]> => Resource.array().parse(await resourceQueries.resources(on.parts, { ...asking, id: '', params: { community: on.world.a.id }, caller: on.caller, now: now() }))
const request = async (activation: Activation, more: Partial<CommandInput<'activation.request'>> = {}): Promise<Activation> =>
  Activation.parse((await carryOut(on, requestCommands, 'activation.request', { version: activation.version, kind: 'tool', amount: 2, ...more }, activation.id)).body)
const move = async (activation: Activation, state: ResourceRequest['state'], more: Partial<CommandInput<'activation.move-request'>> = {}): Promise<Activation> =>
  Activation.parse((await carryOut(on, requestCommands, 'activation.move-request', { version: activation.version, request: activation.requests?.at(-1)?.key ?? '', state, ...more }, activation.id)).body)
const emptied = () => on.parts.sql`select id from resource where ended is not true`.then((rows) => Promise.all(rows.map(async ({ id }) => carryOut(on, resourceCommands, 'resource.end', { version: (await on.parts.sql`select version from resource where id = ${id as string}`)[0]?.version as number, reason: 'x' }, id as string))))

describe('the pool', () => {
  it('is added to, changed, its contacts tried, and ended, each seen by everybody else', async () => {
    const added = await add()
    expect(added).toMatchObject({ version: 1, stock: 3, wanted: 4 })
    const changed = Resource.parse((await carryOut(on, resourceCommands, 'resource.change', { version: 1, ...pump, stock: 5, goodUntil: '2027-06-30' }, added.id)).body)
    expect(changed).toMatchObject({ version: 2, stock: 5, goodUntil: '2027-06-30' })
    await expect(carryOut(on, resourceCommands, 'resource.change', { version: 1, ...pump }, added.id)).rejects.toMatchObject({ fault: 'conflict', current: { version: 2 } })
    const tried = async (reached: boolean, version: number) => Resource.parse((await carryOut(on, resourceCommands, 'resource.contact', { version, reached }, added.id)).body).contactedAt
    expect(await tried(false, 2)).toBeUndefined()
    const reachedAt = await tried(true, 3)
    expect(Date.parse(reachedAt ?? '')).toBeGreaterThan(now() - 10_000)
    expect(await tried(false, 4)).toBe(reachedAt)
    expect((await pool()).map(({ id }) => id)).toContain(added.id)
    await carryOut(on, resourceCommands, 'resource.end', { version: 5, reason: '报废' }, added.id)
    await expect(tried(true, 6)).rejects.toMatchObject({ fault: 'illegal-move' })
    expect((await pool()).map(({ id }) => id)).not.toContain(added.id)
    const { resources: shown } = await siteQueries.sites(on.parts, { ...asking, id: '', params: { communities: on.world.a.id }, caller: on.caller, now: now() })
    expect(shown.map(({ id }) => id)).not.toContain(added.id)
  })

  it('has no stock of firms', async () => {
    expect(await add({ kind: 'repair-firm' })).not.toHaveProperty('stock')
  })
})

describe('what a running plan calls for', () => {
  it('goes from asked to there and back, the stock with it, and each only once', async () => {
    await emptied()
    const [near, far] = [await stocked(3), await stocked(9, { point: [120.01, 30] })]
    let activation = await request(await start(on, await publish(on, [planStep('look')]), { building: on.world.a.houses[1]?.id }))
    expect(activation.requests).toMatchObject([{ key: 'r1', kind: 'tool', amount: 2, resource: near, state: 'asked', drawn: 2, by: 'manager' }])
    expect(activation.requests?.[0]?.metres).toBeLessThan(100)
    expect(await stockOf(near)).toBe(1)
    activation = await move(activation, 'coming', { minutes: 10 })
    expect(Date.parse(activation.requests?.[0]?.eta ?? '') - now()).toBeGreaterThan(9 * 60_000)
    activation = await move(activation, 'asked', { resource: far })
    expect([await stockOf(near), await stockOf(far)]).toEqual([3, 7])
    activation = await move(activation, 'there')
    await expect(move(activation, 'cancelled')).rejects.toMatchObject({ fault: 'illegal-move' })
    const over = await finish(on, activation)
    activation = await move(over, 'returned')
    expect([await stockOf(near), await stockOf(far)]).toEqual([3, 9])
    await expect(move(activation, 'returned')).rejects.toMatchObject({ fault: 'illegal-move' })
    const facts = await on.parts.sql<{ name: string; id: string }[]>`select name, entity_id as id from fact where name = 'resource.drawn' order by seq`
    expect(facts.map(({ id }) => id)).toEqual([near, near, far, far])
  })

  it('is needed where there is none, and asked for once there is', async () => {
    await emptied()
    let activation = await request(await start(on, await publish(on, [planStep('look')])))
    expect(activation.requests).toMatchObject([{ state: 'needed', resource: null }])
    await expect(move(activation, 'asked')).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'resource' }] })
    const id = await stocked(1)
    activation = await move(activation, 'asked')
    expect(activation.requests).toMatchObject([{ state: 'asked', resource: id, drawn: 1 }])
    expect(await stockOf(id)).toBe(0)
    await expect(request(activation, { resource: id })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'resource' }] })
    await expect(request(activation, { resource: await stocked(3, { kind: 'key' }) })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'resource' }] })
  })

  it('is refused to who has not seen that it was moved on, and to nobody because of something else', async () => {
    await emptied()
    await stocked(9)
    const seen = await request(await start(on, await publish(on, [planStep('look')])))
    const other = await request(seen, { amount: 1 })
    expect((await move({ ...seen, requests: seen.requests }, 'coming')).requests).toMatchObject([{ state: 'coming' }, { state: 'asked' }])
    await expect(move({ ...other, requests: seen.requests }, 'there')).rejects.toMatchObject({ fault: 'conflict' })
  })

  it('in a drill takes nothing from the stock, however it is moved on; the same for real does', async () => {
    await emptied()
    const id = await stocked(5)
    const plan = await publish(on, [planStep('step', { kind: 'request', request: { kind: 'tool', amount: 1 } })])
    const lived = async (drill: boolean): Promise<(number | null)[]> => {
      const levels = []
      let activation = await start(on, plan, { drill })
      levels.push(await stockOf(id))
      activation = await request(activation)
      levels.push(await stockOf(id))
      for (const state of ['coming', 'there', 'returned'] as const) {
        activation = await move(activation, state)
        levels.push(await stockOf(id))
      }
      expect(activation.requests?.map(({ resource }) => resource)).toEqual([id, id])
      return levels
    }
    expect(await lived(true)).toEqual([5, 5, 5, 5, 5])
    expect(await lived(false)).toEqual([4, 2, 2, 2, 4])
  })

  it('is never more than there is, whoever asks at the same time and however often a command is sent', async () => {
    const action = fc.record({ plan: fc.nat(2), state: fc.option(fc.constantFrom(...requestStates)), which: fc.nat(5), amount: fc.integer({ min: 1, max: 4 }), again: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async (actions) => {
        await emptied()
        const [one, two] = [await stocked(4), await stocked(3, { point: null })]
        const plan = await publish(on, [planStep('look')])
        const plans = await Promise.all([0, 1, 2].map((i) => start(on, plan, { building: on.world.a.houses[i]?.id, drill: i === 2 })))
        await Promise.all(actions.map((each) => sent(plans[each.plan % 3]?.id ?? '', each)))
        const rows = await on.parts.sql<{ requests: ResourceRequest[] | null; mode: string }[]>`select requests, mode from activation where id = any(${plans.map(({ id }) => id)}::uuid[])`
        const held = (id: string) => rows.filter(({ mode }) => mode === 'real').flatMap(({ requests }) => requests ?? [])
          .filter(({ resource, state }) => resource === id && ['asked', 'coming', 'there'].includes(state)).reduce((sum, { drawn }) => sum + (drawn ?? 0), 0)
        expect([(await stockOf(one) ?? -1) + held(one), (await stockOf(two) ?? -1) + held(two)]).toEqual([4, 3])
      }),
      { numRuns: 6 },
    )
  })
})

/** One command as a phone sends it: decided again where somebody was faster, sent again where the answer was lost. */
async function sent(activation: string, { state, which, amount, again }: { state: ResourceRequest['state'] | null; which: number; amount: number; again: boolean }): Promise<void> {
  const id = randomUUID()
  for (let i = 0; i < 30; i++) {
    const [row] = await on.parts.sql<{ version: number }[]>`select version from activation where id = ${activation}`
    const version = row?.version ?? 1
    const call = { id: activation, caller: on.caller, now: now() }
    try {
      const name = state ? ('activation.move-request' as const) : ('activation.request' as const)
      const work = state
        ? await requestCommands['activation.move-request'](on.parts, { ...call, request: { version, request: `r${which + 1}`, state } })
        : await requestCommands['activation.request'](on.parts, { ...call, request: { version, kind: 'tool', amount } })
      const command = { ...work, id, name, digest: '', by: on.caller.actor }
      const answer = await on.parts.journal.commit(command)
      if (again) expect((await on.parts.journal.commit(command)).ok).toBe(answer.ok)
      if (answer.ok) return
      if (!isRace(answer)) throw new Error(answer.message)
    } catch (error) {
      if (error instanceof Refusal && (error.fault === 'illegal-move' || error.fault === 'invalid')) return
      if (!(error instanceof Refusal)) throw error
    }
  }
}
