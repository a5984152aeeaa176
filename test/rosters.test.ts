import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { pino } from 'pino'
import { connect } from '#db/client.ts'
import { communities } from '#db/schema/sites.ts'
import type { CommandInput } from '#shared/commands.ts'
import { shown, applyFacts, emptyPicture, pictureOf } from '#shared/picture.ts'
import { Preview, type Roster } from '#shared/rosters.ts'
import { Shift } from '#shared/shifts.ts'
import type { GrantableRole, Scope } from '#shared/roles.ts'
import type { Caller } from '#server/identity/caller.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { isRace, type Answer } from '#server/journal/journal.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import type { Parts } from '#server/parts.ts'
import { personCommands } from '#server/people/person-commands.ts'
import { Refusal } from '#server/refusal.ts'
import { rosterCommands } from '#server/shifts/roster-commands.ts'
import { RosterExtension } from '#server/shifts/roster-extension.ts'
import { rosterQueries } from '#server/shifts/roster-queries.ts'
import { shiftCommands } from '#server/shifts/shift-commands.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
/** The same database at another time. */
let later: (ms: number) => Pick<Features, 'parts' | 'caller'>
beforeAll(async () => {
  on = await openFeatures()
  later = (ms) => ({ parts: { ...on.parts, now: () => Date.now() + ms } satisfies Parts, caller: on.caller })
})
afterAll(() => on.close())

const hour = 3_600_000
const day = 24 * hour
const iso = (at: number): string => new Date(at).toISOString()
const localDay = (at: number): string => iso(at + 8 * hour).slice(0, 10)
const as = (role: GrantableRole, scope: Scope = { kind: 'everything' }): Caller => ({ kind: 'person', actor: { kind: 'person', id: role, name: role }, person: null, grants: [{ role, scope }] })
const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(() => { throw new Error('it was not refused') }, (error: unknown) => { if (error instanceof Refusal) return error; throw error })

/** Somebody new in A whom nobody has planned yet. */
let someone: { id: string; code: string; name: string }
let count = 0
beforeEach(async () => {
  const code = `R-${count++}`
  const { body } = await carryOut({ parts: on.parts, caller: as('administrator') }, personCommands, 'person.join', { community: on.world.a.id, code, name: { zh: `赵${code}`, en: `Zhao ${code}` }, post: 'security', skills: [], phone: '13800138000' })
  someone = { id: body.id, code, name: `Zhao ${code}` }
})

const wish = (more: Partial<CommandInput<'roster.plan'>> = {}): CommandInput<'roster.plan'> => ({
  person: someone.id, post: 'security', rule: 'FREQ=DAILY', startsOn: localDay(Date.now() + day), startsAt: '08:00', minutes: 480, until: null, ...more,
})
const plan = (more: Partial<CommandInput<'roster.plan'>> = {}) => carryOut(on, rosterCommands, 'roster.plan', wish(more))
const shiftsOf = (roster: string) =>
  on.parts.sql<{ id: string; state: string; starts_at: Date; ends_at: Date }[]>`select id, state, starts_at, ends_at from shift where roster_id = ${roster} order by starts_at`
const onDuty = async (person = someone.id, caller = on.caller, list = '') =>
  (await rosterQueries.onDuty(on.parts, { ...asking, id: '', params: { communities: list }, caller, now: Date.now() })).filter((one) => one.person === person)
const single = (from: number, to: number) => carryOut(on, shiftCommands, 'shift.plan', { person: someone.id, post: 'security', startsAt: iso(Date.now() + from), endsAt: iso(Date.now() + to) })

it('a roster makes its shifts 62 days ahead, by the clock of its community', async () => {
  const { body } = await plan()
  const shifts = await shiftsOf(body.id)
  expect(shifts.length).toBe(62)
  for (const { starts_at, ends_at } of shifts) {
    expect(new Date(starts_at).toISOString().slice(11, 16)).toBe('00:00')
    expect(new Date(ends_at).getTime() - new Date(starts_at).getTime()).toBe(8 * hour)
  }
  const reply = await rosterQueries.roster(on.parts, { ...asking, id: '', params: { community: on.world.a.id, from: iso(Date.now()), to: iso(Date.now() + 7 * day) }, caller: on.caller, now: Date.now() })
  expect(reply.rosters.map(({ id }) => id)).toContain(body.id)
  for (const shift of reply.shifts) Shift.parse(shift)
  expect(reply.people).toContainEqual({ id: someone.id, code: someone.code, name: { zh: `赵${someone.code}`, en: someone.name }, post: 'security' })
  expect(reply.shifts.filter(({ roster }) => roster === body.id).length).toBeGreaterThanOrEqual(6)
})

