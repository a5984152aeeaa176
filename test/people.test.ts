import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pino } from 'pino'
import type { CommandInput } from '#shared/commands.ts'
import { Person } from '#shared/people.ts'
import { Preview } from '#shared/rosters.ts'
import type { GrantableRole, Scope } from '#shared/roles.ts'
import { enWords } from '#client/i18n/en-words.ts'
import { zhWords } from '#client/i18n/zh-words.ts'
import { createApp } from '#server/app.ts'
import { postWords, skillWords } from '#server/files/staff-words.ts'
import type { Caller } from '#server/identity/caller.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { personCommands } from '#server/people/person-commands.ts'
import { personQueries } from '#server/people/person-queries.ts'
import { Refusal } from '#server/refusal.ts'
import { rosterCommands } from '#server/shifts/roster-commands.ts'
import { rosterQueries } from '#server/shifts/roster-queries.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'
import { send, signIn } from './screen.ts'
import { makeUsers } from './user.ts'
import { testConfig } from './world.ts'

let on: Features
let office: Pick<Features, 'parts' | 'caller'>
beforeAll(async () => {
  on = await openFeatures()
  office = { parts: on.parts, caller: as('administrator') }
})
afterAll(() => on.close())

const as = (role: GrantableRole, scope: Scope = { kind: 'everything' }): Caller => ({ kind: 'person', actor: { kind: 'person', id: role, name: role }, person: null, grants: [{ role, scope }] })
const onlyIn = (id: string): Scope => ({ kind: 'community', id })

const secretPhone = '13812345678'
let codes = 0
const newcomer = (more: Partial<CommandInput<'person.join'>> = {}): CommandInput<'person.join'> => ({
  community: on.world.a.id, code: `N-${codes++}`, name: { zh: '王新', en: 'Wang Xin' }, post: 'repair', skills: ['electric'], phone: secretPhone, ...more,
})
const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(() => { throw new Error('it was not refused') }, (error: unknown) => { if (error instanceof Refusal) return error; throw error })
const staffOf = (community: string) => personQueries.staff(on.parts, { ...asking, id: '', params: { community }, caller: office.caller, now: Date.now() })
const preview = (text: string, language: 'zh' | 'en' = 'zh', community = on.world.a.id) =>
  personQueries.peoplePreview(on.parts, { ...asking, id: '', params: {}, body: { community, text }, language, caller: office.caller, now: Date.now() })
const contactOf = (id: string, caller: Caller, told: unknown[] = []) =>
  personQueries.personContact(on.parts, { ...asking, id, params: {}, caller, now: Date.now(), tell: (...what) => told.push(what) })
const exported = () => personQueries.peopleExport(on.parts, { ...asking, id: '', params: { community: on.world.a.id }, caller: office.caller, now: Date.now() })

it('someone who joins is listed with a masked phone that is nowhere else to be read', async () => {
  const { body } = await carryOut(office, personCommands, 'person.join', newcomer({ code: 'N-secret' }))
  expect(body).not.toHaveProperty('phone')
  expect((await staffOf(on.world.a.id)).find(({ id }) => id === body.id)).toMatchObject({ phone: '138****5678' })
  await carryOut(office, personCommands, 'person.change', { version: 1, name: { zh: '王新', en: 'Wang' }, post: 'repair', skills: [], phone: '13912345678' }, body.id)
  for (const table of ['fact', 'audit', 'command']) {
    const [found] = await on.parts.sql<{ n: number }[]>`select count(*)::int as n from ${on.parts.sql(table)} t where t::text ~ '1[39]\\d?12345678'`
    expect(found?.n, table).toBe(0)
  }
  const facts = (await readFacts(on.parts.sql, 0, 10_000)).filter(({ id }) => id === body.id)
  expect(facts.map(({ name }) => name)).toEqual(['person.joined', 'person.changed'])
  for (const fact of facts) Person.parse(fact.body)
})

