import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { activations } from '#db/schema/activations.ts'
import { drills } from '#db/schema/drills.ts'
import { plans } from '#db/schema/plans.ts'
import type { Alarm } from '#shared/alarms.ts'
import { mostMadeUp, type Cadence, type Drill, type Score } from '#shared/drills.ts'
import type { Fact } from '#shared/facts.ts'
import type { Order } from '#shared/orders.ts'
import { drillAlarmReaction } from '#server/alarms/drill-alarm-react.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { cadenceCommands } from '#server/drills/cadence-commands.ts'
import { drillCommands } from '#server/drills/drill-commands.ts'
import { drillQueries } from '#server/drills/drill-queries.ts'
import { drillReaction } from '#server/drills/drill-react.ts'
import { drillTimers } from '#server/drills/drill-timers.ts'
import { heldDrills } from '#server/drills/duty-store.ts'
import { scoreCommands } from '#server/drills/score-commands.ts'
import { change } from '#server/journal/change.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import { drillOrderReaction } from '#server/orders/drill-order-react.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { readStandings } from '#server/readiness/readiness-store.ts'
import { Timers } from '#server/timers/timers.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'
import { publishedPlan } from './published-plan.ts'

let on: Features
let reactions: Consumer
/** May do what the application may not. */
let owner: Sql
const hour = 3_600_000
const soon = (hours = 24): string => new Date(Date.now() + hours * hour).toISOString()
const two = (text: string) => ({ zh: text, en: text })

beforeAll(async () => {
  on = await openFeatures()
  owner = connect(on.url, { max: 1, name: 'test-drills' })
  const { plan } = on.world
  const measured = publishedPlan({ scene: 'burst-pipe', name: two('爆管'), purpose: two('—'), steps: plan.steps, measures: [{ key: 'valve', name: two('关阀'), minutes: 10, step: 'send' }, { key: 'told', name: two('通知住户') }] })
  await commit([change(plans, measured, { name: 'plan.published', body: measured })])
  burst = measured.series
  reactions = new Consumer(on.parts, reactionsOf([drillReaction(sayAlarms), drillAlarmReaction, drillOrderReaction]))
  await reactions.start()
  await reactions.level()
})
afterAll(async () => {
  await reactions?.stop()
  await owner?.end()
  await on?.close()
})

let burst: string
const commit = async (changes: ReturnType<typeof change>[], mode = 'real', timers: { key: string; name: string; subject: string; dueAt: string }[] = []) => {
  const answer = await on.parts.journal.commit(systemCommand('test', 'set-up', randomUUID(), { changes, timers, reply: null, community: null, mode }))
  if (!answer.ok) throw new Error(answer.message)
}
const planned = async (more: object = {}): Promise<Drill> => (await carryOut(on, drillCommands, 'drill.plan', { community: on.world.a.id, plan: burst, plannedAt: soon(), ...more })).body as Drill
const read = (id: string) => drillQueries.drill(on.parts, { ...asking, id, params: {}, caller: on.caller, now: Date.now() })
const inject = async (drill: Drill, what: object): Promise<Drill> => (await carryOut(on, drillCommands, 'drill.inject', { version: drill.version, ...what }, drill.id)).body as Drill
const due = (drill: Drill) => on.parts.sql<{ key: string; minutes: number }[]>`select split_part(key, ':', 4) as key, round(extract(epoch from due_at - ${drill.startedAt}::timestamptz) / 60)::int as minutes from timer where subject_id = ${drill.id} order by due_at`

