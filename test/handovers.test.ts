import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sidesFor } from '#client/handovers/signing-rules.ts'
import { en } from '#client/i18n/en.ts'
import { enWords } from '#client/i18n/en-words.ts'
import { zh } from '#client/i18n/zh.ts'
import { zhWords } from '#client/i18n/zh-words.ts'
import { activations } from '#db/schema/activations.ts'
import { people } from '#db/schema/people.ts'
import { shifts } from '#db/schema/shifts.ts'
import { communities } from '#db/schema/sites.ts'
import { Activation } from '#shared/activations.ts'
import { DoorAlarm } from '#shared/doors.ts'
import { Handover, handoverMinutes, handoverStates, NamedHandover } from '#shared/handovers.ts'
import { runningPromise, type Order } from '#shared/orders.ts'
import type { Post } from '#shared/people.ts'
import { bilingual } from '#shared/text.ts'
import { createApp } from '#server/app.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { owningCommands } from '#server/alarms/owning-commands.ts'
import { shelvingCommands } from '#server/alarms/shelving-commands.ts'
import { acknowledgedReaction } from '#server/alarms/handover-acknowledged.ts'
import { untakenReaction } from '#server/alarms/handover-untaken.ts'
import { handoverCommands } from '#server/handovers/handover-commands.ts'
import { handoverQueries } from '#server/handovers/handover-queries.ts'
import { decideSign } from '#server/handovers/handover-rules.ts'
import { handoverTimers } from '#server/handovers/handover-timers.ts'
import { HandoverWatch } from '#server/handovers/handover-watch.ts'
import { alarmKindWords, severityWords } from '#server/alarm-words.ts'
import { asideWords, doorWords, postWords, promiseWords } from '#server/handovers/handover-words.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { Consumer, reactionsOf } from '#server/journal/consumer.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { systemCommand } from '#server/journal/system.ts'
import { recordHeard } from '#server/live/feed-store.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { commanderReaction } from '#server/activations/handover-commander.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { ActRunner } from '#server/simulator/act-runner.ts'
import { SignIns } from '#server/simulator/sign-ins.ts'
import { Timers } from '#server/timers/timers.ts'
import { asking, carryOut, confirmed, openFeatures, type Features } from './features.ts'
import { password, testConfig } from './world.ts'

let on: Features
let consumer: Consumer
let timers: Timers
beforeAll(async () => {
  on = await openFeatures()
  consumer = new Consumer(on.parts, reactionsOf([untakenReaction, acknowledgedReaction, commanderReaction]))
  timers = new Timers(on.parts, handoverTimers)
  await consumer.start()
  timers.start()
})
afterAll(async () => {
  await Promise.all([consumer.stop(), timers.stop()])
  await on.close()
})

const minute = 60_000
const hour = 60 * minute
const iso = (at: number): string => new Date(at).toISOString()

type Who = [string, string, string]
type Planned = { person: string; from: number; to: number; post?: Post; state?: 'planned' | 'absent' | 'cancelled' }

/** A community of its own with three duty managers, and the shifts that the test wants. `user`: the sign-in of the first of them. */
async function estate(plan: (who: Who) => Planned[], { zone = 'Asia/Shanghai', user = null as string | null } = {}) {
  const id = randomUUID()
  const code = id.slice(0, 8)
  const row = { id, version: 1, region: on.world.a.region, code, name: bilingual(code), households: 100, zone, center: [120, 30] as [number, number], boundary: null }
  const who: Who = [randomUUID(), randomUUID(), randomUUID()]
  const names = ['陈晓', '林森', '何川']
  const staff = who.map((person, i) => ({
    id: person, version: 1, community: id, code: `${code}-${i}`, name: { zh: names[i] ?? '', en: `Manager ${i}` }, post: 'duty-manager' as const, skills: [], grid: null, leftAt: null,
  }))
  const rows = plan(who).map(({ person, from, to, post = 'duty-manager', state = 'planned' }) => (
    { id: randomUUID(), version: 1, community: id, person, post, startsAt: iso(from), endsAt: iso(to), state, roster: null }))
  await commit([
    change(communities, row, { name: 'community.opened', body: row }),
    ...staff.map((one, i) => change(people, { ...one, user: i === 0 ? user : null }, { name: 'person.joined', body: one })),
    ...rows.map((one) => change(shifts, one, { name: 'shift.planned', body: one })),
  ])
  return { id, code, who }
}

