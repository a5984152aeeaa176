import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import type { Activation } from '#shared/activations.ts'
import type { CommandInput } from '#shared/commands.ts'
import { activationTimers } from '#server/activations/activation-timers.ts'
import { commandingCommands } from '#server/activations/commanding-commands.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { Consumer } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import { followSteps } from '#server/messages/step-follow.ts'
import { outgoing, type Follow } from '#server/outlet/outgoing.ts'
import { carryOut, openFeatures, type Features } from './features.ts'
import { complete, finish, planStep, publish, start, stepIn } from './plan-stage.ts'

let on: Features
let owner: Sql
let follower: Consumer
let ahead = 0

type Sent = { person: string | null; to: string | null; text: string; about: string; steps: string; mode: string; channel: string; state: string; answer: string | null }

beforeAll(async () => {
  on = await openFeatures()
  on.parts.now = () => Date.now() + ahead
  owner = connect(on.url, { max: 2, name: 'test-owner' })
  follower = follow(followSteps)
  await owner`update person set phone = '1370000000' || right(code, 1)`
  await owner`update member set grants = ${JSON.stringify([{ role: 'regional-head', scope: { kind: 'region', id: on.world.a.region } }])}::jsonb where username = 'observer'`
  await owner`update person set user_id = (select user_id from member where username = 'observer') where id = ${staff('repair', 1)}`
})
afterAll(async () => {
  await owner?.end()
  await on?.close()
})
beforeEach(async () => {
  ahead = 0
  await owner`update shift set state = 'planned'`
  await owner`update person set phone = '1370000000' || right(code, 1), languages = null`
  await owner`delete from timer`
  await follower.level()
})

const follow = (one: Follow) => new Consumer(on.parts, outgoing([one]))
const staff = (post: string, nth = 0): string => on.world.a.staff.filter((one) => one.post === post)[nth]?.id ?? ''
const both = () => [staff('repair'), staff('repair', 1)]
const byText = (a: string | null | undefined, b: string | null | undefined): number => (a ?? '').localeCompare(b ?? '')
const house = () => ({ building: on.world.a.houses[0]?.id })
const sent = async ({ id }: Activation): Promise<Sent[]> => on.parts.sql<Sent[]>`
  select body->>'person' as person, body->>'to' as to, body->>'text' as text, body->>'about' as about, array_to_string(array(select jsonb_array_elements_text(body->'steps')), ',') as steps, mode, channel, state, answer
  from outlet where body->>'activation' = ${id} order by at, body->>'steps', body->>'about'`
const who = async (activation: Activation) => (await sent(activation)).map(({ person, about, steps }) => [about, person, steps])
const decline = async ({ id, ...activation }: Activation, step: string) =>
  (await carryOut(on, stepCommands, 'activation.decline-step', { step, version: stepIn({ id, ...activation }, step).version ?? null, reason: '走不开' }, id)).body as Activation
const led = (more: Partial<CommandInput<'activation.start'>> = {}) => ({ commander: staff('butler'), ...more })

/** Lets so many minutes of a plan go by, and whatever clocks of plans run out until then do so, each at its own time. */
async function until({ startedAt }: Activation, minutes: number): Promise<void> {
  const to = Date.parse(startedAt) + minutes * 60_000
  for (;;) {
    const [due] = await on.parts.sql<{ key: string; name: keyof typeof activationTimers; subject: string; due_at: string }[]>`
      select key, name, subject_id as subject, due_at from timer where name like 'activation.%' and due_at <= ${new Date(to).toISOString()} order by due_at limit 1`
    if (!due) break
    const dueAt = new Date(due.due_at).toISOString()
    ahead = Math.max(ahead, Date.parse(dueAt) - Date.now())
    const work = await activationTimers[due.name](on.parts, { key: due.key, subject: due.subject, dueAt }, on.parts.now())
    await owner`delete from timer where key = ${due.key} and due_at = ${dueAt}::timestamptz`
    if (work) await on.parts.journal.commit(systemCommand('timers', due.name, randomUUID(), work))
  }
  ahead = to - Date.now()
  await follower.level()
}

