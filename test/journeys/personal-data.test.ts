import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { households } from '#db/schema/households.ts'
import { doorPaths } from '#shared/doors.ts'
import type { GrantableRole } from '#shared/roles.ts'
import { change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { makeUsers } from '../user.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

let stage: Stage
let sql: Sql
const phone = '139 0000 1001'
const link = 'tel:13900001001'
const hidden = '••• •••• ••••'
const place: [number, number] = [120.0002, 30.0001]

beforeAll(async () => {
  stage = await setStage()
  const { a } = stage.world
  sql = connect(stage.databaseUrl, { max: 1, name: 'test-journey' })
  const inA = (role: GrantableRole) => [{ role, scope: { kind: 'community' as const, id: a.id } }]
  await makeUsers(stage.databaseUrl, [
    { username: 'fitter', grants: inA('field'), person: staff(1) }, { username: 'head', grants: inA('regional-head') }, { username: 'trainer', grants: inA('drill-lead') },
  ])
  await order('厨房跑水', staff(1))
  await order('插座没电', staff(2))
  await order('门锁坏了', null)
  await stage.byKey(doorPaths.alarms.path, { id: randomUUID(), community: 'A', device: a.machines[0]?.code, kind: 'lift.trapped', severity: 'critical', change: 'raised' })
  await stage.byKey(doorPaths.positions.path, { person: a.staff[1]?.code, point: place })
  await putOnFile()
})
afterAll(async () => {
  await sql?.end()
  await stage?.end()
})

const staff = (index: number): string => stage.world.a.staff[index]?.id ?? ''

async function order(title: string, assignee: string | null): Promise<void> {
  const { a } = stage.world
  const made = await stage.asManager('/api/orders', { community: a.id, building: a.houses[0]?.id, category: 'repair', title, reporter: '周女士', reporterPhone: phone })
  const { id } = made.body.body as { id: string }
  if (assignee) await stage.moveOrder(id, 'reassign', { assignee })
}

async function putOnFile(): Promise<void> {
  const journal = new Journal(stage.databaseUrl, pino({ level: 'silent' }), () => {})
  const { a } = stage.world
  const rows = (['green', 'red'] as const).map((level, i) =>
    change(households, { id: randomUUID(), version: 1, community: a.id, building: a.houses[0]?.id ?? '', place: `2 单元 ${i + 1}01`, name: '王桂兰', phone: i === 1 ? phone : null, level, needs: '独居老人' }))
  const made = await journal.commit(systemCommand('test', 'household.import', randomUUID(), { changes: rows, reply: null, community: a.id, mode: 'real' }))
  await journal.stop()
  if (!made.ok) throw new Error(made.message)
}

async function screenOf(username: string): Promise<WallPage> {
  const [wall] = await stage.walls({ username })
  if (!wall) throw new Error('no wall')
  return wall
}
/** On a small screen the sheet lies over the lists. */
async function closeSheet(wall: WallPage): Promise<void> {
  const sheet = wall.page.getByTestId('sheet')
  if ((await sheet.count()) > 0) await wall.page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
}
const openOrder = async (wall: WallPage, title: string) => {
  await closeSheet(wall)
  await wall.orders.getByRole('button', { name: new RegExp(title) }).click()
  const sheet = wall.sheet(/^工单/)
  await sheet.getByRole('heading', { name: title }).waitFor()
  return sheet
}
const openPerson = async (wall: WallPage) => {
  await closeSheet(wall)
  await wall.page.locator(`[data-person="${staff(1)}"] button`).click()
  const sheet = wall.sheet('张1A')
  await sheet.waitFor()
  return sheet
}
const looks = (name: string) => sql<{ by: { name: string }; detail: object }[]>`select by, detail from audit where name = ${name} order by seq`
const placesOnMap = (wall: WallPage) => wall.page.evaluate(() => window.__watchfloor?.map?.querySourceFeatures('people').length)

describe('a duty manager', () => {
  let wall: WallPage
  beforeAll(async () => {
    wall = await screenOf('manager-a')
  })
  afterAll(() => wall?.close())

  test('is shown the phone of who reported an order on one click, and a line in the audit says so', async () => {
    const sheet = await openOrder(wall, '厨房跑水')
    await sheet.getByText(hidden).waitFor()
    expect(await wall.page.content()).not.toContain(phone)
    expect(await looks('orderContact')).toEqual([])

    await sheet.getByText('查看会留下记录').waitFor()
    await sheet.getByRole('button', { name: '显示电话' }).click()
    const number = sheet.getByRole('link', { name: phone })
    expect(await number.getAttribute('href')).toBe(link)
    const [look, ...others] = await looks('orderContact')
    expect([look?.by.name, others]).toEqual(['manager-a', []])
    expect(JSON.stringify(look)).not.toContain('1001')

    await openOrder(wall, '厨房跑水')
    await sheet.getByText(hidden).waitFor()
    expect(await wall.page.content()).not.toContain(phone)
  })

  test('is shown how many households of a building are in need, and who they are on a click', async () => {
    await wall.sheet(/^工单/).getByRole('button', { name: /^1 栋/ }).click()
    const sheet = wall.sheet('1 栋')
    expect((await sheet.getByTestId('care').innerText()).replaceAll(/\s+/g, ' ')).toBe('红 独居、残障 1 户 黄 婴幼儿、孕妇 0 户 绿 其他 1 户')
    await sheet.getByRole('button', { name: '显示名单' }).click()
    const list = sheet.getByTestId('households')
    await list.waitFor()
    expect(await list.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/红.*2 单元 201 王桂兰/s), expect.stringMatching(/绿.*2 单元 101 王桂兰/s)])
    expect(await list.getByRole('link').getAttribute('href')).toBe(link)
    expect((await looks('households')).map(({ by, detail }) => [by.name, detail])).toEqual([['manager-a', expect.objectContaining({ count: 2 })]])
  })

  test('sees where people are without a click', async () => {
    await wall.standsAt(staff(1), place)
    expect(await looks('personPosition')).toEqual([])
    expect(wall.troubles).toEqual([])
  })
})