it('a roster begins on the first of its days, and one that never happens is refused', async () => {
  const monday = Array.from({ length: 7 }, (_, n) => localDay(Date.now() + (n + 1) * day)).find((one) => new Date(`${one}T00:00:00Z`).getUTCDay() === 1)
  const { body } = await plan({ rule: 'FREQ=WEEKLY;BYDAY=MO' })
  expect(body.startsOn).toBe(monday)
  for (const more of [{ rule: 'FREQ=WEEKLY;BYDAY=XX' }, { rule: 'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31' }, { until: '2020-01-01' }, { startsOn: '2001-01-01' }, { startsOn: '2199-01-01' }]) {
    expect((await refusal(plan(more))).fault, JSON.stringify(more)).toBe('invalid')
  }
})

it('the clock goes on and so do the shifts, once, however many processes see to it', async () => {
  const { body } = await plan({ rule: 'FREQ=DAILY;INTERVAL=2' })
  const before = (await shiftsOf(body.id)).length
  const processes = [1, 2, 3].map(() => openParts(on.url, 'test-extension', pino({ level: 'silent' })))
  try {
    const rounds = (ms: number) => Promise.all(processes.map(({ parts }) => new RosterExtension({ ...parts, now: () => Date.now() + ms }).round()))
    await rounds(10 * day)
    expect((await shiftsOf(body.id)).length).toBe(before + 5)
    // A clock that is behind the others changes nothing, and one that comes after it makes what is left.
    await rounds(0)
    await rounds(11 * day)
    await rounds(12 * day)
    const shifts = await shiftsOf(body.id)
    expect(shifts.length).toBe(before + 6)
    expect(new Set(shifts.map(({ starts_at }) => new Date(starts_at).getTime())).size).toBe(shifts.length)
    const [row] = await on.parts.sql<{ made_to: string }[]>`select made_to::text from roster where id = ${body.id}`
    expect(row?.made_to).toBe(localDay(Date.now() + (12 + 62) * day))
    const [facts] = await on.parts.sql<{ n: number }[]>`select count(*)::int as n from fact where name = 'shift.planned' and body->>'roster' = ${body.id}`
    expect(facts?.n).toBe(shifts.length)
  } finally {
    await Promise.all(processes.map(({ close }) => close()))
  }
})

it('a roster whose shifts were made further ahead is ended from a page that was open before; one that was changed is not', async () => {
  const { body } = await plan()
  const held = async () => (await on.parts.sql<{ version: number }[]>`select version from roster where id = ${body.id}`)[0]?.version ?? 0
  await new RosterExtension(later(5 * day).parts).round()
  expect(await held()).toBe(body.version + 1)
  const end = (version: number, lastDay: string) => carryOut(on, rosterCommands, 'roster.end', { version, lastDay }, body.id)
  expect((await refusal(end((await held()) + 1, localDay(Date.now() + 40 * day)))).fault).toBe('conflict')
  await end(body.version, localDay(Date.now() + 40 * day))
  expect((await refusal(end(body.version, localDay(Date.now() + 30 * day)))).fault).toBe('conflict')
  await end(await held(), localDay(Date.now() + 30 * day))
  const left = (await shiftsOf(body.id)).filter(({ state }) => state === 'planned')
  expect(Math.max(...left.map(({ starts_at }) => new Date(starts_at).getTime()))).toBeLessThan(Date.now() + 31 * day)
})

it('what somebody planned knowingly goes before what a roster makes later', async () => {
  const { body } = await plan()
  const { startsAt, endsAt } = { startsAt: `${localDay(Date.now() + 65 * day)}T01:00:00Z`, endsAt: `${localDay(Date.now() + 65 * day)}T03:00:00Z` }
  await carryOut(on, shiftCommands, 'shift.plan', { person: someone.id, post: 'repair', startsAt, endsAt })
  await new RosterExtension(later(5 * day).parts).round()
  const made = (await shiftsOf(body.id)).map(({ starts_at }) => new Date(starts_at).toISOString().slice(0, 10))
  expect(made).toContain(localDay(Date.now() + 64 * day))
  expect(made).not.toContain(localDay(Date.now() + 65 * day))
})

