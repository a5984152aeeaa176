import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeUsers } from '../user.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type {} from '#client/live/probe.ts'
import { WallPage } from './wall-page.ts'

let stage: Stage
let one: WallPage
let other: WallPage

beforeAll(async () => {
  stage = await setStage()
  const walls = await stage.walls({}, {})
  if (!walls[0] || !walls[1]) throw new Error('two walls are wanted')
  ;[one, other] = [walls[0], walls[1]]
}, 180_000)
afterAll(() => stage.end())

const both = <T>(act: (wall: WallPage) => Promise<T>) => Promise.all([act(one), act(other)])
const nameIn = (words: string): string => /张\dA/.exec(words)?.[0] ?? ''
const rowOf = (wall: WallPage, title: string) => wall.orders.getByRole('listitem').filter({ hasText: title })

async function report(title: string): Promise<string> {
  const { status, body } = await stage.asManager('/api/orders', { community: stage.world.a.id, building: stage.world.a.houses[0]?.id, category: 'repair', title })
  expect(status).toBe(200)
  await both((wall) => rowOf(wall, title).waitFor())
  return (body as { body: { id: string } }).body.id
}

/** Opens an order and gives it to whom dispatch proposes; answers who that is. */
async function giveProposed(wall: WallPage, title: string): Promise<string> {
  await rowOf(wall, title).getByRole('button').click()
  const give = wall.sheet(/^工单/).getByRole('button', { name: /^派给 张[12]A$/ })
  await give.waitFor()
  const name = nameIn(await give.innerText())
  await give.click()
  await both((screen) => rowOf(screen, title).filter({ hasText: name }).waitFor())
  return name
}

test('a new order is proposed for somebody, given by one click, and seen so on the other screen', async () => {
  await report('电梯门关不上')
  const name = await giveProposed(one, '电梯门关不上')
  expect(['张1A', '张2A']).toContain(name)
  expect(await one.sheet(/^工单/).getByRole('button', { name: /^派给/ }).count()).toBe(0)
  await one.page.keyboard.press('Escape')
})

test('who goes sick hands over in one go: looked at, confirmed, taken back', async () => {
  await report('水管漏水')
  await giveProposed(one, '水管漏水')
  const sick = nameIn(await rowOf(one, '水管漏水').innerText())
  const well = sick === '张1A' ? '张2A' : '张1A'
  const theirs = await one.orders.getByRole('listitem').filter({ hasText: sick }).count()
  await one.sheet(/^工单/).getByRole('button', { name: sick }).click()
  await one.sheet(sick).getByRole('button', { name: '交接给别人' }).click()
  const dialog = one.page.getByRole('dialog', { name: `交接${sick}手上的工单` })
  await dialog.getByRole('listitem').nth(theirs - 1).waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(theirs)
  for (const to of await dialog.getByRole('combobox').all()) expect(await to.locator('option:checked').innerText()).toContain(well)
  await dialog.getByRole('button', { name: `确认分配 ${theirs} 张` }).click()
  await both((wall) => rowOf(wall, '水管漏水').filter({ hasText: well }).waitFor())
  await both((wall) => wall.orders.getByRole('listitem').filter({ hasText: sick }).waitFor({ state: 'detached' }))

  await one.button(/^撤销/).click()
  await both((wall) => rowOf(wall, '水管漏水').filter({ hasText: sick }).waitFor())
})

