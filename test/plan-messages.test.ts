import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '#db/client.ts'
import { photos } from '#db/schema/orders.ts'
import { Activation } from '#shared/activations.ts'
import type { CommandInput } from '#shared/commands.ts'
import type { PlanStep } from '#shared/plans.ts'
import type { Role } from '#shared/roles.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { commandingCommands } from '#server/activations/commanding-commands.ts'
import { noteCommands } from '#server/activations/note-commands.ts'
import type { Caller } from '#server/identity/caller.ts'
import { readCap } from '#server/ingest/cap-message.ts'
import { readAlert } from '#server/ingest/cap-xml.ts'
import { Outlet, webhookTo } from '#server/outlet/outlet.ts'
import { findPhoto } from '#server/photos/photo-store.ts'
import { resend } from '#server/webhooks/resend-command.ts'
import { carryOut, confirmed, openFeatures, type Features } from './features.ts'
import { complete, finish, planStep, publish, start } from './plan-stage.ts'

let on: Features
beforeAll(async () => {
  on = await openFeatures()
})
afterAll(() => on?.close())

const words = (zh: string, en: string) => ({ zh, en })
const telling = (key: string, way: 'gateway' | 'cap', more: Partial<PlanStep> = {}): PlanStep =>
  planStep(key, { kind: 'notify', notify: { to: words('住户', 'Residents'), text: words('请撤离', 'Leave the building'), audience: 'residents', way }, ...more })
const message = (more: Partial<CommandInput<'activation.message'>> = {}): CommandInput<'activation.message'> => ({
  audience: 'residents', way: 'gateway', to: words('住户', 'Residents'), text: words('恢复供水', 'The water is back'), reason: '修好了', at: new Date().toISOString(), ...more,
})
const say = async (activation: Activation, request = message(), caller: Caller = on.caller): Promise<Activation> =>
  Activation.parse((await carryOut({ parts: on.parts, caller }, noteCommands, 'activation.message', request, activation.id)).body)
const note = async (activation: Activation, request: CommandInput<'activation.note'>, caller: Caller = on.caller): Promise<Activation> =>
  Activation.parse((await carryOut({ parts: on.parts, caller }, noteCommands, 'activation.note', request, activation.id)).body)
const as = (role: Role): Caller => ({ ...on.caller, grants: [{ role, scope: { kind: 'everything' } }] })
type Left = { channel: string; mode: string; state: string; body: { step: string | null; way: string; audience: string | null; to: object; text: object; cap?: string } }
const leftOf = ({ id }: Activation) => on.parts.sql<Left[]>`select channel, mode, state, body from outlet where body->>'activation' = ${id} order by body->>'step'`

