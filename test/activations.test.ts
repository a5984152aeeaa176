import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plans } from '#db/schema/plans.ts'
import { Activation, type ActivationStep } from '#shared/activations.ts'
import { type Plan } from '#shared/plans.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { activationTimers } from '#server/activations/activation-timers.ts'
import { planQueries } from '#server/plans/plan-queries.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
let plan: Plan
beforeAll(async () => {
  on = await openFeatures()
  const notify = { to: { zh: '消防队', en: 'Fire brigade' }, text: { zh: '请立即到场', en: 'Come at once' } }
  const id = randomUUID()
  plan = { ...on.world.plan, id, series: id, steps: on.world.plan.steps.map((step) => ({ ...step, notify })) }
  await on.parts.journal.commit(
    systemCommand('test', 'plan', randomUUID(), { changes: [change(plans, plan, { name: 'plan.published', body: plan })], reply: null, community: null, mode: 'real' }),
  )
})
afterAll(() => on.close())

const start = async (drill: boolean, building = on.world.a.houses[0]?.id): Promise<Activation> => {
  const request = { plan: plan.id, community: on.world.a.id, building, drill, reason: '困人', place: '1 单元' }
  return Activation.parse((await carryOut(on, activationCommands, 'activation.start', request)).body)
}
const stepIn = ({ steps }: Activation, key: string): ActivationStep => {
  const step = steps.find((one) => one.key === key)
  if (!step) throw new Error(`there is no step ${key}`)
  return step
}
const complete = async (activation: Activation, step: string): Promise<Activation> =>
  Activation.parse((await carryOut(on, stepCommands, 'activation.complete-step', { version: stepIn(activation, step).version, step }, activation.id)).body)
const finish = async (activation: Activation): Promise<Activation> =>
  Activation.parse((await carryOut(on, activationCommands, 'activation.finish', { version: activation.version }, activation.id)).body)
const messagesOf = async (activation: Activation) =>
  on.parts.sql<{ channel: string; mode: string; step: string }[]>`
    select channel, mode, body->>'step' as step from outlet where body->>'activation' = ${activation.id} order by 3`

describe('a plan', () => {
  it('is carried out step by step, is seen while it runs, and sends each message once', async () => {
    let activation = await start(false)
    expect(activation.steps.map(({ key, state }) => [key, state])).toEqual([['calm', 'open'], ['send', 'open'], ['open', 'waiting']])
    const running = async () => (await readSnapshot(on.parts.sql, null, ['activation'])).rows.activation.filter(({ id }) => id === activation.id)
    expect(await running()).toEqual([activation])
    activation = await complete(await complete(activation, 'send'), 'calm')
    activation = await complete(activation, 'open')
    expect((await messagesOf(activation)).map(({ channel, step }) => [channel, step])).toEqual([['webhook', 'calm'], ['webhook', 'open'], ['webhook', 'send']])
    activation = await finish(activation)
    expect(activation.state).toBe('finished')
    expect(await running()).toEqual([])
    expect(await on.parts.sql`select from timer where subject_id = ${activation.id}`).toHaveLength(0)
  })

  it('started by two at once runs once, and the second joins the first; a drill of it is another thing', async () => {
    const building = on.world.a.houses[1]?.id
    const tries = await Promise.allSettled([start(false, building), start(false, building), start(false, building)])
    const won = tries.filter((one) => one.status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ fault: 'conflict', current: won[0]?.value })
    const drill = await start(true, building)
    expect(drill.id).not.toBe(won[0]?.value.id)
    for (const one of [won[0]?.value, drill]) if (one) await finish(one)
    expect((await start(false, building)).id).not.toBe(won[0]?.value.id)
  })

  it('names a step that is late once, and never after it was done', async () => {
    const activation = await start(false, on.world.a.houses[2]?.id)
    const timer = { key: `activation:${activation.id}:calm`, subject: activation.id, dueAt: stepIn(activation, 'calm').dueAt ?? '' }
    const work = await activationTimers['activation.step'](on.parts, timer, Date.now())
    expect(work?.reply).toMatchObject({ fact: 'activation.step-late' })
    await complete(activation, 'calm')
    expect(await activationTimers['activation.step'](on.parts, timer, Date.now())).toBeNull()
  })

  it('is in the library', async () => {
    const library = await planQueries.plans(on.parts, { ...asking, id: '', params: {}, caller: on.caller, now: Date.now() })
    expect(library).toContainEqual(plan)
  })
})

describe('a drill', () => {
  it('carries its own mode on every fact and reaches nobody', async () => {
    let activation = await start(true, on.world.a.houses[3]?.id)
    activation = await complete(await complete(activation, 'send'), 'calm')
    activation = await finish(activation)
    const facts = await on.parts.sql<{ name: string; mode: string }[]>`
      select name, mode from fact where entity_id in (${activation.id}, ${activation.mode}) order by seq`
    expect(facts.map(({ name }) => name)).toEqual(
      ['drill.started', 'activation.started', 'activation.step-done', 'activation.step-done', 'activation.finished', 'drill.ended'],
    )
    expect(new Set(facts.map(({ mode }) => mode))).toEqual(new Set([activation.mode]))
    expect((await messagesOf(activation)).map(({ channel, mode }) => [channel, mode])).toEqual(Array(3).fill(['capture', activation.mode]))
    const [drill] = await on.parts.sql`select activation_id, ended_at is not null as ended from drill where id = ${activation.mode}`
    expect(drill).toEqual({ activation_id: activation.id, ended: true })
  })

  it('is all that its lead may start, carry out and finish', async () => {
    const scope = { kind: 'everything' as const }
    const lead = { ...on, caller: { ...on.caller, grants: [{ role: 'drill-lead' as const, scope }] } }
    const request = (drill: boolean) => ({ plan: plan.id, community: on.world.a.id, building: null, drill, reason: '演练', place: '' })
    const refused = { fault: 'not-allowed' }
    await expect(carryOut(lead, activationCommands, 'activation.start', request(false))).rejects.toMatchObject(refused)
    const running = Activation.parse((await carryOut(on, activationCommands, 'activation.start', request(false))).body)
    const { id, version } = running
    await expect(carryOut(lead, stepCommands, 'activation.complete-step', { version, step: 'calm' }, id)).rejects.toMatchObject(refused)
    await expect(carryOut(lead, activationCommands, 'activation.finish', { version }, id)).rejects.toMatchObject(refused)
    const both = { ...lead, caller: { ...lead.caller, grants: [...lead.caller.grants, { role: 'duty-manager' as const, scope }] } }
    await carryOut(both, activationCommands, 'activation.finish', { version }, id)

    const drill = Activation.parse((await carryOut(lead, activationCommands, 'activation.start', request(true))).body)
    const done = Activation.parse((await carryOut(lead, stepCommands, 'activation.complete-step', { version: drill.version, step: 'calm' }, drill.id)).body)
    expect((await carryOut(lead, activationCommands, 'activation.finish', { version: done.version }, drill.id)).body).toMatchObject({ state: 'finished' })
  })
})