describe('an observer', () => {
  let wall: WallPage
  beforeAll(async () => {
    wall = await screenOf('observer')
  })
  afterAll(() => wall?.close())

  test('sees neither phones nor places, and is told so where they would be missed', async () => {
    const sheet = await openOrder(wall, '厨房跑水')
    await sheet.getByText('周女士').waitFor()
    expect(await sheet.getByText(hidden).count()).toBe(0)
    await sheet.getByRole('button', { name: /^1 栋/ }).click()
    await wall.sheet('1 栋').getByTestId('care').waitFor()
    await wall.sheet('1 栋').getByText('您的角色看不到人员位置。').waitFor()
    const person = await openPerson(wall)
    await person.getByText('您的角色看不到人员位置。').waitFor()
    expect(await wall.page.locator('[data-reveal]').count()).toBe(0)
    expect(await placesOnMap(wall)).toBe(0)
    expect(await wall.page.getByTestId('people').getByText('失联').count()).toBe(0)
    expect(await wall.page.getByRole('region', { name: /^在岗/ }).innerText()).toMatch(/空闲 \d · 忙 \d$/m)
  })

  test('finds no hands: no buttons, no keys, nothing in the menu', async () => {
    await openOrder(wall, '门锁坏了')
    expect(await wall.page.locator('[data-move], [data-acknowledge], .sheet-foot:visible').count()).toBe(0)
    await closeSheet(wall)
    for (const key of ['n', 'p', 'r', 'a']) await wall.page.keyboard.press(key)
    expect(await wall.page.getByRole('dialog').count()).toBe(0)
    await wall.page.keyboard.press('?')
    const keys = wall.page.getByRole('dialog', { name: '键盘' })
    await keys.getByText('下一行 / 上一行').waitFor()
    expect(await keys.getByText(/确认告警|改派工单|新工单|启动预案/).count()).toBe(0)
    await wall.page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await wall.button('菜单').click()
    await wall.page.getByRole('menuitem', { name: '退出登录' }).waitFor()
    expect(await wall.page.getByRole('menuitem', { name: /新工单|启动预案/ }).count()).toBe(0)
    await wall.page.keyboard.press('Escape')
    expect(wall.troubles).toEqual([])
  })
})

test('a regional head is shown one person’s place on a click that is written down, for as long as they look', async () => {
  const wall = await screenOf('head')
  const sheet = await openPerson(wall)
  expect(await placesOnMap(wall)).toBe(0)
  await sheet.getByRole('button', { name: '显示位置' }).click()
  await sheet.getByRole('button', { name: '在地图上看' }).waitFor()
  await wall.standsAt(staff(1), place)
  expect((await looks('personPosition')).map(({ by }) => by.name)).toEqual(['head'])
  await wall.page.keyboard.press('Escape')
  await wall.page.waitForFunction(() => window.__watchfloor?.map?.querySourceFeatures('people').length === 0)
  expect(wall.troubles).toEqual([])
  await wall.close()
})

test('field staff have hands and the phone of the orders given to them, and are told why not of others', async () => {
  const wall = await screenOf('fitter')
  const own = await openOrder(wall, '厨房跑水')
  await own.getByRole('button', { name: '接单' }).waitFor()
  expect(await own.getByRole('button', { name: '改派' }).count()).toBe(0)
  await own.getByRole('button', { name: '显示电话' }).click()
  await own.getByRole('link', { name: phone }).waitFor()

  const other = await openOrder(wall, '插座没电')
  await other.getByText('这张工单没有派给您，您只能查看。').waitFor()
  await other.getByText('电话只给这张工单的处理人看').waitFor()
  expect(await wall.page.locator('[data-move], [data-acknowledge], [data-reveal]').count()).toBe(0)
  await wall.page.keyboard.press('r')
  expect(await wall.page.getByTestId('reassign').count()).toBe(0)
  await other.getByText('这张工单没有派给您，您只能查看。').waitFor()
  expect(wall.troubles).toEqual([])
  await wall.close()
})

test('a drill lead starts drills only, and watches a real plan without hands', async () => {
  const { a, plan } = stage.world
  const wall = await screenOf('trainer')
  await wall.page.keyboard.press('p')
  const dialog = wall.page.getByRole('dialog', { name: '启动预案' })
  await dialog.getByText('您在这里只能开展演练。').waitFor()
  expect(await dialog.getByRole('radio', { name: '实战' }).isDisabled()).toBe(true)
  await wall.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  const started = await stage.asManager('/api/activations', { plan: plan.id, community: a.id, building: a.houses[1]?.id, place: '', drill: false, reason: '电梯困人', at: new Date().toISOString() })
  expect(started.status).toBe(200)
  const running = wall.page.getByTestId('running-plan')
  await running.getByText('您的角色只参加演练，实战预案只能查看。').waitFor()
  expect(await running.getByRole('button').count()).toBe(0)
  expect(wall.troubles).toEqual([])
  await wall.close()
})