it('nobody is planned twice at the same time', async () => {
  await plan()
  const refused = await refusal(carryOut(on, shiftCommands, 'shift.plan', { person: someone.id, post: 'repair', startsAt: `${localDay(Date.now() + 3 * day)}T07:59:00Z`, endsAt: `${localDay(Date.now() + 3 * day)}T09:00:00Z` }))
  expect(refused.errors).toEqual([{ field: 'startsAt', message: { zh: expect.stringContaining(`${localDay(Date.now() + 3 * day)} 08:00–16:00`) as string, en: expect.stringContaining('already has a shift') as string } }])
  expect((await refusal(plan({ startsAt: '15:00' }))).errors[0]).toMatchObject({ field: 'rule' })
  await plan({ startsAt: '16:00' })
})

/** As `carryOut`, but nobody commits before `others` have decided, too. */
async function atOnce(wishes: (CommandInput<'shift.plan'> | CommandInput<'roster.plan'>)[]): Promise<Answer[]> {
  const works = await Promise.all(wishes.map((input) => {
    const call = { id: randomUUID(), caller: on.caller, now: Date.now() }
    return 'rule' in input ? rosterCommands['roster.plan'](on.parts, { ...call, request: input }) : shiftCommands['shift.plan'](on.parts, { ...call, request: input })
  }))
  const processes = works.map(() => openParts(on.url, 'test-planner', pino({ level: 'silent' })))
  try {
    return await Promise.all(works.map((work, i) => (processes[i] ?? on).parts.journal.commit({ ...work, id: randomUUID(), name: 'shift.plan', digest: '', by: on.caller.actor })))
  } finally {
    await Promise.all(processes.map(({ close }) => close()))
  }
}

it('two who plan the same person at the same instant: one is done, the other told why not', async () => {
  const wished = (post: 'security' | 'repair', from: number, to: number) => ({ person: someone.id, post, startsAt: iso(Date.now() + from), endsAt: iso(Date.now() + to) })
  const answers = await atOnce([wished('security', day, day + 4 * hour), wished('repair', day + hour, day + 5 * hour), wish({ startsOn: localDay(Date.now()), startsAt: '00:00', minutes: 1440 })])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter(({ ok }) => !ok).every(isRace)).toBe(true)
  // Which makes the server decide again; then the rule sees it.
  const tries = await Promise.allSettled([single(90 * day, 90 * day + 4 * hour), single(90 * day + 3 * hour, 90 * day + 7 * hour)])
  const [loser, ...others] = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []))
  expect(others).toEqual([])
  expect(loser).toMatchObject({ fault: 'invalid', errors: [{ message: { en: expect.stringContaining('already has a shift') as string } }] })
  // Both stand where one ends as the other begins.
  const apart = await atOnce([wished('security', 100 * day, 100 * day + 4 * hour), wished('repair', 100 * day + 4 * hour, 100 * day + 8 * hour)])
  expect(apart.filter(({ ok }) => ok)).toHaveLength(2)
})

it('rows of before that overlap stay, and may be told absent or called off', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  const rows = [first, second].map((id) => ({ id, version: 1, community_id: on.world.a.id, person_id: someone.id, post: 'security', starts_at: iso(Date.now() - hour), ends_at: iso(Date.now() + hour), state: 'planned' }))
  const owner = connect(on.url, { max: 1, name: 'test-owner' })
  try {
    await expect(owner`insert into shift ${owner(rows)}`).rejects.toMatchObject({ code: 'WF409' })
    await owner`alter table shift disable trigger shift_alone`
    await owner`insert into shift ${owner(rows)}`
  } finally {
    await owner`alter table shift enable trigger shift_alone`
    await owner.end()
  }
  await carryOut(on, shiftCommands, 'shift.miss', { version: 1, reason: '未到' }, first)
  await carryOut(on, shiftCommands, 'shift.cancel', { version: 1, reason: '重复' }, second)
})