/** As `activation.start` begins it. */
async function begun(drill: Drill, scene: Drill['scene'] = drill.scene ?? null): Promise<Drill> {
  const { plan, a } = on.world
  const at = new Date().toISOString()
  const id = randomUUID()
  const running: Drill = { ...drill, version: drill.version + 1, state: 'running', activation: id, startedAt: at }
  const activation = { id, version: 1, plan: plan.id, scene: scene ?? plan.scene, name: plan.name, community: a.id, building: null, place: '', alarm: null, commander: 'x', reason: 'x', state: 'running' as const, startedAt: at, targetAt: null, finishedAt: null, steps: [], mode: drill.id }
  await commit([change(drills, running, { name: 'drill.started', body: running }), change(activations, activation, { name: 'activation.started', body: activation })], drill.id)
  return running
}
/** As `activation.finish` and `activation.abort` end it. */
async function over(drill: Drill, how: 'ended' | 'aborted' = 'ended', endedAt = new Date().toISOString()): Promise<Drill> {
  const { drill: held } = await read(drill.id)
  const next: Drill = { ...held, version: held.version + 1, state: how, endedAt }
  const [activation] = await on.parts.sql<{ id: string; version: number }[]>`select id, version from activation where id = ${held.activation}`
  if (!activation) throw new Error('nothing runs')
  await commit([
    change(drills, next, { name: how === 'ended' ? 'drill.ended' : 'drill.aborted', body: next }),
    change(activations, { id: activation.id, version: activation.version + 1, state: how === 'ended' ? 'finished' : 'aborted', finishedAt: endedAt }),
  ], drill.id)
  return next
}

describe('a drill that is planned', () => {
  it('takes the plan’s own measures, is changed until it begins, and can be cancelled with a reason', async () => {
    const drill = await planned()
    expect(drill).toMatchObject({ version: 1, state: 'planned', lead: 'manager', scene: 'burst-pipe', plan: burst, activation: null })
    expect(drill.objectives?.map(({ key }) => key)).toEqual(['valve', 'told'])
    const changed = (await carryOut(on, drillCommands, 'drill.change', { version: 1, plannedAt: soon(48), objectives: [{ key: 'one', name: two('一') }], note: '先通知物业' }, drill.id)).body as Drill
    expect(changed).toMatchObject({ version: 2, note: '先通知物业', objectives: [{ key: 'one' }] })
    await expect(carryOut(on, drillCommands, 'drill.cancel', { version: 1, reason: '改期' }, drill.id)).rejects.toMatchObject({ fault: 'conflict' })
    expect((await carryOut(on, drillCommands, 'drill.cancel', { version: 2, reason: '改期' }, drill.id)).body).toMatchObject({ state: 'cancelled', reason: '改期' })
    await expect(carryOut(on, drillCommands, 'drill.change', { version: 3, plannedAt: soon() }, drill.id)).rejects.toMatchObject({ fault: 'illegal-move' })
  })

  it('is refused for what is not there, lies in the past, or contradicts itself', async () => {
    const alarm = { kind: 'water.leak', severity: 'major' as const }
    const errors = (more: object) => planned(more).then(() => [], (refusal: { errors: { field: string }[] }) => refusal.errors.map(({ field }) => field))
    expect(await errors({ plan: randomUUID() })).toEqual(['plan'])
    expect(await errors({ plannedAt: soon(-1) })).toEqual(['plannedAt'])
    expect(await errors({ objectives: [{ key: 'a', name: two('甲') }, { key: 'a', name: two('乙') }] })).toEqual(['objectives[1].key'])
    const one = { key: 'i', minutes: 3, text: two('漏水') }
    expect(await errors({ injects: [{ ...one, kind: 'alarm' }, { ...one, key: 'j', kind: 'call', alarm }, { ...one, kind: 'word' }] })).toEqual(['injects[2].key', 'injects[0].alarm', 'injects[1].alarm'])
    expect(await errors({ injects: [{ ...one, kind: 'alarm', alarm: { ...alarm, device: on.world.b.machines[0]?.id } }] })).toEqual(['injects[0].alarm.device'])
    expect(await errors({ injects: [{ ...one, kind: 'photo', photo: randomUUID() }] })).toEqual(['injects[0].photo'])
  })
})