async function commit(changes: Parameters<typeof systemCommand>[3]['changes']): Promise<void> {
  const made = await on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  if (!made.ok) throw new Error(made.message)
}

const at = (now: number) => ({ ...on.parts, now: () => now })
const look = (now: number) => new HandoverWatch(at(now)).round()
const of = async (community: string): Promise<NamedHandover[]> =>
  NamedHandover.array().parse(await handoverQueries.handovers(on.parts, { ...asking, id: '', params: { community }, caller: on.caller, now: Date.now() }))
async function only(community: string): Promise<NamedHandover> {
  const [handover, ...others] = await of(community)
  if (!handover || others.length > 0) throw new Error(`${others.length + (handover ? 1 : 0)} handovers`)
  return handover
}

/** Somebody who may sign; `person`: who they are on the roster. */
const signer = (name: string, person: string | null = null): Features => (
  { ...on, caller: { ...on.caller, person, actor: { kind: 'person', id: `user of ${name}`, name } } })
const sign = async (who: Features, { id, version }: Pick<Handover, 'id' | 'version'>, side: 'give' | 'take'): Promise<Handover> =>
  Handover.parse((await carryOut(who, handoverCommands, 'handover.sign', { version, side }, id)).body)
const report = async (community: string, title: string, more: object = {}) =>
  (await carryOut(on, orderCommands, 'order.report', { community, category: 'repair', title, ...more })).body as unknown as Order
const alarm = (community: string, kind: string, severity: 'critical' | 'major' | 'minor') =>
  takeAlarms(on.parts, [DoorAlarm.parse({ id: randomUUID(), community, kind, severity, change: 'raised' })], on.key)
const alarmsOf = (community: string) => on.parts.sql<{ id: string; kind: string; state: string; severity: string; by: string | null; version: number }[]>`
  select id, kind, state, severity, acknowledged_by as by, version from alarm where community_id = ${community} order by raised_at, id`
const namesOf = async (entity: string): Promise<string[]> => (await readFacts(on.parts.sql, 0, 100_000)).filter(({ id }) => id === entity).map(({ name }) => name)