it('whoever is absent is off duty at once, and may be replaced', async () => {
  const { body } = await single(-hour, hour)
  expect(await onDuty()).toEqual([{ community: on.world.a.id, post: 'security', person: someone.id, name: { zh: `赵${someone.code}`, en: someone.name }, until: body.endsAt }])
  const missed = await carryOut(on, shiftCommands, 'shift.miss', { version: 1, reason: '发烧' }, body.id)
  expect(missed).toMatchObject({ fact: 'shift.missed', body: { state: 'absent', version: 2 } })
  expect(await onDuty()).toEqual([])
  expect((await refusal(carryOut(on, shiftCommands, 'shift.miss', { version: 2, reason: 'x' }, body.id))).fault).toBe('illegal-move')
  expect((await refusal(carryOut(on, shiftCommands, 'shift.cancel', { version: 1, reason: 'x' }, body.id))).fault).toBe('conflict')
  await single(-hour / 2, hour)
  expect((await onDuty()).length).toBe(1)
  const [audited] = await on.parts.sql<{ detail: unknown }[]>`select detail from audit where name = 'shift.miss' order by seq desc limit 1`
  expect(audited?.detail).toMatchObject({ reason: '发烧' })
})

it('a shift that is cancelled is gone, and one that makes no sense is never planned', async () => {
  const { body } = await single(hour, 2 * hour)
  await carryOut(on, shiftCommands, 'shift.cancel', { version: 1, reason: '换班' }, body.id)
  await single(hour, 2 * hour)
  for (const [from, to] of [[2 * hour, hour], [hour, hour + 60_000], [3 * hour, 30 * hour], [-5 * hour, -hour], [500 * day, 500 * day + hour]] as const) {
    expect((await refusal(single(from, to))).fault).toBe('invalid')
  }
})

it('a roster that is ended leaves no later shift, and what has begun goes on', async () => {
  const { body } = await plan({ startsOn: localDay(Date.now()), startsAt: '00:00', minutes: 1_440 })
  const lastDay = localDay(Date.now() + 3 * day)
  const ended = await carryOut(on, rosterCommands, 'roster.end', { version: 1, lastDay }, body.id)
  expect(ended.body).toMatchObject({ version: 2, until: lastDay })
  const standing = (await shiftsOf(body.id)).filter(({ state }) => state === 'planned')
  expect(standing.length).toBe(4)
  expect((await onDuty()).length).toBe(1)
  await new RosterExtension(later(20 * day).parts).round()
  expect((await shiftsOf(body.id)).filter(({ state }) => state === 'planned').length).toBe(4)
  expect((await refusal(carryOut(on, rosterCommands, 'roster.end', { version: 2, lastDay: localDay(Date.now() + 9 * day) }, body.id))).fault).toBe('invalid')
  await carryOut(on, rosterCommands, 'roster.end', { version: 2, lastDay: localDay(Date.now() - day) }, body.id)
  expect((await onDuty()).length).toBe(1)
})

it('a snapshot still is what a screen would hold that had followed every fact', async () => {
  const { body } = await plan({ startsOn: localDay(Date.now()), startsAt: '00:00', minutes: 1_440 })
  await carryOut(on, rosterCommands, 'roster.end', { version: 1, lastDay: localDay(Date.now()) }, body.id)
  const facts = await readFacts(on.parts.sql, 0, 100_000)
  const snapshot = pictureOf((await readSnapshot(on.parts.sql, null, shown)).rows)
  const followed = applyFacts(emptyPicture(), facts)
  const near = [...followed.shift].filter(([, { startsAt, endsAt }]) => Date.parse(endsAt) > Date.now() - hour && Date.parse(startsAt) < Date.now() + day)
  expect(snapshot.shift).toEqual(new Map(near))
  expect(near.length).toBeGreaterThan(10)
})

