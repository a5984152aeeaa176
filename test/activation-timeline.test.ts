import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plans } from '#db/schema/plans.ts'
import { Activation } from '#shared/activations.ts'
import type { PlanStep } from '#shared/plans.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { activationTimers } from '#server/activations/activation-timers.ts'
import { noteCommands } from '#server/activations/note-commands.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readTimeline } from '#server/journal/timeline-store.ts'
import { carryOut, confirmed, openFeatures, type Features } from './features.ts'
import { publishedPlan } from './published-plan.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on.close())

it('names the step in each line, whether a person changed it or a clock, and also where it changed again', async () => {
  const { a, plan } = on.world
  const run = Activation.parse((await carryOut(on, activationCommands, 'activation.start', { plan: plan.id, community: a.id, building: a.houses[0]?.id, drill: false, reason: '困人', place: '', ...confirmed() })).body)
  for (const key of ['send', 'calm']) {
    const dueAt = run.steps.find((step) => step.key === key)?.dueAt ?? expect.unreachable()
    const work = await activationTimers['activation.step'](on.parts, { key: `activation:${run.id}:${key}`, subject: run.id, dueAt }, Date.parse(dueAt))
    await on.parts.journal.commit(systemCommand('test', 'late', randomUUID(), work ?? expect.unreachable()))
  }
  await carryOut(on, stepCommands, 'activation.complete-step', { version: run.steps.find(({ key }) => key === 'send')?.version, step: 'send' }, run.id)
  expect((await readTimeline(on.parts, run.id)).map(({ name, about }) => [name, about])).toEqual([
    ['activation.started', null], ['activation.step-late', 'send'], ['activation.step-late', 'calm'], ['activation.step-done', 'send'],
  ])
})

it('names the step that was done before those that it opened, wherever they stand, and says with each fact what was noted with it', async () => {
  const { a } = on.world
  const step = (key: string, after: string[]): PlanStep => ({ key, post: 'security', name: { zh: key, en: key }, instruction: { zh: '', en: '' }, minutes: 5, after, notify: null })
  const plan = publishedPlan({ scene: 'fire', name: { zh: '先后', en: 'Order' }, purpose: { zh: '', en: '' }, steps: [step('last', ['first']), { ...step('first', []), needs: { note: false, photo: false, second: true } }] })
  await on.parts.journal.commit(systemCommand('test', 'plan', randomUUID(), { changes: [change(plans, plan)], reply: null, community: null, mode: 'real' }))
  const run = Activation.parse((await carryOut(on, activationCommands, 'activation.start', { plan: plan.id, community: a.id, drill: false, reason: '起火', place: '', ...confirmed() })).body)
  const note = (text: string) => carryOut(on, noteCommands, 'activation.note', { text }, run.id)
  await note('有烟')
  await note('没有人')
  const waits = Activation.parse((await carryOut(on, stepCommands, 'activation.complete-step', { version: run.version, step: 'first' }, run.id)).body)
  const other = { ...on, caller: { ...on.caller, actor: { ...on.caller.actor, id: 'another', name: 'another' } } }
  const done = Activation.parse((await carryOut(other, stepCommands, 'activation.check-step', { version: waits.steps[1]?.version, step: 'first', ok: true }, run.id)).body)
  const last = done.steps.find(({ key }) => key === 'last')
  await carryOut(on, stepCommands, 'activation.give-step', { version: last?.version ?? 0, step: 'last', person: a.staff[3]?.id ?? '', reason: '腿疼' }, run.id)
  expect((await readTimeline(on.parts, run.id)).map(({ name, about, notes }) => [name, about, notes?.map(({ text }) => text)])).toEqual([
    ['activation.started', null, undefined], ['activation.noted', null, ['有烟']], ['activation.noted', null, ['没有人']], ['activation.step-done', 'first', undefined], ['activation.step-checked', 'first', undefined],
    ['activation.step-given', 'last', ['腿疼']],
  ])
})