describe('a change of shift', () => {
  it('is written down once, however many processes watch at the same moment', async () => {
    const now = Date.now()
    const { id, who } = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now }, { person: b, from: now, to: now + 8 * hour }])
    await look(now - 1)
    expect(await of(id)).toEqual([])
    const other = openParts(on.url, 'test-other', pino({ level: 'silent' }))
    await Promise.all([look(now), new HandoverWatch({ ...other.parts, now: () => now }).round(), look(now), look(now + 2_000)])
    await other.close()
    const handover = await only(id)
    expect(handover).toMatchObject({ state: 'open', at: iso(now), outgoing: who[0], incoming: who[1], given: null, taken: null, notes: [], version: 1 })
    expect(handover).toMatchObject({ outgoingName: { zh: '陈晓' }, incomingName: { zh: '林森' } })
    expect(await namesOf(handover.id)).toEqual(['handover.opened'])
  })

  it('is none where the same person goes on, where somebody else stays, or long ago, or where there is no duty manager at all', async () => {
    const now = Date.now()
    const same = await estate(([a]) => [{ person: a, from: now - 8 * hour, to: now }, { person: a, from: now, to: now + 8 * hour }])
    const stays = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now }, { person: b, from: now - 4 * hour, to: now + 4 * hour }])
    const others = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now, post: 'security' }, { person: b, from: now, to: now + hour, post: 'butler' }])
    const old = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now - 3 * hour }, { person: b, from: now - 3 * hour, to: now + hour }])
    const empty = await estate(() => [])
    await look(now)
    for (const { id } of [same, others, old, empty]) expect(await of(id)).toEqual([])
    expect(await of(stays.id)).toEqual([])
  })

  it('between people whose shifts overlap is when the second comes, and not again when the first goes', async () => {
    const now = Date.now()
    const { id, who } = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now }, { person: b, from: now - 30 * minute, to: now + 8 * hour }])
    await look(now)
    expect(await only(id)).toMatchObject({ at: iso(now - 30 * minute), outgoing: who[0], incoming: who[1] })
  })

  it('into a gap of the roster, or out of one, has one side only; who is absent or cancelled does not come', async () => {
    const now = Date.now()
    const { id, who } = await estate(([a, b, c]) => [
      { person: a, from: now - 8 * hour, to: now - hour },
      { person: c, from: now - hour, to: now + hour, state: 'absent' },
      { person: c, from: now - hour, to: now + 2 * hour, state: 'cancelled' },
      { person: b, from: now, to: now + 8 * hour },
    ])
    await look(now)
    expect((await of(id)).map(({ at: when, outgoing, incoming }) => ({ when, outgoing, incoming }))).toEqual([
      { when: iso(now), outgoing: null, incoming: who[1] },
      { when: iso(now - hour), outgoing: who[0], incoming: null },
    ])
    expect((await of(id))[1]?.sheet.absent).toEqual([{ id: who[2], words: { zh: '何川 · 值班经理', en: 'Manager 2 · Duty manager' }, dueAt: null }])
  })

  it('comes with the instants of the roster on the day on which the clock jumps', async () => {
    // Berlin, 2026-03-29: at 02:00 it is 03:00, so the night from 22:00 to 06:00 has seven hours.
    const [before, change] = [Date.parse('2026-03-28T22:00:00+01:00'), Date.parse('2026-03-29T06:00:00+02:00')]
    expect(change - before).toBe(7 * hour)
    const { id } = await estate(([a, b]) => [{ person: a, from: before, to: change }, { person: b, from: change, to: change + 8 * hour }], { zone: 'Europe/Berlin' })
    await recordHeard(on.parts.sql, 'alarms', [id], change - 3 * hour)
    await look(change - 1)
    await look(change + minute)
    const handovers = (await of(id)).filter((one) => one.at !== iso(before))
    expect(handovers.map(({ at: when }) => when)).toEqual([iso(change)])
    expect(handovers[0]?.sheet.feeds).toEqual([{ zh: '告警 · 自 03/29 03:00 起没有消息', en: 'Alarms · nothing heard since 03/29 03:00' }])
  })
})