it('only those of the place plan there, and a foreign one is as if it were not there', async () => {
  const { body } = await plan()
  const { body: shift } = await single(hour / 2, hour)
  const tries = (caller: Caller) => [
    () => carryOut({ parts: on.parts, caller }, rosterCommands, 'roster.plan', wish({ startsAt: '20:00', minutes: 60 })),
    () => carryOut({ parts: on.parts, caller }, rosterCommands, 'roster.end', { version: 1, lastDay: localDay(Date.now() + day) }, body.id),
    () => carryOut({ parts: on.parts, caller }, shiftCommands, 'shift.miss', { version: 1, reason: 'x' }, shift.id),
    () => carryOut({ parts: on.parts, caller }, shiftCommands, 'shift.cancel', { version: 1, reason: 'x' }, shift.id),
    () => carryOut({ parts: on.parts, caller }, rosterCommands, 'roster.import', { community: on.world.a.id, text: 'x' }),
  ]
  for (const [caller, fault] of [[as('observer'), 'not-allowed'], [as('duty-manager', { kind: 'community', id: on.world.b.id }), 'not-found']] as const) {
    for (const one of tries(caller)) expect((await refusal(one())).fault).toBe(fault)
    expect((await onDuty(on.world.a.staff[0]?.id, caller)).length).toBe(fault === 'not-found' ? 0 : 1)
  }
  expect((await refusal(onDuty(someone.id, as('observer', { kind: 'community', id: on.world.b.id }), on.world.a.id))).fault).toBe('not-found')
})

// Calendars

const exported = (language: 'zh' | 'en' = 'en') =>
  rosterQueries.rosterExport(on.parts, { ...asking, id: '', params: { community: on.world.a.id }, caller: on.caller, language, now: Date.now() })
const preview = (text: string, language: 'zh' | 'en' = 'en') =>
  rosterQueries.rosterPreview(on.parts, { ...asking, id: '', params: {}, body: { community: on.world.a.id, text }, caller: on.caller, language, now: Date.now() })
