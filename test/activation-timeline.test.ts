import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Activation } from '#shared/activations.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { activationTimers } from '#server/activations/activation-timers.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readTimeline } from '#server/journal/timeline-store.ts'
import { carryOut, confirmed, openFeatures, type Features } from './features.ts'

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