test('who hands over what somebody else has just given away is told so, and looks at it again', async () => {
  const sick = nameIn(await rowOf(one, '水管漏水').innerText())
  const well = sick === '张1A' ? '张2A' : '张1A'
  await one.sheet(sick).getByRole('button', { name: '交接给别人' }).click()
  const dialog = one.page.getByRole('dialog', { name: `交接${sick}手上的工单` })
  await dialog.getByRole('listitem').filter({ hasText: '水管漏水' }).waitFor()
  const before = await dialog.getByRole('listitem').count()

  await rowOf(other, '水管漏水').getByRole('button').click()
  await other.sheet(/^工单/).getByRole('button', { name: '改派' }).click()
  await other.sheet(/^工单/).getByRole('button', { name: new RegExp(well) }).first().click()
  await other.sheet(/^工单/).getByRole('button', { name: '确认', exact: true }).click()
  await both((wall) => rowOf(wall, '水管漏水').filter({ hasText: well }).waitFor())

  await dialog.getByRole('button', { name: /^确认分配/ }).click()
  await dialog.getByRole('alert').filter({ hasText: '1 张工单刚被别人改过' }).waitFor()
  await dialog.getByRole('listitem').filter({ hasText: '水管漏水' }).waitFor({ state: 'detached' })
  expect(await dialog.getByRole('listitem').count()).toBe(before - 1)
  await dialog.getByRole('button', { name: '取消' }).click()
  await both((wall) => wall.page.keyboard.press('Escape'))
})

test('an order that is dragged onto somebody on the map asks to be given to them', async () => {
  await report('楼道灯不亮')
  const guard = stage.world.a.staff[1]
  const point: [number, number] = [120.0009, 30.0007]
  if (!guard) throw new Error('nobody walks')
  expect((await stage.byKey('/api/doors/positions', { person: guard.code, point })).status).toBe(202)
  await one.standsAt(guard.id, point)
  await one.idle()
  const to = await one.page.evaluate((id) => {
    const map = window.__watchfloor?.map
    const drawn = map?.querySourceFeatures('people').find((feature) => feature.properties['id'] === id)?.geometry
    const { left = 0, top = 0 } = map?.getCanvas().getBoundingClientRect() ?? {}
    if (!map || drawn?.type !== 'Point') throw new Error('nobody is drawn')
    const { x, y } = map.project(drawn.coordinates as [number, number])
    return { x: x + left, y: y + top }
  }, guard.id)
  await rowOf(one, '楼道灯不亮').getByRole('button').hover()
  await one.page.mouse.down()
  await one.page.mouse.move(to.x - 20, to.y, { steps: 5 })
  await one.page.mouse.move(to.x, to.y, { steps: 3 })
  await one.page.mouse.up()
  const sheet = one.sheet(/^工单/)
  await sheet.getByText('派给 张1A', { exact: true }).waitFor()
  await sheet.getByRole('button', { name: '确认', exact: true }).click()
  await both((wall) => rowOf(wall, '楼道灯不亮').filter({ hasText: '张1A' }).waitFor())
})

test('a rule that an administrator sets gives the next order to somebody by itself, until it is ended', async () => {
  await makeUsers(stage.databaseUrl, [{ username: 'boss', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }])
  await both((wall) => wall.page.keyboard.press('Escape'))
  const office = await WallPage.signedIn(stage.browser, stage.base, { username: 'boss' })
  const { page } = office
  await page.goto(`${stage.base}/admin/dispatch`)
  await page.getByText('还没有规则').waitFor()
  await page.getByRole('button', { name: '新增规则' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('几分钟内接单').fill('7')
  expect(await worst(page)).toEqual([])
  await form.getByRole('button', { name: '保存' }).click()
  const rule = page.getByRole('row').filter({ hasText: '派给最合适的人，7 分钟未接转下一位' })
  await rule.waitFor()
  expect(await worst(page)).toEqual([])

  await report('阳台插座没电')
  await both((wall) => rowOf(wall, '阳台插座没电').filter({ hasText: /张[12]A/ }).waitFor())
  await rowOf(one, '阳台插座没电').getByRole('button').click()
  await one.sheet(/^工单/).getByText(/^已派给 张[12]A，\d+:\d\d 内未接转下一位/).waitFor()
  await one.page.keyboard.press('Escape')

  await rule.getByRole('button', { name: '停用' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await page.getByText('还没有规则').waitFor()
  await report('客厅插座没电')
  await rowOf(one, '客厅插座没电').getByRole('button').click()
  await one.sheet(/^工单/).getByRole('button', { name: /^派给 张[12]A$/ }).waitFor()
  expect(office.troubles).toEqual([])
})

test('no screen met any trouble', () => {
  expect([...one.troubles, ...other.troubles].filter((trouble) => !/409/.test(trouble))).toEqual([])
})
