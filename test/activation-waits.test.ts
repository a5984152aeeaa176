import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { devices, deviceValues } from '#db/schema/devices.ts'
import { plans } from '#db/schema/plans.ts'
import { Activation } from '#shared/activations.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { runningWith } from '#server/activations/activation-store.ts'
import { activationTimers } from '#server/activations/activation-timers.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { Timers } from '#server/timers/timers.ts'
import { carryOut, confirmed, openFeatures, type Features } from './features.ts'
import { publishedPlan } from './published-plan.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on.close())

const text = { zh: '等浓度', en: 'Wait' }

it('a wait for a value looks again without a command, and ends when every detector of its place shows it', async () => {
  const { a } = on.world
  const step = { post: 'security' as const, name: text, instruction: text, minutes: null, notify: null, after: [] }
  const plan = publishedPlan({ scene: 'gas-leak', name: text, purpose: text, steps: [
    { ...step, key: 'steady', kind: 'wait', wait: { until: 'value', device: 'gas', key: 'concentration', when: 'below', limit: 1 } },
    { ...step, key: 'patrol' },
  ] })
  const [near, far] = [a.houses[0]?.id, a.houses[1]?.id].map((building, i) => ({
    id: randomUUID(), version: 1, community: a.id, building: building ?? null, kind: 'gas' as const, code: `GAS-${i}`, name: text, point: null, state: 'online' as const, seenAt: null,
  }))
  if (!near || !far) throw new Error('unreachable')
  const more = { ...near, id: randomUUID(), code: 'GAS-2' }
  await on.parts.journal.commit(systemCommand('test', 'waits', randomUUID(), { changes: [change(plans, plan), ...[near, far, more].map((one) => change(devices, one))], reply: null, community: null, mode: 'real' }))
  const show = async (device: { id: string }, value: number): Promise<unknown> => {
    const at = new Date().toISOString()
    const row = { key: 'concentration', value, unit: null, quality: 'good' as const, at, receivedAt: at }
    return on.parts.db.insert(deviceValues).values({ device: device.id, ...row }).onConflictDoUpdate({ target: [deviceValues.device, deviceValues.key], set: row })
  }
  await show(more, 0)
  const { id, steps } = Activation.parse((await carryOut(on, activationCommands, 'activation.start', { plan: plan.id, community: a.id, building: near.building, drill: false, reason: '燃气泄漏', place: '', ...confirmed() })).body)
  const key = `activation:${id}:wait:steady`
  const look = async () => activationTimers['activation.wait'](on.parts, { key, subject: id, dueAt: new Date(Date.now() + 5_000).toISOString() }, Date.now())
  await show(near, 40)
  await show(far, 0)
  expect((await look())?.changes).toEqual([])
  await show(near, 0)
  expect((await look())?.changes).toEqual([])

  const timers = new Timers(on.parts, activationTimers)
  const counted = async () => (await on.parts.sql<{ n: number }[]>`select count(*)::int as n from command`)[0]?.n
  const before = await counted()
  timers.start()
  const claims = new Set<string>()
  await expect.poll(async () => claims.add((await on.parts.sql<{ at: string | null }[]>`select claimed_until::text as at from timer where key = ${key}`)[0]?.at ?? '').size, { timeout: 25_000 }).toBeGreaterThan(3)
  await timers.stop()
  expect(await counted()).toBe(before)

  await show(more, 0)
  expect((await look())?.reply).toMatchObject({ fact: 'activation.advanced', body: { steps: [{ key: 'steady', state: 'done' }, { key: 'patrol' }] } })

  const holder = steps[1]?.holder?.person ?? ''
  expect(steps[1]?.holder?.until).toBeTruthy()
  expect((await runningWith(on.parts, holder)).map((one) => one.id)).toEqual([id])
  expect(await runningWith(on.parts, randomUUID())).toEqual([])
})
