import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '#db/schema/people.ts'
import { shifts } from '#db/schema/shifts.ts'
import { change, type Change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { send, signIn } from '../screen.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

let stage: Stage
let goes: WallPage
let comes: WallPage

beforeAll(async () => {
  stage = await setStage()
  await putOnRoster()
  const walls = await stage.walls({ username: 'manager-a' }, { username: 'manager' })
  ;[goes, comes] = walls as [WallPage, WallPage]
})
afterAll(async () => stage?.end())

async function commit(changes: Change[]): Promise<void> {
  const journal = new Journal(stage.databaseUrl, pino({ level: 'silent' }), () => {})
  const made = await journal.commit(systemCommand('test', 'test', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  await journal.stop()
  if (!made.ok) throw new Error(made.message)
}

/** The duty manager of A signs in as manager-a; whose shift comes next signs in as manager. */
async function putOnRoster(): Promise<void> {
  const { users } = stage.world
  const [manager, newcomer] = pair()
  await commit([
    change(people, { ...manager, version: 2, user: users.managerA }, { name: 'person.changed', body: { ...manager, version: 2 } }),
    change(people, { ...newcomer, user: users.manager }, { name: 'person.joined', body: newcomer }),
  ])
}

const newcomerId = randomUUID()
function pair() {
  const [manager] = stage.world.a.staff
  if (!manager) throw new Error('unreachable')
  return [manager, { ...manager, id: newcomerId, code: 'A-new', name: { zh: '林森', en: 'Lin Sen' } }] as const
}

/** One goes now, and the other comes. */
async function changeShift(): Promise<void> {
  const [manager, newcomer] = pair()
  const shift = stage.world.a.roster.find(({ person }) => person === manager.id)
  if (!shift) throw new Error('unreachable')
  const now = new Date().toISOString()
  const gone = { ...shift, version: 2, endsAt: now }
  const next = { ...shift, id: randomUUID(), person: newcomer.id, startsAt: now }
  await commit([change(shifts, gone, { name: 'shift.planned', body: gone }), change(shifts, next, { name: 'shift.planned', body: next })])
}

const chip = (wall: WallPage) => wall.page.getByRole('button', { name: /^交接班 \d\d:\d\d · / })
const dialog = (wall: WallPage) => wall.page.getByRole('dialog', { name: '交接班' })
const alarm = (wall: WallPage) => wall.alarms.getByRole('button', { name: /^重要告警：电梯故障/ })

test('two people hand a shift over on two screens: a sheet, a note, both signatures, and what was acknowledged goes along', async () => {
  const { a } = stage.world
  const raised = await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', device: a.machines[0]?.code, kind: 'lift.fault', severity: 'major', change: 'raised' })
  expect(raised.status).toBe(202)
  await alarm(goes).waitFor()
  await goes.alarms.getByRole('button', { name: '确认', exact: true }).click()
  await changeShift()

  await chip(goes).click({ timeout: 40_000 })
  const leaving = dialog(goes)
  await leaving.getByText('重要 · 电梯故障 · 1 栋 · 1 栋 1 号梯').waitFor()
  expect(await leaving.getByRole('button', { name: '签接班' }).count()).toBe(0)
  await leaving.getByLabel('补充说明').fill('2 号门钥匙在岗亭')
  await leaving.getByRole('button', { name: '添加说明' }).click()
  await leaving.getByText('2 号门钥匙在岗亭 · manager-a').waitFor()
  await leaving.getByText('把这个班交给林森').waitFor()
  await leaving.getByRole('button', { name: '签交班' }).click()
  await leaving.getByText('已交班，待接班').waitFor()

  await comes.page.getByRole('button', { name: /^交接班 \d\d:\d\d · 已交班，待接班/ }).click({ timeout: 40_000 })
  const coming = dialog(comes)
  await coming.getByText('2 号门钥匙在岗亭').waitFor()
  await coming.getByText('从现在起由您值守。manager-a确认过的告警、指挥的预案会转到您名下。').waitFor()
  expect(await coming.getByRole('button', { name: '签交班' }).count()).toBe(0)
  await coming.getByRole('button', { name: '签接班' }).click()
  await coming.getByText('已接班', { exact: true }).waitFor()
  await comes.page.keyboard.press('Escape')
  await goes.page.keyboard.press('Escape')
  await Promise.all([goes, comes].map((wall) => chip(wall).waitFor({ state: 'detached', timeout: 40_000 })))

  await alarm(goes).click()
  await goes.sheet(/^告警/).getByText('随班移交').waitFor()
})

test('the office keeps the sheet and puts it on white paper', async () => {
  const { page } = comes
  await page.goto(`${stage.base}/admin/handovers`)
  await page.getByRole('combobox', { name: '小区' }).click()
  await page.getByRole('option', { name: stage.world.a.name.zh }).click()
  await page.getByRole('row').filter({ hasText: '林森' }).getByRole('button', { name: '查看' }).click()
  const sheet = page.getByRole('article', { name: `${stage.world.a.name.zh} 交接班` })
  await sheet.getByText('2 号门钥匙在岗亭').waitFor()
  await page.emulateMedia({ media: 'print' })
  const colours = await sheet.getByRole('heading', { level: 2 }).evaluate((heading) =>
    [heading, document.body, document.documentElement].map((element) => getComputedStyle(element)).map(({ color, backgroundColor }) => `${color} on ${backgroundColor}`))
  expect(new Set(colours)).toEqual(new Set(['rgb(0, 0, 0) on rgb(255, 255, 255)']))
  expect(await page.getByRole('navigation', { name: '管理页面' }).isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
})

test('who was slower sees what the faster one did', async () => {
  const { a } = stage.world
  const cookie = await signIn(stage.base, 'manager')
  const answer = await fetch(`${stage.base}/api/handovers?community=${a.id}`, { headers: { cookie } })
  const [handover] = (await answer.json()) as { id: string; version: number }[]
  const late = await send(stage.base, `/api/handovers/${handover?.id}/sign`, { version: 1, side: 'take' }, { cookie })
  expect(late).toMatchObject({ status: 409, body: { current: { state: 'taken', taken: { name: 'manager' } } } })
})

test('nothing went wrong on either screen meanwhile', () => {
  expect([...goes.troubles, ...comes.troubles]).toEqual([])
})