const bringIn = (text: string) => carryOut(on, rosterCommands, 'roster.import', { community: on.world.a.id, text })
const calendar = (...events: string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n')
const compact = (date: string): string => date.replaceAll('-', '')
const tomorrow = compact(localDay(Date.now() + day))
const event = (...lines: string[]): string[] => [`UID:${randomUUID()}`, `SUMMARY:Night ${someone.code}`, ...lines]

it('a calendar that is taken out and brought in again changes nothing', async () => {
  const { body } = await plan({ startsAt: '22:00', minutes: 600, until: localDay(Date.now() + 30 * day) })
  await single(hour / 2, hour)
  const third = (await shiftsOf(body.id))[3]
  await carryOut(on, shiftCommands, 'shift.cancel', { version: 1, reason: '节日' }, third?.id)
  const text = await exported()
  expect(text).toContain(`SUMMARY:Security ${someone.name}`)
  expect(text).toMatch(/UID:roster-[0-9a-f-]{36}@watchfloor/)
  expect(text).toMatch(/BEGIN:VTIMEZONE\r\nTZID:Asia\/Shanghai/)
  expect(text).toContain(`EXDATE;TZID=Asia/Shanghai:${compact(localDay(new Date(third?.starts_at ?? '').getTime()))}T220000`)
  expect(text).not.toContain('13800138000')
  expect(Preview.parse(await preview(text))).toMatchObject({ new: 0, changed: 0, wrong: 0 })
  const before = await on.parts.sql`select count(*)::int as n from fact`
  await bringIn(text)
  expect(await on.parts.sql`select count(*)::int as n from fact`).toEqual(before)
})

it('a foreign calendar is read: rules, exceptions, counts, zones, durations', async () => {
  const text = calendar(
    event(`DTSTART;TZID=China Standard Time:${tomorrow}T080000`, 'DURATION:PT8H', 'RRULE:FREQ=DAILY;COUNT=5', `EXDATE;TZID=Asia/Shanghai:${compact(localDay(Date.now() + 2 * day))}T080000`),
    event(`DTSTART:${tomorrow}T090000Z`, `DTEND:${tomorrow}T110000Z`),
    event(`DTSTART:${tomorrow}T200000`, `DTEND:${tomorrow}T220000`, `RRULE:FREQ=DAILY;UNTIL=${compact(localDay(Date.now() + 4 * day))}`),
  )
  expect(await preview(text)).toMatchObject({ new: 3, wrong: 0 })
  await bringIn(text)
  expect(await preview(text)).toMatchObject({ new: 0, same: 3 })
  const rows = await on.parts.sql<{ state: string; at: Date; minutes: number }[]>`
    select state, starts_at as at, extract(epoch from ends_at - starts_at)::int / 60 as minutes from shift where person_id = ${someone.id} order by starts_at`
  expect(rows.filter(({ state }) => state === 'planned').map(({ at, minutes }) => [new Date(at).getTime() - Date.parse(`${localDay(Date.now() + day)}T00:00:00+08:00`), minutes]).map(([ms = 0, m]) => [ms / hour, m])).toEqual([
    [8, 480], [17, 120], [20, 120], [44, 120], [56, 480], [68, 120], [80, 480], [92, 120], [104, 480],
  ])
  expect(rows.filter(({ state }) => state === 'cancelled').length).toBe(1)
  const changed = text.replace('DURATION:PT8H', 'DURATION:PT7H').replace(`T110000Z`, 'T100000Z')
  expect(await preview(changed)).toMatchObject({ new: 0, changed: 2, same: 1 })
  await bringIn(changed)
  expect(await preview(changed)).toMatchObject({ same: 3 })
  await bringIn(text)
  expect(await preview(text)).toMatchObject({ same: 3 })
})

it('what repeats in another zone is moved where the clocks stay apart alike, and refused where they do not', async () => {
  const utc = event(`DTSTART:${tomorrow}T220000Z`, 'DURATION:PT1H', `RRULE:FREQ=WEEKLY;BYDAY=${['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(Date.now() + 8 * hour + day).getUTCDay()]}`)
  await bringIn(calendar(utc))
  const [row] = await on.parts.sql<Pick<Roster, 'rule'> & { starts_at: string; starts_on: string }[]>`select rule, starts_at, starts_on::text from roster where person_id = ${someone.id}`
  const after = new Date(Date.now() + 8 * hour + 2 * day).getUTCDay()
  expect(row).toMatchObject({ starts_at: '06:00', starts_on: localDay(Date.now() + 2 * day), rule: `FREQ=WEEKLY;BYDAY=${['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][after]}` })
  const berlin = await preview(calendar(event(`DTSTART;TZID=Europe/Berlin:${tomorrow}T120000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY')))
  expect(berlin.lines[0]?.errors[0]?.message).toContain('Asia/Shanghai')
})

it('each wrong event is named by its line with what to do, and none of the file comes in', async () => {
  const good = event(`DTSTART:${tomorrow}T010000Z`, `DTEND:${tomorrow}T020000Z`)
  const cases: [string, string[]][] = [
    ['SUMMARY', [`UID:1`, 'SUMMARY:nobody', `DTSTART:${tomorrow}T010000Z`, 'DURATION:PT1H']],
    ['SUMMARY', [`UID:2`, `SUMMARY:${someone.code} and A-1`, `DTSTART:${tomorrow}T010000Z`, 'DURATION:PT1H']],
    ['DTSTART', event('DURATION:PT1H')],
    ['DTSTART', event(`DTSTART;VALUE=DATE:${tomorrow}`)],
    ['DTSTART', event('DTSTART:20261345T010000Z', 'DURATION:PT1H')],
    ['DTSTART', event(`DTSTART;TZID=Middle/Earth:${tomorrow}T010000`, 'DURATION:PT1H')],
    ['DTEND', event(`DTSTART:${tomorrow}T030000Z`)],
    ['DTEND', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:P3D')],
    ['RRULE', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY')],
    ['RRULE', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYDAY=MO')],
    ['RRULE', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO')],
    ['RRULE', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=999999999')],
    ['RRULE', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=99999')],
    ['DTSTART', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO,TU,WE,TH,FR,SA,SU'.replace('MO,TU,WE,TH,FR,SA,SU', ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(Date.now() + 8 * hour).getUTCDay()] ?? ''))],
    ['RDATE', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', `RDATE:${tomorrow}T050000Z`)],
    ['RECURRENCE-ID', event(`DTSTART:${tomorrow}T030000Z`, 'DURATION:PT1H', `RECURRENCE-ID:${tomorrow}T050000Z`)],
    ['text', ['NO COLON HERE', '\u0000']],
    ['UID', good],
    ['DTSTART', ['UID:clash', `SUMMARY:${someone.code}`, `DTSTART:${tomorrow}T013000Z`, 'DURATION:PT1H']],
  ]
  const text = calendar(good, ...cases.map(([, lines]) => lines))
  const read = await preview(text)
  expect(read.lines.map(({ errors }) => errors[0]?.field)).toEqual([undefined, ...cases.map(([field]) => field)])
  const lines = text.split('\r\n')
  for (const { line } of read.lines) expect(lines[line - 1]).toBe('BEGIN:VEVENT')
  const refused = await refusal(bringIn(text))
  expect(refused.errors[0]?.field).toBe(`${read.lines[1]?.line}.SUMMARY`)
  expect((await on.parts.sql`select 1 from shift where person_id = ${someone.id}`).length).toBe(0)
})

it('hostile calendars are refused, and nobody falls over', async () => {
  const lines = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => line(i)).join('\r\n')
  const files = [
    '', ' ', '\u0000', 'BEGIN:VEVENT', 'BEGIN:VCALENDAR', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n', '<xml/>', 'x'.repeat(1_900_000), '\n'.repeat(1_900_000),
    `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(140_000)}`,
    `BEGIN:VCALENDAR\n${lines(60_000, () => 'BEGIN:VEVENT\r\nEND:VEVENT')}`,
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\n${'BEGIN:VALARM\n'.repeat(100_000)}END:VEVENT`,
    calendar(['UID:x', `SUMMARY:${'a '.repeat(900_000)}`]),
    calendar(['UID:x', lines(200_000, () => ' x')]),
    calendar(...Array.from({ length: 400 }, (_, i) => [`UID:m${i}`, 'DTSTART:20270201T000000', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30', `SUMMARY:${someone.code}`])),
    calendar(...Array.from({ length: 400 }, (_, i) => [`UID:d${i}`, 'DTSTART:20270201T000000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU', `SUMMARY:${someone.code}`])),
    calendar(...Array.from({ length: 400 }, (_, i) => [`UID:z${i}`, `DTSTART;TZID=America/New_York:${tomorrow}T000000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY', `SUMMARY:${someone.code}`])),
    calendar(['UID:__proto__', 'CONSTRUCTOR:x', '__PROTO__:y', `SUMMARY:${someone.code}`, `DTSTART:00010101T000000Z`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY']),
  ]
  for (const text of files) {
    const read = await preview(text)
    expect(read.wrong, JSON.stringify(text.slice(0, 60))).toBeGreaterThan(0)
    expect(read.new, JSON.stringify(text.slice(0, 60))).toBe(0)
  }
})

it('a community with summer time keeps its clock, out and in again', async () => {
  const { b } = on.world
  const [row] = await on.parts.db.select().from(communities)
  if (!row) throw new Error('there is no community')
  const berlin = { ...row, id: randomUUID(), version: 1, code: 'BER', name: { zh: '柏林苑', en: 'Berlin Court' }, region: b.region, zone: 'Europe/Berlin' }
  await on.parts.journal.commit(systemCommand('test', 'berlin', randomUUID(), { changes: [change(communities, berlin, { name: 'community.opened', body: berlin })], reply: null, community: null, mode: 'real' }))
  const { body: person } = await carryOut({ parts: on.parts, caller: as('administrator') }, personCommands, 'person.join', { community: berlin.id, code: 'BER-1', name: { zh: '汉斯', en: 'Hans' }, post: 'repair', skills: [] })
  const at = Date.parse('2027-03-20T12:00:00Z')
  const then = { parts: { ...on.parts, now: () => at }, caller: on.caller }
  const { body } = await carryOut(then, rosterCommands, 'roster.plan', { person: person.id, post: 'repair', rule: 'FREQ=DAILY', startsOn: '2027-03-21', startsAt: '02:30', minutes: 480, until: null })
  const shifts = await shiftsOf(body.id)
  const starts = shifts.map(({ starts_at }) => new Date(starts_at).toISOString())
  expect(starts.slice(6, 10)).toEqual(['2027-03-27T01:30:00.000Z', '2027-03-28T01:00:00.000Z', '2027-03-29T00:30:00.000Z', '2027-03-30T00:30:00.000Z'])
  for (const { starts_at, ends_at } of shifts) expect(new Date(ends_at).getTime() - new Date(starts_at).getTime()).toBe(8 * hour)
  const about = { ...asking, id: '', caller: on.caller, language: 'en' as const, now: at }
  const text = await rosterQueries.rosterExport(then.parts, { ...about, params: { community: berlin.id } })
  expect(text).toContain('BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200')
  expect(text).toContain('BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100')
  expect(text).toContain('DTSTART;TZID=Europe/Berlin:20270321T023000')
  expect(await rosterQueries.rosterPreview(then.parts, { ...about, params: {}, body: { community: berlin.id, text } })).toMatchObject({ same: 1, new: 0, changed: 0, wrong: 0 })
})