describe('a plan that starts', () => {
  it('tells everybody who gets steps once, of the first and how many, where it is and until when, however often its facts are read', async () => {
    const plan = await publish(on, [planStep('a', { post: 'repair', name: { zh: '关阀门', en: 'Close the valve' } }), planStep('b', { post: 'repair' }), planStep('c', { post: 'repair' }), planStep('gate'), planStep('later', { after: ['a'] })])
    const activation = await start(on, plan, { ...house(), unit: '2 单元', place: '地下室' })
    // Two processes at once, and one that died before it knew how far it was.
    await Promise.all([follower.level(), follow(followSteps).level()])
    await owner`update consumer set cursor = 0 where name = 'outgoing'`
    await follower.level()
    const all = await sent(activation)
    const holders = new Map(activation.steps.flatMap(({ key, holder }) => (holder ? [[key, holder.person]] : [])))
    expect(holders.get('c')).toBe(holders.get('a'))
    expect(all.map(({ person, steps, about }) => [person, steps, about])).toEqual([[holders.get('a'), 'a,c', 'given'], [holders.get('b'), 'b', 'given'], [staff('security'), 'gate', 'given']])
    expect(all[0]?.text).toMatch(/^【小区A】爆管（1 栋 2 单元 地下室）：您的步骤「关阀门」等 2 步，请在 \d+月\d+日 \d\d:\d\d 前接令。$/)
    const [at] = /\d\d:\d\d/.exec(all[0]?.text ?? '') ?? []
    expect(at).toBe(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(Date.parse(stepIn(activation, 'a').acceptBy ?? '')))
    // Nobody else could take the gate: there is no time to accept it.
    expect(all[2]).toMatchObject({ text: '【小区A】爆管（1 栋 2 单元 地下室）：您的步骤「步骤」，请接令。', to: '13700000003', mode: 'real', channel: 'webhook', state: 'waiting' })

    await complete(on, activation, 'a')
    await follower.level()
    expect((await who(activation)).slice(3)).toEqual([['given', staff('security'), 'later']])
  })

  it('tells in English whoever does not read Chinese, keeps what cannot be sent, and is no news after an hour', async () => {
    await owner`update person set languages = '{en}' where id = ${staff('security')}`
    await owner`update person set phone = null where id = ${staff('butler')}`
    const plan = await publish(on, [planStep('a'), planStep('b', { post: 'butler' })])
    const activation = await start(on, plan)
    await follower.level()
    expect(await sent(activation)).toMatchObject([
      { person: staff('security'), text: '[Estate A] Burst pipe: your step “Step”, please accept.' }, { person: staff('butler'), to: null, state: 'failed', answer: 'no phone on file' },
    ])
    const old = await start(on, await publish(on, [planStep('a')]))
    ahead = 3_700_000
    await follower.level()
    expect(await sent(old)).toEqual([])
  })

  it('tells nobody of a step that was done, given on or accepted before the message leaves, nor of a plan that is over', async () => {
    const plan = await publish(on, [planStep('a', { post: 'repair' }), planStep('b'), planStep('c', { post: 'butler' })])
    const activation = await start(on, plan, house())
    await complete(on, activation, 'b')
    await carryOut(on, stepCommands, 'activation.accept-step', { step: 'c', version: activation.version }, activation.id)
    const next = await decline(activation, 'a')
    await follower.level()
    expect(await who(activation)).toEqual([['given', stepIn(next, 'a').holder?.person, 'a']])
    const over = await start(on, plan, { building: on.world.a.houses[1]?.id })
    await finish(on, over)
    await follower.level()
    expect(await sent(over)).toEqual([])
  })
})

describe('a step that goes on', () => {
  it('is told to the next when it was declined, when it lapsed, and when somebody is chosen; what was sent back, to who did it', async () => {
    const needs = { note: false, photo: false, second: true }
    const activation = await start(on, await publish(on, [planStep('a', { post: 'repair', orElse: ['security'], needs })]))
    await follower.level()
    await decline(activation, 'a')
    await follower.level()
    expect(new Set((await who(activation)).map(([, person]) => person))).toEqual(new Set(both()))
    await until(activation, 2.1)
    expect((await who(activation))[2]).toEqual(['given', staff('security'), 'a'])
    const [row] = await on.parts.sql<Pick<Activation, 'steps'>[]>`select steps from activation where id = ${activation.id}`
    const given = (await carryOut(on, stepCommands, 'activation.give-step', { step: 'a', version: row?.steps[0]?.version ?? null, person: staff('repair') }, activation.id)).body as Activation
    await follower.level()
    expect((await who(activation))[3]).toEqual(['given', staff('repair'), 'a'])
    const checking = await complete(on, given, 'a')
    const second = { ...on, caller: { ...on.caller, actor: { ...on.caller.actor, id: 'second' } } }
    await carryOut(second, stepCommands, 'activation.check-step', { step: 'a', version: stepIn(checking, 'a').version ?? null, ok: false, note: '没关紧' }, activation.id)
    await follower.level()
    expect((await sent(activation))[4]).toMatchObject({ about: 'returned', person: staff('repair'), text: expect.stringContaining('被退回，请重做') })
    expect(await who(activation)).toHaveLength(5)
  })

  it('is told to the next on duty when a shift ends', async () => {
    const activation = await start(on, await publish(on, [planStep('a', { post: 'repair' })]))
    await follower.level()
    const holder = stepIn(activation, 'a').holder?.person ?? ''
    await owner`update shift set state = 'cancelled' where person_id = ${holder}`
    const work = await activationTimers['activation.follow'](on.parts, { key: `activation.follow:${activation.id}:${holder}`, subject: activation.id, dueAt: new Date().toISOString() }, Date.now())
    if (work) await on.parts.journal.commit(systemCommand('timers', 'activation.follow', randomUUID(), work))
    await follower.level()
    expect(await who(activation)).toEqual([holder, both().find((one) => one !== holder)].map((person) => ['given', person, 'a']))
  })
})