describe('injects', () => {
  it('come by the clock from the start, once, and those put in by hand before do not come again', async () => {
    const drill = await begun(await planned({ injects: [
      { key: 'first', minutes: 0, kind: 'call', text: two('住户来电') }, { key: 'second', minutes: 5, kind: 'word', text: two('阀门卡住') }, { key: 'third', minutes: null, kind: 'word', text: two('媒体到场') },
    ] }))
    await reactions.level()
    expect(await due(drill)).toEqual([{ key: 'first', minutes: 0 }, { key: 'second', minutes: 5 }])
    const timers = new Timers(on.parts, drillTimers)
    timers.start()
    await expect.poll(async () => (await read(drill.id)).drill.injects?.filter(({ at }) => at).map(({ key }) => key), { timeout: 20_000 }).toEqual(['first'])
    await timers.stop()
    const byHand = await inject((await read(drill.id)).drill, { inject: 'second' })
    await expect(inject(byHand, { inject: 'second' })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'inject' }] })
    const timer = { key: `drill:${drill.id}:inject:second`, subject: drill.id, dueAt: soon(0) }
    expect(await drillTimers['drill.inject'](on.parts, timer, Date.now())).toBeNull()
    const madeUp = await inject(byHand, { kind: 'call', text: '记者来电' })
    expect(madeUp.injects?.at(-1)).toMatchObject({ key: 'by-hand-1', minutes: null, kind: 'call', text: two('记者来电') })
    await expect(inject(madeUp, { kind: 'alarm', text: '告警' })).rejects.toMatchObject({ errors: [{ field: 'kind' }] })
    const facts = await on.parts.sql<{ name: string; mode: string }[]>`select name, mode from fact where entity_id = ${drill.id} order by seq`
    expect(facts.map(({ name, mode }) => [name, mode === drill.id])).toEqual([['drill.planned', false], ['drill.started', true], ['drill.injected', true], ['drill.injected', true], ['drill.injected', true]])
    await over(drill)
    await reactions.level()
    expect(await due(drill)).toEqual([])
    await expect(inject(madeUp, { inject: 'third' })).rejects.toMatchObject({ fault: 'illegal-move' })
  })

  it('show a photo that was handed in for them: it belongs to the drill from then on, and to nobody else’s', async () => {
    const handedIn = async (by = on.caller.actor.id) => {
      const id = randomUUID()
      await owner`insert into photo (id, at, by, community_id, width, height, bytes, small) values (${id}, now(), ${by}, null, 1, 1, '', '')`
      return id
    }
    const [first, second, strange] = [await handedIn(), await handedIn(), await handedIn(randomUUID())]
    const showing = (photo: string) => ({ key: 'i', minutes: 3, kind: 'photo' as const, text: two('积水'), photo })
    await expect(planned({ injects: [showing(strange)] })).rejects.toMatchObject({ errors: [{ field: 'injects[0].photo' }] })
    const drill = await planned({ injects: [showing(first)] })
    const belongs = async (photo: string) => (await on.parts.sql<{ order_id: string }[]>`select order_id from order_photo where id = ${photo}`)[0]?.order_id
    expect(await belongs(first)).toBe(drill.id)
    await expect(planned({ injects: [showing(first)] })).rejects.toMatchObject({ errors: [{ field: 'injects[0].photo' }] })
    const running = await begun((await carryOut(on, drillCommands, 'drill.change', { version: 1, plannedAt: soon(), injects: [showing(first)] }, drill.id)).body as Drill)
    await expect(inject(running, { kind: 'word', text: '积水', photo: second })).rejects.toMatchObject({ errors: [{ field: 'photo' }] })
    await expect(inject(running, { kind: 'photo', text: '积水', photo: strange })).rejects.toMatchObject({ errors: [{ field: 'photo' }] })
    const after = await inject(running, { kind: 'photo', text: '大堂积水', photo: second })
    expect(after.injects?.map(({ kind, photo }) => [kind, photo])).toEqual([['photo', first], ['photo', second]])
    expect(await belongs(second)).toBe(drill.id)
    await over(drill)
  })

  it('are made up by hand so many times and not more', async () => {
    const drill = await begun(await planned({ injects: [{ key: 'script', minutes: 60, kind: 'word', text: two('停电') }] }))
    const made = Array.from({ length: mostMadeUp - 1 }, (_, n) => ({ key: `by-hand-${n + 1}`, minutes: null, kind: 'word', text: two('x'), at: new Date().toISOString() }))
    await owner`update drill set injects = injects || ${JSON.stringify(made)}::text::jsonb where id = ${drill.id}`
    const last = await inject(drill, { kind: 'word', text: '最后一次' })
    expect(last.injects).toHaveLength(mostMadeUp + 1)
    await expect(inject(last, { kind: 'word', text: '再来' })).rejects.toMatchObject({ fault: 'invalid', errors: [{ field: 'text', message: { zh: expect.stringContaining(String(mostMadeUp)) as string } }] })
    expect((await inject(last, { inject: 'script' })).injects?.find(({ key }) => key === 'script')?.at).toBeTruthy()
    await over(drill)
  })

  it('of the kind alarm raise one alarm of the drill, however often the fact is read, and its end clears it', async () => {
    const device = on.world.a.machines[1]?.id
    const drill = await begun(await planned({ injects: [{ key: 'trapped', minutes: null, kind: 'alarm', text: two('三人被困'), alarm: { kind: 'lift.trapped', severity: 'critical', device } }] }))
    await inject(drill, { inject: 'trapped' })
    const [fact] = await on.parts.sql<{ seq: string }[]>`select seq from fact where name = 'drill.injected' and entity_id = ${drill.id}`
    await reactions.level()
    await on.parts.sql`update consumer set cursor = ${Number(fact?.seq) - 1} where name = 'reactions'`
    await reactions.level()
    const standing = () => on.parts.sql<Pick<Alarm, 'mode' | 'kind' | 'state' | 'text' | 'count'>[]>`select mode, kind, state, text, count from alarm where device_id = ${device ?? ''}`
    expect(await standing()).toEqual([{ mode: drill.id, kind: 'lift.trapped', state: 'unacknowledged', text: '三人被困', count: 1 }])
    await over(drill, 'aborted')
    await reactions.level()
    expect(await standing()).toMatchObject([{ state: 'normal' }])
    expect(await on.parts.sql`select from timer where subject_id in (select id from alarm where mode = ${drill.id})`).toHaveLength(0)
  })
})

