import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { CommandInput } from '#shared/commands.ts'
import { DoorAlarm } from '#shared/doors.ts'
import { AlarmResponse } from '#shared/responses.ts'
import type { Scope } from '#shared/roles.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { takeAlarms } from '#server/alarms/alarm-door.ts'
import { alarmTimers } from '#server/alarms/alarm-timers.ts'
import { onWire } from '#server/alarms/alarm-wire.ts'
import { owningCommands } from '#server/alarms/owning-commands.ts'
import { shelvingCommands } from '#server/alarms/shelving-commands.ts'
import type { Caller } from '#server/identity/caller.ts'
import { change } from '#server/journal/change.ts'
import { Consumer } from '#server/journal/consumer.ts'
import { systemCommand } from '#server/journal/system.ts'
import { followAlarms } from '#server/messages/alarm-follow.ts'
import { outgoing, type Follow } from '#server/outlet/outgoing.ts'
import { Refusal } from '#server/refusal.ts'
import { responseCommands } from '#server/responses/response-commands.ts'
import { responseQueries } from '#server/responses/response-queries.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
let owner: Sql
const began = Date.now()
let ahead = 0
beforeAll(async () => {
  on = await openFeatures()
  on.parts.now = () => began + ahead
  owner = connect(on.url, { max: 2, name: 'test-owner' })
})
afterAll(async () => {
  await owner?.end()
  await on?.close()
})

const administrator = (scope: Scope): Caller => ({ kind: 'person', actor: { kind: 'person', id: 'admin', name: 'admin' }, person: null, grants: [{ role: 'administrator', scope }] })
const company = administrator({ kind: 'everything' })
const ofA = () => administrator({ kind: 'community', id: on.world.a.id })
type Asked = CommandInput<'response.set'>
let kinds = 0
const newKind = () => `test.kind-${kinds++}`
const asked = (more: Partial<Asked> = {}): Asked => ({
  community: null, kind: newKind(), severity: null, lifeSafety: false, latching: false, clocks: { answer: 60, start: 180, arrive: null }, escalate: [60, 300, null], order: null, reason: '试行', ...more,
})
const set = async (more: Partial<Asked> = {}, caller = company): Promise<AlarmResponse> => AlarmResponse.parse((await carryOut({ parts: on.parts, caller }, responseCommands, 'response.set', asked(more))).body)
const end = (row: AlarmResponse, caller = company, version = row.version) => carryOut({ parts: on.parts, caller }, responseCommands, 'response.end', { version, reason: '不再需要' }, row.id)
const seen = (caller: Caller) => responseQueries.responses(on.parts, { ...asking, id: '', params: {}, caller, now: Date.now() })
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? [error.fault, ...error.errors.map(({ field }) => field)].join(' ') : String(error)))

const raise = async (kind: string, more: object = {}): Promise<Alarm> => {
  await takeAlarms(on.parts, [DoorAlarm.parse({ id: randomUUID(), community: 'A', device: '1-L1', kind, severity: 'major', change: 'raised', ...more })], on.key)
  return alarmOf(kind)
}
const alarmOf = async (kind: string): Promise<Alarm> => {
  const found = (await on.parts.db.select().from(alarms)).find((alarm) => alarm.kind === kind)
  if (!found) throw new Error(`no ${kind}`)
  return found
}