describe('what a plan says outside', () => {
  it('leaves when its step opens, once each, the public warning with the outline of its building', async () => {
    const building = on.world.a.houses[1]
    const activation = await complete(on, await start(on, await publish(on, [telling('a-sms', 'gateway'), telling('b-cap', 'cap'), planStep('look'), telling('c-after', 'gateway', { after: ['look'] })]), { building: building?.id }), 'look')
    const left = await leftOf(activation)
    expect(left.map(({ channel, mode, body: { step, way, audience } }) => [channel, mode, step, way, audience])).toEqual([
      ['webhook', 'real', 'a-sms', 'gateway', 'residents'], ['webhook', 'real', 'b-cap', 'cap', 'residents'], ['webhook', 'real', 'c-after', 'gateway', 'residents'],
    ])
    const read = readCap(readAlert(Buffer.from(left[1]?.body.cap ?? '')))
    expect(read).toMatchObject({ kind: 'message', message: { status: 'actual', infos: [{ text: { headline: '请撤离' }, areas: [{ words: '小区A', rings: building?.footprint.coordinates.map((ring) => ring.map((corner) => corner.map((degrees) => Number(degrees.toFixed(6))))) }] }, { text: { headline: 'Leave the building' } }] } })
  })

  it('is also what the room says, with a reason, confirmed a moment ago', async () => {
    const activation = await start(on, await publish(on, [planStep('look')]))
    const said = await say(activation)
    expect(said.notes).toMatchObject([{ kind: 'message', by: 'manager', text: '住户：恢复供水 / Residents: The water is back' }])
    expect(await leftOf(activation)).toMatchObject([{ channel: 'webhook', body: { step: null, way: 'gateway', audience: 'residents', text: words('恢复供水', 'The water is back') } }])
    const [line] = await on.parts.sql<{ detail: object }[]>`select detail from audit where name = 'activation.message' order by at desc limit 1`
    expect(line?.detail).toMatchObject({ audience: 'residents', way: 'gateway', reason: '修好了' })
    for (const at of [new Date(Date.now() - 31_000), new Date(Date.now() + 40_000)]) {
      await expect(say(activation, message({ at: at.toISOString() }))).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'at' }] })
    }
    await expect(say(await finish(on, said))).rejects.toMatchObject({ fault: 'illegal-move' })
    expect(await leftOf(activation)).toHaveLength(1)
  })

  it('reaches nobody in a drill, though a gateway listens; the same for real does', async () => {
    const heard: string[] = []
    const gateway = createServer((req, res) => {
      let text = ''
      req.on('data', (chunk: Buffer) => (text += chunk.toString()))
      req.on('end', () => {
        heard.push((JSON.parse(text) as { activation: string }).activation)
        res.writeHead(204).end()
      })
    }).listen(0, '127.0.0.1')
    await new Promise((listening) => gateway.once('listening', listening))
    const outlet = new Outlet(on.parts, { webhook: webhookTo(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}`) })
    outlet.start()
    try {
      const plan = await publish(on, [telling('sms', 'gateway'), telling('cap', 'cap')])
      const [drill, real] = [await say(await start(on, plan, { drill: true })), await say(await start(on, plan))]
      await expect.poll(() => heard.filter((id) => id === real.id).length, { timeout: 20_000 }).toBe(3)
      await expect.poll(async () => (await leftOf(drill)).map(({ channel, state }) => `${channel} ${state}`), { timeout: 20_000 }).toEqual(['capture captured', 'capture captured', 'capture captured'])
      expect(heard).not.toContain(drill.id)
      expect((await leftOf(drill)).find(({ body }) => body.cap)?.body.cap).toContain('<status>Exercise</status>')
    } finally {
      await outlet.stop()
      gateway.closeAllConnections()
      await new Promise((closed) => gateway.close(closed))
    }
  })

  it('is not sent any more when it is too old or its plan was aborted, nor again; what is new still is', async () => {
    const heard: string[] = []
    const outlet = new Outlet(on.parts, { webhook: async ({ id }) => String(heard.push(id)) })
    const plan = await publish(on, [telling('sms', 'gateway'), planStep('look')])
    const [old, aborted, fresh] = [await start(on, plan), await start(on, plan, { building: on.world.a.houses[1]?.id }), await start(on, plan, { building: on.world.a.houses[2]?.id })]
    const owner = connect(on.url, { max: 1, name: 'test-messages' })
    try {
      await owner`update outlet set at = now() - interval '16 minutes' where body->>'activation' = ${old.id}`
      await carryOut(on, commandingCommands, 'activation.abort', { version: aborted.version, reason: '误报' }, aborted.id)
      outlet.start()
      const stateOf = async (run: Activation) => (await on.parts.sql<{ id: string; state: string; answer: string }[]>`select id, state, answer from outlet where body->>'activation' = ${run.id}`)[0]
      await expect.poll(async () => (await Promise.all([old, aborted, fresh].map(stateOf))).map((row) => row?.state), { timeout: 20_000 }).toEqual(['failed', 'failed', 'sent'])
      const late = await stateOf(old)
      expect(late?.answer).toContain('不再发送')
      expect(heard).not.toContain(late?.id)
      expect(heard).not.toContain((await stateOf(aborted))?.id)
      await expect(resend(on.parts, { id: late?.id ?? '', request: {}, caller: as('administrator'), now: Date.now() } as never)).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'at' }] })
    } finally {
      await outlet.stop()
      await owner.end()
    }
  })

  it('is said for real by nobody who only leads drills', async () => {
    const plan = await publish(on, [planStep('look')])
    const [drill, real] = [await start(on, plan, { drill: true }), await start(on, plan)]
    await expect(say(real, message(), as('drill-lead'))).rejects.toMatchObject({ fault: 'not-allowed' })
    expect((await say(drill, message(), as('drill-lead'))).notes).toHaveLength(1)
  })
})

describe('what is noted', () => {
  it('keeps its step and its photos, which those see who see the place; the newest stay in the plan, all in its facts', async () => {
    const activation = await start(on, await publish(on, [planStep('look')]))
    const photo = randomUUID()
    await on.parts.db.insert(photos).values({ id: photo, at: new Date().toISOString(), by: on.caller.actor.id, community: null, width: 1, height: 1, bytes: Buffer.from('x'), small: Buffer.from('y') })
    const seen = await note(activation, { text: '水到了负一层', step: 'look', photos: [photo] })
    expect(seen.notes).toMatchObject([{ kind: 'photo', text: '水到了负一层', step: 'look', photos: [photo], by: 'manager' }])
    expect(await findPhoto(on.parts, photo, 'small')).toMatchObject({ community: on.world.a.id })
    for (const photos of [[photo], [randomUUID()]]) await expect(note(seen, { text: 'x', photos })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'photos' }] })
    await expect(note(seen, { text: 'x', step: 'none' })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'step' }] })
    let last = seen
    for (let i = 0; i < 25; i++) last = await note(last, { text: `第 ${i}` })
    expect(last.notes?.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, i) => `第 ${i + 5}`))
    const told = await on.parts.sql<{ text: string }[]>`select body->'notes'->-1->>'text' as text from fact where entity_id = ${activation.id} and name = 'activation.noted' order by seq`
    expect(told.map(({ text }) => text)).toEqual(['水到了负一层', ...Array.from({ length: 25 }, (_, i) => `第 ${i}`)])
  })

  it('makes nobody late with a step: who notes and who does it do not hold each other up', async () => {
    const activation = await start(on, await publish(on, [planStep('look')]))
    await note(activation, { text: 'x' })
    expect((await complete(on, activation, 'look')).steps[0]?.state).toBe('done')
    const asked = await publish(on, [planStep('look')], { secondPerson: true })
    const waiting = Activation.parse((await carryOut(on, activationCommands, 'activation.start', { plan: asked.id, community: on.world.a.id, drill: false, reason: 'x', ...confirmed() })).body)
    await expect(note(waiting, { text: 'x' })).rejects.toMatchObject({ fault: 'illegal-move' })
  })
})