describe('the sheet', () => {
  it('says what stands, runs, is due, is quiet and who is missing, counts the rest, and names nobody who lives there', async () => {
    const now = Date.now()
    const { id, code, who } = await estate(([a, b, c]) => [
      { person: a, from: now - 8 * hour, to: now }, { person: b, from: now, to: now + 8 * hour }, { person: c, from: now, to: now + 8 * hour, post: 'security', state: 'absent' },
      { person: c, from: now - 8 * hour, to: now, post: 'repair', state: 'absent' },
    ])
    const reporter = { reporter: '王女士', reporterPhone: '13812345678' }
    const urgent = await report(id, '厨房跑水', { priority: 'urgent', place: '2 单元 1201', ...reporter })
    const soon = await report(id, '楼道灯不亮', { priority: 'normal', ...reporter })
    // Nothing of it is due before two hours have passed.
    const later = await report(id, '墙面补漆', { priority: 'low' })
    await alarm(code, 'lift.trapped', 'critical')
    await alarm(code, 'some.other-kind', 'major')
    await alarm(code, 'lighting.fault', 'minor')
    await alarm(code, 'water.leak', 'critical')
    const leak = (await alarmsOf(id)).find(({ kind }) => kind === 'water.leak')
    const until = iso(now + 2 * hour)
    await carryOut(on, shelvingCommands, 'alarm.shelve', { version: leak?.version ?? 0, until, reason: '探头待换' }, leak?.id)
    await recordHeard(on.parts.sql, 'positions', [id], now - 11 * minute)
    await recordHeard(on.parts.sql, 'alarms', [id], now - 9 * minute)
    const running = (await carryOut(on, activationCommands, 'activation.start', { plan: on.world.plan.id, community: id, drill: true, reason: '演练', place: '大门', ...confirmed() })).body
    await look(now)
    const { sheet } = await only(id)
    expect(sheet.alarms.map(({ words }) => words)).toEqual([
      { zh: '紧急 · 电梯困人', en: 'Critical · People trapped in lift' }, { zh: '重要 · some.other-kind', en: 'Major · some.other-kind' },
    ])
    expect(sheet.orders).toEqual([
      { id: urgent.id, words: bilingual(`${urgent.number} · 厨房跑水 · 2 单元 1201`), dueAt: runningPromise(urgent)?.by },
    ])
    const promised = [urgent, soon, later].filter((order) => Date.parse(runningPromise(order)?.by ?? '') <= now + 2 * hour)
    expect(promised.map(({ id: order }) => order)).toContain(soon.id)
    expect(sheet.promises.map(({ id: order }) => order).sort()).toEqual(promised.map(({ id: order }) => order).sort())
    expect(sheet.promises.find((one) => one.id === soon.id)).toEqual(
      { id: soon.id, words: { zh: `响应 · ${soon.number} · 楼道灯不亮`, en: `Respond · ${soon.number} · 楼道灯不亮` }, dueAt: soon.respondBy })
    expect(sheet.plans).toMatchObject([{ id: running.id, words: { zh: '演练 · 电梯困人 · 大门', en: 'Drill · Lift entrapment · 大门' } }])
    expect(sheet.feeds).toHaveLength(1)
    expect(sheet.feeds[0]?.en).toMatch(/^Positions · nothing heard since \d\d\/\d\d \d\d:\d\d$/)
    expect(sheet.absent).toEqual([{ id: who[2], words: { zh: '何川 · 秩序', en: 'Manager 2 · Security' }, dueAt: null }])
    expect(sheet.shelved).toEqual([{ id: leak?.id, words: { zh: '已搁置 · 紧急 · 漏水 · 探头待换', en: 'Shelved · Critical · Water leak · 探头待换' }, dueAt: until }])
    expect(sheet.counts).toEqual({ orders: 3 - new Set([...sheet.orders, ...sheet.promises].map((one) => one.id)).size, alarms: 1 })
    expect(JSON.stringify(await only(id))).not.toMatch(/王女士|13812345678/)
  })

  it('speaks as the screens do', () => {
    const nested = (words: object, path: string): unknown =>
      path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], words)
    for (const [kind, words] of Object.entries(alarmKindWords)) {
      expect(words).toEqual({ zh: nested(zhWords.alarmKind, kind), en: nested(enWords.alarmKind, kind) })
    }
    for (const [post, words] of Object.entries(postWords)) expect(words).toEqual({ zh: zhWords.post[post as Post], en: enWords.post[post as Post] })
    for (const [kind, words] of Object.entries(promiseWords)) expect(words).toEqual({ zh: nested(zhWords.promise, kind), en: nested(enWords.promise, kind) })
    for (const [state, words] of Object.entries(asideWords)) expect(words).toEqual({ zh: zhWords.alarmState[state as 'shelved'], en: enWords.alarmState[state as 'shelved'] })
    for (const [severity, words] of Object.entries(severityWords)) expect(words).toEqual({ zh: nested(zhWords.severity, severity), en: nested(enWords.severity, severity) })
    for (const [door, words] of Object.entries(doorWords)) expect(words).toEqual({ zh: nested(zh.link.feed, door), en: nested(en.link.feed, door) })
  })
})

/** Two shifts that meet `ago` milliseconds before now, and the handover between them. */
async function changed(ago = 0, more: { user?: string | null } = {}) {
  const now = Date.now() - ago
  const place = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now }, { person: b, from: now, to: now + 8 * hour }], more)
  await look(now)
  return { ...place, handover: await only(place.id) }
}

