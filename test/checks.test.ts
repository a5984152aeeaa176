import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { households } from '#db/schema/households.ts'
import { shifts } from '#db/schema/shifts.ts'
import type { Activation } from '#shared/activations.ts'
import { Check, CheckedHousehold, Checks } from '#shared/checks.ts'
import type { CareLevel } from '#shared/households.ts'
import type { Plan } from '#shared/plans.ts'
import type { Role } from '#shared/roles.ts'
import { checkCommands } from '#server/checks/check-commands.ts'
import { checkQueries } from '#server/checks/check-queries.ts'
import { checkReaction } from '#server/checks/check-react.ts'
import { slice } from '#server/checks/check-rules.ts'
import { checkTimers } from '#server/checks/check-timers.ts'
import type { Caller } from '#server/identity/caller.ts'
import { change } from '#server/journal/change.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { Timers } from '#server/timers/timers.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'
import { complete, finish, planStep, publish, start, stepIn, write } from './plan-stage.ts'

let on: Features
let consumer: Consumer
let plan: Plan
let rolls: Plan
const resident = `甲${randomUUID()}`
const phone = '13712345678'
beforeAll(async () => {
  on = await openFeatures()
  plan = await publish(on, [planStep('look')])
  rolls = await publish(on, [planStep('gather', { kind: 'roll-call', rollCall: ['repair', 'security'] }), planStep('again', { kind: 'decide', after: ['gather'], answers: [
    { key: 'once-more', name: { zh: '再点一次', en: 'Once more' }, back: 'gather' }, { key: 'all', name: { zh: '到齐', en: 'All here' } },
  ] })])
  consumer = new Consumer(on.parts, reactionsOf([checkReaction]))
  await consumer.start()
  const [first, second] = on.world.a.houses
  await write(on, (['red', 'yellow', 'green'] as const).flatMap((level, i) => [
    household(first?.id, `1 单元 ${i}01`, level), household(first?.id, `2 单元 ${i}02`, level), household(second?.id, `1 单元 ${i}03`, level),
  ]))
})
afterAll(async () => {
  await consumer?.stop()
  await on?.close()
})

const household = (building: string | undefined, place: string, level: CareLevel) =>
  change(households, { id: randomUUID(), version: 1, community: on.world.a.id, building: building ?? '', place, name: resident, phone, level, needs: '' })

async function checksOf({ id }: Activation): Promise<Check[]> {
  await consumer.level()
  const rows = await on.parts.sql<{ check: Check }[]>`
    select json_build_object('id', id, 'version', version, 'community', community_id, 'activation', activation_id, 'step', step, 'subject', subject, 'of', of_id, 'building', building_id, 'level', level, 'state', state,
      'at', at, 'by', by, 'note', note, 'mode', mode) as check from plan_check where activation_id = ${id} order by id`
  return rows.map(({ check }) => check)
}
const levelsOf = (checks: readonly Check[]): string[] => checks.map(({ level }) => level ?? '').toSorted((a, b) => a.localeCompare(b))
const as = (role: Role, person: string | null = null): Caller => ({ ...on.caller, person, grants: [{ role, scope: { kind: 'everything' } }] })
const mark = async (check: Check, state: Check['state'], caller = on.caller): Promise<Check> =>
  Check.parse((await carryOut({ parts: on.parts, caller }, checkCommands, 'check.mark', { version: check.version, state, note: '已致电' }, check.id)).body)
const asked = async ({ id }: Activation): Promise<Checks> => Checks.parse(await checkQueries.checks(on.parts, { ...asking, id, params: {}, caller: on.caller, now: Date.now() }))