describe('orders of a drill', () => {
  it('end with it, also those that come of it a moment later', async () => {
    const drill = await begun(await planned())
    const report = async (): Promise<Order> => {
      const order = (await carryOut(on, orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', title: '关总阀' })).body as unknown as Order
      await owner`update work_order set mode = ${drill.id} where id = ${order.id}`
      return order
    }
    const stateOf = async (order: Order) => (await on.parts.sql<{ state: string }[]>`select state from work_order where id = ${order.id}`)[0]?.state
    const [open, done] = [await report(), await report()]
    await owner`update work_order set state = 'done' where id = ${done.id}`
    await over(drill)
    await reactions.level()
    expect([await stateOf(open), await stateOf(done)]).toEqual(['cancelled', 'closed'])
    expect(await on.parts.sql`select from timer where subject_id in (${open.id}, ${done.id})`).toHaveLength(0)
    const late = await report()
    const fact = { name: 'order.reported', id: late.id, mode: drill.id, body: late } as unknown as Fact
    expect((await drillOrderReaction.react(on.parts, fact, Date.now()))?.reply).toBeNull()
    expect(await drillOrderReaction.react(on.parts, { ...fact, mode: 'real' } as Fact, Date.now())).toBeNull()
    expect((await drillOrderReaction.react(on.parts, { ...fact, name: 'order.reopened' } as Fact, Date.now()))?.changes).toHaveLength(1)
  })
})

describe('scores', () => {
  it('are one for each who watched, until two weeks after the end', async () => {
    const drill = await begun(await planned())
    const observer = { ...on, caller: { ...on.caller, actor: { kind: 'person' as const, id: on.world.users.observer, name: 'observer' }, grants: [{ role: 'observer' as const, scope: { kind: 'everything' as const } }] } }
    const give = (who: Features, rated: object[], more: object = {}) => carryOut(who, scoreCommands, 'score.give', { drill: drill.id, rated: rated as Score['rated'], ...more })
    await give(observer, [{ objective: 'valve', rating: 'M' }], { calm: 'S' })
    await give(observer, [{ objective: 'valve', rating: 'P' }, { objective: 'told', rating: 'S' }])
    await give(on, [{ objective: 'valve', rating: 'S', note: '阀门好找' }])
    const { scores, mine, result } = await read(drill.id)
    expect(scores.map(({ by, version, calm }) => [by, version, calm])).toEqual([['observer', 2, null], ['manager', 1, null]])
    expect(mine).toMatchObject({ by: 'manager', rated: [{ objective: 'valve', note: '阀门好找' }] })
    expect(result).toMatchObject({ objectives: [{ key: 'valve', points: 2.5, rating: 'S', said: 2 }, { key: 'told', said: 1 }], passed: null })
    await expect(give(on, [{ objective: 'other', rating: 'P' }])).rejects.toMatchObject({ errors: [{ field: 'rated[0].objective' }] })
    await expect(give(on, [{ objective: 'told', rating: 'P' }, { objective: 'told', rating: 'U' }])).rejects.toMatchObject({ errors: [{ field: 'rated[1].objective' }] })
    await over(drill)
    await give(on, [{ objective: 'valve', rating: 'P' }, { objective: 'told', rating: 'P' }])
    expect((await read(drill.id)).result).toMatchObject({ rating: 'P', passed: true })
    await owner`update drill set ended_at = now() - interval '15 days' where id = ${drill.id}`
    await expect(give(on, [])).rejects.toMatchObject({ fault: 'illegal-move' })
  })

  it('that are wrong are struck out with a reason: they stay to be seen, and count nowhere', async () => {
    const drill = await begun(await planned())
    const give = async (who: Features, rating: 'P' | 'U') => (await carryOut(who, scoreCommands, 'score.give', { drill: drill.id, rated: [{ objective: 'valve', rating }, { objective: 'told', rating }], calm: rating })).body as Score
    const observer = { ...on, caller: { ...on.caller, actor: { kind: 'person' as const, id: on.world.users.observer, name: 'observer' } } }
    await give(on, 'P')
    const wrong = await give(observer, 'U')
    await over(drill)
    const rated = async () => (await readStandings(on.parts, [on.world.a], Date.now()))[0]?.drills.find(({ plan }) => plan === burst)?.points
    expect([(await read(drill.id)).result.passed, await rated()]).toEqual([false, [1.5, 1.5]])
    const strike = (version: number) => carryOut(on, scoreCommands, 'score.strike', { version, reason: '评成了另一场演练' }, wrong.id)
    await expect(strike(7)).rejects.toMatchObject({ fault: 'conflict' })
    const struck = { by: 'manager', reason: '评成了另一场演练' }
    expect(await strike(1)).toMatchObject({ body: { id: wrong.id, version: 2, kind: 'observer', struck } })
    const { scores, result } = await read(drill.id)
    expect(scores.map((score) => [score.by, score.rated.length, score.struck?.reason])).toEqual([['manager', 2, undefined], ['observer', 2, struck.reason]])
    expect(result).toMatchObject({ passed: true, rating: 'P', objectives: [{ said: 1 }, { said: 1 }], calm: { said: 1, rating: 'P' } })
    expect(await rated()).toEqual([3, 3])
    await expect(strike(2)).rejects.toMatchObject({ fault: 'illegal-move' })
    await expect(give(observer, 'P')).rejects.toMatchObject({ errors: [{ field: 'drill' }] })
    expect((await read((await begun(await planned())).id)).before).toMatchObject({ rating: 'P', passed: true })
    const [audited] = await on.parts.sql<{ detail: object }[]>`select detail from audit where name = 'score.strike' order by seq desc limit 1`
    expect(audited?.detail).toMatchObject({ drill: drill.id, score: wrong.id, reason: struck.reason })
    const [fact] = await on.parts.sql<{ mode: string }[]>`select mode from fact where name = 'score.struck' and entity_id = ${wrong.id}`
    expect(fact?.mode).toBe(drill.id)
  })

  it('struck out prove no drill as held', async () => {
    const drill = await begun(await planned())
    const score = (await carryOut(on, scoreCommands, 'score.give', { drill: drill.id, rated: [], calm: 'P' })).body as Score
    await owner`update activation set steps = ${JSON.stringify([{ key: 'a', state: 'waiting' }])}::text::jsonb where mode = ${drill.id}`
    await over(drill)
    const proves = async () => (await heldDrills(on.parts, [on.world.a.id])).some(({ id }) => id === drill.id)
    expect(await proves()).toBe(true)
    await carryOut(on, scoreCommands, 'score.strike', { version: score.version, reason: '没有到场' }, score.id)
    expect(await proves()).toBe(false)
  })

  it('are compared with the last drill of the same plan there', async () => {
    const { before } = await read((await begun(await planned())).id)
    expect(before).toMatchObject({ objectives: [{ key: 'valve' }, { key: 'told' }] })
    expect((await read((await planned({ plan: on.world.plan.series })).id)).before).toBeNull()
  })
})

const listed = (communities: string, limit = 300) => drillQueries.drills(on.parts, { ...asking, id: '', params: { communities, limit }, caller: on.caller, now: Date.now() })

describe('the list', () => {
  it('says first what runs, then what is planned, soonest first, then the newest, as many as are asked for', async () => {
    const [late, soonest] = [await planned({ plannedAt: soon(9_000) }), await planned({ plannedAt: soon(0.5) })]
    const running = await begun(await planned())
    const { drills: all } = await listed(on.world.a.id)
    const past = all.filter(({ state }) => state !== 'running' && state !== 'planned')
    const groups = all.map(({ state }) => (state === 'running' ? 'a' : state === 'planned' ? 'b' : 'c'))
    expect(groups).toEqual(groups.toSorted())
    expect(all.filter(({ state }) => state === 'running').some(({ id }) => id === running.id)).toBe(true)
    expect([all.find(({ state }) => state === 'planned')?.id, all.findLast(({ state }) => state === 'planned')?.id]).toEqual([soonest.id, late.id])
    expect(past.length).toBeGreaterThan(2)
    const begins = past.map(({ startedAt, plannedAt }) => Date.parse(startedAt ?? plannedAt ?? ''))
    expect(begins).toEqual(begins.toSorted((a, b) => b - a))
    expect((await listed(on.world.a.id, 2)).drills).toEqual(all.slice(0, 2))
  })
})

describe('what a community owes', () => {
  const dutiesIn = async (id: string) => (await listed(id)).duties
  const held = async (scene: Drill['scene'], daysAgo: number, how: 'ended' | 'aborted' = 'ended') => {
    const drill = await begun({ ...(await planned()), scene }, scene)
    await over(drill, how, new Date(Date.now() - daysAgo * 24 * hour).toISOString())
    return drill.id
  }

  it('is proved by drills that were held to their end, the quarter’s by another scene than the last', async () => {
    expect(await dutiesIn(on.world.b.id)).toMatchObject([{ scene: null, state: 'never' }, { scene: 'fire', state: 'never' }, { scene: 'lift-entrapment', state: 'never' }])
    await owner`update drill set state = 'cancelled' where community_id = ${on.world.a.id}`
    const first = await held('fire', 100)
    await held('fire', 10, 'aborted')
    const second = await held('fire', 5)
    const duty = async (scene: Drill['scene']) => (await dutiesIn(on.world.a.id)).find((one) => one.scene === scene)
    expect(await duty('fire')).toMatchObject({ state: 'kept', proof: second, months: 6 })
    expect(await duty(null)).toMatchObject({ state: 'late', proof: first })
    const third = await held('lift-entrapment', 1)
    expect(await duty(null)).toMatchObject({ state: 'kept', proof: third })
    const { id } = await planned({ plan: on.world.plan.series })
    expect(await duty('lift-entrapment')).toMatchObject({ state: 'kept', next: id })
  })

  it('follows a community’s own cadence, which replaces and ends', async () => {
    const boss = { ...on, caller: { ...on.caller, grants: [{ role: 'administrator' as const, scope: { kind: 'everything' as const } }] } }
    const set = async (months: number, community: string | null = on.world.b.id) => (await carryOut(boss, cadenceCommands, 'cadence.set', { community, scene: 'fire', months, reason: '高层多' })).body as Cadence
    const months = async () => (await dutiesIn(on.world.b.id)).find(({ scene }) => scene === 'fire')?.months
    await set(2)
    const cadence = await set(1)
    expect(cadence).toMatchObject({ version: 2, months: 1 })
    expect(await months()).toBe(1)
    const inForce = async () => (await drillQueries.cadences(on.parts, { ...asking, id: '', params: {}, caller: on.caller, now: Date.now() })).filter((one) => one.scene === 'fire')
    expect(await inForce()).toHaveLength(2)
    await carryOut(boss, cadenceCommands, 'cadence.end', { version: 2, reason: '回到默认' }, cadence.id)
    expect(await months()).toBe(6)
    expect(await set(3)).toMatchObject({ id: cadence.id, version: 4 })
    const company = await set(4, null)
    expect((await inForce()).find(({ community }) => community === null)).toEqual(company)
  })
})