describe('the two who meet', () => {
  it('both sign, each their own side, and their notes stay', async () => {
    const { handover, who } = await changed()
    const [goes, comes] = [signer('陈晓', who[0]), signer('林森', who[1])]
    const noted = Handover.parse((await carryOut(goes, handoverCommands, 'handover.note', { version: 1, text: '2 号门钥匙在岗亭' }, handover.id)).body)
    expect(noted.notes).toMatchObject([{ name: '陈晓', text: '2 号门钥匙在岗亭' }])
    const given = await sign(goes, noted, 'give')
    expect(given).toMatchObject({ state: 'given', given: { by: 'user of 陈晓', name: '陈晓' }, taken: null })
    const taken = await sign(comes, given, 'take')
    expect(taken).toMatchObject({ state: 'taken', given: { name: '陈晓' }, taken: { by: 'user of 林森', name: '林森' }, version: 4 })
    expect(await namesOf(handover.id)).toEqual(['handover.opened', 'handover.noted', 'handover.given', 'handover.taken'])
    expect(await on.parts.sql`select from timer where subject_id = ${handover.id}`).toHaveLength(0)
  })

  it('never are the same person, nor one for the other', async () => {
    const { handover, who } = await changed()
    const refused = { fault: 'invalid', errors: [expect.objectContaining({ field: 'side' })] }
    await expect(sign(signer('林森', who[1]), handover, 'give')).rejects.toMatchObject(refused)
    await expect(sign(signer('陈晓', who[0]), handover, 'take')).rejects.toMatchObject(refused)
    const given = await sign(signer('替班'), handover, 'give')
    await expect(sign(signer('替班'), given, 'take')).rejects.toMatchObject(refused)
    expect(await only(handover.community)).toMatchObject(given)

    const second = (await changed()).handover
    const taken = await sign(signer('替班'), second, 'take')
    expect(taken).toMatchObject({ state: 'taken', given: null })
    await expect(sign(signer('替班'), taken, 'give')).rejects.toMatchObject(refused)
    const late = await sign(signer('晚到'), taken, 'give')
    expect(late).toMatchObject({ state: 'taken', given: { name: '晚到' }, taken: { name: '替班' } })
    await expect(sign(signer('又一位'), late, 'give')).rejects.toMatchObject({ fault: 'illegal-move', current: late })
  })

  it('are told what the faster one did', async () => {
    const { handover, who } = await changed()
    const tries = await Promise.allSettled([sign(signer('林森', who[1]), handover, 'take'), sign(signer('演示值班经理'), handover, 'take')])
    const won = tries.filter((one) => one.status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ fault: 'conflict', current: won[0]?.value })
    await expect(carryOut(on, handoverCommands, 'handover.note', { version: 1, text: '…' }, handover.id)).rejects.toMatchObject({ fault: 'conflict' })
  })

  it('are offered exactly the sides that the server would take from them', () => {
    const [id, community, goes, comes] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    const user = fc.constantFrom('u1', 'u2')
    const signature = fc.option(user.map((by) => ({ by, name: by, at: iso(0) })))
    const person = fc.constantFrom(null, goes, comes)
    const sheet = { alarms: [], orders: [], shelved: [], plans: [], promises: [], feeds: [], absent: [], counts: { orders: 0, alarms: 0 } }
    const handover = fc
      .record({ state: fc.constantFrom(...handoverStates), given: signature, taken: signature, outgoing: person, incoming: person })
      .map((some): Handover => ({ id, version: 1, community, at: iso(0), sheet, notes: [], ...some }))
      // What is taken has its taker, and nothing else has: no other is ever written.
      .filter(({ state, taken }) => (state === 'taken') === (taken !== null))
    const takes = (one: Handover, side: 'give' | 'take', by: string, who: string | null): boolean => {
      try {
        return decideSign(one, { version: 1, side }, { user: by, name: by, person: who }, 0).handover.version === 2
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(handover, user, person, (one, by, who) => {
        const sides = (['give', 'take'] as const).filter((side) => takes(one, side, by, who))
        expect(sidesFor(one, { user: { id: by, name: by, username: by }, person: who })).toEqual(sides)
      }),
      { numRuns: 1_000 },
    )
  })

  it('must be duty managers there', async () => {
    const { handover } = await changed()
    const held = (role: 'regional-head' | 'duty-manager', community: string): Features =>
      ({ ...on, caller: { ...on.caller, grants: [{ role, scope: { kind: 'community', id: community } }] } })
    await expect(sign(held('regional-head', handover.community), handover, 'take')).rejects.toMatchObject({ fault: 'not-allowed' })
    const foreign = held('duty-manager', on.world.b.id)
    await expect(sign(foreign, handover, 'take')).rejects.toMatchObject({ fault: 'not-found' })
    const ask = { ...asking, id: '', caller: foreign.caller, now: Date.now() }
    await expect(handoverQueries.handovers(on.parts, { ...ask, params: { community: handover.community } })).rejects.toMatchObject({ fault: 'not-found' })
    await expect(handoverQueries.handoversWaiting(on.parts, { ...ask, params: { communities: handover.community } })).rejects.toMatchObject({ fault: 'not-found' })
    expect(await handoverQueries.handoversWaiting(on.parts, { ...ask, params: { communities: '' } })).toEqual([])
  })

  it('are waited for until the newest change is taken over', async () => {
    const { handover } = await changed()
    const waiting = () => handoverQueries.handoversWaiting(on.parts, { ...asking, id: '', caller: on.caller, now: Date.now(), params: { communities: handover.community } })
    const { id, community, at: when } = handover
    expect(await waiting()).toEqual([{ id, community, at: when, state: 'open' }])
    await sign(signer('林森'), handover, 'take')
    expect(await waiting()).toEqual([])
  })
})