describe('a row of what follows', () => {
  it('takes the place of the one about the same, in one commit; what rings already keeps its own', async () => {
    const first = await set()
    const kind = first.kind ?? ''
    const before = await raise(kind)
    expect(before).toMatchObject({ response: first.id, clocks: [{ kind: 'answer' }, { kind: 'start' }] })
    const second = await set({ kind, clocks: { answer: 30, start: null, arrive: null } })
    expect(second.id).not.toBe(first.id)
    const facts = await on.parts.sql<{ name: string; entity_id: string; command_id: string }[]>`select name, entity_id, command_id from fact where entity_id in (${first.id}, ${second.id}) order by seq`
    expect(facts.map(({ name, entity_id }) => [name, entity_id])).toEqual([['response.set', first.id], ['response.ended', first.id], ['response.set', second.id]])
    expect(facts[1]?.command_id).toBe(facts[2]?.command_id)
    expect((await seen(company)).filter((row) => row.kind === kind).map(({ id }) => id)).toEqual([second.id])
    expect((await alarmOf(kind)).response).toBe(first.id)
    expect(await raise(kind, { device: '2-L1' }).then(() => on.parts.sql`select from alarm where kind = ${kind} and response_id = ${second.id}`)).toHaveLength(1)
    const [line] = await on.parts.sql<{ detail: Record<string, unknown> }[]>`select detail from audit where name = 'response.set' and detail->>'response' = ${second.id}`
    expect(line?.detail).toMatchObject({ reason: '试行', was: { clocks: { answer: 60 } } })
  })

  it('is one, also where two set it at once', async () => {
    const kind = newKind()
    const tries = await Promise.allSettled([30, 40, 50, 60].map((answer) => set({ kind, clocks: { answer, start: null, arrive: null } })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    expect((await seen(company)).filter((row) => row.kind === kind)).toHaveLength(1)
  })

  it('says in which field it contradicts itself, takes no life safety away, and says something new', async () => {
    expect(await refusal(set({ clocks: { answer: 60, start: 30, arrive: null } }))).toBe('invalid clocks.start')
    expect(await refusal(set({ clocks: { answer: null, start: 900, arrive: 180 } }))).toBe('invalid clocks.start')
    expect(await refusal(set({ escalate: [300, 60, null] }))).toBe('invalid escalate')
    expect(await refusal(set({ escalate: [300, null, 60] }))).toBe('invalid escalate')
    expect(await refusal(set({ kind: 'gas.leak' }))).toBe('invalid lifeSafety')
    const row = await set()
    expect(await refusal(set({ kind: row.kind }))).toBe('invalid clocks')
  })

  it('ends, and alarms follow the wider one; what is the net under all others does not end', async () => {
    const row = await set()
    expect(await refusal(end(row, company, 7))).toBe('conflict')
    await end(row)
    expect(await refusal(end(row))).toBe('illegal-move')
    const rows = await seen(company)
    const net = rows.filter(({ community, kind, severity }) => community === null && ((kind === null && (severity === 'critical' || severity === 'major')) || ['lift.trapped', 'fire.signal', 'gas.leak'].includes(kind ?? '')))
    expect(net).toHaveLength(5)
    for (const one of net) expect(await refusal(end(one))).toBe('invalid reason')
    expect((await raise(row.kind ?? '')).response).toBe(net.find(({ kind, severity }) => kind === null && severity === 'major')?.id)
    expect(await refusal(end({ ...row, id: randomUUID() }))).toBe('not-found')
  })

  it('is set by whoever answers for its place, and shown to whoever sees something there', async () => {
    const { a, b } = on.world
    expect(await refusal(set({}, ofA()))).toBe('not-allowed')
    expect(await refusal(set({ community: b.id }, ofA()))).toBe('not-found')
    const [mine, theirs, general] = [await set({ community: a.id }, ofA()), await set({ community: b.id }), await set()]
    expect(await refusal(end(theirs, ofA()))).toBe('not-found')
    expect(await refusal(end(general, ofA()))).toBe('not-allowed')
    const shown = (await seen(ofA())).map(({ id }) => id)
    expect([mine, theirs, general].map(({ id }) => shown.includes(id))).toEqual([true, false, true])
    expect(await refusal(seen({ ...ofA(), grants: [{ role: 'field', scope: { kind: 'everything' } }] }))).toBe('not-allowed')
    expect(await refusal(end(mine, ofA()))).toBe('done')
  })
})

describe('an alarm that nobody answers', () => {
  type Sent = { person: string | null; text: string; to: string | null; mode: string; channel: string; state: string; answer: string | null }
  let follower: Consumer
  const follow = (follows: Follow[]) => new Consumer(on.parts, outgoing(follows))
  const staff = (post: string): string => on.world.a.staff.find((one) => one.post === post)?.id ?? ''

  beforeAll(async () => {
    follower = follow([followAlarms])
    await owner`update person set phone = '1370000000' || right(code, 1)`
    await owner`update member set grants = ${JSON.stringify([{ role: 'regional-head', scope: { kind: 'region', id: on.world.a.region } }])}::jsonb where username = 'observer'`
    await owner`update person set user_id = (select user_id from member where username = 'observer') where id = ${staff('security')}`
  })
  beforeEach(async () => {
    ahead = 0
    await owner`update shift set state = 'planned'`
    await owner`delete from timer`
    await follower.level()
  })

  const sent = async (alarm: Alarm): Promise<Sent[]> => on.parts.sql<Sent[]>`
    select body->>'person' as person, body->>'text' as text, body->>'to' as to, mode, channel, state, answer from outlet where body->>'alarm' = ${alarm.id} order by body->>'text'`
  const who = async (alarm: Alarm) => (await sent(alarm)).map(({ person }) => person)

  /** Lets the time come, and with it whatever timers of alarms are due until then, each at its own time. */
  async function until(seconds: number): Promise<void> {
    const to = began + seconds * 1_000
    for (;;) {
      const [due] = await on.parts.sql<{ key: string; name: string; subject: string; due_at: string }[]>`
        select key, name, subject_id as subject, due_at from timer where name like 'alarm.%' and due_at <= ${new Date(to).toISOString()} order by due_at limit 1`
      if (!due) break
      ahead = Math.max(ahead, Date.parse(due.due_at) - began)
      const dueAt = new Date(due.due_at).toISOString()
      const work = await alarmTimers[due.name]?.(on.parts, { key: due.key, subject: due.subject, dueAt }, on.parts.now())
      await owner`delete from timer where key = ${due.key} and due_at = ${dueAt}::timestamptz`
      if (work) await on.parts.journal.commit(systemCommand('timers', due.name, randomUUID(), work))
    }
    ahead = seconds * 1_000
    await follower.level()
  }

  it('is told one after the other at its times: butler, duty manager, regional head, each once, where and for how long', async () => {
    const alarm = await raise('lift.trapped', { severity: 'critical' })
    await until(29)
    expect(await sent(alarm)).toEqual([])
    await until(30)
    expect(await who(alarm)).toEqual([staff('butler')])
    await until(59)
    expect(await who(alarm)).toHaveLength(1)
    await until(60)
    expect(new Set(await who(alarm))).toEqual(new Set([staff('butler'), staff('duty-manager')]))
    expect(await who(alarm)).toHaveLength(2)
    await until(299)
    expect(await who(alarm)).toHaveLength(2)
    await until(3_000)
    const texts = new Map((await sent(alarm)).map(({ person, text, to, state }) => [person, [text, to, state]]))
    expect(new Set(texts.keys())).toEqual(new Set(['butler', 'duty-manager', 'security'].map(staff)))
    expect(await who(alarm)).toHaveLength(3)
    expect(texts.get(staff('butler'))?.[0]).toMatch(/^【小区A】紧急告警：电梯困人（1 栋 1 号梯），.+ 起，已 30 秒无人响应。$/)
    expect(texts.get(staff('security'))?.[0]).toContain('已 5 分钟无人响应')
    expect(texts.get(staff('butler'))?.slice(1)).toEqual(['13700000004', 'waiting'])
    await owner`update consumer set cursor = 0 where name = 'outgoing'`
    await follower.level()
    expect(await who(alarm)).toHaveLength(3)
  })

  it('is told in English to whoever does not read Chinese', async () => {
    await owner`update person set languages = '{en}' where id = ${staff('butler')}`
    const alarm = await raise('fire.signal', { severity: 'critical', device: '2-L1' })
    await until(15)
    await owner`update person set languages = null where id = ${staff('butler')}`
    expect((await sent(alarm))[0]?.text).toMatch(/^\[Estate A\] Critical alarm: Fire signal \(Lift 1, building 2\), since .+, unanswered for 15 s\.$/)
  })

  it('goes up where nobody holds a level, says who is missing, and tells nobody twice', async () => {
    await owner`update shift set state = 'cancelled' where person_id = ${staff('butler')}`
    const alarm = await raise('gas.leak', { severity: 'critical' })
    await until(30)
    expect(await sent(alarm)).toMatchObject([{ person: staff('duty-manager'), text: expect.stringContaining('无在岗管家') }])
    await until(60)
    expect(await who(alarm)).toEqual([staff('duty-manager')])
    await until(300)
    expect(new Set(await who(alarm))).toEqual(new Set([staff('duty-manager'), staff('security')]))
    expect(await who(alarm)).toHaveLength(2)
  })

  it.each([
    ['is acknowledged', async ({ id, version }: Alarm) => carryOut(on, alarmCommands, 'alarm.acknowledge', { version }, id)],
    ['has somebody who acts', async ({ id, version }: Alarm) => carryOut(on, owningCommands, 'alarm.own', { version }, id)],
    ['was put aside', async ({ id, version }: Alarm) => carryOut(on, shelvingCommands, 'alarm.shelve', { version, until: new Date(began + 3_600_000).toISOString(), reason: '待件' }, id)],
  ] as const)('is told to nobody any more once it %s', async (_how, act) => {
    const { kind } = await set({ escalate: [60, 300, 600] })
    const alarm = await raise(kind ?? '')
    await until(60)
    expect(await who(alarm)).toEqual([staff('butler')])
    await act(await alarmOf(kind ?? ''))
    await until(2_000)
    expect(await who(alarm)).toEqual([staff('butler')])
  })

  it('is told to nobody where it was acknowledged before the message left', async () => {
    const { kind } = await set({ escalate: [60, null, null] })
    const alarm = await raise(kind ?? '')
    const escalated: Alarm = { ...alarm, version: 2, escalation: 1 }
    await on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes: [change(alarms, escalated, { name: 'alarm.escalated', body: onWire(escalated) })], reply: null, community: alarm.community, mode: 'real' }))
    await carryOut(on, alarmCommands, 'alarm.acknowledge', { version: 2 }, alarm.id)
    await follower.level()
    expect(await sent(alarm)).toEqual([])
  })

  it('rings anew after it was put aside: those who were told are told again', async () => {
    const { kind } = await set({ escalate: [60, null, null] })
    const alarm = await raise(kind ?? '')
    await until(60)
    await carryOut(on, shelvingCommands, 'alarm.shelve', { version: (await alarmOf(kind ?? '')).version, until: new Date(began + 600_000).toISOString(), reason: '待件' }, alarm.id)
    await until(599)
    expect(await who(alarm)).toHaveLength(1)
    await until(660)
    expect(await who(alarm)).toEqual([staff('butler'), staff('butler')])
  })

  it('reaches nobody as an exercise or the installation’s own test, and in a drill only what captures', async () => {
    const told = async (more: Partial<Alarm>): Promise<Sent[]> => {
      const { kind } = await set({ escalate: [60, null, null] })
      const raised = await raise(kind ?? '')
      const copy: Alarm = { ...raised, id: randomUUID(), version: 1, escalation: 1, subject: 'copy', ...more }
      await on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes: [change(alarms, copy, { name: 'alarm.escalated', body: onWire(copy) })], reply: null, community: copy.community, mode: copy.mode }))
      await follower.level()
      return sent(copy)
    }
    expect(await told({ exercise: 'exercise' })).toEqual([])
    expect(await told({ mode: 'probe' })).toEqual([])
    expect(await told({ mode: randomUUID() })).toMatchObject([{ channel: 'capture' }])
    expect(await told({})).toMatchObject([{ channel: 'webhook', state: 'waiting' }])
  })

  it('and a follower that does not know whom it told would be found out', async () => {
    const careless: Follow = async (parts, facts, now) => (await followAlarms(parts, facts, now)).map((message) => ({ ...message, id: randomUUID() }))
    follower = follow([careless])
    await owner`update shift set state = 'cancelled' where person_id = ${staff('butler')}`
    const { kind } = await set({ escalate: [60, 120, null] })
    const alarm = await raise(kind ?? '')
    await until(120)
    follower = follow([followAlarms])
    expect(await who(alarm)).toEqual([staff('duty-manager'), staff('duty-manager')])
  })
})
