import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activations } from '#db/schema/activations.ts'
import { alarms } from '#db/schema/alarms.ts'
import { drills } from '#db/schema/drills.ts'
import { plans } from '#db/schema/plans.ts'
import { shifts } from '#db/schema/shifts.ts'
import { Activation, type ActivationStep } from '#shared/activations.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { CommandInput } from '#shared/commands.ts'
import type { LonLat } from '#shared/geo.ts'
import type { Role } from '#shared/roles.ts'
import { type Plan } from '#shared/plans.ts'
import { activationReaction } from '#server/activations/activation-react.ts'
import { commandingCommands } from '#server/activations/commanding-commands.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import type { CommandHandlers } from '#server/live/handler.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { activationTimers } from '#server/activations/activation-timers.ts'
import { planQueries } from '#server/plans/plan-queries.ts'
import { asking, carryOut, confirmed, openFeatures, type Features } from './features.ts'
import { planStep } from './plan-stage.ts'

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

async function publish(more: Partial<Plan>): Promise<Plan> {
  const id = randomUUID()
  const made = { ...plan, id, series: id, ...more }
  await on.parts.journal.commit(
    systemCommand('test', 'plan', randomUUID(), { changes: [change(plans, made, { name: 'plan.published', body: made })], reply: null, community: null, mode: 'real' }),
  )
  return made
}