describe('a shift that nobody takes over', () => {
  it('is an alarm of its community after a quarter of an hour, which ends when it is taken', async () => {
    const { id, handover } = await changed((handoverMinutes + 1) * minute)
    await expect.poll(async () => (await only(id)).state, { timeout: 10_000 }).toBe('missed')
    await consumer.level()
    expect(await alarmsOf(id)).toMatchObject([{ kind: 'shift.untaken', state: 'unacknowledged', severity: 'major' }])
    const given = await sign(signer('陈晓'), await only(id), 'give')
    expect(given.state).toBe('missed')
    await sign(signer('林森'), given, 'take')
    await consumer.level()
    expect(await alarmsOf(id)).toMatchObject([{ kind: 'shift.untaken', state: 'returned' }])
    expect(await namesOf(handover.id)).toEqual(['handover.opened', 'handover.missed', 'handover.given', 'handover.taken'])
  })

  it('is none where it was taken over in time', async () => {
    const { id, handover } = await changed()
    await sign(signer('林森'), handover, 'take')
    const timer = { key: `handover:${handover.id}`, subject: handover.id, dueAt: iso(Date.now()) }
    expect(await handoverTimers['handover.take'](on.parts, timer, Date.now())).toBeNull()
    await consumer.level()
    expect(await alarmsOf(id)).toEqual([])
  })

  it('has a few minutes left when the system was away at the change', async () => {
    const now = Date.now()
    const { id } = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now - hour }, { person: b, from: now - hour, to: now + 8 * hour }])
    await look(now)
    const [timer] = await on.parts.sql<{ ms: number }[]>`select extract(epoch from due_at)::float8 * 1000 as ms from timer where subject_id = ${(await only(id)).id}`
    expect(Math.round((timer?.ms ?? 0) - now)).toBe(5 * minute)
  })

  it('ends as an alarm with the next shift that is taken, and an old one taken late hides no new one', async () => {
    const now = Date.now() - (handoverMinutes + 1) * minute
    const { id } = await estate(([a, b, c]) => [
      { person: a, from: now - 8 * hour, to: now - hour }, { person: b, from: now - hour, to: now }, { person: c, from: now, to: now + 8 * hour },
    ])
    await look(now - hour)
    await look(now)
    await expect.poll(async () => (await of(id)).map(({ state }) => state), { timeout: 10_000 }).toEqual(['missed', 'missed'])
    await consumer.level()
    const [newer, older] = await of(id)
    if (!newer || !older) throw new Error('unreachable')
    expect(await alarmsOf(id)).toMatchObject([{ state: 'unacknowledged' }])
    await sign(signer('林森'), older, 'take')
    await consumer.level()
    expect(await alarmsOf(id)).toMatchObject([{ state: 'unacknowledged' }])
    await sign(signer('何川'), newer, 'take')
    await consumer.level()
    expect(await alarmsOf(id)).toMatchObject([{ state: 'returned' }])
  })
})