describe('a step that is late', () => {
  const plan = () => publish(on, [planStep('slow', { minutes: 1 })])

  it('comes to the commander of the staff, the duty manager and the regional head, each once at their time', async () => {
    const activation = await start(on, await plan(), led())
    await until(activation, 0.9)
    const first = [['command', staff('butler'), ''], ['given', staff('security'), 'slow']]
    expect(new Set(await who(activation))).toEqual(new Set(first))
    await until(activation, 1.1)
    expect((await who(activation))[2]).toEqual(['late', staff('butler'), 'slow'])
    await until(activation, 3.1)
    expect((await who(activation))[3]).toEqual(['escalated', staff('duty-manager'), 'slow'])
    await until(activation, 30)
    expect((await who(activation)).slice(4)).toEqual([['escalated', staff('repair', 1), 'slow']])
    expect((await sent(activation))[3]?.text).toMatch(/^【小区A】爆管：步骤「步骤」超时升级，时限 \d+月\d+日 \d\d:\d\d。$/)
    ahead = 600_000
    await owner`update consumer set cursor = 0 where name = 'outgoing'`
    await follower.level()
    expect(await who(activation)).toHaveLength(5)
  })

  it('is not told to the desk, which sees it; goes up where nobody holds a level, and to nobody twice', async () => {
    await owner`update shift set state = 'cancelled' where person_id = ${staff('duty-manager')}`
    const activation = await start(on, await plan())
    await until(activation, 1.1)
    expect(await who(activation)).toEqual([['given', staff('security'), 'slow']])
    await until(activation, 3.1)
    expect((await sent(activation)).slice(1)).toMatchObject([{ person: staff('repair', 1), text: expect.stringContaining('无在岗值班经理') }])
    await until(activation, 30)
    expect(await who(activation)).toHaveLength(2)
  })

  it('is told again where it waits for its second person too long a second time', async () => {
    const needs = { note: false, photo: false, second: true }
    const activation = await start(on, await publish(on, [planStep('shut', { minutes: null, needs })]), led())
    const checked = await complete(on, activation, 'shut')
    await until(activation, 6)
    expect((await sent(activation)).map(({ about }) => about).toSorted(byText)).toEqual(['command', 'late'])
    const second = { ...on, caller: { ...on.caller, actor: { ...on.caller.actor, id: 'second' } } }
    const open = (await carryOut(second, stepCommands, 'activation.check-step', { step: 'shut', version: stepIn(checked, 'shut').version ?? null, ok: false, note: '没关紧' }, activation.id)).body as Activation
    await complete(on, open, 'shut')
    await until(activation, 12)
    expect((await sent(activation)).map(({ about }) => about).toSorted(byText)).toEqual(['command', 'late', 'late'])
  })

  it('is told to nobody any more once it is done', async () => {
    const activation = await start(on, await plan(), led())
    await until(activation, 1.1)
    await complete(on, activation, 'slow')
    await until(activation, 30)
    expect((await who(activation)).map(([about]) => about).toSorted(byText)).toEqual(['command', 'given', 'late'])
  })
})

it('whoever is handed the command hears of it', async () => {
  const activation = await start(on, await publish(on, [planStep('a', { post: 'greening' })]))
  await carryOut(on, commandingCommands, 'activation.hand-over', { version: activation.version, to: staff('butler'), reason: '交班' }, activation.id)
  await follower.level()
  expect(await sent(activation)).toMatchObject([{ person: staff('butler'), about: 'command', text: '【小区A】爆管：请您担任指挥。' }])
})

it('in a drill all of it is captured and says so first', async () => {
  const activation = await start(on, await publish(on, [planStep('slow', { minutes: 1 })]), led({ drill: true }))
  await until(activation, 30)
  const all = await sent(activation)
  expect(all.map(({ about }) => about).toSorted(byText)).toEqual(['command', 'escalated', 'escalated', 'given', 'late'])
  expect(new Set(all.map(({ mode, channel, state }) => [mode, channel, state].join()))).toEqual(new Set([`${activation.mode},capture,waiting`]))
  for (const { text } of all) expect(text).toMatch(/^【演练】/)
})

it('and a follower that does not know whom it told would be found out', async () => {
  const careless: Follow = async (parts, facts, now) => (await followSteps(parts, facts, now)).map((message) => ({ ...message, id: randomUUID() }))
  const activation = await start(on, await publish(on, [planStep('a')]))
  const bad = follow(careless)
  await bad.level()
  await owner`update consumer set cursor = 0 where name = 'outgoing'`
  await bad.level()
  expect(await who(activation)).toHaveLength(2)
})