const start = async (drill: boolean, building = on.world.a.houses[0]?.id): Promise<Activation> => {
  const request = { plan: plan.id, community: on.world.a.id, building, drill, reason: '困人', place: '1 单元', ...confirmed() }
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
    const request = (drill: boolean) => ({ plan: plan.id, community: on.world.a.id, building: null, drill, reason: '演练', place: '', ...confirmed() })
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

describe('a plan that takes two', () => {
  it('begins, and tells anybody, only when another account agrees; it is agreed to once, refused with a reason, or lapses', async () => {
    const two = await publish({ secondPerson: true })
    const ask = async (building: number): Promise<Activation> => {
      const request = { plan: two.id, community: on.world.a.id, building: on.world.a.houses[building]?.id, drill: false, reason: '起火', ...confirmed() }
      return Activation.parse((await carryOut(on, activationCommands, 'activation.start', request)).body)
    }
    const other = { ...on, caller: { ...on.caller, actor: { ...on.caller.actor, id: 'another', name: 'another' } } }
    const asked = await ask(0)
    expect([asked.state, await messagesOf(asked), asked.steps.every(({ state }) => state === 'waiting')]).toEqual(['asked', [], true])
    await expect(ask(0)).rejects.toMatchObject({ fault: 'conflict', current: asked })
    await expect(carryOut(on, commandingCommands, 'activation.agree', { version: 1, ...confirmed() }, asked.id)).rejects.toMatchObject({ fault: 'invalid' })
    const agreed = Activation.parse((await carryOut(other, commandingCommands, 'activation.agree', { version: 1, ...confirmed() }, asked.id)).body)
    expect([agreed.state, (await messagesOf(agreed)).length]).toEqual(['running', 2])
    await expect(carryOut(other, commandingCommands, 'activation.agree', { version: 2, ...confirmed() }, asked.id)).rejects.toMatchObject({ fault: 'illegal-move' })

    const wrong = await ask(1)
    await expect(carryOut(other, commandingCommands, 'activation.refuse', { version: 1 }, wrong.id)).rejects.toMatchObject({ errors: [{ field: 'reason' }] })
    expect((await carryOut(other, commandingCommands, 'activation.refuse', { version: 1, reason: '误报' }, wrong.id)).body).toMatchObject({ state: 'refused', notes: [{ text: '误报' }] })

    const left = await ask(2)
    const timer = { key: `activation.lapse:${left.id}`, subject: left.id, dueAt: left.asked?.until ?? '' }
    expect((await activationTimers['activation.lapse'](on.parts, timer, Date.now()))?.reply).toMatchObject({ fact: 'activation.lapsed', body: { state: 'refused' } })
    expect((await ask(1)).id).not.toBe(wrong.id)
  })
})

describe('what was confirmed long ago', () => {
  const at = (secondsAgo: number) => ({ at: new Date(Date.now() - secondsAgo * 1_000).toISOString() })
  const refused = { fault: 'invalid', errors: [{ field: 'at' }] }

  it.each([false, true])('starts nothing, nor what a clock says that is ahead; a moment ago does (drill: %s)', async (drill) => {
    const own = await publish({})
    const go = (secondsAgo: number) => carryOut(on, activationCommands, 'activation.start', { plan: own.id, community: on.world.a.id, drill, reason: '困人', ...at(secondsAgo) })
    for (const secondsAgo of [31, 3_600, -40]) await expect(go(secondsAgo)).rejects.toMatchObject(refused)
    expect(await on.parts.db.$count(activations, eq(activations.plan, own.id))).toBe(0)
    expect((await go(29)).body).toMatchObject({ state: 'running' })
  })

  it('is no agreement', async () => {
    const two = await publish({ secondPerson: true })
    const asked = (await carryOut(on, activationCommands, 'activation.start', { plan: two.id, community: on.world.a.id, drill: false, reason: '起火', ...confirmed() })).body
    const other = { ...on, caller: { ...on.caller, actor: { ...on.caller.actor, id: 'another', name: 'another' } } }
    const agree = (secondsAgo: number) => carryOut(other, commandingCommands, 'activation.agree', { version: 1, reason: '看到烟了', ...at(secondsAgo) }, asked.id)
    for (const secondsAgo of [31, -40]) await expect(agree(secondsAgo)).rejects.toMatchObject(refused)
    expect(await on.parts.db.$count(activations, and(eq(activations.id, asked.id), eq(activations.state, 'asked')))).toBe(1)
    expect((await agree(29)).body).toMatchObject({ state: 'running', notes: [{ by: 'another', text: '看到烟了' }] })
  })
})

describe('the people of a plan', () => {
  it('are given their steps, pass them on, and whoever goes has none left', async () => {
    const request = { plan: plan.id, community: on.world.b.id, drill: false, reason: '困人', ...confirmed() }
    let activation = Activation.parse((await carryOut(on, activationCommands, 'activation.start', request)).body)
    const guard = on.world.b.staff[3]?.id ?? ''
    expect(activation.steps.map(({ holder }) => holder?.person)).toEqual([guard, guard, undefined])
    const step = (key: string) => ({ version: stepIn(activation, key).version, step: key })
    const say = async <N extends keyof typeof stepCommands>(name: N, body: object, who: Pick<Features, 'parts' | 'caller'> = on) =>
      void (activation = Activation.parse((await carryOut(who, stepCommands as CommandHandlers<N>, name, body as CommandInput<N>, activation.id)).body))

    const field = (person: string) => ({ ...on, caller: { ...on.caller, person, grants: [{ role: 'field' as const, scope: { kind: 'everything' as const } }] } })
    await expect(say('activation.accept-step', step('calm'), field(on.world.b.staff[1]?.id ?? ''))).rejects.toMatchObject({ fault: 'not-allowed' })
    await say('activation.accept-step', { step: 'calm' }, field(guard))
    expect(stepIn(activation, 'calm').acceptedAt).toBeTruthy()

    const repairer = on.world.b.staff[1]?.id ?? ''
    await expect(say('activation.give-step', { ...step('send'), person: on.world.a.staff[1]?.id })).rejects.toMatchObject({ errors: [{ field: 'person' }] })
    await say('activation.give-step', { ...step('send'), person: repairer })
    expect(stepIn(activation, 'send')).toMatchObject({ holder: { person: repairer }, passedOn: [guard] })

    const shift = on.world.b.roster[3]
    if (!shift) throw new Error('there is no shift')
    const missed = { ...shift, version: 2, state: 'absent' as const }
    await on.parts.journal.commit(systemCommand('test', 'shift.miss', randomUUID(), { changes: [change(shifts, missed, { name: 'shift.missed', body: missed })], reply: null, community: null, mode: 'real' }))
    const fact = (await readFacts(on.parts.sql, 0, 100_000)).find(({ name }) => name === 'shift.missed')
    const work = fact && (await activationReaction.react(on.parts, fact, Date.now()))
    const [timer] = work?.timers ?? []
    expect(work).toMatchObject({ changes: [], timers: [{ name: 'activation.follow', subject: activation.id }] })
    const gone = timer && (await activationTimers['activation.follow'](on.parts, { key: timer.key, subject: activation.id, dueAt: timer.dueAt ?? '' }, Date.now()))
    const { body } = Object(gone?.reply) as { body: Activation }
    expect(body.steps.map(({ holder }) => holder?.person)).toEqual([undefined, repairer, undefined])
  })
})

const role = (...roles: Role[]) => ({ ...on, caller: { ...on.caller, grants: roles.map((one) => ({ role: one, scope: { kind: 'everything' as const } })) } })

describe('the alarm that a plan is started for', () => {
  it('is a real one of a real start, and of a drill one of that very drill', async () => {
    const drill = await start(true, on.world.a.houses[4]?.id)
    const raised = async (mode: string): Promise<string> => {
      const id = randomUUID()
      const alarm: Alarm = {
        id, version: 1, community: on.world.a.id, building: null, device: null, deviceName: null, kind: 'lift.trapped', severity: 'critical', state: 'unacknowledged', text: '', point: null, raisedAt: new Date().toISOString(), deviceAt: null,
        acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order: null, mode,
      }
      await on.parts.journal.commit(systemCommand('test', 'alarm', randomUUID(), { changes: [change(alarms, alarm, { name: 'alarm.raised', body: alarm })], reply: null, community: on.world.a.id, mode }))
      return id
    }
    const own = await publish({})
    const go = async (isDrill: boolean, alarm: string) =>
      carryOut(on, activationCommands, 'activation.start', { plan: own.id, community: on.world.a.id, drill: isDrill, reason: '困人', alarm, ...confirmed() })
    const refused = { fault: 'invalid', errors: [{ field: 'alarm' }] }
    const [staged, meant] = [await raised(drill.mode), await raised('real')]
    await expect(go(false, staged)).rejects.toMatchObject(refused)
    await expect(go(true, meant)).rejects.toMatchObject(refused)
    await expect(go(true, staged)).rejects.toMatchObject(refused)
    await finish(Activation.parse((await go(false, meant)).body))
    await finish(drill)
  })
})

describe('a place', () => {
  it('is one however it is named, and each unit and each area that is drawn is another', async () => {
    const own = await publish({})
    const [building = '', second = ''] = on.world.a.houses.map(({ id }) => id)
    const go = async (place: object) => Activation.parse((await carryOut(on, activationCommands, 'activation.start', { plan: own.id, community: on.world.a.id, drill: false, reason: '困人', ...place, ...confirmed() })).body)
    const ring = (east: number): LonLat[] => [[120, 30], [east, 30], [east, 30.001], [120, 30]]
    const begun = [
      await go({ building }), await go({ building, unit: '1' }), await go({ building, unit: '2' }), await go({ building, buildings: [second] }), await go({}), await go({ area: ring(120.001) }), await go({ area: ring(120.002) }),
    ]
    expect(new Set(begun.map(({ id }) => id)).size).toBe(begun.length)
    expect(begun[3]).toMatchObject({ building: null, buildings: [building, second].toSorted() })
    const [whole, , unit, both, , area] = begun
    const again = [[{ buildings: [building] }, whole], [{ building, unit: '2' }, unit], [{ buildings: [second, building] }, both], [{ area: ring(120.001) }, area]] as const
    for (const [place, running] of again) await expect(go(place)).rejects.toMatchObject({ fault: 'conflict', current: { id: running?.id } })
    for (const activation of begun) await finish(activation)
    expect(begun.map(({ id }) => id)).not.toContain((await go({ building, unit: '2' })).id)
  })
})

describe('who is of the field', () => {
  it('moves nothing of others for real, whatever they may do in drills, and ends no wait of their post', async () => {
    const own = await publish({ steps: [...plan.steps, planStep('vent', { kind: 'wait', wait: { until: 'time', minutes: 30 } })] })
    const running = Activation.parse((await carryOut(on, activationCommands, 'activation.start', { plan: own.id, community: on.world.a.id, drill: false, reason: '困人', ...confirmed() })).body)
    const refused = { fault: 'not-allowed' }
    const says = (who: ReturnType<typeof role>, step: string, more: object = {}) =>
      carryOut(who, stepCommands, 'activation.complete-step', { version: stepIn(running, step).version, step, note: 'x', ...more }, running.id)
    await expect(says(role('field', 'drill-lead'), 'calm')).rejects.toMatchObject(refused)
    const field = role('field')
    const guard = { ...field, caller: { ...field.caller, person: stepIn(running, 'calm').holder?.person ?? expect.unreachable() } }
    await expect(says(guard, 'vent')).rejects.toMatchObject(refused)
    await expect(says(guard, 'vent', { version: null })).rejects.toMatchObject(refused)
    await says(role('duty-manager'), 'vent')
    await says(guard, 'calm')
  })
})

describe('a drill that was planned', () => {
  it('is the one that runs, once, and only of its own plan and community; aborted, it says why', async () => {
    const id = randomUUID()
    const planned = { id, version: 1, community: on.world.a.id, activation: null, lead: 'x', startedAt: null, endedAt: null, state: 'planned' as const, plan: plan.series, scene: plan.scene, plannedAt: new Date().toISOString() }
    await on.parts.journal.commit(systemCommand('test', 'drill.plan', randomUUID(), { changes: [change(drills, planned, { name: 'drill.planned', body: planned })], reply: null, community: null, mode: 'real' }))
    const request = (community: string) => ({ plan: plan.id, community, drill: true, reason: '演练', planned: id, ...confirmed() })
    await expect(carryOut(on, activationCommands, 'activation.start', request(on.world.b.id))).rejects.toMatchObject({ errors: [{ field: 'planned' }] })
    const running = Activation.parse((await carryOut(on, activationCommands, 'activation.start', request(on.world.a.id))).body)
    expect(running.mode).toBe(id)
    const aborted = Activation.parse((await carryOut(on, commandingCommands, 'activation.abort', { version: 1, reason: '真实告警' }, running.id)).body)
    expect(aborted.state).toBe('aborted')
    expect(await on.parts.sql`select state, lead, reason from drill where id = ${id}`).toEqual([{ state: 'aborted', lead: 'x', reason: '真实告警' }])
    expect(await on.parts.sql`select from timer where subject_id = ${running.id}`).toHaveLength(0)
    await expect(carryOut(on, activationCommands, 'activation.start', request(on.world.a.id))).rejects.toMatchObject({ errors: [{ field: 'planned' }] })
  })
})

describe('a plan of before there were kinds', () => {
  it('goes on: its steps have neither kind nor version', async () => {
    const started = await start(false, on.world.a.houses[1]?.id).catch(({ current }: { current: Activation }) => current)
    const steps = started.steps.map(({ kind: _kind, version: _version, holder: _holder, acceptBy: _by, ...step }) => step)
    const old = { ...started, version: started.version + 1, edition: null, acceptMinutes: null, commanderUser: null, targetAt: null, steps }
    await on.parts.journal.commit(systemCommand('test', 'old', randomUUID(), { changes: [change(activations, old)], reply: null, community: null, mode: 'real' }))
    // Who saw it says the version of the whole.
    const bare = { ...old, steps: steps.map((step) => ({ ...step, version: old.version })) }
    const next = await complete(await complete(bare, 'send'), 'calm')
    expect(next.steps.map(({ state, version }) => [state, version])).toEqual([['done', 4], ['done', 3], ['open', 4]])
  })
})