describe('what had been acknowledged', () => {
  it('goes to the one who came: alarms and plans of the one who went, each once, and nobody else’s', async () => {
    const { id, code, handover } = await changed(0, { user: on.world.users.managerA })
    // The roster's person signs in as manager-a; 替班 gives in their place.
    const [roster, stands, stranger] = [signer('manager-a'), signer('替班'), signer('别人')]
    for (const kind of ['kind.a', 'kind.b', 'kind.c', 'kind.d']) await alarm(code, kind, 'major')
    const [a, b, c, d] = await alarmsOf(id)
    if (!a || !b || !c || !d) throw new Error('unreachable')
    for (const [who, one] of [[roster, a], [stands, b], [stranger, c]] as const) await carryOut(who, alarmCommands, 'alarm.acknowledge', { version: one.version }, one.id)
    await carryOut(roster, owningCommands, 'alarm.own', { version: d.version }, d.id)
    const start = (who: Features, drill: boolean) =>
      carryOut(who, activationCommands, 'activation.start', { plan: on.world.plan.id, community: id, drill, reason: '困人', place: '', ...confirmed() })
    const person = { ...roster, caller: { ...roster.caller, actor: { ...roster.caller.actor, id: on.world.users.managerA } } }
    const [real, drill] = [Activation.parse((await start(person, false)).body), (await start(person, true)).body]
    // Somebody else's, who has the same name.
    const namesake = { ...real, id: randomUUID(), version: 1, commanderUser: 'user of manager-a' }
    await on.parts.journal.commit(systemCommand('test', 'namesake', randomUUID(), { changes: [change(activations, namesake)], reply: null, community: null, mode: 'real' }))
    const given = await sign(stands, handover, 'give')
    await sign(signer('林森'), given, 'take')
    await Promise.all([consumer.level(), consumer.level()])
    await consumer.level()
    const by = new Map((await alarmsOf(id)).map((one) => [one.id, one.by]))
    expect([a, b, c, d].map((one) => by.get(one.id))).toEqual(['林森', '林森', '别人', null])
    const [acting] = await on.parts.sql<{ owner: unknown }[]>`select owner from alarm where id = ${d.id}`
    expect(acting?.owner).toMatchObject({ id: 'user of 林森', name: '林森' })
    expect(await namesOf(a.id)).toEqual(['alarm.raised', 'alarm.acknowledged', 'alarm.handed-over'])
    expect(await namesOf(c.id)).toEqual(['alarm.raised', 'alarm.acknowledged'])
    expect(await namesOf(real.id)).toEqual(['activation.started', 'activation.handed-over'])
    expect(await namesOf(drill.id)).toEqual(['activation.started'])
    const commanders = await on.parts.sql<{ id: string; commander: string }[]>`select id, commander from activation where community_id = ${id}`
    expect(new Map(commanders.map((one) => [one.id, one.commander]))).toEqual(new Map([[real.id, '林森'], [drill.id, 'manager-a'], [namesake.id, 'manager-a']]))
  })
})

describe('the demo’s duty managers', () => {
  it('sign over HTTP as soon as the sheet is there, once, and never both sides', async () => {
    const app = await createApp(testConfig(on.url), on.url, pino({ level: 'silent' }))
    const { url } = await app.start()
    try {
      const runner = new ActRunner(new SignIns(url, password))
      const now = Date.now()
      const { id: community, who } = await estate(([a, b]) => [{ person: a, from: now - 8 * hour, to: now }, { person: b, from: now, to: now + 8 * hour }])
      const act = (as: string, side: 'give' | 'take') => ({ kind: 'sign' as const, key: randomUUID(), as, community, at: iso(now), side })
      const give = act('manager', 'give')
      await expect.poll(async () => {
        await runner.run([give])
        return (await of(community))[0]?.state
      }, { timeout: 20_000 }).toBe('given')
      await runner.run([act('manager', 'give'), act('manager', 'take')])
      expect(await only(community)).toMatchObject({ version: 2, outgoing: who[0], given: { name: 'manager' } })
    } finally {
      await app.stop()
    }
  })
})