it('a phone is shown to those who may, and the look is told to the audit without it', async () => {
  const { body } = await carryOut(office, personCommands, 'person.join', newcomer())
  const told: unknown[] = []
  expect(await contactOf(body.id, as('duty-manager'), told)).toEqual({ phone: secretPhone })
  expect(told).toEqual([[on.world.a.id, { person: body.id }]])
  expect((await refusal(contactOf(body.id, as('observer')))).fault).toBe('not-allowed')
  expect((await refusal(contactOf(body.id, as('administrator', onlyIn(on.world.b.id))))).fault).toBe('not-found')
  expect((await refusal(contactOf(randomUUID(), as('administrator')))).fault).toBe('not-found')
  const wall: Caller = { kind: 'wall', actor: { kind: 'wall', id: 'w', name: 'w' }, person: null, grants: [{ role: 'wall', scope: { kind: 'everything' } }] }
  expect((await refusal(contactOf(body.id, wall))).fault).toBe('not-allowed')
})

it('a code that anybody in the company has is refused, and not whose it is', async () => {
  const theirs = on.world.b.staff[0]
  const { errors } = await refusal(carryOut(office, personCommands, 'person.join', newcomer({ code: theirs?.code ?? '' })))
  expect(errors.map(({ field }) => field)).toEqual(['code'])
  expect(JSON.stringify(errors)).not.toContain(theirs?.name.zh)
  expect(JSON.stringify(errors)).not.toContain(on.world.b.id)
  const twice = newcomer()
  const both = await Promise.allSettled([1, 2].map(() => carryOut(office, personCommands, 'person.join', twice)))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

it('a phone that is left out stays, and null takes it away', async () => {
  const { body } = await carryOut(office, personCommands, 'person.join', newcomer())
  const about = { name: { zh: '王新', en: 'Wang' }, post: 'repair', skills: [] } as const
  await carryOut(office, personCommands, 'person.change', { version: 1, ...about, skills: [] }, body.id)
  expect(await contactOf(body.id, office.caller)).toEqual({ phone: secretPhone })
  await carryOut(office, personCommands, 'person.change', { version: 2, ...about, skills: [], phone: null }, body.id)
  expect(await contactOf(body.id, office.caller)).toEqual({ phone: null })
  expect((await refusal(carryOut(office, personCommands, 'person.change', { version: 2, ...about, skills: [] }, body.id))).fault).toBe('conflict')
})

it('whoever leaves hands over first, and is then planned no more', async () => {
  const { body } = await carryOut(office, personCommands, 'person.join', newcomer())
  const roster = await carryOut(on, rosterCommands, 'roster.plan', {
    person: body.id, post: 'repair', rule: 'FREQ=DAILY', startsOn: new Date().toISOString().slice(0, 10), startsAt: '00:00', minutes: 1440, until: null,
  })
  const order = await carryOut(on, orderCommands, 'order.report', { community: on.world.a.id, category: 'repair', title: '漏水', point: [120, 30] })
  await carryOut(on, orderCommands, 'order.reassign', { version: 1, assignee: body.id }, order.body.id)
  const onDuty = async () => (await rosterQueries.onDuty(on.parts, { ...asking, id: '', params: { communities: on.world.a.id }, caller: on.caller, now: Date.now() })).some(({ person }) => person === body.id)
  expect(await onDuty()).toBe(true)

  const carrying = await refusal(carryOut(office, personCommands, 'person.leave', { version: 1 }, body.id))
  expect(carrying.fault).toBe('illegal-move')
  expect(carrying.errors).toEqual([{ field: 'orders', message: { zh: expect.stringContaining('1 张') as string, en: expect.stringContaining('1 unfinished order.') as string } }])

  await carryOut(on, orderCommands, 'order.reassign', { version: 2, assignee: on.world.a.staff[1]?.id ?? '' }, order.body.id)
  const left = await carryOut(office, personCommands, 'person.leave', { version: 1, reason: '合同到期' }, body.id)
  expect(left.body).toMatchObject({ version: 2, leftAt: expect.any(String) as string, signsIn: false })
  expect(await onDuty()).toBe(false)
  expect((await staffOf(on.world.a.id)).some(({ id }) => id === body.id)).toBe(false)
  const again = await refusal(carryOut(on, orderCommands, 'order.reassign', { version: 3, assignee: body.id }, order.body.id))
  expect(again.errors[0]).toMatchObject({ field: 'assignee' })
  const [ahead] = await on.parts.sql<{ n: number }[]>`select count(*)::int as n from shift where person_id = ${body.id} and state <> 'cancelled' and ends_at > now()`
  const [repeating] = await on.parts.sql<{ until: string }[]>`select until::text from roster where id = ${roster.body.id}`
  expect([ahead?.n, typeof repeating?.until]).toEqual([0, 'string'])
})

it('a file of people is previewed line by line, in the language of who asks, and brought in whole', async () => {
  const text = `工号,姓名,岗位,技能,电话\nF-1,李一,维修,电工|水暖,+86 138 0000 1111\nF-2,李二,repair,,\nA-1,张1A,维修,,\n`
  const before = await preview(text)
  expect(Preview.parse(before)).toMatchObject({ new: 2, changed: 0, same: 1, wrong: 0 })
  expect(before.lines.map(({ line, outcome }) => [line, outcome])).toEqual([[2, 'new'], [3, 'new'], [4, 'same']])
  expect(JSON.stringify(before)).not.toContain('1111')
  await carryOut(office, personCommands, 'person.import', { community: on.world.a.id, text })
  expect(await preview(text)).toMatchObject({ new: 0, changed: 0, same: 3, wrong: 0 })
  const again = await carryOut(office, personCommands, 'person.import', { community: on.world.a.id, text })
  expect(again.body).toMatchObject({ new: 0, changed: 0, same: 3 })
  expect((await staffOf(on.world.a.id)).find(({ code }) => code === 'F-1')).toMatchObject({ skills: ['electric', 'plumbing'], phone: '861****1111' })
  const changed = text.replace('李二', '李贰').replace('+86 138 0000 1111', '-')
  expect(await preview(changed)).toMatchObject({ new: 0, changed: 2, same: 1, wrong: 0 })
})

it('one wrong line refuses the whole file, and says what is wrong with each', async () => {
  const text = `code;name;post;skills;phone\nW-1;Good One;repair;;\n;Nobody;repair;;\nW-2;Odd Post;wizard;;\nW-3;Odd Phone;repair;;12\nW-1;Twice;repair;;\n${on.world.b.staff[0]?.code};Theirs;repair;;\nW-4;No Post;;juggling;\n`
  const read = await preview(text, 'en')
  expect(read).toMatchObject({ new: 1, wrong: 6 })
  expect(read.lines.map(({ errors }) => errors.map(({ field }) => field))).toEqual([[], ['code'], ['post'], ['phone'], ['code'], ['code'], ['post', 'skills']])
  expect(read.lines[2]?.errors[0]?.message).toMatch(/^One of: Duty manager/)
  expect((await preview(text, 'zh')).lines[2]?.errors[0]?.message).toMatch(/^应为：值班经理/)
  const refused = await refusal(carryOut(office, personCommands, 'person.import', { community: on.world.a.id, text }))
  expect(refused.fault).toBe('invalid')
  expect(refused.errors[0]).toMatchObject({ field: '3.code' })
  expect((await staffOf(on.world.a.id)).some(({ code }) => code === 'W-1')).toBe(false)
})

it('what is exported does nothing in a spreadsheet, and brought in again changes nothing', async () => {
  const tricks = ['=1+1', '+49 30 123456', '@SUM(A1)', "'=2", '-2', 'a"b,c\nd', '＝1']
  for (const [i, grid] of tricks.entries()) {
    await carryOut(office, personCommands, 'person.join', newcomer({ code: `=T${i}`, name: { zh: `=HYPERLINK("http://x")${i}`, en: '@x' }, grid, phone: '+49 30 123456' }))
  }
  const text = await exported()
  expect(text.startsWith('\ufeffcode,')).toBe(true)
  expect(text).not.toMatch(/(^|[,\n])"?[=+\-@＝]/m)
  expect(await preview(text)).toMatchObject({ new: 0, changed: 0, wrong: 0 })
})

it('hostile files are refused in a moment, and nobody falls over', async () => {
  const files = [
    '', ' ', '\u0000', 'x'.repeat(1_900_000), '"\n'.repeat(600_000), ',\n'.repeat(900_000), 'code,name\n', 'a,b\n1,2\n', '<html>,<b>\n',
    `code,name,post\n${'"x,y\n'.repeat(3_000)}`, `code,name,post\n${'P,'.repeat(900_000)}`, 'code,name,post\nA\ud800,half,repair\n', 'code,name,post\n\u0000\u0001,ctrl,repair\n',
    'code,name,post\n__proto__,constructor,toString\n', `code,name,post\n${Array.from({ length: 2_001 }, (_, i) => `L-${i},x,repair`).join('\n')}`,
  ]
  for (const text of files) {
    const read = await preview(text)
    expect(read.wrong, JSON.stringify(text.slice(0, 30))).toBeGreaterThan(0)
    expect(read.new).toBe(0)
  }
})

it('only an administrator of the place brings people in', async () => {
  const text = 'code,name,post\nZ-1,x,repair\n'
  for (const [caller, fault] of [[as('duty-manager'), 'not-allowed'], [as('administrator', onlyIn(on.world.b.id)), 'not-found']] as const) {
    expect((await refusal(carryOut({ parts: on.parts, caller }, personCommands, 'person.import', { community: on.world.a.id, text }))).fault).toBe(fault)
    expect((await refusal(carryOut({ parts: on.parts, caller }, personCommands, 'person.join', newcomer()))).fault).toBe(fault)
    expect((await refusal(carryOut({ parts: on.parts, caller }, personCommands, 'person.leave', { version: 1 }, on.world.a.staff[0]?.id))).fault).toBe(fault)
  }
})

it('files call posts and skills what screens call them', () => {
  for (const [words, zh, en] of [[postWords, zhWords.post, enWords.post], [skillWords, zhWords.skill, enWords.skill]] as const) {
    expect(Object.fromEntries(Object.entries(words).map(([code, word]) => [code, word.zh]))).toEqual(zh)
    expect(Object.fromEntries(Object.entries(words).map(([code, word]) => [code, word.en]))).toEqual(en)
  }
})

it('whole files come through where they are expected and nowhere else, and what is taken away is in the audit', async () => {
  await makeUsers(on.url, [{ username: 'chief', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }])
  const app = await createApp(testConfig(on.url), on.url, pino({ level: 'silent' }))
  const { url } = await app.start()
  try {
    const cookie = await signIn(url, 'chief')
    const large = (letters: number, letter = ' ') => ({ community: on.world.a.id, text: `code,name,post\n${letter.repeat(letters)}` })
    expect((await send(url, '/api/people/preview', large(1_500_000), { cookie })).status).toBe(200)
    // As many letters as a file may have, three bytes each.
    expect((await send(url, '/api/people/preview', large(1_900_000, '甲'), { cookie })).status).toBe(200)
    expect((await send(url, '/api/people/preview', large(3_000_000), { cookie })).status).toBe(400)
    expect((await send(url, '/api/people/preview', large(7_000_000), { cookie })).status).toBe(413)
    expect((await send(url, '/api/people', large(1_500_000), { cookie })).status).toBe(413)
    const answer = await fetch(`${url}/api/people.csv?community=${on.world.a.id}`, { headers: { cookie } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="?people\.csv"?$/)
    expect(await answer.text()).toContain('A-1')
    const told = await on.parts.sql<{ community_id: string; detail: { people: number } }[]>`select community_id, detail from audit where name = 'peopleExport' and by->>'name' = 'chief'`
    expect(told).toMatchObject([{ community_id: on.world.a.id, detail: { people: expect.any(Number) as number } }])
  } finally {
    await app.stop()
  }
})