describe('households of the place', () => {
  it('are asked after when a plan starts: of a building all, of a unit its own, of an area those in it, of the community those in need', async () => {
    const [first, second, third] = on.world.a.houses
    expect(levelsOf(await checksOf(await start(on, plan, { building: first?.id })))).toEqual(['green', 'green', 'red', 'red', 'yellow', 'yellow'])
    expect(levelsOf(await checksOf(await start(on, plan, { building: second?.id, unit: '2' })))).toEqual([])
    const unit = await start(on, await publish(on, [planStep('look')]), { building: first?.id, unit: '2 单元' })
    expect(levelsOf(await checksOf(unit))).toEqual(['green', 'red', 'yellow'])
    expect(await checksOf(await start(on, plan, { building: third?.id }))).toEqual([])
    const area: [number, number][] = [[120.0009, 29.9], [120.0017, 29.9], [120.0017, 30.1], [120.0009, 30.1], [120.0009, 29.9]]
    const drawn = await checksOf(await start(on, await publish(on, [planStep('look')]), { area }))
    expect(drawn.map(({ building }) => building)).toEqual([second?.id, second?.id, second?.id])
    expect(levelsOf(await checksOf(await start(on, await publish(on, [planStep('look')]))))).toEqual(['red', 'red', 'red', 'yellow', 'yellow', 'yellow'])
  })

  it('are asked after once, however often the start is heard of, and nobody is named in facts', async () => {
    const activation = await start(on, await publish(on, [planStep('look')]), { building: on.world.a.houses[0]?.id })
    const before = await checksOf(activation)
    await on.parts.sql`update consumer set cursor = 0 where name = 'reactions'`
    const facts = (await readFacts(on.parts.sql, 0, 10_000)).filter(({ id }) => id === activation.id)
    for (const fact of facts) expect(await checkReaction.react(on.parts, fact, Date.now())).toBeNull()
    expect(await checksOf(activation)).toEqual(before)
    const [told] = await on.parts.sql<{ text: string; count: number }[]>`select string_agg(body::text, '') as text, count(*)::int as count from fact where name = 'check.opened' and body->>'activation' = ${activation.id}`
    expect(told?.count).toBe(6)
    expect(told?.text).not.toContain(resident)
    expect(told?.text).not.toContain(phone)
  })

  it('are shown with phones, those in greatest need first, and the look is written down; everybody else sees counts', async () => {
    const activation = await start(on, await publish(on, [planStep('look')]), { building: on.world.a.houses[0]?.id })
    const [first] = await checksOf(activation)
    if (!first) throw new Error('nobody is asked after')
    expect(await mark(first, 'help')).toMatchObject({ version: 2, state: 'help', by: 'manager', note: '已致电' })
    expect(await asked(activation)).toEqual({ rollCall: [], households: { open: 5, safe: 0, help: 1, unreachable: 0, away: 0 } })
    const told: unknown[] = []
    const list = CheckedHousehold.array().parse(await checkQueries.checkedHouseholds(on.parts, { ...asking, tell: (...said) => told.push(said), id: activation.id, params: {}, caller: on.caller, now: Date.now() }))
    expect(list.map(({ household: { level, place } }) => [level, place])).toEqual([['red', '1 单元 001'], ['red', '2 单元 002'], ['yellow', '1 单元 101'], ['yellow', '2 单元 102'], ['green', '1 单元 201'], ['green', '2 单元 202']])
    expect(list.every(({ household }) => household.phone === phone)).toBe(true)
    expect(told).toEqual([[on.world.a.id, { activation: activation.id, count: 6 }]])
  })

  it('stay as they are when the plan is stood down', async () => {
    const activation = await start(on, await publish(on, [planStep('look')]), { building: on.world.a.houses[1]?.id })
    const [check] = await checksOf(activation)
    if (!check) throw new Error('nobody is asked after')
    await expect(mark({ ...check, version: 9 }, 'safe')).rejects.toMatchObject({ fault: 'conflict', current: { id: check.id } })
    await finish(on, activation)
    await expect(mark(check, 'safe')).rejects.toMatchObject({ fault: 'illegal-move' })
    expect((await checksOf(activation)).map(({ state }) => state)).toEqual(['open', 'open', 'open'])
  })

  it('of a drill are of the drill, and only there somebody who leads drills marks them', async () => {
    const shared = await publish(on, [planStep('look')])
    const [real, drill] = [await start(on, shared, { building: on.world.a.houses[1]?.id, buildings: [on.world.a.houses[0]?.id ?? ''] }), await start(on, shared, { building: on.world.a.houses[1]?.id, drill: true })]
    const [[ours], [theirs]] = [await checksOf(real), await checksOf(drill)]
    if (!ours || !theirs) throw new Error('nobody is asked after')
    expect([ours.mode, theirs.mode]).toEqual(['real', drill.mode])
    await expect(mark(ours, 'safe', as('drill-lead'))).rejects.toMatchObject({ fault: 'not-allowed' })
    expect(await mark(theirs, 'safe', as('drill-lead'))).toMatchObject({ state: 'safe', mode: drill.mode })
  })
})

describe('a roll call', () => {
  it('asks after who of its posts is on duty, who answer for themselves, and anew when it is called anew', async () => {
    const { staff, roster } = on.world.a
    await write(on, [change(shifts, { ...(roster[2] ?? { id: '', version: 0 }), version: 2, state: 'absent' })])
    let activation = await start(on, rolls, { building: on.world.a.houses[3]?.id })
    const called = await checksOf(activation)
    expect(called.map(({ of }) => of).toSorted((a, b) => a.localeCompare(b))).toEqual([staff[1]?.id ?? '', staff[3]?.id ?? ''].toSorted((a, b) => a.localeCompare(b)))
    const guard = called.find(({ of }) => of === staff[3]?.id)
    if (!guard) throw new Error('nobody was called')

    await expect(mark(guard, 'safe', as('field', staff[1]?.id))).rejects.toMatchObject({ fault: 'not-allowed' })
    expect(await mark(guard, 'safe', as('field', guard.of))).toMatchObject({ state: 'safe' })
    expect(await asked(activation)).toMatchObject({ rollCall: [{ check: { of: staff[1]?.id, state: 'open' }, name: staff[1]?.name, post: 'repair' }, { check: { of: guard.of, state: 'safe' }, post: 'security' }] })

    activation = await complete(on, activation, 'gather')
    activation = await complete(on, activation, 'again', { answer: 'once-more' })
    expect(stepIn(activation, 'gather')).toMatchObject({ state: 'open', round: 2 })
    expect(new Map((await checksOf(activation)).map(({ of, state, version }) => [of, `${state} ${version}`]))).toEqual(new Map([[staff[1]?.id, 'open 1'], [guard.of, 'open 3']]))
  })
})

describe('a community of five thousand households', () => {
  it('is asked after by need, a hundred in a commit so that nobody waits long, and a second plan there as well', async () => {
    const { b } = on.world
    const many = Array.from({ length: 1_500 }, (_, i) => ({ id: randomUUID(), version: 1, community: b.id, building: b.houses[i % 4]?.id ?? '', place: `${i}`, name: resident, phone, level: i % 3 === 0 ? ('red' as const) : ('yellow' as const), needs: '' }))
    for (let i = 0; i < many.length; i += 500) await write(on, many.slice(i, i + 500).map((one) => change(households, one)))
    for (const _ of [1, 2]) {
      const activation = await start(on, await publish(on, [planStep('look')]), { community: b.id })
      expect(levelsOf(await checksOf(activation))).toEqual(Array.from({ length: slice }, () => 'red'))
      const timers = new Timers(on.parts, checkTimers)
      timers.start()
      await expect.poll(async () => (await checksOf(activation)).length, { timeout: 30_000 }).toBe(1_500)
      await timers.stop()
      const commits = await on.parts.sql<{ n: number; least: string }[]>`
        select count(*)::int as n, max(body->>'level') as least from fact where name = 'check.opened' and body->>'activation' = ${activation.id} group by command_id order by min(seq)`
      expect(commits.map(({ n }) => n)).toEqual(Array.from({ length: 15 }, () => slice))
      expect(commits.map(({ least }) => least)).toEqual([...Array.from({ length: 5 }, () => 'red'), ...Array.from({ length: 10 }, () => 'yellow')])
      expect(await on.parts.sql`select 1 from timer where name = 'check.open'`).toHaveLength(0)
    }
  })
})
